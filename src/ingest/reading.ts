/** The files of a knowledge folder read by the pool of letters/, with the operator's tables; what each file came to. */
import { createRequire } from 'node:module';
import { z } from 'zod';
import { listLetterFiles, readLetterFiles, type FileToRead, type ReadOutcome, type Tables } from '../letters/read.ts';
import { ResultTable } from '../letters/result-table.ts';
import type { Letter } from '../model.ts';
import { applySidecar, readSidecar, type Sidecar } from '../letters/sidecar.ts';
import { readSidecarBytes, SIDECAR, sidecarSum, type SeenFile } from './files.ts';
import type { IndexPlace } from './place.ts';
import type { OnProgress } from './progress.ts';
import { badTable, readingVersion, readTable } from './reading-version.ts';
import type { Source } from './sources.ts';

export interface Refused {
  readonly file: string;
  readonly code: string;
  readonly message: string;
}

export interface Listed {
  /** When the listing began, in milliseconds since 1970. */
  readonly at: number;
  readonly files: readonly FileToRead[];
  readonly refused: readonly Refused[];
}

export async function listFiles({ letters }: IndexPlace): Promise<Listed> {
  const at = Date.now();
  const { files, refused } = await listLetterFiles(letters);
  return { at, files, refused: refused.map(({ file, reason, message }) => ({ file, code: reason, message })) };
}

/** The tables that an operator can change, and a name for this way of reading. */
export interface Reading {
  readonly version: string;
  readonly tables: Tables;
}

/** Loaded when there is a table: most folders have none. */
const yaml = (): typeof import('yaml') => createRequire(import.meta.url)('yaml');

/** Throws `bad-vocabulary` for a table that can't be used. */
export function openReading(place: IndexPlace): Reading {
  const { path, text } = readTable(place);
  const version = readingVersion(text);
  if (text === null) return { version, tables: {} };
  try {
    return { version, tables: { results: ResultTable.parse(yaml().parse(text)) } };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    throw badTable(path, error instanceof z.ZodError ? z.prettifyError(error) : fault, error);
  }
}

export interface ReadSource {
  readonly source: Source;
  readonly letters: readonly Letter[];
}

/** Reads files in bounded child processes; results come as files get ready, an archive's all at once. */
export async function* readFiles(
  { letters }: IndexPlace,
  files: readonly SeenFile[],
  { tables }: Reading,
  onProgress: OnProgress,
  signal: AbortSignal,
): AsyncGenerator<ReadSource> {
  const total = files.length;
  if (total === 0) return;
  const seen = new Map(files.map((file) => [file.file, file]));
  const waiting = new Map<string, ReadOutcome[]>();
  let done = 0;
  const outcomes = readLetterFiles(
    files.map(({ entry }) => entry),
    {
      tables,
      signal,
      onProgress: ({ filesDone, ocr }) => {
        done = filesDone;
        const page = ocr && { done: ocr.page, total: ocr.pages };
        onProgress({ stage: 'reading', done, total, file: ocr?.file ?? '', ...(page ? { page } : {}) });
      },
    },
  );
  for await (const outcome of outcomes) {
    const { file } = outcome.source;
    // An archive's outcomes may come in parts; a plain file has one.
    if (outcome.file === file) yield sourceOf(letters, tables, seen.get(file)!, [outcome]);
    else waiting.set(file, [...(waiting.get(file) ?? []), outcome]);
  }
  signal.throwIfAborted();
  for (const [file, parts] of waiting) yield sourceOf(letters, tables, seen.get(file)!, parts);
}

function sourceOf(folder: string, tables: Tables, seen: SeenFile, outcomes: readonly ReadOutcome[]): ReadSource {
  const letters: Letter[] = [];
  const refused: Refused[] = [];
  let { sha256 } = seen;
  const hand = seen.sidecar === null ? null : readHand(folder, seen.file);
  for (const outcome of outcomes) {
    // When it changed since it was hashed, these letters are of the newer bytes.
    sha256 = outcome.sourceSha256 ?? sha256;
    const { file } = outcome;
    if (outcome.kind === 'refused') refused.push({ file, code: outcome.reason, message: outcome.problem.message });
    else if (hand === null) letters.push(outcome.letter);
    else if (hand.sidecar === null) refused.push({ file, code: 'sidecar-broken', message: hand.message });
    else letters.push(applySidecar(outcome.letter, hand.sidecar, tables.results));
  }
  const source: Source = {
    file: seen.file,
    sha256,
    // Taken before these bytes were read, so that a change since then shows the next time.
    stamp: seen.stamp,
    sidecar: hand?.sum ?? null,
    letters: letters.map(({ file }) => file),
    refused,
    problems: letters
      .filter(({ problems }) => problems.length > 0)
      .map(({ file, problems }) => ({ file, problems: problems.map(({ code, message }) => ({ code, message })) })),
    unprinted: letters.filter(({ disclosure }) => disclosure === null).map(({ file }) => file),
    duplicates: [],
  };
  return { source, letters };
}

/**
 * What a person settled; an archive's sidecar is for each letter in it. A letter whose sidecar can't be read is left out:
 * the sidecar may be what keeps it from the public.
 */
function readHand(
  folder: string,
  file: string,
):
  | { readonly sum: string; readonly sidecar: Sidecar }
  | { readonly sum: string; readonly sidecar: null; readonly message: string } {
  const bytes = readSidecarBytes(folder, file);
  const sum = sidecarSum(bytes);
  const left = `${file}${SIDECAR}：`;
  const after = '改正之前，这封答复不会被采用。';
  if (bytes === null) return { sum, sidecar: null, message: `${left}旁注文件无法读取。${after}` };
  const read = readSidecar(bytes.toString('utf8'));
  if ('problem' in read) return { sum, sidecar: null, message: `${left}${read.problem.message}。${after}` };
  return { sum, sidecar: read.sidecar };
}
