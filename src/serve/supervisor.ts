/** Keeps one channel alive: started, watched, started again with growing pauses, stopped; never in the way of others. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Adapter } from '../adapter.ts';
import type { Desk } from '../desk/desk.ts';
import { InquiryError } from '../errors.ts';
import { Life } from './life.ts';

export interface Backoff {
  /** Milliseconds before the first restart; doubled up to `longest`. */
  readonly first: number;
  readonly longest: number;
  /** A channel that was up for as long starts with `first` again. */
  readonly steady: number;
}

export type ChannelState =
  | { readonly state: 'starting' | 'on' }
  | { readonly state: 'off' | 'waiting'; readonly reason: string };

/** A channel that failed is given so long to let go of its connection. */
const GOODBYE = 5000;

export class Supervisor<C extends Adapter = Adapter> {
  readonly name: string;
  readonly #make: () => Promise<C>;
  readonly #desk: Desk;
  readonly #log: Logger;
  readonly #backoff: Backoff;
  readonly #stop = new AbortController();
  #state: ChannelState = { state: 'starting' };
  #life: Life<C> | null = null;
  #running: Promise<void> | null = null;
  #tried: () => void = () => undefined;
  /** Resolves when the first start has succeeded or failed. */
  readonly tried: Promise<void>;

  constructor(name: string, make: () => Promise<C>, desk: Desk, log: Logger, backoff: Backoff) {
    this.name = name;
    this.#make = make;
    this.#desk = desk;
    this.#log = log;
    this.#backoff = backoff;
    this.tried = new Promise((resolve) => (this.#tried = resolve));
  }

  get state(): ChannelState {
    return this.#state;
  }

  /** The adapter that runs or starts now. */
  get channel(): C | null {
    return this.#life?.channel ?? null;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Answers what was taken for at most `milliseconds`, then disconnects. */
  async stop(milliseconds: number): Promise<void> {
    const { state } = this.#state;
    this.#stop.abort();
    const life = this.#life;
    if (life !== null) {
      // While it still starts there is nothing to drain, and its goodbye may hang.
      const closing = this.#desk.close(life, state === 'on' ? milliseconds : 0);
      await Promise.race([closing, delay(milliseconds + GOODBYE, undefined, { ref: false })]);
    }
    await this.#running;
    this.#state = { state: 'off', reason: 'the server was stopped' };
  }

  async #run(): Promise<void> {
    const { first, longest, steady } = this.#backoff;
    for (let wait = first; !this.#stop.signal.aborted; wait = Math.min(wait * 2, longest)) {
      const since = Date.now();
      const reason = await this.#live();
      if (reason === null || this.#stop.signal.aborted) break;
      if (Date.now() - since > steady) wait = first;
      // Spread, so that channels that fell together do not come back together.
      const pause = Math.round(wait * (0.8 + Math.random() * 0.4));
      this.#state = { state: 'waiting', reason };
      this.#log.warn({ channel: this.name, reason, againInMs: pause }, 'the channel is down');
      this.#tried();
      await delay(pause, undefined, { signal: this.#stop.signal, ref: false }).catch(() => undefined);
    }
    this.#tried();
  }

  /** One life. Returns why it ended; null when it must not begin again. */
  async #live(): Promise<string | null> {
    this.#state = { state: 'starting' };
    const stopped = new Promise<null>((resolve) =>
      this.#stop.signal.addEventListener('abort', () => resolve(null), { once: true }),
    );
    let reason: string | null;
    try {
      const life = new Life(await this.#make(), (fault) => this.#met(fault));
      this.#life = life;
      const opened = this.#desk.open(life);
      opened.catch(() => undefined);
      const early = await Promise.race([opened, life.failed, stopped]);
      if (early === null) return null;
      if (early !== undefined) throw new Error(early);
      this.#state = { state: 'on' };
      this.#log.info({ channel: this.name }, 'the channel is on');
      this.#tried();
      reason = await Promise.race([life.failed, stopped]);
      if (reason === null) return null;
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
      if (error instanceof InquiryError && error.code === 'bad-setting') {
        this.#state = { state: 'off', reason };
        this.#log.error({ channel: this.name, reason }, 'the channel stays off');
        this.#life = null;
        return null;
      }
    }
    await this.#letGo();
    return reason;
  }

  /** Whichever life threw it: what lives share inside a library may be broken for this one too. */
  #met(fault: Error): void {
    this.#log.error({ channel: this.name, err: fault }, 'the channel threw what nobody caught');
    this.#life?.fail(fault);
  }

  async #letGo(): Promise<void> {
    const life = this.#life;
    this.#life = null;
    this.#desk.lose(this.name);
    if (life === null) return;
    const goodbye = life
      .stop(async () => undefined)
      .catch((error: unknown) => {
        this.#log.debug({ channel: this.name, reason: String(error) }, 'a failed channel did not say goodbye');
      });
    await Promise.race([goodbye, delay(GOODBYE, undefined, { ref: false })]);
  }
}
