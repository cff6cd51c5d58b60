/** Texts that are no letters: an article, a notice that lost its head. Nothing in them is laid out as letters lay it out. */
import type { LetterCard } from '../../search/view.ts';

/** A text that prints no number, agency or addressee. It has no subject but all that it tells. */
export function isPlain(card: LetterCard): boolean {
  return card.proposalNo === null && card.department === null && card.addressees.length === 0;
}

/** Characters of a plain text that count as its subject. */
export const PLAIN_SUBJECT = 4000;

interface Ranked {
  readonly card: LetterCard;
  readonly score: number;
  readonly covered: number;
}

/** How far a sentence of the text that retrieval found best may stay behind another text's and still lead. */
const BEHIND = { score: 0.8, covered: 0.05 } as const;

/** What tells a letter's best sentence (its kind, its year, its length) tells little of a plain text: retrieval decides. */
export function ledByRetrieval<E extends Ranked>(evidence: readonly E[], leading: number | undefined): readonly E[] {
  const [top] = evidence;
  if (!top || !isPlain(top.card) || top.card.index === leading) return evidence;
  const own = evidence.find((e) => e.card.index === leading);
  if (!own || own.score < top.score * BEHIND.score || own.covered < top.covered - BEHIND.covered) return evidence;
  return [own, ...evidence.filter((e) => e !== own)];
}
