/** 将: "will", or 把 before the object of an act. All patterns read folded clauses. */

/** When a letter was written, as months since year 0; null when unknown. */
export type LetterMonth = number | null;

/** 将 with these behind it is "will". Prepositions, adverbs and verbs that start no noun phrase. */
const WILL =
  '会|于|在|继续|进一步|持续|不断|积极|加快|加大|加强|加紧|大力|认真|着力|逐步|逐年|适时|尽快|尽早|全面|全力|重点|再|还|按|依|根据|结合|以|对(?!.{1,20}(?:纳入|列入|转))|为|把|从|与|同|会同|联合|牵头|配合|协同|督促|指导|探索|推动|推进|启动|开展|制定|出台|完善|陆续|分批|分步|视|每|力争|争取|充分|深入|主动|严格|统筹|优先|抓紧|协调|坚持|围绕|依托|通过|利用|聚焦|立足|定期|建成|建立|新增|增设|增加(?!值)|新建|增建|扩建|改建|实现|达到|完成|打造|举办|推出|发布|印发|提供|安排|选择|选取|提高|提升|优化|强化|深化|扩大|拓展|延长|健全|落实|做好|抓好|加装|设立|设置|开设|开通|开放|开工|投入|投用|竣工|支持|鼓励|引导|引进|引入|参照|参考|考虑|充实|配备|布设|布局|整治|修订|起草|编制|申报|争创|创建|构建|培育|培养|招聘|招募|召开|促进|确保|保持|保障|向|由|有|是|成为|形成|全部|全程|全覆盖|同步|同时|共同|及时|密切|邀请|组织|实施|试点|试行|采取|采用|研究|谋划|关注|跟踪|上线|迎来|不再|不会|不|统一|正式|更|用|使|让|着手|着眼|多措|并|尽|最大|切实|稳步|有序|有效|科学|合理|精准|高质量|高标准|常态化|专题|分类|分别|分期|分阶段|集中|比照|遵循|紧扣|紧盯|紧密|突出|发挥|延续|沿用|维持|适当|酌情|择机|择优|依法|依规|严厉|严肃|一如既往|举|搭建|丰富|拿出|前往|走访|收集|汇总|听取|征求|吸纳|吸收|借鉴|牢|立即|马上|随|待|与时俱进|免费|无偿|直接|带动|惠及|极大|大大|大幅|明显|显著|有力|必然|率先|专门|单独|另|额外|相应|基本|彻底|永久|暂|临时|长期|全天|昼夜|轮流|依次|覆盖(?!面|范围|率)|满足|缓解|解决|改善(?!型)|缩短|减少|增强|惠|填补|结束|改变|增至|升至|降至|超|突破|辐射|承担|容纳|承接|吸引|造福|助力|赋能|面向|跨|取代|替代|代替|转入|进入|步入|迈入|产生|带来|修复|修缮|改扩建|增派|增配|增开|加派|加密|加装|加固|开辟|开行|恢复|补齐|补建|购置|采购|升级|扩容|扩建|扩至|约谈|签订|聘请|聘用|涉及|连接|贯通|串联|打通|联通|途经|经过|穿越|服务|打破|派驻|选派|抽调|赴|走进|组建|成立|评选|表彰|奖励|补贴|补助|资助|帮扶|救助|慰问|培训|轮训|检查|排查|巡查|抽查|处罚|清理|清退|拆除|种植|栽植|更换|维修|翻新|铺设|投放|划定|划设|关停|取缔|整体|年内|今年|明年|20\\d\\d';
/** Verbs in WILL that may also be the first half of a name: 建设资金, 试点范围. */
const NOUNISH =
  /^(?:试点|实施|研究|组织|新建|新增|增加|设置|培训|支持|保障|安排|投入|布局|申报|统一|提供|扩大|培育|集中|全部|创建|开放|引进|发布|修缮|升级|扩建|加装|补建|购置|采购|临时|聘用|聘请|服务|补贴|补助|奖励|培训|救助|帮扶|检查|巡查)/;
const WILL_AFTER = new RegExp(`^(?:${WILL})`);
/** 将 before an object: 将补助上限由30万元提高到50万元, 将五个环节合并为一次审查. */
const MOVED =
  /^[^，。；]{1,60}?(?:由[^，]{1,24}(?:提高|提升|增加|增|降|调|扩|缩|延|上调|变|改|加密|压减|减|拓|更名|更改)|[\u4e00-\u9fa5]{2}(?:到|至)每?\d|(?:调[长短高低快慢]|加密|压减)\d|更换[为成]|替换[为成]|交给|租给|借给|发给|登记入|纳入|列入|列为|作为|整合|合并|并入|转送|转交|转至|转给|转化|移交|移送|下放|下沉|压缩|缩短|缩减|(?:提高|提升|降低|降|扩大|延长|延伸|增加|扩展|推广|发放|落实|传达|报送|分解|细化|延|调整|减少|上调|下调|分配|精简|优化|改造|打造|建设|建|改|分|梳理|认定|确定|评为|定|编|变|译|制|汇编|扩|移|迁|搬|挪|减)(?:到|至|为|成|给|入)|写入|嵌入|融入|送|交由|反馈|归集|归并|合为|连|接入|引向|贯穿|用于|运用|应用于|聚焦|与[^，]{1,20}(?:结合|挂钩|衔接|对接|相结合)|放在|摆在|落到|抓在)/;
/** 将4家企业列入…, 将旧城的36处井盖…: a counted thing stands where "will" has its verb. */
const COUNTED =
  /^(?:[^，]{1,8}的|(?:全[市县区镇省]|城区|辖区|老城区?|主城区|沿线|周边|境内|旧城|新城)的?)?(?:首批|第[一二三四]批|近|约|上述|原有的?|现有的?)?[\d.]+(?:余|多)?[万亿]?(?:余|多)?(?:个(?!月|小时|半)|[家处支名条座所辆台件项户栋套间张块片份村镇乡米亩吨位元盏株门种类趟口眼艘只头册卷幅段宗笔批组对枚尊幢孔部架]|小区|街道|社区|路口|公里|平方)/;
/** 将学校门口的黄灯时间调长2秒, 将该路段的护栏更换: what the act is done to, and the act behind it. */
const NAMED_THING =
  /^(?:[该这此旧]|上述|闲置|原(?!则|定|计划)|[^，]{1,14}的)[^，]{1,24}?(?:调[长短高低快慢大小]\d|更换|替换|拆除|拆分|收回|腾退|打通|串联|连通|开放|数字化|清零|登记|租给|交给)/;
/** A time before 将 that is over: a plan said then has its own verb, 2021年提出将…. */
const OVER =
  /(?:(去年|上年|前年|今年(?:以来|年?初|上半年)|上半年|前期|此前|先后)|((?:19|20)\d\d)年(?:度|(\d{1,2})月|(春季|上半年|年?初)|(秋季|下半年|年?[底末]))?)(?![^将]*(?:计划|规划|提出|明确|确定|决定|方案|要求|预算|承诺|表示|拟|起|后))[^，将]{0,12}$/;

function isOver(time: RegExpExecArray, written: LetterMonth): boolean {
  if (time[1] !== undefined) return true;
  if (written === null) return false;
  const month = time[3] ? Number(time[3]) : time[4] ? 6 : 12;
  return Number(time[2]) * 12 + month < written;
}

const OTHER_JIANG = /即将|必将|终将|将来|将要/;
/** 居民可以将旧衣投入回收箱: behind a modal 将 leads an object. 许可, 认可 are nouns; 您的建议将 is the suggestion's future. */
const MODAL_BEFORE =
  /(?:(?<![许认])可以?|能够|(?<![相反供响感])应当?|必?须|需要|不得|不能|允许|鼓励|(?:^|[您你员表出们还也并])建议)$/;
const NOT_JIANG = /将近|将军|将士|将领|干将|名将|小将|闯将|老将|麻将|健将|勇将|大将|悍将/g;

/** What 将 tells in a clause: a promise, the object of a verb, or nothing. */
export function readJiang(clause: string, written: LetterMonth = null): 'will' | 'object' | null {
  if (!clause.includes('将')) return null;
  let object = false;
  const text = clause.replace(NOT_JIANG, '　　');
  if (OTHER_JIANG.test(text)) return 'will';
  for (let at = text.indexOf('将'); at >= 0; at = text.indexOf('将', at + 1)) {
    const rest = text.slice(at + 1, at + 90);
    if (/已经?(?:全部|陆续|先后)?$/.test(text.slice(Math.max(0, at - 6), at))) {
      object = true;
      continue;
    }
    // 应将于 stays a promise: the words behind tell of a time.
    if (MODAL_BEFORE.test(text.slice(Math.max(0, at - 4), at)) && !/^(?:于|在)/.test(rest)) {
      object = true;
      continue;
    }
    // 春节前将拖欠的工资发放到位
    if (/(?<![以之此日年])前$/.test(text.slice(0, at))) return 'will';
    const opens = WILL_AFTER.test(rest);
    const verb = opens && !NOUNISH.test(rest);
    const moved = MOVED.test(rest) || (!opens && (COUNTED.test(rest) || NAMED_THING.test(rest)));
    const told = OVER.exec(text.slice(0, at));
    if (!verb && (moved || (told !== null && isOver(told, written)))) object = true;
    else if (verb || !moved) return 'will';
  }
  return object ? 'object' : null;
}

/** Whether 将 stands before a counted thing: without the letter's month its year tells neither past nor future. */
export function countsObject(clause: string): boolean {
  const rest = clause.slice(clause.indexOf('将') + 1);
  return clause.includes('将') && COUNTED.test(rest) && !WILL_AFTER.test(rest) && !MOVED.test(rest);
}
