/** Plain text in any of the encodings that Chinese offices use; form feeds end pages. */
import type { Problem } from '../../model.ts';
import { decodeText } from './charset.ts';
import type { ReadText } from './format.ts';
import { Refused, type ReadLimits } from './refusal.ts';

/** More undecodable characters than this, and the file is no text. */
const DAMAGE_REFUSED = 0.05;
const LINE_END = /\r\n|\r|\n|\u2028|\u2029|\u0085/;

export function readTextFile(bytes: Uint8Array, limits: ReadLimits): ReadText {
  const decoded = decodeText(bytes);
  if (decoded.damage > DAMAGE_REFUSED) {
    throw new Refused(
      'unknown-kind',
      'The bytes are no text in UTF-8, UTF-16, GB18030 or Big5. Save it as UTF-8 text.',
    );
  }
  if (decoded.text.length > limits.characters) {
    throw new Refused('too-much-text', `The text is longer than ${limits.characters} characters: no reply letter.`);
  }
  const problems: Problem[] = [];
  if (decoded.damage > 0) {
    const at = decoded.text.indexOf('\ufffd');
    problems.push({
      code: 'undecodable',
      field: null,
      message: `Some characters could not be decoded as ${decoded.charset.toUpperCase()}.`,
      excerpt: decoded.text.slice(Math.max(0, at - 20), at + 20).replaceAll(/\s+/g, ' '),
    });
  }
  return { format: 'txt', ...pagesOf(decoded.text), wrapped: null, ocr: false, fields: {}, problems };
}

/** Pages at form feeds, without the empty page that a closing form feed leaves. */
function pagesOf(text: string): Pick<ReadText, 'pages' | 'paged'> {
  // Control characters other than tab, line ends and form feed have no meaning in a letter.
  const pages = text
    .replaceAll(/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g, '')
    .split('\f')
    .map((page) => page.split(LINE_END));
  while (pages.length > 1 && (pages.at(-1) ?? []).every((line) => line.trim() === '')) pages.pop();
  return { pages, paged: text.includes('\f') };
}
