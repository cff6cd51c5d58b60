/** The passages of a new generation get their vectors: embedded here, put into the graph by a child process. */
import { openEmbedder, type Embedder, type EmbeddingSettings } from '../search/embed.ts';
import type { Generation } from '../search/generation.ts';
import { launchVectorChild, type VectorChild } from '../search/vector-builder.ts';
import { verifyVectorFiles } from '../search/vector-facts.ts';
import type { VectorsWriter } from '../search/vector-plan.ts';
import type { Vocabulary } from '../search/vocabulary.ts';
import type { OnProgress } from './progress.ts';

/** Passages embedded between two looks at the event loop, so that a lock is kept and a bar moves. */
const AT_ONCE = 128;

export interface WarmWriter extends VectorsWriter {
  /** Starts the child process ahead of `write`, while the words are indexed. */
  warm(): void;
  /** Ends a child that was started for nothing. */
  stop(): void;
}

export interface IngestVectors {
  /** Null when the settings ask for none. */
  readonly model: string | null;
  /** Null when there are to be none, or the embedder can't be reached. */
  readonly writer: WarmWriter | null;
  /** Why the embedder can't be used; the words are indexed without it. */
  readonly fault: string | null;
}

export async function vectorsFor(
  settings: EmbeddingSettings | null,
  vocabulary: Vocabulary,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<IngestVectors> {
  if (settings === null) return { model: null, writer: null, fault: null };
  const embedder = await openEmbedder(settings, vocabulary);
  const { model } = embedder;
  try {
    const dimension = await embedder.dimension();
    return { model, writer: writerOf(embedder, dimension, onProgress, signal), fault: null };
  } catch (error) {
    return { model, writer: null, fault: error instanceof Error ? error.message : String(error) };
  }
}

function writerOf(embedder: Embedder, dimension: number, onProgress: OnProgress, signal: AbortSignal): WarmWriter {
  const { model } = embedder;
  let launched: VectorChild | null = null;
  return {
    model,
    dimension,
    warm() {
      launched ??= launchVectorChild();
    },
    stop() {
      launched?.stop();
      launched = null;
    },
    /** Throws what the embedder or the child throw; the generation is then written without vectors. */
    async write({ dir, earlier, fresh, text }) {
      // The second call, after damaged earlier vectors, needs a child of its own.
      const build = await (launched ?? launchVectorChild()).start(dimension, fresh.length, earlier).finally(() => {
        launched = null;
      });
      try {
        for (let first = 0; first < fresh.length; first += AT_ONCE) {
          signal.throwIfAborted();
          onProgress({ stage: 'vectors', done: first, total: fresh.length });
          const ids = fresh.slice(first, first + AT_ONCE);
          await build.add(ids, await embedder.embedRows(Array.from(ids, text), signal));
          await new Promise((resolve) => setImmediate(resolve));
        }
        return await build.save(dir, model);
      } finally {
        build.stop();
      }
    },
  };
}

/** Whether the generation's vectors are those that the settings ask for, whole on the disk. */
export async function vectorsHold({ dir, manifest }: Generation, { model, writer }: IngestVectors): Promise<boolean> {
  const facts = manifest.vectors;
  // Without an embedder nothing better could be made now.
  if (model === null || writer === null || manifest.counts.passages === 0) return true;
  if (facts === null || facts.model !== writer.model || facts.dimension !== writer.dimension) return false;
  return verifyVectorFiles(dir, facts).then(
    () => true,
    () => false,
  );
}
