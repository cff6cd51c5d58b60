/** Which kind of reply fits. */
import type { Ask, Intent } from '../inquiry.ts';

const LETTER =
  '(?:答复(?:件|函|信)?|复文|复函|回复(?:件|函|单)?|提案|建议(?:案)?|议案|会办意见|信|件|份|办理(?:件|情况)|回函)';
const LIST = new RegExp(
  `(?:列出|列举|列一下|列个|罗列|列表|清单|汇总|盘点|找出|查找|搜(?:一下|索)?|导出|统计)[^。？?]{0,40}${LETTER}|${LETTER}[^。？?]{0,16}(?:列出来|列一下|列给|列个|排一下|排个|排出来)|${LETTER}(?:的)?(?:清单|列表|名单|目录|有哪些|有哪几|都有哪|都有啥|都有什么|分别是)|(?:哪些|哪几(?:个|件|份|封)|所有|全部)(?:的)?(?:政协|人大|委员|代表|公开)?${LETTER}|(?:答复|回复|承办|办理|主办|会办|协办|办|提)(?:过|了)?(?:哪些|哪几|什么|啥)(?:$|[?？，,。]|提案|建议|件|案)|有(?:没有)?(?:关于|有关|涉及|跟|和|针对)[^，,。？?]{1,20}(?:提案|建议|议案|答复|复文)(?:吗|么|没有)?\\s*[?？]?$|哪些(?:是)?(?:会办|协办|再次答复|主办)|^(?:列出|列举|罗列|有哪些(?:提案|建议|答复))|(?:结果|类别)(?:是|为)[^。？?]{0,8}的(?:有哪些|有|都|提案|建议|答复|$)|哪些(?:是)?(?:被)?(?:采纳|留作参考|列入计划|解决)|(?:采纳|解决|列入计划|留作参考|[abcd]类)的(?:有|都|是|都有)*(?:哪些|什么|啥)`,
  'u',
);
const COUNT = new RegExp(
  `(?:一共|总共|共|合计|有)?(?:多少|(?<![这那哪好])几)\\s*(?:个|件|份|封|条|篇)?\\s*(?:的)?${LETTER}|${LETTER}(?:一共|总共|共)?(?:有)?(?:多少|几)(?:个|件|份|封|条|篇)|(?:答复|回复|承办|办理)了?(?:多少|几)(?:个|件|份|封)`,
  'u',
);
const ENGLISH_LIST =
  /\b(?:list|show|give me|find|enumerate)\b.{0,40}\b(?:letters?|repl(?:y|ies)|proposals?|suggestions?|responses?|answers?)\b|\b(?:which|what) (?:letters|replies|proposals|suggestions|responses)\b|\ball (?:the )?(?:letters|replies|proposals|suggestions|responses)\b/u;
const ENGLISH_COUNT = /how many (?:letters|replies|proposals|suggestions|responses)/u;
const COMPARE =
  /(?:哪(?:个|件|份)(?:先|后|更|早|晚|快|慢)|比较|对比|相比|比一比|区别|差别|不同|差异|哪个(?:多|高|少|低|好|划算|更)|谁(?:多|高|少|低)|有(?:啥|什么|何|没有)?变化|变化(?:大|情况)|各(?:有|是|为)?(?:多少|几)|各(?:自)?(?:是|都)?(?:怎么|如何|说|讲|答|有(?:什么|啥|哪些))|分别(?:怎么|如何|说|讲|答)|分别(?:是|有|为)?(?:多少|几)|比(?:去年|前年|上年|上一?年|以前|原来|之前|(?:19|20)\d\d年?)[^，,。?？]{0,10}(?:多|少|高|低|增|涨|降|快|慢)|(?:涨|降|提高|增加|减少|增长)了?(?:多少|没|吗|几)|一样(?:吗|么|不|多|高)|哪(?:个|边|里|家|年|儿)(?:的)?[^，,。?？]{0,8}(?:更|多|高|低|少|贵|便宜|划算)(?!少|久|大|长|远)|(?:和|跟|与|同)[^，,。?？]{1,20}(?:比|相差)|\b(?:higher|lower|bigger|cheaper|more) (?:in|than)\b|before and after|compare|comparison|differ|versus|\bvs\.?\b|which is (?:higher|more|better|larger)|changed? (?:from|between|since))/u;
const COMMITMENT =
  /还有(?:哪些|什么|啥)(?:没|未|事)|没(?:有)?(?:办|做|落实|完成|兑现)(?:完|好|成)?的|承诺|答应(?:过|了|的)|许(?:诺|下)|打算|计划(?!生育|免疫)|要(?:做|干|完成|落实)的|下一步|下步|今后|将来|接下来|后续|说(?:要|好|过|是要)|到底(?:啥|什么|几|哪)|(?:啥|什么|甚么)(?:时候|时)(?:能|会|才|出|建|开|完|好|通|装|修|推出|实施|落实|投用|启用|挂牌|完工)|几时|哪(?:年|天)(?:能|才|出|建|开|完|好|通)|何时(?:能|会|才|出|建|开|完|好|通|装|修|推|实施|落实|投|启|挂|竣)|会不会|\bpromis|\bcommit(?:ted|ments?)\b|\bplans?\b|\bplanned\b|\bintend|\bgoing to\b|next steps?|(?:when|what) will|still to be|remaining|yet to/u;
const STATUS =
  /进展|进度|办(?:得|的)(?:怎么?样|如何|咋样?|怎样)|办到|办理(?:情况|结果|得)|落实(?:得|了|情况|没)|(?:提案|建议|议案|案子)(?:[^，,。]{0,6})(?:怎么?样|如何|咋样?|怎样|办|采纳|答复|结果|下文)|采纳|后来(?:呢|怎|咋|如何)?|到(?:哪|什么|啥)(?:一?步|程度|地步|阶段)|(?:做|干|搞|弄|建|修|装|推进|实施|改造)(?:到哪|得怎|的怎|得如何|得咋|的咋)|progress|status|outcome|update|current situation|how (?:is|are|was) .{0,60}(?:going|coming|proceeding)|what happened (?:to|with)/u;

/** What is said of letters and of little else: 件 and 份 count complaints and contracts as well. */
const OF_LETTERS = /提案|建议|议案|答复|答覆|回复|复文|复函|回函|会办|承办|主办|提了|提过|letters?|repl(?:y|ies)/u;

function countsLetters(folded: string): boolean {
  const counted = COUNT.exec(folded);
  if (!counted) return ENGLISH_COUNT.test(folded);
  return (
    OF_LETTERS.test(folded) ||
    !/(?:多少|几)\s*[件份信]/u.test(counted[0]) ||
    !/\p{Script=Han}{2}/u.test(folded.slice(0, counted.index).replaceAll(/一共|总共|\d{4}年|今年|去年|[有共]/gu, ''))
  );
}

/** Whether the question wants letters, all that fit, rather than what one says. */
export function namesList(folded: string): boolean {
  return LIST.test(folded) || countsLetters(folded) || ENGLISH_LIST.test(folded);
}

/** Whether letters are what the question is about: 不公开的答复, 哪些没公开. */
export function namesPapers(folded: string): boolean {
  return new RegExp(`哪些|有没有|多少|几|${LETTER}|letters?|repl(?:y|ies)|proposals?|suggestions?`, 'u').test(folded);
}

/** The asks that point at a letter's own fields. */
const FIELD_ASKS: ReadonlySet<Ask> = new Set<Ask>(['proposer', 'title', 'number']);
const POLICY_ASKS: ReadonlySet<Ask> = new Set<Ask>([
  'how',
  'materials',
  'who-qualifies',
  'where',
  'benefit',
  'phone',
  'age',
  'duration',
]);

/** 什么时候答复的 asks for the letter's date, 什么时候完成 for what it promises. */
const ANSWERED =
  /(?:答复|回复|答覆|办结|印发|发文|复函|签发|发出)(?:的|了)?\s*[?？。]?\s*$|\b(?:answered|replied|dated|issued|signed)\b/u;
export function asksDate(folded: string, asks: readonly Ask[]): boolean {
  return asks[0] === 'when' && ANSWERED.test(folded);
}

const PAPER = /提案|建议|议案|答复|复函|案子|proposal|suggestion|reply/u;
const PAPERS =
  /(?:提案|建议|议案|答复(?:件|函)?|复文|复函|回复|回函|会办意见|letters|repl(?:y|ies)|proposals|suggestions)\s*[?？。!！]?\s*$/u;

/** 第45号答复了什么 asks what one letter says, where 民政局答复了什么 and 45号有哪些复文 ask for letters. */
const WHAT_IT_SAYS = /(?:答复|回复|说|讲)(?:过|了)?(?:哪些|什么|啥)\s*[?？。]?\s*$/u;

export interface Signs {
  readonly folded: string;
  readonly asks: readonly Ask[];
  /** A number, document number, session or proposer is named. */
  readonly namesLetter: boolean;
  /** How many numbers of letters are named. */
  readonly numbered: number;
  /** Letters are asked for by who may read them. */
  readonly ofDisclosure: boolean;
  /** Agency, result class, place or year narrows the letters. */
  readonly narrows: boolean;
  /** Whether a topic is left besides the letter's name. */
  readonly hasTopic: boolean;
  readonly years: number;
  readonly places: number;
}

/** Of a question that asks the letters something: the first kind whose signs are there, the most particular first. */
export function intentOf(signs: Signs): Intent {
  const { folded, asks, namesLetter, numbered, narrows, hasTopic, years, places } = signs;
  if (countsLetters(folded)) return 'count';
  const ofOne = numbered === 1 && WHAT_IT_SAYS.test(folded);
  if (!ofOne && (LIST.test(folded) || ENGLISH_LIST.test(folded))) return 'list';
  if (signs.ofDisclosure && numbered === 0 && !asks.some((ask) => ask === 'how' || ask === 'why'))
    return asks.includes('count') ? 'count' : 'list';
  if (COMPARE.test(folded) || years > 1 || places > 1) return 'compare';
  const first = asks[0] ?? 'what';
  if (FIELD_ASKS.has(first) || (asks.includes('who') && PAPER.test(folded))) return 'lookup';
  if (namesLetter && !hasTopic) {
    return asksDate(folded, asks) || asks.some((ask) => FIELD_ASKS.has(ask) || ask === 'who') ? 'lookup' : 'status';
  }
  // 今年的答复, 住建局的复函: letters and nothing of them.
  if (narrows && !hasTopic && first === 'what' && PAPERS.test(folded)) return 'list';
  const progress = asks.includes('progress') || asks.includes('result') || asks.includes('done');
  if (COMMITMENT.test(folded) && !POLICY_ASKS.has(first)) return 'commitment';
  if (STATUS.test(folded) || (progress && !POLICY_ASKS.has(first))) return 'status';
  if (asks.some((ask) => POLICY_ASKS.has(ask))) return 'policy';
  if (asks.includes('amount') && /补|奖|贴|优惠|减|免|便宜|资助|subsid|grant|reward|allowance/u.test(folded))
    return 'policy';
  if (/能按|按\d|算不算|能不能|可不可以|能否|可否|可以.{0,12}[吗么不]|行不行/u.test(folded)) return 'policy';
  return asks.includes('why') ? 'policy' : 'fact';
}
