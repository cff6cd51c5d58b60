/** How well the passages that an answer was made from were ranked. A passage is relevant when it holds a gold quote. */
import { basename } from 'node:path';
import type { Hit, View } from '../search/view.ts';
import { squeeze, type Wanted } from './judge.ts';

export interface Ranking {
  /** 1-based place of the first relevant passage; null when none was found. */
  readonly rank: number | null;
  /** Passages found. */
  readonly found: number;
  /** Relevant passages that the asker may see; 0 says that the gold quotes are in none. */
  readonly relevant: number;
  /** At ten, gains 1 or 0. Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002. */
  readonly ndcg: number;
}

export const CUT = 10;
/** Places up to which recall is told. */
export const RECALL_AT = [1, 3, 5, 10, 20] as const;

const discount = (at: number): number => 1 / Math.log2(at + 2);

/** `hits` are those the answer was made from; empty where it refused before looking. */
export function rankingOf(gold: Pick<Wanted, 'letters' | 'quotes'>, hits: readonly Hit[], view: View): Ranking {
  const quotes = gold.quotes.map(squeeze);
  const files = new Set(gold.letters.map((file) => basename(file)));
  const relevant = new Set<number>();
  for (const card of view.cards) {
    if (!files.has(basename(card.file))) continue;
    const body = view.letter(card.index)?.body ?? '';
    for (const { id, start, end } of view.passages(card.index)) {
      const text = squeeze(body.slice(start, end));
      if (quotes.some((quote) => text.includes(quote))) relevant.add(id);
    }
  }
  const first = hits.findIndex(({ passage }) => relevant.has(passage.id));
  let gained = 0;
  for (const [at, { passage }] of hits.slice(0, CUT).entries()) if (relevant.has(passage.id)) gained += discount(at);
  let ideal = 0;
  for (let at = 0; at < Math.min(CUT, relevant.size); at++) ideal += discount(at);
  return {
    rank: first < 0 ? null : first + 1,
    found: hits.length,
    relevant: relevant.size,
    ndcg: ideal === 0 ? 0 : gained / ideal,
  };
}

/** Gold quotes that no letter named beside them holds: a slip of the operator's, or of reading the letter. */
export function strayQuotes(gold: Pick<Wanted, 'letters' | 'quotes'>, staff: View): readonly string[] {
  const files = new Set(gold.letters.map((file) => basename(file)));
  const bodies = staff.cards
    .filter(({ file }) => files.has(basename(file)))
    .map(({ index }) => squeeze(staff.letter(index)?.body ?? ''));
  return gold.quotes.filter((quote) => !bodies.some((body) => body.includes(squeeze(quote))));
}

/** Letters that a gold question names and that are not in the folder. */
export function strayLetters(gold: Pick<Wanted, 'letters'>, staff: View): readonly string[] {
  const files = new Set(staff.cards.map(({ file }) => basename(file)));
  return gold.letters.filter((file) => !files.has(basename(file)));
}
