/** The manifest of a generation: what it is, how it was made, and the size and SHA-256 of every file of it. */
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InquiryError } from '../errors.ts';
import { damagedFile, type FileSum } from './durable.ts';
import type { VectorFacts } from './vectors.ts';

/** Raised when a file's format, the terms or the cutting of passages change: an older index is rebuilt, and it is said. */
export const SCHEMA = 1;

/** Which letters the public may see when they print no disclosure: a setting of the operator's. */
export type Unprinted = 'public' | 'staff';

/** Files of every generation; those of the vectors are named by their facts. */
export const FILES = ['letters.jsonl', 'cards.json', 'passages.bin', 'lexical.bin', 'vocabulary.bin'] as const;
export type FileName = (typeof FILES)[number];

const sum = z.strictObject({ bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const shape = z.strictObject({
  schema: z.literal(SCHEMA),
  id: z.string().regex(/^[\w-]+$/),
  created: z.iso.datetime(),
  settings: z.strictObject({ unprinted: z.enum(['public', 'staff']) }),
  /** Of the vocabulary's files. */
  vocabulary: z.string(),
  counts: z.strictObject({
    letters: z.int().nonnegative(),
    publicLetters: z.int().nonnegative(),
    passages: z.int().nonnegative(),
    publicPassages: z.int().nonnegative(),
  }),
  files: z.strictObject(Object.fromEntries(FILES.map((name) => [name, sum])) as Record<FileName, typeof sum>),
  /** Checked by vectors.ts, whose facts these are; null when the generation has no vectors. */
  vectors: z.custom<VectorFacts>((facts) => typeof facts === 'object' && facts !== null).nullable(),
});
export type Manifest = z.infer<typeof shape>;
export type FileSums = Readonly<Record<FileName, FileSum>>;

const REMEDY = 'Run: npm run ingest';

/**
 * Throws `index-version` for a manifest of another schema, `index-damaged` for one that can't be read. The manifest's
 * own SHA-256 stands in `current`, since no file can hold its own.
 */
export function readManifest(path: string, text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damagedFile(path, "can't be read", cause);
  }
  const schema = z.object({ schema: z.int() }).safeParse(value);
  if (schema.success && schema.data.schema !== SCHEMA) {
    throw new InquiryError(
      'index-version',
      `The index has format ${schema.data.schema}; this version reads format ${SCHEMA}.`,
      REMEDY,
    );
  }
  const manifest = shape.safeParse(value);
  if (!manifest.success) throw damagedFile(path, 'is not a manifest', manifest.error);
  return manifest.data;
}

export function generationsFolder(dir: string): string {
  return join(dir, 'generations');
}

/** The pointer to the generation in use: its id and its manifest's SHA-256, apart by a space. */
export interface Pointer {
  readonly id: string;
  readonly manifestSha256: string;
}

/** Null when nothing was ever ingested into `dir`. Throws `index-damaged` for a pointer that can't be read. */
export async function readPointer(dir: string): Promise<Pointer | null> {
  const path = join(dir, 'current');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw damagedFile(path, "can't be read", cause);
  }
  const found = /^([\w-]+) ([0-9a-f]{64})\n$/.exec(text);
  if (!found?.[1] || !found[2]) throw damagedFile(path, 'names no generation');
  return { id: found[1], manifestSha256: found[2] };
}

/**
 * Id of the generation in use, null when there is none or the pointer is damaged: one small read, so that a running
 * server can look often.
 */
export async function currentGenerationId(dir: string): Promise<string | null> {
  return (await readPointer(dir).catch(() => null))?.id ?? null;
}

/**
 * Removes generations that are neither in `keep` nor being written by `id`, and what an ingest that was killed left
 * behind. Only the ingest that holds the lock calls it. A folder that can't be removed is left for the next time.
 */
export async function removeOthers(dir: string, keep: ReadonlySet<string>): Promise<void> {
  const folder = generationsFolder(dir);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!keep.has(name)) await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
