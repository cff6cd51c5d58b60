/** The server's port: probes, the operator's page, the HTTP API, and the rooms of the channels that people reach here. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Registry } from 'prom-client';
import type { ChannelState } from './supervisor.ts';

export interface PortOptions {
  /** False while the server stops. */
  readonly ready: () => boolean;
  readonly index: () => { readonly generation: string; readonly letters: number };
  readonly channels: () => ReadonlyMap<string, ChannelState>;
  /** A channel's routes; null while it is down or when it has none. */
  readonly room: (channel: string) => Hono | null;
  /** QR codes that wait for the operator, by channel. */
  readonly codes: ReadonlyMap<string, string>;
  readonly registry: Registry;
  readonly operatorToken: string | undefined;
  readonly api: Hono;
}

export function port(options: PortOptions): Hono {
  const app = new Hono();
  // A room may set its own: the web page can be embedded where its settings allow it.
  app.use(
    '/operator',
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        imgSrc: ['data:'],
        styleSrc: ["'unsafe-inline'"],
        frameAncestors: ["'none'"],
      },
    }),
  );
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', (context) => {
    const ready = options.ready();
    const channels = Object.fromEntries([...options.channels()].map(([name, { state }]) => [name, state]));
    return context.json({ status: ready ? 'ready' : 'stopping', index: options.index(), channels }, ready ? 200 : 503);
  });
  app.get('/metrics', async (context) => {
    if (!isOperator(context, options.operatorToken)) return refused(context);
    return context.body(await options.registry.metrics(), 200, { 'content-type': options.registry.contentType });
  });
  app.get('/operator', async (context) => {
    if (!isOperator(context, options.operatorToken)) return refused(context);
    context.header('cache-control', 'no-store');
    return context.html(await operatorPage(options));
  });
  app.route('/', options.api);
  app.all('/channels/:channel/*', async (context) => {
    const channel = context.req.param('channel');
    const room = options.room(channel);
    if (room !== null) return room.fetch(context.req.raw, context.env);
    return context.text('', options.channels().has(channel) ? 503 : 404);
  });
  app.all('*', async (context) => {
    const web = options.room('web');
    return web === null ? context.text('404 Not Found', 404) : web.fetch(context.req.raw, context.env);
  });
  return app;
}

/**
 * With a token: who knows it, as a bearer or as the password of any user, so that a browser can ask for it. Without
 * one: this machine alone, and nothing that a proxy passed on.
 */
function isOperator(context: Context, token: string | undefined): boolean {
  if (token === undefined) {
    const { address } = getConnInfo(context).remote;
    const direct = context.req.header('forwarded') === undefined && context.req.header('x-forwarded-for') === undefined;
    return direct && (address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1');
  }
  const [scheme = '', value = ''] = (context.req.header('authorization') ?? '').split(' ');
  const given =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(value, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
      : value;
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function refused(context: Context): Response {
  return context.text('401 Unauthorized', 401, { 'www-authenticate': 'Basic realm="operator", charset="UTF-8"' });
}

async function operatorPage({ channels, codes, index }: PortOptions): Promise<string> {
  const rows = [...channels()].map(
    ([name, state]) =>
      `<tr><td>${escape(name)}<td>${escape(state.state)}<td>${'reason' in state ? escape(state.reason) : ''}`,
  );
  const pictures = await Promise.all([...codes].map(([name, code]) => picture(name, code)));
  const { generation, letters } = index();
  return `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta http-equiv="refresh" content="10"><title>复文</title>
<style>body{font:16px/1.6 system-ui;margin:2rem;max-width:50rem}td{padding:.2rem 1rem .2rem 0;vertical-align:top}svg{width:18rem}</style>
<h1>复文</h1><p>索引 ${escape(generation)}，${letters}份答复。</p><table>${rows.join('')}</table>${pictures.join('')}`;
}

async function picture(name: string, code: string): Promise<string> {
  const { toString } = await import('qrcode');
  return `<h2>${escape(name)}</h2><p>请用要登录的微信账号扫描。</p>${await toString(code, { type: 'svg', margin: 2 })}`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
