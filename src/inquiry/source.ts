/** A citation in its surroundings: what `/source 2` and a tapped marker show. */
import type { Citation, Letter, Passage, SourceInContext } from '../model.ts';
import type { View } from '../search/view.ts';

const around = 240;

/** Stretch of text next to the quote, over passages that touch it or each other with at most a line break between. */
function reach(letter: Letter, passages: readonly Passage[], from: number, step: -1 | 1): number {
  let end = from;
  let grown = true;
  while (grown) {
    grown = false;
    for (const p of passages) {
      const joins = step === 1 ? p.start <= end && p.end > end : p.end >= end && p.start < end;
      const between = step === 1 ? letter.body.slice(end, p.start) : letter.body.slice(p.end, end);
      const adjacent = step === 1 ? p.start > end : p.end < end;
      if (joins || (adjacent && between.trim() === '')) {
        end = step === 1 ? p.end : p.start;
        grown = true;
      }
    }
    if (Math.abs(end - from) >= around * 2) break;
  }
  return end;
}

/** Null when the viewer may not see the letter, or no passage of theirs holds the quote any more. */
export function surroundings(view: View, citation: Citation): SourceInContext | null {
  const card = view.cards.find((c) => c.file === citation.file);
  const letter = card ? view.letter(card.index) : null;
  if (!card || !letter || letter.body.slice(citation.start, citation.end) !== citation.quote) return null;
  const passages = view.passages(card.index);
  if (!passages.some((p) => p.start <= citation.start && citation.end <= p.end)) return null;
  const first = reach(letter, passages, citation.start, -1);
  const last = reach(letter, passages, citation.end, 1);
  let before = letter.body.slice(first, citation.start);
  if (before.length > around) before = before.slice(-around).replace(/^[^。！？；\n]*[。！？；\n]/u, '');
  let after = letter.body.slice(citation.end, last);
  if (after.length > around)
    after = (/^[\s\S]*[。！？；\n]/u.exec(after.slice(0, around)) ?? [after.slice(0, around)])[0];
  return { citation, before, after, subject: card.subject };
}
