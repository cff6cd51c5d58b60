/** The seam between a generation and its vectors, which it can do without. */
import type { VectorFacts } from './vectors.ts';

/** What the ingest needs to give the passages of a new generation their vectors. */
export interface VectorPlan {
  /** Folder of the new generation: files are written there. */
  readonly dir: string;
  readonly passages: number;
  /** The earlier generation's vectors of the same model and dimension; `carried[old id]` is the new id or -1. */
  readonly earlier: { readonly dir: string; readonly facts: VectorFacts; readonly carried: Int32Array } | null;
  /** Passages whose vector is not carried over, ascending. */
  readonly fresh: Uint32Array;
  /** What to embed of a passage: its heading, then its text. */
  text(id: number): string;
}

/** Given by the ingest; a failure of `write` leaves a generation that serves by words alone. */
export interface VectorsWriter {
  readonly model: string;
  readonly dimension: number;
  write(plan: VectorPlan): Promise<VectorFacts>;
}

/** The embedder of questions that goes with a generation's vectors. */
export interface QueryEmbedder {
  readonly model: string;
  readonly dimension: number;
  /** Share of the vectors in the fused score, 0 to leave them out (0 also saves the embedding of the question). */
  readonly weight: number;
  embedQuery(text: string): Promise<ArrayLike<number>>;
}
