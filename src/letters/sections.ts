/** Headings cut the reply's text into sections, sections into sentences; offsets are born in the cut. */
import type { Section, Sentence, Span } from '../model.ts';
import { type Body, type BodyLine, trimSpan } from './body.ts';
import type { LetterMonth } from './jiang.ts';
import { isTopicStart, type MarkStyle, markOf, readHeading } from './headings.ts';
import { headsPlans, isCourtesy, opensPlans, readTense } from './tense.ts';

/** Sentence ends, with closing quotes and brackets behind them. */
const SENTENCE_END = /[。！？!?]+[”’」』）)】》"]*/g;

/** Sentences of a stretch of the body, in order; what follows the last mark is one too. */
export function cutSentences(body: string, start: number, end: number): Span[] {
  const text = body.slice(start, end);
  const spans: Span[] = [];
  if (!/[。！？!?]/.test(text)) {
    const span = trimSpan(body, start, end);
    return span.end > span.start ? [span] : [];
  }
  let from = 0;
  const add = (to: number) => {
    const span = trimSpan(body, start + from, start + to);
    if (span.end > span.start) spans.push(span);
    from = to;
  };
  for (const match of text.matchAll(SENTENCE_END)) {
    // 《怎么办？》的建议: an end inside a name goes on.
    const next = text[match.index + match[0].length];
    if (/[》”」]$/.test(match[0]) && /[？！?!]/.test(match[0]) && next !== undefined && /[的等、，一-龥]/.test(next))
      continue;
    add(match.index + match[0].length);
  }
  add(text.length);
  return spans;
}

interface Draft {
  heading: string | null;
  headingAt: Span | null;
  style: MarkStyle | null;
  /** Paragraphs under the heading. */
  paragraphs: number;
  start: number;
  end: number;
  sentences: Sentence[];
}

export interface TextLine {
  readonly line: BodyLine;
  /** Parts of the line that no answer may quote, see machine.ts. */
  readonly hidden: readonly Span[];
}

const LIST_FOLLOWS =
  /：\s*$|(?:以下|下列|下述|如下)(?:[^。]{0,8})(?:工作|方面|措施|举措|安排|几点)[^。]{0,6}[。：]?\s*$|(?:做好|抓好|开展|推进|从)[^。]{0,10}(?:工作|方面|方面工作)[：。]?\s*$/;

/** Cuts the lines of the reply's text. `written` is the month of the letter. */
export function cutSections(body: Body, lines: readonly TextLine[], written: LetterMonth): Section[] {
  const drafts: Draft[] = [];
  const open = (at: number, heading: string | null, headingAt: Span | null, style: MarkStyle | null): Draft => {
    const draft: Draft = { heading, headingAt, style, paragraphs: 0, start: at, end: at, sentences: [] };
    drafts.push(draft);
    return draft;
  };
  let planHeading: MarkStyle | null = null;
  let underPlans = false;
  let listOfPlans: { readonly outer: MarkStyle | null } | null = null;
  for (const { line, hidden } of lines) {
    const heading = readHeading(line.plain);
    let current = drafts.at(-1);
    let textFrom = line.start;
    if (isCourtesy(line.plain)) {
      underPlans = false;
      listOfPlans = null;
      if (current === undefined || current.heading !== null) current = open(line.start, null, null, null);
    } else if (heading !== null) {
      const at: Span = { start: line.start, end: line.start + heading.length };
      const printed =
        heading.length > 0 && line.plain.slice(0, heading.length).trim() !== ''
          ? body.text.slice(at.start, at.end)
          : null;
      if (printed !== null && markOf(line.plain)!.length < heading.length)
        current = open(line.start, printed, at, heading.style);
      else current = open(line.start, null, null, heading.style);
      // A heading of plans rules until a heading of its own kind or above.
      if (planHeading === heading.style || planHeading === null) underPlans = false;
      if (headsPlans(line.plain.slice(0, heading.length))) {
        underPlans = true;
        planHeading = heading.style;
      } else if (!underPlans) planHeading = null;
      if (listOfPlans !== null && listOfPlans.outer === heading.style) listOfPlans = null;
      textFrom = line.start + heading.textFrom;
    } else if (current === undefined || isTopicStart(line.plain) || leavesSection(drafts, line))
      current = open(line.start, null, null, null);
    let afterLead = underPlans || listOfPlans !== null;
    for (const span of cutSentences(body.text, textFrom, line.end)) {
      if (hidden.some((part) => span.start < part.end && part.start < span.end)) continue;
      const said = line.plain.slice(span.start - line.start, span.end - line.start);
      if (opensPlans(said, written)) afterLead = true;
      const reading = readTense(said, { written, afterLead });
      current.sentences.push({ start: span.start, end: span.end, done: reading.done, planned: reading.planned });
    }
    // 下一步，我们将做好以下工作： promises the list that follows, until the list above it goes on.
    if (afterLead && LIST_FOLLOWS.test(line.plain.slice(-40)))
      listOfPlans ??= { outer: current.style ?? drafts.find((draft) => draft.style !== null)?.style ?? null };
    current.paragraphs += 1;
    current.end = line.end;
  }
  return drafts.map(({ heading, headingAt, start, end, sentences }) => ({ heading, headingAt, start, end, sentences }));
}

/**
 * Whether a paragraph without a mark leaves the last numbered section: 下一步 or 此外 after a list whose
 * sections have one paragraph each belongs to no heading.
 */
function leavesSection(drafts: readonly Draft[], line: BodyLine): boolean {
  const last = drafts.at(-1)!;
  if (last.heading === null) return false;
  // The last few tell; a hostile text has thousands.
  const peers = drafts.slice(-40).filter((draft) => draft.style === last.style && draft !== last);
  if (peers.length === 0 || last.paragraphs === 0) return false;
  const alone =
    last.headingAt !== null && last.sentences.length > 0 && last.sentences[0]!.start > last.headingAt.end + 2;
  const single = peers.every((draft) => draft.paragraphs <= (alone ? 2 : 1)) && last.paragraphs >= (alone ? 2 : 1);
  return single && (!alone || /^(?:此外|另外|综上|总之|下一?步|今后|关于|对于)/.test(line.plain));
}
