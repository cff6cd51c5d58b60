import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blackInk } from '../../../src/letters/formats/black-ink.ts';
import { printedText } from '../../../src/letters/formats/ocr-text.ts';
import { readFormat } from '../../../src/letters/formats/read-format.ts';
import { ocrInstalled, settleScripts } from '../../../src/letters/formats/scan.ts';
import { parseLetter } from '../../../src/letters/parse.ts';
import { EXPECTED, HEADINGS, printLines } from './invented-letter.ts';
import { makePdf, scannedPdf, setLines } from './make-pdf.ts';
import { textOf } from './suite.ts';

const installed = await ocrInstalled();
/** Pictures are drawn from PDFs whose font is not embedded, so a Chinese font must be there too. */
const fonts = installed && hasChineseFont();
if (!installed)
  console.warn(
    'scan.test.ts: OCR tests skipped: tesseract-ocr with chi-sim and chi-tra, or poppler-utils, is not installed',
  );
else if (!fonts)
  console.warn('scan.test.ts: OCR tests skipped: no Chinese font is installed (fonts-noto-cjk) to draw pictures with');

function hasChineseFont(): boolean {
  try {
    return execFileSync('fc-list', [':lang=zh', 'family']).toString().trim() !== '';
  } catch {
    return false;
  }
}

/** A page of text as a scanner gives it. */
function picture(lines: readonly { text: string; indent: number }[], format: 'png' | 'jpeg' | 'tiff'): Buffer {
  // A TIFF needs a file that can be sought in.
  const folder = mkdtempSync(join(tmpdir(), 'fuwen-picture-'));
  try {
    execFileSync('pdftoppm', ['-r', '200', '-gray', `-${format}`, '-singlefile', '-', join(folder, 'page')], {
      input: makePdf([setLines(lines)], { encoding: 'UniGB-UTF16-H' }),
    });
    return readFileSync(join(folder, readdirSync(folder)[0] ?? ''));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function grayPage(lines: readonly { text: string; indent: number }[]): { width: number; height: number; gray: Buffer } {
  const pgm = execFileSync('pdftoppm', ['-r', '200', '-gray', '-f', '1', '-l', '1', '-'], {
    input: makePdf([setLines(lines)], { encoding: 'UniGB-UTF16-H' }),
    maxBuffer: 50_000_000,
  });
  const [, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1')) ?? [];
  const size = Number(width) * Number(height);
  return { width: Number(width), height: Number(height), gray: pgm.subarray(pgm.length - size) };
}

describe.skipIf(!fonts)('OCR', () => {
  const lines = printLines();
  const turn = lines.findIndex((line) => line.text.startsWith('二、'));

  it('reads a scanned PDF: fields, headings and pages', async () => {
    const seen: string[] = [];
    const pdf = scannedPdf([grayPage(lines.slice(0, turn)), grayPage(lines.slice(turn))]);
    const outcome = await readFormat(pdf, 'scan.pdf', { onPage: (done, total) => seen.push(`${done}/${total}`) });
    if (outcome.kind === 'refused') throw new Error(outcome.problem.message);
    expect(outcome.text).toMatchObject({ format: 'pdf-scan', ocr: true, paged: true, wrapped: true });
    expect(seen).toEqual(['1/2', '2/2']);
    const letter = parseLetter(outcome.text, { file: 'scan.pdf', sha256: 'ab' });
    const { addressees: _, ...fields } = EXPECTED;
    expect(letter).toMatchObject(fields);
    expect(letter.ocr).toBe(true);
    expect(letter.sections.map((section) => section.heading).filter(Boolean)).toEqual(HEADINGS);
    expect(letter.body).toContain('截至2024年6月底，全县建成共享菜园27处，盘活闲置土地318亩。');
  }, 120_000);

  it('reads only the pages that are pictures', async () => {
    const text = await textOf(makePdf([setLines(lines.slice(0, turn)), []]), 'mixed.pdf');
    expect(text).toMatchObject({ format: 'pdf', ocr: false });
    expect(text.pages).toHaveLength(2);
  }, 120_000);

  it.each(['png', 'jpeg', 'tiff'] as const)(
    'reads a picture (%s)',
    async (format) => {
      const text = await textOf(picture(lines.slice(0, 8), format), `a.${format}`);
      expect(text).toMatchObject({ format: 'image', ocr: true });
      expect(text.pages[0]?.join('\n')).toContain('县政协九届三次会议第086号提案的答复');
    },
    120_000,
  );

  it('tells Traditional from Simplified by the page', async () => {
    const traditional = [
      '關於推動鄉村環境綜合治理的建議收悉，經研究答復如下：',
      '截至今年六月底，全縣已經完成農村飲水工程二十七處，',
      '並將繼續加強與有關單位的協調，確保各項業務順利開展。',
      '感謝您對縣政府工作的關心與支持，歡迎繼續監督。',
      '為進一步擴大覆蓋範圍，擬於明年續建十處。',
    ].map((line) => ({ text: line, indent: 0 }));
    const text = await textOf(picture(traditional, 'png'), 'a.png');
    const read = text.pages[0]?.join('') ?? '';
    expect(read).toContain('環境綜合治理');
    expect(read).toContain('農村飲水工程');
  }, 120_000);

  it('says so when a picture holds no text', async () => {
    const blank = { width: 600, height: 800, gray: Buffer.alloc(480_000, 255) };
    const outcome = await readFormat(scannedPdf([blank]), 'blank.pdf');
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'no-text' });
  }, 120_000);
});

const page = (characters: number, confidence: number) => ({ lines: [], height: 1, characters, confidence });

describe('what OCR wrote', () => {
  it.each([
    ['获 望 舒 委员 :', '获望舒委员：'],
    ['东 水 务 [2019] 26 号', '东水务〔2019〕26号'],
    ['21:40 至 22:00', '21:40至22:00'],
    ['感谢 您 !', '感谢您！'],
    ['GDP growth of 5', 'GDP growth of 5'],
    ['( 区 绿化 局 )', '（区绿化局）'],
  ])('%s → %s', (given, printed) => expect(printedText(given)).toBe(printed));

  it('gives a short page the script of the full ones', () => {
    const simplified = { simplified: page(500, 95), traditional: null };
    const signature = { simplified: page(14, 70), traditional: page(14, 80) };
    expect(settleScripts([simplified, signature])[1]).toBe(signature.simplified);
    expect(settleScripts([signature])[0]).toBe(signature.traditional);
  });
});

const drawn = (rows: readonly (readonly [number, number, number])[]): Buffer =>
  Buffer.concat([Buffer.from(`P6\n1 ${rows.length}\n255\n`), Buffer.from(rows.flat())]);

describe('black ink', () => {
  it('leaves black text and takes a red stamp off, below the letterhead only', () => {
    const pgm = blackInk(
      drawn([
        [250, 20, 20],
        [10, 10, 10],
        [250, 20, 20],
        [10, 10, 10],
        [255, 255, 255],
      ]),
    );
    const pixels = [...pgm.subarray(pgm.length - 5)];
    expect(pixels[0]).toBeLessThan(120);
    expect(pixels.slice(1)).toEqual([10, 250, 10, 255]);
  });

  it('gives back what it does not know', () => {
    const other = Buffer.from('P5 1 1 255\n.');
    expect(blackInk(other)).toBe(other);
    const short = Buffer.from('P6 100 100 255\n...');
    expect(blackInk(short)).toBe(short);
  });
});
