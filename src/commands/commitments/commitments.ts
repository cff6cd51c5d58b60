/** Every promise of the letters: a planned sentence, the day it names, and what became of it as far as the letters tell. */
import { deadlineOf, type Deadline } from '../../inquiry/composing/deadlines.ts';
import type { Disclosure, Letter, Sentence } from '../../model.ts';
import { fold } from '../../search/fold.ts';
import type { LetterCard, View } from '../../search/view.ts';
import { outcomes, type Later } from './outcome.ts';

/**
 * `overdue`: its last day is past, or a later letter says that it was missed; `due`: its day is still to come; `undated`:
 * it names none; `done`: a later letter says so. Letters tell no more: an overdue promise may have been kept unreported.
 */
export type State = 'overdue' | 'due' | 'undated' | 'done';

export interface Commitment {
  readonly state: State;
  readonly deadline: Deadline | null;
  readonly file: string;
  readonly letterId: string;
  readonly proposalNo: string | null;
  readonly session: string | null;
  readonly title: string | null;
  readonly department: string | null;
  readonly place: string | null;
  readonly date: string | null;
  readonly disclosure: Disclosure | null;
  readonly heading: string | null;
  /** Verbatim: `body.slice(start, end)`. */
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
  /** Read from a picture. */
  readonly ocr: boolean;
  readonly later: Later | null;
}

/** Contact data and text that no answer may quote are in no promise. */
function mayQuote(letter: Letter, { start, end }: Sentence): boolean {
  return !letter.regions.some((r) => (r.role === 'contact' || r.role === 'aside') && r.start < end && start < r.end);
}

export function commitmentsOf(view: View, cards: readonly LetterCard[], today: string): readonly Commitment[] {
  const all = cards.flatMap((card) => {
    const letter = view.letter(card.index);
    return letter === null ? [] : ofLetter(letter, card, view, today);
  });
  return all.toSorted(byUrgency);
}

function ofLetter(letter: Letter, card: LetterCard, view: View, today: string): readonly Commitment[] {
  const outcomeOf = outcomes(card, view);
  return letter.sections.flatMap(({ heading, sentences }) =>
    sentences
      .filter((sentence) => sentence.planned && mayQuote(letter, sentence))
      .map((sentence) => {
        const { start, end } = sentence;
        const text = letter.body.slice(start, end);
        const deadline = deadlineOf(text, letter.date);
        const later = outcomeOf(text);
        const { file, id: letterId, proposalNo, session, title, department, place, date, disclosure, ocr } = letter;
        const letterFacts = { file, letterId, proposalNo, session, title, department, place, date, disclosure, ocr };
        return { ...letterFacts, state: stateOf(deadline, later, today), deadline, heading, sentence: text, start, end, later };
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
function byUrgency(a: Commitment, b: Commitment): number {
  const days = (a.deadline?.last ?? LAST).localeCompare(b.deadline?.last ?? LAST);
  return ORDER[a.state] - ORDER[b.state] || days || (b.date ?? '').localeCompare(a.date ?? '') || a.start - b.start;
}

/** Whether a promise is about a theme: its words, or a concept that the theme's words name, or one narrower. */
export function aboutTheme(theme: string, view: View): (commitment: Commitment) => boolean {
  const { vocabulary } = view;
  const word = fold(theme).replace(/\s/g, '');
  const concepts = new Set<number>();
  // A form that makes up the theme names it; 电梯 inside 加装电梯 is only a part of it.
  for (const match of vocabulary.match(fold(theme)))
    if (match.end - match.start >= fold(theme).trim().length) concepts.add(match.concept);
  for (const concept of concepts) for (const narrower of vocabulary.concepts[concept]?.narrower ?? []) concepts.add(narrower);
  return ({ sentence, heading, title }) => {
    const said = [heading, sentence].filter((text) => text !== null).join('\n');
    const named = fold([said, title].filter((text) => text !== null).join('\n')).replace(/\s/g, '');
    if (named.includes(word)) return true;
    return concepts.size > 0 && vocabulary.match(said).some(({ concept }) => concepts.has(concept));
  };
}
