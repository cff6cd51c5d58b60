/**
 * The layout of the file that hnswlib saves (hnswlib 0.8, `HierarchicalNSW::saveIndex`): a header of 96 bytes, one block
 * an element (links of the lowest level, vector, label), then for each element the length of its upper links and these.
 * hnswlib reports success when a save was cut short, and loads a file of another dimension; so we look ourselves.
 */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { damagedFile, type FileSum } from './durable.ts';

const HEADER_BYTES = 96;
const CHUNK_BYTES = 1 << 20;

export interface GraphHeader {
  /** Elements in the file, deleted ones included. */
  readonly elements: number;
  readonly blockBytes: number;
  /** Where the vector stands in a block. */
  readonly vectorAt: number;
  readonly labelAt: number;
  readonly dimension: number;
}

/** Called with each element's label and vector, in file order; the array is reused, so copy what is kept. */
export type RowReader = (label: number, vector: Float32Array) => void;

/**
 * Reads a graph file once: its SHA-256, and whether its parts add up to exactly its size.
 * Throws `index-damaged` when they do not, or when the dimension is another.
 */
export async function readGraphFile(
  file: string,
  dimension: number,
  onRow?: RowReader,
): Promise<{ header: GraphHeader; sum: FileSum }> {
  const handle = await open(file, 'r').catch((cause) => {
    throw damagedFile(file, "can't be opened", cause);
  });
  try {
    const { size } = await handle.stat();
    const hash = createHash('sha256');
    const reader = new Reader(handle, hash, file);
    const header = parseHeader(await reader.take(HEADER_BYTES), file, dimension);
    if (size < HEADER_BYTES + header.elements * (header.blockBytes + 4)) {
      throw damagedFile(file, `is cut short: ${size} bytes for ${header.elements} vectors`);
    }
    await readBlocks(reader, header, onRow);
    await readUpperLinks(reader, header.elements);
    if (reader.position !== size) {
      throw damagedFile(file, `has ${size} bytes where its parts make ${reader.position}`);
    }
    return { header, sum: { bytes: size, sha256: hash.digest('hex') } };
  } finally {
    await handle.close();
  }
}

/** Hands out a file's bytes in order, hashing them as they pass. */
class Reader {
  position = 0;
  private rest: Buffer = Buffer.alloc(0);
  private readonly handle: FileHandle;
  private readonly hash: { update(bytes: Buffer): unknown };
  private readonly file: string;

  constructor(handle: FileHandle, hash: { update(bytes: Buffer): unknown }, file: string) {
    this.handle = handle;
    this.hash = hash;
    this.file = file;
  }

  async take(length: number): Promise<Buffer> {
    while (this.rest.length < length) {
      const chunk = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, length - this.rest.length));
      const { bytesRead } = await this.handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) throw damagedFile(this.file, `ends at byte ${this.position + this.rest.length}`);
      const read = chunk.subarray(0, bytesRead);
      this.hash.update(read);
      this.rest = this.rest.length === 0 ? read : Buffer.concat([this.rest, read]);
    }
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    this.position += length;
    return taken;
  }
}

function parseHeader(bytes: Buffer, file: string, dimension: number): GraphHeader {
  const field = (at: number): number => {
    const value = bytes.readBigUInt64LE(at);
    if (value > 0xffff_ffffn) throw damagedFile(file, 'is no graph of vectors');
    return Number(value);
  };
  const header: GraphHeader = {
    elements: field(16),
    blockBytes: field(24),
    labelAt: field(32),
    vectorAt: field(40),
    dimension: (field(32) - field(40)) / 4,
  };
  if (header.dimension !== dimension) {
    throw damagedFile(file, `holds vectors of ${header.dimension} dimensions, not ${dimension}`);
  }
  // The label is a size_t at the end of the block.
  if (field(0) !== 0 || header.blockBytes !== header.labelAt + 8) {
    throw damagedFile(file, 'is no graph of vectors');
  }
  return header;
}

async function readBlocks(reader: Reader, header: GraphHeader, onRow: RowReader | undefined): Promise<void> {
  const perRead = Math.max(1, Math.floor(CHUNK_BYTES / header.blockBytes));
  const vector = new Float32Array(header.dimension);
  for (let first = 0; first < header.elements; first += perRead) {
    const count = Math.min(perRead, header.elements - first);
    const bytes = await reader.take(count * header.blockBytes);
    if (onRow === undefined) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let row = 0; row < count; row++) {
      const at = row * header.blockBytes;
      for (let i = 0; i < header.dimension; i++) vector[i] = view.getFloat32(at + header.vectorAt + 4 * i, true);
      onRow(view.getUint32(at + header.labelAt, true), vector);
    }
  }
}

async function readUpperLinks(reader: Reader, elements: number): Promise<void> {
  for (let i = 0; i < elements; i++) {
    const length = (await reader.take(4)).readUInt32LE(0);
    if (length > 0) await reader.take(length);
  }
}
