/** Writes small PDFs for tests: Chinese text in a font that is not embedded, as print shops of old did, or anything raw. */
import iconv from 'iconv-lite';

export interface Placed {
  readonly text: string;
  /** Points from the left and from the top. */
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

export type PdfEncoding = 'UniGB-UCS2-H' | 'GBK-EUC-H' | 'UniGB-UTF16-H';

export const PAGE = { width: 595, height: 842 } as const;

/** A PDF of objects given by their bodies; object 1 is the catalogue. */
export function pdfOfObjects(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((body, i) => {
    offsets.push(length);
    add(Buffer.from(`${i + 1} 0 obj\n`));
    add(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'));
    add(Buffer.from('\nendobj\n'));
  });
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`));
  add(Buffer.from(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

export function streamObject(data: string | Buffer, entries = ''): Buffer {
  const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data, 'latin1');
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

function hex(text: string, encoding: PdfEncoding): string {
  const bytes = encoding === 'GBK-EUC-H' ? iconv.encode(text, 'gbk') : iconv.encode(text, 'utf16-be');
  return bytes.toString('hex');
}

/** Pages of placed text in STSong, not embedded, in one of the encodings that need a predefined CMap. */
export function makePdf(
  pages: readonly (readonly Placed[])[],
  options: { encoding?: PdfEncoding; trailer?: string; extra?: readonly string[]; rotate?: number } = {},
): Buffer {
  const encoding = options.encoding ?? 'UniGB-UCS2-H';
  const kids = pages.map((_, i) => `${6 + i * 2} 0 R`).join(' ');
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${encoding} /DescendantFonts [4 0 R] >>`,
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R ' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 556 814 939 556] >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 ' +
      '/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ];
  for (const [i, page] of pages.entries()) {
    const media = `/MediaBox [0 0 ${PAGE.width} ${PAGE.height}]${options.rotate ? ` /Rotate ${options.rotate}` : ''}`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R ${media} /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + i * 2} 0 R >>`,
    );
    const text = page.map(
      ({ text: shown, x, y, size = 16 }) =>
        `BT /F1 ${size} Tf 1 0 0 1 ${x} ${PAGE.height - y} Tm <${hex(shown, encoding)}> Tj ET`,
    );
    objects.push(streamObject(text.join('\n')));
  }
  return pdfOfObjects([...objects, ...(options.extra ?? [])], options.trailer);
}

/** Print lines down a page: `indent` in em from the left margin. */
export function setLines(
  lines: readonly { text: string; indent: number }[],
  at: { x?: number; y?: number; size?: number; leading?: number } = {},
): Placed[] {
  const { x = 90, y = 100, size = 16, leading = 28 } = at;
  return lines.map((line, i) => ({ text: line.text, x: x + line.indent * size, y: y + i * leading, size }));
}

/** A PDF that needs a password: its dictionary is real, its key nobody knows. */
export function lockedPdf(pages: readonly (readonly Placed[])[]): Buffer {
  const secret = 'ab'.repeat(32);
  const encrypt = `<< /Filter /Standard /V 1 /R 2 /O <${secret}> /U <${secret}> /P -4 >>`;
  const number = 6 + pages.length * 2;
  return makePdf(pages, {
    extra: [encrypt],
    trailer: `/Encrypt ${number} 0 R /ID [<${'cd'.repeat(16)}> <${'cd'.repeat(16)}>]`,
  });
}

/** Pages that hold a picture and no text, as a scanner makes them: gray samples, 8 bits. */
export function scannedPdf(pictures: readonly { width: number; height: number; gray: Buffer }[]): Buffer {
  const kids = pictures.map((_, i) => `${3 + i * 3} 0 R`).join(' ');
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pictures.length} /Kids [${kids}] >>`,
  ];
  for (const [i, { width, height, gray }] of pictures.entries()) {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] ` +
        `/Resources << /XObject << /I ${5 + i * 3} 0 R >> >> /Contents ${4 + i * 3} 0 R >>`,
      streamObject(`q ${PAGE.width} 0 0 ${PAGE.height} 0 0 cm /I Do Q`),
      streamObject(
        gray,
        `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`,
      ),
    );
  }
  return pdfOfObjects(objects);
}
