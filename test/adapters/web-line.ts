/** Browsers at the other end: the page's own way of sending and listening, over real HTTP, without its elements. */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { Web, type WebOptions } from '../../adapters/web/web.ts';
import type { Line, Seen } from './contract.ts';

/** page/stream.js, which the browser runs. */
export interface PageStream {
  talk(
    message: object,
    hear: (event: string, data: unknown) => void,
    options: { fetch: typeof fetch; first: number },
  ): Promise<'whole' | 'gone'>;
  readonly NotSent: new (...args: never[]) => Error & { readonly why: string; readonly seconds: number };
}
export const pageStream = (await import(
  new URL('../../adapters/web/page/stream.js', import.meta.url).href
)) as PageStream;

export interface Message {
  readonly id: string;
  readonly conversation: string;
  readonly text: string;
  readonly language: 'zh-Hans' | 'zh-Hant' | 'en';
  readonly at: number;
  readonly sequence: number;
  readonly about?: string;
}

/** What a reader of the page makes of an event that ends in words; null for one that shows nothing yet. */
function wordsOf(event: string, data: Record<string, unknown>): string | null {
  switch (event) {
    case 'whole':
    case 'text':
      return String(data['text']);
    case 'source': {
      const { marker, proposalNo, heading, department, date, page, before, quote, after, file } = data;
      const label = [proposalNo, heading, department, date, page].join(' · ');
      return `【${marker}】${label}\n${before}${quote}${after}\n${file}`;
    }
    default:
      return null;
  }
}

export class WebLine implements Line {
  readonly #options: Partial<WebOptions>;
  readonly #server: ServerType;
  readonly #browsers = new Map<string, { conversation: string; sequence: number; seen: Seen[] }>();
  readonly #told = new Set<string>();
  #adapter: Web | null = null;
  /** http://127.0.0.1:port */
  readonly origin: string;
  /** Whatever else the network did to a request. */
  readonly faults: unknown[] = [];

  private constructor(server: ServerType, room: { app: () => Hono | null }, options: Partial<WebOptions>) {
    this.#options = options;
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    room.app = () => this.#adapter?.app ?? null;
  }

  static async open(options: Partial<WebOptions> = {}): Promise<WebLine> {
    const room: { app: () => Hono | null } = { app: () => null };
    const port = new Hono();
    port.all('*', (context) => room.app()?.fetch(context.req.raw, context.env) ?? context.text('', 503));
    const server = await new Promise<ServerType>((resolve) => {
      const made = serve({ fetch: port.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(made));
    });
    return new WebLine(server, room, options);
  }

  adapter(): Web {
    this.#adapter = new Web({
      examples: () => ['第20号提案办得怎么样？'],
      pace: { burst: 1000, perMinute: 6000 },
      ...this.#options,
    });
    return this.#adapter;
  }

  #browser(person: string) {
    const known = this.#browsers.get(person);
    if (known !== undefined) return known;
    const made = { conversation: randomBytes(18).toString('base64url'), sequence: 0, seen: [] };
    this.#browsers.set(person, made);
    return made;
  }

  write(person: string, text: string): { person: string; message: Message } {
    const browser = this.#browser(person);
    browser.sequence += 1;
    const { conversation, sequence } = browser;
    const id = randomBytes(18).toString('base64url');
    return { person, message: { id, conversation, text, language: 'zh-Hans', at: Date.now(), sequence } };
  }

  /** Sends all at once, as browsers do; returns when the server has them. What it answers is seen when it comes. */
  async deliver(...deliveries: object[]): Promise<void> {
    const sent = (deliveries as { person: string; message: Message }[]).map(
      ({ person, message }) => new Promise<void>((resolve) => this.#talk(person, message, resolve)),
    );
    await Promise.all(sent);
  }

  #talk(person: string, message: Message, sent: () => void): void {
    const send: typeof fetch = async (_, init) => {
      try {
        return await fetch(`${this.origin}/chat`, { ...init, headers: { ...init?.headers, origin: this.origin } });
      } finally {
        sent();
      }
    };
    const hear = (event: string, data: unknown): void => {
      const words = wordsOf(event, data as Record<string, unknown>);
      // The page shows a message's reply in one place, however often its stream was opened.
      const key = JSON.stringify([message.id, event, words]);
      if (words === null || this.#told.has(key)) return;
      this.#told.add(key);
      this.#browser(person).seen.push({ text: words, pointsBack: true });
    };
    pageStream.talk(message, hear, { fetch: send, first: 50 }).catch((error: unknown) => {
      if (!(error instanceof pageStream.NotSent)) this.faults.push(error);
    });
  }

  seen(chat: string): readonly Seen[] {
    return this.#browser(chat).seen;
  }

  async close(): Promise<void> {
    this.#adapter = null;
    if ('closeAllConnections' in this.#server) this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    if (this.faults.length > 0) throw this.faults[0];
  }
}
