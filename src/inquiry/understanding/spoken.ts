/** What people say around a topic: politeness, question words, themselves. Left out of what retrieval looks for. */
import { type Reading, matches } from './reading.ts';

/** Chinese, over folded text. Whole phrases only, so that no word of the topic is cut into. */
const CHINESE: readonly RegExp[] = [
  // Greetings and politeness before or after a question.
  /(?:^|(?<=[，,。\s]))(?:你好|您好|大家好|早上好|下午好|晚上好|领导|同志|老师|哈喽)[，,。!！~\s]*/gu,
  /请问(?:一下|下)?|请教(?:一下|下)?|(?:我)?(?:就)?(?:想|要|想要)(?:请)?(?:问|咨询|了解|打听|知道|查|看)(?:一下|下|问|个)?|(?:我)?问(?:一下|下|问|个|句)(?:事儿?)?|咨询(?:一下|下)|打听(?:一下|下|个事)?|麻烦(?:问|您|你|帮)(?:一下|下|忙|我)?|劳驾|拜托|(?:请|能|能不能|可以|可不可以)?(?:帮|给|替)(?:我|忙|我们|咱)(?:查|看|找|问|列|说|讲|介绍)(?:一下|下|查|看|找|问|说|讲)?/gu,
  /(?:^|(?<=[，,。\s]))(?:请|再)?(?:查|看|说|讲|介绍|查询|列出|列举|罗列|解释|说明|总结|汇总|统计)(?:一下|下|查|看|说|讲)(?=\p{Script=Han})|(?:请)?告诉(?:我|一下|下)|列出|列举|罗列|列一下|谢谢(?:您|你|啦|了)?|多谢|(?:能否|请)告知|可否说明/gu,
  /听说|据说|听人说|有人说|人家说|都说|好像|不知道?(?=能|是|有|现|怎|咋|该|可|什)|话说|对了|的话|那啥|就是说|我记得|说是/gu,
  // Question words and frames, longest first.
  /(?:办|做|干|搞|弄|建|修|装|改|推进|落实|实施|治理|改造|进行|进展|解决|处理|完成|执行|开展)(?:得|的)?(?:怎么?样|如何|咋样?|怎样)(?:了|啦|呢)?|(?:办|做|干|搞|弄|推进|落实|进行|进展|实施)到(?:了)?(?:哪|什么|啥|何)(?:一?步|儿|里|个?程度|个?地步|个?阶段|了)?(?:了|啦)?|到(?:哪|什么|啥|何)(?:一?步|个?程度|个?地步|个?阶段)(?:了|啦)?/gu,
  /(?:具体|目前|现在|后来|最新|最后)?(?:的)?(?:进展|进度|情况|状况|现状|办理情况|落实情况|办理结果|办理进度)(?:是)?(?:怎么?样|如何|咋样?|怎样|什么|啥)(?:了|啦)?|(?:现在|目前|后来|最近|如今)(?:的)?(?:进展|进度|情况)?(?:怎么?样|如何|咋样?|怎样|咋)(?:了|啦)?|怎么?样了|咋样了?|怎样了|(?:最后|最终|具体)?(?:的)?(?:办理|处理)结果(?:是|属于|为)?/gu,
  /(?:到底|究竟)?(?:是)?(?:什么|啥|甚么|何|哪个|几)(?:时候|时间|日子|年|月份?|样子|东西|意思|事情?|情况|原因|地方|方式|办法|程度|类型|名字)(?:能|才能|可以|会|才)?|几(?:时|点钟?|号|月份?|年|天)|何时|何地|多会儿?/gu,
  /(?:要|需要?|得)?(?:带|准备|交|提供)(?:些|点)?(?:什么|啥|哪些)(?:材料|资料|证件|东西|手续)?/gu,
  /为什么|为啥|为何|凭什么|凭啥|怎么(?:着|样|个|办|才能|才|去|能|回事|说|弄|搞|整)?|怎样(?:才能|才|去|能)?|怎么|怎|咋(?:个|样|办|整|弄|才能|才|去|回事|说)?|如何(?:才能|才|去|能)?|(?:有|是|都|为|叫)?(?:什么|啥|甚么)(?:样)?(?:的)?|(?:去|在|到|上|往|是)?哪(?:一)?(?:个|些|家|里|儿|边|块|样|位|类|种|几[个家种件份]?|方面|年|天|步|儿)?|谁/gu,
  /(?:一共|总共|合计|大概|大约|到底|分别|各|共)?(?:是|有|要|为|能|给|得|花)?(?:多少|几)(?:个|家|户|名|件|台|辆|套|座|处|条|张|所|项|次|批|间|栋|位|块钱|块|元|钱|万元|万|份|封|天|岁|倍)?(?:钱|了)?|多大(?:年纪|岁数|年龄)|多(?:大|久|长时间|高|远)(?=$|[^\p{Script=Han}]|[的了能才可]|以)/gu,
  /(?:到底|究竟)?(?:是否|有没有|有无|能不能|可不可以|可否|能否|会不会|是不是|要不要|给不给|管不管|行不行|算不算|好不好|该不该|补不补|收不收)(?:能|再|也|被)?|(?:了|过)?(?:没有|没|不|否)(?=\s*(?:$|[?？。，,!！\s]))|(?:可以|能|行|好|对|是)(?:吗|么|嘛|不|吧)|[吗嘛呢吧呀啊哦哟哈啦](?=\s*(?:$|[?？。，,!！\s]))|(?:吗|呢)/gu,
  /(?<=(\p{Script=Han}))(?:没|不)\1/gu,
  /(?<![什怎那这多要])(?:得|的|了|是)?么(?=\s*(?:$|[?？。，,!！\s]))/gu,
  // Who answers, what it is called: the letter's card tells that, not its text.
  /(?:是|由)?(?:哪个|哪些|哪家|什么|啥|哪)(?:个)?(?:单位|部门|局|委|机关|机构|科室|衙门)(?:来|在|去|给|负责|主办|承办|办理|办|主管|管|答复|回复|牵头)*(?:的|了)?|(?:是|由)?谁(?:来|在|去|给|负责|主办|承办|办理|办|主管|管|答复|回复|牵头|答|回|提)+(?:的|了)?|找谁|提的(?:是)?(?:什么|啥|哪个)?(?:案|事|内容)?|(?:什么|啥|哪个)案/gu,
  /(?:有没有|有)?(?:关于|有关于?|涉及到?|围绕|针对)|(?:跟|和|与)(?=[^，,。]{1,12}有关)|有关(?:的|系)?/gu,
  /(?:有|有没有)?(?:什么|啥|哪些|何)?(?:区别|差别|变化|不同|差异)(?:吗|么|呢)?|(?:比较|对比)(?:一下|下)?(?=$|[^\p{Script=Han}])|^(?:请)?(?:比较|对比)(?:一下|下)?/gu,
  /之后|然后|后来|还有|另外|顺便|还是|或者|以及/gu,
  /(?:要是|如果|假如|万一|若是)|^(?:那|那么)?(?:换成|改成|换作|换到|换)(?=\p{Script=Han}|\s|$)/gu,
  // The letter's own nouns: every letter holds them.
  /(?:区|县|市|省)?(?:政协|人大)(?:委员会|会议|全会|常委会)?(?:的)?(?=\s|$|[^\p{Script=Han}]|提案|建议|第|委员|代表)|(?:重点|集体|党派|界别|委员|代表|人大|政协)?(?:的)?(?:提案|议案|建议案)(?:人|者)?(?:里面?|中|上|里头)?(?:的)?|(?:答复|复文|复函|回复|答覆|回函)(?:件|函|信|意见|单)?(?:里面?|中|上|里头)?(?:的)?(?:说|写|提到|讲)?/gu,
];

/** The asker and filler: what stands on both sides of it belongs together. */
const FILLER: readonly RegExp[] = [
  /(?:我|俺|咱)(?:们)?(?:自己)?(?:家里|家的?|这儿|这边|这里)?(?:的)?(?:爸妈|爸爸?|妈妈?|爷爷?|奶奶|姥姥|姥爷|外公|外婆|老公|老婆|媳妇|爱人|朋友|邻居|同事|亲戚)?(?:今年)?|(?:你|您)(?:们|们那|们那儿|那儿)?|本人|自个儿?|自己|大家|人家|政府(?=管|给|会|能)|(?:那|这)(?:个|些|种|件|边|儿|里|样|么|份|封|条|项|几个)?(?:事儿?)?|[它他她]们|到底|究竟|其实|反正|毕竟|一般|通常|大概|大约|具体(?:的)?|比如|主要|目前|现在|如今|眼下|最近|近期|当前|以后(?=会|能|还|怎|咋)|的话/gu,
];

const ENGLISH: readonly RegExp[] = [
  /^\s*(?:and|but|so|or|also|then|what about|how about)\b/gu,
  /\b(?:please|kindly|thanks|thank you|hello|hi|hey|could you|can you|would you|tell me|show me|let me know|i(?:'d| would) like to know|i want to know|i wonder|do you know|give me|list|compare|explain)\b(?: me)?(?: about)?/gu,
  /\b(?:what(?:'s| is| are| was| were)? the (?:current )?(?:status|situation|state|progress) (?:of|on|with|for)|what(?:'s| is| are| was| were|'re)?|how (?:much|many|long|old|soon|often|do|does|did|can|is|are|was|were|to|far|big|large)|how|when|where|who|whom|whose|which|why|whether)\b/gu,
];

/** English words that carry no topic: articles, prepositions, pronouns, helping verbs, question words. */
export const ENGLISH_STOP: ReadonlySet<string> = new Set(
  `a an the of to in on at by for from with about into over under between within without during after before as than then so and or but nor not no yes if because while
  is are was were be been being am do does did done doing has have had having will would shall should can could may might must let lets get gets got give gives given take takes make makes
  i me my mine we us our ours you your yours he him his she her hers it its they them their theirs this that these those there here one ones someone anyone anybody everyone people person
  what whats which who whom whose when where why how whether any some all each every both either neither other another such same own much many more most less least few several lot lots
  just only also too very really still already yet ever never again now today currently so far up out off down back please thanks thank hello hi know tell show want need like would
  status progress situation current update regarding concerning proposal proposals suggestion suggestions letter letters reply replies answer answers number no nos district county city going happened happen happening
  letter letters all bureau bureaus agency agencies department departments commission commissions answered answer proposed submitted handled does say says result results outcome compare anything something help promise promised
  come came go goes put set say says said ask asked asking see find found list compare per via vs etc eg ie plus able available kind type sort thing things way ways long old soon often remaining rest`.split(
    /\s+/,
  ),
);

/** Takes what is said around the topic. */
export function takeSpoken(reading: Reading): void {
  const chinese = /\p{Script=Han}/u.test(reading.folded);
  for (const pattern of chinese ? CHINESE : ENGLISH)
    for (const { span } of matches(pattern, reading.folded)) reading.take(span);
  if (chinese)
    for (const pattern of FILLER) for (const { span } of matches(pattern, reading.folded)) reading.take(span, true);
  if (chinese && /[a-z]{3,}\s+[a-z]{2,}/.test(reading.folded))
    for (const pattern of ENGLISH) for (const { span } of matches(pattern, reading.folded)) reading.take(span);
}
