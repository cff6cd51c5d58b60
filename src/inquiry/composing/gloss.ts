/** English for the terms of a quote; a sentence is never translated by guessing. */
import { fold } from '../../search/fold.ts';
import type { Vocabulary } from '../../search/vocabulary.ts';
import { exactTerms } from '../rendering/exact-terms.ts';

const most = 4;

/** `授信额度: credit line; …`, the longest office terms first found; undefined when the quote has none. */
export function glossOf(quote: string, vocabulary: Vocabulary): string | undefined {
  const found = vocabulary
    .match(quote)
    .filter((m) => m.via === 'office')
    .toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const taken: { start: number; end: number; term: string; text: string }[] = [];
  for (const { start, end, form } of found) {
    // 信用贷款 inside a longer term of the vocabulary is a part of it and no term of its own.
    const within = found.some((o) => o.start <= start && end <= o.end && o.end - o.start > end - start);
    const english = exactTerms.get(fold(form));
    const free = !taken.some((t) => (t.start < end && start < t.end) || t.term === form);
    if (english === undefined || within || !free) continue;
    taken.push({ start, end, term: form, text: `${quote.slice(start, end)}: ${english}` });
    if (taken.length === most) break;
  }
  if (taken.length === 0) return undefined;
  return taken
    .toSorted((a, b) => a.start - b.start)
    .map((t) => t.text)
    .join('; ');
}
