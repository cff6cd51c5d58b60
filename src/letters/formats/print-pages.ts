/** Print lines of all pages to text: running headers, footers and page numbers off, indents and gaps as white space. */
import { median, type PrintLine } from './arrange.ts';
import { settleForm } from './form-column.ts';

export interface PrintPage {
  readonly lines: readonly PrintLine[];
  readonly height: number;
  /** True where sizes are those of the characters, not of the boxes that OCR finds around them. */
  readonly sized?: boolean;
}

/** Share of the page at its top and at its bottom where headers and footers stand. */
const EDGE = 0.12;
const INDENT_LIMIT = 40;

const PAGE_NUMBER =
  /^[\s—–\-―─·•.|/~]*(第\s*)?([0-9０-９]{1,4}|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,5})(\s*页)?([\s,，/|]*(共|of|\/)?\s*[0-9０-９]{1,4}\s*页?)?[\s—–\-―─·•.|/~]*$/;

/** Lines of each page. A line is set in by one ideographic space an em; a wide gap between lines is an empty line. */
export function printPages(pages: readonly PrintPage[]): string[][] {
  const running = runningLines(pages);
  const kept = pages.map((page) => settleForm(page.lines.filter((line) => !isFurniture(line, page, running))));
  const all = kept.flat();
  const em = median(all.map((line) => line.size));
  const left = leftEdge(all, em);
  const pitch = linePitch(kept);
  const frame = { left, right: rightEdge(all, em), em, pitch };
  return kept.map((lines, i) => pageText(lines, { ...frame, sized: pages[i]?.sized === true }));
}

/** Headers and footers that `printPages` leaves out, once each: one may tell whether the letter may be shown. */
export function runningText(pages: readonly PrintPage[]): string[] {
  const running = runningLines(pages);
  const left = pages.flatMap((page) => page.lines.filter((line) => isEdge(line, page)));
  return [...new Set(left.map((line) => line.text.trim()).filter((text) => running.has(withoutNumbers(text))))];
}

function isEdge(line: PrintLine, page: PrintPage): boolean {
  return line.y < page.height * EDGE || line.y > page.height * (1 - EDGE);
}

function isFurniture(line: PrintLine, page: PrintPage, running: ReadonlySet<string>): boolean {
  if (!isEdge(line, page)) return false;
  const first = line === page.lines.find((other) => other.text.trim() !== '');
  const lowest = page.lines.every((other) => other.y <= line.y);
  if ((first || lowest) && PAGE_NUMBER.test(line.text)) return true;
  return running.has(withoutNumbers(line.text));
}

/** Lines that come back at the edge of several pages, whatever page number they hold. */
function runningLines(pages: readonly PrintPage[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const here = new Set(page.lines.filter((line) => isEdge(line, page)).map((line) => withoutNumbers(line.text)));
    for (const text of here) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  // Text that is cut at a page's end never comes back; a header of a two-page letter does, twice.
  const least = Math.max(2, Math.ceil(pages.length / 2));
  return new Set([...counts].filter(([text, count]) => text !== '' && count >= least).map(([text]) => text));
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/[\s0-9０-９—–-]+/g, '');
}

/** Where full lines start: the leftmost edge that several lines share, so that a stray mark in the margin is none. */
function leftEdge(lines: readonly PrintLine[], em: number): number {
  const edges = lines.map((line) => line.x).toSorted((a, b) => a - b);
  const several = Math.min(edges.length, Math.max(2, Math.ceil(edges.length * 0.08)));
  for (let i = 0; i + several <= edges.length; i += 1) {
    const edge = edges[i] ?? 0;
    if ((edges[i + several - 1] ?? Infinity) - edge < em * 0.7) return edge;
  }
  return edges[0] ?? 0;
}

function linePitch(pages: readonly (readonly PrintLine[])[]): number {
  const steps = pages.flatMap((lines) => lines.slice(1).map((line, i) => line.y - (lines[i]?.y ?? 0)));
  return median(steps.filter((step) => step > 0));
}

/** The box that full lines fill, the size of its characters and the step from line to line. */
interface Frame {
  readonly left: number;
  readonly right: number;
  readonly em: number;
  readonly pitch: number;
  readonly sized: boolean;
}

/** Where full lines end: most lines of a letter reach it. */
function rightEdge(lines: readonly PrintLine[], em: number): number {
  const edges = lines.map((line) => line.right).toSorted((a, b) => b - a);
  for (let i = 0; i + 2 < edges.length; i += 1) {
    const edge = edges[i] ?? 0;
    if (edge - (edges[i + 2] ?? 0) < em) return edge;
  }
  return edges[0] ?? 0;
}

/** Further in than the first line of a paragraph, a line is centred or set right. */
const SET_IN = 3;

function placeOf(line: PrintLine, { left, right, em }: Frame): 'left' | 'centre' | 'right' {
  const before = line.x - left;
  const after = right - line.right;
  if (before < SET_IN * em) return 'left';
  if (Math.abs(before - after) < 2 * em) return 'centre';
  return before > after ? 'right' : 'left';
}

/** Lines of other sizes or set in other places are no lines of one paragraph. */
function parted(above: PrintLine, line: PrintLine, frame: Frame): boolean {
  if (frame.pitch > 0 && line.y - above.y > frame.pitch * 1.9) return true;
  if (frame.sized && Math.abs(above.size - line.size) > 0.12 * Math.max(above.size, line.size)) return true;
  return placeOf(above, frame) !== placeOf(line, frame);
}

function pageText(lines: readonly PrintLine[], frame: Frame): string[] {
  const { left, em } = frame;
  const text: string[] = [];
  lines.forEach((line, i) => {
    const above = lines[i - 1];
    if (above && parted(above, line, frame)) text.push('');
    const indent = em > 0 ? Math.round((line.x - left) / em) : 0;
    text.push('\u3000'.repeat(Math.min(INDENT_LIMIT, Math.max(0, indent))) + line.text);
  });
  return text;
}
