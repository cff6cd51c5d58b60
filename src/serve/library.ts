/** The letters that the server answers from: a generation that is swapped for a newer one while questions go on. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Viewer } from '../model.ts';
import type { Generation } from '../search/generation.ts';
import type { View } from '../search/view.ts';

export interface Shelf {
  /** Id of the generation that is in use on disk; null when there is none. */
  currentId(): Promise<string | null>;
  /** Opens it; null when there is none. Rejects when it is damaged. */
  open(): Promise<Generation | null>;
}

interface Held {
  readonly generation: Generation;
  readers: number;
  retired: boolean;
}

export class Library {
  readonly #shelf: Shelf;
  readonly #log: Logger;
  readonly #stop = new AbortController();
  #held: Held;
  /** A generation that could not be opened: not tried again until another takes its place. */
  #bad: string | null = null;

  constructor(generation: Generation, shelf: Shelf, log: Logger) {
    this.#held = { generation, readers: 0, retired: false };
    this.#shelf = shelf;
    this.#log = log;
  }

  get generation(): Generation {
    return this.#held.generation;
  }

  /** Runs `read` on the newest generation, which stays open until it is done. */
  async with<T>(viewer: Viewer, read: (view: View) => Promise<T> | T): Promise<T> {
    const held = this.#held;
    held.readers += 1;
    try {
      return await read(held.generation.for(viewer));
    } finally {
      held.readers -= 1;
      letGo(held);
    }
  }

  /** Looks for a newer generation every `milliseconds` until `close`. */
  async follow(milliseconds: number): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await delay(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.refresh();
    }
  }

  /** Takes up the generation in use on disk when it is another. A damaged one is told and the older one goes on. */
  async refresh(): Promise<boolean> {
    const id = await this.#shelf.currentId().catch(() => null);
    if (id === null || id === this.#held.generation.id || id === this.#bad) return false;
    try {
      const generation = await this.#shelf.open();
      if (generation === null) return false;
      const old = this.#held;
      this.#held = { generation, readers: 0, retired: false };
      this.#bad = null;
      old.retired = true;
      letGo(old);
      this.#log.info({ generation: generation.id }, 'a new index is in use');
      return true;
    } catch (error) {
      this.#bad = id;
      this.#log.error({ generation: id, err: error }, 'a new index can not be used; the one before goes on');
      return false;
    }
  }

  close(): void {
    this.#stop.abort();
    this.#held.retired = true;
    letGo(this.#held);
  }
}

function letGo(held: Held): void {
  if (held.retired && held.readers === 0) held.generation.close();
}
