import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inventLetter } from '../../bench/letters.ts';
import { ensureIndex } from '../../src/ingest/ensure.ts';
import { ending, Folder, VECTORS } from './folder.ts';

// Each ingest starts child processes, which on a busy machine takes seconds.
vi.setConfig({ testTimeout: 120_000 });

let folder: Folder;
afterEach(() => folder.remove());

const indexOf = (of: Folder): string => join(of.data, readdirSync(of.data)[0]!);
const told = (
  out: string,
): { report?: { letters: number; generation: string; read: number }; code?: string; message?: string } =>
  JSON.parse(out);

describe('a kill', () => {
  it('at any moment leaves an index that answers, and the next start is right', { timeout: 240_000 }, async () => {
    folder = new Folder(60);
    const first = await folder.ingest();
    let generation = first.generation;
    let switched = 0;
    let cut = 0;
    // How long a whole one takes decides where the kills fall: from the start of the program to its end.
    const started = performance.now();
    folder.put('0.txt', inventLetter(2, 0).text);
    const whole = await ending(folder.spawn());
    const length = performance.now() - started;
    generation = told(whole.out).report!.generation;
    for (let round = 1; round <= 15; round++) {
      // Ten letters change each time, so that every stage has work.
      for (let i = 0; i < 10; i++) folder.put(`${(round * 10 + i) % 60}.txt`, inventLetter(3 + round, i).text);
      const child = folder.spawn();
      const end = ending(child);
      await new Promise((resolve) => setTimeout(resolve, length * (0.15 + (0.9 * ((round * 7) % 15)) / 15)));
      child.kill('SIGKILL');
      const { signal } = await end;
      if (signal === 'SIGKILL') cut++;
      const held = await folder.open(indexOf(folder));
      expect(held!.manifest.counts.letters).toBe(60);
      if (held!.id !== generation) switched++;
      generation = held!.id;
      held!.close();
    }
    expect(cut).toBeGreaterThan(4);
    const report = await folder.ingest();
    const clean = await folder.ingest({ data: join(folder.root, 'clean') });
    expect([report.letters, report.passages, report.refused]).toEqual([60, clean.passages, []]);
    // Nothing of the killed ones is left: one generation, and the one before.
    expect(readdirSync(join(indexOf(folder), 'generations')).length).toBeLessThanOrEqual(2);
    expect(readdirSync(indexOf(folder)).toSorted()).toEqual(['current', 'generations', 'look', 'sources.json']);
    expect(switched).toBeLessThan(15);
  });

  it('between the switch and the note of the sources costs no reading', async () => {
    folder = new Folder(4);
    await folder.ingest();
    folder.put('0.txt', inventLetter(2, 0).text);
    const before = readFileSync(join(indexOf(folder), 'sources.json'));
    await folder.ingest();
    // As it was in that moment: the new sources announced, the old ones noted.
    copyFileSync(join(indexOf(folder), 'sources.json'), join(indexOf(folder), 'sources.next.json'));
    writeFileSync(join(indexOf(folder), 'sources.json'), before);
    expect(await folder.ingest()).toMatchObject({ read: 0, unchanged: 4, changed: false, rebuilt: null });
  });
});

describe('two ingests at once', () => {
  it('are done one after the other, and both are right', async () => {
    folder = new Folder(20);
    const [a, b] = await Promise.all([ending(folder.spawn()), ending(folder.spawn())]);
    expect([told(a.out).report?.letters, told(b.out).report?.letters]).toEqual([20, 20]);
    // The second found nothing to do, because it waited for the first; it said so.
    expect([told(a.out).report!.read, told(b.out).report!.read].toSorted()).toEqual([0, 20]);
    expect(`${a.err}${b.err}`).toContain('waiting');
  });

  it('are told as busy when the wait is over', async () => {
    folder = new Folder(3);
    await folder.ingest();
    const lock = join(indexOf(folder), 'ingest.lock');
    mkdirSync(lock);
    writeFileSync(join(indexOf(folder), 'ingest.owner'), JSON.stringify({ pid: process.pid, host: hostname() }));
    const waits: string[] = [];
    const busy = folder.ingest({
      waitMs: 300,
      onProgress: (progress) => progress.stage === 'waiting' && waits.push(progress.owner),
    });
    await expect(busy).rejects.toMatchObject({
      code: 'index-busy',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    expect(waits).toHaveLength(1);
    // The owner is gone now: a process that has ended, here and in time.
    const gone = Number(execFileSync('bash', ['-c', 'echo $$'], { encoding: 'utf8' }));
    writeFileSync(join(indexOf(folder), 'ingest.owner'), JSON.stringify({ pid: gone, host: hostname() }));
    expect(await folder.ingest({ waitMs: 300 })).toMatchObject({ changed: false });
    expect(existsSync(lock)).toBe(false);
  });
});

describe('damage', () => {
  it('of any file of the index is found before use, said, and mended', { timeout: 120_000 }, async () => {
    folder = new Folder(4);
    await folder.ingest({ settings: VECTORS });
    const generation = (): string => {
      const [id] = readFileSync(join(indexOf(folder), 'current'), 'utf8').split(' ');
      return join(indexOf(folder), 'generations', id!);
    };
    const names = readdirSync(generation());
    expect(names).toContain('vectors.hnsw');
    for (const name of [...names, 'current', 'sources.json']) {
      const path =
        name === 'current' || name === 'sources.json' ? join(indexOf(folder), name) : join(generation(), name);
      const bytes = readFileSync(path);
      bytes[Math.floor(bytes.length * 0.6)]! ^= 4;
      writeFileSync(path, bytes);
      const notices: string[] = [];
      const options = {
        ...folder.options({ settings: VECTORS }),
        vectorWeight: 0.1,
        onNotice: (notice: string) => notices.push(notice),
      };
      const made = await ensureIndex(options);
      expect(made.generation.manifest.counts.letters).toBe(4);
      expect(made.generation.vectors?.count).toBeGreaterThan(20);
      made.generation.close();
      if (name !== 'sources.json') expect([name, notices.length]).toEqual([name, 1]);
      // And it stays mended.
      const after = await ensureIndex(options);
      expect([name, after.report]).toEqual([name, null]);
      after.generation.close();
    }
  });
});

describe('a full disk', () => {
  it('is told, and the index before still answers', { timeout: 120_000 }, async () => {
    folder = new Folder(30);
    const first = await folder.ingest();
    for (let i = 0; i < 30; i++) folder.put(`${i}.txt`, inventLetter(2, i).text);
    // Limits on the size of a file (in KiB) that hit the spool, the lists and the graph.
    for (const limit of [8, 64, 100]) {
      const { out } = await ending(folder.spawn(`ulimit -f ${limit};`));
      expect([limit, told(out).code]).toEqual([limit, 'disk-full']);
      const held = await folder.open(indexOf(folder));
      expect(held!.id).toBe(first.generation);
      held!.close();
    }
    expect(readdirSync(join(indexOf(folder), 'generations'))).toEqual([first.generation]);
    expect((await folder.ingest()).read).toBe(30);
  });

  it('is told on a disk that really is full', async (context) => {
    folder = new Folder(30);
    mkdirSync(folder.data);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', folder.data], { stdio: 'ignore' });
    } catch {
      context.skip('mounting a tmpfs is not allowed here; the test with limits on a file stands in for it');
    }
    try {
      // A few letters fit, many do not.
      for (let i = 3; i < 30; i++) folder.drop(`${i}.txt`);
      const first = await folder.ingest({ settings: VECTORS });
      expect(first).toMatchObject({ letters: 3, vectors: { fault: null } });
      for (let i = 3; i < 60; i++) folder.put(`${i}.txt`, inventLetter(2, i).text);
      await expect(folder.ingest()).rejects.toMatchObject({ code: 'disk-full' });
      const held = await folder.open(indexOf(folder));
      expect(held!.id).toBe(first.generation);
      held!.close();
    } finally {
      execFileSync('umount', [folder.data]);
    }
  });
});
