/** Files that survive a crash: written aside, hashed as they are written, fsynced, and switched to by a rename. */
import { createHash } from 'node:crypto';
import { open, rename, rm, rmdir, type FileHandle } from 'node:fs/promises';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname, basename } from 'node:path';
import { InquiryError } from '../errors.ts';

/** A file of a generation as its manifest names it. */
export interface FileSum {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** A fault of the file system while writing, told as what the reader can do about it. */
export function writeFault(path: string, cause: unknown): InquiryError {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new InquiryError(
      'disk-full',
      `No room is left on the disk for the index (${path}). What was there before is unharmed.`,
      'Free some space, then run: npm run ingest',
      { cause },
    );
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new InquiryError(
    'internal',
    `The index file ${path} can't be written: ${reason}.`,
    'Check the folder and its rights.',
    { cause },
  );
}

/** Small writes are gathered to this many bytes before they reach the disk. */
const GATHER = 1 << 20;

/** A file being written. Every fault is an `InquiryError` (`disk-full` when no room is left). */
export class DurableFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<DurableFile> {
    try {
      return new DurableFile(path, await open(path, 'wx', 0o600));
    } catch (cause) {
      throw writeFault(path, cause);
    }
  }

  /** Bytes given so far: where the next ones will stand. */
  get size(): number {
    return this.#bytes;
  }

  /** The bytes must not change until the file is finished. */
  async write(bytes: Uint8Array): Promise<void> {
    // What is large goes by itself, so that it is not copied.
    if (bytes.byteLength >= GATHER && this.#gatheredBytes > 0) await this.#flush();
    this.#hash.update(bytes);
    this.#bytes += bytes.byteLength;
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.byteLength;
    if (this.#gatheredBytes >= GATHER) await this.#flush();
  }

  async #flush(): Promise<void> {
    const parts = this.#gathered;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    const whole = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    try {
      // A short write happens on a disk that fills up: the loop meets ENOSPC on the next turn.
      for (let at = 0; at < whole.byteLength;) {
        const { bytesWritten } = await this.#handle.write(whole, at, Math.min(whole.byteLength - at, 1 << 30));
        at += bytesWritten;
      }
    } catch (cause) {
      throw writeFault(this.#path, cause);
    }
  }

  async finish(): Promise<FileSum> {
    try {
      await this.#flush();
      await this.#handle.sync();
    } catch (cause) {
      throw cause instanceof InquiryError ? cause : writeFault(this.#path, cause);
    } finally {
      await this.#handle.close();
    }
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }
}

/** Writes a whole file from its chunks. */
export async function writeDurable(path: string, chunks: Iterable<Uint8Array>): Promise<FileSum> {
  const file = await DurableFile.create(path);
  try {
    for (const chunk of chunks) await file.write(chunk);
    return await file.finish();
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

/** Makes the names in a folder durable; a rename is only safe after it. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Replaces a small file whole: a reader sees the old text or the new, never a part. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const aside = `${path}.${process.pid}.tmp`;
  await rm(aside, { force: true });
  await writeDurable(aside, [Buffer.from(text, 'utf8')]);
  try {
    // An empty folder of that name stands in the way of the rename; one that holds something is a person's to move.
    await rename(aside, path).catch(async (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EISDIR') throw cause;
      await rmdir(path);
      await rename(aside, path);
    });
    syncFolder(dirname(path));
  } catch (cause) {
    throw writeFault(basename(path), cause);
  }
}

const READ = 4 << 20;

/**
 * Reads a file in pieces and hashes it; with `keep`, its bytes come back in one buffer, aligned for typed arrays.
 * Throws `index-damaged` when its size or SHA-256 is not the one that the manifest names.
 */
export async function readVerified(path: string, sum: FileSum, keep: boolean): Promise<Uint8Array> {
  const whole = new Uint8Array(new ArrayBuffer(keep ? sum.bytes : Math.min(READ, sum.bytes)));
  const hash = createHash('sha256');
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (cause) {
    throw damagedFile(path, "can't be opened", cause);
  }
  try {
    const { size } = await handle.stat();
    if (size !== sum.bytes) throw damagedFile(path, `has ${size} bytes, not ${sum.bytes}`);
    for (let at = 0; at < sum.bytes;) {
      const into = keep ? at : 0;
      const { bytesRead } = await handle.read(whole, into, Math.min(READ, sum.bytes - at), at);
      if (bytesRead === 0) throw damagedFile(path, 'ends too early');
      hash.update(whole.subarray(into, into + bytesRead));
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
  if (hash.digest('hex') !== sum.sha256) throw damagedFile(path, 'is not as it was written (SHA-256)');
  return keep ? whole : new Uint8Array(0);
}

export function damagedFile(path: string, what: string, cause?: unknown): InquiryError {
  return new InquiryError('index-damaged', `The index file ${basename(path)} ${what}.`, 'Run: npm run ingest', {
    cause,
  });
}
