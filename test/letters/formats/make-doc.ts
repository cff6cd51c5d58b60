/** Writes small Word 97 files for tests: an OLE compound file (MS-CFB) with the two streams that hold text (MS-DOC). */

const SECTOR = 512;
const FREE = 0xffffffff;
const END = 0xfffffffe;
const FAT = 0xfffffffd;
/** Streams shorter than this would go to the mini stream; ours are padded. */
const STREAM_LENGTH = 4096;
const TEXT_AT = 0x800;

/** Streams in sectors, one after the other, behind a FAT sector and a directory of two sectors. */
function compoundFile(streams: readonly { name: string; data: Buffer }[]): Buffer {
  const fat = Buffer.alloc(SECTOR * 8, 0xff);
  const fatSectors = fat.length / SECTOR;
  for (let i = 0; i < fatSectors; i += 1) fat.writeUInt32LE(FAT, i * 4);
  const directoryAt = fatSectors;
  fat.writeUInt32LE(directoryAt + 1, directoryAt * 4);
  fat.writeUInt32LE(END, (directoryAt + 1) * 4);
  const directory = Buffer.alloc(SECTOR * 2);
  let next = directoryAt + 2;
  const bodies: Buffer[] = [];
  const entry = (
    at: number,
    name: string,
    type: number,
    child: number,
    right: number,
    start: number,
    size: number,
  ): void => {
    const offset = at * 128;
    directory.write(name, offset, 'utf16le');
    directory.writeUInt16LE((name.length + 1) * 2, offset + 64);
    directory.writeUInt8(type, offset + 66);
    directory.writeUInt8(1, offset + 67);
    directory.writeUInt32LE(FREE, offset + 68);
    directory.writeUInt32LE(right, offset + 72);
    directory.writeUInt32LE(child, offset + 76);
    directory.writeUInt32LE(start, offset + 116);
    directory.writeUInt32LE(size, offset + 120);
  };
  for (const [i, { name, data }] of streams.entries()) {
    const padded = Buffer.alloc(Math.ceil(Math.max(data.length, STREAM_LENGTH) / SECTOR) * SECTOR);
    data.copy(padded);
    const sectors = padded.length / SECTOR;
    for (let n = 0; n < sectors; n += 1) fat.writeUInt32LE(n === sectors - 1 ? END : next + n + 1, (next + n) * 4);
    entry(i + 1, name, 2, FREE, i + 1 < streams.length ? i + 2 : FREE, next, padded.length);
    next += sectors;
    bodies.push(padded);
  }
  entry(0, 'Root Entry', 5, 1, FREE, END, 0);
  const header = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(fatSectors, 44);
  header.writeUInt32LE(directoryAt, 48);
  header.writeUInt32LE(STREAM_LENGTH, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  for (let i = 0; i < 109; i += 1) header.writeUInt32LE(i < fatSectors ? i : FREE, 76 + i * 4);
  return Buffer.concat([header, fat, directory, ...bodies]);
}

/**
 * A Word file of paragraphs. A table row is an array of cells; its end mark carries sprmPFTtp, as Word writes it.
 * `encrypted` sets the FIB's bit alone.
 */
export function makeDoc(
  blocks: readonly (string | readonly string[])[],
  options: { encrypted?: boolean } = {},
): Buffer {
  let text = '';
  const rowEnds: number[] = [];
  for (const block of blocks) {
    if (typeof block === 'string') text += `${block}\r`;
    else {
      text += `${block.join('\u0007')}\u0007`;
      rowEnds.push(text.length);
      text += '\u0007';
    }
  }
  const encoded = Buffer.from(text, 'utf16le');
  const papxBlock = Math.ceil((TEXT_AT + encoded.length) / SECTOR);
  const word = Buffer.alloc((papxBlock + 1) * SECTOR);
  word.writeUInt16LE(0xa5ec, 0);
  word.writeUInt16LE(0xc1, 2);
  word.writeUInt16LE(0x0200 | (options.encrypted ? 0x0100 : 0), 10);
  word.writeUInt32LE(TEXT_AT, 0x18);
  word.writeUInt32LE(text.length, 0x4c);
  encoded.copy(word, TEXT_AT);

  const table = Buffer.alloc(STREAM_LENGTH);
  // Clx: one piece, in Unicode (bit 30 of its position clear).
  word.writeUInt32LE(0, 0x1a2);
  word.writeUInt32LE(21, 0x1a6);
  table.writeUInt8(2, 0);
  table.writeUInt32LE(16, 1);
  table.writeUInt32LE(0, 5);
  table.writeUInt32LE(text.length, 9);
  table.writeUInt32LE(TEXT_AT, 15);
  // PlcfBteChpx is empty; PlcfBtePapx names the page with the row ends.
  word.writeUInt32LE(100, 0xfa);
  word.writeUInt32LE(4, 0xfe);
  word.writeUInt32LE(200, 0x102);
  word.writeUInt32LE(rowEnds.length > 0 ? 12 : 4, 0x106);
  table.writeUInt32LE(papxBlock, 208);
  writePapx(
    word.subarray(papxBlock * SECTOR),
    rowEnds.map((at) => TEXT_AT + at * 2),
  );
  return compoundFile([
    { name: 'WordDocument', data: word },
    { name: '1Table', data: table },
  ]);
}

/** A page of paragraph properties (PapxFkp): runs of bytes, each end of a row with sprmPFTtp (0x2417). */
function writePapx(page: Buffer, ends: readonly number[]): void {
  const runs = ends.flatMap((at) => [at, at + 2]);
  const count = Math.max(0, runs.length - 1);
  if (count * 17 + 4 > 440) throw new Error('too many rows for one page of properties');
  runs.forEach((at, i) => page.writeUInt32LE(at, i * 4));
  const properties = 480;
  const plain = 496;
  Buffer.from([3, 0, 0, 0x17, 0x24, 1]).copy(page, properties);
  Buffer.from([1, 0]).copy(page, plain);
  page.writeUInt8(2, plain);
  for (let i = 0; i < count; i += 1) {
    page.writeUInt8((i % 2 === 0 ? properties : plain) / 2, (count + 1) * 4 + i * 13);
  }
  page.writeUInt8(count, 511);
}
