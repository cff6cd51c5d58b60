/** A drawn page with the red stamp taken off the signature below it. */

/** Above this share of the page red ink is the letterhead, which names the agency; below it, a stamp. */
const LETTERHEAD = 0.35;

/**
 * A binary PPM (P6, 8 bits) to a PGM (P5). Red ink is bright in the red channel and black ink dark, so that channel
 * shows the page without its stamp; at the top of the page all channels count. Other input comes back as it is.
 */
export function blackInk(ppm: Uint8Array): Uint8Array {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(ppm.subarray(0, 64)).toString('latin1'));
  if (!head) return ppm;
  const width = Number(head[1]);
  const height = Number(head[2]);
  const start = head[0].length;
  if (ppm.length < start + width * height * 3) return ppm;
  const header = Buffer.from(`P5 ${width} ${height} 255\n`, 'latin1');
  const pgm = Buffer.alloc(header.length + width * height);
  header.copy(pgm);
  const letterheadEnd = Math.floor(height * LETTERHEAD) * width;
  for (let pixel = 0, at = start; pixel < width * height; pixel += 1, at += 3) {
    const red = ppm[at] ?? 255;
    const gray = (red * 77 + (ppm[at + 1] ?? 255) * 150 + (ppm[at + 2] ?? 255) * 29) >> 8;
    pgm[header.length + pixel] = pixel < letterheadEnd ? gray : red;
  }
  return pgm;
}
