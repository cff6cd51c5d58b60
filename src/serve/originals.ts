/** Letters as published, to download from the page: public ones only, and only the bytes that were judged public. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Library } from './library.ts';

export interface OriginalFile {
  readonly bytes: Uint8Array;
  readonly type: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.doc': 'application/msword',
  '.wps': 'application/msword',
  '.ofd': 'application/ofd',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
};

/**
 * `file` is a citation's: a path below `letters`. Null for what the public may not see, for an entry of an archive, and
 * for a file that changed since it was read.
 */
export function originals(library: Library, letters: string): (file: string) => Promise<OriginalFile | null> {
  return (file) =>
    library.with({ role: 'public' }, async (view) => {
      const card = view.cards.find((one) => one.file === file);
      const letter = card === undefined ? null : view.letter(card.index);
      if (letter === null) return null;
      const bytes = await readFile(join(letters, file)).catch(() => null);
      if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== letter.sha256) return null;
      return { bytes, type: TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream' };
    });
}
