import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashFiles, type KnownFile } from '../../src/ingest/files.ts';
import { readSources } from '../../src/ingest/sources.ts';
import { listLetterFiles } from '../../src/letters/read.ts';
import { Folder } from './folder.ts';

// Each ingest starts child processes, which on a busy machine takes seconds.
vi.setConfig({ testTimeout: 120_000 });

const MINUTE = 60_000;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let folder: Folder;
beforeEach(() => (folder = new Folder(0)));
afterEach(() => {
  vi.restoreAllMocks();
  folder.remove();
});

/** The only file of the folder, looked at `later` milliseconds from now. */
async function look(known: readonly KnownFile[], later: number) {
  const letters = join(folder.knowledge, 'letters');
  const { files } = await listLetterFiles(letters);
  const seen = await hashFiles(letters, files, Date.now() + later, known, new AbortController().signal);
  expect(seen).toHaveLength(1);
  return seen[0]!;
}

/** A file that is told as one whose hash is `known` is not opened: what it holds is another. */
const trusted = (seen: KnownFile): KnownFile => ({ ...seen, sha256: 'known' });

describe('the stamp of a file', () => {
  it('stands for its bytes as long as size, times and inode are the same', async () => {
    folder.put('a.txt', 'first');
    const seen = await look([], MINUTE);
    expect(seen).toMatchObject({ sha256: sha256('first'), stamp: expect.any(String) });
    expect(await look([trusted(seen)], MINUTE)).toMatchObject({ sha256: 'known', stamp: seen.stamp });
    // Of another file it says nothing.
    expect(await look([{ ...trusted(seen), file: 'b.txt' }], MINUTE)).toMatchObject({ sha256: sha256('first') });
  });

  it('is another after any change, whatever was done to the date', async () => {
    folder.put('a.txt', 'first');
    const path = folder.path('a.txt');
    const changes: Record<string, () => void> = {
      'same size and date': () => {
        const { atime, mtime } = statSync(path);
        writeFileSync(path, 'fir5t');
        utimesSync(path, atime, mtime);
      },
      'another file in its place': () => {
        const { atime, mtime } = statSync(path);
        const other = join(folder.root, 'other');
        writeFileSync(other, '1irst');
        utimesSync(other, atime, mtime);
        renameSync(other, path);
      },
      'another size': () => writeFileSync(path, 'longer than before'),
    };
    for (const [what, change] of Object.entries(changes)) {
      const before = await look([], MINUTE);
      // Times tick every few milliseconds, and a change within one tick is what the next test is about.
      await new Promise((resolve) => setTimeout(resolve, 30));
      change();
      const after = await look([trusted(before)], MINUTE);
      expect([what, after.sha256]).toEqual([what, sha256(readFileSync(path, 'utf8'))]);
    }
  });

  it('is not kept of a file that changed just now, or in the future', async () => {
    folder.put('a.txt', 'first');
    expect(await look([], 0)).toMatchObject({ sha256: sha256('first'), stamp: null });
    expect(await look([], -MINUTE)).toMatchObject({ stamp: null });
    // And two files without one are not the same for that.
    const none: KnownFile = { file: 'a.txt', sha256: 'known', stamp: null };
    expect(await look([none], 0)).toMatchObject({ sha256: sha256('first') });
  });

  it('is that of the file that a link leads to', async () => {
    mkdirSync(join(folder.knowledge, 'letters', '.kept'));
    writeFileSync(folder.path('.kept/one'), 'first');
    writeFileSync(folder.path('.kept/two'), 'secnd');
    symlinkSync('.kept/one', folder.path('a.txt'));
    const before = await look([], MINUTE);
    unlinkSync(folder.path('a.txt'));
    symlinkSync('.kept/two', folder.path('a.txt'));
    expect(await look([trusted(before)], MINUTE)).toMatchObject({ sha256: sha256('secnd') });
  });
});

const index = (): string => join(folder.data, readdirSync(folder.data)[0]!);
const read = (): string => readFileSync(join(index(), 'sources.json'), 'utf8');

describe('an ingest', () => {
  it('takes what a stamp says, unless told to hash again', async () => {
    folder = new Folder(3);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + MINUTE);
    await folder.ingest();
    // As though bytes had changed on a file system that keeps no time of changes.
    const [head, list] = read().split('\n') as [string, string];
    const sources = JSON.parse(list) as { file: string; sha256: string; stamp: string | null }[];
    expect(sources.every(({ stamp }) => stamp !== null)).toBe(true);
    const other = JSON.stringify(
      sources.map((source) => (source.file === '1.txt' ? { ...source, sha256: sha256('') } : source)),
    );
    const write = (): void =>
      writeFileSync(
        join(index(), 'sources.json'),
        `${JSON.stringify({ ...JSON.parse(head), sha256: sha256(other) })}\n${other}`,
      );
    write();
    expect(await folder.ingest()).toMatchObject({ read: 0, unchanged: 3, changed: false });
    write();
    expect(await folder.ingest({ rehash: true })).toMatchObject({ read: 1, unchanged: 2 });
    const mended = JSON.parse(read().split('\n')[1]!) as typeof sources;
    expect(mended.toSorted((a, b) => (a.file < b.file ? -1 : 1))).toEqual(sources);
  });

  it('reads everything again when the note of the sources is damaged', async () => {
    folder = new Folder(2);
    await folder.ingest();
    const path = join(index(), 'sources.json');
    const text = read();
    const { generation, reading } = JSON.parse(text.split('\n')[0]!) as { generation: string; reading: string };
    expect(await readSources(index(), generation, reading)).toHaveLength(2);
    // A digit of a hash: still a note in form.
    const at = text.lastIndexOf('"sha256":"') + 20;
    writeFileSync(path, text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1));
    expect(await readSources(index(), generation, reading)).toBeNull();
    expect(await folder.ingest()).toMatchObject({ read: 2, changed: true });
  });
});
