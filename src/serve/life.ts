/**
 * One life of a channel, from its start to its failure or stop. The channel's own code, and all that it sets going
 * (connections, timers, the stores of its libraries), runs in an async context that names its life, so that an
 * exception nobody caught is known to be its own; what it asks of the house runs outside of that context.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Adapter, Ask, Incoming, Reply } from '../adapter.ts';

const context = new AsyncLocalStorage<Life | null>();

export class Life<C extends Adapter = Adapter> implements Adapter {
  readonly channel: C;
  /** Resolves with the reason when the channel fails. */
  readonly failed: Promise<string>;
  readonly #onFault: (fault: Error) => void;
  #fail: (reason: Error) => void = () => undefined;
  #over = false;

  /** `onFault`: something that this life set going threw, perhaps after its end. */
  constructor(channel: C, onFault: (fault: Error) => void) {
    this.channel = channel;
    this.#onFault = onFault;
    this.failed = new Promise((resolve) => (this.#fail = ({ message }) => resolve(message)));
    channel.onFailure((reason) => this.#fail(reason));
  }

  get name(): string {
    return this.channel.name;
  }

  /** Rejects too when the channel comes up only after `stop`: its successor has its place by then. */
  async start(ask: Ask): Promise<void> {
    const outside: Ask = (message) => context.run(null, () => ask(message));
    await context.run(this, () => this.channel.start(outside));
    if (this.#over) throw new Error('the channel came up after it had been stopped');
  }

  send(to: Incoming, reply: Reply): Promise<void> {
    return context.run(this, () => this.channel.send(to, reply));
  }

  stop(drain: () => Promise<void>): Promise<void> {
    this.#over = true;
    return context.run(this, () => this.channel.stop(() => context.run(null, drain)));
  }

  onFailure(listener: (reason: Error) => void): void {
    this.channel.onFailure(listener);
  }

  fail(reason: Error): void {
    this.#fail(reason);
  }

  blame(fault: Error): void {
    this.#onFault(fault);
  }
}

/**
 * For the listener of `uncaughtException`, which runs in the context of what threw: the channel is told, whose
 * supervisor starts it again. False when the fault is no channel's.
 */
export function blamed(fault: unknown): boolean {
  const life = context.getStore() ?? null;
  if (life === null) return false;
  const error = fault instanceof Error ? fault : new Error(String(fault));
  context.run(null, () => life.blame(error));
  return true;
}
