/** Letters that were read, on the disk until the generation is written: ten thousand of them are too many for the memory. */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { Letter } from '../model.ts';
import { writeFault } from '../search/durable.ts';

export class Spool {
  private readonly places = new Map<string, { readonly at: number; readonly bytes: number }>();
  private readonly file: number;
  private readonly path: string;
  private end = 0;

  /** A file left behind by a killed ingest is overwritten. */
  constructor(path: string) {
    this.path = path;
    try {
      this.file = openSync(path, 'w+', 0o600);
    } catch (cause) {
      throw writeFault(path, cause);
    }
  }

  /** Keeps a letter under its file's name. Throws `disk-full`. */
  add(letter: Letter): void {
    const bytes = Buffer.from(JSON.stringify(letter), 'utf8');
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.file, bytes, at, bytes.length - at, this.end + at);
    } catch (cause) {
      throw writeFault(this.path, cause);
    }
    this.places.set(letter.file, { at: this.end, bytes: bytes.length });
    this.end += bytes.length;
  }

  has(file: string): boolean {
    return this.places.has(file);
  }

  letter(file: string): Letter | null {
    const place = this.places.get(file);
    if (place === undefined) return null;
    const bytes = Buffer.allocUnsafe(place.bytes);
    for (let at = 0; at < bytes.length;) {
      const read = readSync(this.file, bytes, at, bytes.length - at, place.at + at);
      if (read === 0) throw writeFault(this.path, new Error('it was cut short by another program'));
      at += read;
    }
    return JSON.parse(bytes.toString('utf8')) as Letter;
  }

  remove(): void {
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }
}
