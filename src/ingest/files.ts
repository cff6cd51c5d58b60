/** The files of a knowledge folder with the hashes that tell an ingest what changed. */
import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileToRead } from '../letters/read.ts';
import { stampOf } from './stamp.ts';

/** Ending of the file in which a person settles what the clerk was unsure of. */
export const SIDECAR = '.fuwen.yaml';

export interface SeenFile {
  /** Below letters/, with `/`. */
  readonly file: string;
  readonly entry: FileToRead;
  /** Empty when it could not be read. */
  readonly sha256: string;
  /** What its folder tells of these bytes, for the next ingest to know them by; null when that can't be trusted. */
  readonly stamp: string | null;
  /** Of its sidecar; null when it has none. */
  readonly sidecar: string | null;
}

/** What an earlier ingest knew of a file: `stamp` was taken before the bytes with this hash were read. */
export type KnownFile = Pick<SeenFile, 'file' | 'sha256' | 'stamp'>;

/**
 * A file that changed less than this before it is looked at may change once more without its times telling: they tick by
 * up to 2 s (FAT), and a file server's clock is not quite ours. Such a file's stamp is not kept, so that its bytes are
 * hashed the next time too ("racily clean", Documentation/technical/racy-git.txt of git).
 */
const SETTLED_MS = 5_000;

/** Files between two looks at the event loop: some milliseconds. */
const AT_ONCE = 64;
/** Larger files are hashed as streams. */
const SMALL_BYTES = 1 << 20;
const SIDECAR_BYTES = 64 * 1024;

/**
 * The hash of each file's bytes: that of `known` where size, times and inode are those of then, else read now; `listedAt`
 * is when the listing of `files` began, in milliseconds since 1970. One that is gone or can't be read meanwhile is left
 * to the reader, which says why. Small files are read synchronously, in slices: for ten thousand of them promises cost
 * five times what the disk does.
 */
export async function hashFiles(
  letters: string,
  files: readonly FileToRead[],
  listedAt: number,
  known: readonly KnownFile[],
  signal: AbortSignal,
): Promise<readonly SeenFile[]> {
  const seen: SeenFile[] = [];
  const before = new Map(known.map((each) => [each.file, each]));
  const settled = listedAt - SETTLED_MS;
  const sidecars = settledFiles(letters, files);
  for (const entry of files) {
    if (seen.length % AT_ONCE === 0) await breathe(signal);
    const { file, path, bytes, modified, changed, inode } = entry;
    const sidecar = sidecars.has(file) ? sidecarSum(readSidecarBytes(letters, file)) : null;
    const stamp = changed < settled ? stampOf({ size: bytes, mtimeMs: modified, ctimeMs: changed, ino: inode }) : null;
    const then = before.get(file);
    const sha256 =
      then !== undefined && then.stamp !== null && then.stamp === stamp
        ? then.sha256
        : bytes > SMALL_BYTES
          ? await hashLarge(path)
          : hashSmall(path);
    seen.push({ file, entry, sha256: sha256 ?? '', stamp, sidecar });
  }
  return seen;
}

/** Files beside which a sidecar stands: one look at each folder instead of one at each file. */
function settledFiles(letters: string, files: readonly FileToRead[]): ReadonlySet<string> {
  const settled = new Set<string>();
  const folders = new Set(files.map(({ file }) => file.slice(0, file.lastIndexOf('/') + 1)));
  for (const folder of folders)
    for (const name of names(join(letters, folder)))
      if (name.endsWith(SIDECAR)) settled.add(`${folder}${name.slice(0, -SIDECAR.length)}`);
  return settled;
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Gone meanwhile: so are its files, which the reader finds out.
    return [];
  }
}

function hashSmall(path: string): string | null {
  const bytes = readPlain(path, 2 * SMALL_BYTES);
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

async function hashLarge(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { flags: PLAIN as unknown as string }), hash);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/** Not through a link put in the file's place, and not from a pipe that never ends. */
const PLAIN = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function readPlain(path: string, most: number): Buffer | null {
  let file: number | null = null;
  try {
    file = openSync(path, PLAIN);
    const found = fstatSync(file);
    return found.isFile() && found.size <= most ? readFileSync(file) : null;
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** Null when it can't be read, is no plain file or is too large to have been written by hand. */
export function readSidecarBytes(letters: string, file: string): Buffer | null {
  return readPlain(join(letters, file + SIDECAR), SIDECAR_BYTES);
}

export function sidecarSum(bytes: Buffer | null): string {
  return bytes === null ? 'unreadable' : createHash('sha256').update(bytes).digest('hex');
}

async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}
