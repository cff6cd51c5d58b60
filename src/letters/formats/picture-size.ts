/** Width and height of a picture from its header, so that a picture bomb is refused before it is decoded. */

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Null for headers that can't be read; the decoder's own memory limit holds those. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 26) return null;
  // PNG (ISO 15948): IHDR is the first chunk.
  if (buffer[0] === 0x89) return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) };
  if (buffer[0] === 0xff && buffer[1] === 0xd8) return jpegSize(buffer);
  if (buffer[0] === 0x42) return { width: buffer.readUInt32LE(18), height: Math.abs(buffer.readInt32LE(22)) };
  return tiffSize(buffer);
}

/** ITU T.81: the first frame header (SOF0 to SOF15, without DHT, JPG and DAC). */
function jpegSize(buffer: Buffer): PictureSize | null {
  for (let at = 2; at + 9 < buffer.length;) {
    if (buffer[at] !== 0xff) return null;
    const marker = buffer[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { height: buffer.readUInt16BE(at + 5), width: buffer.readUInt16BE(at + 7) };
    }
    at += marker === 0xff ? 1 : 2 + buffer.readUInt16BE(at + 2);
  }
  return null;
}

/** TIFF 6.0: tags 256 and 257 of the first directory. */
function tiffSize(buffer: Buffer): PictureSize | null {
  const little = buffer[0] === 0x49;
  const u16 = (at: number): number => (little ? buffer.readUInt16LE(at) : buffer.readUInt16BE(at));
  const u32 = (at: number): number => (little ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at));
  const directory = u32(4);
  if (directory + 2 > buffer.length) return null;
  const found: { width: number; height: number } = { width: 0, height: 0 };
  for (let i = 0; i < u16(directory); i += 1) {
    const at = directory + 2 + i * 12;
    if (at + 12 > buffer.length) return null;
    const value = u16(at + 2) === 3 ? u16(at + 8) : u32(at + 8);
    if (u16(at) === 256) found.width = value;
    if (u16(at) === 257) found.height = value;
  }
  return found.width > 0 && found.height > 0 ? found : null;
}
