/** What stands beside work and promises: rules in force, refusals, wishes named and promises of an earlier reply. Reads folded text. */

/** 加装电梯的，补助10万元; 处200元以上500元以下罚款; 考试期间禁止施工: what holds in every such case. */
const RULE =
  /的(?:[^，。；的]{0,12}(?:企业|单位|个人|家庭|人员|项目|户|员工|学生|老人|机构|民宿|农户|合作社|者))?，?(?:分别|各|均|再|另|一次性|每[^，。；]{1,8})?(?:给予)?(?:奖励|奖补|补助|补贴|资助|处以?|罚款|扣除?|减收|减免|免收)(?:人民币)?\d[\d.]*[百千万]*元|的，[^，。；]{0,6}(?:处以?\d|暂停|取消[^，。；]{0,12}(?:资格|权限)|记\d|列入(?:黑|失信)|不记分|一律)|\d[\d.]*[百千万]*元以上[^，。；]{0,4}\d[\d.]*[百千万]*元以下(?:的)?罚款|(?:期间|时段|全天|全年|全域|一律|路段|区域|夜间|周末|节假日)[^，。；]{0,24}(?:禁止|严禁|不得)[^，。；]{2}/;
/** Words by which a sentence with a rule in it reports all the same. */
const REPORTS =
  /已(?!婚|故)|截至|共(?:计|有)?[^，。；]{0,8}\d|累计[^，。；的]{0,12}\d[^，。；]*(?<!的)(?:[，。；]|$)|立案|查处|兑付|拨付|发放[^，。；]{0,12}\d|(?:去年|上年|今年以来|近年来|上半年)|20\d\d年(?!\d{1,2}月\d{1,2}日起|起|以后|之后)/;

/** Whether a sentence sets a rule in force and reports nothing. */
export function setsRule(text: string): boolean {
  return RULE.test(text) && !REPORTS.test(text);
}

/** 累计租期不超过6年, 累计三次爽约的: a sum that a rule counts, none that was reached. */
export function countsForRule(clause: string): boolean {
  return /累计[^，]{0,16}(?:不(?:得)?(?:超|少|低|高)|最[高长多低]|满|上限|的$)/.test(clause);
}

/** 自带证件的老人, 已经接管的小区实行一户一表: whom a rule means. */
export function namesCase(clause: string): boolean {
  return (
    (/[^是]{3,}的$/.test(clause) && !/是[^，]{1,20}的$/.test(clause)) ||
    /^已经?[^，]{1,14}的[^，\d]{1,10}(?:实行|执行|按|由|可|不|仍|享受|适用)/.test(clause)
  );
}

const VERDICT =
  /暂不(?:采纳|实施|实行|列入|纳入|考虑|安排|推广|推行|调整|出台|设|新|建|开|增|单独|统一|予)|不再(?:单独|另行?|重复|新)(?:新|建|设|增|安排|出台|制定|研究)|不予(?:采纳|支持|考虑)|(?:没有|尚无|未有|未形成|暂无)(?:最终)?(?:定论|结论)|(?<!将)(?:留作|列为|作为|供)(?:今后|以后)?(?:工作)?(?:的)?参考$|不(?:宜|作)(?:再|统一|单独|另)?[^，。]{2}/;
/** 关于新建医院的建议, 因…, 考虑到…: what a refusal answers, or its reason. */
const ANSWERS =
  /(?:建议|提出|意见|诉求|提案|反映|呼吁)|^(?:考虑|因|由于|鉴于|目前|经(?:研究|测算|评估|论证|核))|，(?:考虑到|因|由于|鉴于|经(?:研究|测算|评估|论证))/;

/** 暂不列入计划, 列为今后参考: a clause that turns down, whatever plan or time it names. */
export function turnsDown(clause: string): boolean {
  return VERDICT.test(clause);
}

/** Whether the clauses end in a refusal of what was proposed; what was done for its reasons is no work told. */
export function refusesProposal(clauses: readonly string[]): boolean {
  const last = clauses.at(-1) ?? '';
  if (!VERDICT.test(last)) return false;
  return ANSWERS.test(clauses.join('，')) && !clauses.some((clause) => /我[局委办][^，]{0,6}已[^，]*\d/.test(clause));
}

/** 关于将渡口改为公园的建议: a wish is named, with whatever 将 or time stands in it. */
export function namesWish(clause: string): boolean {
  return /^(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.])?(?:关于|对于?|针对|就|您|你们?|贵|该?提案|代表|委员).{2,}的(?:建议|意见|诉求|设想|提议|请求)$/.test(
    clause,
  );
}

/** 贵委组织委员走访了8个村, 我局对提案提出的问题进行了认真梳理: the proposers' own work, and courtesy over their paper. */
export function praisesProposal(text: string): boolean {
  return (
    (/^(?:贵[会委党社盟单]|您|你们?|各位委员|代表们)(?![^，]{0,16}的)[^，。]{0,12}(?:组织|深入|先后|走访|调研|通过|结合|长期|多次|开展|围绕|立足)/.test(
      text,
    ) &&
      !/我[局委办院会们区县市]|区政府|县政府|市政府/.test(text)) ||
    /(?:对|就|围绕)[^，。]{0,16}(?:提案|建议|议案|意见|问题)[^，。]{0,14}进行了?(?:认真|深入|专题|逐条|逐项|全面|仔细)(?:的)?(?:梳理|研究|分析|学习|讨论)[。，]?$/.test(
      text,
    )
  );
}

/** 首次答复时，我局承诺年内建成公园12个: what an earlier reply promised, which says nothing of what came of it. */
const PROMISED =
  /(?:^|我[局委办院区县市们]|[曾已也还并即])(?:公开|明确|书面)?(?:承诺|答应|许诺)(?!书|制|函|件|事项|期|时限|时间|的|$)/;

/** The clauses left when a promise is retold; what follows it belongs to it until something tells what became of it. */
export function withoutRetoldPromise(clauses: readonly string[]): readonly string[] {
  const at = clauses.findIndex((clause) => PROMISED.test(clause));
  if (at < 0) return clauses;
  const after = clauses.findIndex((clause, i) => i > at && /已|实际|截至|目前|至今|现|均|全部|了/.test(clause));
  return after < 0 ? [] : clauses.slice(after);
}
