/** A knowledge folder of invented letters in a temporary place. No place, agency or person in it exists. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inventLetter } from '../../bench/letters.ts';
import { ingest, type IngestOptions, type IngestSettings } from '../../src/ingest.ts';
import type { IngestReport } from '../../src/ingest/report.ts';
import { openGeneration, type Generation } from '../../src/search/generation.ts';
import { loadVocabulary } from '../../src/search/vocabulary.ts';

const VOCABULARY = `
- id: elder-care
  office: [养老服务, 社区养老]
  everyday: [老人没人管]
- id: canteen
  office: [助餐点, 老年食堂]
  broader: [elder-care]
- id: charging
  office: [充电桩, 充电车位]
`;

/** Settings without vectors: most of an ingest is the same without them, and a child process the less. */
export const WORDS: IngestSettings = { unprinted: 'public', embedding: null };
export const VECTORS: IngestSettings = { unprinted: 'public', embedding: { provider: 'builtin' } };

export class Folder {
  readonly root = mkdtempSync(join(tmpdir(), 'fuwen-ingest-'));
  readonly knowledge = join(this.root, 'knowledge');
  readonly data = join(this.root, 'data');
  private readonly words = join(this.root, 'vocabulary');

  constructor(count = 0) {
    mkdirSync(join(this.knowledge, 'letters'), { recursive: true });
    mkdirSync(this.words);
    writeFileSync(join(this.words, 'test.yaml'), VOCABULARY);
    for (let index = 0; index < count; index++) this.put(`${index}.txt`, inventLetter(1, index).text);
  }

  /** A path below letters/. */
  path(file: string): string {
    return join(this.knowledge, 'letters', file);
  }

  put(file: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), content);
  }

  drop(file: string): void {
    rmSync(this.path(file), { recursive: true });
  }

  options(more: Partial<IngestOptions> = {}): IngestOptions {
    return {
      knowledge: this.knowledge,
      data: this.data,
      settings: WORDS,
      vocabulary: loadVocabulary(this.words),
      ...more,
    };
  }

  ingest(more: Partial<IngestOptions> = {}): Promise<IngestReport> {
    return ingest(this.options(more));
  }

  /** The generation in use, verified; null when there is none. Its vectors are not opened. */
  async open(index: string): Promise<Generation | null> {
    return openGeneration(index, { vocabulary: null, unprinted: 'public', embedder: null });
  }

  /** The same ingest in a process of its own. `before` goes before it in a shell: a limit, say. */
  spawn(before = ''): ChildProcess {
    const program = fileURLToPath(new URL('ingest-child.ts', import.meta.url));
    const command = `${before} exec "$0" --import tsx "$1" "$2" "$3" "$4"`;
    const args = ['-c', command, process.execPath, program, this.knowledge, this.data, this.words];
    return spawn('bash', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** What a child printed, and how it ended. */
export async function ending(
  child: ChildProcess,
): Promise<{ code: number | null; signal: string | null; out: string; err: string }> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err })));
}
