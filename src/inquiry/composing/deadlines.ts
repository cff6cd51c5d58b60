/** The day that a promise names: 年内, 2026年底前, 三季度, 明年6月, 三年内, counted from the letter's date. */
import type { Span } from '../../model.ts';
import { fold } from '../../search/fold.ts';
import { numeralValue } from '../understanding/numerals.ts';

export interface Deadline {
  /** As the sentence writes it: 2026年底前. */
  readonly written: string;
  /** YYYY-MM-DD, its last day; null where it can't be counted because the letter prints no date. */
  readonly last: string | null;
  /** Into the text that was read. */
  readonly at: Span;
}

const DIGIT = '[0-9〇零一二三四五六七八九]';
const SMALL = '(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})';
const YEAR = `(?:(?:19|20)[0-9]{2}|[二一][〇零九]${DIGIT.slice(0, -1)}]{2})年(?:度)?`;
const NEAR_YEAR = '今年(?:度)?|本年(?:度)?|明年(?:度)?|后年|次年|当年|年';
const MONTH = `(${SMALL})月(?:份)?(?:(${SMALL})日|(上旬|中旬|下旬|初|中|底|末))?`;
const SEASON = '(第?[一二三四1-4]季度|前三季度|[上下]半年)';
const YEAR_PART = '(年?底|年?末|年?内|年?初|年中|[春夏秋冬]季)';
const BEFORE = '(?:前|之前|以前|内|之内|期间)?';

/** A year, or none, then a month, a quarter, a half or the year's end. */
const POINT = new RegExp(
  `(?:(${YEAR})|(${NEAR_YEAR}))?[，\\s]?(?:${MONTH}|${SEASON}(?:末|底)?|${YEAR_PART})${BEFORE}`,
  'gu',
);
/** A year alone: 计划2025年解决4个, 力争明年推出. */
const YEAR_ALONE = new RegExp(`(${YEAR}|今年|本年度?|明年|后年|次年)(?:内|前|之前|以内)?`, 'gu');
const RANGE = new RegExp(`(${YEAR.replace('年(?:度)?', '')})年?[-—–~～至到]{1,2}(${YEAR})`, 'gu');
const SPAN = /(?:(?:未来|今后|用|在|力争|争取|计划)\s*)?([0-9]{1,2}|[一二两三四五六七八九十]{1,2}|半)(个月|年|个?季度)(?:左右)?(?:的?时间)?(?:内|之内|以内|左右)|(?:未来|今后)([0-9]{1,2}|[一二两三四五六七八九十]{1,2})(年)/gu;
const PLAN = /[“"']?(十二五|十三五|十四五|十五五|十六五)[”"']?(?:规划)?(?:期间|期末|末期?|时期|期内)?/gu;
const PLAN_ENDS: Readonly<Record<string, number>> = { 十二五: 2015, 十三五: 2020, 十四五: 2025, 十五五: 2030, 十六五: 2035 };

/** Before it, the time is not a promise's: 截至2025年5月底, 自2020年以来, 较2023年. */
const PAST_BEFORE = /(?:截至|截止|截止到|至今|较|比|同比|原定|原计划|于去|早在|自从|按照)\s*$/u;
/** After it: 2020年以来, 2024年已, 2024年全年共. */
const PAST_AFTER = /^(?:以来|至今|已|共(?!同|享|建)|累计|全年共|前三季度|印发的|出台的|制定的|度(?:预算|计划)已|同期|标准)/u;

interface Found extends Span {
  /** First and last day are of the same stretch: a stretch that was over when the letter was written is no promise. */
  readonly last: string | null;
}

const pad = (n: number): string => String(n).padStart(2, '0');
const lastOfMonth = (year: number, month: number): string =>
  `${year}-${pad(month)}-${pad(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;

function yearValue(written: string): number | null {
  const value = numeralValue(written.replace(/年.*$/u, ''));
  return value !== null && value >= 1950 && value <= 2100 ? value : null;
}

/** The year that 今年 and 明年 mean in a letter of `letterYear`. */
function nearYear(written: string, letterYear: number | null): number | null {
  if (letterYear === null) return null;
  if (/^(?:明|次)年/u.test(written)) return letterYear + 1;
  return written.startsWith('后年') ? letterYear + 2 : letterYear;
}

function monthDay(year: number, month: number, day: string | undefined, part: string | undefined): string | null {
  if (!(month >= 1 && month <= 12)) return null;
  if (day !== undefined) {
    const value = numeralValue(day);
    return value !== null && value >= 1 && value <= 31 ? `${year}-${pad(month)}-${pad(value)}` : null;
  }
  if (part === '初' || part === '上旬') return `${year}-${pad(month)}-10`;
  if (part === '中旬' || part === '中') return `${year}-${pad(month)}-20`;
  return lastOfMonth(year, month);
}

const SEASON_ENDS: Readonly<Record<string, number>> = { 一: 3, 二: 6, 三: 9, 四: 12, 1: 3, 2: 6, 3: 9, 4: 12, 上: 6, 下: 12 };
const PART_ENDS: Readonly<Record<string, string>> = { 初: '03-31', 中: '06-30', 春: '05-31', 夏: '08-31', 秋: '11-30' };

function points(text: string, letterDate: string | null): readonly Found[] {
  const letterYear = letterDate === null ? null : Number(letterDate.slice(0, 4));
  const letterMonth = letterDate === null ? null : Number(letterDate.slice(5, 7));
  const found: Found[] = [];
  let carried: number | null = null;
  for (const match of text.matchAll(POINT)) {
    const [whole, full, near, month, day, monthPart, season, part] = match;
    const start = match.index;
    // 底 and 内 alone are of anything; with 年 in front, or a year, they are the year's.
    if (part !== undefined && full === undefined && near === undefined && !part.startsWith('年') && !/季$/u.test(part)) continue;
    if (full === undefined && near === undefined && /季$/u.test(part ?? '')) continue;
    // 30个月, 第3月: lengths and ordinals.
    if (month !== undefined && full === undefined && /[第每个近\d]$/u.test(text.slice(0, start))) continue;
    const named = full === undefined ? null : yearValue(full);
    let year = named ?? (near === undefined ? carried : nearYear(near, letterYear)) ?? letterYear;
    if (year === null) {
      found.push({ start, end: start + whole.length, last: null });
      continue;
    }
    if (named !== null) carried = named;
    let last: string | null;
    if (month !== undefined) {
      const value = numeralValue(month) ?? 0;
      // 3月底前, written in November: next year's.
      if (named === null && near === undefined && carried === null && letterMonth !== null && value < letterMonth) year += 1;
      last = monthDay(year, value, day, monthPart);
    } else if (season !== undefined) {
      const ends = season.startsWith('前') ? 9 : (SEASON_ENDS[season.replace('第', '').charAt(0)] ?? 12);
      last = lastOfMonth(year, ends);
    } else last = `${year}-${PART_ENDS[(part ?? '').replace(/^年/u, '').charAt(0)] ?? '12-31'}`;
    if (last !== null) found.push({ start, end: start + whole.length, last });
  }
  return found;
}

function wholeYears(text: string, letterDate: string | null): readonly Found[] {
  const letterYear = letterDate === null ? null : Number(letterDate.slice(0, 4));
  const found: Found[] = [];
  for (const match of text.matchAll(RANGE)) {
    const year = yearValue(match[2] ?? '');
    if (year !== null) found.push({ start: match.index, end: match.index + match[0].length, last: `${year}-12-31` });
  }
  for (const match of text.matchAll(YEAR_ALONE)) {
    const year = yearValue(match[1] ?? '') ?? nearYear(match[1] ?? '', letterYear);
    const at = { start: match.index, end: match.index + match[0].length };
    found.push({ ...at, last: year === null ? null : `${year}-12-31` });
  }
  for (const match of text.matchAll(PLAN)) {
    const year = PLAN_ENDS[match[1] ?? ''];
    if (year !== undefined) found.push({ start: match.index, end: match.index + match[0].length, last: `${year}-12-31` });
  }
  return found;
}

function later(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const ends = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return `${ends.getUTCFullYear()}-${pad(ends.getUTCMonth() + 1)}-${pad(Math.min(day, ends.getUTCDate()))}`;
}

/** 三年内, 未来两年, 半年内, 6个月内: only where the sentence promises, not where it sets a rule's term. */
function spans(text: string, letterDate: string | null): readonly Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(SPAN)) {
    const clause = text.slice(0, match.index).split(/[，；。：]/u).at(-1) ?? '';
    const led = /(?:将|力争|争取|计划|拟|未来|今后|预计|确保|下一?步|目标)/u.test(clause + match[0]);
    // 建成后六个月内提出申请, 每次三年内: the term of a rule.
    if (!led || /(?:后|起|之日|自|每|满|近|过去)\s*$/u.test(clause)) continue;
    const written = match[1] ?? match[3] ?? '';
    const unit = match[2] ?? match[4] ?? '';
    const amount = written === '半' ? 0.5 : written === '两' ? 2 : numeralValue(written);
    if (amount === null) continue;
    const months = amount * (unit === '个月' ? 1 : unit === '年' ? 12 : 3);
    const at = { start: match.index, end: match.index + match[0].length };
    found.push({ ...at, last: letterDate === null ? null : later(letterDate, Math.round(months)) });
  }
  return found;
}

/** Stretches in 《》 are names: 《三年行动计划（2025—2027年）》. Same length, so that offsets hold. */
function withoutNames(text: string): string {
  return text.replace(/《[^《》]{1,120}》/gu, (name) => '《'.padEnd(name.length, '名'));
}

/**
 * The deadline that a planned sentence names; of several the last (开工 before 开放), since a promise is due when all of it
 * is. Times that were over at the letter's date are reports, not promises. Null when it names none.
 */
export function deadlineOf(text: string, letterDate: string | null): Deadline | null {
  const folded = withoutNames(fold(text));
  const precise = points(folded, letterDate);
  const others = [...spans(folded, letterDate), ...wholeYears(folded, letterDate)].filter(
    (one) => !precise.some((other) => other.start < one.end && one.start < other.end),
  );
  const ahead = [...precise, ...others].filter(({ start, end, last }) => {
    if (PAST_BEFORE.test(folded.slice(0, start)) || PAST_AFTER.test(folded.slice(end))) return false;
    return last === null || letterDate === null || last >= letterDate;
  });
  const [best] = ahead.toSorted((a, b) => (b.last ?? '').localeCompare(a.last ?? '') || a.start - b.start);
  if (best === undefined) return null;
  const { start, end, last } = best;
  return { written: text.slice(start, end), last, at: { start, end } };
}
