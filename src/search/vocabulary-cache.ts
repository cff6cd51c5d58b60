/**
 * The compiled vocabulary beside the index: parsing and compiling a thousand concepts takes half a second, taking them
 * from a file a tenth of that. A cache only: damaged, missing or of other files, it is made anew.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileVocabulary, restoreVocabulary, type Vocabulary } from './vocabulary.ts';
import { readVocabularyFiles } from './vocabulary-files.ts';

const DIGEST_BYTES = 32;
const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** The vocabulary of `dir`, compiled at most once for the same files. Throws InquiryError('bad-vocabulary'). */
export function cachedVocabulary(dir: string, cacheFolder: string): Vocabulary {
  const files = readVocabularyFiles(dir);
  const path = join(cacheFolder, 'vocabulary.cache');
  const kept = take(path);
  if (kept?.sha256 === files.sha256) return kept;
  const compiled = compileVocabulary(files);
  keep(path, cacheFolder, compiled.serialise());
  return compiled;
}

/** Stored: SHA-256 of what follows, then `serialise()`. Null when there is none that can be used. */
function take(path: string): Vocabulary | null {
  try {
    const stored = readFileSync(path);
    const bytes = stored.subarray(DIGEST_BYTES);
    return digestOf(bytes).equals(stored.subarray(0, DIGEST_BYTES)) ? restoreVocabulary(bytes) : null;
  } catch {
    return null;
  }
}

/** Where it can't be written, the next start compiles again. */
function keep(path: string, folder: string, bytes: Uint8Array): void {
  const aside = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    return;
  }
  try {
    writeFileSync(aside, Buffer.concat([digestOf(bytes), bytes]));
    renameSync(aside, path);
  } catch {
    rmSync(aside, { force: true });
  }
}
