/** PDF: the pages' text in reading order; pages without text go to OCR. */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Problem } from '../../model.ts';
import { arrange, type Run } from './arrange.ts';
import type { ReadText } from './format.ts';
import { printPages, runningText, type PrintPage } from './print-pages.ts';
import { withoutRadicals, withSimplifiedDoor } from './radicals.ts';
import { Refused, type ReadLimits } from './refusal.ts';
import { OCR_COMMAND, ocrInstalled, ocrPdfPage, settleScripts, type OcrPage, type ScannedPage } from './scan.ts';
import { inParallel } from './parallel.ts';

/** Fewer characters than this are a stamp or a scanner's mark, not a page of a letter. */
const TEXT_PAGE = 20;

interface Page extends PrintPage {
  readonly width: number;
  readonly characters: number;
}

export async function readPdf(
  bytes: Uint8Array,
  limits: ReadLimits,
  onPage?: (done: number, total: number) => void,
): Promise<ReadText> {
  const document = await open(bytes);
  try {
    if (document.numPages > limits.pages) {
      throw new Refused('too-many-pages', `The PDF has ${document.numPages} pages; the limit is ${limits.pages}.`);
    }
    const pages = await readPages(document, limits);
    const bare = pages.flatMap((page, index) => (page.characters < TEXT_PAGE ? [index] : []));
    const problems: Problem[] = [];
    const scanned =
      bare.length === 0 ? new Map<number, OcrPage>() : await scan(bytes, pages, bare, limits, problems, onPage);
    const print = pages.map((page, index) => scanned.get(index) ?? page);
    const text = withSimplifiedDoor(printPages(print));
    if (text.every((lines) => lines.join('').trim() === '')) {
      throw new Refused(
        'no-text',
        'The PDF holds no text, and OCR found none. Check the file, or type the letter as text.',
      );
    }
    const mostly = scanned.size * 2 > pages.length;
    return {
      format: mostly ? 'pdf-scan' : 'pdf',
      pages: text,
      paged: true,
      wrapped: true,
      ocr: scanned.size > 0,
      fields: {},
      outside: runningText(print),
      problems,
    };
  } finally {
    await document.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  try {
    return await pdfjs.getDocument({
      // pdfjs takes the array for itself and wants no Buffer; OCR needs the bytes again.
      data: new Uint8Array(bytes),
      cMapUrl: join(home, 'cmaps') + sep,
      cMapPacked: true,
      standardFontDataUrl: join(home, 'standard_fonts') + sep,
      useSystemFonts: false,
      disableFontFace: true,
      isEvalSupported: false,
      enableXfa: false,
      maxImageSize: 0,
      verbosity: 0,
    }).promise;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException')
      throw new Refused('encrypted', 'The PDF is locked with a password. Unlock it first.');
    throw new Refused('broken', `The PDF is damaged (${String(error).slice(0, 100)}). Save or download it again.`);
  }
}

async function readPages(document: PDFDocumentProxy, limits: ReadLimits): Promise<Page[]> {
  const pages: Page[] = [];
  let characters = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    let page: PDFPageProxy;
    try {
      page = await document.getPage(number);
    } catch (error) {
      throw new Refused(
        'broken',
        `Page ${number} of the PDF is damaged (${String(error).slice(0, 100)}). Save it again.`,
      );
    }
    const read = await readPage(page, limits.characters - characters);
    page.cleanup();
    characters += read.characters;
    pages.push(read);
  }
  return pages;
}

/** Text is streamed, so that a page of a hundred million characters is left before it fills the memory. */
async function readPage(page: PDFPageProxy, charactersLeft: number): Promise<Page> {
  const viewport = page.getViewport({ scale: 1 });
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = viewport.transform as number[];
  const runs: Run[] = [];
  let characters = 0;
  let strange = 0;
  const reader = page.streamTextContent({ includeMarkedContent: false }).getReader();
  for (;;) {
    const { done, value } = (await reader.read()) as { done: boolean; value?: { items: TextItem[] } };
    if (done || !value) break;
    for (const item of value.items) {
      const [ta = 1, tb = 0, tc = 0, td = 1, te = 0, tf = 0] = item.transform;
      const along = { x: a * ta + c * tb, y: b * ta + d * tb };
      // Slanted text is a watermark.
      if (Math.abs(along.y) > 0.2 * Math.abs(along.x)) continue;
      const text = withoutRadicals(item.str);
      characters += text.replaceAll(/\s/g, '').length;
      strange += (text.match(/[\u0000-\u0008\u000e-\u001f\ufffd\ue000-\uf8ff]/g) ?? []).length;
      if (characters > charactersLeft) {
        // Not cancelled: the stream fails on that, and stands still when nobody reads it.
        throw new Refused('too-much-text', 'The PDF holds more text than any reply letter.');
      }
      runs.push({
        text: text.replaceAll(/[\u0000-\u0008\u000e-\u001f]/g, ''),
        x: a * te + c * tf + e,
        y: b * te + d * tf + f,
        width: item.width,
        size: Math.hypot(a * tc + c * td, b * tc + d * td) || item.height || 10,
      });
    }
  }
  // A font without a character map gives codes, not text: such a page is read as a picture.
  const readable = strange * 5 > characters ? 0 : characters;
  const lines = readable === 0 ? [] : arrange(runs, viewport.width);
  return { lines, width: viewport.width, height: viewport.height, sized: true, characters: readable };
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Reads pages by OCR, two at once, and keeps what it found where that is more than the page's own text. */
async function scan(
  bytes: Uint8Array,
  pages: readonly Page[],
  bare: readonly number[],
  limits: ReadLimits,
  problems: Problem[],
  onPage?: (done: number, total: number) => void,
): Promise<ReadonlyMap<number, OcrPage>> {
  if (!(await ocrInstalled())) {
    const message = `${bare.length} of ${pages.length} pages are pictures. To read them, run: ${OCR_COMMAND}`;
    if (bare.length === pages.length) throw new Refused('ocr-missing', message);
    problems.push({ code: 'ocr-missing', field: null, message, excerpt: null });
    return new Map();
  }
  if (bare.length > limits.ocrPages) {
    throw new Refused('too-many-pages', `${bare.length} pages need OCR; the limit is ${limits.ocrPages}.`);
  }
  const scanned = new Map<number, ScannedPage>();
  let done = 0;
  await inParallel(bare, 2, async (index) => {
    const page = pages[index];
    const read = page ? await ocrPdfPage(bytes, index + 1, page, limits) : null;
    if (read) scanned.set(index, read);
    done += 1;
    onPage?.(done, bare.length);
  });
  const indices = bare.filter((index) => scanned.has(index));
  const settled = settleScripts(indices.map((index) => scanned.get(index) as ScannedPage));
  const found = new Map<number, OcrPage>();
  indices.forEach((index, i) => {
    const page = settled[i];
    if (page && page.characters > (pages[index]?.characters ?? 0)) found.set(index, page);
  });
  return found;
}
