/** What every file of the knowledge folder came to at the last ingest, so that an unchanged one is not read again. */
import { createHash } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile, writeFault } from '../search/durable.ts';

const problemSchema = z.object({ code: z.string(), message: z.string() });
const sourceSchema = z.object({
  file: z.string(),
  /** Of the file's bytes. */
  sha256: z.string(),
  /** Of the file when that was read, see `files.ts`; null when it tells nothing. */
  stamp: z.string().nullable(),
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

/** The first line of the file; the second is the list of sources. */
const headSchema = z.object({
  reading: z.string(),
  /** The generation that they describe. */
  generation: z.string(),
  /** Of the second line: files are taken as unchanged by what stands there. */
  sha256: z.string(),
});
const listSchema = z.array(sourceSchema);

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
    if (text === null) continue;
    try {
      const end = text.indexOf('\n');
      const head = headSchema.parse(JSON.parse(text.slice(0, end)));
      if (head.generation !== generation) continue;
      const list = text.slice(end + 1);
      if (head.reading !== reading || digestOf(list) !== head.sha256) return null;
      return listSchema.parse(JSON.parse(list));
    } catch {
      // A file that can't be read costs a full reading, nothing else.
    }
  }
  return null;
}

const digestOf = (list: string): string => createHash('sha256').update(list).digest('hex');

/** Before the switch to `generation`. Throws `disk-full`. */
export async function announceSources(
  dir: string,
  generation: string,
  reading: string,
  sources: readonly Source[],
): Promise<void> {
  const list = JSON.stringify(sources);
  await replaceFile(nextFile(dir), `${JSON.stringify({ reading, generation, sha256: digestOf(list) })}\n${list}`);
}

/** After the switch to the generation that was announced. */
export async function settleSources(dir: string): Promise<void> {
  await rename(nextFile(dir), file(dir)).catch((cause) => {
    throw writeFault(file(dir), cause);
  });
}
