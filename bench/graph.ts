/** Dimension of the built-in embedder, M and efConstruction of the graph, by measurement (`npm run bench -- --graph`). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConceptEmbeddings } from '../src/search/embed-concepts.ts';
import { GraphWriter, openVectors } from '../src/search/vectors.ts';
import { loadVocabulary } from '../src/search/vocabulary.ts';
import { VOCABULARY } from './corpus.ts';
import { inventLetter, inventQuestions } from './letters.ts';
import { table } from './timing.ts';

const SIZE = 20_000;
const QUERIES = 100;
/** Against vectors so long that two concepts hardly touch. */
const REFERENCE = 4096;

/** Nearest ten by an exact search. */
function nearest(rows: readonly Float32Array[], query: Float32Array): readonly number[] {
  const scores = rows.map((row) => row.reduce((sum, value, at) => sum + value * query[at]!, 0));
  return [...scores.keys()].toSorted((a, b) => scores[b]! - scores[a]!).slice(0, 10);
}

export async function measureGraph(): Promise<string> {
  const vocabulary = loadVocabulary(VOCABULARY);
  const texts: string[] = [];
  for (let letter = 0; texts.length < SIZE; letter++) {
    const { text } = inventLetter(1, letter);
    for (let at = 0; at + 160 < text.length && texts.length < SIZE; at += 160) texts.push(text.slice(at, at + 160));
  }
  const questions = inventQuestions(1, QUERIES, 1000);
  const reference = new ConceptEmbeddings(vocabulary, REFERENCE);
  // A part is enough for the reference, whose rows are long.
  const part = texts.slice(0, 2000);
  const longRows = part.map((text) => reference.embed(text));
  const truth = questions.map((text) => new Set(nearest(longRows, reference.embed(text))));
  const rows: string[][] = [];
  for (const dimension of [64, 128, 256]) {
    const embedder = new ConceptEmbeddings(vocabulary, dimension);
    const vectors = texts.map((text) => embedder.embed(text));
    const asked = questions.map((text) => embedder.embed(text));
    const faithful = asked.map(
      (query, at) => nearest(vectors.slice(0, part.length), query).filter((id) => truth[at]!.has(id)).length,
    );
    const exact = asked.map((query) => new Set(nearest(vectors, query)));
    for (const [m, ef] of [
      [8, 60],
      [16, 100],
      [24, 200],
    ] as const) {
      const writer = GraphWriter.create(dimension, SIZE, { m, efConstruction: ef });
      const built = performance.now();
      vectors.forEach((vector, id) => writer.add(id, vector));
      const perSecond = SIZE / ((performance.now() - built) / 1000);
      const dir = mkdtempSync(join(tmpdir(), 'fuwen-graph-'));
      const index = await openVectors(dir, await writer.save(dir, 'bench'));
      rmSync(dir, { recursive: true });
      const searched = performance.now();
      const found = asked.map((query) => index.search(query, 10).map(({ id }) => id));
      const each = (performance.now() - searched) / QUERIES;
      const hits = found.reduce((sum, ids, at) => sum + ids.filter((id) => exact[at]!.has(id)).length, 0);
      const share = faithful.reduce((sum, count) => sum + count, 0) / QUERIES / 10;
      rows.push([
        String(dimension),
        String(m),
        String(ef),
        perSecond.toFixed(0),
        (hits / QUERIES / 10).toFixed(3),
        each.toFixed(2),
        share.toFixed(3),
      ]);
    }
  }
  const head = [
    'dimension',
    'M',
    'efConstruction',
    'vectors a second',
    'recall@10',
    'ms a search',
    `first ten as with ${REFERENCE}`,
  ];
  return `${SIZE} passages\n\n${table(head, rows)}`;
}
