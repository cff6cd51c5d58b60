/** Every promise of the letters: a planned sentence, the day it names, and what became of it as far as the letters tell. */
import { isCourtesy } from '../../inquiry/composing/boilerplate.ts';
import { deadlineOf, type Deadline } from '../../inquiry/composing/deadlines.ts';
import { mattersOf, outcomes, type Later } from '../../inquiry/composing/outcome.ts';
import type { Letter, Sentence } from '../../model.ts';
import { fold } from '../../search/fold.ts';
import type { LetterCard, View } from '../../search/view.ts';

/**
 * `overdue`: its last day is past, or a later letter says that it was missed; `due`: its day is still to come; `undated`:
 * it names none; `done`: a later letter says so. Letters tell no more: an overdue promise may have been kept unreported.
 */
export type State = 'overdue' | 'due' | 'undated' | 'done';

type OfLetter =
  | 'file'
  | 'proposalNo'
  | 'session'
  | 'title'
  | 'subject'
  | 'department'
  | 'place'
  | 'date'
  | 'disclosure'
  | 'ocr';

export interface Commitment extends Pick<Letter, OfLetter> {
  readonly state: State;
  readonly deadline: Deadline | null;
  readonly letterId: string;
  readonly heading: string | null;
  /** Verbatim: `body.slice(start, end)`. */
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
  readonly later: Later | null;
}

/** Contact data and text that no answer may quote are in no promise. */
function mayQuote(letter: Letter, { start, end }: Sentence): boolean {
  return !letter.regions.some((r) => (r.role === 'contact' || r.role === 'aside') && r.start < end && start < r.end);
}

/** 我局将认真吸收您的建议 is a courtesy and promises nothing. */
function textOf(letter: Letter, { start, end }: Sentence): string {
  return fold(letter.body.slice(start, end));
}

export function commitmentsOf(view: View, cards: readonly LetterCard[], today: string): readonly Commitment[] {
  const matters = mattersOf(view);
  const all = cards.flatMap((card) => {
    const letter = view.letter(card.index);
    return letter === null ? [] : ofLetter(letter, outcomes(card, matters, view), today);
  });
  return all.toSorted(byUrgency);
}

function ofLetter(letter: Letter, outcomeOf: (promise: string) => Later | null, today: string): readonly Commitment[] {
  return letter.sections.flatMap(({ heading, sentences }) =>
    sentences
      .filter((sentence) => sentence.planned && mayQuote(letter, sentence) && !isCourtesy(textOf(letter, sentence)))
      .map((sentence) => {
        const { start, end } = sentence;
        const text = letter.body.slice(start, end);
        const deadline = deadlineOf(text, letter.date);
        const later = outcomeOf(text);
        const { file, id: letterId, proposalNo, session, title, subject } = letter;
        const { department, place, date, disclosure, ocr } = letter;
        return {
          state: stateOf(deadline, later, today),
          file,
          letterId,
          proposalNo,
          session,
          title,
          subject,
          department,
          place,
          date,
          disclosure,
          ocr,
          deadline,
          heading,
          sentence: text,
          start,
          end,
          later,
        };
      }),
  );
}

function stateOf(deadline: Deadline | null, later: Later | null, today: string): State {
  if (later?.tells === 'done') return 'done';
  if (later?.tells === 'missed') return 'overdue';
  if (deadline === null || deadline.last === null) return 'undated';
  return deadline.last < today ? 'overdue' : 'due';
}

const ORDER: Readonly<Record<State, number>> = { overdue: 0, due: 1, undated: 2, done: 3 };
const LAST = '9999-12-31';

/** Overdue first, then by day; without a day after those with one, newer letters first. */
export function byUrgency(a: Commitment, b: Commitment): number {
  const days = (a.deadline?.last ?? LAST).localeCompare(b.deadline?.last ?? LAST);
  return ORDER[a.state] - ORDER[b.state] || days || (b.date ?? '').localeCompare(a.date ?? '') || a.start - b.start;
}

/** Whether a promise is about a theme: by the words or the concept (or a narrower one) that its own text or its proposal names. */
export function aboutTheme(theme: string, view: View): (commitment: Commitment) => boolean {
  const { vocabulary } = view;
  const word = fold(theme).replace(/\s/g, '');
  const concepts = new Set<number>();
  // A form that makes up the theme names it; 电梯 inside 加装电梯 is only a part of it.
  for (const match of vocabulary.match(fold(theme).trim()))
    if (match.end - match.start === fold(theme).trim().length) concepts.add(match.concept);
  // What is added while the set is gone through is gone through too: narrower ones at any depth.
  for (const concept of concepts)
    for (const narrower of vocabulary.concepts[concept]?.narrower ?? []) concepts.add(narrower);
  return ({ sentence, heading, subject, title }) => {
    const said = [heading, sentence, subject, title].filter((text) => text !== null).join('\n');
    if (
      fold(said)
        .replace(/[^\S\n]/g, '')
        .includes(word)
    )
      return true;
    return concepts.size > 0 && vocabulary.match(said).some(({ concept }) => concepts.has(concept));
  };
}
