/** One file's bytes to pages of text, by the reader of its kind. */
import { detectFormat, endingOf, type FileKind } from './detect.ts';
import type { ReadText } from './format.ts';
import { READ_LIMITS, refuse, Refused, type FormatOutcome, type ReadLimits, type ReadOptions } from './refusal.ts';

/**
 * Reads the text of one letter; `name` is used for its ending only. Refusals come back as values; an error is thrown
 * for faults of the house alone. A zip of letters is no letter: see `unzip`.
 */
export async function readFormat(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<FormatOutcome> {
  const limits = { ...READ_LIMITS, ...options.limits };
  if (bytes.length > limits.fileBytes) return refuse('too-large', `The file is larger than ${limits.fileBytes} bytes.`);
  const detected = detectFormat(bytes, name);
  if (detected.kind === 'empty') return refuse('empty', 'The file is empty. Copy it again.');
  if (detected.kind === 'encrypted') return refuse('encrypted', `${detected.what}. Unlock it first.`);
  if (detected.kind === 'unknown') return refuse('unknown-kind', `The file is ${detected.what}.`);
  try {
    const text = await read(detected.kind, bytes, name, limits, options);
    return { kind: 'read', text: detected.wrongEnding ? withEndingProblem(text, name, detected.kind) : text };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    if (error instanceof RangeError || error instanceof TypeError || error instanceof Error) {
      // Libraries throw errors of all kinds on damaged files; none may stop the files after this one.
      return refuse(
        'broken',
        `The file is damaged (${error.message.replaceAll(/\s+/g, ' ').slice(0, 100)}). Save it again.`,
      );
    }
    throw error;
  }
}

/**
 * Readers are loaded when first needed: a folder of text letters never loads pdfjs. And asked for once: `import()` goes
 * through the loader's thread each time, which takes as long as reading a letter.
 */
const readers = {
  txt: once(() => import('./text.ts')),
  html: once(() => import('./html.ts')),
  docx: once(() => import('./docx.ts')),
  doc: once(() => import('./doc.ts')),
  pdf: once(() => import('./pdf.ts')),
  image: once(() => import('./scan.ts')),
  ofd: once(() => import('./ofd.ts')),
};

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => (loading ??= load());
}

async function read(
  kind: FileKind,
  bytes: Uint8Array,
  name: string,
  limits: ReadLimits,
  options: ReadOptions,
): Promise<ReadText> {
  const wps = endingOf(name) === 'wps';
  switch (kind) {
    case 'txt':
      return (await readers.txt()).readTextFile(bytes, limits);
    case 'html':
      return (await readers.html()).readHtml(bytes, limits);
    case 'docx':
      return (await readers.docx()).readDocx(bytes, limits, wps ? 'wps' : 'docx');
    case 'doc':
      return (await readers.doc()).readDoc(bytes, limits, wps ? 'wps' : 'doc');
    case 'pdf':
      return (await readers.pdf()).readPdf(bytes, limits, options.onPage);
    case 'image':
      return (await readers.image()).readPicture(bytes, limits, options.onPage);
    case 'ofd':
      return (await readers.ofd()).readOfd(bytes, limits);
    case 'zip':
      throw new Refused('unknown-kind', 'The file is an archive of files, not one letter.');
  }
}

function withEndingProblem(text: ReadText, name: string, kind: FileKind): ReadText {
  const message = `The file is ${kind.toUpperCase()} by its content; its name ends in .${endingOf(name)}.`;
  return { ...text, problems: [...text.problems, { code: 'wrong-ending', field: null, message, excerpt: null }] };
}
