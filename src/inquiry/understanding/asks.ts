/** What the answer must hold: an amount, a date, a way, a place to go. Most telling first. */
import type { Ask } from '../inquiry.ts';

/** Chinese patterns over folded text; what people say, dialects included. */
const CHINESE: readonly (readonly [Ask, RegExp])[] = [
  [
    'materials',
    /(?:带|要|交|备|准备|提供|提交|递|需要?)(?:些|点)?(?:什么|啥|哪些|哪样)(?:材料|资料|证件|证明|手续|东西|文件)?(?=$|[^\p{Script=Han}]|去|才|呢|呀|吗|材料|资料|证|手续)|材料(?:有|要|是|需要)(?:哪些|什么|啥)|(?:啥|什么|哪些)(?:材料|手续|证件|资料)/u,
  ],
  ['phone', /电话|热线|联系方式|(?:打|拨)(?:哪个|什么|啥|几号)|手机号|號碼|座机/u],
  [
    'share',
    /(?:多少|几)(?:家|户|人|个人|成)[^，。？?]{0,6}(?:点头|同意|签字|赞成|投票)|百分之(?:多少|几)|(?:几|多少)(?:成|折|个?百分点)|多大比例|什么比例|比例(?:是|多|有|能|占|怎|为)|占比|打(?:几|多少)折|达标率|覆盖率|[率比](?:是|有|到|达到|为)?(?:多少|多高|几)|贴(?:几|多少)个点|报销?(?:几|多少)成/u,
  ],
  [
    'amount',
    /(?:多少|几|多大|啥|什么)(?:块|元|万|个?钱|银子|补助|补贴|奖励|资金|额度|费用)|(?:补|奖|贴|给|收|花|领|拿|退|报|免|便宜|优惠|返|贷|借|罚|交|赚|挣|投|掏|付|出)(?:了|到|得|的|过|个)?(?:多少(?!个|家|户|人|名|件|台|辆|套|座|处|条|张|项|次|份|批|间|栋|床|岁|毛病|问题|隐患|车|树|路)|几个?钱|几[千百万块]|多大|多少钱)|(?:补助|补贴|奖励|标准|金额|总额|费用|价格|票价|收费|资金|投资|收入|产值|成交额|额度|授信|租金|工资|月薪|罚款|[费价钱])(?:一共|总共|共|大概|是|有|为|要|都|能|到|标准)*(?:多少|几|咋|怎么算|怎样|怎么样|呢|多高)|多少钱|啥价|什么价|贵不贵|(?:补|奖|贴|给|收|罚|免|减)得(?:更)?(?:多|少|高|低)|一(?:平米?|平方米?|立方米?|斤|亩|个月|年|次|针|小时|顿|餐)[^。？?，]{0,6}(?:多少|几)(?![个家户人名件本册次天张种场节位辆台处条])|怎么(?:收费|收钱|收|补|算钱|计费|定价)|咋(?:收|补|算)|^(?:那|那么)?(?:钱|补贴|补助|奖励|费用|价格|标准)呢?|能?给?补(?:点|些)(?:钱)?[不没吗么]|按\d+(?:\.\d+)?[万千元]|掏钱|花钱|要钱|收钱|给钱|收费(?:吗|么|不|没)|免费|补点/u,
  ],
  ['hours', /几点|什么钟点|几时(?:开门|关门|开放)|(?:开放|营业|办公|上班|服务)时间|到晚上几/u],
  [
    'duration',
    /多长时间|多久|几个?(?:天|日|周|年|小时|分钟|工作日)(?!份|号|以后)|几个月|多少(?:天|日|小时|分钟|个月|年|工作日)|要等多|啥工夫/u,
  ],
  [
    'when',
    /(?:什么|啥|甚么|何|哪个|几)(?:时候|时|时间|日子)|哪(?:一)?(?:年|月|天|日)|几月份?|几号(?!线|楼|提案|建议|院|文|门)|几时|多会儿?|何日|何年|时间表|时间节点|期限|截止|到期|到底(?:哪|啥|什么)(?:天|时)|啥(?:时|会儿)|什么阶段|年内能|能(?:不能)?按时/u,
  ],
  ['age', /多大(?:岁数|年纪|年龄)?(?=$|的|能|可|才|以上|起|[?？,，])|几岁|多少岁|年龄/u],
  [
    'where',
    /(?:在|去|到|上|往|从)?(?:哪|哪里|哪儿|哪边|哪块|何处|啥地方|什么地方|哪个(?:地方|窗口|小区|路段|网站|平台))(?!个|些|一|年|天|月|位|种|类|家|几|样|怕|能|有|条|项|份|件|届|次)|(?:递|交|送|报|寄)(?:到|给)(?:哪|谁)|地址|地点|位置/u,
  ],
  [
    'how',
    /(?:怎么|怎样|如何|咋个?|怎麼|怎)(?:样)?(?:才能|才|去|来|能|可以)?(?:申请|申报|办(?=\p{Script=Han})(?!得|的|了|呢|啊)|报名?|领|弄|预约|约|叫|用|交|查|进|参加|打|买|租|登记|缴|坐|评|认定|联系|投诉|举报|扔|处理|收运|选|走|提取?|贷|借|享受|获得|拿|入|注册|下载|激活|转|退|享|反映|做|算)|(?:申请|办理|预约|报名|申报|领取)(?:方式|流程|步骤|渠道|途径|办法|手续|入口)|流程|(?:通过|走|用)(?:什么|啥|哪)(?:渠道|途径|平台|程序|方式|小程序)|网上能|线上能/u,
  ],
  [
    'who-qualifies',
    /(?:谁|哪些人|什么人|啥人|哪类人|哪些(?:企业|家庭|人家|群体|对象|公司|单位)|什么样的(?:人|企业|家庭))(?:才|都|能|可|有|符合|享受)|(?:什么|啥|哪些|有何)(?:条件|资格|要求|门槛|标准才)|(?:条件|资格|门槛|对象|范围)(?:是|有|要|呢)|够(?:不够)?(?:条件|格|资格)|(?:我|我们|咱|俺|公司|厂|家里|户口|居住证|外地|外省|非)[^，,。?？]{0,16}(?:能不能|可不可以|可以|能|有没有资格|行不行|算不算|符不符合|享受)|能不能(?:申请|领|办|享受|报|住|租|补|拿)|(?:还)?能(?:再)?(?:申请|领|办|享受|报|住|租|拿|给)[^，,。?？]{0,8}[吗么嘛不没]|限(?:制|不限)|算不算/u,
  ],
  [
    'result',
    /办理结果|结果(?:是|如何|怎|咋|呢|啥|什么|属|有)|(?:哪|什么|啥|几)(?:一)?类|采纳(?:了|没|吗|情况|与否)|(?:是否|有没有|有无|被)采纳|解决了(?:没|吗|么)|落实了(?:没|吗)|批(?:没|不)批|批了(?:没|吗)|同意了?(?:没|吗|不)|答应/u,
  ],
  [
    'proposer',
    /谁(?:提|写|交|建议|反映)(?:的|出|了)|(?:哪个|哪位|什么|哪些)(?:委员|代表|党派|界别)|提案人|提案者|谁的(?:提案|建议)|领衔|提出(?:人|者)/u,
  ],
  [
    'who',
    /(?:哪个|哪些|哪家|什么|啥|哪)(?:个)?(?:单位|部门|局|委|机关|机构|衙门|科室|公司)|(?:谁|哪家|哪个)(?:来|在|去|给|负责|办|答复|回复|牵头|主办|承办|管|出面|主管)|找谁|谁管|归谁|问谁|跟谁|由谁|主办单位|承办单位|责任单位|谁(?:办的|答的|回的)/u,
  ],
  [
    'title',
    /提的(?:是)?(?:什么|啥|哪个|哪些)(?:案|提案|建议|事|内容)?|(?:提案|建议|案)(?:题目|标题|名称|名字|叫什么|是什么|叫啥|案由|内容是)|案由|什么案|(?:讲|说|关于)(?:的是)?(?:什么|啥)(?:事|内容)?$|提了(?:什么|啥|哪些)/u,
  ],
  [
    'number',
    /(?:哪|几|什么|啥)(?:个|件|一?份|一?号|条)?(?:提案|建议|议案|文号|案号|编号)|多少号|几号(?:提案|建议|文)|编号(?:是|多少)|文号(?:是|多少)|对应(?:的)?(?:哪|什么)/u,
  ],
  [
    'change',
    /(?:有|有没有|有啥|有什么)?(?:啥|什么|哪些)?(?:变化|区别|差别|不同|不一样|差异|差多少)|(?:涨|降|提高|增加|减少|调整)[了到成为]?(?:多少|几|没|吗)|原来[^。？?]{0,12}(?:后来|现在|如今)|变了(?:没|吗|多少)|哪个(?:多|高|少|低|好|划算)|比(?:较|一比)|相比|对比|(?:还|是不是)?一样(?:吗|么|不)/u,
  ],
  [
    'count',
    /(?:多少|几)(?!钱|元|块|岁|号|时|点|月|年|天|日|成|折|万元|亿|届|次会|百分|类|级|费|补|奖|收入|资金|产值|投资|样|乎|会|经|度)\s*(?:个|家|户|人|名|件|台|辆|套|座|处|条|张|所|项|次|批|间|栋|部|位|床|所|对|场|期|亩|米|公里|平|吨|趟|只|根|头|棵|份|倍|届)?|数量|有多少|总数/u,
  ],
  ['why', /为什么|为啥|为何|咋(?:还)?(?:不|没)|怎么(?:还)?(?:不|没)|凭啥|凭什么|什么原因|原因(?:是|呢)?|啥原因/u],
  [
    'benefit',
    /有没有[^，,。?？]{0,4}(?:钱|补贴|津贴)(?:拿|领|发|给)|(?:有|给|能有)?(?:啥|什么|哪些|甚么|何)(?:好处|优惠|待遇|政策|支持|帮助|扶持|办法|补贴|奖励|福利|措施|好政策|说法|服务|帮扶)|管不管|有没有(?:补|奖|优惠|政策|扶持|支持|人管)|缺钱(?:怎么|咋)?办?|(?:没人|没法|没地方|难|不够)(?:[^，,。?？]{0,8})(?:怎么办|咋办|咋整)|怎么办(?!理)|咋办|咋整|给不给|补不补|奖不奖|有(?:钱|补贴|奖金|奖励|补助)(?:吗|么|没|不)|(?:没人|没地方|没处|没法|没钱|缺|不够|难找|找不到|抢不到|排不上|进不去|太(?:贵|吵|脏|远|少|难|挤|慢|破|旧|黑|窄))[^，,。?？]{0,6}$/u,
  ],
  [
    'planned',
    /打算|计划|准备|下一步|将来|今后|以后(?:怎|咋|会|还|打)|承诺|答应(?:的|了|过)|说(?:要|好|过|是要)|还有哪些没|啥时候(?:出|能|建|开|完|好|通|装|修)|什么时候(?:出|能|建|开|完|好|通|装|修)|几时(?:能|开|完|好|通|建)|会不会|要不要(?:建|修|装|开)|还(?:要|会)(?:建|修|装|开|搞)|哪(?:年|天)(?:能|出|建|开|完)|有没有(?:打算|计划)|没(?:办|做|落实|完成|兑现)的|要(?:做|干|完成|落实)的/u,
  ],
  [
    'progress',
    /进展|进度|进行得?|办(?:得|的)?(?:怎么?样|如何|咋样?|怎样|到(?:哪|什么|啥))|(?:做|干|搞|弄|建|修|装|改|推进|落实|实施|办|整|治理|改造|走)到(?:哪|什么|啥|何)|到(?:哪|什么|啥|何种?)(?:一?步|程度|地步|阶段)|(?:做|干|搞|弄|建|修|装|改|推进|落实|实施|整|治理|改造|完成)(?:得|的)(?:怎么?样|如何|咋样?|怎样|好)|(?:建|修|装|改|开|通|盖|弄|搞|办|做|挖|拆|完|落实|完成|解决|实施|铺|建成|建好|开工|完工|竣工|启用|投用|设|出|定|挂)(?:起来|下来|成|好|完|出来|到位)?了?(?:没有|没|吗|么|嘛|不成|没呀)(?:$|[^\p{Script=Han}])|怎么样了|咋样了|怎样了|咋了|现在(?:怎么?样|咋样|如何|什么情况|啥情况|到)|后来(?:呢|怎|咋|如何)?|情况(?:怎么?样|如何|咋样?)|(?:状况|现状|情况)(?:是|呢)?$|有(?:没有)?(?:进展|结果|下文|动静|着落)/u,
  ],
  [
    'done',
    /做了(?:什么|啥|哪些)|干了(?:啥|什么|哪些)|(?:采取|出台|推出|开展)了?(?:哪些|什么|啥)|有(?:哪些|什么|啥)(?:举措|措施|成果|成效|做法|动作|工作)|完成了?(?:哪些|多少)|成效|举措/u,
  ],
  [
    'whether',
    /(?:有没有|有无|是否|能否|可否|是不是|会不会|能不能|可不可以|要不要|行不行|给不给|管不管|算不算)|(?:[吗嘛]|(?<![什怎那这多要])么)\s*[?？。!！]?\s*$|(?:了|过)?(?:没有|没|不)\s*[?？。!！]?\s*$|[吗嘛](?=[，,\s])/u,
  ],
];

const ENGLISH: readonly (readonly [Ask, RegExp])[] = [
  [
    'materials',
    /what (?:documents?|papers?|materials?|paperwork)|documents? (?:do|are|needed|required)|\bpaperwork\b|need to bring/,
  ],
  ['phone', /\bphone\b|\btelephone\b|\bhotline\b|contact number|who (?:can|do|should) i (?:call|ring)/],
  [
    'share',
    /what (?:percentage|percent|share|proportion|rate|discount)|\bdiscounts?\b|percentage|how (?:big|large) a (?:share|discount)|interest rate/,
  ],
  [
    'amount',
    /how much|what (?:is|are|was|were) the (?:most|least|maximum|minimum|cap|limit)|(?:how|what) .{0,60}\b(?:pays?|charge[ds]?)\b|what (?:is|are|was|were) the (?:amount|price|fee|cost|subsidy|grant|fare|rent|reward|standard|charge)|how (?:big|large|generous) (?:is|are) the|\bcosts?\b|\bprice\b|\bfees?\b|\bfares?\b|(?:any|some) (?:money|funding|cash)|\bfree\b|\bamount\b|\bbudget\b/,
  ],
  ['hours', /what time|opening hours|(?:open|close)s? (?:at|until)|\bhours\b/],
  ['duration', /how long|how many (?:days|weeks|months|years|hours|minutes)|turnaround/],
  [
    'when',
    /(?:^|[,;.] *|\b(?:and|since|until|by|know|tell me) )when\b|\bwhen (?:will|is|are|was|were|do|does|did|can|should|would)\b|what (?:date|year|month|day)|by when|how soon|deadline|\btimeline\b|\bschedule\b/,
  ],
  ['age', /how old|what age|\bage limit\b|from what age/],
  ['where', /\bwhere\b|which (?:place|office|website|platform|window|location)|\baddress\b|\blocation\b/],
  [
    'how',
    /how (?:do|can|could|should|would|to|does one|does)\b|what(?:'s| is) the (?:process|procedure|way)|\bapply\b|\bprocedure\b|steps to/,
  ],
  [
    'who-qualifies',
    /who (?:can|is eligible|qualifies|may|gets)|\beligib|\bqualif|requirements?|conditions?|am i (?:allowed|able|entitled)|can (?:i|we|my|a|an|foreigners?|anyone|non)\b|entitled/,
  ],
  ['result', /\bresult\b|\boutcome\b|\badopted\b|\baccepted\b|\bapproved\b|\brejected\b|\bclass(?:ified)?\b/],
  [
    'proposer',
    /who (?:proposed|submitted|raised|suggested|made|put forward)|which (?:member|deputy|party)|\bproposer\b/,
  ],
  ['who', /\bwho\b|which (?:agency|department|bureau|office|body|commission)|in charge|responsible|handled by/],
  ['title', /\btitle\b|what (?:is|was) (?:it|the proposal|proposal \S+|this) about/],
  ['number', /which (?:proposal|suggestion|number)|(?:document|proposal|reference) number/],
  [
    'change',
    /\bchange[ds]?\b|\bdiffer(?:s|ent|ence|ences)?\b|\bcompare|\bversus\b|\bvs\.?\b|more than (?:before|last)|increase|raised from/,
  ],
  ['count', /how many|\bnumber of\b|\bcount\b/],
  ['why', /\bwhy\b|\breason\b|how come/],
  [
    'benefit',
    /any (?:help|support|subsid|benefit|incentive|aid|assistance|grant|scheme|policy|policies|plans? to help)|what (?:help|support|benefits?|incentives?|subsid|assistance|policies|aid|measures|grants?|services)|is there (?:any|a) (?:help|support|subsid|money|grant|scheme|programme|program)|\bperks\b/,
  ],
  [
    'planned',
    /\bplans?\b|\bplanned\b|\bplanning\b|\bwill\b|going to|\bpromis|\bcommit|next step|\bfuture\b|\bintend|yet to|remaining/,
  ],
  [
    'progress',
    /\bprogress\b|\bstatus\b|how (?:is|are|was) .{0,60}(?:going|coming|getting on|proceeding)|\bupdate\b|\bso far\b|current situation|\bfinished\b|\bcompleted\b|\bbuilt\b|what happened|state of/,
  ],
  [
    'done',
    /(?:has|have|had|what) .{0,40}\bdone\b|\bachiev|\bmeasures taken|steps taken|been (?:taken|built|set up|opened|closed)/,
  ],
  [
    'whether',
    /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|any)\b|(?:^|[,.] *)(?:is|are|do|does|did|has|have|can|will) (?:there|the|it|they|we|you|i|my)\b/,
  ],
];

/**
 * 周末能装修吗, 可以养两只狗吗: whether a thing is allowed, which a rule tells and nothing done. 年底能建成吗 asks whether
 * it will be, 能用了吗 whether it is so by now.
 */
const PERMITTED =
  /(?:(?<![智功性职只节可技效产才储潜热电机核动体万本])能(?!按|如期|源|力|量|耗)|可以|允许)(?![^，,。?？]*(?:建成|建好|修好|完工|竣工|通车|投用|完成|落实|开工|交付|兑现|办成|办好|解决|实现|启用|开业))[^，,。了?？]{1,14}[吗么嘛]\s*[?？。!！]*$/u;
export function asksPermission(folded: string): boolean {
  return PERMITTED.test(folded);
}

/** What the question asks for, most telling first; `what` when nothing tells. */
export function findAsks(folded: string): readonly Ask[] {
  const table = /\p{Script=Han}{2}/u.test(folded) ? [...CHINESE, ...(/[a-z]{3}/.test(folded) ? ENGLISH : [])] : ENGLISH;
  const found = [...new Set(table.filter(([, pattern]) => pattern.test(folded)).map(([ask]) => ask))];
  const asks = asksPermission(folded) ? found.flatMap(permitted) : found;
  // "有多少" answers itself; "whether" alone is weak and stands last in both tables.
  const exact = asks.filter(
    (ask) =>
      !(
        ask === 'count' &&
        asks.includes('amount') &&
        !/(?:多少|几)(?:个|家|户|人|名|件|台|辆|套|座|处|张|所|项|次)|how many/u.test(folded)
      ),
  );
  return exact.length > 0 ? exact : ['what'];
}

/** 装修吗 is no 修了吗 where it is asked whether one may. */
function permitted(ask: Ask, _at: number, found: readonly Ask[]): readonly Ask[] {
  if (ask === 'progress') return [];
  return ask === 'whether' && !found.includes('who-qualifies') ? ['who-qualifies', ask] : [ask];
}
