/** All promises for a running server: read once a generation, viewer and day, and never long at a stretch. */
import { setImmediate as breath } from 'node:timers/promises';
import type { PromisesOf } from '../../inquiry/lookups/promises.ts';
import { aboutTheme, byUrgency, commitmentsOf, type Commitment } from './commitments.ts';

/** Letters read, and promises looked through, before others get their turn. */
const LETTERS = 100;
const PROMISES = 500;

export function ledger(): PromisesOf {
  let kept: { readonly key: string; readonly all: Promise<readonly Commitment[]> } | null = null;
  return async (view, cards, theme, today) => {
    const key = [view.generation, view.viewer.role, today].join(' ');
    if (kept?.key !== key) {
      const all = inTurns(view.cards, LETTERS, (some) => commitmentsOf(view, some, today));
      kept = { key, all: all.then((found) => found.toSorted(byUrgency)) };
      // What failed is read anew by whoever asks next.
      kept.all.catch(() => (kept = null));
    }
    const files = new Set(cards.map(({ file }) => file));
    const about = theme === '' ? () => true : aboutTheme(theme, view);
    const all = await kept.all;
    return inTurns(all, PROMISES, (some) => some.filter((one) => files.has(one.file) && about(one)));
  };
}

async function inTurns<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (some: readonly T[]) => readonly R[],
): Promise<readonly R[]> {
  const done: R[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    done.push(...work(items.slice(at, at + atOnce)));
    await breath();
  }
  return done;
}
