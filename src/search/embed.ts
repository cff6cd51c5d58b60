/**
 * What turns a text into a vector, behind LangChain's `Embeddings`: a built-in one that needs no weights, or a server
 * chosen by the settings. An index remembers the `model` it was built with, and is built again for another.
 */
import type { Embeddings } from '@langchain/core/embeddings';
import type { EndpointSettings } from './embed-endpoint.ts';
import type { Vocabulary } from './vocabulary.ts';

/** An embedder as an index knows it. */
export interface Embedder extends Embeddings {
  /** Differs when the vectors do: name, version and what it was made from. */
  readonly model: string;
  /** Length of its vectors; asked of a server once when the settings do not say. */
  dimension(): Promise<number>;
  /** Rows one after another. */
  embedRows(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array>;
}

export type EmbeddingSettings =
  | { readonly provider: 'builtin' }
  | ({ readonly provider: 'openai-compatible' } & EndpointSettings);

/**
 * Share of the vectors in the fused score. The built-in ones earn nothing over words and concepts (`npm run bench -- --set
 * DIR`; DESIGN.md has the table), so they are built only when the settings ask for them, and then count little. That of a
 * server's model is a start: it depends on the model, and none could be measured here.
 */
export const VECTOR_WEIGHT: Readonly<Record<EmbeddingSettings['provider'], number>> = {
  builtin: 0.05,
  'openai-compatible': 0.3,
};

/** Embedders are loaded when they are used: LangChain's base class takes as long to load as an index of a thousand letters. */
export async function openEmbedder(settings: EmbeddingSettings, vocabulary: Vocabulary): Promise<Embedder> {
  if (settings.provider === 'builtin') {
    const { ConceptEmbeddings } = await import('./embed-concepts.ts');
    return new ConceptEmbeddings(vocabulary);
  }
  const { EndpointEmbeddings } = await import('./embed-endpoint.ts');
  return new EndpointEmbeddings(settings);
}
