/** Word 97–2003 and WPS binary files (MS-DOC): paragraphs, and table rows, whose cells the format ends with tabs. */
import WordExtractor from 'word-extractor';
import { tableLines } from './cells.ts';
import type { ReadText } from './format.ts';
import { Refused, type ReadLimits } from './refusal.ts';

/** Headers and footers of a letter have some hundred characters; what is behind these is none. */
const EDGE_CHARACTERS = 20_000;

export async function readDoc(bytes: Uint8Array, limits: ReadLimits, format: 'doc' | 'wps'): Promise<ReadText> {
  checkHeader(bytes);
  let body: string;
  let outside: string;
  try {
    const document = await new WordExtractor().extract(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    // The filter would turn “ ” into straight quotation marks, and quotes must stay verbatim.
    body = [
      document.getTextboxes({ filterUnicode: false, includeHeadersAndFooters: false }),
      document.getBody({ filterUnicode: false }),
    ]
      .filter((part) => part.trim() !== '')
      .join('\n');
    // Of both, as the library joins them.
    outside = document.getHeaders({ filterUnicode: false });
  } catch (error) {
    throw new Refused('broken', `The Word file is damaged (${String(error).slice(0, 100)}). Save it as DOCX.`);
  }
  if (body.length > limits.characters) {
    throw new Refused('too-much-text', `The text is longer than ${limits.characters} characters: no reply letter.`);
  }
  const { lines, fields } = linesOf(body);
  if (lines.length === 0)
    throw new Refused('no-text', 'The file holds no text. Save the letter as PDF or as a picture.');
  return {
    format,
    pages: [lines],
    paged: false,
    wrapped: false,
    ocr: false,
    fields,
    outside: edgeLines(outside),
    problems: [],
  };
}

/** Lines of headers and footers; a mark stands among the first, whatever their number. */
function edgeLines(text: string): string[] {
  const lines = text.slice(0, EDGE_CHARACTERS).split(/[\r\n\u000b\f\u0007]+/);
  return lines
    .map((line) => line.replaceAll(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '').trim())
    .filter((line) => line !== '');
}

/** The FIB (MS-DOC 2.5.2): its encryption bit, and the version that readers of Word 97 files understand. */
function checkHeader(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The WordDocument stream starts at a 512-byte sector; its first sector holds wIdent A5EC.
  for (let at = 512; at + 12 <= buffer.length; at += 512) {
    if (buffer.readUInt16LE(at) !== 0xa5ec) continue;
    if ((buffer.readUInt16LE(at + 10) & 0x0100) !== 0) {
      throw new Refused('encrypted', 'The Word file is locked with a password. Unlock it first.');
    }
    return;
  }
}

function linesOf(body: string): { lines: string[]; fields: Record<string, string> } {
  const lines: string[] = [];
  const fields: Record<string, string> = {};
  let rows: string[][][] = [];
  const endTable = (): void => {
    const table = tableLines(rows);
    lines.push(...table.lines);
    for (const [label, value] of Object.entries(table.fields)) fields[label] ??= value;
    rows = [];
  };
  for (const raw of body.split(/\r\n|\r|\n|\u000b|\f/)) {
    const line = raw.replaceAll(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '').trimEnd();
    if (line.includes('\t') && line.trim() !== '' && !line.startsWith('\t')) {
      rows.push(line.split('\t').map((cell) => [cell]));
      continue;
    }
    endTable();
    if (line.trim() !== '') lines.push(line.replaceAll('\t', '  '));
  }
  endTable();
  return { lines, fields };
}
