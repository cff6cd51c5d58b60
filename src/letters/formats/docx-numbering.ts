/** Automatic list numbers of a DOCX (ECMA-376 part 1, 17.9): the labels 一、 and 1. that Word shows but does not store. */
import * as cheerio from 'cheerio';
import type { CheerioAPI } from 'cheerio';
import type { AnyNode, Element } from 'domhandler';
import { isTag } from './html-lines.ts';

interface Level {
  readonly format: string;
  readonly text: string;
  readonly start: number;
}

/** Levels by `numId` and by level, and the numbering that a paragraph style brings with it. */
interface Numbering {
  readonly levels: ReadonlyMap<string, ReadonlyMap<number, Level>>;
  readonly abstractOf: ReadonlyMap<string, string>;
  readonly styles: ReadonlyMap<string, { numId: string; level: number }>;
}

/** One label for each numbered paragraph of the document, in order; null for a bullet. */
export function listLabels(document: string, numbering: string | null, styles: string | null): (string | null)[] {
  if (numbering === null || !/<w:(numPr|pStyle)\b/.test(document)) return [];
  const known = numberingOf(cheerio.load(numbering, { xml: true }), styles);
  const $ = cheerio.load(document, { xml: true });
  const counters = new Map<string, number[]>();
  const labels: (string | null)[] = [];
  for (const node of $('w\\:p').toArray()) {
    const place = numberedPlace(node, known);
    if (place) labels.push(nextLabel(place.numId, place.level, known, counters));
  }
  return labels;
}

function child(node: AnyNode | undefined, name: string): Element | undefined {
  if (!node || !isTag(node)) return undefined;
  return node.children.find((item): item is Element => isTag(item) && item.name === name);
}

function value(node: Element | undefined): string | undefined {
  return node?.attribs['w:val'];
}

function numberedPlace(paragraph: AnyNode, known: Numbering): { numId: string; level: number } | null {
  const properties = child(paragraph, 'w:pPr');
  const own = child(properties, 'w:numPr');
  const style = known.styles.get(value(child(properties, 'w:pStyle')) ?? '');
  const numId = value(child(own, 'w:numId')) ?? style?.numId;
  // numId 0 takes the numbering of the style away.
  if (numId === undefined || numId === '0') return null;
  const level = Number(value(child(own, 'w:ilvl')) ?? style?.level ?? 0);
  return known.levels.get(numId)?.has(level) ? { numId, level } : null;
}

function numberingOf($: CheerioAPI, styles: string | null): Numbering {
  const abstracts = new Map<string, Map<number, Level>>();
  const byStyle = new Map<string, { abstract: string; level: number }>();
  $('w\\:abstractNum').each((_, node) => {
    const id = node.attribs['w:abstractNumId'] ?? '';
    const levels = new Map<number, Level>();
    for (const item of node.children) {
      if (!isTag(item) || item.name !== 'w:lvl') continue;
      const index = Number(item.attribs['w:ilvl'] ?? 0);
      levels.set(index, {
        format: value(child(item, 'w:numFmt')) ?? 'decimal',
        text: value(child(item, 'w:lvlText')) ?? '',
        start: Number(value(child(item, 'w:start')) ?? 1),
      });
      const style = value(child(item, 'w:pStyle'));
      if (style !== undefined) byStyle.set(style, { abstract: id, level: index });
    }
    abstracts.set(id, levels);
  });
  const levels = new Map<string, ReadonlyMap<number, Level>>();
  const abstractOf = new Map<string, string>();
  $('w\\:num').each((_, node) => {
    const id = node.attribs['w:numId'] ?? '';
    const abstract = value(child(node, 'w:abstractNumId')) ?? '';
    levels.set(id, abstracts.get(abstract) ?? new Map());
    abstractOf.set(id, abstract);
  });
  return { levels, abstractOf, styles: styleNumbers(styles, byStyle, abstractOf) };
}

function styleNumbers(
  styles: string | null,
  byStyle: ReadonlyMap<string, { abstract: string; level: number }>,
  abstractOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, { numId: string; level: number }> {
  const found = new Map<string, { numId: string; level: number }>();
  if (styles === null || !styles.includes('<w:numPr')) return found;
  const $ = cheerio.load(styles, { xml: true });
  $('w\\:style').each((_, node) => {
    const id = node.attribs['w:styleId'] ?? '';
    const own = child(child(node, 'w:pPr'), 'w:numPr');
    const numId = value(child(own, 'w:numId'));
    if (numId === undefined) return;
    const linked = byStyle.get(id);
    const level = linked && linked.abstract === abstractOf.get(numId) ? linked.level : undefined;
    found.set(id, { numId, level: level ?? Number(value(child(own, 'w:ilvl')) ?? 0) });
  });
  return found;
}

function nextLabel(numId: string, level: number, known: Numbering, counters: Map<string, number[]>): string | null {
  const levels = known.levels.get(numId);
  const own = levels?.get(level);
  if (!levels || !own) return null;
  const key = known.abstractOf.get(numId) ?? numId;
  const counts = counters.get(key) ?? [];
  counters.set(key, counts);
  counts[level] = (counts[level] ?? own.start - 1) + 1;
  counts.length = level + 1;
  if (own.format === 'bullet' || own.format === 'none') return null;
  return own.text.replaceAll(/%(\d)/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const of = levels.get(at);
    return numeral(counts[at] ?? of?.start ?? 1, of?.format ?? 'decimal');
  });
}

const DIGITS = '零一二三四五六七八九';

/** Numbers in the formats that Chinese letters use (ST_NumberFormat, 17.18.59); others as 1, 2, 3. */
function numeral(n: number, format: string): string {
  if (/^(chineseCounting|japaneseCounting|taiwaneseCounting|ideographDigital|chineseCountingThousand)/.test(format)) {
    return chinese(n);
  }
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese') {
    return n >= 1 && n <= 20 ? String.fromCodePoint(0x2460 + n - 1) : String(n);
  }
  if (format === 'decimalFullWidth') return String(n).replaceAll(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)));
  if (format === 'upperLetter' && n <= 26) return String.fromCharCode(64 + n);
  if (format === 'lowerLetter' && n <= 26) return String.fromCharCode(96 + n);
  if (format === 'decimalZero') return String(n).padStart(2, '0');
  return String(n);
}

function chinese(n: number): string {
  if (n < 10) return DIGITS[n] ?? String(n);
  if (n >= 100) return [...String(n)].map((digit) => DIGITS[Number(digit)]).join('');
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? DIGITS[tens] : ''}十${n % 10 === 0 ? '' : DIGITS[n % 10]}`;
}
