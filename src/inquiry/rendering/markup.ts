/** A row in one channel's markup. Text of letters and people is always escaped. */
import type { Citation, Language } from '../../model.ts';
import type { Row } from './layout.ts';
import { say } from './phrases.ts';

/** plain: any chat; html: Telegram's subset (b, i, blockquote, a). */
export type RenderFormat = 'plain' | 'html';

export interface MarkupOptions {
  readonly format: RenderFormat;
  readonly language: Language;
  /** Where a source can be read whole (https), for a link in html; null for none. */
  readonly link?: (citation: Citation) => string | null;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Control characters (terminal escapes among them) and direction marks, which letters and people have no use for. */
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export function marked(markers: readonly number[]): string {
  return markers.map((m) => `［${m}］`).join('');
}

function sourceMarks(markers: readonly number[]): string {
  return markers.map((m) => `【${m}】`).join('');
}

export function rowText(row: Row, options: MarkupOptions): string {
  const html = options.format === 'html';
  const clean = row.text.replace(unprintable, '');
  const text = html ? escapeHtml(clean) : clean;
  const label = html ? escapeHtml(row.label ?? '') : (row.label ?? '');
  const colon = say(options.language, 'colon');
  const marks = marked(row.markers);
  switch (row.style) {
    case 'gap':
      return '';
    case 'lead':
      return `${text}${marks}`;
    case 'title':
      return html ? `<b>${text}</b>` : text;
    case 'label':
      return html ? `<b>${text}</b>` : `${text}${colon.trimEnd()}`;
    case 'quote':
      return html ? `<blockquote>${text}${marks}</blockquote>` : `· ${text}${marks}`;
    case 'row':
      return html ? `<b>${label}</b>${colon}${text}${marks}` : `${label}${colon}${text}${marks}`;
    case 'item':
      return `· ${text}${marks}`;
    case 'choice':
      return `${label}. ${text}`;
    case 'gloss':
      return html ? `<i>${text}</i>` : `  (${text})`;
    case 'note':
      return html ? `<i>${text}</i>` : text;
    case 'sourceQuote':
      return html
        ? `<blockquote>${text}</blockquote>${marked(row.markers)}`
        : `    ${text.trim().replaceAll('\n', '\n    ')}${marked(row.markers)}`;
    case 'source': {
      const link = html && row.citation ? (options.link?.(row.citation) ?? null) : null;
      return `${sourceMarks(row.markers)}${link === null ? text : `<a href="${escapeHtml(link)}">${text}</a>`}`;
    }
  }
}
