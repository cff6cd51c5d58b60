/** Letters on one matter: the reply, its co-handling opinions and second replies. */
import type { LetterCard, View } from '../../search/view.ts';

/** Without session marks, place names and zeros in front: 062 and 62 are one number. */
function numberKey(card: LetterCard): string | null {
  return card.proposalNo === null ? null : card.proposalNo.normalize('NFKC').replace(/^0+(?=\d)/u, '');
}

function agree(x: string | null, y: string | null): boolean {
  return x === null || y === null || x === y;
}

/** What the letters call the matter: 关于…第62号建议的再次答复函 and …的答复函 are of one. */
function nameKey(card: LetterCard): string | null {
  const name = card.subject ?? card.title;
  return name === null ? null : name.normalize('NFKC').replace(/\s|再次|会办意见|答复函?|复函|回复函?|[《》“”]/gu, '');
}

/**
 * Number, session, kind and place agree; what one of the two does not print can't tell them apart. Where one prints no
 * number, the name of the matter stands for it.
 */
export function sameMatter(a: LetterCard, b: LetterCard): boolean {
  if (a.index === b.index) return false;
  const [own, other] = [numberKey(a), numberKey(b)];
  if (own !== null && other !== null ? own !== other : nameKey(a) === null || nameKey(a) !== nameKey(b)) return false;
  return agree(a.session, b.session) && agree(a.kind, b.kind) && agree(a.place, b.place);
}

/** Newest first; undated last. */
export function newestFirst(a: LetterCard, b: LetterCard): number {
  return (b.date ?? '').localeCompare(a.date ?? '');
}

/** The letter that speaks for a matter: the newest reply or second reply; a co-handling opinion only when alone. */
export function mainOf(cards: readonly LetterCard[]): LetterCard | null {
  const own = cards.filter((c) => c.genre !== 'cohandling');
  return (own.length > 0 ? own : cards).toSorted(newestFirst)[0] ?? null;
}

/** The others of a letter's matter, newest first. */
export function relatives(view: View, card: LetterCard): readonly LetterCard[] {
  return view.cards.filter((c) => sameMatter(c, card)).toSorted(newestFirst);
}

/** Letters grouped by matter, in the order in which each first appears. */
export function matters(cards: readonly LetterCard[]): readonly (readonly LetterCard[])[] {
  const groups: LetterCard[][] = [];
  for (const card of cards) {
    const group = groups.find((g) => g.some((c) => sameMatter(c, card)));
    if (group) group.push(card);
    else groups.push([card]);
  }
  return groups;
}
