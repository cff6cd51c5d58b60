/** Which promises are asked for by their day or fate: 过期的, 没兑现的, 2026年以后要做的. */
import type { Letter, Sentence } from '../../model.ts';
import { fold } from '../../search/fold.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { Inquiry } from '../inquiry.ts';
import { isCourtesy } from './boilerplate.ts';
import { deadlineOf } from './deadlines.ts';
import { type Later, mattersOf, outcomes } from './outcome.ts';

/** `overdue`: its day has passed or a later letter says that it was missed; `open`: no later letter says that it was done. */
export interface Wanted {
  readonly fate: 'overdue' | 'open' | null;
  /** Due in these years, inclusive; null for any day. */
  readonly years: { readonly from: number; readonly to: number } | null;
}

export interface OnePromise {
  readonly letter: Letter;
  readonly card: LetterCard;
  readonly sentence: Sentence;
  /** What a later letter tells of it. */
  readonly later: Later | null;
}

const OVERDUE =
  /过期|逾期|超期|到期了|期限(?:已经?)?过|没(?:有)?(?:按期|按时|如期)|未(?:按期|按时|如期)|\boverdue\b|\bmissed\b|\bpast due\b/u;
const OPEN =
  /(?:没|未)(?:有)?(?:能)?(?:办|做|干|落实|完成|兑现|实现)|还有(?:哪些|什么|啥)|\b(?:yet|still) to\b|\bremaining\b|\bunkept\b|\bnot (?:yet )?(?:been )?(?:done|kept|met|fulfilled|finished)\b/u;
const ONWARD = /以后|之后|起|以来|至今|\bsince\b|\bafter\b|\bfrom\b/u;
const NO_LAST_YEAR = 9999;

/** Null where promises of any day and fate are asked for. */
export function wantedOf({ question, years }: Inquiry): Wanted | null {
  const folded = fold(question);
  const fate = OVERDUE.test(folded) ? 'overdue' : OPEN.test(folded) ? 'open' : null;
  const [year] = years;
  // 2025年以后 of a promise has no end; of letters it ends today.
  const range = year ? { from: year.from, to: ONWARD.test(fold(year.written)) ? NO_LAST_YEAR : year.to } : null;
  return fate === null && range === null ? null : { fate, years: range };
}

/** The letter's promises, as far as it may be asked for them; with a wish, those that meet it. `today` is YYYY-MM-DD. */
export function promisesOf(
  view: View,
  card: LetterCard,
  wanted: Wanted | null,
  today: string,
  matters = mattersOf(view),
): readonly OnePromise[] {
  const letter = view.letter(card.index);
  if (!letter) return [];
  const all = letter.sections
    .flatMap((s) => s.sentences)
    .filter((s) => s.planned && !s.done && !isCourtesy(fold(letter.body.slice(s.start, s.end))));
  if (wanted === null) return all.map((sentence) => ({ letter, card, sentence, later: null }));
  const outcomeOf = outcomes(card, matters, view);
  return all.flatMap((sentence): OnePromise[] => {
    const text = letter.body.slice(sentence.start, sentence.end);
    const later = outcomeOf(text);
    const last = deadlineOf(text, letter.date)?.last ?? null;
    if (wanted.fate !== null && later?.tells === 'done') return [];
    if (wanted.fate === 'overdue' && later?.tells !== 'missed' && (last === null || last >= today)) return [];
    if (wanted.years !== null) {
      const year = last === null ? null : Number(last.slice(0, 4));
      if (year === null || year < wanted.years.from || year > wanted.years.to) return [];
    }
    return [{ letter, card, sentence, later: later?.tells === 'missed' ? later : null }];
  });
}
