/** An HTML tree to lines, as a browser would break them; tables in reading order. */
import type { AnyNode, Element, Text } from 'domhandler';
import { tableLines, type Cell } from './cells.ts';
import { Refused } from './refusal.ts';

export function isText(node: AnyNode): node is Text {
  return (node.type as string) === 'text';
}

/** True for elements; scripts and styles are elements too. */
export function isTag(node: AnyNode): node is Element {
  return 'attribs' in node;
}

const BLOCK = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const SILENT = new Set(
  'script style noscript template iframe object svg math canvas head title input select textarea button'.split(' '),
);
/** Real pages nest below 100 deep; deeper trees would overflow the stack. */
const DEPTH_LIMIT = 400;

const CJK = '\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u3000-\\u303f“”‘’—…';
/** A line break in the source between two Chinese characters is no space, though a browser shows one. */
const SOURCE_BREAK = new RegExp(`(?<=[${CJK}])[ \\t]*[\\r\\n][ \\t\\r\\n]*(?=[${CJK}])`, 'g');

export interface HtmlLines {
  readonly lines: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  /** True when lines were broken by <br> or <pre>, which may be print lines. */
  readonly broken: boolean;
}

/** Lines of the trees below `roots`, without the nodes that `skip` names and what only machines read. */
export function htmlLines(roots: readonly AnyNode[], skip: (node: Element) => boolean = () => false): HtmlLines {
  const walk = new Walk(skip);
  for (const root of roots) walk.node(root, 0);
  walk.flush();
  return { lines: walk.lines, fields: walk.fields, broken: walk.breaks > walk.blocks };
}

class Walk {
  readonly lines: string[] = [];
  readonly fields: Record<string, string> = {};
  breaks = 0;
  blocks = 0;
  private current = '';
  private readonly skip: (node: Element) => boolean;

  constructor(skip: (node: Element) => boolean) {
    this.skip = skip;
  }

  node(node: AnyNode, depth: number): void {
    if (depth > DEPTH_LIMIT) throw new Refused('broken', `The page nests deeper than ${DEPTH_LIMIT} elements.`);
    if (isText(node)) {
      this.current += node.data;
      return;
    }
    if (!isTag(node)) {
      if ('children' in node) for (const child of node.children) this.node(child, depth + 1);
      return;
    }
    if (SILENT.has(node.name) || this.skip(node)) return;
    if (node.name === 'br') {
      this.breaks += 1;
      this.flush();
    } else if (node.name === 'table') {
      this.table(node, depth);
    } else if (node.name === 'pre') {
      this.preformatted(node, depth);
    } else {
      const block = BLOCK.has(node.name);
      if (block) this.flush();
      for (const child of node.children) this.node(child, depth + 1);
      if (block && this.flush()) this.blocks += 1;
    }
  }

  /** Ends the line; true when it held text. */
  flush(): boolean {
    const line = tidy(this.current);
    this.current = '';
    if (line === '') return false;
    this.lines.push(line);
    return true;
  }

  private preformatted(node: Element, depth: number): void {
    this.flush();
    for (const child of node.children) this.node(child, depth + 1);
    const text = this.current;
    this.current = '';
    for (const line of text.split(/\r\n|\r|\n/)) this.lines.push(line.replaceAll('\u00a0', ' ').trimEnd());
    this.breaks += 2;
  }

  private table(node: Element, depth: number): void {
    this.flush();
    const rows: Cell[][] = [];
    const gather = (element: Element, level: number): void => {
      if (level > DEPTH_LIMIT) throw new Refused('broken', `The page nests deeper than ${DEPTH_LIMIT} elements.`);
      for (const child of element.children) {
        if (!isTag(child) || SILENT.has(child.name) || this.skip(child)) continue;
        if (child.name === 'tr') rows.push(this.row(child, level + 1));
        else if (child.name === 'caption') rows.push([this.cell(child, level + 1)]);
        else gather(child, level + 1);
      }
    };
    gather(node, depth + 1);
    const table = tableLines(rows);
    this.lines.push(...table.lines);
    for (const [label, value] of Object.entries(table.fields)) this.fields[label] ??= value;
    this.blocks += rows.length;
  }

  private row(tr: Element, depth: number): Cell[] {
    return tr.children
      .filter(
        (child): child is Element => isTag(child) && (child.name === 'td' || child.name === 'th') && !this.skip(child),
      )
      .map((child) => this.cell(child, depth + 1));
  }

  private cell(cell: Element, depth: number): Cell {
    const inner = new Walk(this.skip);
    for (const child of cell.children) inner.node(child, depth + 1);
    inner.flush();
    for (const [label, value] of Object.entries(inner.fields)) this.fields[label] ??= value;
    return inner.lines;
  }
}

/** White space as a browser collapses it; characters of no width dropped. */
export function tidy(text: string): string {
  return text
    .replaceAll(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replaceAll(SOURCE_BREAK, '')
    .replaceAll(/[ \t\r\n\f]+/g, ' ')
    .replaceAll(/[\u00a0\u2002\u2003]/g, ' ')
    .trim();
}
