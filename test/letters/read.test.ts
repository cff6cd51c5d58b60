import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listLetterFiles, readLetterFiles, type ReadFilesOptions, type ReadOutcome } from '../../src/letters/read.ts';
import { GOOD } from './hostile-files.ts';
import { PARAGRAPHS, TITLE } from './formats/invented-letter.ts';
import { makeDocx, paragraph } from './formats/make-office.ts';
import { pdfOfObjects, streamObject } from './formats/make-pdf.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuwen-read-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = PARAGRAPHS.join('\n');
const put = (name: string, bytes: Uint8Array | string): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), bytes);
};
async function readAll(options: ReadFilesOptions = {}): Promise<ReadOutcome[]> {
  const outcomes: ReadOutcome[] = [];
  for await (const outcome of readLetterFiles((await listLetterFiles(folder)).files, options)) outcomes.push(outcome);
  return outcomes.toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

describe('the folder of letters', () => {
  it('lists files of folders in folders by name, without notes, sidecars and dotfiles', async () => {
    for (const name of ['b.txt', 'a/z.txt', 'a/b/c.pdf', 'README.md', 'b.txt.fuwen.yaml', '.git/x', '~$b.docx'])
      put(name, 'x');
    symlinkSync(join(folder, 'b.txt'), join(folder, 'same.txt'));
    const { files, refused } = await listLetterFiles(folder);
    expect(files.map((file) => file.file)).toEqual(['a/b/c.pdf', 'a/z.txt', 'b.txt', 'same.txt']);
    expect(files[2]).toMatchObject({ bytes: 1, path: expect.stringContaining('b.txt') });
    expect(refused).toEqual([]);
  });

  it('refuses a file over the limit without reading it', async () => {
    put('a.txt', 'x'.repeat(11));
    expect((await listLetterFiles(folder, 10)).refused).toMatchObject([{ file: 'a.txt', reason: 'too-large' }]);
  });

  it('throws when the folder is not there', async () => {
    await expect(listLetterFiles(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('files to letters', () => {
  it('reads every format in one run, archives by their entries, with progress', async () => {
    for (const [name, bytes] of Object.entries(GOOD)) put(name, bytes);
    const seen: number[] = [];
    const outcomes = await readAll({ onProgress: ({ filesDone, ocr }) => ocr === null && seen.push(filesDone) });
    const files = Object.keys(GOOD).filter((name) => name !== 'good.zip');
    expect(outcomes.map(({ file }) => file)).toEqual([...files, 'good.zip/a.txt', 'good.zip/b/c.txt'].toSorted());
    for (const outcome of outcomes) {
      if (outcome.kind === 'refused') throw new Error(`${outcome.file}: ${outcome.problem.message}`);
      expect(outcome.letter).toMatchObject({ title: TITLE, file: outcome.file, sha256: outcome.sha256 });
    }
    const entry = outcomes.find(({ file }) => file === 'good.zip/a.txt');
    expect(entry?.source.file).toBe('good.zip');
    expect(seen).toEqual(Object.keys(GOOD).map((_, i) => i + 1));
  }, 60_000);

  it('kills what takes too long, and reads the others', async () => {
    // Ten million operators that keep pdfjs busy and print nothing.
    const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>';
    const pages = '<< /Type /Pages /Count 1 /Kids [3 0 R] >>';
    const busy = streamObject(deflateSync(Buffer.alloc(20_000_000, 'q ')), '/Filter /FlateDecode');
    put('a.txt', text);
    put('busy.pdf', pdfOfObjects(['<< /Type /Catalog /Pages 2 0 R >>', pages, page, busy]));
    put('z.txt', text);
    const outcomes = await readAll({ limits: { fileMs: 3000 }, width: 1 });
    expect(outcomes.map((outcome) => (outcome.kind === 'letter' ? 'letter' : outcome.reason))).toEqual([
      'letter',
      'too-slow',
      'letter',
    ]);
  }, 60_000);

  it('kills what takes too much memory, and reads the others', async () => {
    const words = Array.from({ length: 80_000 }, (_, i) => paragraph(`第${(i * 7919) % 100_003}段`)).join('');
    put('a.txt', text);
    put('large.docx', makeDocx(words));
    put('z.txt', text);
    const outcomes = await readAll({ limits: { memoryBytes: 200 * 1024 * 1024 }, width: 1 });
    expect(outcomes.map((outcome) => (outcome.kind === 'letter' ? 'letter' : outcome.reason))).toEqual([
      'letter',
      'too-much-memory',
      'letter',
    ]);
  }, 60_000);

  it('reads on in an archive after an entry that broke the reader', async () => {
    const words = Array.from({ length: 80_000 }, (_, i) => paragraph(`第${(i * 7919) % 100_003}段`)).join('');
    put(
      'a.zip',
      zipSync({ '1.txt': strToU8(text), '2.docx': [makeDocx(words), { level: 0 }], '3.txt': strToU8(text) }),
    );
    const outcomes = await readAll({ limits: { memoryBytes: 200 * 1024 * 1024 }, width: 1 });
    expect(outcomes.map((outcome) => [outcome.file, outcome.kind === 'letter' ? 'letter' : outcome.reason])).toEqual([
      ['a.zip/1.txt', 'letter'],
      ['a.zip/2.docx', 'too-much-memory'],
      ['a.zip/3.txt', 'letter'],
    ]);
  }, 60_000);

  it('reads hundreds of small letters, each once', async () => {
    for (let i = 0; i < 500; i += 1) put(`${i}.txt`, `${text}\n附言${i}`);
    const outcomes = await readAll();
    expect(new Set(outcomes.map(({ file }) => file)).size).toBe(500);
    expect(outcomes).toHaveLength(500);
    expect(outcomes.every(({ kind }) => kind === 'letter')).toBe(true);
  }, 60_000);

  it('ends its children when the caller leaves early, and when the parent is killed', async () => {
    for (let i = 0; i < 60; i += 1) put(`${i}.txt`, text);
    const { files } = await listLetterFiles(folder);
    for await (const outcome of readLetterFiles(files)) {
      expect(outcome.kind).toBe('letter');
      break;
    }
    const read = pathToFileURL(fileURLToPath(new URL('../../src/letters/read.ts', import.meta.url))).href;
    const script = join(folder, '.parent.mts');
    // Stops at the first letter with its children alive, and says who they are.
    writeFileSync(
      script,
      `import { execFileSync } from 'node:child_process';
       import { listLetterFiles, readLetterFiles } from ${JSON.stringify(read)};
       const { files } = await listLetterFiles(${JSON.stringify(folder)});
       for await (const _ of readLetterFiles(files)) {
         console.log(execFileSync('pgrep', ['-P', String(process.pid), '-f', 'child.ts']).toString().trim().split('\\n').join(','));
         await new Promise((resolve) => setTimeout(resolve, 60_000));
       }`,
    );
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const parent = spawn(process.execPath, ['--import', tsx, script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await new Promise<string>((resolve) =>
      parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    );
    const children = line.trim().split(',').map(Number);
    expect(children.length).toBeGreaterThan(0);
    parent.kill('SIGKILL');
    const alive = (): number[] =>
      children.filter((pid) => {
        try {
          process.kill(pid, 0);
          return true;
        } catch {
          return false;
        }
      });
    for (let i = 0; i < 100 && alive().length > 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(alive()).toEqual([]);
  }, 60_000);
});
