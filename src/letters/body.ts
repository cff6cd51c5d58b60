/** The one text that all offsets of a letter point into, and its lines. */
import type { Span } from '../model.ts';
import { plain } from './fold.ts';
import type { Paragraph } from './layout.ts';

/** A paragraph where it stands in the body. `plain` is its folded form, of the same length. */
export interface BodyLine extends Span {
  readonly text: string;
  readonly plain: string;
}

export interface Body {
  readonly text: string;
  readonly lines: readonly BodyLine[];
  readonly pages: readonly number[];
}

/** Paragraphs one a line. `pages` is empty for a text without pages; a page that holds nothing starts where the next one does. */
export function buildBody(paragraphs: readonly Paragraph[], pageCount: number): Body {
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n');
  const folded = plain(text);
  const pages: number[] = [];
  let start = 0;
  const lines = paragraphs.map((paragraph) => {
    const end = start + paragraph.text.length;
    for (const at of paragraph.pageStarts) pages.push(start + at);
    const line = { start, end, text: paragraph.text, plain: folded.slice(start, end) };
    start = end + 1;
    return line;
  });
  while (pages.length < pageCount) pages.push(text.length);
  return { text, lines, pages: pageCount === 0 ? [] : pages };
}

/** Several paragraphs made one, as for a title printed on three lines. */
export function mergeParagraphs(paragraphs: readonly Paragraph[], from: number, to: number): Paragraph[] {
  const merged: { text: string; pageStarts: number[] } = { text: '', pageStarts: [] };
  for (const paragraph of paragraphs.slice(from, to)) {
    for (const at of paragraph.pageStarts) merged.pageStarts.push(merged.text.length + at);
    merged.text += paragraph.text;
  }
  return [...paragraphs.slice(0, from), merged, ...paragraphs.slice(to)];
}

/** A span with the white space at its ends left out. */
export function trimSpan(text: string, start: number, end: number): Span {
  while (start < end && /\s/.test(text[start]!)) start += 1;
  while (end > start && /\s/.test(text[end - 1]!)) end -= 1;
  return { start, end };
}
