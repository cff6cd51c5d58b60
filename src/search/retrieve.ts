/** A query scored against what one viewer may see: words, bigrams, concepts and, where they earn it, vectors. */
import type { Lexical, Scope } from './lexical.ts';
import { best, Scores, type Clause, type Ranges } from './ranking.ts';
import { terms } from './terms.ts';
import type { QueryEmbedder } from './vector-plan.ts';
import type { VectorIndex } from './vectors.ts';
import type { Query } from './view.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What each part counts, from the measurements that DESIGN.md reports. */
export const WEIGHTS = {
  words: 1,
  /** Measured from 0.2 to 1: flat between 0.3 and 1; words alone are 0.006 and 0.013 worse. */
  bigrams: 0.5,
  /**
   * As much as a word: over 864 concepts, a first letter right on half of the devset (50 questions) 0.86 at 0.6 and at 1,
   * without concepts 0.68; plain questions (cmrc-trial 0.979, xquad-a 0.954) keep within 0.002 from 0.3 to 1.5.
   */
  concepts: 1,
  /** The heading and the letter's topic help; the passage decides. Measured from 0 to 1: right passage in ten 0.84 to 0.94. */
  context: 0.6,
  contextConcepts: 0.6,
  /** Words of earlier turns. */
  carried: 0.4,
  /** Asked for childcare, a passage on nurseries is about it; the other way round it may be about something else. */
  narrower: 0.6,
} as const;

export interface Candidate {
  readonly id: number;
  readonly score: number;
  readonly parts: { words: number; bigrams: number; concepts: number; vectors: number };
}

export interface Searched {
  readonly lexical: Lexical;
  readonly scope: Scope;
  readonly vocabulary: Vocabulary;
  readonly vectors: VectorIndex | null;
  readonly embedder: QueryEmbedder | null;
  /** Passage ids of a letter. */
  range(letter: number): readonly [first: number, end: number];
  readonly scratch: Scratch;
}

/** Accumulators, zeroes between two queries. One set serves a generation, since scoring never waits for anything. */
export class Scratch {
  readonly scores: Scores;
  readonly occurrences: Float32Array;

  constructor(passages: number) {
    this.scores = new Scores(passages);
    this.occurrences = new Float32Array(passages);
  }
}

/** Best first; equal scores in the order of the generation. */
export async function retrieve(query: Query, searched: Searched): Promise<readonly Candidate[]> {
  const { scope, scratch } = searched;
  const embedded = query.without?.includes('vectors') ? null : await embed(query, searched);
  // From here on nothing waits, so the scratch is this query's alone.
  const clauses = clausesOf(query, searched);
  const most = clauses.reduce((sum, clause) => sum + clause.most, 0);
  const within = query.letters === null ? null : rangesOf(query.letters, searched);
  const limit = embedded === null ? query.limit : Math.max(query.limit, VECTOR_CANDIDATES);
  const found = best(clauses, scope.passages, limit, scratch.scores, within);
  // By the most that a passage could get, so that scores of two questions can be compared.
  const scale = (1 - (embedded?.weight ?? 0)) / (most || 1);
  const lexical = found.map(({ id, score }) => ({ id, score: score * scale, vector: 0 }));
  const fused = embedded === null ? lexical : fuse(lexical, embedded, within, searched);
  return fused.slice(0, query.limit).map(({ id, score, vector }) => {
    const parts = { words: 0, bigrams: 0, concepts: 0, vectors: vector };
    for (const clause of clauses) parts[clause.part] += clause.at(id) * scale;
    return { id, score, parts };
  });
}

function clausesOf(query: Query, { lexical, scope, scratch, vocabulary }: Searched): readonly Clause[] {
  const clauses: Clause[] = [];
  const { words, bigrams } = weighted(query);
  const without = new Set<string>(query.without);
  for (const [word, weight] of without.has('words') ? [] : words) {
    const term = lexical.wordId(word);
    clauses.push(lexical.clause('words', 'words', term, weight * WEIGHTS.words, scope));
    // A context is only ever a help: one that no visible passage has takes nothing from the score.
    const context = lexical.clause('words', 'context', term, weight * WEIGHTS.context, scope);
    if (context.count > 0) clauses.push(context);
  }
  for (const [bigram, weight] of without.has('bigrams') ? [] : bigrams) {
    clauses.push(lexical.clause('bigrams', 'bigrams', lexical.bigramId(bigram), weight * WEIGHTS.bigrams, scope));
  }
  for (const { concept, weight } of without.has('concepts') ? [] : query.concepts) {
    const named = vocabulary.concepts[concept];
    if (!named || !(weight * named.weight > 0)) continue;
    const group = [{ term: concept, share: 1 }];
    for (const narrower of named.narrower) group.push({ term: narrower, share: WEIGHTS.narrower });
    for (const field of ['concepts', 'contextConcepts'] as const) {
      const counts = weight * named.weight * WEIGHTS[field];
      clauses.push(lexical.group('concepts', field, group, counts, scope, scratch.occurrences));
    }
  }
  return clauses;
}

/** Ascending and apart: letters that are neighbours have one range. */
function rangesOf(letters: readonly number[], { range, scope }: Searched): Ranges {
  const ranges: [first: number, end: number][] = [];
  for (const letter of [...new Set(letters)].toSorted((a, b) => a - b)) {
    const [first, last] = range(letter);
    const end = Math.min(last, scope.passages);
    const before = ranges.at(-1);
    if (first >= end) continue;
    if (before?.[1] === first) before[1] = end;
    else ranges.push([first, end]);
  }
  return ranges;
}

/**
 * Words that make a question of a sentence. Letters hold few of them, so they would count as rare and telling ones.
 * Leaving them out takes cmrc-trial from 0.976 to 0.979 and xquad-a from 0.951 to 0.954 (first letter right).
 */
const ASKING =
  /什[么麼]时候|什[么麼]時候|[为為]什[么麼]|什[么麼]|怎[么麼][样樣]?|怎[样樣]|如何|多少|哪些|哪[个個]|哪[里裡裏]|哪[儿兒]|哪一?|是否|[谁誰]|何时|何時|何地|何种|何種|[吗嗎呢]|[请請][问問]/g;

/** Each term once, with the weight of what it comes from: a question that repeats a word does not mean it twice as much. */
function weighted(query: Query): { words: Map<string, number>; bigrams: Map<number, number> } {
  const words = new Map<string, number>();
  const bigrams = new Map<number, number>();
  for (const [text, weight] of [
    [query.text, 1],
    [query.carried ?? '', WEIGHTS.carried],
  ] as const) {
    const found = terms(text.replace(ASKING, '，'));
    for (const word of found.words) if (!words.has(word)) words.set(word, weight);
    for (const bigram of found.bigrams) if (!bigrams.has(bigram)) bigrams.set(bigram, weight);
  }
  return { words, bigrams };
}

/** Passages from each side that are fused. */
const VECTOR_CANDIDATES = 100;

interface Embedded {
  readonly vector: ArrayLike<number>;
  readonly weight: number;
}

/** Null where there are no vectors or they count nothing. A provider that fails costs its part, not the answer. */
async function embed(query: Query, { vectors, embedder }: Searched): Promise<Embedded | null> {
  if (vectors === null || embedder === null || embedder.weight <= 0) return null;
  try {
    const vector = await embedder.embedQuery([query.text, query.carried ?? ''].join('\n').trim());
    const usable = vector.length === vectors.dimension && Array.from(vector).every(Number.isFinite);
    return usable ? { vector, weight: embedder.weight } : null;
  } catch {
    return null;
  }
}

interface Scored {
  readonly id: number;
  readonly score: number;
  readonly vector: number;
}

function fuse(found: readonly Scored[], embedded: Embedded, within: Ranges | null, searched: Searched): Scored[] {
  const { scope, vectors } = searched;
  if (vectors === null) return [...found];
  const lexical = new Map(found.map(({ id, score }) => [id, score]));
  const also = (id: number): unknown => lexical.has(id) || lexical.set(id, 0);
  if (within === null) {
    const visible = (id: number): boolean => id < scope.passages;
    for (const { id } of vectors.search(embedded.vector, VECTOR_CANDIDATES, visible)) also(id);
  } else {
    // A narrow field is scored exactly, every passage: a filter that keeps little is dear in the graph.
    for (const [first, end] of within) for (let id = first; id < end; id++) also(id);
  }
  const ids = [...lexical.keys()];
  const near = vectors.score(embedded.vector, ids);
  return ids
    .map((id, at) => {
      const vector = embedded.weight * Math.max(0, near[at] ?? 0);
      return { id, score: (lexical.get(id) ?? 0) + vector, vector };
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.id - b.id);
}
