/** Reports that carry a rule: what was done, or is so, stands in front, and what it sets stands behind. Reads folded clauses. */

import { type LetterMonth, readJiang } from './jiang.ts';

/** Words of finished acts, as the letters' plain reports have them: 签订, 建成投用. */
export const ACT =
  /完成|建成|新建|新增|改造|开通|投用|竣工|办结|查处|整改|清理|拆除|举办|开展|组织|培训|发放|兑付|提供|受理|调解|接待|检查|发现|修缮|签约|落户|引进|成立|设立|设有|启用|上线|印发|出台|修订|制定|制订|编制|发布|推出|投入|实现|达到|达成|增长|下降|提高|提升|降低|降到|缩短|压缩|覆盖|建立|获得|获批|通过|取得|荣获|列入|纳入|形成|落实|推动|推进|推行|支持|协调|配备|配置|安装|布设|设置|归集|挂牌|授权|登记|办理|走访|调研|座谈|宣传|宣讲|排查|约谈|收回|搬迁|种植|栽植|疏浚|清淤|封堵|转送|转交|入户|核实|开放|开馆|开园|开业|通车|开行|通水|揭牌|建档|有效|优化|加强|强化|健全|完善|打造|构建|搭建|采取|采用|探索|创新|牵头|参与|召开|邀请|联合|会同|签订|试点|试行|聘请|招聘|选派|收集|征集|处理|处置|解决|缓解|改善|入驻|集聚|汇聚|孵化|培育|服务|保障|减免|补贴|奖励|拨付|安排|争取到|争取|责令|改为|改成|核定|订立|签署|退还|处罚|立案|停运|通报|聘用|聘任|录用|关停|取缔|叫停|下架|更换|划定|划设|清退|追缴|追回|投放|增派|增开|加密|数字化/;
/** A count of things, as a holding or the yield of an act. */
export const HOLDINGS =
  /(?:现有|共有|拥有|设有|均设|建有|开设|有)[^，。；]{0,30}\d|\d[\d.]*\s?(?:万|亿)?(?:余|多)?(?:人次|人|名|家|个|处|座|辆|台|条|公里|亩|万元|亿元|元|户|份|件|次|场|项|套|张|栋|所|支|期|类|起|笔|平方米|立方米|吨|车|米|盏|株|棵|头|只|组|块|对|学时|场次|间|部|%|％)/;
export const PAST_TIME =
  /去年|上年|近(?:年来|几年|两年|三年|五年|年|期以来|日)|今年(?:以来|上半年|年初|初|春|[1-9一二三四五六七八九]|1[0-2]?月)|以来|前期|此前|先后|多年来|一直|自[^，。；]{2,14}(?:起|以来|开始)|(?:19|20)\d\d年(?![^，]{0,12}基础上)/;

/** Whom or what a rule means, and the wishes and duties that are no report. */
const NO_REPORT =
  /^(?:根据|按照?|依据|依照|参照|如|若|凡|自|面向|建议|希望|推动|推进|鼓励|引导|督促|支持|应|须|为|由|确保|力争|加快|促进|实现|保障|对(?!.*\d)|符合|申请人|各)|的$|[前后时]$|建议|希望|标准(?:为|是|\d)|限额|满\d|[上下]限/;
const LIMIT = /不(?:少|超|低|高|多|大|小)|不得|至少|至多|最[高低多少长大]|以[上下内]|应当?|须|限|一次性|标准/;
/** 有剧团12个, 聘用管水员96名: a count closes the clause. */
const COUNT_LAST =
  /^[^，]{2,30}?\d[\d.]*(?:余|多)?万?(?:余|多)?(?:名|人|个|家|处|座|所|支|辆|台|间|条|套|部|艘|架|张|块|位|户)$/;
/** 每天预留专家号400个, 平台日均访问6500次: a service at work. */
const RUNNING =
  /(?:[日月周年户场]均|平均每[天日月年])[^，]{0,8}?\d|每(?:天|日|晚|周|月|年|学期)[^，\d可须应限免补领申人户]{0,10}(?:约|近|达|超)?\d[\d.]*万?(?:余|多)?(?:人次|个|趟|场|班|吨|份|件|人|号)/;
/** 放款146笔: what a rule at work has brought. */
const YIELD =
  /^[^，\d每]{0,8}(?:放款|受理|办结|调解|调解成功|参保|接诊|办理|惠及|发放)[^，\d每]{0,6}\d[\d.]*万?(?:余|多)?(?:笔|件|人次|例|起|户)$|(?:退还|追回|追缴|清退|兑现)[^，\d每]{0,10}\d[\d.]*(?:万|亿)元$/;
/** 消防站建成投用: finished by the word itself. */
const IN_USE = /[^，]{2,}(?:建成投用|建成启用|投入使用|投入运营|正式启用|建成通车|建成开放)$/;

/** Last month of a part of the year. */
const SEASON_ENDS: Readonly<Record<string, number>> = {
  春季: 6,
  上半年: 6,
  暑假: 8,
  暑期: 8,
  秋季: 12,
  下半年: 12,
  冬季: 12,
};

/** 2022年暑假开设托管班, written in July 2022: under way, not yet done. */
function inSeason(clause: string, written: LetterMonth): boolean {
  const match = /(20\d\d)年(春季|上半年|暑假|暑期|秋季|下半年|冬季)/.exec(clause);
  return match !== null && written !== null && Number(match[1]) * 12 + SEASON_ENDS[match[2]!]! >= written;
}

/**
 * Whether clauses report something before a rule is said: 约谈平台3家，要求取消…; 聘用管水员96名，每人每年补助2400元;
 * or tell a service at work. `isRule` tells a clause that sets something.
 */
export function reportsBeforeRule(
  clauses: readonly string[],
  written: LetterMonth,
  isRule: (clause: string) => boolean,
): boolean {
  if (clauses.some((clause) => inSeason(clause, written))) return false;
  // Without the letter's month a year is neither past nor to come.
  if (written === null && clauses.some((clause) => /20\d\d年/.test(clause))) return false;
  if (clauses.some((clause) => /^(?:对|凡|如|若|符合)[^，]*的$|的$/.test(clause))) return false;
  if (clauses.some((clause) => !LIMIT.test(clause) && (YIELD.test(clause) || RUNNING.test(clause))))
    return !NO_REPORT.test(clauses[0] ?? '') || PAST_TIME.test(clauses[0] ?? '');
  let past = false;
  for (const clause of clauses) {
    // 2023年3月, 目前: the adverb is no clause of its own.
    past = past || (PAST_TIME.test(clause) && !/[前起后内]$/.test(clause));
    if (
      /^(?:目前|现在?|当前|至今|如今|今年以来|近年来|同年|(?:19|20)?\d{2,4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)$/.test(
        clause,
      )
    )
      continue;
    if (isRule(clause) || NO_REPORT.test(clause)) return false;
    if (
      COUNT_LAST.test(clause) &&
      !LIMIT.test(clause.replace(/[省市县区镇国]家?级以[上下]/, '')) &&
      !/每|各|单|第|补|奖/.test(clause)
    )
      return true;
    if (ACT.test(clause) && HOLDINGS.test(clause) && !LIMIT.test(clause) && !/元|[%％]/.test(clause)) return true;
    if (ACT.test(clause) && past && !/的[^，]{0,10}$/.test(clause)) return true;
    if (HOLDINGS.test(clause) && readJiang(clause, written) === 'object') return true;
    if (IN_USE.test(clause)) return true;
  }
  return false;
}
