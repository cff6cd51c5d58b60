/**
 * Nearest vectors by hnswlib: the only file that touches it, because it aborts the process where others throw.
 * So: lengths and finiteness are checked before every call, a file is verified before it is opened, every load has a
 * fresh object that nobody holds until it is whole, k is clamped, filters can't throw into it, and a save is read back.
 * Graphs are written in a child process (vector-child.ts), never in the serving one.
 */
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import hnswlib from 'hnswlib-node';
import { damagedFile, readVerified, writeDurable, writeFault, type FileSum } from './durable.ts';
import { readGraphFile, type RowReader } from './graph-file.ts';
import { quantise, unitVector } from './unit-vector.ts';
import { GRAPH_FILE, IDS_FILE, vectorFactsSchema, type VectorFacts } from './vector-facts.ts';

export { vectorFactsSchema, type VectorFacts };

/** Chosen by `npm run bench -- --graph`; DESIGN.md has the table. `ef` is for search. */
export const GRAPH = { m: 16, efConstruction: 100, ef: 96, seed: 100 } as const;
/** Share of deleted elements above which a graph is built anew rather than added to. */
export const DEAD_LIMIT = 0.2;
/** In the file of ids: a label whose passage is gone. */
const DEAD = 0xffff_ffff;

export interface Neighbour {
  /** The passage's id in the generation. */
  readonly id: number;
  /** Cosine, 1 for the same direction. */
  readonly score: number;
}

export interface VectorIndex {
  readonly dimension: number;
  readonly model: string;
  /** Passages that have a vector. */
  readonly count: number;
  /**
   * The k nearest passages by the graph, best first, only those that `allow` lets through. A filter that keeps little
   * is dear here (measured: 1 in 100 kept costs 46 ms at 100,000); for a narrow field use `score`.
   * Throws RangeError for a vector of another length or one that is not finite.
   */
  search(vector: ArrayLike<number>, k: number, allow?: (id: number) => boolean): Neighbour[];
  /** Cosine of each passage, exact up to 8-bit rounding (error below 0.01); 0 for one without a vector. */
  score(vector: ArrayLike<number>, ids: ArrayLike<number>): Float32Array;
  /** The passage's vector, of length 1; null when it has none. */
  vector(id: number): Float32Array | null;
}

/**
 * Opens the vectors of a generation. Throws `index-damaged` when a file is missing, changed, cut short or of another
 * dimension: the words serve alone then, and the vectors are to be built again.
 */
export async function openVectors(dir: string, facts: VectorFacts): Promise<VectorIndex> {
  if (!vectorFactsSchema.safeParse(facts).success) throw damagedFile('vectors', 'are not described as vectors are');
  if (facts.graph === null || facts.ids === null || facts.labels === 0) return emptyIndex(facts);
  const { dimension } = facts;
  const file = join(dir, GRAPH_FILE);
  const idOf = await readIds(dir, facts.ids, facts.labels);
  const bytes = new Int8Array(facts.labels * dimension);
  const scale = new Float32Array(facts.labels);
  const seen = new Uint8Array(facts.labels);
  const graph = await loadGraph(file, facts.graph, facts, (label, vector) => {
    if (label >= facts.labels) throw damagedFile(file, 'has a label out of range');
    seen[label] = 1;
    scale[label] = quantise(vector, bytes.subarray(label * dimension, (label + 1) * dimension));
  });
  if (seen.includes(0)) throw damagedFile(file, 'lacks a label');
  graph.setEf(GRAPH.ef);
  return makeIndex(graph, facts, idOf, bytes, scale);
}

function makeIndex(
  graph: hnswlib.HierarchicalNSW,
  facts: VectorFacts,
  idOf: Uint32Array,
  bytes: Int8Array,
  scale: Float32Array,
): VectorIndex {
  const { dimension, model } = facts;
  const count = facts.labels - facts.dead;
  const labelOf = invert(idOf);
  return {
    dimension,
    model,
    count,
    search(vector, k, allow) {
      const query = unitVector(vector, dimension);
      // hnswlib refuses k above its size, and takes NaN or a negative as a huge one.
      const wanted = Math.min(Math.floor(k), count);
      if (!(wanted >= 1) || query === null) return [];
      let fault: { error: unknown } | null = null;
      const filter = (label: number): boolean => {
        if (fault !== null) return false;
        try {
          return allow === undefined || allow(idOf[label]!) === true;
        } catch (error) {
          fault = { error };
          return false;
        }
      };
      graph.setEf(Math.max(GRAPH.ef, wanted));
      const found = allow === undefined ? graph.searchKnn(query, wanted) : graph.searchKnn(query, wanted, filter);
      if (fault !== null) throw (fault as { error: unknown }).error;
      return found.neighbors.map((label, i) => ({ id: idOf[label]!, score: 1 - found.distances[i]! }));
    },
    score(vector, ids) {
      const scores = new Float32Array(ids.length);
      const query = unitVector(vector, dimension);
      if (query === null) return scores;
      for (let i = 0; i < ids.length; i++) {
        const label = labelOf[ids[i]!] ?? -1;
        if (label < 0) continue;
        let sum = 0;
        for (let d = 0, at = label * dimension; d < dimension; d++, at++) sum += query[d]! * bytes[at]!;
        scores[i] = sum * scale[label]!;
      }
      return scores;
    },
    vector(id) {
      const label = labelOf[id] ?? -1;
      return label < 0 ? null : Float32Array.from(graph.getPoint(label));
    },
  };
}

function emptyIndex({ dimension, model }: VectorFacts): VectorIndex {
  return {
    dimension,
    model,
    count: 0,
    search: (vector) => (unitVector(vector, dimension), []),
    score: (vector, ids) => (unitVector(vector, dimension), new Float32Array(ids.length)),
    vector: () => null,
  };
}

/** Writes a graph, from nothing or from an earlier generation's. Not for the serving process. */
export class GraphWriter {
  private constructor(
    private readonly graph: hnswlib.HierarchicalNSW,
    readonly dimension: number,
    private readonly capacity: number,
    private readonly idOf: number[],
    private dead: number,
  ) {}

  /** An empty graph for at most `capacity` vectors; `shape` is for the measurement that chose GRAPH. */
  static create(
    dimension: number,
    capacity: number,
    shape: { m: number; efConstruction: number } = GRAPH,
  ): GraphWriter {
    positive(dimension, 8192, 'dimension');
    positive(capacity, 0x7fff_ffff, 'capacity');
    const graph = new hnswlib.HierarchicalNSW('ip', dimension);
    const { m, efConstruction } = shape;
    graph.initIndex({ maxElements: capacity, m, efConstruction, randomSeed: GRAPH.seed });
    return new GraphWriter(graph, dimension, capacity, [], 0);
  }

  /**
   * Takes over the vectors of the earlier generation whose passages live on, with room for `extra` new ones.
   * `carried[p]` is the new id of the earlier passage p, or -1. Throws `index-damaged` when they are.
   */
  static async from(dir: string, facts: VectorFacts, carried: Int32Array, extra: number): Promise<GraphWriter> {
    if (facts.graph === null || facts.ids === null || facts.labels === 0) {
      return GraphWriter.create(facts.dimension, Math.max(1, extra));
    }
    const earlier = await readIds(dir, facts.ids, facts.labels);
    const graph = await loadGraph(join(dir, GRAPH_FILE), facts.graph, facts);
    const idOf = Array.from(earlier, (id) => (id === DEAD ? DEAD : toId(carried[id])));
    const dead = idOf.filter((id) => id === DEAD).length;
    if (dead > DEAD_LIMIT * idOf.length) {
      const fresh = GraphWriter.create(facts.dimension, Math.max(1, idOf.length - dead + extra));
      idOf.forEach((id, label) => id === DEAD || fresh.add(id, graph.getPoint(label)));
      return fresh;
    }
    idOf.forEach((id, label) => id === DEAD && earlier[label] !== DEAD && graph.markDelete(label));
    const capacity = idOf.length + extra;
    if (extra > 0) graph.resizeIndex(capacity);
    return new GraphWriter(graph, facts.dimension, capacity, idOf, dead);
  }

  /** Adds a passage's vector, made of length 1; a zero vector is left out, since it is near to nothing. */
  add(id: number, vector: ArrayLike<number>): void {
    if (!Number.isInteger(id) || id < 0 || id >= DEAD) throw new RangeError(`No passage id: ${id}.`);
    const row = unitVector(vector, this.dimension);
    if (row === null) return;
    if (this.idOf.length >= this.capacity) throw new RangeError(`The graph has room for ${this.capacity} vectors.`);
    this.graph.addPoint(row, this.idOf.length);
    this.idOf.push(id);
  }

  /** Writes both files into `dir`, whole and on the disk, or throws `disk-full`, and leaves no part of one. */
  async save(dir: string, model: string): Promise<VectorFacts> {
    const labels = this.idOf.length;
    const base = { space: 'ip', dimension: this.dimension, model, labels, dead: this.dead } as const;
    if (labels === 0) return { ...base, graph: null, ids: null };
    const graph = await this.saveGraph(join(dir, GRAPH_FILE));
    const ids = await writeDurable(join(dir, IDS_FILE), [Buffer.from(Uint32Array.from(this.idOf).buffer)]);
    return { ...base, graph, ids };
  }

  private async saveGraph(file: string): Promise<FileSum> {
    const temporary = `${file}.tmp`;
    try {
      this.graph.writeIndexSync(temporary);
      // hnswlib says nothing when the disk is full; the file tells.
      const { sum } = await readGraphFile(temporary, this.dimension).catch((cause) => {
        throw writeFault(
          file,
          Object.assign(new Error('The graph was not written whole.', { cause }), { code: 'ENOSPC' }),
        );
      });
      await syncFile(temporary);
      await rename(temporary, file);
      return sum;
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}

/** A fresh object with the file in it, once the file has proved to be the one that was built. */
async function loadGraph(
  file: string,
  expected: FileSum,
  { dimension, labels }: VectorFacts,
  onRow?: RowReader,
): Promise<hnswlib.HierarchicalNSW> {
  const { header, sum } = await readGraphFile(file, dimension, onRow);
  if (sum.bytes !== expected.bytes || sum.sha256 !== expected.sha256 || header.elements !== labels) {
    throw damagedFile(file, 'is not as it was written (SHA-256)');
  }
  const graph = new hnswlib.HierarchicalNSW('ip', dimension);
  await graph.readIndex(file).catch((cause) => {
    throw damagedFile(file, "can't be loaded", cause);
  });
  if (graph.getCurrentCount() !== labels) throw damagedFile(file, 'was loaded as something else');
  return graph;
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIds(dir: string, sum: FileSum, labels: number): Promise<Uint32Array> {
  const file = join(dir, IDS_FILE);
  const bytes = await readVerified(file, sum, true);
  if (bytes.byteLength !== labels * 4) throw damagedFile(file, `has ${bytes.byteLength} bytes for ${labels} vectors`);
  return new Uint32Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, labels);
}

function invert(idOf: Uint32Array): Int32Array {
  let most = -1;
  for (const id of idOf) if (id !== DEAD && id > most) most = id;
  const labelOf = new Int32Array(most + 1).fill(-1);
  idOf.forEach((id, label) => id !== DEAD && (labelOf[id] = label));
  return labelOf;
}

const toId = (id: number | undefined): number => (id === undefined || id < 0 ? DEAD : id);
function positive(value: number, most: number, name: string): void {
  if (!Number.isInteger(value) || value < 1 || value > most) throw new RangeError(`${name} is ${value}.`);
}
