/** DOCX (ECMA-376): paragraphs and tables in reading order, list numbers as Word shows them, quotation marks unchanged. */
import * as cheerio from 'cheerio';
import mammoth from 'mammoth';
import type { Problem } from '../../model.ts';
import { findEntry, openArchive, type ArchiveEntry } from './archive.ts';
import { listLabels } from './docx-numbering.ts';
import type { ReadText } from './format.ts';
import { htmlLines } from './html-lines.ts';
import { Refused, type ReadLimits } from './refusal.ts';

/** Bytes of document.xml: mammoth holds its tree in memory at some forty times that; a long letter has 0.5 MB. */
const DOCUMENT_BYTES = 6 * 1024 * 1024;

interface MammothNode {
  readonly type: string;
  readonly children?: readonly MammothNode[];
  readonly numbering?: unknown;
}

export async function readDocx(bytes: Uint8Array, limits: ReadLimits, format: 'docx' | 'wps'): Promise<ReadText> {
  const entries = await openArchive(bytes, limits);
  if (entries.some((entry) => entry.encrypted))
    throw new Refused('encrypted', 'The document is locked with a password.');
  const document = await xmlOf(entries, 'word/document.xml');
  if (document === null) throw new Refused('broken', 'The container holds no Word document. Save it as DOCX again.');
  const labels = listLabels(
    document,
    await xmlOf(entries, 'word/numbering.xml'),
    await xmlOf(entries, 'word/styles.xml'),
  );
  const problems: Problem[] = [];
  const html = await toHtml(bytes, labels, problems);
  const root = cheerio.load(html, null, false).root().toArray();
  const { lines, fields } = htmlLines(root);
  if (lines.reduce((sum, line) => sum + line.length, 0) > limits.characters) {
    throw new Refused('too-much-text', `The text is longer than ${limits.characters} characters: no reply letter.`);
  }
  if (lines.length === 0)
    throw new Refused('no-text', 'The document holds no text. Save the letter as PDF or as a picture.');
  const outside = await edgesOf(entries);
  return { format, pages: [lines], paged: false, wrapped: false, ocr: false, fields, outside, problems };
}

/** Headers and footers of the first page, the odd and the even ones, each in some sections: a letter has a few. */
const EDGES = 12;

/** Lines of the headers and footers. A broken one tells nothing, as Word shows nothing of it. */
async function edgesOf(entries: readonly ArchiveEntry[]): Promise<string[]> {
  const lines: string[] = [];
  const names = entries.map(({ name }) => name).filter((name) => /^word\/(?:header|footer)\d*\.xml$/i.test(name));
  for (const name of names.slice(0, EDGES)) {
    const xml = await xmlOf(entries, name);
    for (const part of (xml ?? '').matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)) {
      const runs = [...part[0].matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(tab|br)\/>/g)];
      const text = cheerio
        .load(runs.map((run) => run[1] ?? ' ').join(''), null, false)
        .text()
        .trim();
      if (text !== '' && !lines.includes(text)) lines.push(text);
    }
  }
  return lines;
}

async function xmlOf(entries: readonly ArchiveEntry[], name: string): Promise<string | null> {
  const entry = findEntry(entries, name);
  if (!entry) return null;
  if (entry.size > DOCUMENT_BYTES) {
    throw new Refused('too-much-text', `“${name}” is larger than ${DOCUMENT_BYTES} bytes: no reply letter.`);
  }
  const bytes = await entry.read();
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe;
  const xml = new TextDecoder(wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
  // OPC (ECMA-376 part 2, 8.1.4) forbids a DTD in a part; one is here only to expand entities.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    throw new Refused('bomb', `“${name}” declares XML entities, which DOCX forbids.`);
  return xml;
}

async function toHtml(bytes: Uint8Array, labels: readonly (string | null)[], problems: Problem[]): Promise<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let listed = 0;
  const countListed = (node: MammothNode): number =>
    (node.type === 'paragraph' && node.numbering ? 1 : 0) +
    (node.children ?? []).reduce((sum, child) => sum + countListed(child), 0);
  const withLabels = (node: MammothNode): MammothNode => {
    const children = node.children?.map(withLabels);
    if (node.type !== 'paragraph' || !node.numbering) return children ? { ...node, children } : node;
    const label = labels[listed] ?? '';
    listed += 1;
    const run = { type: 'run', children: [{ type: 'text', value: label }] };
    // Without numbering, mammoth makes a plain paragraph of it instead of an item of a list.
    return { ...node, numbering: null, children: [run, ...(children ?? [])] };
  };
  try {
    const result = await mammoth.convertToHtml({ buffer }, {
      includeDefaultStyleMap: false,
      ignoreEmptyParagraphs: true,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      transformDocument: (document: MammothNode) => {
        if (countListed(document) === labels.length) return withLabels(document);
        if (labels.length > 0) problems.push(NUMBERS_LOST);
        return document;
      },
    } as Parameters<typeof mammoth.convertToHtml>[1]);
    return result.value;
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(
      'broken',
      `The Word document is damaged (${String(error).slice(0, 100)}). Save it as DOCX again.`,
    );
  }
}

const NUMBERS_LOST: Problem = {
  code: 'list-numbers',
  field: null,
  message: 'Automatic list numbers could not be placed; headings may lack theirs.',
  excerpt: null,
};
