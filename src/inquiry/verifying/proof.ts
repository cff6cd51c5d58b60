/** Where a citation of a draft stands: its letter, its passage, its words, and what those words may be told as. */
import type { Letter } from '../../model.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { DraftCitation } from '../composing/draft.ts';
import { overlaps } from '../understanding/cuts.ts';
import { squeeze } from './facts.ts';

/** One thing that was not proven, for `ask --explain` and the tests. */
export interface Dropped {
  readonly text: string;
  readonly why: 'no-passage' | 'not-verbatim' | 'tense' | 'unproven' | 'no-citation';
}

/** A citation with the place that it names, found in what the viewer may see. */
export interface Proof extends DraftCitation {
  readonly source: Letter;
  readonly card: LetterCard;
  readonly quote: string;
  /** Squeezed quote. */
  readonly text: string;
  readonly heading: string | null;
  readonly page: number | null;
}

/** Whether the span's sentences may be told as `tense`: done needs each of them done; a plan is never `stated`. */
function tenseHolds(letter: Letter, citation: DraftCitation): boolean {
  const touched = letter.sections.flatMap((s) => s.sentences).filter((s) => overlaps(s, citation));
  if (citation.tense === 'done') return touched.length > 0 && touched.every((s) => s.done && whole(s, citation));
  if (citation.tense === 'planned') return touched.some((s) => s.planned && whole(s, citation));
  return touched.every((s) => !s.planned || s.done || !whole(s, citation));
}

/** A sentence both done and planned is told as either only whole: a part of it may be the other part. */
function whole(sentence: { start: number; end: number; done: boolean; planned: boolean }, c: DraftCitation): boolean {
  return !(sentence.done && sentence.planned) || (c.start <= sentence.start && sentence.end <= c.end);
}

/** The place that a citation names, or why it proves nothing. */
export function proofOf(citation: DraftCitation, view: View): Proof | Dropped {
  const source = view.letter(citation.letter);
  const card = view.card(citation.letter);
  const passage = view
    .passages(citation.letter)
    .find((p) => p.letter === citation.letter && p.start <= citation.start && citation.end <= p.end);
  if (!source || !card || !passage || citation.end <= citation.start) {
    return { text: `[${citation.marker}]`, why: 'no-passage' };
  }
  const quote = source.body.slice(citation.start, citation.end);
  if (!tenseHolds(source, citation)) {
    return { text: quote, why: 'tense' };
  }
  const { heading, page } = passage;
  const at = source.pages.length > 0 ? source.pages.findLastIndex((p) => p <= citation.start) + 1 : page;
  return { ...citation, source, card, quote, text: squeeze(quote), heading, page: at };
}

const names = new WeakMap<Proof, readonly string[]>();

/** Names and numbers of a letter as its own fields print them, and its file; a sentence that cites it may name it so. */
export function printed(proof: Proof): readonly string[] {
  let known = names.get(proof);
  if (known === undefined) {
    known = namesOf(proof);
    names.set(proof, known);
  }
  return known;
}

function namesOf(proof: Proof): readonly string[] {
  const c = proof.card;
  const fields = [
    c.file,
    c.proposalNo,
    c.session,
    c.title,
    c.subject,
    c.department,
    c.docNo,
    c.result,
    c.date,
    c.place,
  ];
  const years = c.date === null ? [] : [c.date.slice(0, 4)];
  const people = c.addressees.length > 0 ? [...c.addressees, c.addressees.join('、'), c.addressees.join(', ')] : [];
  return [...fields, ...years, ...people, proof.heading].filter((x): x is string => x !== null).map(squeeze);
}
