/** Pieces of text with places on a page, to print lines in reading order: columns apart, table cells marked. */

import { labelOf } from './cells.ts';

/** A piece of text. `x` is its left edge, `y` its baseline counted from the top; all in one unit, as is `size` (1 em). */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface PrintLine {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

interface Segment extends PrintLine {
  readonly row: number;
}

/** A wider gap than this, in em, parts two columns, cells, or fields on one line. */
const GAP = 1.3;
const WORD_GAP = 0.25;

/** Lines of one page in reading order. */
export function arrange(runs: readonly Run[], pageWidth: number): PrintLine[] {
  const rows = rowsOf(withoutDoubles(runs)).map((row, index) => segmentsOf(row, index));
  const gutter = gutterOf(rows, pageWidth);
  if (gutter === null) return tableRows(rows);
  const lines: PrintLine[] = [];
  let full: Segment[][] = [];
  let left: Segment[][] = [];
  let right: Segment[][] = [];
  const endColumns = (): void => {
    lines.push(...tableRows(left), ...tableRows(right));
    left = [];
    right = [];
  };
  const endFull = (): void => {
    lines.push(...tableRows(full));
    full = [];
  };
  for (const row of rows) {
    if (row.some((segment) => segment.x < gutter && segment.right > gutter)) {
      endColumns();
      full.push(row);
      continue;
    }
    endFull();
    const before = row.filter((segment) => segment.right <= gutter);
    const after = row.filter((segment) => segment.x >= gutter);
    if (before.length > 0) left.push(before);
    if (after.length > 0) right.push(after);
  }
  endColumns();
  endFull();
  return lines;
}

/** Bold made by printing twice gives each run twice, a hair apart. */
function withoutDoubles(runs: readonly Run[]): Run[] {
  const seen = new Map<string, Run[]>();
  return runs.filter((run) => {
    if (run.text.trim() === '') return false;
    const same = seen.get(run.text) ?? [];
    const near = run.size * 0.3;
    if (same.some((other) => Math.abs(other.x - run.x) < near && Math.abs(other.y - run.y) < near)) return false;
    // Only late ones can be doubles; a short list keeps pages of equal runs from costing the square.
    seen.set(run.text, [...same.slice(-20), run]);
    return true;
  });
}

/** Runs that share a baseline, top to bottom; in a row left to right. */
function rowsOf(runs: readonly Run[]): Run[][] {
  const rows: { y: number; size: number; runs: Run[] }[] = [];
  for (const run of runs.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row && Math.abs(run.y - row.y) < 0.5 * Math.min(run.size, row.size)) row.runs.push(run);
    else if (row && run.size < row.size * 0.8 && run.y - row.y < row.size * 0.3) row.runs.push(run);
    else rows.push({ y: run.y, size: run.size, runs: [run] });
  }
  return rows.map((row) => row.runs.toSorted((a, b) => a.x - b.x));
}

function segmentsOf(runs: readonly Run[], row: number): Segment[] {
  const segments: Segment[] = [];
  let open: { text: string; x: number; right: number; y: number; size: number } | null = null;
  for (const run of runs) {
    const size = run.size;
    if (open && run.x - open.right > GAP * Math.max(size, open.size)) {
      segments.push({ ...open, row });
      open = null;
    }
    if (!open) {
      open = { text: run.text.trim(), x: run.x, right: run.x + run.width, y: run.y, size };
      continue;
    }
    open.text = joined(open.text, run.text, (run.x - open.right) / size);
    open.right = Math.max(open.right, run.x + run.width);
    open.size = Math.max(open.size, size);
  }
  if (open) segments.push({ ...open, text: open.text.trim(), row });
  return segments;
}

const LATIN_END = /[A-Za-z0-9.,;:)%]$/;
const LATIN_START = /^[A-Za-z0-9(]/;

/** A space where the gap (in em) shows one: between Latin words a small gap, beside Chinese only a wide one. */
function joined(before: string, after: string, gap: number): string {
  if (/\s$/.test(before) || /^\s/.test(after)) return before + after;
  const latin = LATIN_END.test(before) && LATIN_START.test(after);
  return gap > (latin ? WORD_GAP : 0.8) ? `${before} ${after}` : before + after;
}

/** Where two columns of running text part; null for a page of one column. */
function gutterOf(rows: readonly (readonly Segment[])[], pageWidth: number): number | null {
  const votes = new Map<number, number>();
  const step = pageWidth / 200;
  const gaps: { from: number; to: number }[] = [];
  for (const row of rows) {
    for (let i = 1; i < row.length; i += 1) {
      const from = row[i - 1]?.right ?? 0;
      const to = row[i]?.x ?? 0;
      if (to < pageWidth * 0.25 || from > pageWidth * 0.75) continue;
      gaps.push({ from, to });
      for (let slot = Math.ceil(from / step); slot <= to / step; slot += 1) votes.set(slot, (votes.get(slot) ?? 0) + 1);
    }
  }
  let best = 0;
  let at = 0;
  for (const [slot, count] of votes) if (count > best) [best, at] = [count, slot * step];
  if (best < 6) return null;
  const sided = rows.filter((row) => row.some((s) => s.right <= at) && row.some((s) => s.x >= at));
  const texts = sided.flatMap((row) => [row.filter((s) => s.right <= at), row.filter((s) => s.x >= at)]);
  // Columns of text are filled; the cells of a table are short or end anywhere.
  const filled = texts.filter((side) => side.length === 1 && (side[0]?.text.length ?? 0) >= 8).length;
  const edge = median(sided.map((row) => Math.max(...row.filter((s) => s.right <= at).map((s) => s.right))));
  const flush = sided.filter((row) => row.some((s) => s.right <= at && Math.abs(s.right - edge) < 1.5 * s.size)).length;
  return filled >= texts.length * 0.7 && flush >= sided.length * 0.6 ? at : null;
}

/** Each row a line. Rows of a table, three or more with cells that start at the same places, get `｜` between cells. */
function tableRows(rows: readonly (readonly Segment[])[]): PrintLine[] {
  const lines: PrintLine[] = [];
  for (let i = 0; i < rows.length;) {
    let end = i + 1;
    while (end < rows.length && aligned(rows[i] ?? [], rows[end] ?? [])) end += 1;
    const table = end - i >= 3;
    for (; i < end; i += 1) {
      const row = rows[i] ?? [];
      lines.push(lineOf(row, table || isFormRow(row) ? '｜' : '  '));
    }
  }
  return lines;
}

/** A form's row: 提案编号 and its value in cells of their own, whatever the rows above and below hold. */
function isFormRow(row: readonly Segment[]): boolean {
  const label = row.length > 1 ? row[0]!.text : '';
  return !/[：:]/.test(label) && labelOf([label]) !== null;
}

function aligned(a: readonly Segment[], b: readonly Segment[]): boolean {
  if (a.length < 2 || a.length !== b.length) return false;
  return a.every((segment, i) => {
    const other = b[i];
    if (!other) return false;
    const centre = Math.abs((segment.x + segment.right - other.x - other.right) / 2);
    return Math.min(Math.abs(segment.x - other.x), centre) < 1.5 * segment.size;
  });
}

const CHINESE = '\\u2e80-\\u2fdf\\u3400-\\u9fff\\uf900-\\ufaff';
/** The quarter em that typesetters put between Chinese and Latin is no character of the text. */
const SET_OFF = new RegExp(`(?<=[${CHINESE}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) (?=[${CHINESE}])`, 'g');

function lineOf(row: readonly Segment[], separator: string): PrintLine {
  return {
    text: row.map((segment) => segment.text.replaceAll(SET_OFF, '')).join(separator),
    x: row[0]?.x ?? 0,
    right: row.at(-1)?.right ?? 0,
    y: row[0]?.y ?? 0,
    size: Math.max(...row.map((segment) => segment.size)),
  };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
