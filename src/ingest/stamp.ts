/** What a folder tells of a file's bytes without reading them, as git's index has it. */
import type { Stats } from 'node:fs';

/**
 * Size, times and inode in one line. A program may set a file's size and date back, but not the time of its change; on a
 * file system that keeps none (some network ones), `ingest --rehash` is for files whose date was set back.
 */
export function stampOf({ size, mtimeMs, ctimeMs, ino }: Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino'>): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}
