/** A page of a government site: the letter, its title and what the site prints about it, and nothing else. */
import * as cheerio from 'cheerio';
import type { CheerioAPI } from 'cheerio';
import type { Element } from 'domhandler';
import { disclosureLine } from '../disclosure.ts';
import { plain } from '../fold.ts';
import { decodeText } from './charset.ts';
import type { ReadText } from './format.ts';
import { isSiteLine, metaFields, siteFields } from './html-fields.ts';
import { htmlLines, tidy } from './html-lines.ts';
import { findLetter, isFurniture, isFurnitureLine, isInside, plainText, removeHidden } from './html-page.ts';
import { Refused, type ReadLimits } from './refusal.ts';

/** Lines at the top of the letter's part among which the site's own may stand. */
const SITE_LINES = 12;

function isSites(line: string, at: number): boolean {
  return at < SITE_LINES && isSiteLine(line);
}

export function readHtml(bytes: Uint8Array, limits: ReadLimits): ReadText {
  const { text } = decodeText(bytes, declaredCharset(bytes));
  checkSize(text);
  const $ = cheerio.load(text);
  const documentTitle = $('head title').first().text();
  const meta = metaFields($);
  removeHidden($);
  const letter = findLetter($);
  if (!letter)
    throw new Refused('no-text', 'The page holds no text of a letter. Save the page again, as complete HTML.');

  const inside = htmlLines(letter.nodes, (node) => isFurniture(node) && !holdsMost(node, letter.container));
  const outside = htmlLines(
    $('body').toArray(),
    (node) => letter.nodes.includes(node) || (isFurniture(node) && !letter.nodes.some((part) => isInside(part, node))),
  );
  const body = inside.lines.filter((line, at) => !isFurnitureLine(line) && !isSites(line, at));
  const printed = siteFields([...outside.lines, ...inside.lines.filter(isSites)]);
  const fields = { ...meta.fields, ...outside.fields, ...printed, ...inside.fields };
  const title = pageTitle($, letter.container, meta.title, documentTitle, fields['网站名称'] ?? null);
  const lines = [...fieldLines(fields, inside.fields), ...titleLine(title, body), ...body];
  if (lines.reduce((sum, line) => sum + line.length, 0) > limits.characters) {
    throw new Refused(
      'too-much-text',
      `The page's text is longer than ${limits.characters} characters: no reply letter.`,
    );
  }
  return {
    format: 'html',
    pages: [lines],
    paged: false,
    wrapped: inside.broken ? null : false,
    ocr: false,
    fields,
    outside: [
      ...marksAround($, letter.nodes),
      ...[documentTitle, meta.title ?? '', ...meta.marks].filter((line) => line !== ''),
    ],
    problems: [],
  };
}

/** A menu has 依申请公开 too: outside the letter only a label, a bracket or 此件 makes a mark of it. */
const MARKED = /^\s*[（(]|[:：]|^\s*(?:此|本)(?:件|文|答复)/;

/** Lines around the letter that tell whether it may be shown, wherever the site puts them. */
function marksAround($: CheerioAPI, letter: readonly Element[]): string[] {
  const { lines } = htmlLines($('body').toArray(), (node) => node.name === 'a' || letter.includes(node));
  return lines.filter((line) => line.length < 300 && MARKED.test(line) && disclosureLine(plain(line)) !== null);
}

/** Elements of a page: the largest of real ones have some ten thousand. */
const ELEMENTS = 200_000;
/** Elements left open: the tree would be as deep, and parsers take the square of that. */
const OPEN = 2000;

function checkSize(text: string): void {
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0 && tags <= 2 * ELEMENTS; at = text.indexOf('<', at + 1)) tags += 1;
  if (tags > 2 * ELEMENTS)
    throw new Refused('too-much-text', `The page has more than ${ELEMENTS} elements: no page of one letter.`);
  let open = 0;
  for (const match of text.matchAll(
    /<(\/?)(?:div|span|font|b|i|u|em|strong|section|article|blockquote|center|ul|ol|table)\b/gi,
  )) {
    open = Math.max(0, open + (match[1] === '/' ? -1 : 1));
    if (open > OPEN) throw new Refused('broken', `The page nests more than ${OPEN} elements. Save the page again.`);
  }
}

/** Lines of what stands outside the letter; fields of the letter's own tables are already lines of its text. */
function fieldLines(fields: Readonly<Record<string, string>>, own: Readonly<Record<string, string>>): string[] {
  return Object.entries(fields)
    .filter(([label]) => own[label] === undefined)
    .map(([label, value]) => `${label}：${value}`);
}

function holdsMost(node: Element, container: Element): boolean {
  return node === container || plainText(node).length > plainText(container).length / 2;
}

/** The charset that the page itself names, in `<meta charset>`, http-equiv or an XML declaration. */
function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', 0, 4096);
  return /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? null;
}

const LETTER_WORDS = /答复|复函|回复|复文|会办|协办|意见|提案|建议|议案/;

/** The page's heading; where it has none, what the site says the article's title is. */
function pageTitle(
  $: CheerioAPI,
  container: Element,
  articleTitle: string | null,
  documentTitle: string,
  site: string | null,
): string | null {
  const headings = $('h1,h2,h3,[class*=title],[class*=Title],[id*=title],[id*=Title],[class*=biaoti]')
    .toArray()
    .filter((node): node is Element => 'attribs' in node && !isInside(node, container) && !isInFurniture(node))
    .map((node) => ({ node, text: tidy(htmlLines([node]).lines.join('')) }))
    .filter(({ text }) => text.length >= 6 && text.length <= 150 && LETTER_WORDS.test(text));
  const best = headings.find(({ node }) => node.name === 'h1') ?? headings[0];
  if (best) return best.text;
  if (articleTitle && LETTER_WORDS.test(articleTitle)) return articleTitle;
  const named = withoutSite(tidy(documentTitle), site);
  return LETTER_WORDS.test(named) ? named : null;
}

function isInFurniture(node: Element): boolean {
  for (let at = node.parent; at && 'attribs' in at; at = at.parent) if (isFurniture(at as Element)) return true;
  return false;
}

/** `对…的答复_某区人民政府` without the site's name. */
function withoutSite(title: string, site: string | null): string {
  if (site && title.endsWith(site)) return title.slice(0, -site.length).replace(/[\s_|｜\-－—–·]+$/, '');
  return title.replace(/\s*[_|｜\-－—–]+\s*[^_|｜\-－—–]{2,30}$/, (tail) => (LETTER_WORDS.test(tail) ? tail : ''));
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

function titleLine(title: string | null, body: readonly string[]): string[] {
  if (!title) return [];
  // A letter that prints its own title, whole or over two or three lines, needs no second one.
  const opening = squeeze(body.slice(0, 8).join(''));
  return opening.includes(squeeze(title)) ? [] : [title];
}
