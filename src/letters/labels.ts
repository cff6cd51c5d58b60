/** Labelled facts around a letter: 公开属性：主动公开, [ 文号 ] …, a label and its value on two lines. */
import type { Span } from '../model.ts';
import { plain, squeeze } from './fold.ts';
import { type Body, type BodyLine, trimSpan } from './body.ts';
import { ALL_LABELS } from './label-names.ts';
import { anyOf } from './label-pattern.ts';

const ANY = anyOf(ALL_LABELS, '\\s{0,4}');
const PATTERN = `(?:〔\\s{0,3}(${ANY})\\s{0,3}〕\\s{0,2}：?|(?<![\\u4e00-\\u9fa5])(${ANY})\\s{0,3}：|(?<=[\\d〕号无公开A-Za-z\\u4e00-\\u9fa5])(索引号|文号|发布时间|发布日期|来源|浏览次数|成文日期|公开方式|发布机构)：)\\s*`;
const MARK = new RegExp(PATTERN, 'g');
const LABELS: ReadonlySet<string> = new Set(ALL_LABELS);
/** The readers of formats set ｜ between the cells of a table's row; folding makes it |. */
const CELL = '|';
const REPLY_TEXT =
  /^\s*(?:办\s*理\s*情\s*况|答\s*复\s*内\s*容|答\s*复\s*意\s*见|办\s*理\s*意\s*见|回\s*复\s*内\s*容)\s*[：|]\s*/;

/** One expression for both uses: compiling a second takes as long as reading a hundred letters. */
function startsWithMark(text: string): boolean {
  const start = text.length - text.trimStart().length;
  MARK.lastIndex = start;
  const index = MARK.exec(text)?.index;
  MARK.lastIndex = 0;
  return index === start;
}

const isLabel = (text: string): boolean => LABELS.has(squeeze(text));

export interface Labelled {
  readonly label: string;
  /** As printed, white space at the ends removed; never empty. */
  readonly value: string;
  /** Where it stands in the body; null when only the reader of the format saw it. */
  readonly at: Span | null;
  /** Body line of the label; -1 without one. */
  readonly line: number;
}

/** The labelled facts of body lines `from` to `to`, then those that only the reader of the format found. */
export function findLabels(body: Body, from: number, to: number, fields: Readonly<Record<string, string>>): Labelled[] {
  const found: Labelled[] = [];
  const add = (label: string, start: number, end: number, line: number) => {
    const at = trimSpan(body.text, start, end);
    if (at.end > at.start) found.push({ label: squeeze(label), value: body.text.slice(at.start, at.end), at, line });
  };
  for (let i = from; i < to; i += 1) {
    const line = body.lines[i]!;
    if (line.text.length > 300) continue;
    const next = body.lines[i + 1];
    const below =
      next !== undefined && i + 1 < to && next.text.length <= 60 && !isLabelLine(next.plain) ? next : undefined;
    if (line.text.length <= 30 && isLabel(line.plain)) {
      if (below) add(line.plain, below.start, below.end, i);
      continue;
    }
    if (line.plain.includes(CELL)) {
      const cells = cellsOf(line);
      const beneath = next !== undefined && i + 1 < to && next.plain.includes(CELL) ? cellsOf(next) : [];
      const heads = cells.length > 1 && cells.every(isLabelCell);
      // 编号|提出人|会议 with their values in the row below, or 编号|036|提出人|甘某.
      cells.forEach((cell, c) => {
        const value = heads ? (beneath.length === cells.length ? beneath[c]! : null) : (cells[c + 1] ?? null);
        if (isLabelCell(cell) && value !== null && !isLabelCell(value)) add(cell.plain, value.start, value.end, i);
      });
      if (cells.some(isLabelCell)) continue;
    }
    if (!/[：〔]/.test(line.plain)) continue;
    const marks = [...line.plain.matchAll(MARK)];
    marks.forEach((mark, m) => {
      const label = mark[1] ?? mark[2] ?? mark[3]!;
      const start = mark.index + mark[0].length;
      const rest = line.plain.slice(start, marks[m + 1]?.index ?? line.plain.length);
      // A label that is not in the list ends the value too: 某区教育局    经手人：…
      const other = rest.search(/\s{2,}[\u4e00-\u9fa5]{2,8}\s?：/);
      const end = start + (other > 0 ? other : rest.length);
      if (line.plain.slice(start, end).trim() !== '') add(label, line.start + start, line.start + end, i);
      else if (m === marks.length - 1 && below) add(label, below.start, below.end, i);
    });
  }
  for (const [label, value] of Object.entries(fields)) {
    const name = squeeze(plain(label)).replace(/[：〔〕]/g, '');
    if (value.trim() !== '' && !found.some((one) => one.label === name))
      found.push({ label: name, value: value.trim(), at: null, line: -1 });
  }
  return found;
}

interface Cell extends Span {
  readonly plain: string;
}

function cellsOf(line: BodyLine): Cell[] {
  let at = 0;
  return line.plain.split(CELL).map((text) => {
    const start = line.start + at;
    at += text.length + 1;
    return { start, end: start + text.length, plain: text };
  });
}

function isLabelCell(cell: Cell): boolean {
  return cell.plain.length <= 30 && isLabel(cell.plain);
}

/** Where the reply begins in a form's line 答复内容：已完成… (folded), `length` long; 0 when the line is none of those. */
export function replyCell(head: string, length: number): number {
  const match = REPLY_TEXT.exec(head);
  return match && length - match[0].length >= 12 ? match[0].length : 0;
}

/** A label alone on its line, whose value is the next one; not that of the reply's own text. */
export function isBareLabel(text: string): boolean {
  return text.length <= 30 && isLabel(text) && !REPLY_TEXT.test(`${text}：`);
}

/** A line that is nothing but a label, or starts with one. */
export function isLabelLine(text: string): boolean {
  const head = text.slice(0, 40);
  const cell = head.indexOf(CELL);
  if (cell > 0 && isLabel(head.slice(0, cell))) return true;
  return (text.length <= 30 && isLabel(text)) || (/[：〔]/.test(head) && startsWithMark(head));
}

/** The first labelled fact under one of these labels, in the order of the labels. */
export function labelled(facts: readonly Labelled[], labels: readonly string[]): Labelled | null {
  for (const label of labels) {
    const fact = facts.find((one) => one.label === label);
    if (fact) return fact;
  }
  return null;
}
