/** Where an index lives: below the data folder, under a name of its knowledge folder's own. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InquiryError } from '../errors.ts';
import { writeFault } from '../search/durable.ts';

export interface IndexPlace {
  /** The knowledge folder, without links. */
  readonly knowledge: string;
  readonly letters: string;
  /** The index's own folder: two knowledge folders never share one. */
  readonly index: string;
}

/**
 * Finds the folders of a knowledge folder and makes the index's. Throws `knowledge-missing` or `knowledge-unreadable`,
 * and a fault of writing when the data folder can't be made.
 */
export async function openPlace(knowledge: string, data: string): Promise<IndexPlace> {
  const real = await realpath(knowledge).catch((cause: NodeJS.ErrnoException) => {
    throw folderFault(knowledge, cause);
  });
  const letters = join(real, 'letters');
  try {
    if (!(await stat(letters)).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    await access(letters, constants.R_OK | constants.X_OK);
    await readdir(letters);
  } catch (cause) {
    throw folderFault(letters, cause as NodeJS.ErrnoException);
  }
  const key = createHash('sha256').update(real).digest('hex').slice(0, 16);
  const name = basename(real)
    .replaceAll(/[^\p{L}\p{N}._-]/gu, '_')
    .slice(0, 40);
  const index = join(data, `${name}-${key}`);
  await mkdir(index, { recursive: true, mode: 0o700 }).catch((cause) => {
    throw writeFault(index, cause);
  });
  return { knowledge: real, letters, index };
}

function folderFault(path: string, cause: NodeJS.ErrnoException): InquiryError {
  if (cause.code === 'ENOENT') {
    return new InquiryError(
      'knowledge-missing',
      `There is no folder ${path}.`,
      'Put the reply letters into letters/ of a knowledge folder, and name that folder with --knowledge DIR.',
      { cause },
    );
  }
  return new InquiryError(
    'knowledge-unreadable',
    `The folder ${path} can't be read (${cause.code ?? cause.message}).`,
    'Check that it is a folder and that you may read it.',
    { cause },
  );
}
