import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inventLetter } from '../../bench/letters.ts';
import { reportText } from '../../src/ingest/report.ts';
import { Folder, VECTORS } from './folder.ts';

// Each ingest starts child processes, which on a busy machine takes seconds.
vi.setConfig({ testTimeout: 120_000 });

let folder: Folder;
afterEach(() => folder.remove());

const indexOf = (of: Folder): string => join(of.data, readdirSync(of.data)[0]!);
const lexical = (dir: string, id: string): Buffer => readFileSync(join(dir, 'generations', id, 'lexical.bin'));
const bodies = async (of: Folder): Promise<Map<string, string>> => {
  const generation = (await of.open(indexOf(of)))!;
  const found = new Map(
    generation.catalog.cards.map(({ file, index }) => [file, generation.catalog.letter(index).body]),
  );
  generation.close();
  return found;
};

describe('an ingest', () => {
  it('reads what changed, takes over the rest, and forgets what is gone', async () => {
    folder = new Folder(6);
    const first = await folder.ingest();
    expect(first).toMatchObject({
      changed: true,
      read: 6,
      unchanged: 0,
      letters: 6,
      removed: [],
      refused: [],
      rebuilt: null,
    });
    expect(first.passages).toBeGreaterThan(30);
    expect(first.vectors).toBeNull();

    const again = await folder.ingest();
    expect(again).toMatchObject({ changed: false, read: 0, unchanged: 6, generation: first.generation });
    expect(again.passages).toBe(first.passages);

    folder.put('1.txt', inventLetter(1, 1).text.replace('感谢您', '衷心感谢您'));
    folder.put('new/7.txt', inventLetter(1, 7).text);
    folder.drop('2.txt');
    const second = await folder.ingest();
    expect(second).toMatchObject({
      changed: true,
      read: 2,
      unchanged: 4,
      removed: ['2.txt'],
      letters: 6,
      rebuilt: null,
    });
    const found = await bodies(folder);
    expect([...found.keys()].toSorted()).toEqual(['0.txt', '1.txt', '3.txt', '4.txt', '5.txt', 'new/7.txt']);
    expect(found.get('1.txt')).toContain('衷心感谢您');
    expect(found.get('1.txt')).not.toContain('\n感谢您');

    // What was put together piece by piece is what a reading from nothing gives.
    const fresh = await folder.ingest({ data: join(folder.root, 'fresh') });
    expect([fresh.letters, fresh.passages]).toEqual([second.letters, second.passages]);
    const freshIndex = join(folder.root, 'fresh', readdirSync(join(folder.root, 'fresh'))[0]!);
    expect(lexical(indexOf(folder), second.generation).equals(lexical(freshIndex, fresh.generation))).toBe(true);
  });

  it('reads by bytes, not by date', async () => {
    folder = new Folder(2);
    await folder.ingest();
    utimesSync(folder.path('0.txt'), new Date(), new Date(2000, 1, 1));
    expect(await folder.ingest()).toMatchObject({ changed: false, read: 0 });
    // The same size and date, other bytes.
    const { mtime, atime } = statSync(folder.path('1.txt'));
    folder.put('1.txt', readFileSync(folder.path('1.txt'), 'utf8').replace('感谢', '谢谢'));
    utimesSync(folder.path('1.txt'), atime, mtime);
    expect(await folder.ingest()).toMatchObject({ changed: true, read: 1 });
  });

  it('takes the vectors of unchanged passages over', async () => {
    folder = new Folder(5);
    const before = await folder.ingest({ settings: VECTORS });
    folder.drop('0.txt');
    folder.put('9.txt', inventLetter(1, 9).text);
    const after = await folder.ingest({ settings: VECTORS });
    const labels = async (id: string): Promise<number[]> => {
      const facts = JSON.parse(readFileSync(join(indexOf(folder), 'generations', id, 'manifest.json'), 'utf8')).vectors;
      return [facts.labels, facts.dead];
    };
    const [all] = await labels(before.generation);
    const [labelsAfter, dead] = await labels(after.generation);
    expect(labelsAfter! - dead!).toBe(after.passages);
    // One of five letters gone is at the limit; either way none is lost. Deleted in place, labels grow.
    expect(dead === 0 || labelsAfter! > all!).toBe(true);
  });

  it('makes everything anew for another setting or embedder without reading again', async () => {
    folder = new Folder(3);
    const first = await folder.ingest();
    const staff = await folder.ingest({ settings: { unprinted: 'staff', embedding: null } });
    expect(staff).toMatchObject({ changed: true, read: 0, unchanged: 3, letters: 3, vectors: null });
    expect(staff.passages).toBe(first.passages);
    const vectors = await folder.ingest({ settings: { unprinted: 'staff', embedding: { provider: 'builtin' } } });
    expect(vectors).toMatchObject({ changed: true, read: 0, letters: 3, vectors: { fault: null } });
    // Vectors that nobody asks for do no harm.
    expect(await folder.ingest({ settings: { unprinted: 'staff', embedding: null } })).toMatchObject({
      changed: false,
    });
  });

  it('keeps two knowledge folders apart in one data folder', async () => {
    folder = new Folder(2);
    const other = new Folder(3);
    try {
      await folder.ingest();
      await other.ingest({ data: folder.data });
      expect(readdirSync(folder.data)).toHaveLength(2);
      expect(await folder.ingest()).toMatchObject({ changed: false, letters: 2 });
      expect(await other.ingest({ data: folder.data })).toMatchObject({ changed: false, letters: 3 });
    } finally {
      other.remove();
    }
  });

  it('lists what it refuses, with the reason, and reads the others', async () => {
    folder = new Folder(2);
    folder.put('empty.txt', '');
    folder.put(
      'noise.bin',
      Uint8Array.from({ length: 2000 }, (_, i) => (i * 7919) % 256),
    );
    folder.put('broken.docx', Buffer.from('PK\u0003\u0004 this is no zip'));
    const report = await folder.ingest();
    expect(report.letters).toBe(2);
    expect(report.refused.map(({ file }) => file).toSorted()).toEqual(['broken.docx', 'empty.txt', 'noise.bin']);
    expect(report.refused.every(({ code, message }) => code !== '' && message.length > 5)).toBe(true);
    const text = reportText(report);
    expect(text).toContain('Refused (3):');
    expect(text).toMatch(/empty\.txt: .+/);
    // They stay listed although they are not read again.
    expect((await folder.ingest()).refused).toHaveLength(3);
  });

  it('says what a letter that prints no disclosure counts as', async () => {
    folder = new Folder(2);
    folder.put('silent.txt', inventLetter(1, 5).text.replace(/公开属性：.*\n/, ''));
    const report = await folder.ingest();
    expect(report.unprintedDisclosure).toEqual({ letters: 1, countAs: 'public' });
    expect(reportText(report)).toContain('1 letter, taken as public (主动公开)');
  });
});

describe('a knowledge folder', () => {
  it('that is missing, empty, no folder or unreadable is told as that', async () => {
    folder = new Folder(0);
    await expect(folder.ingest({ knowledge: join(folder.root, 'nowhere') })).rejects.toMatchObject({
      code: 'knowledge-missing',
    });
    await expect(folder.ingest({ knowledge: folder.root })).rejects.toMatchObject({ code: 'knowledge-missing' });
    await expect(folder.ingest()).rejects.toMatchObject({
      code: 'knowledge-empty',
      message: expect.stringContaining('holds no letters'),
    });
    folder.put('empty.txt', '');
    await expect(folder.ingest()).rejects.toMatchObject({
      code: 'knowledge-empty',
      message: expect.stringContaining('empty.txt'),
    });
    await expect(folder.ingest({ knowledge: folder.path('empty.txt') })).rejects.toMatchObject({
      code: 'knowledge-unreadable',
    });
  });

  it('that is suddenly empty leaves the index before in use', async () => {
    folder = new Folder(2);
    const first = await folder.ingest();
    folder.drop('0.txt');
    folder.drop('1.txt');
    await expect(folder.ingest()).rejects.toMatchObject({ code: 'knowledge-empty' });
    const generation = await folder.open(indexOf(folder));
    expect(generation?.id).toBe(first.generation);
    generation?.close();
  });
});
