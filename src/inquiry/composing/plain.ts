/** Texts that are no letters: an article, a notice that lost its head. Nothing in them is laid out as letters lay it out. */
import type { LetterCard } from '../../search/view.ts';

/** A text that prints no number, agency or addressee. It has no subject but all that it tells. */
export function isPlain(card: LetterCard): boolean {
  return card.proposalNo === null && card.department === null && card.addressees.length === 0;
}

/** Characters of a plain text that count as its subject. */
export const PLAIN_SUBJECT = 4000;
