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
  readonly #original: WebOptions['original'];
  #ask: Ask | null = null;

  constructor(options: WebOptions) {
    this.#original = options.original;
    this.app = routes({ ...options, outbox: this.#outbox, ask: (message) => this.#ask?.(message) ?? null });
  }

  async start(ask: Ask): Promise<void> {
    this.#ask = ask;
  }

  async send(to: Incoming, reply: Reply): Promise<void> {
    // The stream goes on after a notice: whether a reply follows is for `ask` to say.
    if (reply.kind === 'text' && reply.notice === true) this.#outbox.note(to.messageId, eventsOf(reply, false));
    else await this.#outbox.put(to.messageId, eventsOf(reply, await this.#hasOriginal(reply)));
  }

  /** A letter out of an archive, or changed since it was read, has no original to hand out. */
  async #hasOriginal(reply: Reply): Promise<boolean> {
    if (reply.kind !== 'source' || this.#original === undefined) return false;
    return (await this.#original(reply.source.citation.file)) !== null;
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
