/** Forms in print: labels in a column on the left, each centred beside its value, which may be many lines high. */
import type { PrintLine } from './arrange.ts';
import { labelOf } from './cells.ts';

/** Fewer rows that start with a label are no form. */
const LEAST_ROWS = 3;

function firstCell(line: PrintLine): string {
  return line.text.split('｜', 1)[0] ?? '';
}

function startsWithLabel(line: PrintLine): boolean {
  return labelOf([firstCell(line)]) !== null;
}

/**
 * Lines of one page with each lone label before the whole of its value, and such values set at the page's left edge,
 * so that their lines read as paragraphs. Pages without a form come back as they are.
 */
export function settleForm(lines: readonly PrintLine[]): readonly PrintLine[] {
  const rows = lines.filter(startsWithLabel);
  if (rows.length < LEAST_ROWS) return lines;
  const left = Math.min(...rows.map((line) => line.x));
  // A label's own width is not known where cells follow on its line; a character is about as wide as it is high.
  const edge = Math.max(...rows.map((line) => line.x + firstCell(line).length * line.size)) - 1;
  const isValue = (line: PrintLine | undefined): line is PrintLine =>
    line !== undefined && line.x >= edge && !startsWithLabel(line) && !line.text.includes('｜');
  const out: PrintLine[] = [];
  // Lines before this one are some label's already.
  let taken = 0;
  for (let i = 0; i < lines.length; i += 1) {
    const label = lines[i] as PrintLine;
    out.push(label);
    if (!startsWithLabel(label) || label.text.includes('｜')) continue;
    out.pop();
    const value: PrintLine[] = [];
    while (out.length > taken && isValue(out.at(-1))) value.unshift(out.pop() as PrintLine);
    // As many lines below the label as above it: what comes later belongs to the next one.
    const reach = value.length === 0 ? Infinity : 2 * label.y - (value[0]?.y ?? 0) + 0.8 * label.size;
    for (let next = lines[i + 1]; isValue(next) && next.y <= reach; next = lines[i + 1]) {
      value.push(next);
      i += 1;
    }
    const shift = Math.min(...value.map((line) => line.x)) - left;
    out.push({ ...label, y: value[0]?.y ?? label.y });
    for (const line of value) out.push({ ...line, x: line.x - shift });
    taken = out.length;
  }
  return out;
}
