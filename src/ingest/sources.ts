/** What every file of the knowledge folder came to at the last ingest, so that an unchanged one is not read again. */
import { readFile, rename } from 'node:fs/promises';
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
  /** The generation that they describe. */
  generation: z.string(),
  sources: z.array(sourceSchema),
});

const file = (dir: string): string => join(dir, 'sources.json');
const nextFile = (dir: string): string => join(dir, 'sources.next.json');

/**
 * The sources of the generation in use; null when they are not known or the letters were read in another way, so that
 * everything is to be read again. `sources.next.json` is written before the switch to the generation that it names and
 * renamed after it: when a kill came between, it is found there.
 */
export async function readSources(dir: string, generation: string, reading: string): Promise<readonly Source[] | null> {
  for (const path of [file(dir), nextFile(dir)]) {
    const text = await readFile(path, 'utf8').catch(() => null);
    const state = text === null ? null : parseState(text);
    if (state?.generation === generation) return state.reading === reading ? state.sources : null;
  }
  return null;
}

function parseState(text: string): z.infer<typeof stateSchema> | null {
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch {
    // A file that can't be read costs a full reading, nothing else.
    return null;
  }
}

/** Before the switch to `generation`. Throws `disk-full`. */
export async function announceSources(
  dir: string,
  generation: string,
  reading: string,
  sources: readonly Source[],
): Promise<void> {
  await replaceFile(nextFile(dir), JSON.stringify({ reading, generation, sources }));
}

/** After the switch to the generation that was announced. */
export async function settleSources(dir: string): Promise<void> {
  await rename(nextFile(dir), file(dir)).catch((cause) => {
    throw writeFault(file(dir), cause);
  });
}
