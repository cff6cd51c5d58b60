/** What every file of the knowledge folder came to at the last ingest, so that an unchanged one is not read again. */
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile, writeFault } from '../search/durable.ts';

const problemSchema = z.object({ code: z.string(), message: z.string() });
const sourceSchema = z.object({
  file: z.string(),
  /** Of the file's bytes. */
  sha256: z.string(),
  /** Of its sidecar's bytes; null when it has none. */
  sidecar: z.string().nullable(),
  /** Size, times and inode of the file and its sidecar when they were hashed: a cheap sign that nothing changed. */
  stamp: z.string(),
  /** Files (below letters/) of the letters read from it: itself, or the entries of an archive. */
  letters: z.array(z.string()),
  refused: z.array(z.object({ file: z.string(), code: z.string(), message: z.string() })),
  /** By letter: what is left for a person to settle. */
  problems: z.array(z.object({ file: z.string(), problems: z.array(problemSchema) })),
  /** Those of `letters` that print no disclosure. */
  unprinted: z.array(z.string()),
  /** Letters of it that were left out for another file's. */
  duplicates: z.array(z.object({ file: z.string(), of: z.string(), why: z.enum(['same-bytes', 'same-letter']) })),
});
export type Source = z.infer<typeof sourceSchema>;

const stateSchema = z.object({
  reading: z.string(),
  /** The generation in use before the one that these sources describe; null for the first. */
  before: z.string().nullable(),
  /** The generation that they describe; null while it is being written. */
  generation: z.string().nullable(),
  sources: z.array(sourceSchema),
});
type State = z.infer<typeof stateSchema>;

const file = (dir: string): string => join(dir, 'sources.json');
const nextFile = (dir: string): string => join(dir, 'sources.next.json');

/**
 * The sources of the generation in use; null when they are not known or the letters were read in another way, so that
 * everything is to be read again. `sources.next.json` is written before the switch to a new generation and renamed
 * after it: when a kill came between, the generation in use is no longer the one before, which tells that it is the new
 * one's. Only the ingest that holds the lock switches, so there is no third case.
 */
export async function readSources(dir: string, generation: string, reading: string): Promise<readonly Source[] | null> {
  const state = await readState(file(dir));
  if (state?.generation === generation) return state.reading === reading ? state.sources : null;
  const next = await readState(nextFile(dir));
  if (next === null || next.before === generation || next.reading !== reading) return null;
  // A later generation than `next` describes would have left its own sources.
  return state === null || state.generation === next.before ? next.sources : null;
}

async function readState(path: string): Promise<State | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch {
    // A file that can't be read costs a full reading, nothing else.
    return null;
  }
}

/** Before the switch. Throws `disk-full`. */
export async function announceSources(
  dir: string,
  before: string | null,
  reading: string,
  sources: readonly Source[],
): Promise<void> {
  await replaceFile(nextFile(dir), JSON.stringify({ reading, before, generation: null, sources }));
}

/** After the switch to `generation`, which the announced sources describe. */
export async function settleSources(dir: string, generation: string): Promise<void> {
  const next = await readState(nextFile(dir));
  if (next === null) return;
  await replaceFile(nextFile(dir), JSON.stringify({ ...next, generation }));
  await rename(nextFile(dir), file(dir)).catch((cause) => {
    throw writeFault(file(dir), cause);
  });
}

/** For a state that nothing may be taken from any more. */
export async function forgetSources(dir: string): Promise<void> {
  await rm(nextFile(dir), { force: true });
  await rm(file(dir), { force: true });
}
