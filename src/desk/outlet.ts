/** Sending to one channel: waits while it is down, tries again what it may still take, gives up on what it never will. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Undeliverable, type Adapter, type Incoming, type Reply } from '../adapter.ts';

export interface Retry {
  /** Milliseconds before the second try; doubled up to `longest`. */
  readonly first: number;
  readonly longest: number;
  /** A reply older than this is given up. */
  readonly giveUp: number;
}

export class Outlet {
  readonly #retry: Retry;
  readonly #log: Logger;
  #adapter: Adapter | null = null;
  #opened: () => void = () => undefined;
  #open: Promise<void>;
  readonly #halt = new AbortController();

  constructor(retry: Retry, log: Logger) {
    this.#retry = retry;
    this.#log = log;
    this.#open = new Promise((resolve) => (this.#opened = resolve));
  }

  /** The channel is up. */
  attach(adapter: Adapter): void {
    this.#adapter = adapter;
    this.#opened();
  }

  /** The channel is down; sends wait for the next `attach`. */
  detach(): void {
    if (this.#adapter === null) return;
    this.#adapter = null;
    this.#open = new Promise((resolve) => (this.#opened = resolve));
  }

  /** Sends nothing more: what waits resolves `held`. */
  halt(): void {
    this.#halt.abort();
    this.#opened();
  }

  /** `sent` or `dropped`: the message is done with; `held`: it stays in the inbox for the next start. */
  async send(message: Incoming, reply: Reply): Promise<'sent' | 'dropped' | 'held'> {
    const since = Date.now();
    for (let wait = this.#retry.first; ; wait = Math.min(wait * 2, this.#retry.longest)) {
      await this.#open;
      const adapter = this.#adapter;
      if (this.#halt.signal.aborted) return 'held';
      if (adapter === null) continue;
      try {
        await adapter.send(message, reply);
        return 'sent';
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (error instanceof Undeliverable || Date.now() - since > this.#retry.giveUp) {
          this.#log.warn({ channel: message.channel, reason }, 'a reply was given up');
          return 'dropped';
        }
        this.#log.warn({ channel: message.channel, reason, againInMs: wait }, 'a reply could not be sent');
        await delay(wait, undefined, { signal: this.#halt.signal }).catch(() => undefined);
      }
    }
  }
}
