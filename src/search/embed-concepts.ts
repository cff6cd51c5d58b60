/** The built-in embedder: the concepts of the vocabulary as vectors, without weights to download. */
import { Embeddings } from '@langchain/core/embeddings';
import type { Embedder } from './embed.ts';
import { fold } from './fold.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * By measurement (`npm run bench -- --graph`): 256 keeps a little more of the concepts' order (0.73 of the first ten against
 * 0.64) for twice the memory and a graph that finds less (recall 0.95 against 0.99); at its weight neither shows.
 */
export const CONCEPT_DIMENSION = 128;
/** Numbers other than zero in a concept's own vector. */
const SPREAD = 8;
/** Weight of a broader concept against the one below it. */
const BROADER = 0.4;
/** How far up the vocabulary's tree. */
const LEVELS = 3;
/** Weight of the pairs of characters against the concepts. */
const PAIRS = 0.3;

/**
 * The built-in default: the vocabulary's concepts in a text, each a sparse random vector hashed from its id with those of
 * its broader concepts at less weight, and pairs of characters hashed at small weight. It knows what the vocabulary
 * knows and no more. The same text gives the same vector on every machine.
 */
export class ConceptEmbeddings extends Embeddings implements Embedder {
  readonly model: string;
  private readonly size: number;
  private readonly vocabulary: Vocabulary;
  /** By concept: where its vector is not zero, and what it is there. */
  private readonly places: Uint16Array[] = [];
  private readonly values: Float32Array[] = [];

  constructor(vocabulary: Vocabulary, size = CONCEPT_DIMENSION) {
    super({});
    this.vocabulary = vocabulary;
    this.size = size;
    this.model = `concepts-1/${size}/${vocabulary.sha256.slice(0, 16)}`;
    vocabulary.concepts.forEach((_, concept) => {
      const dense = this.withBroader(concept);
      const places = Uint16Array.from([...dense.keys()].filter((at) => dense[at] !== 0));
      this.places.push(places);
      this.values.push(Float32Array.from(places, (at) => dense[at]!));
    });
  }

  dimension(): Promise<number> {
    return Promise.resolve(this.size);
  }

  embedQuery(text: string): Promise<number[]> {
    return Promise.resolve(Array.from(this.embed(text)));
  }

  embedDocuments(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map((text) => Array.from(this.embed(text))));
  }

  embedRows(texts: readonly string[]): Promise<Float32Array> {
    const rows = new Float32Array(texts.length * this.size);
    texts.forEach((text, row) => this.embed(text, rows.subarray(row * this.size, (row + 1) * this.size)));
    return Promise.resolve(rows);
  }

  /** Of length 1, or zero for a text that has neither a concept nor two characters. `into` must be zero. */
  embed(text: string, into = new Float32Array(this.size)): Float32Array {
    const times = new Map<number, number>();
    for (const { concept } of this.vocabulary.match(text)) times.set(concept, (times.get(concept) ?? 0) + 1);
    for (const [concept, count] of times) {
      const weight = (this.vocabulary.concepts[concept]?.weight ?? 1) * (1 + Math.log(count));
      const places = this.places[concept]!;
      const values = this.values[concept]!;
      for (let i = 0; i < places.length; i++) into[places[i]!]! += weight * values[i]!;
    }
    scale(into, 1);
    const pairs = this.pairs(text);
    scale(pairs, times.size === 0 ? 1 : PAIRS);
    for (let i = 0; i < into.length; i++) into[i]! += pairs[i]!;
    scale(into, 1);
    return into;
  }

  private withBroader(concept: number): Float32Array {
    const vector = new Float32Array(this.size);
    const seen = new Set<number>();
    let level = [concept];
    for (let weight = 1, depth = 0; depth <= LEVELS && level.length > 0; depth++, weight *= BROADER) {
      for (const at of level) {
        seen.add(at);
        this.addOwn(vector, this.vocabulary.concepts[at]!.id, weight);
      }
      level = [...new Set(level.flatMap((at) => this.vocabulary.concepts[at]!.broader))].filter((at) => !seen.has(at));
    }
    return vector;
  }

  private addOwn(vector: Float32Array, id: string, weight: number): void {
    let state = 0x811c9dc5;
    for (let i = 0; i < id.length; i++) state = Math.imul(state ^ id.charCodeAt(i), 0x01000193);
    for (let i = 0; i < SPREAD; i++) {
      state = mix(state + i + 1);
      vector[(state >>> 1) % this.size]! += state & 1 ? weight : -weight;
    }
  }

  private pairs(text: string): Float32Array {
    const vector = new Float32Array(this.size);
    const folded = fold(text);
    let before = 0;
    for (let i = 0; i < folded.length; i++) {
      const unit = folded.charCodeAt(i);
      const counts = isWritten(unit);
      if (counts && before !== 0) {
        const hash = mix(Math.imul(before, 0x9e3779b1) ^ unit);
        vector[(hash >>> 1) % this.size]! += hash & 1 ? 1 : -1;
      }
      before = counts ? unit : 0;
    }
    return vector;
  }
}

/** Chinese characters, digits and Latin letters, of folded text. */
function isWritten(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}

/** The finaliser of MurmurHash3 (Appleby, public domain). */
function mix(value: number): number {
  let state = value | 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

function scale(vector: Float32Array, length: number): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return;
  const factor = length / Math.sqrt(squares);
  for (let i = 0; i < vector.length; i++) vector[i]! *= factor;
}
