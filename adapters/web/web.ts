/** The web page as a channel: a post is a message, its response the stream of the reply. */
import type { Hono } from 'hono';
import type { Adapter, Ask, Incoming, Reply } from '../../src/adapter.ts';
import { eventsOf } from './events.ts';
import { Outbox } from './outbox.ts';
import { type RouteOptions, routes } from './routes.ts';

export type { Original } from './routes.ts';
export type WebOptions = RouteOptions;

export class Web implements Adapter {
  readonly name = 'web';
  /** Mounted at the root of the server. */
  readonly app: Hono;
  readonly #outbox = new Outbox();
  readonly #downloads: boolean;
  #ask: Ask | null = null;

  constructor(options: WebOptions) {
    this.#downloads = options.original !== undefined;
    this.app = routes({ ...options, outbox: this.#outbox, ask: (message) => this.#ask?.(message) ?? null });
  }

  async start(ask: Ask): Promise<void> {
    this.#ask = ask;
  }

  async send(to: Incoming, reply: Reply): Promise<void> {
    await this.#outbox.put(to.messageId, eventsOf(reply, this.#downloads));
  }

  /** Open streams end with their replies; those whose reply is left for the next start are broken off. */
  async stop(drain: () => Promise<void>): Promise<void> {
    this.#ask = null;
    await drain();
    this.#outbox.close();
  }

  /** The port is the server's: where it fails, the server fails. */
  onFailure(): void {}
}
