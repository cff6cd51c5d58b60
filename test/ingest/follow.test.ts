import { appendFileSync, renameSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inventLetter } from '../../bench/letters.ts';
import { ensureIndex, type Ensured } from '../../src/ingest/ensure.ts';
import { progressBar } from '../../src/ingest/progress.ts';
import { watchKnowledge, type Watching } from '../../src/ingest/watch.ts';
import { Folder, VECTORS } from './folder.ts';

// Each ingest starts child processes, which on a busy machine takes seconds.
vi.setConfig({ testTimeout: 120_000 });

let folder: Folder;
const opened: Ensured[] = [];
afterEach(() => {
  for (const { generation } of opened.splice(0)) generation.close();
  folder.remove();
});

async function ensure(more: object = {}): Promise<Ensured & { notices: string[] }> {
  const notices: string[] = [];
  const made = await ensureIndex({
    ...folder.options(),
    vectorWeight: 0.1,
    onNotice: (notice) => notices.push(notice),
    ...more,
  });
  opened.push(made);
  return { ...made, notices };
}

describe('the index in use', () => {
  it('is built when there is none, taken when it is current, and brought up to date when the folder changed', async () => {
    folder = new Folder(3);
    const built = await ensure();
    expect(built).toMatchObject({ notices: [], report: { changed: true, letters: 3 } });
    expect((await ensure()).report).toBeNull();
    folder.put('4.txt', inventLetter(1, 4).text);
    expect((await ensure({ follow: false })).report).toBeNull();
    expect((await ensure()).report).toMatchObject({ read: 1, letters: 4 });
    folder.put('4.txt.fuwen.yaml', 'place: 云桥县\n');
    expect((await ensure()).report).toMatchObject({ read: 1, letters: 4 });
    renameSync(folder.path('4.txt'), folder.path('5.txt'));
    expect((await ensure()).report).toMatchObject({ letters: 4, removed: ['4.txt'] });
    expect((await ensure()).report).toBeNull();
  });

  it('is built again, and it is said why, for other settings', async () => {
    folder = new Folder(2);
    await ensure();
    const staff = await ensure({ settings: { unprinted: 'staff', embedding: null } });
    expect(staff.notices.join()).toContain('the settings ask staff');
    expect(staff.report).toMatchObject({ changed: true, read: 0 });
    const vectors = await ensure({ settings: VECTORS });
    expect(vectors.notices.join()).toContain('the settings ask public');
    expect(vectors.generation.vectors?.count).toBe(vectors.report!.passages);
    const words = await ensure();
    expect([words.report, words.generation.vectors, words.notices]).toEqual([null, null, []]);
  });

  it('serves as it was when the folder can no longer be read as letters', async () => {
    folder = new Folder(2);
    const { generation } = await ensure();
    folder.drop('0.txt');
    folder.drop('1.txt');
    const held = await ensure();
    expect(held.generation.id).toBe(generation.id);
    expect(held.notices.join()).toContain('as it was before answers');
  });

  it('serves by words when the embedding server is gone, and says so', async () => {
    folder = new Folder(2);
    const embedding = {
      provider: 'openai-compatible',
      baseUrl: 'http://127.0.0.1:9/v1',
      model: 'm1',
      key: null,
      dimension: 8,
      timeoutMs: 200,
    };
    const made = await ensure({ settings: { unprinted: 'public', embedding } });
    expect(made.report).toMatchObject({ letters: 2, vectors: { fault: expect.stringContaining("can't be reached") } });
    expect(made.generation.vectors).toBeNull();
  });
});

describe('the watch', () => {
  let watching: Watching | null = null;
  afterEach(async () => {
    await watching?.close();
    watching = null;
  });

  it('calls once for many changes, never twice at once, and once more for a change during a call', async () => {
    folder = new Folder(2);
    let running = 0;
    let most = 0;
    let calls = 0;
    const faults: unknown[] = [];
    const onChange = async (): Promise<void> => {
      calls++;
      most = Math.max(most, ++running);
      await sleep(900);
      running--;
    };
    watching = await watchKnowledge(folder.knowledge, onChange, (error) => faults.push(error));
    await sleep(700);
    expect(calls).toBe(0);
    for (let i = 0; i < 20; i++) folder.put(`more/${i}.txt`, inventLetter(1, 10 + i).text);
    await expect.poll(() => calls, { timeout: 5000 }).toBe(1);
    appendFileSync(folder.path('0.txt'), '\n又及。\n');
    await expect.poll(() => calls, { timeout: 5000 }).toBe(2);
    await sleep(1500);
    expect([calls, most, faults]).toEqual([2, 1, []]);
    folder.drop('more');
    await expect.poll(() => calls, { timeout: 5000 }).toBe(3);
  });
});

const screen = (isTTY: boolean): { stream: NodeJS.WriteStream; text: () => string } => {
  const stream = Object.assign(new PassThrough(), {
    isTTY,
    columns: 100,
    cursorTo: () => true,
    clearLine: () => true,
  });
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
};

describe('the bar', () => {
  it('shows files, scanned pages and the time left on a terminal, and nothing but waiting elsewhere', async () => {
    for (const isTTY of [true, false]) {
      const { stream, text } = screen(isTTY);
      const bar = progressBar(stream);
      bar.onProgress({ stage: 'waiting', owner: 'process 7' });
      bar.onProgress({ stage: 'waiting', owner: 'process 7' });
      bar.onProgress({ stage: 'reading', done: 1, total: 40, file: 'a.txt' });
      bar.onProgress({ stage: 'reading', done: 2, total: 40, file: 'scan.pdf', page: { done: 3, total: 9 } });
      await sleep(250);
      bar.onProgress({ stage: 'indexing' });
      bar.onProgress({ stage: 'vectors', done: 10, total: 400 });
      await sleep(250);
      bar.stop();
      expect(text().split('Waiting for another ingest (process 7)')).toHaveLength(2);
      expect(/2\/40 · ETA .*3 scanned pages \(3 of 9/.test(text())).toBe(isTTY);
      expect(/Making vectors .*10\/400/.test(text())).toBe(isTTY);
    }
  });
});
