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
  /** The message that the desk is being given at this moment. */
  #giving: string | null = null;

  constructor(options: WebOptions) {
    this.#original = options.original;
    this.app = routes({ ...options, outbox: this.#outbox, ask: (message) => this.#give(message) });
  }

  async start(ask: Ask): Promise<void> {
    this.#ask = ask;
  }

  async send(to: Incoming, reply: Reply): Promise<void> {
    // Said while the desk takes the message: a notice (too fast, too many), and what else follows is decided by `ask`.
    if (this.#giving === to.messageId) this.#outbox.note(to.messageId, eventsOf(reply, false));
    else await this.#outbox.put(to.messageId, eventsOf(reply, await this.#hasOriginal(reply)));
  }

  /** A letter out of an archive, or changed since it was read, has no original to hand out. */
  async #hasOriginal(reply: Reply): Promise<boolean> {
    if (reply.kind !== 'source' || this.#original === undefined) return false;
    return (await this.#original(reply.source.citation.file)) !== null;
  }

  #give(message: Incoming): ReturnType<Ask> | null {
    this.#giving = message.messageId;
    try {
      return this.#ask?.(message) ?? null;
    } finally {
      this.#giving = null;
    }
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
