/** How a sentence agrees with the years that a question names. */
import { fold } from '../../search/fold.ts';
import type { AskedYears, Inquiry } from '../inquiry.ts';

/** Years that a folded text names, 20世纪 to 21世纪; 23年 is not read, since it may be a length of time. */
export function yearsIn(folded: string): readonly number[] {
  return [...folded.matchAll(/(?<!\d)((?:19|20)\d{2})(?=\s*年|\s*[-/至到—、和]|\s*$)/gu)].map((m) => Number(m[1]));
}

function within(asked: readonly AskedYears[], year: number): boolean {
  return asked.some((a) => a.from <= year && year <= a.to);
}

/**
 * 1 when the sentence names an asked year; 0.6 when it names none and the letter is of one; 0 when it names others;
 * 0 when no year is asked.
 */
export function yearFit(asked: readonly AskedYears[], folded: string, date: string | null): number {
  if (asked.length === 0) return 0;
  const named = yearsIn(folded);
  const inside = named.filter((y) => within(asked, y));
  // 2022到2023那个冬天 is not told by 2023至2024年采暖季.
  const range = asked.some((a) => a.from < a.to && a.to - a.from <= 2);
  if (inside.length > 0) return range && inside.length < named.length ? 0.6 : 1;
  if (named.length > 0) return 0;
  return date !== null && within(asked, Number(date.slice(0, 4))) ? 0.6 : 0.2;
}

/** 今年, 明年, last year: counted from the day of the question, where letters tell of their own. */
export function areRelative(years: readonly AskedYears[]): boolean {
  return (
    years.length > 0 && years.every(({ written }) => !/\d|[〇零○一二三四五六七八九]{2}|十[一二三四五]五/u.test(written))
  );
}

/** 2023年答应的哪件没按时办成: the year is the promise's, and what became of it is told later. */
const OUTCOME =
  /后来|兑现|做到|办成|按[时期](?:办|完|做|开|建|投)|如期|实际(?:有|建|完|做|办|是)|came of|kept\b|deliver/u;

/** Whether the years asked are what the figures must be of, and not a circumstance of the asker's (was it accepted?). */
export function bindsYears(inquiry: Inquiry): boolean {
  const { years, intent, asks, question } = inquiry;
  return years.length > 0 && intent !== 'policy' && !asks.includes('whether') && !OUTCOME.test(fold(question));
}
