/** The files of a knowledge folder with what tells them apart: hashes for an ingest, times for a quick look. */
import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileToRead } from '../letters/read.ts';

/** Ending of the file in which a person settles what the clerk was unsure of. */
export const SIDECAR = '.fuwen.yaml';

export interface SeenFile {
  /** Below letters/, with `/`. */
  readonly file: string;
  readonly entry: FileToRead;
  /** Empty when it could not be read. */
  readonly sha256: string;
  /** Of its sidecar; null when it has none. */
  readonly sidecar: string | null;
  readonly stamp: string;
}

/** Files between two looks at the event loop: some milliseconds. */
const AT_ONCE = 64;
/** Larger files are hashed as streams. */
const SMALL_BYTES = 1 << 20;
const SIDECAR_BYTES = 64 * 1024;

/**
 * Size, times and inode of a file and its sidecar, as git's index has them. The change time can't be set by a program
 * that keeps a file's date (cp -p, rsync), so an equal stamp means equal bytes; ingest hashes nevertheless.
 */
function stampOf(letters: string, file: string): string {
  const path = join(letters, file);
  return `${oneStamp(path)} ${oneStamp(path + SIDECAR)}`;
}

function oneStamp(path: string): string {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? '-' : `${found.size}:${found.mtimeNs}:${found.ctimeNs}:${found.ino}`;
  } catch {
    return '-';
  }
}

/**
 * Hashes each file; one that is gone or can't be read meanwhile is left to the reader, which says why. Small files are
 * read synchronously, in slices: for ten thousand of them promises cost five times what the disk does.
 */
export async function hashFiles(
  letters: string,
  files: readonly FileToRead[],
  signal: AbortSignal,
): Promise<readonly SeenFile[]> {
  const seen: SeenFile[] = [];
  for (const entry of files) {
    if (seen.length % AT_ONCE === 0) await breathe(signal);
    const { file, path, bytes } = entry;
    // The stamp first: bytes that change while they are hashed make another stamp.
    const stamp = stampOf(letters, file);
    const sidecar = stamp.endsWith(' -') ? null : sidecarSum(readSidecarBytes(letters, file));
    const sha256 = bytes > SMALL_BYTES ? await hashLarge(path) : hashSmall(path);
    seen.push({ file, entry, sha256: sha256 ?? '', sidecar, stamp });
  }
  return seen;
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

/** Whether every file still has the stamp that `stamps` gives it. */
export async function stampsHold(
  letters: string,
  files: readonly FileToRead[],
  stamps: ReadonlyMap<string, string>,
): Promise<boolean> {
  for (const [at, { file }] of files.entries()) {
    if (at % AT_ONCE === 0) await breathe();
    if (stamps.get(file) !== stampOf(letters, file)) return false;
  }
  return true;
}

async function breathe(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
