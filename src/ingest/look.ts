/** A quick look at a knowledge folder: whether anything in it differs from what the last ingest saw, told without reading it. */
import { createHash, type Hash } from 'node:crypto';
import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../search/durable.ts';
import type { IndexPlace } from './place.ts';
import { readingVersion, readTable } from './reading-version.ts';
import { stampOf } from './stamp.ts';

/** Entries between two looks at the event loop: some milliseconds. */
const AT_ONCE = 512;
/** As deep as letters are looked for. */
const DEPTH_LIMIT = 32;

/**
 * Digest of everything below letters/ (names, sizes, times and inodes, as git's index has them; sidecars and notes too)
 * and of the way in which letters are read. The change time can't be set by a program that keeps a file's date (cp -p,
 * rsync), so an equal look means equal bytes. To be taken before the files are read, so that a later change shows.
 */
export async function lookAt(place: IndexPlace): Promise<string> {
  const hash = createHash('sha256').update(readingVersion(readTable(place).text));
  const root = realpathSync(place.letters);
  let seen = 0;
  const walk = async (folder: string, depth: number): Promise<void> => {
    for (const name of readdirSync(folder).toSorted()) {
      if (name.startsWith('.')) continue;
      if (++seen % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
      const path = join(folder, name);
      const found = add(hash, root, path, name);
      if (found?.isDirectory() && depth < DEPTH_LIMIT) await attempt(() => walk(path, depth + 1));
      hash.update('\n');
    }
  };
  await attempt(() => walk(root, 0));
  return hash.digest('hex');
}

/** A folder that can't be read looks empty: the ingest says why. */
async function attempt(walk: () => Promise<void>): Promise<void> {
  try {
    await walk();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

function add(hash: Hash, root: string, path: string, name: string): Stats | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  hash.update(`${name} ${found === undefined ? '' : lookOf(found)}`);
  if (found?.isSymbolicLink()) hash.update(` ${target(root, path)}`);
  return found;
}

/** Of a folder only that it is one: its own times change with dotfiles and what an editor leaves for a moment. */
function lookOf(found: Stats): string {
  return found.isDirectory() ? 'folder' : stampOf(found);
}

/** Links are followed to files within the folder only, so what lies outside may change as it likes. */
function target(root: string, path: string): string {
  try {
    const real = realpathSync(path);
    return real.startsWith(`${root}/`) ? lookOf(statSync(real)) : 'outside';
  } catch {
    return 'nowhere';
  }
}

const file = ({ index }: IndexPlace): string => join(index, 'look');
const line = (generation: string, look: string): string => `${generation} ${look}\n`;

/** Keeps what the folder looked like to the ingest that made `generation`. Throws `disk-full`. */
export async function keepLook(place: IndexPlace, generation: string, look: string): Promise<void> {
  await replaceFile(file(place), line(generation, look));
}

/** Whether the folder looks as it did then. A look that is missing or damaged is another. */
export async function looksTheSame(place: IndexPlace, generation: string): Promise<boolean> {
  const kept = await readFile(file(place), 'utf8').catch(() => null);
  return kept !== null && kept === line(generation, await lookAt(place));
}
