/** The words of marks of disclosure, and sentences that only speak of it. All letters, places and people are invented (虚构). */
import { describe, expect, it } from 'vitest';
import type { Disclosure } from '../../src/model.ts';
import { type Case, letterOf, P, type Parts, problemsOf, R, TITLE, W } from './marked-letter.ts';

const words: Case[] = [
  ...['依申请公开', '此件依申请公开', '本件依申请公开', '本答复依申请公开', '依申请公开件', '公开方式：依申请公开'].map(
    (mark): Case => [mark, { below: `（${mark}）` }, R],
  ),
  ...[
    '不予公开',
    '不公开',
    '此件不公开',
    '此件不予公开',
    '本答复不予公开',
    '本答复不宜公开',
    '此复函不对外公开',
    '不宜公开',
    '不同意公开',
    '不得公开',
    '不可公开',
    '暂不公开',
    '非公开',
    '免予公开',
    '不向社会公开',
    '不上网公开',
    '仅供委员本人',
    '仅供委员本人参阅',
    '仅供提案人本人知悉',
    '仅送提案者',
    '限委员本人阅',
    '内部资料 注意保存',
    '内部资料，注意保存',
    '内部资料　请勿外传',
    '内部文件，不得外传',
    '内部掌握',
    '内部使用',
    '仅限内部使用',
    '注意保密',
    '秘密★1年',
    '工作秘密',
    '公开属性：不予公开',
    '公开类别：不公开',
    '公开方式：不公开',
    '是否公开：否',
    '是否公开：不公开',
    '可否公开：否',
    '是否同意公开：不同意',
    '公开属性：不予公开（涉及个人隐私）',
    '不予公开，理由：涉及第三方商业秘密',
    '因涉及个人隐私，不予公开',
    '此件不公开，请勿转发',
    '是否上网公开：否',
    '公开选择：不予公开',
    '密级：秘密',
  ].map((mark): Case => [mark, { below: `（${mark}）` }, W]),
  ...['此件主动公开', '主动公开', '此件公开发布', '同意公开', '公开属性：主动公开', '是否公开：是', '可以全文公开'].map(
    (mark): Case => [mark, { below: `（${mark}）` }, P],
  ),
  ['bare label', { below: '是否公开：否' }, W],
  ['label in the last line', { closing: '　　感谢您的关心。公开属性：依申请公开' }, R],
  [
    'label on top with a long reason',
    {
      above:
        '公开属性：依申请公开（理由：本答复涉及辖区内多处未定级文物的具体位置和安全防范措施，公开后可能影响文物安全，经研究确定）',
    },
    R,
  ],
  ['Traditional', { below: '（依申請公開）' }, R],
  ['Traditional, withheld', { below: '（此件不予公開）' }, W],
  ...[
    '（）',
    '()',
    '【】',
    '[]',
    '〔〕',
    '［］',
    '｛｝',
    '{}',
    '〈〉',
    '<>',
    '〖〗',
    '﹝﹞',
    '「」',
    '『』',
    '“”',
    '《》',
  ].map((pair): Case => [`brackets ${pair}`, { below: `${pair[0]}依申请公开${pair[1]}` }, R]),
  ['stars', { below: '★依申请公开★' }, R],
  ['dashes', { below: '——依申请公开——' }, R],
  ['boxes', { below: '□主动公开 ☑依申请公开 □不予公开' }, R],
  ['boxes behind a label', { below: '公开属性：主动公开□ 依申请公开□ 不予公开√' }, W],
  ['boxes, public', { below: '公开属性：√主动公开 □依申请公开 □不予公开' }, P],
];

words.push(
  ['a whole line of the text', { closing: '　　本答复涉及未公布的文物线索，不予公开。' }, W],
  ['a whole line of the text, for one', { closing: '　　此件仅供您本人参阅，请勿外传。' }, W],
);

/** More of both, as a second reader of the patterns wrote them down. */
const more: readonly (readonly [parts: Parts, disclosure: Disclosure | null])[] = [
  [{ closing: '　　感谢您的关心和支持！（本答复依申请公开）' }, R],
  [{ closing: '　　感谢您的关心和支持！[此件不公开]' }, W],
  [{ closing: '　　专此答复。（公开属性：依申请公开）' }, R],
  [{ closing: '　　专此答复（依申请公开）' }, R],
  [{ closing: '　　以上答复，如有不妥，请批评指正。【公开选项：不予公开】' }, W],
  [{ closing: '　　特此函复。    （不宜公开）' }, W],
  [{ closing: '　　特此函复。此件不予公开。' }, W],
  [{ closing: '　　特此函复。\n　　（注：本件依申请公开）' }, R],
  [{ closing: '　　特此函复。\n　　注：此件不公开' }, W],
  [{ closing: '　　特此函复。\n　　备注：不予公开' }, W],
  [{ below: '信息公开选项：依申请公开' }, R],
  [{ below: '公开属性：依申请公开　　　　　联系人：张三　电话：5512233' }, R],
  [{ below: '是否公开：□是　☑否' }, W],
  [{ below: '是否公开：是□　否☑' }, W],
  [{ below: '是否同意公开　是（　）否（√）' }, W],
  [{ below: '公开类别：A.主动公开 B.依申请公开√ C.不予公开' }, R],
  [{ below: '[ ]主动公开 [x]依申请公开 [ ]不予公开' }, R],
  [{ below: '（主动公开□ 依申请公开■ 不公开□）' }, R],
  [{ above: '依申请公开                                  柘文旅函〔2024〕31号' }, R],
  [{ above: '柘文旅函〔2024〕31号      签发人：黎明      依申请公开' }, R],
  [{ above: '柘文旅函〔2024〕31号 B 不公开' }, W],
  [{ above: '柘文旅函〔2024〕31号B类不予公开' }, W],
  [{ above: '柘文旅函〔2024〕31号（B类）（依申请公开）' }, R],
  [{ above: '（B）（不予公开）' }, W],
  [{ above: 'A类，依申请公开' }, R],
  [{ above: 'B类/不公开' }, W],
  [{ above: '办理类别：B类    公开类别：不予公开' }, W],
  [{ above: '（内部资料）' }, W],
  [{ above: '内 部 资 料　注 意 保 存' }, W],
  [{ above: '内部文件★妥善保管' }, W],
  [{ above: '机密★5年' }, W],
  [{ above: '公开方式｜依申请公开｜文号｜柘文旅函〔2024〕31号' }, R],
  [{ title: TITLE + '\n依申请公开' }, R],
  [{ title: '（依申请公开）\n' + TITLE }, R],
  [{ title: TITLE + '（内部）' }, W],
  [{ title: '关于区政协十届三次会议第118号提案\n的答复（不公开）' }, W],
  [{ foot: '柘溪区文物局　2024年5月6日（依申请公开）' }, R],
  [{ foot: '柘溪区文物局\n2024年5月6日\n\n\n依 申 请 公 开' }, R],
  [{ foot: '（依申请公开）柘溪区文物局\n2024年5月6日' }, R],
  [{ foot: '柘溪区文物局\n二〇二四年五月六日（此件不公开）' }, W],
  [{ below: '此件仅发提案委员，不对外公开' }, W],
  [{ below: '此复函仅供您个人参阅' }, W],
  [{ below: '（供提案人参阅，不公开）' }, W],
  [{ below: '本件不上网' }, W],
  [{ below: '（不在网上公开）' }, W],
  [{ below: '（此件不在互联网公开）' }, W],
  [{ below: '（网上不公开）' }, W],
  [{ below: '（限区政协内部掌握）' }, W],
  [{ below: '（此件依申请予以公开）' }, R],
  [{ below: '（依申请公开类）' }, R],
  [{ below: '公开形式：依申请' }, R],
  [{ below: '公开属性:依申请公开' }, R],
  [{ below: '公开属性 依申请公开' }, R],
  [{ below: '公开属性\n依申请公开' }, R],
  [{ below: '信息公开属性——不予公开' }, W],
  [{ below: '是否公开\n否' }, W],
  [{ below: '是否可以公开：不可以' }, W],
  [{ below: '可否公开：不可公开' }, W],
  [{ below: '（是否公开：否）' }, W],
  [{ below: '（公开：否）' }, W],
  [{ below: '公开意见：建议不公开' }, W],
  [{ below: '答复是否公开：不同意公开' }, W],
  [{ below: '（答复不公开）' }, W],
  [{ below: '（提案及答复均不公开）' }, W],
  [{ below: '（代表要求不公开）' }, W],
  [{ below: '（提案者不同意公开）' }, W],
  [{ below: '（涉密，不公开）' }, W],
  [{ below: '（依申请公开，2024年5月6日）' }, R],
  [{ below: '依申请公开 共印6份' }, R],
  [{ below: '抄送：区政协。　　　　　不予公开' }, W],
  [{ text: '　　2023年修复古井6公里，主动向社会公开施工信息。' }, null],
  [{ text: '　　驿站内部资料陈列室已建成。' }, null],
  [{ text: '　　该项目属于不公开招标范围，已采用询价采购。' }, null],
  [{ text: '　　我局公开征求意见（不公开姓名），收到意见86条。' }, null],
  [{ closing: '　　感谢您对政务公开的关心。' }, null],
  [{ title: '关于区政协十届三次会议第118号关于提案答复不公开问题的提案的答复' }, null],
  [{ title: '关于区政协十一届三次会议《关于提案答复应公开的提案》的答复' }, null],
  [{ below: '（此件公开发布）' }, P],
  [{ below: '（主动公开）' }, P],
  [{ above: '首页 政务公开 政府信息公开指南 依申请公开 信息公开年报' }, null],
  [{ above: '柘溪区人民政府\n政府信息公开\n依申请公开\n政府信息公开年报' }, null],
];

/** Letters that speak of disclosure and print no mark. */
const topics: readonly Case[] = [
  [
    'topic',
    {
      title: '关于对推进政务信息依申请公开工作的建议的答复',
      text: '　　2023年，全区受理依申请公开214件，不予公开12件，均依法答复申请人。\n　　对不予公开的信息，一律说明理由。',
    },
    null,
  ],
  [
    'topic with brackets',
    {
      text: '　　政府信息公开分为两种方式（主动公开和依申请公开），去年依申请公开（含不予公开）共办理96件。',
    },
    null,
  ],
  ['topic with a lone bracket', { text: '　　开通线上渠道（依申请公开）的受理窗口3个，办结86件。' }, null],
  [
    'topic, public',
    {
      title: '关于对完善依申请公开制度的提案的答复',
      text: '　　我们编制了主动公开目录，规范依申请公开办理流程，明确不予公开的情形。',
      below: '（此件主动公开）',
    },
    P,
  ],
  ['heading', { text: '一、规范依申请公开\n　　2023年办理86件。\n二、扩大主动公开\n　　公开文件320份。' }, null],
  ['a right of others', { text: '　　涉及商业秘密的招标底价，依法不予公开。中标结果已全部公布46项。' }, null],
  ['for reference', { closing: '　　以上意见仅供参考，感谢您的关心。' }, null],
  ['an opinion of agencies', { closing: '　　以上意见，供你单位统一答复提案者时参考。' }, null],
  ['an open day', { text: '　　2023年，全区36处文物保护单位免费对公众开放，公开招募讲解员42名。' }, null],
  ['open bidding', { text: '　　通过公开招标确定施工单位2家，公开承诺工期90天。' }, null],
  ['a quoted name', { text: '　　印发《柘溪区依申请公开办理规范》，公布“不予公开”清单1份。' }, null],
  ['inside use', { text: '　　区档案馆内部资料室整理古井照片310张。' }, null],
];

const run = (cases: readonly Case[]): void => {
  it.each(cases)('%s', (_name, parts, disclosure) => {
    expect(letterOf(parts).disclosure).toBe(disclosure);
  });
};

describe('how a mark is worded', () => {
  run(words);
  it.each(more.map(([parts, disclosure]) => [Object.values(parts).join(' / '), parts, disclosure] as const))(
    '%s',
    (_name, parts, disclosure) => {
      const letter = letterOf(parts);
      expect([letter.disclosure, letter.department, letter.date]).toEqual([disclosure, '柘溪区文物局', '2024-05-06']);
    },
  );

  it('takes no longer for a hostile line', () => {
    const started = performance.now();
    for (const line of ['内部', '不公开', '仅本人', '依申请公开，', '秘密★', '限机关', '（不公开', '本件', '是否公开'])
      for (const end of ['', '末', '）', '。'])
        letterOf({ below: `${line.repeat(400).slice(0, 179)}${end}`, closing: line.repeat(9000) });
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
describe('sentences about disclosure', () => {
  run(topics);
  it.each(topics)('are no problem: %s', (_name, parts) => expect(problemsOf(letterOf(parts))).toEqual([]));
});
