/** Words that tell a promise: 将, 拟, 计划, 力争, deadlines still to come. All patterns read folded clauses. */
import { type LetterMonth, readJiang } from './jiang.ts';

export type { LetterMonth };

const TIME =
  '今年|明年|后年|年内|年底|年末|本月|下月|近期|下半年|上半年|\\d{4}|\\d{1,2}月|[一二三四]季度|第[一二三四]季度|十[四五六]五|全年|每年|今冬|明春|暑期|暑假|寒假|春季|秋季|到\\d|至\\d';
const VERB =
  '于|在|从|用|通过|投|总投资|再|新|将|选|建|完|竣|开|启|实|推|改|招|举|引|增|出|印|对|把|为|安排|形成|利|采|分|逐|组|与|和|会同|联|打|设|拓|扩|购|约|签|聘|取|查|免|退|租|换|验|派|走|赴|每|培|申|制|修|编|研|进|向|争|力|继|加|整|提|配|更|搬|迁|落|布|延|搭|创|召|邀|聘|发|升|试|盘|统|同步|由|以|全|围|依|按|参|结|适|尽|优|续|集|安|拆|清|治|补|栽|种|植|铺|架|收|调|下|上|抽|覆|达|拨|支|解|不少于';
const PLAN = new RegExp(`计划(?:（[^）]{0,20}）)?(?=${TIME}|${VERB})`, 'g');
/** 行动计划, 年度计划 and the like are names; 原计划 and 按计划 tell of the past. */
const PLAN_NAME =
  /(?:行动|工作|年度|[三五两十]年|实施|招生|招录|培养|培育|生育|提升|原|原先|当年|战略|孵化|用地|供应|供地|预算|按|按照|照|的|振兴|倍增|攻坚|帮扶|奖励|扶持|支持|人才|英才|强基|百千万|专项|投资|该|此|本|上述|超|超过|超额|完成|落实|执行|印发|发布|列入|纳入|编制|制定|出台|年)$/;
const SURE_PLAN =
  /(?<![模虚比草])拟(?!定了|订了|态|人|合|真|订并|任|声)|预计|力争|^争取(?!了?(?:[^，]{0,8}(?:资金|政策|支持|补助|指标|债券|项目|投资|经费|资源|名额|土地)|[^，]{0,3}\d))|争取(?=把|让|约|在|于|早|尽|20|今|明|年|到\d|用|实现|完成|推|出台|建|开|将|纳入|列入|通过|让|使|全|第|下半|上半|[一二三四]季|\d)|有望|打算|预期|下一?(?:步|阶段|步骤|一年|年度)|今后|接下来|明年|后年|来年|明春|未来(?=一|几|三|五|两|十|，|我|将|\d)|后续(?=，|我|将|还|会|区|县|市)|正(?:在|会同|抓紧|加紧|着手|与|对|就|积极|按)?[^，。；正]{0,18}?(?<!改正[^，]{0,18}|修正[^，]{0,18}|正常[^，]{0,18}|公正[^，]{0,18}|真正[^，]{0,18}|正式[^，]{0,18}|正确[^，]{0,18}|纠正[^，]{0,18})(?:研究|起草|论证|测算|谋划|筹备|筹建|拟定|草拟|酝酿|编制|制定|修订|征求意见|报批|申报|送审|协商|洽谈|规划|设计|评估)(?!院|所|生|会|员|中心|部门|机构|室)|(?:抓紧|尽快|加快|着手|正|在)(?:研究|起草|制定|编制|论证)|届时|准备(?=聘|约|签|投|购|选|出|增|改|与|由|从|向|联|举|招|分|于|在|用|将|把|对|再|新|今|明|20|利用|通过|采取|启动|建|开|组织|推|逐)|(?<=我们|我[局委办院区县市]|本[局委办院])会(?=进一步|定期|一如既往|继续|持续|尽|认真|积极|适时|逐步|及时|根据|结合|把|加强|加大|努力|不断|优先|按)|到“?十[四五六]五”?(?:期)?末|(?:批准|同意|审定|通过|成熟|落实|到位|出台|明确|具备)后，?(?:再|再行|予以|统一|逐步|全面|组织|启动)?(?:推广|实施|启动|开工|推进|执行|建设|印发)|适时(?!适度)|择机|(?:规划|谋划)(?=新建|再建|建设(?!用地|局|和)|布局|布设|新增|设置|改造)|确保[^，。；]{0,16}之?前|^[一二三四五六]要|(?:批准|同意|审定|落实|到位)后即可?(?:组织|启动|开工|实施|建设)|应于|考虑(?=在|将|于|把|增|通过|适时|建|对)|后期(?=建|将|再|逐|实)|需待|(?<![接招优对善看等期])待(?!遇)[^，。；]{2,24}后(?:$|，|执行|施行|推行|推广|办理|调整|落实|拨付|兑现|投入|使用|开放|投用|上线|公开|组织|报批|上报|报送|公布|印发|发布|安排|再|即|统|将|一并|实施|开|启|通|同步|逐步|启动|予以)|远期|中长期|(?<![未不没]|未被|没有|是否)列入[^，。；]{0,16}(?:计划|规划)(?![^，。；]{0,8}的)|(?<![未不没]|未被|没有|是否)纳入[^，。；]{0,12}(?:计划|规划)(?!局|体系|[^，。；]{0,8}的)|目标(?:是|为)(?!\d)|确保[^，。；]{0,12}(?:20\d\d|年底|年内|\d{1,2}月|季度)|征求意见(?=后|稿预|，)/;
const SOON =
  /尽快|尽早|尽可能|抓紧|早日|确保(?:按期|如期|按时|到期)|用[一二两三四五](?:到[三四五])?年左右?的?时间|争创|^继续(?:保持|加强|加大|做好|推进|深化|完善|强化|优化|支持|开展|落实|坚持)|(?<![自志意心情])愿[与同]|逐步(?=将|推|实|扩|解|完|建|开|提|覆|增|改|消|落|拓|取|理)|(?:研究|探索)(?=制定|出台|设立|建立|推动|推出|将|把|减免|完善|开展|通过|采|实施|对|在|解决|增|扩|提|建)/;

/** 积极探索建立…机制 tells work under way, where no promise stands beside it. */
const UNDER_WAY = /(?:积极|不断|持续|大力|深入|主动|正在|正)探索/g;

/** Whether 计划 is a verb here: 计划2026年底前完成, not 三年行动计划. */
function plans(clause: string): boolean {
  if (!clause.includes('计划')) return false;
  for (const match of clause.matchAll(PLAN)) {
    const before = clause.slice(Math.max(0, match.index - 6), match.index);
    const dated =
      /(?:[\d〇零○一二三四五六七八九]{4}年|今年|明年|全年|上半年|下半年)(?:度)?$/.test(before) &&
      !/(?:当|(?<![\d〇零○一二三四五六七八九]{3})[三五两])年$/.test(before);
    if (dated || !PLAN_NAME.test(before)) return true;
  }
  return false;
}

const DEADLINE =
  /(20\d\d)年(?:第?([一二三四])季度|(\d{1,2})月(?:\d{1,2}日)?|(上半年|下半年|春季|秋季|年底|年末|底|末|初|中|内))?(?:底|末|初|中旬|上旬|下旬)?(?:以前|之前|前)?/g;
const SHORT_DEADLINE =
  /(?<!去|上|前|往)年(?:底|末)(?:之?前)?|年内|(?<!\d{4}年)(?:\d{1,2})月(?:底|末|\d{1,2}日)(?:之?前)|(?:本|今)年(?:第[三四]季度|底)|今冬(?!以来)|明春|十五五/;
const TERM = /(?<!\d)(?:\d{1,2}|[一二两三四五六七八九十半]{1,3})年(?:以|之)?内/;

/**
 * Whether 年内 is a term in a condition and no deadline: 毕业5年内的高校毕业生, 三年内不得再次申请, 对年内新办企业.
 * A term of years without such words is a deadline still: 三年内新建学校10所.
 */
function setsTerm(clause: string): boolean {
  if (/^(?:对于?|凡|如|若|其中)[^，]{0,16}年内(?:新|首次|引进|认定|获|完成|达到|通过|投)/.test(clause)) return true;
  const match = TERM.exec(clause);
  if (match === null) return false;
  const before = clause.slice(0, match.index);
  const after = clause.slice(match.index + match[0].length);
  return (
    /^(?:$|的|[且未无有仅内]|累计|新?毕业|首次|连续|有效|免|退|返还)|(?:的|者|人员|毕业生|企业)$/.test(after) ||
    /(?:[满任同近前每过去届]|毕业|离校|退役|转业|入职|就业|创业|登记|注册|成立|投产|取得|之日|[日月]起)$/.test(
      before,
    ) ||
    /不得|可以|可(?:申|享|按|凭|向|再|免)|应当?|须|不(?:再|予|超过)|提出|申请|申报|享受|有权/.test(after) ||
    // 一年内缴纳社会保险的本地员工: whom a rule means.
    (/的[^，]{1,12}$/.test(after) && !/^(?:将|再|新|建|完成|实现|改|增|引|培|打|形)/.test(after)) ||
    (before.endsWith('后') && !/建成|完成|竣工|实现|改造|投用|建设/.test(after))
  );
}

const LAST_MONTH: Readonly<Record<string, number>> = {
  上半年: 6,
  下半年: 12,
  春季: 6,
  秋季: 12,
  年底: 12,
  年末: 12,
  底: 12,
  末: 12,
  初: 2,
  中: 7,
  内: 12,
  一: 3,
  二: 6,
  三: 9,
  四: 12,
};

/** Whether a clause names a time after the letter's month, or a deadline where the letter's month is unknown. */
export function namesFuture(clause: string, written: LetterMonth): boolean {
  if (!/[年月季冬春]|十五五/.test(clause) || /^.{0,5}截[至止]/.test(clause)) return false;
  // 到2027年，…达到20个: without the letter's month, the goal of a plan more often than its yield.
  if (written === null && /^到20\d\d年/.test(clause)) return true;
  for (const match of clause.matchAll(DEADLINE)) {
    const [whole, year, quarter, month, part] = match;
    const deadline = whole.endsWith('前');
    const end =
      Number(year) * 12 +
      (month ? Number(month) : quarter ? LAST_MONTH[quarter]! : part ? LAST_MONTH[part]! : deadline ? 12 : 1);
    const around = clause.slice(match.index + whole.length, match.index + whole.length + 8);
    if (/^(?:度)?(?:计划|预算|规划|目标)?[)）》]/.test(around)) continue;
    if (written === null ? deadline && !/^(?:已|建成|竣工|登记|注册|取得)/.test(around) : end > written) return true;
  }
  if (written !== null && laterThisYear(clause, written)) return true;
  return (
    SHORT_DEADLINE.test(setsTerm(clause) ? clause.replace(/年(?:以|之)?内/g, '') : clause) &&
    !/原(?:计划|定)|(?:去年|上年|每年|当年|次年|\d{4}年)(?:年)?(?:底|末|\d{1,2}月)/.test(clause) &&
    !/应当|须在|必须/.test(clause) &&
    // 由用户在10月20日前交清: a duty of every year.
    !/(?:用户|居民|村民|家长|学生|业主|申请人|农户|市民|群众|考生|纳税人|参保人|经营者)(?:应|须|需)?[在于]?[^，]{2,10}前(?:交|缴|提[出交]|申[请报]|报名|登记|预约)/.test(
      clause,
    )
  );
}

/** 10月份, 7月8日, 第四季度, 下半年 without a year, still to come in the letter's year. */
function laterThisYear(clause: string, written: number): boolean {
  const match =
    /(?<![\d年度]|去年|上年|每年|[至到-])(?:今年|同年)?(?:(\d{1,2})月(?:份|\d{1,2}日(?!之?前|以前|[至到—-]|起至))?(?!\d|至|到|以来|起至)|第?([一二三四])季度|(下半年))/.exec(
      clause,
    );
  if (match === null || /每年|往年|去年|上年|历年|自/.test(clause)) return false;
  const month = ((written - 1) % 12) + 1;
  return (match[1] ? Number(match[1]) : match[2] ? LAST_MONTH[match[2]]! : 12) > month;
}

/** How sure a clause is a promise: `sure`, `soon` (gives way to finished work in the clause), or null. */
export function promise(clause: string, written: LetterMonth): 'sure' | 'soon' | null {
  if (plans(clause) || SURE_PLAN.test(clause) || readJiang(clause, written) === 'will') return 'sure';
  return SOON.test(clause.replace(UNDER_WAY, '')) ? 'soon' : null;
}
