/** What each sentence tells: work done, a promise, or neither. A promise is never told as done, so doubt goes to the promise. */
import { namesFuture, promise } from './future.ts';
import { countsObject, type LetterMonth, readJiang } from './jiang.ts';
import { ACT, HOLDINGS, PAST_TIME, reportsBeforeRule } from './report.ts';
import { clausesOfWork, isClosingPledge, opensCourtesy } from './neither.ts';
import {
  countsForRule,
  namesCase,
  namesWish,
  praisesProposal,
  refusesProposal,
  setsRule,
  turnsDown,
  withoutRetoldPromise,
} from './standing.ts';

export interface Reading {
  readonly done: boolean;
  readonly planned: boolean;
}
const STATED: Reading = { done: false, planned: false };

/** 下一步 and its like at a sentence's start: what follows in the paragraph is promised too. */
const LEAD =
  /^(?:同时，|此外，|另外，|因此，|为此，|（[一二三四五六七八九十]）|[一二三四五六七八九十]、)?(?:下一?步|下一?阶段|今后|接下来|后续(?=，|我|将|区|县|市|还)|未来(?=，|我|将|一|几|三|五|两|区|县|市|\d)|明年|[我本][局委办会们]?(?:单位)?将(?:在|以|继续|进一步|从|重点|按|认真|积极|会同|持续))/;
/** 2025年，我局将…: a year still to come, or this one with 将 as "will". */
const YEAR_LEAD = /^(20\d\d)年，?(?:我[局委办区县市会们]|全[区县市])?将/;
const PLAN_HEADING =
  /下一?步|下一?阶段|今后|未来(?!社区|产业)|后续(?=工作|安排|打算|计划|举措|措施)|工作(?:打算|计划|安排|思路)|努力方向|推进计划|(?:打算|安排|计划)$/;
/** 现将办理情况答复如下 announces; 您提出的…收悉 repeats. */
const OPENING =
  /(?:答复|回复|函复|复函|函告|批复|意见|情况|说明|汇报|反馈|报告)(?:情况|意见)?如下[：。]?$|现[将就][^。，]{0,40}(?:答复|回复|函复|函告|汇报|反馈|告知)(?:您|你们?|贵[会委单位]*)?[：。]?$|收悉[。，]?$|^.{0,80}收悉，[^。]{0,60}如下/;
const REFUSAL =
  /暂不|暂无|暂未|不予|不宜|不作|不便|不再另|不单独|不具备|尚不|难以|无法(?!律)|未能|不能(?:实施|实行|采纳|同意|支持)|不(?:采纳|同意|可行)|不符合|没有(?:政策|法律)?依据|缺乏[^，。]{0,10}依据|仍由|不属于|超出|事权/;
const POLICY =
  /应当|应(?:按|符合|在|由|向|提|满)|可以|可(?:以|享|申|按|凭|向|到|在|由|通过|提|就|持|选|直接)|须|不得|不超过|不低于|不高于|最高|最低|给予|予以|享受|一次性|凭[^，。]{1,16}|每(?:人|生|户|家|年|月|次|台|张|车|座|亩|件|千瓦|平方|个|名|项|册|位)|标准为|按[^，。]{1,20}(?:执行|收取|给予|核定|计算|计发|发放|补助|补贴|奖励|报销|支付|结算|缴纳|返还)|工作日内|适用|的[，,](?:由|给予|按|可|不|须|应|一次|每|依|暂|取消|从)|由[^，。]{1,18}(?:提出|受理|审核|申报|负责|提交|审批)|规定[，：]|明确[，：]|要求|凡是|条件|不少于|不多于|不大于|不小于|至少|至多|后[^，。]{0,8}(?:年|月|日|天)内，?(?:向[^，。]{1,12})?(?:提出|提交|申请|申报)/;
const STRONG =
  /已(?!婚|故|知|有之)|业经|截至|截止(?!日)|累计|了(?!解|然|结案|望|如)|(?<!公)共(?=有.|[为计完建发办开培检查组新投受接收处实安解获达]|\d)|(?:完成|建成|新增|改造|开通|投用|办结|查处|整改|清理|举办|开展|组织|培训|发放|兑付|提供|受理|调解|接待|检查|修缮|签约|落户|引进|成立|设立|启用|上线)[^，。；]{0,24}\d|[由从][^，。；]{1,24}(?:提高|降|上升|升|下降|增|缩短|减少|改善|提升|压缩|延长|扩大|转变)[^，。；]{0,4}(?:到|至|为)|同比|比上年|较上年|较去年/;
/** Finished by the sense of the words, without 已 or 了: 如期完成, 均实现, 获批准, 延长至22时. */
const FINISHED =
  /(?:如期|顺利|圆满|全面|编制|提前)(?:完成|建成|竣工|投用|通车)|均(?:实现|建有|设有|配有|配备|达到?|纳入|完成|开展|开通)|全部[^，。；]{0,6}(?:到位|完成|兑现|办结|更换|拆除|开放)|获(?:得)?[^，。；]{0,12}(?:批准|批复|立项|授牌|认定)|[局委办所院中心县区市省]推出[^，。；]{2,}|(?:延长|提高|缩短|降低|扩大|增加|提升|压缩|下调|上调|前移|调整|延时|加密|压减|精确|细化)(?:到|至|为)[^，。；]{0,12}\d|调[长短高低快慢]\d/;
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

/** 消防站建成投用后，配备消防车4辆: without a time that is over, what it will have. */
const IN_USE_BEHIND =
  /(?:建成|投用|投运|启用|投入使用|投入运营|上线)(?:投用|投运|使用|运营)?后，?[^。]{0,20}(?:配备|设(?!计)|提供|新增|服务|辐射|覆盖|惠及|满足|接待|市民|居民|群众|每)|建成(?:投用)?后，?[^，。]{0,6}[日月年]均/;

function willHave(said: string): boolean {
  return IN_USE_BEHIND.test(said) && !/已|累计|截至|(?<![日月年户])均/.test(said);
}

/** 您建议每天预留专家号400个: what is wished for. */
const WISH = /^(?:您|你们?|贵|该?提案|代表|委员)[^，]{0,8}(?:建议|提出|呼吁|希望)(?!的)[^，]/;

/** Names in 《》 are no speech: 《三年行动计划（2025—2027年）》. Same length, so nothing moves. */
function withoutNames(text: string): string {
  return text.replace(/《[^《》]{1,120}》/g, (name) => `《${'名'.repeat(name.length - 2)}》`);
}

function strongDone(clause: string, written: LetterMonth): boolean {
  if (ONGOING.test(clause) || readJiang(clause, written) === 'will') return false;
  // 已经享受公租房租金减免的，不重复享受: a condition, not a report.
  if (namesCase(clause) || countsForRule(clause)) return false;
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
    (ACT.test(clause) || PAST_TIME.test(clause)) &&
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
  if ((opensCourtesy(text) && !/\d/.test(text)) || OPENING.test(text) || praisesProposal(text)) return STATED;
  const clauses = text.split(/[，；：。！？]/).filter((clause) => clause !== '');
  if (isClosingPledge(clauses)) return STATED;
  const working = withoutRetoldPromise(clausesOfWork(clauses));
  // What may tell of work; the whole sentence where every clause may.
  const told = working.length === clauses.length ? text : working.join('，');
  let planned = false;
  let soon = false;
  let done = false;
  let finishedFirst = false;
  for (const clause of clauses) {
    if (namesWish(clause) || turnsDown(clause)) continue;
    const finished = working.includes(clause) && strongDone(clause, context.written);
    const sure = promise(clause, context.written);
    const future = namesFuture(clause, context.written) && !/已|了/.test(clause);
    if (sure === 'sure' || future) planned = true;
    else if (sure === 'soon' && !finished) soon = true;
    if (finished && !planned && /已|截至|累计|(?<!公)共/.test(clause) && /\d/.test(clause) && !PREPARATION.test(clause))
      finishedFirst = true;
    if (finished && sure !== 'sure' && !future) done = true;
  }
  if (AFTER_COMPLETION.test(text) && !/已/.test(text)) planned = true;
  if (!PAST_TIME.test(text) && clauses.some((clause, i) => willHave(`${clause}，${clauses[i + 1] ?? ''}`)))
    planned = true;
  // 对剩余的54个村，将…合并: what is left has still to be done.
  if (/剩余|余下|其余/.test(text) && /将/.test(text) && !/已|了/.test(text)) planned = true;
  const refusal = REFUSAL.test(text);
  if (refusal && planned && !/\d/.test(text)) return STATED;
  if (planned) return { planned: true, done: finishedFirst };
  if (working.length === 0 || refusesProposal(clauses) || setsRule(text)) return STATED;
  const policy = POLICY.test(text);
  const reports = policy && reportsBeforeRule(working, context.written, (clause) => POLICY.test(`${clause}，`));
  const underWay = UNDER_WAY.test(text) && !/已|了|\d/.test(text);
  if (!done && !underWay && !refusal && !ONGOING.test(text) && (!policy || reports || reportsFirst(working))) {
    done =
      reports ||
      (PAST_TIME.test(told) && ACT.test(told)) ||
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
    !reports &&
    !reportsFirst(clauses)
  )
    done = false;
  if (refusal && !/\d|已/.test(text)) done = false;
  if (context.afterLead && !refusal && !/应当|可以|须|不得/.test(text) && !/已(?!经?列)|截至|去年/.test(text))
    return { planned: true, done: false };
  if (WISH.test(text) && !/我[局委办市县区院们]|已/.test(text)) return STATED;
  if (context.written === null && !/已|去年/.test(text)) {
    if (/20\d\d年/.test(text) && clauses.some(countsObject)) return STATED;
    if (/\d月(?:份|起|底|初)?，?[^，]{0,12}将/.test(text)) return STATED;
  }
  // Under a lead of promises a rule is part of the promise: 出台办法，规定每餐不得少于1人.
  if (context.afterLead && !/已(?!经?列)|截至|去年|累计/.test(text)) return STATED;
  if (soon && !done) return { planned: true, done: false };
  return { done, planned: false };
}

/** Whether a sentence (folded) of a letter written in month `written` opens a stretch of promises. */
export function opensPlans(sentence: string, written: LetterMonth): boolean {
  const head = sentence.slice(0, 60).trimStart();
  const year = YEAR_LEAD.exec(head)?.[1];
  if (year === undefined) return LEAD.test(head);
  if (written === null || Number(year) * 12 > written) return true;
  return readJiang(head.split(/[，；。](?!我|全|将)/)[0]!, written) === 'will';
}

/** Whether a heading (folded) names plans: 三、下一步安排. */
export function headsPlans(heading: string): boolean {
  return PLAN_HEADING.test(heading);
}

/** Whether a paragraph (folded) closes the letter: thanks, 以上答复, 专此函复. */
export function isCourtesy(paragraph: string): boolean {
  return opensCourtesy(paragraph.slice(0, 40).trimStart());
}
