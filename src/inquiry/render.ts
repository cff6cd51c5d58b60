/** Answer -> what a channel sends. This file and rendering/ alone know formats. */
import type { Answer, Language, SourceInContext } from '../model.ts';
import { layout, sourceParts, type Row } from './rendering/layout.ts';
import { type MarkupOptions, type RenderFormat, rowText, escapeHtml } from './rendering/markup.ts';
import { pageOf, type PageAnswer, type PageBlock, type PageSource } from './rendering/page.ts';
import { type PieceLimit, piecesOf } from './rendering/pieces.ts';
import { say } from './rendering/phrases.ts';

export { escapeHtml, pageOf };
export type { PageAnswer, PageBlock, PageSource, PieceLimit, RenderFormat };

export interface RenderOptions {
  /** Where a source can be read whole, for links in html. */
  readonly link?: MarkupOptions['link'];
}

function markupOf(language: Language, format: RenderFormat, options: RenderOptions): MarkupOptions {
  return { language, format, ...(options.link ? { link: options.link } : {}) };
}

/** The whole reply. plain: markers ［1］ in the text, sources 【1】 below; html: Telegram's subset, everything escaped. */
export function render(answer: Answer, format: RenderFormat = 'plain', options: RenderOptions = {}): string {
  const markup = markupOf(answer.language, format, options);
  return layout(answer)
    .map((row) => rowText(row, markup))
    .join('\n')
    .trim();
}

/** The same in messages no longer than `limit`, cut at line and sentence ends, markers kept. */
export function pieces(
  answer: Answer,
  options: PieceLimit & RenderOptions & { readonly format: RenderFormat },
): readonly string[] {
  const { limit, unit } = options;
  return piecesOf(layout(answer), { ...markupOf(answer.language, options.format, options), limit, unit });
}

function sourceRows(source: SourceInContext, language: Language): readonly Row[] {
  const { citation } = source;
  const label = `【${citation.marker}】${sourceParts(language, citation).join(' · ')}`;
  const rows: Row[] = [{ style: 'title', text: label, markers: [] }];
  if (source.subject !== null)
    rows.push({ style: 'lead', text: say(language, 'titled', { title: source.subject }), markers: [] });
  rows.push({ style: 'gap', text: '', markers: [] });
  const lines = (text: string): Row[] =>
    text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [{ style: 'lead', text: line, markers: [] } as Row]));
  rows.push(...lines(source.before), { style: 'quote', text: citation.quote, markers: [citation.marker] });
  rows.push(...lines(source.after), { style: 'gap', text: '', markers: [] });
  rows.push({ style: 'note', text: say(language, 'sourceWhole', { label: citation.file }), markers: [] });
  return rows;
}

/** The passage in its surroundings, the quote set off, with number, heading, page and the file to read whole. */
export function renderSource(
  source: SourceInContext,
  language: Language,
  options: PieceLimit & RenderOptions & { readonly format: RenderFormat },
): readonly string[] {
  const { limit, unit } = options;
  return piecesOf(sourceRows(source, language), { ...markupOf(language, options.format, options), limit, unit });
}
