/** The generation in use, as the ground for the next one. */
import { InquiryError } from '../errors.ts';
import { openGeneration, type Generation } from '../search/generation.ts';
import { currentGenerationId } from '../search/manifest.ts';

export interface Previous {
  /** Null when there is none or nothing may be taken from it. */
  readonly generation: Generation | null;
  /** What stands in the pointer, whether it can be opened or not. */
  readonly id: string | null;
  /** Why nothing may be taken from the one there is; null otherwise. */
  readonly fault: string | null;
}

/** Opened whatever its settings were: the next one is made with today's. Its vectors are not loaded. */
export async function openPrevious(index: string): Promise<Previous> {
  const id = await currentGenerationId(index);
  let fault: InquiryError | null = null;
  for (const unprinted of ['public', 'staff'] as const) {
    try {
      const generation = await openGeneration(index, { vocabulary: null, unprinted, embedder: null });
      return { generation, id, fault: null };
    } catch (error) {
      if (!(error instanceof InquiryError) || !error.code.startsWith('index-')) throw error;
      fault = error;
      if (error.code === 'index-damaged') break;
    }
  }
  return { generation: null, id, fault: fault?.message ?? null };
}
