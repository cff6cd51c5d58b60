/** The words of a question as they weigh in an answer: what each says of the topic, and each counted once. */
import type { Inquiry, QuestionWord } from '../inquiry.ts';
import { fold } from '../../search/fold.ts';
import type { Vocabulary } from '../../search/vocabulary.ts';

/** An unknown word that no concept explains is mostly a manner of speaking (屋里, 老爹), seldom the matter itself. */
const unexplained = { short: 0.12, long: 0.35, english: 0.2 } as const;

/** Figures are circumstances (an age, a date of one's own), which a letter need not print. */
const figure = /^[\d.一二三四五六七八九十百千万亿零〇两]+岁?$/u;

/** Themes whose words ask, or name the handling of proposals: no letter is about them. */
const formal: ReadonlySet<string> = new Set(['asking', 'proposal-work']);

/** What a concept says of a topic, 0 to 1: little for a general one (subsidy, apply, adopt). */
export function conceptWeight(concept: number, vocabulary: Vocabulary): number {
  const known = vocabulary.concepts[concept];
  if (!known) return 0;
  return formal.has(known.theme) ? Math.min(known.weight, 0.3) : known.weight;
}

/** Weight of a word in a sum: its rarity, less for words that say little of what a question is about. */
export function weightOf(word: QuestionWord, vocabulary: Vocabulary): number {
  if (figure.test(word.word)) return 0;
  if (word.concepts.length === 0) {
    if (word.known) return word.word.length === 1 ? word.idf * 0.12 : word.idf;
    if (/^[a-z'-]+$/u.test(word.word)) return word.idf * unexplained.english;
    return word.idf * (word.word.length < 2 ? unexplained.short : unexplained.long);
  }
  const told = Math.max(...word.concepts.map((c) => conceptWeight(c, vocabulary)));
  return word.idf * told * (word.known ? 1 : 0.8);
}

function inside(a: QuestionWord, b: QuestionWord): boolean {
  return b.start <= a.start && a.end <= b.end && b.end - b.start > a.end - a.start;
}

function namesSame(a: QuestionWord, b: QuestionWord): boolean {
  return a.concepts.length > 0 && a.concepts.every((c) => b.concepts.includes(c));
}

function tellsMore(a: QuestionWord, b: QuestionWord): boolean {
  if (a.word.length !== b.word.length) return a.word.length > b.word.length;
  return a.known === b.known ? a.start < b.start : a.known;
}

/** Three Chinese characters or more, which may be printed in part. */
export function isCompound(word: string): boolean {
  return /^[\u3400-\u9fff]{3,}$/u.test(word);
}

/** Share of a compound's character pairs that the text has, from a half on: 概念验证平台 is partly in 概念验证中心. */
export function pairShare(word: string, text: string): number {
  if (!isCompound(word)) return 0;
  let had = 0;
  for (let i = 0; i + 1 < word.length; i++) if (text.includes(word.slice(i, i + 2))) had += 1;
  const share = had / (word.length - 1);
  return share >= 0.5 ? share : 0;
}

const chineseOnly = /^[\u3400-\u9fff]+$/u;

/**
 * 盐/塘/河 and 幸福/院 were one name before they were cut: single characters join the words that they touch where a
 * letter at hand prints them so; elsewhere (改/管线) they are words of their own. A name is rarer than its characters,
 * by their sum, up to `rarest`.
 */
export function rejoined(
  words: readonly QuestionWord[],
  printed: (text: string) => boolean,
  rarest: number,
): readonly QuestionWord[] {
  const joined: QuestionWord[] = [];
  for (const word of words.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    const touches =
      last &&
      last.end === word.start &&
      last.end - last.start === last.word.length &&
      word.end - word.start === word.word.length;
    const single =
      last && (last.word.length === 1 || word.word.length === 1) && chineseOnly.test(last.word + word.word);
    const plain = last && last.known && word.known && last.concepts.length + word.concepts.length === 0;
    const fits = last && last.word.length + word.word.length <= 4 && printed(last.word + word.word);
    if (last && touches && single && plain && fits)
      joined.splice(-1, 1, {
        ...last,
        word: last.word + word.word,
        end: word.end,
        idf: Math.min(rarest, last.idf + word.idf),
      });
    else joined.push(word);
  }
  return joined;
}

function understood(word: QuestionWord): boolean {
  return word.known || word.concepts.length > 0;
}

/** Words that are cut in more than one way count once: the longest that is understood, else its parts. */
export function apart(words: readonly QuestionWord[]): readonly QuestionWord[] {
  return words.filter((w) => {
    if (words.some((o) => inside(w, o) && understood(o))) return false;
    if (!understood(w)) return !words.some((o) => inside(o, w) && understood(o));
    // 坐 and 公交 of 坐公交 name one concept: the longer word tells it.
    return !words.some((o) => o !== w && namesSame(w, o) && tellsMore(o, w));
  });
}

/** Said when a plan is asked for, of any topic. */
const planning =
  /^(?:兑现|落实|完成|没做|没办|单位|部门|各单位|各部门|下?一步|计划|打算|安排|准备|承诺|答应|后续|今后|将来|未来|过期|逾期|超期|到期|按期|按时|如期|期限|promis\w*|commitments?|overdue|missed)$/u;

/** Said when a sum is asked for: 那钱呢. */
const money = /^(?:钱|钱款|金额|money)$/u;

/** Words of the question that tell its topic: agencies bind letters, and 下一步 asks for plans. */
export function topicWords(inquiry: Inquiry): readonly QuestionWord[] {
  const names = inquiry.agencies.flatMap((a) => [fold(a.written), ...a.names]);
  const asksPlans = inquiry.asks.includes('planned') || inquiry.intent === 'status' || inquiry.intent === 'commitment';
  const asksSum = inquiry.asks.includes('amount');
  return apart(inquiry.words).filter(
    ({ word }) =>
      !names.some((name) => name.includes(word)) &&
      !(asksPlans && planning.test(word)) &&
      !(asksSum && money.test(word)),
  );
}
