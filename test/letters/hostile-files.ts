/** Files that break readers, made here and seeded: what each is, and the outcomes that are right for it. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { makeDoc } from './formats/make-doc.ts';
import { lockedPdf, makePdf, pdfOfObjects, setLines, streamObject } from './formats/make-pdf.ts';
import { makeDocx, makeOfd, paragraph } from './formats/make-office.ts';
import { PARAGRAPHS, printLines } from './formats/invented-letter.ts';

export interface HostileFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Reasons that are right; null when any refusal, or a letter, is. */
  readonly reasons: readonly string[] | null;
}

/** mulberry32: the same numbers from the same seed on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const text = PARAGRAPHS.join('\n');
const page = setLines(printLines());

/** One good file of each format. */
export const GOOD: Readonly<Record<string, Uint8Array>> = {
  'good.txt': Buffer.from(text),
  'good-gbk.txt': iconv.encode(text, 'gb18030'),
  'good.html': Buffer.from(
    `<html><body><div id="zoom">${PARAGRAPHS.map((line) => `<p>${line}</p>`).join('')}</div></body></html>`,
  ),
  'good.docx': makeDocx(PARAGRAPHS.map((line) => paragraph(line)).join('')),
  'good.doc': makeDoc(PARAGRAPHS),
  'good.pdf': makePdf([page]),
  'good.ofd': makeOfd([printLines().map((line, i) => ({ text: line.text, x: 30, y: 30 + i * 9 }))]),
  'good.zip': zipSync({ 'a.txt': strToU8(text), 'b/c.txt': strToU8(`${text}。`) }),
};

/** Changes a few bytes, or cuts the end off, or both. */
function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const kind = Math.floor(random() * 4);
  const hits = kind === 0 ? 1 : kind === 1 ? 30 : Math.floor(random() * 8);
  for (let i = 0; i < hits; i += 1) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return kind >= 2 ? copy.subarray(0, Math.floor(random() * copy.length)) : copy;
}

/** A zip whose directory says 10 bytes where the entry unpacks to a million. */
function lyingZip(): Uint8Array {
  const zip = Buffer.from(zipSync({ 'a.txt': new Uint8Array(1_000_000).fill(65) }));
  const directory = zip.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  zip.writeUInt32LE(10, 22);
  zip.writeUInt32LE(10, directory + 24);
  return zip;
}

function contentPdf(content: Buffer): Buffer {
  return pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    streamObject(deflateSync(content), '/Filter /FlateDecode'),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]);
}

function manyPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, i) => `${i + 3} 0 R`).join(' ');
  const leaf = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>';
  return pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [${kids}] >>`,
    ...Array.from({ length: count }, () => leaf),
  ]);
}

function cyclicPdf(kids: string, count: number): Buffer {
  return pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [${kids}] /Parent 3 0 R >>`,
    `<< /Type /Pages /Count ${count} /Kids [2 0 R] /Parent 2 0 R >>`,
  ]);
}

function bigPng(): Buffer {
  const png = Buffer.alloc(64);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(png);
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  return png;
}

const DTD = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>';

/** Paragraphs that do not compress, so that no ratio gives them away. */
function variedParagraphs(count: number, random: () => number): string {
  return Array.from({ length: count }, () => {
    const word = Array.from({ length: 6 }, () => String.fromCharCode(0x4e00 + Math.floor(random() * 20_000))).join('');
    return `<w:p><w:r><w:t>${word}</w:t></w:r></w:p>`;
  }).join('');
}

function crafted(random: () => number): HostileFile[] {
  const zeros = new Uint8Array(60_000_000);
  const nothing = new Uint8Array();
  const inner = zipSync({ 'x.txt': strToU8('x') });
  return [
    { file: 'empty.txt', bytes: nothing, reasons: ['empty'] },
    { file: 'empty.pdf', bytes: nothing, reasons: ['empty'] },
    { file: 'bomb.zip', bytes: zipSync({ 'a.txt': zeros }), reasons: ['bomb'] },
    { file: 'bomb.docx', bytes: makeDocx('', { more: { 'word/x.bin': zeros } }), reasons: ['bomb'] },
    { file: 'lying.zip', bytes: lyingZip(), reasons: ['broken'] },
    { file: 'nested.zip', bytes: zipSync({ 'in.zip': inner }), reasons: ['bomb'] },
    { file: 'up.zip', bytes: zipSync({ '../../up.txt': strToU8('x') }), reasons: ['outside-folder'] },
    {
      file: 'many.zip',
      bytes: zipSync(Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`${i}`, nothing]))),
      reasons: ['too-many-entries'],
    },
    { file: 'laughs.docx', bytes: makeDocx(paragraph('&c;'), { prolog: DTD }), reasons: ['bomb'] },
    { file: 'laughs.ofd', bytes: makeOfd([[{ text: '&c;', x: 1, y: 1 }]], { prolog: DTD }), reasons: ['bomb'] },
    { file: 'pages.pdf', bytes: manyPages(10_000), reasons: ['too-many-pages'] },
    { file: 'locked.pdf', bytes: lockedPdf([page]), reasons: ['encrypted'] },
    { file: 'locked.doc', bytes: makeDoc(['甲'], { encrypted: true }), reasons: ['encrypted'] },
    { file: 'cycle-self.pdf', bytes: cyclicPdf('2 0 R', 5), reasons: ['broken', 'no-text'] },
    { file: 'cycle-two.pdf', bytes: cyclicPdf('3 0 R', 5), reasons: ['broken', 'no-text'] },
    {
      file: 'cycle-huge.pdf',
      bytes: cyclicPdf('2 0 R 3 0 R', 900),
      reasons: ['broken', 'no-text', 'too-slow', 'too-many-pages'],
    },
    { file: 'million.txt', bytes: Buffer.from('段\n'.repeat(1_000_000)), reasons: ['too-much-text'] },
    {
      file: 'million.docx',
      bytes: makeDocx('<w:p><w:r><w:t>段</w:t></w:r></w:p>'.repeat(1_000_000)),
      reasons: ['bomb', 'too-much-text'],
    },
    {
      file: 'varied.docx',
      bytes: makeDocx(variedParagraphs(200_000, random)),
      reasons: ['too-much-memory', 'too-much-text', 'too-slow', 'letter'],
    },
    {
      file: 'stream.pdf',
      bytes: contentPdf(Buffer.alloc(150_000_000, 'BT /F1 9 Tf (aaaaaaaa) Tj ET ')),
      reasons: ['too-much-text', 'too-much-memory', 'too-slow', 'no-text'],
    },
    {
      file: 'state.pdf',
      bytes: contentPdf(Buffer.alloc(20_000_000, 'q ')),
      reasons: ['no-text', 'broken', 'too-slow', 'too-much-memory', 'ocr-missing'],
    },
    {
      file: 'deep.html',
      bytes: Buffer.from(`<html><body>${'<div>'.repeat(100_000)}字。`),
      reasons: ['broken', 'too-slow', 'no-text'],
    },
    {
      file: 'wide.html',
      bytes: Buffer.from(`<html><body><p>字，</p>${'<p><b>甲</b>，乙。</p>'.repeat(150_000)}`),
      reasons: null,
    },
    { file: 'table.html', bytes: Buffer.from(`<html><body><table>${'<tr><td>文号：'.repeat(30_000)}`), reasons: null },
    {
      file: 'styles.html',
      bytes: Buffer.from(`<html><style>${'a{'.repeat(200_000)}</style><body><p>字，字。</p>`),
      reasons: null,
    },
    { file: 'big.png', bytes: bigPng(), reasons: ['bomb'] },
    {
      file: 'bad.jpg',
      bytes: Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(5000, 7)]),
      reasons: ['broken', 'no-text', 'ocr-missing'],
    },
    {
      file: 'bad.tif',
      bytes: Buffer.concat([Buffer.from('II*\0', 'latin1'), Buffer.alloc(500, 255)]),
      reasons: ['broken', 'no-text', 'ocr-missing'],
    },
    { file: 'line.txt', bytes: Buffer.from('字'.repeat(300_000)), reasons: null },
    { file: 'digits.txt', bytes: Buffer.from('1'.repeat(300_000)), reasons: null },
    { file: 'brackets.txt', bytes: Buffer.from('（“《【'.repeat(50_000)), reasons: null },
    { file: 'spaces.txt', bytes: Buffer.from(`关于${' 　'.repeat(100_000)}提案的答复`), reasons: null },
    { file: 'numbers.txt', bytes: Buffer.from('一、关于第1号提案的答复\n'.repeat(20_000)), reasons: null },
    {
      file: 'noise.bin',
      bytes: Uint8Array.from({ length: 50_000 }, () => Math.floor(random() * 256)),
      reasons: ['unknown-kind'],
    },
    { file: 'zeros.txt', bytes: new Uint8Array(100_000), reasons: ['unknown-kind'] },
    { file: 'text-named.pdf', bytes: Buffer.from(text), reasons: ['letter'] },
    { file: 'pdf-named.txt', bytes: makePdf([page]), reasons: ['letter'] },
    { file: 'docx-named.html', bytes: GOOD['good.docx'] ?? nothing, reasons: ['letter'] },
    { file: 'program.doc', bytes: Buffer.from('MZ\u0090\0\u0003', 'latin1'), reasons: ['unknown-kind'] },
  ];
}

/** The crafted files and enough mutations of good ones to make `count`. */
export function hostileFiles(count: number, seed: number): HostileFile[] {
  const random = seeded(seed);
  const files = crafted(random);
  const good = Object.entries(GOOD);
  for (let i = 0; files.length < count; i += 1) {
    const [name, bytes] = good[i % good.length] ?? ['', new Uint8Array()];
    files.push({ file: `mutated/${String(i).padStart(3, '0')}-${name}`, bytes: mutate(bytes, random), reasons: null });
  }
  return files;
}

export function writeFiles(folder: string, files: readonly HostileFile[]): void {
  for (const { file, bytes } of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytes);
  }
}

/** Names and links that lead astray, in a folder of their own kind; gives what the listing must say of each. */
export function writeAstray(folder: string, outside: string): Readonly<Record<string, string>> {
  writeFileSync(join(outside, 'secret.txt'), text);
  mkdirSync(join(outside, 'more'));
  writeFileSync(join(folder, 'line\nbreak.txt'), text);
  writeFileSync(join(folder, 'back\\slash.txt'), text);
  writeFileSync(
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xb4, 0xf0, 0xb8, 0xb4]), Buffer.from('.txt')]),
    text,
  );
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link-out.txt'));
  symlinkSync(join(outside, 'more'), join(folder, 'folder-out'));
  symlinkSync(join(folder, 'gone.txt'), join(folder, 'dangling.txt'));
  symlinkSync(folder, join(folder, 'loop'));
  return {
    'line?break.txt': 'bad-name',
    'back\\slash.txt': 'bad-name',
    'link-out.txt': 'outside-folder',
    'folder-out': 'outside-folder',
    'dangling.txt': 'unreadable',
  };
}
