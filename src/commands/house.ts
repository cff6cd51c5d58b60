/** What every command starts with: the settings, the vocabulary, and the index in use. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { prepareDataFolder } from './data-folder.ts';
import { loadSettings, todayIn, type Settings } from '../config.ts';
import { InquiryError } from '../errors.ts';
import type { IngestOptions } from '../ingest.ts';
import { ensureIndex, type Ensured } from '../ingest/ensure.ts';
import { progressBar, type ProgressBar } from '../ingest/progress.ts';
import { reportText } from '../ingest/report.ts';
import type { Viewer } from '../model.ts';
import { currentGenerationId, openGeneration } from '../search/generation.ts';
import type { EmbeddingSettings } from '../search/embed.ts';
import type { View } from '../search/view.ts';
import type { Shelf } from '../serve/library.ts';
import { cachedVocabulary } from '../search/vocabulary-cache.ts';

export interface HouseOptions {
  readonly knowledge?: string;
  readonly data?: string;
}

/** The vocabulary that ships with the program; a knowledge folder with one of its own uses that. */
const shippedVocabulary = resolve(import.meta.dirname, '../../knowledge/vocabulary');

export interface House {
  readonly settings: Settings;
  readonly index: Ensured;
  view(viewer: Viewer): View;
  /** YYYY-MM-DD in the settings' time zone. */
  today(): string;
  close(): void;
}

/** Null for words and concepts alone. */
function embeddingOf(settings: Settings): EmbeddingSettings | null {
  const { EMBED_PROVIDER, EMBED_URL, EMBED_MODEL, EMBED_KEY, EMBED_DIMENSION } = settings;
  if (EMBED_PROVIDER === 'none') return null;
  if (EMBED_PROVIDER === 'builtin') return { provider: 'builtin' };
  if (EMBED_URL === undefined || EMBED_MODEL === undefined)
    throw new InquiryError(
      'bad-setting',
      'EMBED_PROVIDER=openai-compatible is incomplete.',
      'Set EMBED_URL and EMBED_MODEL.',
    );
  return {
    provider: 'openai-compatible',
    baseUrl: EMBED_URL,
    model: EMBED_MODEL,
    key: EMBED_KEY ?? null,
    dimension: EMBED_DIMENSION ?? null,
  };
}

/** What an ingest of the chosen folders takes. */
export function ingestOptions(options: HouseOptions, settings: Settings): IngestOptions {
  const knowledge = options.knowledge ?? settings.FUWEN_KNOWLEDGE;
  const data = options.data ?? settings.FUWEN_DATA;
  prepareDataFolder(data);
  const own = resolve(knowledge, 'vocabulary');
  return {
    knowledge,
    data,
    vocabulary: cachedVocabulary(existsSync(own) ? own : shippedVocabulary, data),
    settings: { unprinted: settings.FUWEN_UNPRINTED_DISCLOSURE, embedding: embeddingOf(settings) },
  };
}

/** Runs `work` with a progress bar on standard error, taken off the screen whatever happens. */
export async function withBar<T>(work: (bar: ProgressBar) => Promise<T>): Promise<T> {
  const bar = progressBar(process.stderr);
  try {
    return await work(bar);
  } finally {
    bar.stop();
  }
}

/** Opens the index, building or refreshing it first where needed; says so on standard error. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const settings = loadSettings();
  const index = await withBar((bar) =>
    ensureIndex({
      ...ingestOptions(options, settings),
      onProgress: bar.onProgress,
      onNotice: (notice) => process.stderr.write(`${notice}\n`),
    }),
  );
  // One line here; `fuwen ingest` gives the whole report.
  if (index.report?.changed) process.stderr.write(`${reportText(index.report).split('\n')[0]}\n`);
  return {
    settings,
    index,
    view: (viewer) => index.generation.for(viewer),
    today: () => todayIn(settings.FUWEN_TIMEZONE),
    close: () => index.generation.close(),
  };
}

/** Where a running chat or server takes up the next generation, also one with another vocabulary. */
export function shelfOf({ dir, expected }: Ensured): Shelf {
  return {
    currentId: () => currentGenerationId(dir),
    open: () => openGeneration(dir, { ...expected, vocabulary: null }),
  };
}
