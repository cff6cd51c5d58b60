/** `/find` and `/list`: every letter that fits the words and constraints, a part at a time, each line proven. */
import type { Answer, ListPart, Question } from '../../model.ts';
import type { View } from '../../search/view.ts';
import { DraftBuilder } from '../composing/draft.ts';
import { corrected } from '../composing/frames.ts';
import { listBlocks, listed, placelessBlocks } from '../composing/list.ts';
import type { Inquiry } from '../inquiry.ts';
import { badQuestion, noMatch, nothingProven, onRequest, unmetConstraint } from '../refuse.ts';
import { faultOf } from '../plain-question.ts';
import { understand } from '../understand.ts';
import { verify } from '../verify.ts';

/** Items of one part: a phone shows them without losing the first. */
export const PART = 10;
/** Passages looked at for letters about the words; as many as `ask` looks at for a list. */
const LOOKED = 400;

export interface LookedUp {
  readonly answer: Answer;
  /** Null when the answer is no list. */
  readonly part: ListPart | null;
}

/** What was looked up, or the reply that says why nothing fits. */
export type Understood = { readonly inquiry: Inquiry } | { readonly refusal: Answer };

/** Reads the words of a look-up like any question's; what no letter of the viewer's meets is said. */
export async function understandLookup(question: Question, view: View): Promise<Understood> {
  const fault = faultOf(question.text);
  if (fault) return { refusal: badQuestion(question.text.slice(0, 200), fault.language, fault.key) };
  const inquiry = await understand(question, view);
  if (!inquiry.unmet) return { inquiry };
  return { refusal: onRequest(view, inquiry) ?? unmetConstraint(view, inquiry, inquiry.unmet, []) };
}

/** The items from `first` (1-based) on; past the end, the last part. */
export function partOf<T>(
  items: readonly T[],
  first: number,
): { readonly shown: readonly T[]; readonly part: ListPart } {
  const total = items.length;
  const from = first <= total ? first : Math.max(1, Math.floor((total - 1) / PART) * PART + 1);
  const shown = items.slice(from - 1, from - 1 + PART);
  return { shown, part: { first: from, last: from - 1 + shown.length, total } };
}

/** Newest first. `question` names letters: 区财政局2023年的答复有哪些. */
export async function lookUpLetters(question: Question, view: View, first: number): Promise<LookedUp> {
  const understood = await understandLookup(question, view);
  if ('refusal' in understood) return { answer: understood.refusal, part: null };
  const { inquiry } = understood;
  const { text, concepts, scope, language } = inquiry;
  const hits = await view.retrieve({ text, concepts, letters: scope, limit: LOOKED });
  // Words that no letter knows tell no letters apart: such a list would be of all.
  const strange = inquiry.words.length > 0 && inquiry.words.every((word) => !word.known && word.concepts.length === 0);
  const { shown, part } = partOf(strange ? [] : listed(view, inquiry, hits), first);
  if (shown.length === 0) return { answer: noMatch(view, inquiry, 'no-match', hits), part: null };
  const builder = new DraftBuilder(view);
  // How many there are in all is told with the part, by whoever renders it.
  const lists = listBlocks(builder, view, inquiry, shown).filter(({ kind }) => kind === 'list');
  const apart = part.last === part.total ? placelessBlocks(builder, view, inquiry) : [];
  const draft = { ...builder.build(question.text, language), blocks: [...lists, ...apart, ...corrected(inquiry)] };
  const { answer } = verify(draft, question.text, view);
  return answer === null ? { answer: nothingProven(view, inquiry, hits), part: null } : { answer, part };
}
