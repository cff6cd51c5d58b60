/** What a figure must be of: 多少起 is answered by a number of 起 or 件, 罚了多少 by a fine, and not by 43.5公里 or a fare. */
import type { Ask } from '../inquiry.ts';

/** Measures that count the same things; every other one stands for itself. */
const ALIKE: readonly (readonly string[])[] = [
  ['起', '件', '宗', '例', '单'],
  ['家', '户', '个', '所', '间', '处'],
  ['人', '名', '位'],
  ['台', '辆', '部', '套'],
  ['栋', '幢', '座', '个'],
  ['场', '次', '期', '批', '届'],
  ['张', '床', '个'],
  ['亩', '公顷', '平方'],
  ['公里', '里', '米', '千米'],
  ['棵', '株'],
];

/** Sums that only a sentence of their own kind tells, asked and told, over folded texts. */
const SUMS: readonly { readonly asked: RegExp; readonly told: RegExp }[] = [
  { asked: /罚(?!息)|\bfine[ds]?\b|\bpenalt/u, told: /罚/u },
  {
    asked: /挣|赚|收入|工资|月薪|年薪|薪水|\bearn|\bsalar|\bwages?\b|\bincome/u,
    told: /收入|工资|薪|报酬|单价|增收|工钱/u,
  },
  {
    asked: /花[了费掉]?(?:多少|几)|耗资|造价|总?投资|投入|投了|预算|\bspen[dt]|\binvest|\bbudget/u,
    told: /投|资金|经费|造价|预算|支出|安排|下达|拨|补助|成本|花费|[万亿]元/u,
  },
  {
    asked:
      /补(?![课办种考录充])(?:贴|助)?[^，。？?]{0,6}(?:多|少|几|高|低)|奖[^，。？?]{0,6}(?:多少|几)|津贴|\bsubsid|\ballowance|\breward/u,
    told: /补|奖|贴|资助|给予|支持|发放|减免|免|承担|支付|标准|[一二三四五六七八九]成/u,
  },
  { asked: /(?:租金|房租|月租|租一)|\brents?\b/u, told: /租/u },
  {
    asked: /费(?:用)?(?:是|要)?(?:多少|几)|收(?:费)?(?:多少|几)|票价|门票/u,
    told: /费|收取|票价|价格|价款|每(?:小时|次|人|辆|月|年|天|张|户|立方|平方|公里|例|针|节|台|件|只)|免/u,
  },
  { asked: /卖[了出]?(?:多少|几)|销售额|产值|\bsales\b/u, told: /销|卖|产值|交易|成交|售/u },
];

/** How exactly a day is asked for. */
const DATES: readonly { readonly asked: RegExp; readonly told: RegExp }[] = [
  { asked: /几月|哪(?:个|几个)?月|which month/u, told: /\d月/u },
  { asked: /几号|哪[一]?天|几日|what day|which day/u, told: /\d日|[前内]\d*[天日]|\d+[天日][前内]/u },
  { asked: /哪[一]?年|哪年|几几年|(?:what|which) year/u, told: /\d年|年内|年底|[今明]年/u },
];

/** 一个月多少钱 is told by no fine. */
const NO_FINE = /^(?![\s\S]*罚)/u;

/** What a sentence must print to tell the sum that is asked. */
function summed(question: string): RegExp {
  return SUMS.find(({ asked }) => asked.test(question))?.told ?? NO_FINE;
}

/** What the figure or day asked for is of, by the first ask that wants one; null when any figure may answer. */
export function kindOfFigure(asks: readonly Ask[], question: string): RegExp | null {
  const ask = asks.find((a) => a === 'amount' || a === 'count' || a === 'when');
  if (ask === undefined) return null;
  if (ask === 'when') return DATES.find(({ asked }) => asked.test(question))?.told ?? null;
  return ask === 'amount' ? summed(question) : measured(question);
}

/** The numbers that a "how many" of this question asks for, over folded text; null when any number may answer. */
function measured(question: string): RegExp | null {
  const asked =
    /(?:多少|(?<![这那好])几)(公里|公顷|平方|千米|米|[起件宗例单家户所间人名位台辆部栋幢座场次期批张床条吨亩棵株])/u.exec(
      question,
    );
  const word = asked?.[1];
  if (word === undefined) return null;
  const measures = [word, ...ALIKE.filter((words) => words.includes(word)).flat()];
  return new RegExp(`[0-9一二三四五六七八九十两][\\d.]*[多余]?[万亿千百]*[多余]?(?:${measures.join('|')})`, 'u');
}
