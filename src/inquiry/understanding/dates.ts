/** Years and ranges of years: 2023年, 23年, 二零二五年, 去年, 近三年, 2022到2024年, last year, since 2020. */
import type { AskedYears } from '../inquiry.ts';
import { overlaps } from './cuts.ts';
import { numeralValue } from './numerals.ts';
import { type Reading, matches } from './reading.ts';

const YEAR = '(?:(?:19|20)\\d\\d|[二一][〇零九][〇零一二三四五六七八九]{2})';
const RANGE = new RegExp(
  `(${YEAR})\\s*年?(?:度)?\\s*(?:至|到|-|—|–|~|～|to|through|and(?=.*between))\\s*(${YEAR})\\s*(?:年(?:度|间|之间)?)?`,
  'gu',
);
/** 1984年6月至1985年1月 is one stretch, no comparison. */
const MONTHS = new RegExp(
  `(${YEAR})\\s*年\\s*(?:1[0-2]|[1-9])月(?:\\s*\\d{1,2}日)?\\s*(?:至|到|-|—|–|~|～)\\s*(${YEAR})\\s*年(?:\\s*(?:1[0-2]|[1-9])月(?:\\s*\\d{1,2}日)?)?`,
  'gu',
);
const SINCE = new RegExp(
  `(?:从|自|since\\s+)?(${YEAR})\\s*(?:年(?:度)?)?\\s*(?:以来|至今|起|开始到现在)|since\\s+(${YEAR})`,
  'gu',
);
/** 2021年以前, 2022年之后, before 2021. */
const BEFORE = new RegExp(`(${YEAR})\\s*年?(?:度)?\\s*(?:之前|以前)|before\\s+(${YEAR})`, 'gu');
const AFTER = new RegExp(`(${YEAR})\\s*年?(?:度)?\\s*(?:之后|以后)|after\\s+(${YEAR})`, 'gu');
/** No reply letter is older. */
const EARLIEST = 1954;
// A bare 2024 is a year unless a unit or a number's own words follow.
const FULL = new RegExp(
  `(?<![\\d.a-z第〔(])(${YEAR})(?:\\s*年(?:度)?|(?![\\d.号元万亿个家套户人名件条台份米吨辆〕)]))`,
  'gu',
);
/** 今年（2024）, 一共多少亩（2023）: a year said again in brackets, and no document's number. */
const BRACKETED = new RegExp(`(?<=(?<![字函发办])[(（])(${YEAR})(?:年)?(?=[)）](?!\\s*\\d))`, 'gu');
// 23年 is a year, 3年 and 近10年 are spans: two digits from 00 to 39, nothing before that makes a span of them, nothing after.
const SHORT =
  /(?<![\d.第满近前过去后这每干了住交缴到最])([0-3]\d)年(?!内|以[上下内后前]|来|前|后|期|了|多|的时间|间|制|级|左右|租|质|保)(?:度)?/gu;
const SPAN =
  /(?:近|过去|最近|前|这|past|last|recent)\s*([〇零一二三四五六七八九十两几\d]{1,2}|two|three|four|five|few|several)\s*(?:个)?(?:年|years?)(?:来|间|里|以来)?/gu;
const PLAN = /[“"']?(十二五|十三五|十四五|十五五)[”"']?(?:期间|时期)?/gu;
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/大前年/gu, -3],
  [/(?<!大)前年(?:度)?/gu, -2],
  [/去年(?:度)?|上年度?|last\s+year/gu, -1],
  [/今年(?:度)?(?![\d一二三四五六七八九十]+多?岁|多大|高寿)|本年度?|this\s+year/gu, 0],
  [/明年(?:度)?|next\s+year/gu, 1],
  [/后年/gu, 2],
];
const PLANS: Readonly<Record<string, readonly [number, number]>> = {
  十二五: [2011, 2015],
  十三五: [2016, 2020],
  十四五: [2021, 2025],
  十五五: [2026, 2030],
};
const WORDS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, few: 3, several: 3, 几: 3 };

/**
 * The years that the question names, counted against `today` (YYYY-MM-DD). Only their stretches' positions are told:
 * the words stay in the text, for letters print years too.
 */
export function findYears(reading: Reading, today: string): readonly AskedYears[] {
  const now = Number(today.slice(0, 4));
  const text = reading.folded;
  const found: AskedYears[] = [];
  const accept = (written: string, start: number, from: number | null, to: number | null): void => {
    const at = { start, end: start + written.length };
    if (from === null || to === null || from > to || reading.isTaken(at)) return;
    if (found.some((other) => overlaps(other.at, at))) return;
    found.push({ written: written.trim(), from, to, at });
  };
  for (const match of matches(MONTHS, text)) accept(match[0], match.span.start, year(match[1]), year(match[2]));
  for (const match of matches(RANGE, text)) accept(match[0], match.span.start, year(match[1]), year(match[2]));
  for (const match of matches(SINCE, text)) accept(match[0], match.span.start, year(match[1] ?? match[2]), now);
  for (const match of matches(BEFORE, text)) {
    const until = year(match[1] ?? match[2]);
    accept(match[0], match.span.start, EARLIEST, until === null ? null : until - 1);
  }
  for (const match of matches(AFTER, text)) {
    const from = year(match[1] ?? match[2]);
    accept(match[0], match.span.start, from, from === null ? null : Math.max(from, now));
  }
  for (const match of matches(SPAN, text)) {
    const count = WORDS[match[1] ?? ''] ?? numeralValue(match[1] ?? '');
    if (count !== null && count > 0) accept(match[0], match.span.start, now - count, now);
  }
  for (const match of matches(BRACKETED, text)) accept(match[0], match.span.start, year(match[1]), year(match[1]));
  for (const match of matches(FULL, text)) accept(match[0], match.span.start, year(match[1]), year(match[1]));
  for (const match of matches(SHORT, text))
    accept(match[0], match.span.start, 2000 + Number(match[1]), 2000 + Number(match[1]));
  // 去年…2022年有多少: the year in figures says which is meant, unless the two are set against each other.
  const exact = found.length > 0 && !/[比较与和跟]|versus|\bvs\b|than|and/u.test(text);
  for (const [pattern, shift] of exact ? [] : RELATIVE)
    for (const match of matches(pattern, text)) accept(match[0], match.span.start, now + shift, now + shift);
  for (const match of matches(PLAN, text)) {
    const span = PLANS[match[1] ?? ''];
    if (span) accept(match[0], match.span.start, span[0], span[1]);
  }
  return found.toSorted((a, b) => a.at.start - b.at.start);
}

function year(written: string | undefined): number | null {
  const value = written === undefined ? null : numeralValue(written);
  return value !== null && value >= 1949 && value <= 2099 ? value : null;
}

const NOW = /现在|目前|如今|眼下|最近|最新|这两年|\bnow(?:adays)?\b|\bcurrently\b|\btoday\b/u;
/** Whether what holds now is asked for: the newest letter tells it, and 现在呢 leaves the years asked before. */
export function asksNow(folded: string): boolean {
  return NOW.test(folded);
}
