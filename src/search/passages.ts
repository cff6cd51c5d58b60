/** A letter cut into passages: what is ranked, and what a quote must be a slice of. Offsets are born in the cut. */
import type { Letter, Passage, Region, Span } from '../model.ts';

/** A passage before the generation numbers it. */
export type Cut = Omit<Passage, 'id' | 'letter'>;

/**
 * Sizes in UTF-16 units: a passage is closed at the first sentence end from `short` on, and does not grow over `long` by
 * a further sentence. Measured, first letter right on cmrc-trial and xquad-a: 0.972 and 0.935 at 120 and 300, 0.977 and
 * 0.951 at 240 and 400, no more beyond. A single sentence is kept whole up to `whole`: a quote is a whole sentence.
 */
export const PASSAGE = { short: 240, long: 400, whole: 600 } as const;

/** Text passages under their sections, and the head and signature; contact data and asides are in none. */
export function cutPassages(letter: Letter): readonly Cut[] {
  const cuts: Cut[] = [];
  const covered: Span[] = [];
  const page = pageFinder(letter.pages);
  const text = letter.regions.filter(({ role }) => role === 'text');
  const closed = letter.regions.filter(({ role }) => role !== 'text');
  letter.sections.forEach((section, index) => {
    covered.push(section);
    const allowed = section.sentences.filter((sentence) => within(sentence, text) && !overlaps(sentence, closed));
    for (const span of gather(letter.body, allowed, closed)) {
      cuts.push({ ...span, role: 'text', section: index, heading: section.heading, page: page(span.start) });
    }
  });
  for (const region of letter.regions) {
    if (region.role === 'contact' || region.role === 'aside') continue;
    // Text that no section holds is cut by its own sentences, so that nothing of the letter is lost to search.
    if (region.role === 'text' && overlaps(region, covered)) continue;
    const pieces = region.role === 'text' ? sentences(letter.body, region) : lines(letter.body, region);
    for (const span of gather(letter.body, pieces, [])) {
      cuts.push({ ...span, role: region.role, section: -1, heading: null, page: page(span.start) });
    }
  }
  return cuts.toSorted((a, b) => a.start - b.start);
}

function overlaps(span: Span, others: readonly Span[]): boolean {
  return others.some(({ start, end }) => span.start < end && start < span.end);
}

function within(span: Span, regions: readonly Region[]): boolean {
  return regions.some(({ start, end }) => start <= span.start && span.start < end);
}

/** Joins neighbouring pieces up to the sizes above; never across a stretch that must not be quoted. */
function* gather(body: string, pieces: readonly Span[], closed: readonly Span[]): Generator<Span> {
  let open: { start: number; end: number } | null = null;
  for (const piece of pieces.flatMap((span) => [...split(body, span)])) {
    const full = open !== null && (open.end - open.start >= PASSAGE.short || piece.end - open.start > PASSAGE.long);
    if (open !== null && (full || overlaps({ start: open.end, end: piece.start }, closed))) {
      yield open;
      open = null;
    }
    open = open === null ? { ...piece } : { start: open.start, end: piece.end };
  }
  if (open !== null) yield open;
}

/** A piece without white space at its ends; one longer than `whole` in parts, at a clause mark where there is one. */
function* split(body: string, span: Span): Generator<Span> {
  let start = span.start;
  let end = span.end;
  while (start < end && /\s/.test(body.charAt(start))) start++;
  while (end > start && /\s/.test(body.charAt(end - 1))) end--;
  while (end - start > PASSAGE.whole) {
    const part = body.slice(start, start + PASSAGE.long);
    const mark = Math.max(...['；', '，', ';', ',', '\n'].map((clause) => part.lastIndexOf(clause)));
    let cut = start + (mark > PASSAGE.long / 3 ? mark + 1 : part.length);
    // A character outside the BMP is two units, and stays one.
    if (/[\ud800-\udbff]/.test(body.charAt(cut - 1))) cut--;
    yield { start, end: cut };
    start = cut;
  }
  if (start < end) yield { start, end };
}

function sentences(body: string, region: Span): Span[] {
  return spans(body, region, /[^。！？!?\n]*[。！？!?\n]+[”’」』）)]*|[^。！？!?\n]+$/g);
}

function lines(body: string, region: Span): Span[] {
  return spans(body, region, /[^\n]+\n?/g);
}

function spans(body: string, { start, end }: Span, piece: RegExp): Span[] {
  return Array.from(body.slice(start, end).matchAll(piece), ({ 0: found, index }) => ({
    start: start + index,
    end: start + index + found.length,
  }));
}

function pageFinder(pages: readonly number[]): (at: number) => number | null {
  if (pages.length === 0) return () => null;
  return (at) => {
    let page = 1;
    while (page < pages.length && (pages[page] ?? 0) <= at) page++;
    return page;
  };
}

/** What a passage stands under, which helps to find it and is no part of it: the letter's own words for its topic. */
export function letterContext(letter: Letter): string {
  return [letter.title, letter.subject, letter.place, letter.department].filter((part) => part !== null).join('\n');
}
