/** Answer -> what a channel sends. This file and rendering/ alone know formats. */
import type { Answer, Language, ListPart, SourceInContext } from '../model.ts';
import { layout, sourceParts, type Row } from './rendering/layout.ts';
import { type MarkupOptions, type RenderFormat, rowText, escapeHtml } from './rendering/markup.ts';
import { pageOf, type PageAnswer, type PageBlock, type PageSource } from './rendering/page.ts';
import { partRows } from './rendering/part.ts';
import { type PieceLimit, piecesOf } from './rendering/pieces.ts';
import { say } from './rendering/phrases.ts';

export { escapeHtml, pageOf };
export type { PageAnswer, PageBlock, PageSource, PieceLimit, RenderFormat };

export interface RenderOptions {
  /** Where a source can be read whole: links in html; in plain text only below the source itself. */
  readonly link?: MarkupOptions['link'];
  /** The answer is this part of a list. */
  readonly part?: ListPart | undefined;
  /** Sources one by one with title and quote, for a terminal; chats get the short list. */
  readonly quotes?: boolean;
}

function markupOf(language: Language, format: RenderFormat, options: RenderOptions): MarkupOptions {
  return { language, format, ...(options.link ? { link: options.link } : {}) };
}

function rowsOf(answer: Answer, format: RenderFormat, { part, quotes }: RenderOptions): readonly Row[] {
  const rows = layout(answer, quotes === true);
  // Telegram, whose markup html is, has a button to go on with.
  return part === undefined ? rows : partRows(rows, answer, part, format === 'plain');
}

/** The whole reply. plain: markers ［1］ in the text, sources 【1】 below; html: Telegram's subset, everything escaped. */
export function render(answer: Answer, format: RenderFormat = 'plain', options: RenderOptions = {}): string {
  const markup = markupOf(answer.language, format, options);
  return rowsOf(answer, format, options)
    .map((row) => rowText(row, markup))
    .join('\n')
    .trim();
}

/** The same in messages no longer than `limit`, cut at line and sentence ends, markers kept. */
export function pieces(
  answer: Answer,
  options: PieceLimit & RenderOptions & { readonly format: RenderFormat },
): readonly string[] {
  const { limit, unit, format } = options;
  return piecesOf(rowsOf(answer, format, options), { ...markupOf(answer.language, format, options), limit, unit });
}

function lines(text: string): readonly Row[] {
  const filled = text.split('\n').filter((line) => line.trim() !== '');
  return filled.map((line) => ({ style: 'lead', text: line, markers: [] }));
}

function sourceRows(source: SourceInContext, { language, format, link }: MarkupOptions): readonly Row[] {
  const { citation } = source;
  const label = `【${citation.marker}】${sourceParts(language, citation).join(' · ')}`;
  const rows: Row[] = [{ style: 'title', text: label, markers: [] }];
  if (source.subject !== null)
    rows.push({ style: 'lead', text: say(language, 'titled', { title: source.subject }), markers: [] });
  rows.push({ style: 'gap', text: '', markers: [] });
  rows.push(...lines(source.before), { style: 'quote', text: citation.quote, markers: [citation.marker] });
  rows.push(...lines(source.after), { style: 'gap', text: '', markers: [] });
  const address = link?.(citation) ?? null;
  const whole = say(language, 'sourceWhole', {
    label: format === 'plain' && address !== null ? address : citation.file,
  });
  rows.push(
    address === null
      ? { style: 'note', text: whole, markers: [] }
      : { style: 'source', text: whole, markers: [], citation },
  );
  return rows;
}

/** The passage in its surroundings, the quote set off, with number, heading, page and the file to read whole. */
export function renderSource(
  source: SourceInContext,
  language: Language,
  options: PieceLimit & RenderOptions & { readonly format: RenderFormat },
): readonly string[] {
  const { limit, unit, format } = options;
  const markup = markupOf(language, format, options);
  return piecesOf(sourceRows(source, markup), { ...markup, limit, unit });
}
