/** English for the terms of a quote, by the vocabulary's concepts; a sentence is never translated by guessing. */
import type { Vocabulary } from '../../search/vocabulary.ts';

const most = 4;
/** Weight from which a concept is a term of its own and not a manner of speaking. */
const termWeight = 0.8;

/** `授信额度: credit line; …`, the longest office terms first found; undefined when the quote has none. */
export function glossOf(quote: string, vocabulary: Vocabulary): string | undefined {
  const found = vocabulary
    .match(quote)
    .filter((m) => m.via === 'office' && m.end - m.start >= 3)
    .toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const taken: { start: number; end: number; text: string }[] = [];
  const concepts = new Set<number>();
  for (const m of found) {
    const english = vocabulary.concepts[m.concept]?.english[0];
    // Exact only: the concept's first office word, for which its first English word was written.
    const concept = vocabulary.concepts[m.concept];
    const exact =
      concept?.office[0] === m.form && concept.weight >= termWeight && !/^(?:words-|asking)/u.test(concept.theme);
    const free = !taken.some((t) => t.start < m.end && m.start < t.end) && !concepts.has(m.concept);
    // A compound for a compound (授信额度: credit line); one word for another is seldom exact (普惠托位: nursery).
    const compound = m.end - m.start >= 4 && /[ -]/u.test(english ?? '');
    if (english === undefined || !exact || !compound || !free) continue;
    concepts.add(m.concept);
    taken.push({ start: m.start, end: m.end, text: `${quote.slice(m.start, m.end)}: ${english}` });
    if (taken.length === most) break;
  }
  if (taken.length === 0) return undefined;
  return taken
    .toSorted((a, b) => a.start - b.start)
    .map((t) => t.text)
    .join('; ');
}
