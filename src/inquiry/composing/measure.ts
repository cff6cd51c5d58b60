/** Measure words: 多少起 is answered by a number of 起 or 件, not by 43.5公里. */
const CLASSES: readonly string[] = [
  '起件宗例单',
  '家户个所间处',
  '人名位',
  '台辆部套',
  '栋幢座个',
  '场次期批届',
  '张床个',
  '条',
  '吨',
  '亩|公顷|平方',
  '公里|里|米|千米',
  '棵株',
];

const alternatives = (words: string): string => (words.includes('|') ? words : [...words].join('|'));

/** The numbers that a "how many" of this question asks for, over folded text; null when any number may answer. */
export function measured(question: string): RegExp | null {
  const asked =
    /(?:多少|(?<![这那好])几)(公里|公顷|平方|千米|米|[起件宗例单家户所间人名位台辆部栋幢座场次期批张床条吨亩棵株])/u.exec(
      question,
    );
  const word = asked?.[1];
  if (word === undefined) return null;
  const same = CLASSES.filter((words) => alternatives(words).split('|').includes(word)).map(alternatives);
  return new RegExp(`[0-9一二三四五六七八九十两][\\d.]*[多余]?[万亿千百]*[多余]?(?:${same.join('|') || word})`, 'u');
}
