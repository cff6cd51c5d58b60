/** The page's own files, read once: what is not in the list is not to be had. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';

const TYPES = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/** Address -> file of `page/`. */
export const PAGE_FILES: Readonly<Record<string, string>> = Object.fromEntries([
  ['/', 'index.html'],
  ...[
    'early.js',
    'main.js',
    'talk.js',
    'stream.js',
    'answer.js',
    'source.js',
    'actions.js',
    'display.js',
    'memory.js',
    'texts.js',
    'dom.js',
    'colours.css',
    'base.css',
    'ask.css',
    'page.css',
    'sheet.css',
    'answer.css',
    'letter.css',
    'print.css',
    'icon.svg',
    'embed.js',
    'embed.html',
    'embed.css',
  ].map((name) => [`/${name}`, name]),
]);

export interface PageFile {
  readonly type: string;
  readonly body: string;
  readonly etag: string;
  /** Loaded by other sites. */
  readonly shared: boolean;
}

export function pageFiles(): ReadonlyMap<string, PageFile> {
  const found = new Map<string, PageFile>();
  for (const [address, name] of Object.entries(PAGE_FILES)) {
    const body = readFileSync(join(import.meta.dirname, 'page', name), 'utf8');
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    const type = TYPES[name.split('.').at(-1) as keyof typeof TYPES];
    found.set(address, { type, body, etag, shared: name === 'embed.js' });
  }
  return found;
}

/** Asked again every time, sent again only when it changed: a new version is never mixed with an old one. */
export function serveFile(context: Context, file: PageFile): Response {
  const headers = {
    'content-type': file.type,
    etag: file.etag,
    'cache-control': 'no-cache',
    ...(file.shared ? { 'cross-origin-resource-policy': 'cross-origin' } : {}),
  };
  if (context.req.header('if-none-match') === file.etag) return context.body(null, 304, headers);
  return context.body(file.body, 200, headers);
}
