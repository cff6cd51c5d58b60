/** Messages between arrival and answer: written before work, cleared after the send, each delivery taken once. */
import type { Incoming } from '../adapter.ts';
import type { Store } from './store.ts';

export class Inbox {
  readonly #put;
  readonly #has;
  readonly #clear;
  readonly #pending;
  readonly #expire;

  constructor(store: Store) {
    this.#put = store.prepare(
      'INSERT OR IGNORE INTO inbox (channel, message_id, person, message, arrived_at) VALUES (?, ?, ?, ?, ?)',
    );
    this.#has = store.prepare('SELECT 1 AS one FROM inbox WHERE channel = ? AND message_id = ?');
    this.#clear = store.prepare(
      'UPDATE inbox SET message = NULL, person = NULL, done_at = ? WHERE channel = ? AND message_id = ?',
    );
    this.#pending = store.prepare(
      'SELECT message FROM inbox WHERE channel = ? AND done_at IS NULL ORDER BY arrived_at, message_id',
    );
    this.#expire = store.prepare('DELETE FROM inbox WHERE done_at < ?');
  }

  /** Stores a message; false when this delivery was here before. */
  put(message: Incoming, person: string, at: number): boolean {
    return this.#put.run(message.channel, message.messageId, person, JSON.stringify(message), at).changes === 1;
  }

  has(channel: string, messageId: string): boolean {
    return this.#has.get(channel, messageId) !== undefined;
  }

  /** The reply was sent, or never will be: the content goes, the id stays to refuse a repeated delivery. */
  clear(channel: string, messageId: string, at: number): void {
    this.#clear.run(at, channel, messageId);
  }

  /** What an earlier process left, in the order it arrived. */
  pending(channel: string): Incoming[] {
    return (this.#pending.all(channel) as { message: string }[]).map((row) => revive(row.message));
  }

  /** Forgets deliveries done before `before`: no channel repeats one after days. Returns how many. */
  expire(before: number): number {
    return this.#expire.run(before).changes;
  }
}

function revive(json: string): Incoming {
  const stored = JSON.parse(json) as Omit<Incoming, 'sentAt'> & { sentAt: string };
  return { ...stored, sentAt: new Date(stored.sentAt) };
}
