/** One person's own case: "帮我查我爸的低保批下来没有". A letter tells what holds for all, never how one file stands. */

const OWNER =
  /(?:我|俺|咱|本人)(?:们)?(?:家|家里|爸|妈|爷爷|奶奶|姥姥|外公|外婆|儿子|女儿|孩子|娃|老公|老婆|爱人|媳妇|父亲|母亲|哥|姐|弟|妹|公司|厂|店|单位|小区|楼|单元|村|这儿|这边|自己)?/u;
/** What happens to one file: approved, paid, in the queue. */
const FILE_STATE =
  /(?:批|审|办|发|退|打|拨|下|补|转|汇)(?:下来|下去|出来|过来|过去)|批(?:了没|没批|不批)(?=$|[?？，,\s])|到账|到帐|审核(?:到|过|通过|完|结果|好)|审批(?:到|过|通过|完|结果|好|下)|通过(?:了没|了吗|没有|没)|受理(?:了没|了吗|没有|编号)|排(?:到|在)(?:第?几|哪|谁|我)|排队(?:排)?到|轮(?:到|得到)(?:我|咱|俺)|中签|摇(?:到|中)|(?:卡|证|钱|款|补贴|补助|工资)(?:怎么|咋)?(?:还)?(?:没|不)(?:到|发|来|下|给)|什么时候(?:能)?(?:给我|给咱|给俺|轮到|打给|发给|退给)|(?:啥|几)(?:时候|时)(?:能)?(?:给我|给咱|给俺|轮到|打给|发给|退给)|(?:我的|咱的|俺的)[^，,。?？]{0,10}(?:进度|进展|状态|余额|成绩|编号|结果)/u;
const LOOK_UP_MINE =
  /(?:帮|给|替)(?:我|俺|咱)?(?:们)?(?:查|看|问|办|催|联系)(?:一下|下|查|看|问)?[^。？?]{0,16}(?:我|俺|咱|本人)(?:的|家|爸|妈|们)/u;
/** A particular house or street of the asker's, and a fact of a contract or a timetable that only its manager knows. */
const OWN_WORKS =
  /(?:我|俺|咱)(?:们)?(?:家|这|那|们)?(?:家|栋|幢|楼|单元|小区|门口|楼下|隔壁|巷子|村|这边|这儿|这)[^。？?]{0,24}(?:哪家(?:公司|单位|施工队|物业)|哪个(?:施工队|公司|包工头)|谁(?:施工|干的|装的|中标)|施工(?:队|单位|方)是|几号(?:开工|来|装|修|停电|停水)|哪天(?:来|装|修|停电|停水|开工))/u;
const IDENTIFIERS = /(?:身份证号?|社保卡号?|手机号|电话|卡号|姓名|我叫|受理号)[^，。]{0,4}(?:是|为|:)?\s*[\dx*]{6,}/u;
/** 审批下来要多久: how long it takes for anybody. */
const IN_GENERAL =
  /(?:一般|通常|大概|需要|要|得)(?:要|花|等)?(?:多久|几天|多长时间|多少天)|(?:打算|准备|想)(?:去)?(?:申请|办|报)/u;
const ENGLISH =
  /\bmy (?:own )?(?:application|case|file|claim|payment|refund|card|permit|request|account|subsidy|allowance|pension|complaint)\b.{0,40}(?:approved|processed|paid|received|arrived|status|ready|go(?:ne)? through|rejected|where|when)|(?:where|when|has|have|was|is|why)\b.{0,40}\bmy (?:own )?(?:application|case|file|claim|payment|refund|card|permit|request|account|complaint)\b|(?:check|look up|track) (?:on )?my\b/u;

/** Whether the question is about one person's file or house, which no reply letter can tell. */
export function isPersonal(folded: string): boolean {
  if (ENGLISH.test(folded) || IDENTIFIERS.test(folded) || OWN_WORKS.test(folded) || LOOK_UP_MINE.test(folded))
    return true;
  return OWNER.test(folded) && FILE_STATE.test(folded) && !IN_GENERAL.test(folded);
}
