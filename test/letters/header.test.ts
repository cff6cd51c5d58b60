/** Facts of a letter's head and foot. All letters, places, people and numbers here are invented (虚构). */
import { describe, expect, it } from 'vitest';
import type { Letter } from '../../src/model.ts';
import { parsed } from './reading.ts';

const letters: readonly [string, string, Partial<Letter>][] = [
  [
    'labels one line',
    `云帆教体字〔2020〕11号  A类  同意公开

云帆市教育体育局
关于对市十二届人大五次会议第177号建议的答复

骆迎春代表：
您提出的《关于增设城北初中的建议》收悉，现答复如下：
2019年新建初中1所，增加学位1200个。
云帆市教育体育局
2020年6月8日`,
    {
      docNo: '云帆教体字〔2020〕11号',
      result: 'A类',
      resultClass: 'A',
      disclosure: 'public',
      proposalNo: '177',
      session: '十二届五次',
      title: '关于对市十二届人大五次会议第177号建议的答复',
      department: '云帆市教育体育局',
      addressees: ['骆迎春'],
      kind: 'npc',
      place: '云帆市',
      date: '2020-06-08',
      subject: '关于增设城北初中的建议',
    },
  ],
  [
    'a number with its year in brackets',
    `對區政協四屆二次會議第（2018）27號提案的答覆
裴望江委員：
貴委員提出的「關於修繕鼓樓戲台的提案」收悉。現答覆如下：
已修繕戲台1座。
雁門區文化局
2018年8月2日`,
    {
      proposalNo: '（2018）27',
      session: '四屆二次',
      title: '對區政協四屆二次會議第（2018）27號提案的答覆',
      docNo: null,
    },
  ],
  [
    'a classed number without 第',
    `雁民函〔2021〕31号
对市政协C(2021)019号提案的答 复
裴**委员：
您提出的“关于修建村级公墓的提案”收悉，现答复如下：
已建成3处。
雁门市民政局
2021年7月6日`,
    { proposalNo: 'C(2021)019', title: '对市政协C(2021)019号提案的答复', docNo: '雁民函〔2021〕31号' },
  ],
  [
    'year session',
    `对市政协2017年第239号提案的答复
九三学社云帆市委：
贵委提出的“关于治理共享单车乱停放的提案”收悉，经研究，现将办理情况答复如下：
已划定停放点340处。
云帆市城市管理局
二00七年九月十日`,
    { proposalNo: '239', session: null, date: '2007-09-10', addressees: ['九三学社云帆市委'], kind: 'cppcc' },
  ],
  [
    'class year',
    `关于市政协十三届二次会议提案答复的函
编号：B〔2017〕062号
类别：C
麦田委员：
您提出的关于建设健身步道的提案收悉，现函复如下：
已建成12公里。
云帆市体育局
2018年7月3`,
    {
      proposalNo: 'B〔2017〕062',
      result: 'C',
      resultClass: 'C',
      date: '2018-07-03',
      session: '十三届二次',
      addressees: ['麦田'],
    },
  ],
  [
    'colon result',
    `B：正在解决
对雁湖区第十八届人民代表大会第三次会议第0043号代表建议的答复
尊敬的 郭 某 代表：
您好！您提出的“关于完善雁湖公园照明的建议”收悉。现回复如下：
一、已经安装路灯86盏。
二、下一步，将安装地灯120盏。
雁湖区园林管理中心
2022413`,
    {
      result: 'B：正在解决',
      resultClass: 'B',
      proposalNo: '0043',
      session: '十八届三次',
      date: '2022-04-13',
      department: '雁湖区园林管理中心',
      kind: 'npc',
      addressees: ['郭 某'],
      place: '雁湖区',
    },
  ],
  [
    'district no',
    `雁湖区住房保障局关于雁湖33号提案的答复函
民建雁湖区基层委员会、赵某某委员：
你们提出的《关于“一老一小”友好社区的提案》收悉，答复如下：
我局已完成改造。
雁湖区住房保障局    雁湖区民政局
2021年10月9日
抄送：区政协提案委。
2021年10月9日印发`,
    {
      proposalNo: '雁湖33',
      department: '雁湖区住房保障局 雁湖区民政局',
      date: '2021-10-09',
      addressees: ['民建雁湖区基层委员会', '赵某某'],
      subject: '关于“一老一小”友好社区的提案',
    },
  ],
  [
    '02704',
    `对省政协十二届一次会议第02704（农业水利类225号）提案的答复
李永某等32名代表：
您提出的关于高标准农田建设的提案悉，现答复如下：
2018年建成高标准农田260万亩。
（此件公开发布）
云岭省水利厅
2018420`,
    {
      proposalNo: '02704',
      disclosure: 'public',
      date: '2018-04-20',
      addressees: ['李永某等32名代表'],
      department: '云岭省水利厅',
      place: '云岭省',
    },
  ],
  [
    'glued bracket',
    `（雁建复[2018]037号B类）
关于区政协八届三次会议第057号提案的答复
钟、李委员
您提出的第057号提案收悉，现答复如下：
已建成。
雁湖区建设局
2018年5月20日`,
    { docNo: '雁建复[2018]037号', result: 'B类', resultClass: 'B', proposalNo: '057' },
  ],
  [
    'bare brackets',
    `关于《关于发展夜间经济的提案》的答复
（0641）
市工商联：
贵会提出的《关于发展夜间经济的提案》收悉。经商市公安局，现答复如下：
已发布夜间经济地图1份。
云帆市商务局
2023年 5月 4日`,
    { proposalNo: '0641', title: '关于《关于发展夜间经济的提案》的答复', addressees: ['市工商联'] },
  ],
  [
    'after noun',
    `云帆市市政协十四届三次会议《关于加强河湖保护的提案》(第0313号)的答复
代表您好：
您提出的提案收悉，现答复如下：
已治理河道12条。
云帆市水利局
2019年 10月14日`,
    { proposalNo: '0313', session: '十四届三次' },
  ],
  [
    'cohandling',
    `关于市政协十四届三次会议第313号提案的协办意见
市水利局：
谢安委员提出的《关于加强河湖保护的提案》收悉，结合我局职能，提出如下协办意见：
一、2022年完成生态缓冲带建设6公里。
二、拟新增监测断面3个。
以上意见，供你单位统一答复提案者时参考。
云帆市生态环境局
2023年3月28日`,
    { genre: 'cohandling', addressees: ['市水利局'], kind: 'cppcc', department: '云帆市生态环境局' },
  ],
  [
    'title agency',
    `雁湖区文化和旅游局关于区人大十九届一次会议第41号建议的复函
何柳代表：您提出的建议第41号《关于保护老茶馆的建议》收悉。现函复如下：
已挂牌保护老茶馆8家。
感谢您的关心！`,
    { department: '雁湖区文化和旅游局', addressees: ['何柳'], proposalNo: '41', date: null, genre: 'reply' },
  ],
  [
    'head table',
    `索引号：
YF001
发布机构：
云帆市卫生健康委员会
成文日期：
2021-08-09 00:00
公开类型：主动公开
公开属性：全部公开
云卫函【2021】56号
关于市十五届人大一次会议第8号代表建议的答复
梁 上、欧阳某·某代表：
你们提出的关于关于“关于推进分级诊疗的建议”收悉，现答复如下：
已组建医联体5个。`,
    {
      department: '云帆市卫生健康委员会',
      date: '2021-08-09',
      docNo: '云卫函【2021】56号',
      disclosure: 'public',
      addressees: ['梁 上', '欧阳某·某'],
      proposalNo: '8',
    },
  ],
  [
    'spaced head',
    `开 阳 市 公 安 局
开公函〔2023〕12号                 签发人：丁一
对市政协九届二次会议第57号提案的答 复
民盟开阳市委：
贵委提出的第57号提案收悉，现答复如下：
已安装探头120个。
2023年4月3日
联系人：王某  联系电话：0571-5550123  邮编：310000
地址：开阳市中山路9号
附件：征询意见表`,
    {
      department: '开阳市公安局',
      docNo: '开公函〔2023〕12号',
      contact: { name: '王某', phone: '0571-5550123', postcode: '310000', address: '开阳市中山路9号' },
    },
  ],
  [
    'ministry',
    `对十三届全国人大四次会议第4238号建议的答复
工信建议〔2021〕130号
您提出的关于支持中小企业数字化转型的建议收悉，经商财政部，现答复如下：
一、关于加大财政支持
2020年，中央财政安排资金25亿元。
二、关于下一步工作
（一）完善政策。研究制定指导意见。
（二）加强培训。
工业和信息化部
2021年7月14日`,
    {
      proposalNo: '4238',
      session: '十三届四次',
      docNo: '工信建议〔2021〕130号',
      department: '工业和信息化部',
      addressees: [],
      kind: 'npc',
    },
  ],
  [
    'unresolved',
    `关于政协第十届雁湖区委员会第四次会议第 128 号提案的办理情况答复
提案人：冯某
主办单位：雁湖区城管局
办理结果：列入计划拟解决
公开方式：依申请公开
冯某委员：
您提出的……收悉，现答复如下：
我局已协调。
2022年11月20日`,
    {
      session: '十届四次',
      proposalNo: '128',
      result: '列入计划拟解决',
      resultClass: 'C',
      disclosure: 'on_request',
      department: '雁湖区城管局',
      addressees: ['冯某'],
    },
  ],
  [
    'second',
    `关于对县政协九届三次会议第15号提案的二次答复
杜鹃委员：
您好！收到您对我局答复的反馈意见后，我局高度重视，现再次答复如下：
已经整改到位。
白沙县水利局
2022年12月20日`,
    { genre: 'second_reply', proposalNo: '15', place: '白沙县', addressees: ['杜鹃'] },
  ],
];

describe('header', () => {
  it.each(letters)('%s', (_name, text, expected) => {
    const letter = parsed(text);
    for (const [field, value] of Object.entries(expected)) expect(letter[field as keyof Letter], field).toEqual(value);
    for (const span of Object.values(letter.evidence))
      expect(letter.body.slice(span.start, span.end).trim()).not.toBe('');
  });

  it('leaves the fields of a text that is no letter null and keeps the text whole', () => {
    const text = '云帆盆地位于云岭省西部，面积约1200平方公里。盆地内有河流三条，年均降水量900毫米。';
    const letter = parsed(text);
    expect(letter.body).toBe(text);
    expect([
      letter.kind,
      letter.proposalNo,
      letter.session,
      letter.title,
      letter.department,
      letter.date,
      letter.place,
      letter.result,
    ]).toEqual(Array(8).fill(null));
    expect(letter.regions).toEqual([{ role: 'text', start: 0, end: text.length }]);
    expect(letter.sections).toHaveLength(1);
  });

  it('reads Traditional script, and gives back what is printed', () => {
    const letter = parsed(
      '關於市政協十三屆五次會議第66號提案的答覆\n民盟雲帆市委：\n貴委提出的“關於保護歷史街區的提案”收悉，現答覆如下：\n已修繕12處。\n雲帆市文化廣電旅遊局\n二〇二一年九月三日',
    );
    expect([letter.title, letter.proposalNo, letter.session, letter.department, letter.date, letter.kind]).toEqual([
      '關於市政協十三屆五次會議第66號提案的答覆',
      '66',
      '十三屆五次',
      '雲帆市文化廣電旅遊局',
      '2021-09-03',
      'cppcc',
    ]);
  });

  it('keeps the replies of several agencies, signed one after the other', () => {
    const letter = parsed(
      '关于市政协十五届二次会议第210号提案办理情况的答复摘要\n提案人：民革云帆市委\n市发展改革委：\n2022年安排专项资金3000万元。\n市发展改革委\n2022年6月1日\n市财政局：\n2022年拨付补助资金1.1亿元，支持企业420家。\n市财政局\n2022年6月8日',
    );
    expect([letter.addressees, letter.department, letter.date]).toEqual([['民革云帆市委'], '市财政局', '2022-06-08']);
    expect(letter.regions.map((region) => region.role)).toEqual(['head', 'text', 'signature']);
  });

  it('reports a number that title and opening print differently', () => {
    const letter = parsed(
      '关于市政协九届一次会议第062号提案的答复\n白羽委员：\n您提出的第67号提案收悉，现答复如下：\n已建成公园3个。\n云帆市园林局\n2020年1月2日',
    );
    expect(letter.proposalNo).toBe('062');
    expect(letter.problems.map((problem) => problem.code)).toEqual(['number-differs']);
  });
});
