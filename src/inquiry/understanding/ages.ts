/** Ages that a question tells of somebody (我妈八十二, 娃才一岁半, I'm 30), and the rules of letters that they fall under. */
import { numeralValue } from './numerals.ts';

const NUMERAL = '(?:\\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])';
const AGED = new RegExp(`(${NUMERAL})(?:多|来|几)?(?:周)?岁(?!以上|以下|及|至|到|-)`, 'gu');
/** Of kin the unit goes without saying: 我妈八十二, 老爹七十多. */
const KIN = new RegExp(
  `(?:妈|爸|爹|娘|爷|奶|公|婆|老人|老伴|老头|老太|父亲|母亲|父母|我)(?:们|家|都|今年|现在|快|已经|刚|才|满)*([六七八九]十[一二三四五六七八九]?|[6-9]\\d)(?:多|来|几)?(?![\\d年月日元个万亿%平块号层斤])`,
  'gu',
);
const ENGLISH =
  /\b(?:i'?m|i am|(?:he|she|mother|father|mum|mom|dad|grand\w+|parents?|who) (?:is|are)|aged?) (\d{1,3})\b(?!\s*(?:%|percent|yuan|km|minutes?|days?|months?))|\b(\d{1,3})[- ]years?[- ]old\b/gu;

/** In years, from 0 to 120, over folded text. */
export function agesIn(folded: string): readonly number[] {
  const found = [AGED, KIN, ENGLISH].flatMap((pattern) =>
    Array.from(folded.matchAll(pattern), (match) => numeralValue(match[1] ?? match[2] ?? '')),
  );
  return [...new Set(found.filter((age) => age !== null && age <= 120))] as number[];
}

/** What letters call people of these ages, to be looked for with the question's own words. */
export function peopleOf(ages: readonly number[]): readonly string[] {
  const old = ages.some((age) => age >= 60) ? ['老年人'] : [];
  return ages.some((age) => age <= 3) ? [...old, '婴幼儿'] : old;
}

const RANGE = /(\d{1,3})(?:周?岁)?(?:至|到|-|—|–|~|～)(\d{1,3})周?岁/gu;
const FROM = /(\d{1,3})周?岁(?:及其?|\(含\))?以上/gu;
const UNTIL = /(\d{1,3})周?岁(?:及其?|\(含\))?以[下内]/gu;

/** Whether a sentence, folded, gives a rule for people of this age: 80至89周岁每人每月60元. */
export function rulesAge(folded: string, age: number): boolean {
  const within = (pattern: RegExp, holds: (a: number, b: number) => boolean): boolean =>
    Array.from(folded.matchAll(pattern)).some((m) => holds(Number(m[1]), Number(m[2])));
  return (
    within(RANGE, (from, to) => from <= age && age <= to) ||
    within(FROM, (from) => age >= from && from >= 14) ||
    within(UNTIL, (until) => age <= until)
  );
}
