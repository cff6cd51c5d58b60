/** Answer -> rows of text in reading order, each short of any channel's markup. */
import type { Answer, Block, Citation, Language, Line, Tense } from '../../model.ts';
import { letterName } from './label.ts';
import { type PhraseKey, say } from './phrases.ts';

export type Style =
  | 'lead'
  | 'title'
  | 'label'
  | 'quote'
  | 'row'
  | 'item'
  | 'choice'
  | 'gloss'
  | 'note'
  | 'source'
  | 'sourceQuote'
  | 'gap';

export interface Row {
  readonly style: Style;
  readonly text: string;
  readonly markers: readonly number[];
  /** Label of a card's row; number of a choice. */
  readonly label?: string;
  /** First of the sources that the row names, for a link. */
  readonly citation?: Citation;
}

const gap: Row = { style: 'gap', text: '', markers: [] };
const tenseKeys: Readonly<Record<Tense, PhraseKey>> = { done: 'done', planned: 'planned', stated: 'stated' };

export function tenseLabel(language: Language, tense: Tense): string {
  return say(language, tenseKeys[tense]);
}

/** The printed parts of a source's line, in order: label, heading, agency, date, page, how it was read. */
export function sourceParts(language: Language, c: Citation): readonly string[] {
  const parts = [
    letterName(language, c),
    c.heading,
    c.department,
    c.date,
    c.page === null ? null : say(language, 'page', { page: String(c.page) }),
    c.ocr ? say(language, 'scanned') : null,
  ];
  return parts.filter((part): part is string => part !== null);
}

/** Citations of one place (letter, heading, page) share a line. */
export function sourcesOf(language: Language, citations: readonly Citation[]): readonly Row[] {
  const lines = new Map<string, { markers: number[]; citation: Citation }>();
  for (const citation of citations) {
    const text = sourceParts(language, citation).join(' · ');
    const line = lines.get(text);
    if (line) line.markers.push(citation.marker);
    else lines.set(text, { markers: [citation.marker], citation });
  }
  return [...lines].map(([text, { markers, citation }]) => ({ style: 'source', text, markers, citation }));
}

function quoteRows(line: Line): readonly Row[] {
  const quote: Row = { style: 'quote', text: line.text, markers: line.markers };
  return line.gloss === undefined ? [quote] : [quote, { style: 'gloss', text: line.gloss, markers: [] }];
}

function blockRows(language: Language, block: Block, previous: Block | undefined): readonly Row[] {
  switch (block.kind) {
    case 'lead':
      return [{ style: 'lead', text: block.text, markers: block.markers }];
    case 'note':
      return [{ style: 'note', text: block.text, markers: [] }];
    case 'card':
      return block.rows.map((r) => ({ style: 'row', text: r.value, markers: r.markers, label: r.label }));
    case 'quotes': {
      const title: Row[] = block.title === null ? [] : [{ style: 'title', text: block.title, markers: [] }];
      const goesOn = previous?.kind === 'quotes' && previous.tense === block.tense && block.title === null;
      const label: Row[] = goesOn ? [] : [{ style: 'label', text: tenseLabel(language, block.tense), markers: [] }];
      return [...title, ...label, ...block.lines.flatMap(quoteRows)];
    }
    case 'table':
      return block.rows.flatMap((cells) => cells.map((cell, i) => tableRow(block.head[i] ?? '', cell)));
    case 'list':
      return block.items.map((item) => ({ style: 'item', text: item.text, markers: item.markers }));
    case 'choices':
      return block.items.map((text, i) => ({ style: 'choice', text, markers: [], label: String(i + 1) }));
  }
}

/** A chat shows no table: each cell is a line, under the name of its column. */
function tableRow(label: string, cell: Line): Row {
  return { style: 'row', text: cell.text, markers: cell.markers, label };
}

/** Whether a block opens a paragraph of its own. */
function opensParagraph(block: Block, previous: Block | undefined): boolean {
  if (previous === undefined || previous.kind === 'lead') return false;
  if (block.kind === 'quotes' && previous.kind === 'quotes') return block.title !== null;
  // What a note announces follows it.
  if (block.kind === 'list' && previous.kind === 'note') return false;
  return block.kind !== 'note' || previous.kind !== 'note';
}

/** Each source whole, for a terminal: number, title, heading, agency, date, page, and the quote below it. */
function quotedSources(language: Language, citations: readonly Citation[]): readonly Row[] {
  const places = new Map<string, Citation[]>();
  for (const citation of citations) {
    const place = sourceParts(language, citation).join(' · ');
    places.set(place, [...(places.get(place) ?? []), citation]);
  }
  return [...places.values()].flatMap((group): readonly Row[] => {
    const [citation] = group as [Citation];
    const [label, ...rest] = sourceParts(language, citation);
    const { title } = citation;
    const parts = [label, title === label ? null : title, ...rest].filter((part) => part !== null);
    return [
      { style: 'source', text: parts.join(' · '), markers: group.map((c) => c.marker), citation },
      ...group.map((c): Row => ({ style: 'sourceQuote', text: c.quote, markers: group.length > 1 ? [c.marker] : [] })),
    ];
  });
}

/** Blocks, then the sources, then the closing notes: an answer ends with where it stands. `quotes`: each source with its quote. */
export function layout(answer: Answer, quotes = false): readonly Row[] {
  const { blocks, language } = answer;
  const closing = blocks.length - (blocks.findLastIndex((b) => b.kind !== 'note') + 1);
  const body = answer.kind === 'answered' ? blocks.slice(0, blocks.length - closing) : blocks;
  const rows: Row[] = [];
  for (const [i, block] of body.entries()) {
    const previous = body[i - 1];
    if (opensParagraph(block, previous)) rows.push(gap);
    rows.push(...blockRows(language, block, previous));
  }
  if (answer.kind === 'answered') {
    rows.push(gap, { style: 'label', text: say(language, 'sources'), markers: [] });
    rows.push(...(quotes ? quotedSources : sourcesOf)(language, answer.citations));
    const notes = blocks.slice(blocks.length - closing);
    if (notes.length > 0) rows.push(gap, ...notes.flatMap((note) => blockRows(language, note, undefined)));
  }
  return rows;
}
