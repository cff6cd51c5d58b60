/** The letters of a folder and the folders in it: what is to be read, and what is refused by its name or place. */
import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { RefusalReason } from './formats/refusal.ts';
import { READ_LIMITS } from './formats/refusal.ts';

export interface FileToRead {
  /** Where the file is, absolute. */
  readonly path: string;
  /** Path below the folder, with `/`: what letters and reports call it. */
  readonly file: string;
  /** The folder's real path; the file must lie in it also when it is read. */
  readonly root: string;
  readonly bytes: number;
  /** Milliseconds since 1970: its bytes, and anything of it (`ctime`, which no program can set). */
  readonly modified: number;
  readonly changed: number;
  readonly inode: number;
}

export interface RefusedFile {
  readonly file: string;
  readonly reason: RefusalReason;
  readonly message: string;
}

export interface LetterFiles {
  /** In the order of their names. */
  readonly files: readonly FileToRead[];
  readonly refused: readonly RefusedFile[];
}

/** Notes for people and sidecars, which are no letters. */
const NOT_A_LETTER = /^(README(\..*)?|.*\.fuwen\.yaml|Thumbs\.db|desktop\.ini|~\$.*)$/i;
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;
const DEPTH_LIMIT = 32;

/**
 * Lists the files below `dir`, without dotfiles, notes and sidecars. Links are followed to files within `dir` only.
 * Throws the system's error when `dir` itself can't be read.
 */
export async function listLetterFiles(dir: string, fileBytes = READ_LIMITS.fileBytes): Promise<LetterFiles> {
  const root = await realpath(dir);
  const files: FileToRead[] = [];
  const refused: RefusedFile[] = [];
  await walk({ root, files, refused, fileBytes }, root, '', 0);
  files.sort((a, b) => (a.file < b.file ? -1 : 1));
  refused.sort((a, b) => (a.file < b.file ? -1 : 1));
  return { files, refused };
}

interface Listing {
  readonly root: string;
  readonly files: FileToRead[];
  readonly refused: RefusedFile[];
  readonly fileBytes: number;
}

/** Entries between two looks at the event loop: a millisecond. For ten thousand, promises take three times as long. */
const AT_ONCE = 64;

async function walk(listing: Listing, folder: string, below: string, depth: number): Promise<void> {
  const names = readdirSync(folder, { encoding: 'buffer' });
  for (const [at, name] of names.entries()) {
    if (at % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    await visit(listing, folder, name.toString('utf8'), below, depth);
  }
}

async function visit(listing: Listing, folder: string, name: string, below: string, depth: number): Promise<void> {
  const file = below === '' ? name : `${below}/${name}`;
  if (name.startsWith('.') || NOT_A_LETTER.test(name)) return;
  if (CONTROL.test(name) || name.includes('\ufffd') || name.includes('\\')) {
    refuse(
      listing,
      file,
      'bad-name',
      'The name holds a line break, a backslash or bytes that are no UTF-8. Rename the file.',
    );
    return;
  }
  try {
    await add(listing, join(folder, name), file, depth);
  } catch (error) {
    // Gone, or not ours to read, since the folder was listed.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    refuse(listing, file, 'unreadable', `The file or folder can't be opened (${code}). Check its permissions.`);
  }
}

async function add(listing: Listing, path: string, file: string, depth: number): Promise<void> {
  const entry = lstatSync(path);
  if (entry.isDirectory()) {
    if (depth >= DEPTH_LIMIT)
      refuse(listing, file, 'outside-folder', `Folders nest deeper than ${DEPTH_LIMIT}. Move the letters up.`);
    else await walk(listing, path, file, depth + 1);
    return;
  }
  let target = path;
  if (entry.isSymbolicLink()) {
    target = realpathSync.native(path);
    if (!isWithin(target, listing.root)) {
      refuse(listing, file, 'outside-folder', 'The link leads out of the folder. Copy the file itself.');
      return;
    }
  }
  const found = entry.isSymbolicLink() ? statSync(target) : entry;
  // A link to a folder within: its letters are listed at their own place.
  if (found.isDirectory()) return;
  if (!found.isFile()) refuse(listing, file, 'unknown-kind', 'This is no file but a device, pipe or socket.');
  else if (found.size > listing.fileBytes) {
    refuse(listing, file, 'too-large', `The file has ${found.size} bytes; the limit is ${listing.fileBytes}.`);
  } else {
    const { size: bytes, mtimeMs: modified, ctimeMs: changed, ino: inode } = found;
    listing.files.push({ path: target, file, root: listing.root, bytes, modified, changed, inode });
  }
}

/** True when `path`, already real, lies below `root`. */
export function isWithin(path: string, root: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function refuse(listing: Listing, file: string, reason: RefusalReason, message: string): void {
  listing.refused.push({ file: file.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]/g, '?'), reason, message });
}
