/** The index in use, made or brought up to date first where that is needed: what every command starts with. */
import { InquiryError } from '../errors.ts';
import type { IngestOptions } from '../ingest.ts';
import { openEmbedder, VECTOR_WEIGHT } from '../search/embed.ts';
import { openGeneration, type Expected, type Generation } from '../search/generation.ts';
import type { QueryEmbedder } from '../search/vector-plan.ts';
import { looksTheSame } from './look.ts';
import { openPlace, type IndexPlace } from './place.ts';
import type { IngestReport } from './report.ts';

export interface EnsureOptions extends IngestOptions {
  /** Share of the vectors in the fused score, that of the provider unless told; see QueryEmbedder. */
  readonly vectorWeight?: number;
  /** Told in a sentence why the index is built, or why an older one serves. */
  readonly onNotice?: (notice: string) => void;
  /** False to take the index as it is when it can be used, whatever happened to the folder. */
  readonly follow?: boolean;
}

export interface Ensured {
  readonly generation: Generation;
  /** Folder of the index, for `openGeneration` and `currentGenerationId`. */
  readonly dir: string;
  readonly expected: Expected;
  /** Null when nothing was ingested. */
  readonly report: IngestReport | null;
}

/**
 * Opens the index in use; builds it when there is none, when it is damaged or made with other settings, and reads what
 * changed in the folder since. When that fails and there is an index that can be used, it serves, and it is said.
 * Throws what `ingest` throws when there is none.
 */
export async function ensureIndex(options: EnsureOptions): Promise<Ensured> {
  const { onNotice = () => undefined } = options;
  const place = await openPlace(options.knowledge, options.data);
  const expected: Expected = {
    vocabulary: options.vocabulary,
    unprinted: options.settings.unprinted,
    embedder: await queryEmbedder(options, onNotice),
  };
  const usable = await open(place, expected);
  if (usable.generation !== null && usable.why === null) {
    const changed = options.follow !== false && !(await looksTheSame(place, usable.generation.id));
    if (!changed) return { generation: usable.generation, dir: place.index, expected, report: null };
  } else if (usable.why !== null) onNotice(usable.why);
  let report: IngestReport;
  try {
    // Imported only here: most questions find an index that is current, and need nothing of what reads letters.
    const { ingest } = await import('../ingest.ts');
    // With an index that serves there is no need to wait for another's ingest.
    report = await ingest(usable.generation === null ? options : { ...options, waitMs: 0 });
  } catch (error) {
    if (usable.generation === null || !(error instanceof InquiryError)) throw error;
    onNotice(`The index as it was before answers. ${error.message}`);
    return { generation: usable.generation, dir: place.index, expected, report: null };
  }
  const kept = usable.generation;
  if (kept !== null && report.generation === kept.id) return { generation: kept, dir: place.index, expected, report };
  kept?.close();
  const generation = await openGeneration(place.index, expected);
  if (generation === null)
    throw new InquiryError('index-damaged', `The index ${place.index} is gone.`, 'Run: npm run ingest');
  return { generation, dir: place.index, expected, report };
}

/** `why` is what must be mended; a generation with a fault in its vectors serves by words meanwhile. */
async function open(
  place: IndexPlace,
  expected: Expected,
): Promise<{ generation: Generation | null; why: string | null }> {
  try {
    const generation = await openGeneration(place.index, expected);
    return { generation, why: mended(generation?.vectorFault ?? null) };
  } catch (error) {
    if (!(error instanceof InquiryError) || !error.code.startsWith('index-')) throw error;
    return { generation: null, why: mended(error) };
  }
}

/** The remedy that the error names is what happens next anyway. */
function mended(fault: InquiryError | null): string | null {
  return fault === null ? null : `${fault.what} It is built again.`;
}

/** Null when questions are not embedded: words alone serve. */
async function queryEmbedder(
  { settings, vocabulary, vectorWeight }: EnsureOptions,
  onNotice: (notice: string) => void,
): Promise<QueryEmbedder | null> {
  if (settings.embedding === null) return null;
  const weight = vectorWeight ?? VECTOR_WEIGHT[settings.embedding.provider];
  if (weight <= 0) return null;
  const embedder = await openEmbedder(settings.embedding, vocabulary);
  try {
    const dimension = await embedder.dimension();
    return { model: embedder.model, dimension, weight, embedQuery: (text) => embedder.embedQuery(text) };
  } catch (error) {
    if (!(error instanceof InquiryError)) throw error;
    onNotice(`Words alone serve. ${error.message}`);
    return null;
  }
}
