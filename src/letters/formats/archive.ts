/** Zip containers (DOCX, OFD, zip of letters) read under limits: a bomb is refused before it is unpacked. */
import * as yauzl from 'yauzl';
import iconv from 'iconv-lite';
import { Refused, type ReadLimits } from './refusal.ts';

/** Deflate reaches about 1,030:1; office XML stays below 100:1, and below 1 MB the ratio harms nobody. */
const BOMB_RATIO = 200;
const BOMB_FROM_BYTES = 4 * 1024 * 1024;

export interface ArchiveEntry {
  /** Decoded, with `/` between folders. */
  readonly name: string;
  readonly size: number;
  readonly encrypted: boolean;
  /** Unpacks the entry; throws `Refused` when it is longer than it says, broken, or encrypted. */
  readonly read: () => Promise<Buffer>;
}

/** UTF-8 when the entry says so or its bytes are UTF-8; else GB18030, as Chinese Windows writes names. */
export function entryName(raw: Uint8Array, utf8Flag: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return utf8Flag ? new TextDecoder('utf-8').decode(raw) : iconv.decode(Buffer.from(raw), 'gb18030');
  }
}

/** Entries of a zip held in memory. Throws `Refused` for bombs, too many entries and broken containers. */
export async function openArchive(bytes: Uint8Array, limits: ReadLimits): Promise<readonly ArchiveEntry[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.fromBufferPromise(buffer, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true });
  } catch (error) {
    throw new Refused('broken', `The zip container is damaged (${reasonOf(error)}). Save or download the file again.`);
  }
  if (zip.entryCount > limits.entries) {
    throw new Refused(
      'too-many-entries',
      `The container holds ${zip.entryCount} entries; the limit is ${limits.entries}.`,
    );
  }
  const entries: ArchiveEntry[] = [];
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      // With decodeStrings off, yauzl hands out names as they are in the file, unchecked.
      const name = entryName(entry.fileNameRaw, (entry.generalPurposeBitFlag & 0x800) !== 0).replaceAll('\\', '/');
      unpacked += entry.uncompressedSize;
      if (entry.uncompressedSize > BOMB_FROM_BYTES && entry.uncompressedSize > entry.compressedSize * BOMB_RATIO) {
        throw new Refused('bomb', `“${shown(name)}” grows more than ${BOMB_RATIO} times when it is unpacked.`);
      }
      if (unpacked > limits.unpackedBytes) {
        throw new Refused('bomb', `Unpacked, the container is larger than ${limits.unpackedBytes} bytes.`);
      }
      if (entries.length >= limits.entries) {
        throw new Refused('too-many-entries', `The container holds more than ${limits.entries} entries.`);
      }
      entries.push({
        name,
        size: entry.uncompressedSize,
        encrypted: entry.isEncrypted(),
        read: () => unpackEntry(zip, entry, name),
      });
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('broken', `The zip container is damaged (${reasonOf(error)}). Save or download the file again.`);
  }
  return entries;
}

async function unpackEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, name: string): Promise<Buffer> {
  if (entry.isEncrypted())
    throw new Refused('encrypted', `“${shown(name)}” is locked with a password. Unlock it first.`);
  try {
    const stream = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } catch (error) {
    throw new Refused('broken', `“${shown(name)}” can't be unpacked (${reasonOf(error)}). Save or download it again.`);
  }
}

/** Finds one entry by its exact name, whatever the case. */
export function findEntry(entries: readonly ArchiveEntry[], name: string): ArchiveEntry | undefined {
  const wanted = name.toLowerCase();
  return entries.find((entry) => entry.name === name) ?? entries.find((entry) => entry.name.toLowerCase() === wanted);
}

/** A name fit for one line of a report. */
export function shown(name: string): string {
  return name.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]/g, '?').slice(0, 120);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? shown(error.message) : 'unknown';
}
