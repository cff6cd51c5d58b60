/** OCR by Debian's tesseract, of pages that pdftoppm draws and of pictures: lines with their places. */
import { arrange, type PrintLine, type Run } from './arrange.ts';
import { blackInk } from './black-ink.ts';
import type { ReadText } from './format.ts';
import { printPages, runningText } from './print-pages.ts';
import { pictureSize } from './picture-size.ts';
import { printedText } from './ocr-text.ts';
import { Refused, type ReadLimits } from './refusal.ts';
import { runTool, type ToolOutcome } from './tool.ts';

/** The exact command that installs what OCR needs, as refusals print it. */
export const OCR_COMMAND = 'apt-get install tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-chi-tra poppler-utils';

/** Below this mean confidence (0 to 100) the other script is tried too. */
const SURE = 88;
const DPI = 200;
/** Pixels of a page's longer side; A3 at 200 dpi has 3,307. */
const LONG_SIDE = 3600;
/** Pixels of a picture. */
const PICTURE_PIXELS = 60_000_000;

/** Characters from which a page's own confidence tells its script. */
const FULL_PAGE = 100;

type Script = 'chi_sim' | 'chi_tra';

export interface OcrPage {
  readonly lines: readonly PrintLine[];
  readonly height: number;
  readonly characters: number;
}

interface Recognised extends OcrPage {
  /** Mean of the words' confidences, 0 to 100. */
  readonly confidence: number;
}

/** A page as each script's model read it; Traditional is tried only where Simplified was unsure. */
export interface ScannedPage {
  readonly simplified: Recognised;
  readonly traditional: Recognised | null;
}

let installed: Promise<boolean> | null = null;

/** True when tesseract with both Chinese scripts, and pdftoppm, are installed. Asked once a process. */
export function ocrInstalled(): Promise<boolean> {
  installed ??= askInstalled();
  return installed;
}

async function askInstalled(): Promise<boolean> {
  const limits = { milliseconds: 20_000, outputBytes: 100_000 };
  const nothing = new Uint8Array();
  const languages = await runTool('tesseract', ['--list-langs'], nothing, limits);
  const drawing = await runTool('pdftoppm', ['-v'], nothing, limits);
  const names = languages.kind === 'ran' ? languages.output.toString() : '';
  return drawing.kind === 'ran' && /^chi_sim$/m.test(names) && /^chi_tra$/m.test(names);
}

/** Draws one page (1-based) and reads it. `size` is the page's, in points. */
export async function ocrPdfPage(
  pdf: Uint8Array,
  page: number,
  size: { readonly width: number; readonly height: number },
  limits: ReadLimits,
): Promise<ScannedPage | null> {
  const dpi = Math.max(20, Math.min(DPI, Math.floor((LONG_SIDE * 72) / Math.max(size.width, size.height, 1))));
  const args = ['-r', String(dpi), '-f', String(page), '-l', String(page), '-'];
  const drawn = expectRan(
    await runTool('pdftoppm', args, pdf, { milliseconds: limits.ocrPageMs, outputBytes: 60_000_000 }),
    `Page ${page}`,
  );
  if (drawn.length === 0) throw new Refused('broken', `Page ${page} of the PDF can't be drawn. Save it as PDF again.`);
  const pages = await recognise(blackInk(drawn), dpi, limits, `Page ${page}`);
  return pages[0] ?? null;
}

/** Reads a PNG, JPG, TIFF or BMP picture; a TIFF may hold several pages. */
export async function readPicture(
  bytes: Uint8Array,
  limits: ReadLimits,
  onPage?: (done: number, total: number) => void,
): Promise<ReadText> {
  const pixels = pictureSize(bytes);
  if (pixels && pixels.width * pixels.height > PICTURE_PIXELS) {
    throw new Refused(
      'bomb',
      `The picture has ${pixels.width} × ${pixels.height} pixels; the limit is ${PICTURE_PIXELS}.`,
    );
  }
  if (!(await ocrInstalled()))
    throw new Refused('ocr-missing', `The letter is a picture. To read it, run: ${OCR_COMMAND}`);
  const pages = settleScripts(await recognise(bytes, null, limits, 'The picture'));
  onPage?.(pages.length, pages.length);
  if (pages.every((page) => page.characters === 0)) {
    throw new Refused(
      'no-text',
      'OCR found no text in the picture. Scan the letter again, upright and at 200 dpi or more.',
    );
  }
  return {
    format: 'image',
    pages: printPages(pages),
    paged: true,
    wrapped: true,
    ocr: true,
    fields: {},
    outside: runningText(pages),
    problems: [],
  };
}

/** Simplified first; where tesseract is unsure, Traditional too. */
async function recognise(
  image: Uint8Array,
  dpi: number | null,
  limits: ReadLimits,
  what: string,
): Promise<readonly ScannedPage[]> {
  const simplified = await recogniseAs('chi_sim', image, dpi, limits, what);
  if (simplified.every((page) => page.confidence >= SURE || page.characters === 0)) {
    return simplified.map((page) => ({ simplified: page, traditional: null }));
  }
  const traditional = await recogniseAs('chi_tra', image, dpi, limits, what);
  return simplified.map((page, i) => ({ simplified: page, traditional: traditional[i] ?? null }));
}

/** The script of each page: a full page shows its own, a short one (a signature) has that of the full pages. */
export function settleScripts(pages: readonly ScannedPage[]): OcrPage[] {
  const lead = (page: ScannedPage): number => (page.traditional?.confidence ?? 0) - page.simplified.confidence;
  const full = pages.filter((page) => page.simplified.characters >= FULL_PAGE);
  const sum = full.reduce((total, page) => total + lead(page) * page.simplified.characters, 0);
  return pages.map((page) => {
    const decider = full.length > 0 && page.simplified.characters < FULL_PAGE ? sum : lead(page);
    return page.traditional && decider > 0 ? page.traditional : page.simplified;
  });
}

async function recogniseAs(
  script: Script,
  image: Uint8Array,
  dpi: number | null,
  limits: ReadLimits,
  what: string,
): Promise<readonly Recognised[]> {
  const resolution = dpi === null ? [] : ['--dpi', String(dpi)];
  const args = ['stdin', 'stdout', '-l', script, ...resolution, '-c', 'preserve_interword_spaces=0', 'tsv'];
  const ran = await runTool('tesseract', args, image, { milliseconds: limits.ocrPageMs, outputBytes: 20_000_000 });
  return pagesOfTsv(expectRan(ran, what).toString('utf8'));
}

function expectRan(outcome: ToolOutcome, what: string): Buffer {
  if (outcome.kind === 'ran') return outcome.output;
  if (outcome.kind === 'missing')
    throw new Refused('ocr-missing', `${what} is a picture. To read it, run: ${OCR_COMMAND}`);
  if (outcome.kind === 'too-slow')
    throw new Refused('too-slow', `${what} took OCR longer than its limit. Scan it at 200 dpi.`);
  throw new Refused('broken', `${what} can't be read by OCR (${outcome.message.replaceAll(/\s+/g, ' ')}).`);
}

/** Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
function pagesOfTsv(tsv: string): Recognised[] {
  const pages = new Map<
    number,
    { height: number; width: number; lines: Map<string, Word[]>; bottoms: Map<string, number> }
  >();
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const [level, number, block, paragraph, line] = cells;
    const [left = 0, top = 0, width = 0, height = 0, confidence = -1] = cells.slice(6, 11).map(Number);
    const page = pages.get(Number(number)) ?? { height: 0, width: 0, lines: new Map(), bottoms: new Map() };
    if (level === '1') {
      pages.set(Number(number), { ...page, height, width });
      continue;
    }
    const key = `${block}.${paragraph}.${line}`;
    if (level === '4') page.bottoms.set(key, top + height);
    const text = cells[11]?.trim() ?? '';
    if (level !== '5' || text === '') continue;
    page.lines.set(key, [...(page.lines.get(key) ?? []), { left, width, height, confidence, text }]);
  }
  return [...pages.values()].map((page) => {
    const words = [...page.lines.values()].flat();
    const runs = [...page.lines].map(([key, line]) => runOf(line, page.bottoms.get(key) ?? 0));
    const sure = words.reduce((sum, word) => sum + word.confidence * word.text.length, 0);
    const characters = words.reduce((sum, word) => sum + word.text.length, 0);
    const confidence = characters === 0 ? 0 : sure / characters;
    return { lines: arrange(runs, page.width), height: page.height, characters, confidence };
  });
}

interface Word {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly confidence: number;
  readonly text: string;
}

function runOf(words: readonly Word[], bottom: number): Run {
  const x = Math.min(...words.map((word) => word.left));
  const right = Math.max(...words.map((word) => word.left + word.width));
  const text = printedText(words.map((word) => word.text).join(' '));
  // Boxes of words are unreliable in height; a Chinese character is one em wide, a Latin one about half.
  const ems = [...text].reduce((sum, char) => sum + (char < '\u2e80' ? 0.5 : 1), 0);
  return { text, x, y: bottom, width: right - x, size: (right - x) / Math.max(1, ems) };
}
