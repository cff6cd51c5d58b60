/** Print lines become paragraphs: hard wraps undone, page numbers dropped, page starts kept. */
import type { ReadText } from './formats/format.ts';
import { plain } from './fold.ts';
import { pageNumberLines } from './pagenumber.ts';

/** One paragraph; `pageStarts` are offsets into `text` where a page of the original starts. */
export interface Paragraph {
  readonly text: string;
  readonly pageStarts: readonly number[];
}

interface PrintLine {
  readonly text: string;
  /** Cells: a Chinese character takes two, a Latin one takes one. */
  readonly indent: number;
  readonly width: number;
  readonly page: number;
  /** Blank lines before it on its page. */
  readonly gap: number;
}

const TERMINAL = /[。！？!?：:；;…][”’」』）)】》]*$/;
const ENDS_SENTENCE = /[。！？!?…][”’」』）)】]*$/;
const MARKER =
  /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．.](?!\d)|第[一二三四五六七八九十]{1,2}[，、,：:]|[①-⑳])/;
const ENUMERATED = /^[一二三四五六七八九十]{1,2}是/;
const LEAD =
  /^(?:下一步|下一阶段|下阶段|下步|后续，|未来，|今后|接下来|此外，|感谢|衷心感谢|再次感谢|非常感谢|最后，|以上答复|以上意见|以上回复|特此|专此|关于您|关于你|对于您|对于你)/;
const LABELLED = /^[^\s：:，。]{2,6}\s{0,4}[^\s：:，。]{0,4}[：:]\s*\S{1,30}$/;
const DATE_ONLY =
  /^(?:\d{4}|[二一〇零○OoＯ0０九八七六五四三]{4})\s*(?:年|[-./ ]|\d)[\s\d年月日\-./一二三四五六七八九十]{1,16}$/;
const DOC_NO_ONLY = /^[\u4e00-\u9fa5]{2,16}\s?[〔（]\s?(?:19|20)\d{2}\s?[〕）]\s?\d{1,6}\s?号$/;
const TITLE_END = /(?:答\s*[复覆]|[复覆]\s*函|的\s*函|回\s*[复覆]|意\s*见|[复覆]\s*文)$/;

function cells(text: string): number {
  let width = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    width +=
      code === 0x09
        ? 4
        : code >= 0x1100 && code !== 0xfeff && !(code >= 0x2010 && code <= 0x203a)
          ? 2
          : code === 0x201c || code === 0x201d || code === 0x2014
            ? 2
            : 1;
  }
  return width;
}

function printLines(read: ReadText): PrintLine[] {
  const numbers = pageNumberLines(read.pages, read.paged);
  const out: PrintLine[] = [];
  read.pages.forEach((lines, page) => {
    let gap = 0;
    lines.forEach((line, i) => {
      if (numbers[page]!.has(i)) return;
      // A reader may hand over a line with breaks inside; each piece is a line of its own.
      for (const piece of line.split(/[\r\n\f\v\u2028\u2029]+/)) {
        const text = piece.replace(/^[\s\u200b\ufeff]+/, '');
        if (text === '') {
          gap += 1;
          continue;
        }
        const indent = cells(piece.slice(0, piece.length - text.length));
        const trimmed = text.trimEnd();
        out.push({ text: trimmed, indent, width: indent + cells(trimmed), page, gap });
        gap = 0;
      }
    });
  });
  const margin = leftMargin(out);
  if (margin === 0) return out;
  return out.map(({ text, indent, width, page, gap }) => {
    const off = Math.min(margin, indent);
    return { text, indent: indent - off, width: width - off, page, gap };
  });
}

/** The white space before all lines but a few, as in a text taken from print. */
function leftMargin(lines: readonly PrintLine[]): number {
  if (lines.length < 4) return 0;
  const indents = lines.map((line) => line.indent).toSorted((a, b) => a - b);
  return indents[Math.floor(indents.length / 20)] ?? 0;
}

/** The usual width of a full line: the median of the lines that stop without closing a sentence. */
function fullWidth(lines: readonly PrintLine[]): number {
  const open = lines.filter((line) => !TERMINAL.test(line.text.slice(-8))).map((line) => line.width);
  const widths = (open.length >= 3 ? open : lines.map((line) => line.width)).toSorted((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.6)] ?? 0;
}

/** Print lines are of one width, not too wide, and stop in mid-sentence; paragraphs do neither. */
function looksWrapped(lines: readonly PrintLine[]): boolean {
  if (lines.length < 4) return false;
  const full = fullWidth(lines);
  if (full < 36 || full > 132) return false;
  const stopped = lines.filter((line) => Math.abs(line.width - full) <= 8 && !TERMINAL.test(line.text.slice(-8)));
  const wider = lines.filter((line) => line.width > full + 12);
  return stopped.length / lines.length >= 0.3 && wider.length / lines.length < 0.1;
}

interface Habit {
  readonly full: number;
  /** Paragraphs start with an indent. */
  readonly indents: boolean;
  /** Blank lines stand between paragraphs only, not between all lines. */
  readonly blanks: boolean;
}

function habitOf(lines: readonly PrintLine[]): Habit {
  const indented = lines.filter((line) => line.indent >= 2 && line.indent <= 8).length;
  const gaps = lines.slice(1).filter((line, i) => line.page === lines[i]!.page);
  return {
    full: fullWidth(lines),
    indents: indented >= 2 && indented / lines.length < 0.6,
    blanks: gaps.filter((line) => line.gap > 0).length / Math.max(1, gaps.length) < 0.6,
  };
}

/** Whether a paragraph ends between `a` and `b`. `early` is true in the first lines, where the title stands. */
function breaks(a: PrintLine, b: PrintLine, habit: Habit, early: boolean): boolean {
  const short = a.width < habit.full - 4;
  const head = plain(b.text.slice(0, 12));
  const tail = plain(a.text.slice(-8));
  const closed = TERMINAL.test(tail);
  if (a.page === b.page && b.gap > 0 && habit.blanks) return true;
  // Rows of a table are no lines of a paragraph.
  if (a.text.includes('｜') || b.text.includes('｜')) return true;
  if (b.indent > 8 && b.width < habit.full + 8) return true;
  // Set far in, a line is centred or set right: a number, a title, a signature, whole by itself.
  if (a.indent > 8) return true;
  if (DATE_ONLY.test(plain(a.text)) || DOC_NO_ONLY.test(plain(a.text))) return true;
  if (short && (LABELLED.test(a.text) || (early && TITLE_END.test(tail)))) return true;
  if (
    b.width < habit.full &&
    (DATE_ONLY.test(plain(b.text)) || DOC_NO_ONLY.test(plain(b.text)) || (closed && LABELLED.test(b.text)))
  )
    return true;
  if (early && TITLE_END.test(tail) && /[：:]$/.test(b.text)) return true;
  if (MARKER.test(head) && (closed || short)) return true;
  if (ENUMERATED.test(head) && closed && (short || b.indent >= 2)) return true;
  if (habit.indents && b.indent >= 2 && b.indent > a.indent - 2 && (closed || short || b.indent > a.indent))
    return true;
  if (short && closed) return true;
  // The next word would have stood on the line: its paragraph ended there. A heading's line needs less of a gap.
  const room = habit.full - a.width - cells(/^(?:[A-Za-z0-9.%]+|.)/.exec(b.text)?.[0] ?? '');
  if (room > (MARKER.test(plain(a.text.slice(0, 12))) ? 6 : 12)) return true;
  if (a.width < habit.full * 0.6) return true;
  return !habit.indents && ENDS_SENTENCE.test(tail) && LEAD.test(head);
}

/** Latin words keep a space at a line's end; Chinese has none. */
function glue(a: string, b: string): string {
  return /[A-Za-z]$/.test(a.slice(-1)) && /^[A-Za-z0-9]/.test(b) ? ' ' : '';
}

function unfinished(a: string, b: string): boolean {
  return a.length >= 20 && !TERMINAL.test(a.slice(-8)) && !MARKER.test(b) && !DATE_ONLY.test(b);
}

/** Paragraphs in reading order. Nothing but white space, line breaks and page numbers is dropped. */
export function paragraphs(read: ReadText): Paragraph[] {
  const lines = printLines(read);
  const wrapped = read.wrapped ?? looksWrapped(lines);
  const habit = habitOf(lines);
  const out: { parts: string[]; length: number; pageStarts: number[] }[] = [];
  let page = -1;
  lines.forEach((line, i) => {
    const before = lines[i - 1];
    const joined =
      before !== undefined &&
      (wrapped
        ? !breaks(before, line, habit, i < 15)
        : before.page !== line.page && unfinished(before.text, line.text));
    let current = out.at(-1);
    if (current === undefined || !joined) {
      current = { parts: [], length: 0, pageStarts: [] };
      out.push(current);
    }
    const space = joined ? glue(before.text, line.text) : '';
    // Pages without a line of their own start where the next line does, so that page numbers stay right.
    for (; page < line.page; page += 1) current.pageStarts.push(current.length + space.length);
    current.parts.push(space, line.text);
    current.length += space.length + line.text.length;
  });
  return out.map(({ parts, pageStarts }) => ({ text: parts.join(''), pageStarts }));
}
