/** Numbers of letters and documents, in any writing: 第155145号, Ｂ〔2019〕017, 代表建议63号, 东公分函2021 87号. */
import { fold } from '../../search/fold.ts';
import { canonicalNumber } from '../../search/letter-number.ts';
import type { LetterCard } from '../../search/view.ts';
import type { AskedNumber } from '../inquiry.ts';
import { numeralDigits } from './numerals.ts';
import { type Reading, matches } from './reading.ts';
import { sessionOf } from './sessions.ts';

const NOUN = '(?:政协)?(?:重点|集体|委员|党派|界别|代表|人大)?(?:提案|建议|议案|复文|答复|回复|复函|案子|件)';

/** The same with the brackets left out, for people who type 东公分函2021 87. */
function bare(canonical: string): string {
  return canonical.replace(/[()]/g, ' ').replace(/\s+/g, ' ').trim();
}

/**
 * Other numbers that a letter goes by: 155145 of the fifth session of the fifteenth committee is also its no. 145
 * (term, meeting and serial number run together), and 20240087 the no. 87 of 2024.
 */
export function numberAliases(card: Pick<LetterCard, 'proposalNo' | 'session'>): readonly string[] {
  if (card.proposalNo === null) return [];
  const digits = fold(card.proposalNo).replace(/\s/g, '');
  const aliases: string[] = [];
  const yearly = /^(20\d\d)(\d{3,5})$/.exec(digits);
  if (yearly) aliases.push(canonicalNumber(yearly[2] ?? ''));
  const inBrackets = /^[a-z]?[^\d]*(?:19|20)\d\d[^\d]+(\d+)$/.exec(digits);
  if (inBrackets) aliases.push(canonicalNumber(inBrackets[1] ?? ''));
  const session = sessionOf(card.session);
  if (session?.term && session.meeting) {
    for (const prefix of [
      `${session.term}${session.meeting}`,
      `${String(session.term).padStart(2, '0')}${session.meeting}`,
    ])
      if (digits.startsWith(prefix) && digits.length >= prefix.length + 2)
        aliases.push(canonicalNumber(digits.slice(prefix.length)));
  }
  return aliases;
}

/** Which letters go by which number. Built once for a view: canonicalising thousands of numbers is not for every question. */
export interface NumberBook {
  readonly own: ReadonlyMap<string, readonly LetterCard[]>;
  readonly alias: ReadonlyMap<string, readonly LetterCard[]>;
  readonly document: ReadonlyMap<string, readonly LetterCard[]>;
}

function put(map: Map<string, LetterCard[]>, key: string, card: LetterCard): void {
  const entry = map.get(key);
  if (entry) entry.push(card);
  else map.set(key, [card]);
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d\d$/.test(digits);
}

export function numberBook(cards: readonly LetterCard[]): NumberBook {
  const own = new Map<string, LetterCard[]>();
  const alias = new Map<string, LetterCard[]>();
  const document = new Map<string, LetterCard[]>();
  for (const card of cards) {
    if (card.proposalNo !== null) put(own, bare(canonicalNumber(card.proposalNo)), card);
    for (const other of numberAliases(card)) put(alias, other, card);
    if (card.docNo !== null) put(document, bare(canonicalNumber(card.docNo)), card);
  }
  return { own, alias, document };
}

/** A bracketed or spaced document number, its agency's letters at the end of `prefix`. */
const DOCUMENT =
  /([\p{Script=Han}a-z]{2,14})\s*([〔［[(【]?)\s*((?:19|20)\d\d)\s*[〕］\])】]?\s*(?:年\s*)?(?:第\s*)?(\d{1,5})\s*号?/gu;
/** Letters that a document's agency code ends in, needed when its brackets are missing. */
const CODE_END = /[函字发复办提建议案文批告]$/;
const CLASSED = /(?<![a-z])([a-z])\s*[〔［[(【-]?\s*((?:19|20)\d\d)\s*[〕］\])】-]?\s*(?:第\s*)?(\d{1,5})\s*号?/gu;
const NUMBERED = new RegExp(`(?<![\\d.])第\\s*(\\d{1,8})\\s*号`, 'gu');
/** 第十三号, 十五万五千一百四十五号提案, 一五五一四五号: with 第, with its noun, or read out digit by digit. */
const SPELT = new RegExp(
  `(?<![〇零一幺二两三四五六七八九十百千万])(?:第([〇零一幺二两三四五六七八九十百千万]{1,13})号(?!线|楼|院|门|店|文件|机|床|公告|令)|([〇零一幺二两三四五六七八九十百千万]{1,13})号(?=(?:的)?${NOUN})|([〇零一幺二三四五六七八九]{4,8}|[一二两三四五六七八九十百千]{1,7}万[〇零一二两三四五六七八九十百千]{1,9})号)`,
  'gu',
);
const BEFORE_NOUN = new RegExp(`(?<![\\d.月])(\\d{1,8})\\s*号?\\s*(?=(?:的)?\\s*${NOUN})`, 'gu');
const PAIRED = new RegExp(
  `(?<![\\d.月])(\\d{1,8})\\s*号?\\s*(?=(?:[和与跟及、,]|以及|还有)\\s*第?\\d{1,8}\\s*号?(?:的)?${NOUN})`,
  'gu',
);
const AFTERWARDS = new RegExp(
  `^(?:的)?\\s*(?:再次|第?二次)?${NOUN}(?:的|再次|第?二次|答复|回复)*(?:里面?|里头|中|上)?(?:的)?`,
  'u',
);
const AFTER_NOUN = new RegExp(
  `(?:${NOUN}|编号|案号|提案号|建议号)\\s*(?:为|是|:)?\\s*(?:第\\s*)?(\\d{1,8})(?!\\s*(?:[\\d.年月%]|万|亿|元|个|家|件|条|份|户))\\s*号?`,
  'gu',
);
/** 提案62031、155145: what goes on behind a number after its noun. */
const AFTER_PAIR = new RegExp(
  `(?<=(?:${NOUN}|编号)\\s*(?:第?\\s*\\d{1,8}\\s*号?\\s*(?:、|和|与|跟|及|以及|还有)\\s*)+)(?:第\\s*)?(\\d{1,8})(?!\\s*(?:[\\d.年月%]|万|亿|元|个|家|件|条|份|户|届|次|项|人|名))\\s*号?`,
  'gu',
);
const LATIN_NOUN =
  /(?<![a-z])(?:proposals?|suggestions?|motions?|letters?|repl(?:y|ies)|case|number|no\.?|nos\.?|num\.?|#)\s*(?:no\.?|number|#)?\s*[:.#]?\s*([a-z]?(?:[〔［[(]\d{4}[〕］\])])?\d{1,8})(?![\d%])/gu;
/** A bare run of five to eight digits is a number unless a unit follows; eleven digits are a phone. */
const LONG =
  /(?<![-\d.,+~至到¥$])(\d{5,8})(?![-\d.,]|\s*(?:元|万|亿|个|家|户|人|名|件|条|份|平|公里|米|吨|块|热线|套|张|辆|yuan|rmb|hotline|people|km|%))\s*号?/gu;
const MARKED =
  /(?<![\d.月])(\d{1,8})\s*号(?!线|楼|院|门|店|文件|机|床|公告|令|之?[前后]|那天|当天|[上下]午|晚|早|开始|截止|起|到)/gu;
const HOTLINES = new Set([
  '12345',
  '12315',
  '12333',
  '12366',
  '12369',
  '12388',
  '12393',
  '12350',
  '12306',
  '10086',
  '10010',
  '10000',
]);

interface Found {
  readonly written: string;
  readonly start: number;
  readonly end: number;
  readonly of: AskedNumber['of'];
}

/** The numbers that the question names, their stretches taken; `book` tells a code from a word before the year. */
export function takeNumbers(reading: Reading, book: NumberBook): readonly AskedNumber[] {
  const found: Found[] = [];
  const accept = (at: Found): void => {
    if (reading.isTaken(at)) return;
    // The noun goes with its number: 第1704号建议里….
    const noun = AFTERWARDS.exec(reading.folded.slice(at.end))?.[0].length ?? 0;
    reading.take({ start: at.start, end: at.end + noun });
    found.push(at);
  };
  for (const match of matches(DOCUMENT, reading.folded)) {
    const at = documentAt(match, match.span, book.document);
    if (at) accept(at);
  }
  const known = (digits: string): boolean =>
    book.own.has(canonicalNumber(digits)) || book.alias.has(canonicalNumber(digits));
  const number = (pattern: RegExp, believe: (digits: string) => boolean): void => {
    for (const match of matches(pattern, reading.folded)) {
      const digits = match[1] ?? match[2] ?? match[3] ?? '';
      const value = /^\p{Script=Han}/u.test(digits) ? (numeralDigits(digits) ?? '') : digits;
      if (value === '' || !believe(value)) continue;
      accept({ written: value, ...match.span, of: 'proposal' });
    }
  };
  for (const match of matches(CLASSED, reading.folded)) {
    const [, letter = '', year = '', serial = ''] = match;
    accept({ written: `${letter}(${year})${serial}`, ...match.span, of: 'proposal' });
  }
  number(NUMBERED, () => true);
  number(SPELT, () => true);
  number(BEFORE_NOUN, (digits) => !isYear(digits) || known(digits));
  number(PAIRED, () => true);
  number(AFTER_NOUN, (digits) => !isYear(digits) || known(digits));
  number(AFTER_PAIR, (digits) => !isYear(digits) || known(digits));
  number(LATIN_NOUN, (digits) => !isYear(digits) || known(digits));
  number(LONG, (digits) => !HOTLINES.has(digits) && !/^(?:19|20)\d\d[01]\d$/.test(digits));
  // "45号" alone may be a day, a house or a bus: it is a number only where a letter has it.
  number(MARKED, (digits) => known(digits));
  // The whole question is a number.
  const alone = /^\s*(\d{3,8})\s*[?？。]?\s*$/.exec(reading.folded);
  if (alone?.[1]) accept({ written: alone[1], start: 0, end: reading.folded.length, of: 'proposal' });
  // 那18号呢: with nothing else around it the number is a letter's, also one that no letter has.
  const next = /^\s*(?:那么?|还有|换成|和|再看看?)?\s*(\d{1,8})\s*号\s*(?:的)?\s*呢?\s*[?？。]*\s*$/u.exec(
    reading.folded,
  );
  if (next?.[1]) accept({ written: next[1], start: 0, end: reading.folded.length, of: 'proposal' });
  return settled(found, reading.folded)
    .toSorted((a, b) => a.start - b.start)
    .map(({ written, start, end, of }) => ({ written, canonical: canonicalNumber(written), of, at: { start, end } }));
}

/** 第74号…不对，是75号: what is said after a slip is put right. */
const PUT_RIGHT = /不对|不是|错了|搞错|说错|打错|写错|记错|更正|应该是|应是|\b(?:sorry|i mean|rather|correction)\b/u;

function settled(found: readonly Found[], folded: string): readonly Found[] {
  const order = found.toSorted((a, b) => a.start - b.start);
  const from = order.findLastIndex((f, i) => i > 0 && PUT_RIGHT.test(folded.slice(order[i - 1]?.end ?? 0, f.start)));
  return from > 0 ? order.slice(from) : found;
}

function documentAt(
  match: RegExpMatchArray,
  span: { start: number; end: number },
  documents: ReadonlyMap<string, unknown>,
): Found | null {
  const [whole, prefix = '', bracket = '', year = '', serial = ''] = match;
  // What stands before the code runs into it ("请问东公分函"): the longest tail that a letter's code equals is the code.
  for (let from = 0; from < prefix.length - 1; from += 1) {
    const code = prefix.slice(from);
    if (documents.has(bare(canonicalNumber(`${code}(${year})${serial}`))))
      return { written: `${code}〔${year}〕${serial}号`, start: span.start + from, end: span.end, of: 'document' };
  }
  // B〔2019〕017 is a proposal's number with its class.
  if (/(?:^|[^a-z])[a-z]$/.test(prefix)) return null;
  const isCode = CODE_END.test(prefix) || bracket !== '';
  if (!isCode || /年/.test(whole) || !/号/.test(whole) || prefix.length < 3) return null;
  // No letter has it: the code's beginning is unknown, so the last six characters stand for it.
  const code = prefix.slice(-6).replace(/^.*(?:请问|查下|查询|关于|看看|文号)/, '');
  return {
    written: `${code}〔${year}〕${serial}号`,
    start: span.end - whole.length + prefix.length - code.length,
    end: span.end,
    of: 'document',
  };
}

/** Letters with the number, by its own writing first, else by an alias. */
export function lettersOfNumber(asked: AskedNumber, book: NumberBook): readonly LetterCard[] {
  const key = bare(asked.canonical);
  if (asked.of === 'document') return book.document.get(key) ?? [];
  return book.own.get(key) ?? book.alias.get(asked.canonical) ?? [];
}

/** The card whose number is nearest to the one asked: one digit wrong, missing, extra, or two swapped. Null when none is. */
export function nearestNumber(asked: AskedNumber, cards: readonly LetterCard[]): LetterCard | null {
  const field = (card: LetterCard): string | null => (asked.of === 'document' ? card.docNo : card.proposalNo);
  for (const card of cards) {
    const own = field(card);
    if (own !== null && oneSlip(canonicalNumber(own), asked.canonical)) return card;
  }
  return null;
}

/** Whether one slip of the hand (Damerau's four) makes `b` of `a`. */
export function oneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 3) return false;
  let head = 0;
  while (head < a.length && a[head] === b[head]) head += 1;
  if (a.length !== b.length) {
    const [long, short] = a.length > b.length ? [a, b] : [b, a];
    return long.slice(head + 1) === short.slice(head);
  }
  if (a.slice(head + 1) === b.slice(head + 1)) return true;
  return a[head] === b[head + 1] && a[head + 1] === b[head] && a.slice(head + 2) === b.slice(head + 2);
}
