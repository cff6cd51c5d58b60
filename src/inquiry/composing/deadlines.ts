/** The day by which a sentence promises: 年内, 2026年底前, 三季度, 9月底前, 2024年清明节前, 三年内. */
import { fold } from '../../search/fold.ts';
import { numeralValue } from '../understanding/numerals.ts';

export interface Deadline {
  /** As the sentence writes it, folded. */
  readonly text: string;
  /** Last day of it, YYYY-MM-DD; null where it names none (尽快) or counts from the date of an undated letter. */
  readonly last: string | null;
}

const N = '[〇零一二两三四五六七八九十\\d]';
const YEAR = `(?:(?<year>20\\d{2}|二[〇零]${N}{2})年|(?<rel>今年|本年度?|明年|后年|当年|次年|(?<![〇零一二三四五六七八九十两几半\\d])年[内底]))`;

function day(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}

function endOfMonth(year: number, month: number): string {
  return day(year, month + 1, 0);
}

/** Day before the festival, which 节前 means. Lunar days by the Chinese calendar of ICU; 清明 by the usual formula for 2000 to 2099. */
function beforeFestival(name: string, year: number): string | null {
  const fixed: Readonly<Record<string, readonly [number, number]>> = {
    元旦: [1, 1],
    五一: [5, 1],
    劳动节: [5, 1],
    七一: [7, 1],
    国庆: [10, 1],
    十一: [10, 1],
  };
  const known = fixed[name.replace(/节$/u, '')] ?? fixed[name];
  if (known) return day(year, known[0], known[1] - 1);
  if (name.startsWith('清明')) {
    const short = year % 100;
    return day(year, 4, Math.floor(0.2422 * short + 4.81) - Math.floor(short / 4) - 1);
  }
  const lunar: Readonly<Record<string, string>> = { 春节: '1/1', 元宵: '1/15', 端午: '5/5', 中秋: '8/15', 重阳: '9/9' };
  const wanted = Object.entries(lunar).find(([festival]) => name.startsWith(festival))?.[1];
  if (wanted === undefined) return null;
  const calendar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
  for (let at = 0; at < 366; at += 1) {
    const date = new Date(Date.UTC(year, 0, 1 + at));
    if (calendar.format(date) === wanted) return day(year, 1, at);
  }
  return null;
}

interface Pattern {
  readonly form: RegExp;
  /** Last day, given the year meant, the letter's date and the match's groups; null for none. */
  readonly last: (year: number | null, groups: Readonly<Record<string, string>>, date: string | null) => string | null;
}

const SEASONS: Readonly<Record<string, number>> = { 春: 3, 夏: 6, 秋: 9, 冬: 12 };
const FIVE_YEARS: Readonly<Record<string, number>> = { 十三五: 2020, 十四五: 2025, 十五五: 2030 };

function counted(amount: number, unit: string, date: string | null): string | null {
  if (date === null) return null;
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  if (unit.startsWith('年')) return day(y + amount, m, d);
  if (unit.includes('月')) return day(y, m + amount, d);
  return day(y, m, d + amount * (/周|星期/u.test(unit) ? 7 : 1));
}

const patterns: readonly Pattern[] = [
  {
    form: new RegExp(
      `${YEAR}?(?:的)?(?<festival>元旦|春节|元宵|清明|五一|劳动|端午|七一|中秋|国庆|重阳)节?(?:之?前|到来之前)`,
      'gu',
    ),
    last: (year, { festival }) => (year === null ? null : beforeFestival(festival ?? '', year)),
  },
  {
    form: new RegExp(
      `${YEAR}?(?<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?<date>\\d{1,2})日(?:之?前|起|开始)?`,
      'gu',
    ),
    last: (year, { month, date }) => (year === null ? null : day(year, numeralValue(month ?? '') ?? 1, Number(date))),
  },
  {
    form: new RegExp(
      `${YEAR}?(?:\\d{1,2}月?(?:至|到|-))?(?<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?<part>上旬|中旬|中|初|份|末|底|下旬)?(?:之?前|以前|内|完成)?`,
      'gu',
    ),
    last: (year, { month, part }) => {
      const m = numeralValue(month ?? '');
      if (year === null || m === null) return null;
      if (part === '上旬' || part === '初') return day(year, m, 10);
      return part === '中旬' || part === '中' ? day(year, m, 20) : endOfMonth(year, m);
    },
  },
  {
    form: new RegExp(`${YEAR}?第?(?<quarter>[一二三四1-4])季度(?:末|底)?(?:前)?`, 'gu'),
    last: (year, { quarter }) => (year === null ? null : endOfMonth(year, (numeralValue(quarter ?? '') ?? 4) * 3)),
  },
  {
    form: new RegExp(`${YEAR}?(?<half>[上下])半年(?:末|底)?(?:前)?`, 'gu'),
    last: (year, { half }) => (year === null ? null : endOfMonth(year, half === '上' ? 6 : 12)),
  },
  {
    form: new RegExp(`${YEAR}?(?<season>[春夏秋冬])(?:季学期|季开学|季)(?<before>之?前)?`, 'gu'),
    last: (year, { season, before }) => {
      const first = SEASONS[season ?? ''];
      if (year === null || first === undefined) return null;
      return before ? day(year, first, 0) : endOfMonth(year, first + 2);
    },
  },
  {
    form: new RegExp(`${YEAR}(?:年?(?<part>初|上旬|年中|中期))`, 'gu'),
    last: (year, { part }) =>
      year === null ? null : part === '初' || part === '上旬' ? endOfMonth(year, 3) : endOfMonth(year, 6),
  },
  {
    form: new RegExp(`${YEAR}(?:年?(?:底|末|内|年内|全年))?(?:之?前|以前)?`, 'gu'),
    last: (year, groups) => {
      if (year === null) return null;
      // 2026年前 is before that year begins; 2026年底前 and 2026年 end with it.
      return /\d年之?前$/u.test(groups['whole'] ?? '') ? day(year, 1, 0) : endOfMonth(year, 12);
    },
  },
  {
    form: /[“"']?(?<plan>十三五|十四五|十五五)[”"']?(?:期间|时期|期末|末)/gu,
    last: (_, { plan }) => endOfMonth(FIVE_YEARS[plan ?? ''] ?? 2025, 12),
  },
  {
    form: new RegExp(
      `(?:未来|今后|力争)?(?:用)?(?<amount>${N}{1,3}|半)(?:到${N}{1,2})?个?(?<unit>年|月|工作日|天|周|星期)(?:左右)?(?:之?内|时间内|以内)`,
      'gu',
    ),
    last: (_, { amount, unit }, date) =>
      amount === '半' ? counted(6, '月', date) : counted(numeralValue(amount ?? '') ?? 1, unit ?? '年', date),
  },
  {
    form: new RegExp(`(?:今后|未来|接下来)(?<amount>${N}{1,2})年`, 'gu'),
    last: (_, { amount }, date) => counted(numeralValue(amount ?? '') ?? 1, '年', date),
  },
  { form: /近期|尽快|尽早|适时|择机|早日|抓紧|条件成熟/gu, last: () => null },
];

/** Years counted from the letter's own; 当年 and a bare 年底 are the letter's year. */
const SHIFT: Readonly<Record<string, number>> = { 明年: 1, 次年: 1, 后年: 2 };

/** Stretches that tell of the past, of titles and of rules: 截至2024年6月底, 自2024年1月1日起, 《…》, 每年9月底前, 压缩到7个工作日以内. */
const ASIDE =
  /《[^》]*》|(?:压缩|缩短|控制|限制)(?:到|至|在|为)[^，。；]{1,8}?(?:工作日|天|日|周|月|小时)(?:之?内|以内)?|(?:截至|截止|截止到|自|从|于|原(?:定|计划)的?|每|上一?|近|前)(?:到)?(?:20\d{2}年|今年|去年|年)?[^，。；、]{0,8}?(?:月底|月末|年底|日|月|年|季度)(?:起|以来|以后)?|(?:20\d{2}年|去年|今年)?(?:\d{1,2}月)?以来/gu;

/** Null when the sentence names no time ahead. Of several the latest, by which all of it is due. */
export function deadlineOf(text: string, letterDate: string | null): Deadline | null {
  const written = fold(text).replace(/\s+/gu, '');
  const folded = written.replace(ASIDE, (aside) => (/^(?:于|原)/u.test(aside) ? aside : '□'.repeat(aside.length)));
  const own = letterDate === null ? null : Number(letterDate.slice(0, 4));
  const found: (Deadline & { start: number; end: number })[] = [];
  let said: number | null = null;
  for (const { form, last } of patterns) {
    for (const match of folded.matchAll(form)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((f) => f.start < end && start < f.end)) continue;
      const groups = { ...match.groups, whole: match[0] } as Readonly<Record<string, string>>;
      const year = yearMeant(groups, folded.slice(0, start), own);
      if (groups['year'] !== undefined) said = year;
      found.push({ text: match[0], last: last(year ?? said, groups, letterDate), start, end });
    }
  }
  // A day of before the letter is a fact and no promise.
  const ahead = found.filter((f) => f.last === null || letterDate === null || f.last >= letterDate);
  const latest = ahead.toSorted((a, b) => (b.last ?? '').localeCompare(a.last ?? '') || a.start - b.start)[0];
  return latest ? { text: latest.text, last: latest.last } : null;
}

/** The year a match writes, else the nearest one written before it, else the letter's. */
function yearMeant(groups: Readonly<Record<string, string>>, before: string, own: number | null): number | null {
  const written = groups['year'];
  if (written !== undefined) return numeralValue(written);
  const relative = groups['rel'];
  if (relative !== undefined && own !== null) return own + (SHIFT[relative] ?? 0);
  const earlier = [...before.matchAll(/(20\d{2})年/gu)].at(-1)?.[1];
  return earlier === undefined ? own : Number(earlier);
}
