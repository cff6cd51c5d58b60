/** What a generation's manifest remembers of its vectors, and a check of their files that loads nothing. */
import { join } from 'node:path';
import { z } from 'zod';
import { readVerified } from './durable.ts';

/** Names of the two files below a generation's folder: the graph, and the passage of each of its labels. */
export const GRAPH_FILE = 'vectors.hnsw';
export const IDS_FILE = 'vectors.ids';

const fileSumSchema = z.object({ bytes: z.int().nonnegative(), sha256: z.string().length(64) });
/** `model` is the embedder's name, its settings included. */
export const vectorFactsSchema = z.object({
  space: z.literal('ip'),
  dimension: z.int().min(1).max(8192),
  model: z.string(),
  /** Elements in the graph, deleted ones included; passages without a vector have none. */
  labels: z.int().nonnegative(),
  dead: z.int().nonnegative(),
  graph: fileSumSchema.nullable(),
  ids: fileSumSchema.nullable(),
});
export type VectorFacts = z.infer<typeof vectorFactsSchema>;

/** Throws `index-damaged` when a file is not as it was written. */
export async function verifyVectorFiles(dir: string, facts: VectorFacts): Promise<void> {
  if (facts.graph !== null) await readVerified(join(dir, GRAPH_FILE), facts.graph, false);
  if (facts.ids !== null) await readVerified(join(dir, IDS_FILE), facts.ids, false);
}
