/** Page numbers standing among the lines of a text: the only thing that reading a letter drops. */
import { plain } from './fold.ts';

const MARKED =
  /^(?:[-—–―~·•=_.|]{1,3}(\d{1,4})[-—–―~·•=_.|]{1,3}|第?(\d{1,4})页(?:[，/共]{0,2}\d{1,4}页?)?|(\d{1,4})\/\d{1,4}页?)$/;
const BARE = /^\d{1,3}$/;
/** Bare numbers this close together are a table's column, not page numbers. */
const PAGE_LINES = 10;

/** The number that a line holds if it can be a page number; `marked` ones (`— 1 —`) are page numbers anywhere. */
function numberOf(line: string): { value: number; marked: boolean } | null {
  if (line.length > 24) return null;
  const text = plain(line).replace(/\s+/g, '');
  if (BARE.test(text)) return { value: Number(text), marked: false };
  const match = MARKED.exec(text);
  return match ? { value: Number(match[1] ?? match[2] ?? match[3]), marked: true } : null;
}

/**
 * Which lines of each page are page numbers (by index within the page). A bare number counts only where it
 * continues the count from 1: at the edge of its page, or, in a text that lost its page breaks, far from the last one.
 */
export function pageNumberLines(pages: readonly (readonly string[])[], paged: boolean): Set<number>[] {
  let next = 1;
  let since = PAGE_LINES;
  return pages.map((lines, page) => {
    const found = new Set<number>();
    const filled = lines.flatMap((line, i) => (line.trim() === '' ? [] : [i]));
    const last = filled.at(-1);
    for (const i of filled) {
      const number = numberOf(lines[i]!);
      since += 1;
      if (number === null) continue;
      const atEdge = i === last || i === filled[0];
      const counted = paged
        ? atEdge && (number.value === page + 1 || number.value === next)
        : number.value === next && (i === last || since > PAGE_LINES);
      if (!number.marked && !counted) continue;
      found.add(i);
      next = number.value + 1;
      since = 0;
    }
    // A page that holds nothing but a number is not lost as a whole.
    if (found.size === filled.length && filled.length > 0 && pages.length === 1) found.clear();
    return found;
  });
}
