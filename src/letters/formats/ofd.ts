/** OFD (GB/T 33190—2016): pages of placed text, back to lines. */
import { posix } from 'node:path';
import * as cheerio from 'cheerio';
import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { arrange, type Run } from './arrange.ts';
import { findEntry, openArchive, type ArchiveEntry } from './archive.ts';
import type { ReadText } from './format.ts';
import { isTag } from './html-lines.ts';
import { printPages, runningText, type PrintPage } from './print-pages.ts';
import { withoutRadicals, withSimplifiedDoor } from './radicals.ts';
import { Refused, type ReadLimits } from './refusal.ts';

/** A4 in millimetres, the unit of OFD, where the file names no page area. */
const A4 = { x: 0, y: 0, width: 210, height: 297 };

export async function readOfd(bytes: Uint8Array, limits: ReadLimits): Promise<ReadText> {
  const entries = await openArchive(bytes, limits);
  if (findEntry(entries, 'Encryptions.xml')) throw new Refused('encrypted', 'The OFD file is locked with a password.');
  const $root = await xmlOf(entries, 'OFD.xml');
  if (!$root) throw new Refused('broken', 'The container holds no OFD document. Save it as OFD or PDF again.');
  const pages: PrintPage[] = [];
  let characters = 0;
  for (const docRoot of textsOf($root, 'DocRoot')) {
    const documentPath = resolve('OFD.xml', docRoot);
    const $document = await xmlOf(entries, documentPath);
    if (!$document) throw new Refused('broken', `The OFD file lacks its document “${docRoot}”. Save it again.`);
    const area = boxOf(first($document, 'PhysicalBox')) ?? A4;
    const nodes = $document
      .root()
      .find('*')
      .toArray()
      .filter((node) => isTag(node) && localName(node) === 'Page');
    if (pages.length + nodes.length > limits.pages) {
      throw new Refused('too-many-pages', `The OFD file has ${nodes.length} pages; the limit is ${limits.pages}.`);
    }
    for (const node of nodes) {
      const $page = await xmlOf(entries, resolve(documentPath, node.attribs['BaseLoc'] ?? ''));
      if (!$page) throw new Refused('broken', `The OFD file lacks page ${pages.length + 1}. Save it again.`);
      const box = boxOf(first($page, 'PhysicalBox')) ?? area;
      const runs = runsOf($page);
      characters += runs.reduce((sum, run) => sum + run.text.length, 0);
      if (characters > limits.characters)
        throw new Refused('too-much-text', 'The OFD file holds more text than any reply letter.');
      pages.push({ lines: arrange(runs, box.width), height: box.height, sized: true });
    }
  }
  if (characters === 0)
    throw new Refused('no-text', 'The OFD file holds no text. Save it as PDF, which can be read by OCR.');
  return {
    format: 'ofd',
    pages: withSimplifiedDoor(printPages(pages)),
    paged: true,
    wrapped: true,
    ocr: false,
    fields: {},
    outside: runningText(pages),
    problems: [],
  };
}

async function xmlOf(entries: readonly ArchiveEntry[], name: string): Promise<CheerioAPI | null> {
  const entry = findEntry(entries, name);
  if (!entry) return null;
  const xml = (await entry.read()).toString('utf8').replace(/^\ufeff/, '');
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    throw new Refused('bomb', `“${name}” declares XML entities, which OFD has no use for.`);
  return cheerio.load(xml, { xml: true });
}

/** A location (ST_Loc) is absolute below the container, or relative to the file that names it. */
function resolve(from: string, location: string): string {
  const path = location.trim();
  return posix.normalize(path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path));
}

/** Writers use the prefix ofd:, another, or none. */
function localName(node: Element): string {
  return node.name.slice(node.name.indexOf(':') + 1);
}

function elements($: CheerioAPI, name: string): Element[] {
  return $.root()
    .find('*')
    .toArray()
    .filter((node) => isTag(node) && localName(node) === name);
}

function first($: CheerioAPI, name: string): string | null {
  const node = elements($, name)[0];
  return node ? $(node).text() : null;
}

function textsOf($: CheerioAPI, name: string): string[] {
  return elements($, name).map((node) => $(node).text());
}

function numbers(text: string | undefined): number[] {
  return (text ?? '').trim().split(/\s+/).map(Number).filter(Number.isFinite);
}

function boxOf(text: string | null | undefined): { x: number; y: number; width: number; height: number } | null {
  const [x, y, width, height] = numbers(text ?? '');
  return x === undefined || y === undefined || !width || !height ? null : { x, y, width, height };
}

/** Text objects, each with a boundary, a matrix and codes whose X, Y and DeltaX are in the object's own space. */
function runsOf($: CheerioAPI): Run[] {
  return elements($, 'TextObject').flatMap((object) => {
    const box = boxOf(object.attribs['Boundary']) ?? { x: 0, y: 0, width: 0, height: 0 };
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(object.attribs['CTM']);
    const size = Number(object.attribs['Size'] ?? 0) || 4;
    // Slanted text is a watermark.
    if (object.attribs['Visible'] === 'false' || Math.abs(b) > 0.2 * Math.abs(a)) return [];
    let x = 0;
    let y = 0;
    return object.children.filter(isTag).flatMap((code): Run[] => {
      if (localName(code) !== 'TextCode') return [];
      // A code without X or Y goes on where the one before it was (8.3 of the standard).
      x = Number(code.attribs['X'] ?? x) || 0;
      y = Number(code.attribs['Y'] ?? y) || 0;
      const text = withoutRadicals($(code).text());
      const steps = deltas(code.attribs['DeltaX']);
      const down = deltas(code.attribs['DeltaY']);
      const scale = Math.hypot(a, b) || 1;
      const em = size * (Math.hypot(c, d) || 1);
      return cut(text, steps, down, size).map((part) => ({
        text: part.text,
        x: box.x + a * (x + part.dx) + c * (y + part.dy) + e,
        y: box.y + b * (x + part.dx) + d * (y + part.dy) + f,
        width: part.width * scale,
        size: em,
      }));
    });
  });
}

/** DeltaX and DeltaY (ST_Array): `g n d` stands for n times d. */
function deltas(text: string | undefined): number[] {
  const parts = (text ?? '')
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '');
  const steps: number[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    if (parts[i] === 'g') {
      const count = Math.min(10_000, Number(parts[i + 1]) || 0);
      for (let n = 0; n < count; n += 1) steps.push(Number(parts[i + 2]) || 0);
      i += 2;
    } else steps.push(Number(parts[i]) || 0);
  }
  return steps;
}

interface Part {
  readonly text: string;
  readonly dx: number;
  readonly dy: number;
  readonly width: number;
}

/** A code's characters, cut where it moves down or leaves a wide gap. */
function cut(text: string, across: readonly number[], down: readonly number[], size: number): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let at = { dx: 0, dy: 0 };
  let from = at;
  const end = (to: number, width: number): void => {
    if (to > start) parts.push({ text: text.slice(start, to), ...from, width });
  };
  for (let i = 0; i < text.length; i += 1) {
    const own = text.charCodeAt(i) < 0x2e80 ? size * 0.5 : size;
    const step = across.length > 0 || down.length > 0 ? (across[i] ?? (down[i] ? 0 : own)) : own;
    const next = { dx: at.dx + step, dy: at.dy + (down[i] ?? 0) };
    const last = i === text.length - 1;
    if (last || next.dy !== at.dy || step > own + size) {
      end(i + 1, at.dx + own - from.dx);
      start = i + 1;
      from = next;
    }
    at = next;
  }
  return parts;
}
