/** Dates as letters print them: 2024年7月4日, 二〇一七年六月二十九日, 二OO七年, 2022413, 2025 915. */

export type DateReading =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'ambiguous' | 'incomplete' | 'none' };

const NONE: DateReading = { kind: 'none' };
const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  O: 0,
  o: 0,
  0: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  元: 1,
  贰: 2,
  壹: 1,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const NUMERAL = '〇零Oo0一二三四五六七八九壹贰叁肆伍陆柒捌玖';
const WORDED = new RegExp(
  `^([${NUMERAL}\\d]{4})年(?:([${NUMERAL}十元\\d]{1,3})月(?:([${NUMERAL}十廿卅\\d]{1,4})日?)?)?$`,
);
const SEPARATED = /^(\d{4})[-－—./年 ]+(\d{1,2})[-－—./月 ]+(\d{1,2})日?(?:\s*\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?$/;
const RUN_ON = /^((?:19|20)\d{2})[ 年]*(\d{2,4})$/;

function yearOf(text: string): number {
  return Number([...text].map((unit) => DIGITS[unit] ?? unit).join(''));
}

/** 二十九, 十, 廿一, 〇五, 29 as a number; NaN when it is none. */
export function smallNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const tens = /^([一二三])?(十|廿|卅)([一二三四五六七八九])?$/.exec(text);
  if (tens)
    return (
      (tens[2] === '廿' ? 2 : tens[2] === '卅' ? 3 : tens[1] ? DIGITS[tens[1]]! : 1) * 10 +
      (tens[3] ? DIGITS[tens[3]]! : 0)
    );
  return Number([...text].map((unit) => DIGITS[unit] ?? NaN).join(''));
}

/** YYYY-MM-DD when year, month and day make a day of the calendar, else null. */
function dayOf(year: number, month: number, day: number): string | null {
  if (!(year >= 1950 && year <= 2100 && month >= 1 && month <= 12 && day >= 1)) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Month and day run together: 413, 1021, 85. Numbers that dropped their 年月日 dropped their leading zeros too. */
function runOn(year: number, rest: string): DateReading {
  if (rest.length === 4) {
    const date = dayOf(year, Number(rest.slice(0, 2)), Number(rest.slice(2)));
    return date ? { kind: 'date', date } : NONE;
  }
  const days = new Set<string>();
  for (let cut = 1; cut < rest.length; cut += 1) {
    const [month, day] = [rest.slice(0, cut), rest.slice(cut)];
    const date = month.startsWith('0') || day.startsWith('0') ? null : dayOf(year, Number(month), Number(day));
    if (date) days.add(date);
  }
  // 202211 may be 1 January or the month of November.
  if (rest.length === 2 && Number(rest) >= 1 && Number(rest) <= 12) return { kind: 'ambiguous' };
  const [only] = days;
  return days.size === 1 ? { kind: 'date', date: only! } : { kind: days.size > 1 ? 'ambiguous' : 'none' };
}

/** Reads a text (folded) that is nothing but a date. A month without a day is `incomplete`. */
export function readDate(text: string): DateReading {
  const trimmed = text.trim().replace(/[（(〔]?(?:印章|盖章|公章)[）)〕]?$/, '');
  if (trimmed.length > 40) return NONE;
  // Recognition of a printed 〇 may yield it twice, once as a Latin O: 二O〇一九年.
  const tight = trimmed.replace(/\s+/g, '').replace(/^(二)[O〇]{2}(?=[一二][\u4e00-\u9fa5]年)/, '$1〇');
  const worded = WORDED.exec(tight);
  if (worded) {
    if (worded[2] === undefined || worded[3] === undefined)
      return { kind: worded[2] === undefined ? 'none' : 'incomplete' };
    const date = dayOf(yearOf(worded[1]!), smallNumber(worded[2]), smallNumber(worded[3]));
    return date ? { kind: 'date', date } : NONE;
  }
  const separated = SEPARATED.exec(trimmed.replace(/\s+/g, ' '));
  if (separated) {
    const date = dayOf(Number(separated[1]), Number(separated[2]), Number(separated[3]));
    return date ? { kind: 'date', date } : NONE;
  }
  const run = RUN_ON.exec(trimmed) ?? RUN_ON.exec(tight);
  return run ? runOn(Number(run[1]), run[2]!) : NONE;
}

const TAIL = new RegExp(
  `((?:[12][${NUMERAL}\\d\\s]{3,7}|[一二贰][${NUMERAL}\\d\\s]{3,7})年[\\s\\d${NUMERAL}十廿元]{1,5}月[\\s\\d${NUMERAL}十廿]{1,6}日?)$`,
);

/** The date that closes a line like 柏溪县民政局2023年9月12日: where it starts, or -1. */
export function dateAtEnd(text: string): number {
  const tail = text.slice(-30);
  const match = TAIL.exec(tail);
  return match ? text.length - tail.length + match.index : -1;
}
