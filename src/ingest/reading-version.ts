/** A name for the way in which letters are read now: letters that were read in another way are read again. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InquiryError } from '../errors.ts';
import type { IndexPlace } from './place.ts';

const LETTERS = join(import.meta.dirname, '../letters');
/** Versions of the packages that read PDF, Word and the others. */
const PACKAGES = join(import.meta.dirname, '../../package-lock.json');

let code: string | undefined;
/**
 * Digest of the code that reads, so that nobody has to remember to raise a number. Taken once: code that changes under a
 * running process is not the code that it runs.
 */
function codeDigest(): string {
  if (code !== undefined) return code;
  const hash = createHash('sha256');
  for (const name of readdirSync(LETTERS, { recursive: true, encoding: 'utf8' }).toSorted())
    if (name.endsWith('.ts')) hash.update(`${name}\n`).update(readFileSync(join(LETTERS, name)));
  try {
    hash.update(readFileSync(PACKAGES));
  } catch (error) {
    // Installed without a lock file: then a change of packages alone goes unnoticed.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  code = hash.digest('hex').slice(0, 16);
  return code;
}

/** The operator's table of result classes as text, null when there is none. Throws `bad-vocabulary` when it can't be read. */
export function readTable({ knowledge }: IndexPlace): { readonly path: string; readonly text: string | null } {
  const path = join(knowledge, 'result-classes.yaml');
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { path, text: null };
    throw badTable(path, error instanceof Error ? error.message : String(error), error);
  }
}

export function badTable(path: string, why: string, cause: unknown): InquiryError {
  return new InquiryError(
    'bad-vocabulary',
    `The table ${path} can't be used: ${why}.`,
    'Correct it, then run: npm run ingest',
    { cause },
  );
}

export function readingVersion(table: string | null): string {
  return table === null ? codeDigest() : `${codeDigest()} ${createHash('sha256').update(table).digest('hex')}`;
}
