/** Typed arrays in one file: an 8-byte length, a JSON header naming them, then each at a multiple of 8 bytes. */
import { endianness } from 'node:os';
import { InquiryError } from '../errors.ts';

const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f64: Float64Array } as const;
type TypeName = keyof typeof TYPES;
export type NumberArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;
export type NamedArrays = Readonly<Record<string, NumberArray>>;

interface Entry {
  readonly name: string;
  readonly type: TypeName;
  readonly length: number;
}

function typeOf(array: NumberArray): TypeName {
  if (array instanceof Uint8Array) return 'u8';
  if (array instanceof Uint16Array) return 'u16';
  if (array instanceof Float64Array) return 'f64';
  return array instanceof Uint32Array ? 'u32' : 'i32';
}

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** The chunks of the file in order, views of the arrays themselves, so that nothing is copied. */
export function* arrayChunks(arrays: NamedArrays): Generator<Uint8Array> {
  const entries: Entry[] = Object.entries(arrays).map(([name, array]) => ({
    name,
    type: typeOf(array),
    length: array.length,
  }));
  const header = Buffer.from(JSON.stringify({ endian: endianness(), entries }), 'utf8');
  const front = Buffer.alloc(8 + padded(header.length));
  front.writeBigUInt64LE(BigInt(header.length));
  header.copy(front, 8);
  yield front;
  for (const array of Object.values(arrays)) {
    yield new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const rest = padded(array.byteLength) - array.byteLength;
    if (rest > 0) yield new Uint8Array(rest);
  }
}

function damaged(file: string, what: string): InquiryError {
  return new InquiryError('index-damaged', `${file}: ${what}.`, 'Run: npm run ingest');
}

/**
 * Views into `bytes`, which must start at a multiple of 8 in its buffer. Throws `index-damaged` when the sizes that the
 * header names are not exactly the file's, or when an array that the caller needs is not there.
 */
export function readArrays<N extends string>(
  file: string,
  bytes: Uint8Array,
  wanted: Readonly<Record<N, TypeName>>,
): Record<N, NumberArray> {
  if (bytes.byteLength < 8) throw damaged(file, 'is shorter than its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (8 + headerLength > bytes.byteLength) throw damaged(file, 'is shorter than its header');
  let header: { endian: string; entries: Entry[] };
  try {
    header = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + 8, headerLength).toString('utf8'));
  } catch (cause) {
    throw new InquiryError('index-damaged', `${file}: its header can't be read.`, 'Run: npm run ingest', { cause });
  }
  if (header.endian !== endianness()) throw damaged(file, 'was written on a machine of another byte order');
  const found = new Map<string, { type: TypeName; array: NumberArray }>();
  let at = 8 + padded(headerLength);
  for (const { name, type, length } of header.entries) {
    const size = length * TYPES[type].BYTES_PER_ELEMENT;
    if (at + size > bytes.byteLength) throw damaged(file, `ends inside ${name}`);
    found.set(name, { type, array: new TYPES[type](bytes.buffer as ArrayBuffer, bytes.byteOffset + at, length) });
    at += padded(size);
  }
  if (at !== bytes.byteLength) throw damaged(file, `has ${bytes.byteLength} bytes, not the ${at} its header names`);
  const result = {} as Record<N, NumberArray>;
  for (const name of Object.keys(wanted) as N[]) {
    const entry = found.get(name);
    if (entry?.type !== wanted[name]) throw damaged(file, `has no ${name}`);
    result[name] = entry.array;
  }
  return result;
}
