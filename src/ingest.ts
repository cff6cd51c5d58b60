/**
 * Letters in a folder become the index in use: what changed is read, everything else is taken over, and a new generation
 * is switched to in one step. Until then, and whenever anything fails, the generation before goes on answering.
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { InquiryError } from './errors.ts';
import { gather, type Gathered } from './ingest/gather.ts';
import { withIngestLock } from './ingest/lock.ts';
import { keepLook, lookAt } from './ingest/look.ts';
import { openPlace, type IndexPlace } from './ingest/place.ts';
import { openPrevious, type Previous } from './ingest/previous.ts';
import type { OnProgress } from './ingest/progress.ts';
import { openReading } from './ingest/reading.ts';
import type { IngestReport } from './ingest/report.ts';
import { announceSources, settleSources } from './ingest/sources.ts';
import { Spool } from './ingest/spool.ts';
import { vectorsFor, vectorsHold } from './ingest/vectors.ts';
import type { EmbeddingSettings } from './search/embed.ts';
import { newGenerationId, writeGeneration, type Incoming } from './search/generation-writer.ts';
import type { Generation } from './search/generation.ts';
import type { Unprinted } from './search/manifest.ts';
import type { Vocabulary } from './search/vocabulary.ts';

export interface IngestSettings {
  /** Whom letters that print no disclosure are for. */
  readonly unprinted: Unprinted;
  /** Null for an index of words alone. */
  readonly embedding: EmbeddingSettings | null;
}

export interface IngestOptions {
  /** Folder that holds letters/. */
  readonly knowledge: string;
  /** Folder for the indexes of all knowledge folders. */
  readonly data: string;
  readonly settings: IngestSettings;
  readonly vocabulary: Vocabulary;
  /** True to hash every file, also where its size and times are those of the last ingest. */
  readonly rehash?: boolean | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for another ingest of the same folder, in milliseconds; 60 s unless told. */
  readonly waitMs?: number | undefined;
}

const WAIT_MS = 60_000;

/**
 * Throws InquiryError, with the index before still in use: `knowledge-missing`, `knowledge-unreadable`,
 * `knowledge-empty` (no letter could be read), `index-busy`, `disk-full`.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const started = performance.now();
  const { waitMs = WAIT_MS, signal, onProgress = () => undefined } = options;
  const place = await openPlace(options.knowledge, options.data);
  const onWait = (owner: string): void => onProgress({ stage: 'waiting', owner });
  const report = await withIngestLock(place.index, { waitMs, signal, onWait }, async (held) => {
    const spool = new Spool(join(place.index, 'reading.jsonl'));
    try {
      return await underLock(place, options, spool, onProgress, held);
    } finally {
      spool.remove();
    }
  });
  return { ...report, seconds: Math.round(performance.now() - started) / 1000 };
}

async function underLock(
  place: IndexPlace,
  { settings, vocabulary, rehash = false }: IngestOptions,
  spool: Spool,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<IngestReport> {
  const look = await lookAt(place);
  const reading = openReading(place);
  const opened: { previous?: Promise<Previous> } = {};
  const open = (): Promise<Previous> => (opened.previous ??= openPrevious(place.index));
  try {
    const gathered = await gather(place, open, reading, spool, rehash, onProgress, signal);
    const { generation: previous, fault: unusable } = await open();
    if (gathered.letters.length === 0) throw nothingRead(place, gathered);
    const vectors = await vectorsFor(settings.embedding, vocabulary, onProgress, signal);
    const same =
      previous !== null &&
      previous.manifest.vocabulary === vocabulary.sha256 &&
      previous.manifest.settings.unprinted === settings.unprinted &&
      sameLetterFiles(previous, gathered, spool) &&
      (await vectorsHold(previous, vectors));

    const next = same && previous !== null ? previous.id : newGenerationId();
    await announceSources(place.index, next, reading.version, gathered.sources);
    let written = previous && { id: previous.id, ...previous.manifest.counts };
    let { fault } = vectors;
    if (!same || written === null) {
      onProgress({ stage: 'indexing' });
      vectors.writer?.warm();
      const onVectorFault = (cause: unknown): void => {
        // A stop is a stop of the whole, not a fault of the vectors.
        signal.throwIfAborted();
        fault = cause instanceof Error ? cause.message : String(cause);
      };
      const letters = incoming(gathered.letters, previous, spool, signal);
      const { unprinted } = settings;
      const { writer } = vectors;
      const input = {
        id: next,
        dir: place.index,
        letters,
        previous,
        vocabulary,
        vectors: writer,
        settings: { unprinted },
        onVectorFault,
      };
      const { id, letters: count, passages } = await writeGeneration(input).finally(() => writer?.stop());
      written = { ...previous?.manifest.counts, id, letters: count, passages } as NonNullable<typeof written>;
    }
    await settleSources(place.index);
    await keepLook(place, written.id, look);
    const { sources } = gathered;
    return {
      knowledge: place.knowledge,
      generation: written.id,
      changed: !same,
      rebuilt: unusable ?? (previous !== null && gathered.anew ? 'letters are read in another way now.' : null),
      read: gathered.read,
      unchanged: gathered.unchanged,
      removed: gathered.removed,
      duplicates: sources.flatMap(({ duplicates }) => duplicates),
      withProblems: sources.flatMap(({ problems }) => problems),
      refused: [...gathered.refused, ...sources.flatMap(({ refused }) => refused)],
      letters: written.letters,
      passages: written.passages,
      vectors: vectors.model === null ? null : { model: vectors.model, fault },
      unprintedDisclosure: {
        letters: sources.reduce((sum, { unprinted }) => sum + unprinted.length, 0),
        countAs: settings.unprinted,
      },
      seconds: 0,
    };
  } finally {
    await opened.previous?.then(
      ({ generation }) => generation?.close(),
      () => undefined,
    );
  }
}

/** Nothing was read anew, and the letters are those that the generation has. */
function sameLetterFiles(previous: Generation, { letters }: Gathered, spool: Spool): boolean {
  const held = new Set(previous.catalog.cards.map(({ file }) => file));
  return held.size === letters.length && letters.every((file) => held.has(file) && !spool.has(file));
}

function* incoming(
  files: readonly string[],
  previous: Generation | null,
  spool: Spool,
  signal: AbortSignal,
): Generator<Incoming> {
  const ids = new Map(previous?.catalog.cards.map(({ file, id }) => [file, id]));
  for (const file of files) {
    signal.throwIfAborted();
    const letter = spool.letter(file);
    yield letter === null ? { kind: 'kept', id: ids.get(file)! } : { kind: 'new', letter };
  }
}

function nothingRead({ letters }: IndexPlace, { sources, refused }: Gathered): InquiryError {
  const reasons = [...refused, ...sources.flatMap((source) => source.refused)];
  const first = reasons[0];
  const what =
    first === undefined
      ? `The folder ${letters} holds no letters.`
      : `None of the ${reasons.length} files in ${letters} could be read; ${first.file}: ${first.message}`;
  return new InquiryError(
    'knowledge-empty',
    what,
    'Put reply letters into it (README.md lists the formats), then try again.',
  );
}
