/** What each sentence tells: work done, a promise, or neither. A promise is never told as done, so doubt goes to the promise. */
import { type LetterMonth, namesFuture, promise, readJiang } from './future.ts';
import { clausesOfWork, isClosingPledge, opensCourtesy } from './neither.ts';

export interface Reading {
  readonly done: boolean;
  readonly planned: boolean;
}
const STATED: Reading = { done: false, planned: false };

/** 下一步 and its like at a sentence's start: what follows in the paragraph is promised too. */
const LEAD =
  /^(?:同时，|此外，|另外，|因此，|为此，|（[一二三四五六七八九十]）|[一二三四五六七八九十]、)?(?:下一?步|下一?阶段|今后|接下来|后续(?=，|我|将|区|县|市|还)|未来(?=，|我|将|一|几|三|五|两|区|县|市|\d)|明年|20\d\d年，?(?:我[局委办区县市会们]|全[区县市])?将|[我本][局委办会们]?(?:单位)?将(?:在|以|继续|进一步|从|重点|按|认真|积极|会同|持续))/;
const PLAN_HEADING =
  /下一?步|下一?阶段|今后|未来(?!社区|产业)|后续(?=工作|安排|打算|计划|举措|措施)|工作(?:打算|计划|安排|思路)|努力方向|推进计划|(?:打算|安排|计划)$/;
/** 现将办理情况答复如下 announces; 您提出的…收悉 repeats. */
const OPENING =
  /(?:答复|回复|函复|复函|批复|意见|情况|说明|汇报|反馈|报告)(?:情况|意见)?如下[：。]?$|收悉[。，]?$|^.{0,80}收悉，[^。]{0,60}如下/;
const REFUSAL =
  /暂不|暂无|暂未|不予|不宜|不作|不便|不再另|不单独|不具备|尚不|难以|无法(?!律)|未能|不能(?:实施|实行|采纳|同意|支持)|不(?:采纳|同意|可行)|不符合|没有(?:政策|法律)?依据|缺乏[^，。]{0,10}依据|仍由|不属于|超出|事权/;
const POLICY =
  /应当|应(?:按|符合|在|由|向|提|满)|可以|可(?:以|享|申|按|凭|向|到|在|由|通过|提|就|持|选|直接)|须|不得|不超过|不低于|不高于|最高|最低|给予|予以|享受|一次性|凭[^，。]{1,16}|每(?:人|生|户|家|年|月|次|台|张|车|座|亩|件|千瓦|平方|个|名|项|册|位)|标准为|按[^，。]{1,20}(?:执行|收取|给予|核定|计算|计发|发放|补助|补贴|奖励|报销|支付|结算|缴纳|返还)|工作日内|适用|的[，,](?:由|给予|按|可|不|须|应|一次|每|依|暂|取消|从)|由[^，。]{1,18}(?:提出|受理|审核|申报|负责|提交|审批)|规定[，：]|明确[，：]|要求|凡是|条件|后[^，。]{0,8}(?:年|月|日|天)内，?(?:向[^，。]{1,12})?(?:提出|提交|申请|申报)/;
const STRONG =
  /已(?!婚|故|知|有之)|业经|截至|截止(?!日)|累计|了(?!解|然|结案|望|如)|共(?=有.|[为计完建发办开培检查组新投受接收处实安解获达]|\d)|(?:完成|建成|新增|改造|开通|投用|办结|查处|整改|清理|举办|开展|组织|培训|发放|兑付|提供|受理|调解|接待|检查|修缮|签约|落户|引进|成立|设立|启用|上线)[^，。；]{0,24}\d|[由从][^，。；]{1,24}(?:提高|降|上升|升|下降|增|缩短|减少|改善|提升|压缩|延长|扩大|转变)[^，。；]{0,4}(?:到|至|为)|同比|比上年|较上年|较去年/;
const PAST_TIME =
  /去年|上年|近(?:年来|几年|两年|三年|五年|年|期以来|日)|今年(?:以来|上半年|年初|初|春|[1-9一二三四五六七八九]|1[0-2]?月)|以来|前期|此前|先后|多年来|一直|自[^，。；]{2,14}(?:起|以来|开始)|(?:19|20)\d\d年/;
const RESULT =
  /完成|建成|新建|新增|改造|开通|投用|竣工|办结|查处|整改|清理|拆除|举办|开展|组织|培训|发放|兑付|提供|受理|调解|接待|检查|发现|修缮|签约|落户|引进|成立|设立|设有|启用|上线|印发|出台|修订|制定|制订|编制|发布|推出|投入|实现|达到|达成|增长|下降|提高|提升|降低|降到|缩短|压缩|覆盖|建立|获得|获批|通过|取得|荣获|列入|纳入|形成|落实|推动|推进|推行|支持|协调|配备|配置|安装|布设|设置|归集|挂牌|授权|登记|办理|走访|调研|座谈|宣传|宣讲|排查|约谈|收回|搬迁|种植|栽植|疏浚|清淤|封堵|转送|转交|入户|核实|开放|开馆|开园|开业|通车|开行|通水|揭牌|建档|有效|优化|加强|强化|健全|完善|打造|构建|搭建|采取|采用|探索|创新|牵头|参与|召开|邀请|联合|会同|签订|试点|试行|聘请|招聘|选派|收集|征集|处理|处置|解决|缓解|改善|入驻|集聚|汇聚|孵化|培育|服务|保障|减免|补贴|奖励|拨付|安排|争取到|争取/;
const HOLDINGS =
  /(?:现有|共有|拥有|设有|均设|建有|开设|有)[^，。；]{0,30}\d|\d[\d.]*\s?(?:万|亿)?(?:人次|人|名|家|个|处|座|辆|台|条|公里|亩|万元|亿元|元|户|份|件|次|场|项|套|张|栋|所|支|期|类|起|笔|平方米|立方米|吨|车|米|盏|株|棵|头|只|组|块|对|学时|场次|%|％)/;
/** Finished by the sense of the words, without 已 or 了: 如期完成, 均实现, 获批准, 延长至22时. */
const FINISHED =
  /(?:如期|顺利|圆满|全面|编制|提前)(?:完成|建成|竣工|投用|通车)|均(?:实现|建有|设有|配有|配备|达到?|纳入|完成|开展|开通)|全部[^，。；]{0,6}(?:到位|完成|兑现|办结|更换|拆除|开放)|获(?:得)?[^，。；]{0,12}(?:批准|批复|立项|授牌|认定)|[局委办所院中心县区市省]推出[^，。；]{2,}|(?:延长|提高|缩短|降低|扩大|增加|提升|压缩|下调|上调|前移|调整)(?:到|至|为)[^，。；]{0,12}\d/;
const ONGOING = /正在|正(?=会同|抓紧|加紧|积极)|尚未|还未|仍需|有待|未(?=建|通|完|覆)|原计划/;
/** 目前，区科委积极探索建立评价机制: work under way, neither finished nor promised. */
const UNDER_WAY =
  /^(?:目前|当前|现阶段|现)[^。]{0,30}(?:积极|不断|持续|大力|着力|正在)(?:探索|推进|推动|完善|优化|加强|开展|建设)/;
/** Finished preparation of something still promised: no finished work of its own. */
const PREPARATION =
  /送审稿|初稿|草案|可行性|论证|方案|前期|立项|招标|招投标|选址|设计|征求|规划|意见稿|测算|评审|开工|启动|储备|谋划|调研|对接|申报/;

/** 项目建成后，可容纳1800人: a building not yet there. */
const AFTER_COMPLETION =
  /(?:建成|投用|投运|竣工|完工|启用|通车|投入使用|投入运营|改造完成|全部完成|上线)(?:投用|投运|使用|运营|通车)?后，?[^，。；]{0,12}(?:可|能|将|预计|年(?:处理|产|供|接待|服务)|日(?:处理|供))/;

/** Names in 《》 are no speech: 《三年行动计划（2025—2027年）》. Same length, so nothing moves. */
function withoutNames(text: string): string {
  return text.replace(/《[^《》]{1,120}》/g, (name) => `《${'名'.repeat(name.length - 2)}》`);
}

function strongDone(clause: string): boolean {
  if (ONGOING.test(clause) || readJiang(clause) === 'will') return false;
  // 已经享受公租房租金减免的，不重复享受: a condition, not a report.
  if (clause.endsWith('的') && /已|[满过]/.test(clause)) return false;
  if (/^(?:对|凡|如|若|经)[^，]{0,40}的$/.test(clause) || /已经?[^，]{0,20}的(?:，|仍|可|不|由|按)/.test(clause))
    return false;
  // 已列入征收计划的小区，不纳入…: whom a rule means.
  if (/^已?(?:列入|纳入|享受)[^，]{0,24}的[^，]{1,8}$/.test(clause)) return false;
  // 提案抓住了问题的关键: what the proposal did is no report.
  if (/^(?:您|你|贵|提案|建议|该提案|这一|这些)[^，]{0,16}了/.test(clause) && !/已|\d/.test(clause)) return false;
  return STRONG.test(clause);
}

/** A report with a rule behind it: 布设自助终端112台，可以办理事项238项. The first clause has a figure of its own and no rule. */
function reportsFirst(clauses: readonly string[]): boolean {
  // 目前，全县建成…: the adverb is no clause of its own.
  const clause =
    clauses.find((said) => said.length > 5 || !/^(?:目前|现|现在|当前|至今|如今|近年来|去年|同年)$/.test(said)) ?? '';
  return (
    // 有18个小区享受补助 counts those who had it.
    !POLICY.test(`${clause.replace(/\d{1,6}[^，\d]{1,8}享受/, '')}，`) &&
    HOLDINGS.test(clause) &&
    (RESULT.test(clause) || PAST_TIME.test(clause)) &&
    !/^(?:对于?|凡|如|若|自|面向|对象)|的$|标准|以上|以下|以内|满|票价|租金|收费|费用|规模/.test(
      clause.replace(/^对[^，]{0,20}\d{2,}[名户家人个]/, ''),
    )
  );
}

/** 2月底，断头路打通并通车, written in November: a month of the year that was over by then, and something finished. */
function happened(clauses: readonly string[], written: LetterMonth): boolean {
  if (written === null) return false;
  const now = ((written - 1) % 12) + 1;
  return clauses.some((clause, i) => {
    const month = /^(?:今年|于)?(\d{1,2})月(?:份|初|中旬|下旬|上旬|底|末|\d{1,2}日)?(?!.*[前至到起])/.exec(clause)?.[1];
    if (month === undefined || Number(month) < 1 || Number(month) >= now) return false;
    return /通车|竣工|投用|建成|启用|打通|印发|召开|完成|开放|开业|揭牌|签订|验收|通水/.test(
      `${clause}${clauses[i + 1] ?? ''}`,
    );
  });
}

export interface Context {
  /** Month the letter was written, see future.ts; the latest 截至 month where no date is printed. */
  readonly written: LetterMonth;
  /** The sentence stands below 下一步 or under a heading of plans. */
  readonly afterLead: boolean;
}

/** Reads one sentence (folded). */
export function readTense(sentence: string, context: Context): Reading {
  // 第一号, a cell of a table: too short to tell anything.
  if (sentence.length < 3) return STATED;
  // A sentence this long is no sentence; its beginning tells what can be told.
  const text = withoutNames(sentence.slice(0, 3000)).replace(/[ \t\n]+/g, '');
  if ((opensCourtesy(text) && !/\d/.test(text)) || OPENING.test(text)) return STATED;
  const clauses = text.split(/[，；：。！？]/).filter((clause) => clause !== '');
  if (isClosingPledge(clauses)) return STATED;
  const working = clausesOfWork(clauses);
  // What may tell of work; the whole sentence where every clause may.
  const told = working.length === clauses.length ? text : working.join('，');
  let planned = false;
  let soon = false;
  let done = false;
  let finishedFirst = false;
  for (const clause of clauses) {
    const finished = working.includes(clause) && strongDone(clause);
    const sure = promise(clause);
    const future = namesFuture(clause, context.written) && !/已|了/.test(clause);
    if (sure === 'sure' || future) planned = true;
    else if (sure === 'soon' && !finished) soon = true;
    if (finished && !planned && /已|截至|累计|共/.test(clause) && /\d/.test(clause) && !PREPARATION.test(clause))
      finishedFirst = true;
    if (finished && sure !== 'sure' && !future) done = true;
  }
  if (AFTER_COMPLETION.test(text) && !/已/.test(text)) planned = true;
  const refusal = REFUSAL.test(text);
  if (refusal && planned && !/\d/.test(text)) return STATED;
  if (planned) return { planned: true, done: finishedFirst };
  const policy = POLICY.test(text);
  const underWay = UNDER_WAY.test(text) && !/已|了|\d/.test(text);
  if (!done && !underWay && !refusal && !ONGOING.test(text) && (!policy || reportsFirst(working))) {
    done =
      (PAST_TIME.test(told) && RESULT.test(told)) ||
      (HOLDINGS.test(told) && !/^如|^若|^凡/.test(told)) ||
      /(?:得到|受到|获)[^，。]{0,16}(?:肯定|好评|表彰|通报表扬)/.test(told) ||
      happened(working, context.written) ||
      (FINISHED.test(told) && !/建议|希望|提出|呼吁|要求|应|须/.test(told)) ||
      /率先|首创|荣获|获评|被评为|入选|被列为|被授予/.test(told) ||
      /^(?:目前|现|当前|全[区县市州省])[^。]{0,60}(?:全部|均|已|形成|实现|达)/.test(told);
  } else if (
    done &&
    policy &&
    !/已|了|截至|累计|共|新增|由.{1,24}(?:提高|降|增|调|缩)/.test(text) &&
    !reportsFirst(clauses)
  )
    done = false;
  if (refusal && !/\d|已/.test(text)) done = false;
  if (context.afterLead && !refusal && !/应当|可以|须|不得/.test(text) && !/已(?!经?列)|截至|去年/.test(text))
    return { planned: true, done: false };
  if (soon && !done) return { planned: true, done: false };
  return { done, planned: false };
}

/** Whether a sentence (folded) opens a stretch of promises. */
export function opensPlans(sentence: string): boolean {
  return LEAD.test(sentence.slice(0, 60).trimStart());
}

/** Whether a heading (folded) names plans: 三、下一步安排. */
export function headsPlans(heading: string): boolean {
  return PLAN_HEADING.test(heading);
}

/** Whether a paragraph (folded) closes the letter: thanks, 以上答复, 专此函复. */
export function isCourtesy(paragraph: string): boolean {
  return opensCourtesy(paragraph.slice(0, 40).trimStart());
}
