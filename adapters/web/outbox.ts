/** Replies on their way to a browser. A stream that breaks is opened again and finds here what it missed. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PageEvent } from './events.ts';

interface Box {
  readonly events: PageEvent[];
  readonly openedAt: number;
  /** The desk has taken the message. */
  accepted: boolean;
  done: boolean;
  readonly wake: Set<() => void>;
  readonly readers: Set<Promise<void>>;
}

/** A finished reply waits so long for a browser that comes back; a person who left has closed the page. */
const LIFE = 120_000;
const MOST = 5000;
/** A browser that reads slower than this is not waited for. */
const SLOW = 2000;

export class Outbox {
  readonly #boxes = new Map<string, Box>();
  #closed = false;

  /** Makes room for a message before the desk hears of it. */
  open(id: string): Box {
    this.#sweep(Date.now());
    const known = this.#boxes.get(id);
    if (known !== undefined) return known;
    const box: Box = {
      events: [],
      openedAt: Date.now(),
      accepted: false,
      done: false,
      wake: new Set(),
      readers: new Set(),
    };
    this.#boxes.set(id, box);
    return box;
  }

  drop(id: string): void {
    this.#boxes.delete(id);
  }

  /** Something said before the reply, which still follows. */
  note(id: string, events: readonly PageEvent[]): void {
    const box = this.open(id);
    box.events.push(...events);
    wake(box);
  }

  /** The reply. Resolves when every browser that listens has it; at once when none does. */
  async put(id: string, events: readonly PageEvent[]): Promise<void> {
    const box = this.open(id);
    box.events.push(...events);
    this.finish(box);
    await Promise.race([Promise.all(box.readers), delay(SLOW, undefined, { ref: false })]);
  }

  /** Nothing more follows. */
  finish(box: Box): void {
    box.done = true;
    wake(box);
  }

  /** All events from the first on, until the reply is whole, `signal` is aborted, or nothing came for `patience` ms. */
  async *follow(
    box: Box,
    signal: AbortSignal,
    patience: number,
  ): AsyncGenerator<PageEvent, 'whole' | 'broken' | 'gone'> {
    let release!: () => void;
    const reader = new Promise<void>((resolve) => (release = resolve));
    box.readers.add(reader);
    try {
      for (let at = 0; ;) {
        for (; at < box.events.length; at += 1) yield box.events[at] as PageEvent;
        if (box.done) return 'whole';
        if (signal.aborted || this.#closed) return 'broken';
        if (!(await changed(box, signal, patience))) return 'gone';
      }
    } finally {
      box.readers.delete(reader);
      release();
    }
  }

  /** Breaks off what is still followed: the browser comes back to whoever answers then. */
  close(): void {
    this.#closed = true;
    for (const box of this.#boxes.values()) wake(box);
  }

  #sweep(now: number): void {
    for (const [id, box] of this.#boxes) {
      if (now - box.openedAt < LIFE && this.#boxes.size < MOST) break;
      // One that somebody listens to stays, at the end of the line.
      this.#boxes.delete(id);
      if (box.readers.size > 0 && !box.done) this.#boxes.set(id, { ...box, openedAt: now });
    }
  }
}

function wake(box: Box): void {
  for (const one of box.wake) one();
}

/** False when nothing happened in time. */
function changed(box: Box, signal: AbortSignal, patience: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (happened: boolean) => (): void => {
      clearTimeout(timer);
      box.wake.delete(woken);
      signal.removeEventListener('abort', woken);
      resolve(happened);
    };
    const woken = end(true);
    const timer = setTimeout(end(false), patience);
    box.wake.add(woken);
    signal.addEventListener('abort', woken, { once: true });
  });
}
