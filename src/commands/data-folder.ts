/** The folder for the index and the desk's store: made where it is missing, for its owner alone. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InquiryError } from '../errors.ts';

function isFolder(path: string): boolean | null {
  try {
    return statSync(path).isDirectory();
  } catch {
    return null;
  }
}

/** Throws InquiryError 'bad-arguments' for a file, and for a place where no folder can be made. */
export function prepareDataFolder(path: string): void {
  const missing: string[] = [];
  let at = resolve(path);
  let there = isFolder(at);
  while (there === null && dirname(at) !== at) {
    missing.push(at);
    at = dirname(at);
    there = isFolder(at);
  }
  if (there === false)
    throw new InquiryError(
      'bad-arguments',
      `The data folder ${path} can't be used: ${at} is a file.`,
      'Name a folder with --data DIR.',
    );
  try {
    // One by one: Node's recursive mkdir never ends where the system answers ENOENT for good, as below /proc.
    // What people asked is kept here, so it is for its owner alone.
    for (const folder of missing.toReversed()) mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    throw new InquiryError(
      'bad-arguments',
      `The data folder ${path} can't be made: ${(cause as Error).message}.`,
      'Name a folder that you may write to with --data DIR or FUWEN_DATA.',
      { cause },
    );
  }
}
