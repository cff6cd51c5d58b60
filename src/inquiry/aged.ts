/** Letters by age: what a newer one tells comes before what an older one told, where both answer. */
import { fold } from '../search/fold.ts';
import type { LetterCard } from '../search/view.ts';
import { newestFirst, sameMatter } from './composing/matter.ts';
import { bindsYears } from './composing/years.ts';
import type { Evidence } from './evidence.ts';
import type { Inquiry } from './inquiry.ts';
import { asksNow } from './understanding/dates.ts';

/**
 * Share of the best sentence's hold on the question, and of what it holds of what is asked, that a newer letter's
 * sentence needs to come before it: a second reply, and any letter where the question asks for what holds now. `figure`:
 * where the second reply alone prints the sum that the question names.
 */
const superseding = { reply: 0.75, figure: 0.3, asks: 0.6, now: 0.9 } as const;

/** An older letter on a matter that a newer one at hand also tells of is told after it. */
export function aged(evidence: readonly Evidence[], inquiry: Inquiry): readonly Evidence[] {
  if (bindsYears(inquiry)) return evidence;
  const raised = new Map<number, number>();
  const raise = (card: LetterCard, best: Evidence, own: readonly Evidence[]): void => {
    const top = Math.max(...own.map((e) => e.score));
    if (own.length > 0 && top < best.score) raised.set(card.index, best.score * 1.02 - top);
  };
  for (const card of new Set(evidence.filter((e) => e.card.genre === 'second_reply').map((e) => e.card))) {
    const best = bestOf(evidence.filter((e) => sameMatter(e.card, card) && e.card.genre !== 'second_reply'));
    // A rule that the second reply does not repeat stays what answers.
    const enough = (e: Evidence): boolean =>
      best !== null &&
      (e.parts.figures > best.parts.figures
        ? e.covered >= best.covered * superseding.figure
        : e.covered >= best.covered * superseding.reply && e.parts.asks >= best.parts.asks * superseding.asks);
    if (best)
      raise(
        card,
        best,
        evidence.filter((e) => e.card === card && enough(e)),
      );
  }
  const best = asksNow(fold(inquiry.question)) ? bestOf(evidence) : null;
  if (best) {
    const as = (e: Evidence): boolean =>
      e.parts.asks >= best.parts.asks * superseding.now &&
      e.covered >= best.covered * superseding.now &&
      e.topic.held >= best.topic.held * superseding.now;
    const newer = evidence.filter((e) => (e.card.date ?? '') > (best.card.date ?? '') && samePlace(e, best) && as(e));
    const card = newer.map((e) => e.card).toSorted(newestFirst)[0];
    if (card)
      raise(
        card,
        best,
        newer.filter((e) => e.card === card),
      );
  }
  return evidence.map((e) => {
    const aside = e.card.genre === 'cohandling' && inquiry.genre !== 'cohandling';
    const more = raised.get(e.card.index) ?? 0;
    return aside || more > 0 ? { ...e, score: aside ? e.score * 0.95 : e.score + more } : e;
  });
}

function bestOf(evidence: readonly Evidence[]): Evidence | null {
  return evidence.toSorted((a, b) => b.score - a.score)[0] ?? null;
}

function samePlace(a: Evidence, b: Evidence): boolean {
  return a.card.place === null || b.card.place === null || a.card.place === b.card.place;
}
