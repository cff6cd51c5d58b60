/** One benchmark corpus: invented letters on the disk, ingested, with the passages and terms that the rivals get too. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingest } from '../src/ingest.ts';
import type { EmbeddingSettings } from '../src/search/embed.ts';
import { openEmbedder } from '../src/search/embed.ts';
import { openGeneration, type Generation } from '../src/search/generation.ts';
import { bigramText, terms } from '../src/search/terms.ts';
import type { QueryEmbedder } from '../src/search/vector-plan.ts';
import { loadVocabulary } from '../src/search/vocabulary.ts';
import { writeLetters } from './letters.ts';

export const VOCABULARY = new URL('../knowledge/vocabulary', import.meta.url).pathname;
const BUILTIN: EmbeddingSettings = { provider: 'builtin' };

export interface Ingested {
  readonly letters: number;
  readonly passages: number;
  /** Until words could be searched, and until all was done, in seconds. */
  readonly wordsSeconds: number;
  readonly seconds: number;
  readonly indexBytes: number;
  /** Folder of the index. */
  readonly dir: string;
}

export interface Workplace {
  readonly knowledge: string;
  readonly data: string;
  remove(): void;
}

export function workplace(): Workplace {
  const root = mkdtempSync(join(tmpdir(), 'fuwen-bench-'));
  return {
    knowledge: join(root, 'knowledge'),
    data: join(root, 'data'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Writes `letters` invented letters and ingests them. */
export async function ingestInvented(place: Workplace, seed: number, letters: number): Promise<Ingested> {
  writeLetters(place.knowledge, seed, letters);
  return ingestFolder(place);
}

export async function ingestFolder({ knowledge, data }: { knowledge: string; data: string }): Promise<Ingested> {
  const vocabulary = loadVocabulary(VOCABULARY);
  const started = performance.now();
  let words = 0;
  const report = await ingest({
    knowledge,
    data,
    vocabulary,
    settings: { unprinted: 'public', embedding: BUILTIN },
    onProgress: ({ stage }) => {
      if (stage === 'vectors' && words === 0) words = performance.now();
    },
  });
  const ended = performance.now();
  if (report.vectors?.fault) throw new Error(report.vectors.fault);
  const dir = join(data, readdirSync(data)[0]!);
  return {
    letters: report.letters,
    passages: report.passages,
    wordsSeconds: ((words || ended) - started) / 1000,
    seconds: (ended - started) / 1000,
    indexBytes: bytesIn(join(dir, 'generations', report.generation)),
    dir,
  };
}

/** Opens the index as a server does, with vectors at the given weight; 0 leaves them alone. */
export async function openIndex(dir: string, weight: number): Promise<Generation> {
  const embedder = weight > 0 ? await queryEmbedder(weight) : null;
  const generation = await openGeneration(dir, { vocabulary: null, unprinted: 'public', embedder });
  if (generation === null) throw new Error(`There is no index in ${dir}.`);
  return generation;
}

async function queryEmbedder(weight: number): Promise<QueryEmbedder> {
  const embedder = await openEmbedder(BUILTIN, loadVocabulary(VOCABULARY));
  const dimension = await embedder.dimension();
  return { model: embedder.model, dimension, weight, embedQuery: (text) => embedder.embedQuery(text) };
}

/** What every engine indexes of a text and searches for: the same words, and pairs of characters. */
export function tokens(text: string): string[] {
  const { words, bigrams } = terms(text);
  return [...words, ...bigrams.map((pair) => `_${bigramText(pair)}`)];
}

export function* passageTexts(generation: Generation): Generator<{ id: number; letter: number; text: string }> {
  const { catalog } = generation;
  for (let id = 0; id < catalog.passageCount; id++) {
    const { letter, heading } = catalog.passage(id);
    yield { id, letter, text: `${heading ?? ''}\n${catalog.text(id)}` };
  }
}

function bytesIn(dir: string): number {
  return readdirSync(dir).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
}
