/** A zip of letters: its files, one level deep, with names that are safe to show and to store. */
import { openArchive, shown, type ArchiveEntry } from './archive.ts';
import { detectFormat } from './detect.ts';
import { Refused, type ReadLimits, type Refusal } from './refusal.ts';

export interface ZippedFile {
  /** `archive.zip/folder/name.txt`. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** `entry` counts the archive's files from 0. */
export type ZippedOutcome =
  | { readonly kind: 'file'; readonly entry: number; readonly file: ZippedFile }
  | { readonly kind: 'refused'; readonly entry: number; readonly file: string; readonly refusal: Refusal };

/** What archivers of other systems add beside the files. */
const ADDED = /(^|\/)(__MACOSX|\.(?!\.?\/)[^/]*|Thumbs\.db|desktop\.ini)(\/|$)/i;

/**
 * The archive's files one by one from file number `skip` on, so that only one of them is in memory.
 * Throws `Refused` for the archive as a whole.
 */
export async function* unzip(
  bytes: Uint8Array,
  archive: string,
  limits: ReadLimits,
  skip = 0,
): AsyncGenerator<ZippedOutcome> {
  const entries = await openArchive(bytes, limits);
  const files = entries.filter((entry) => !entry.name.endsWith('/') && !ADDED.test(entry.name) && !isNote(entry.name));
  if (files.length === 0) throw new Refused('empty', 'The archive holds no files.');
  for (const [number, entry] of files.entries()) {
    if (number < skip) continue;
    const file = `${archive}/${shown(entry.name)}`;
    try {
      yield { kind: 'file', entry: number, file: { file, bytes: await checked(entry, limits) } };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      yield { kind: 'refused', entry: number, file, refusal: error.refusal };
    }
  }
}

function isNote(name: string): boolean {
  return /(^|\/)README(\.[a-z]+)?$|\.fuwen\.yaml$/i.test(name);
}

async function checked(entry: ArchiveEntry, limits: ReadLimits): Promise<Uint8Array> {
  if (/[\u0000-\u001f\u007f\u2028\u2029]/.test(entry.name) || entry.name.length > 500) {
    throw new Refused('bad-name', 'The name holds a line break or another control character. Rename the file.');
  }
  if (entry.name.startsWith('/') || /^[A-Za-z]:/.test(entry.name) || entry.name.split('/').includes('..')) {
    throw new Refused('outside-folder', 'The name leads out of the archive. Pack the archive again.');
  }
  if (entry.size > limits.fileBytes)
    throw new Refused('too-large', `The file is larger than ${limits.fileBytes} bytes.`);
  const bytes = await entry.read();
  const detected = detectFormat(bytes, entry.name);
  if (detected.kind === 'zip')
    throw new Refused('bomb', 'An archive inside an archive is not opened. Unpack it first.');
  return bytes;
}
