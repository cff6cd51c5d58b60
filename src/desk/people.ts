/** Who writes, without knowing who: people and conversations are keyed hashes, and only this machine has the key. */
import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InquiryError } from '../errors.ts';
import type { Store } from './store.ts';

/** File name below FUWEN_DATA. Whoever deletes it makes every stored hash meaningless. */
export const KEY_FILE = 'person.key';
const KEY_BYTES = 32;

/**
 * The key of the hashes, made once with mode 0600.
 * @throws InquiryError `bad-setting` when the file holds no key.
 */
export function personKey(data: string): Buffer {
  const file = join(data, KEY_FILE);
  if (!existsSync(file)) {
    // Written aside and linked: two processes that start at once end with one key, and never with half of one.
    const aside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(aside, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    try {
      linkSync(aside, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(aside);
    }
  }
  chmodSync(file, 0o600);
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== KEY_BYTES) {
    throw new InquiryError(
      'bad-setting',
      `${file} holds no key of ${KEY_BYTES} bytes.`,
      'Restore it from a backup, or delete it: earlier conversations and feedback then belong to nobody.',
    );
  }
  return key;
}

export class People {
  readonly #key: Buffer;
  readonly #store: Store;
  readonly #seen;

  constructor(store: Store, key: Buffer) {
    this.#store = store;
    this.#key = key;
    this.#seen = store.prepare(
      `INSERT INTO person (person, channel, first_seen, last_seen, questions) VALUES (?, ?, ?, ?, 1)
       ON CONFLICT (person) DO UPDATE SET last_seen = excluded.last_seen, questions = questions + 1`,
    );
  }

  /** 32 hex characters; `kind` keeps a person and a conversation with the same channel id apart. */
  hash(kind: 'person' | 'conversation', channel: string, id: string): string {
    return createHmac('sha256', this.#key).update(`${kind}\0${channel}\0${id}`).digest('hex').slice(0, 32);
  }

  /** Notes that a person wrote. */
  seen(person: string, channel: string, at: number): void {
    this.#seen.run(person, channel, at, at);
  }

  /** 忘记我: everything stored of a person goes, in every conversation. What is still waiting is answered and then goes. */
  forget(person: string): void {
    this.#store.transaction(() => {
      this.#store.prepare('DELETE FROM turn WHERE person = ?').run(person);
      this.#store.prepare('DELETE FROM feedback WHERE person = ?').run(person);
      this.#store.prepare('DELETE FROM person WHERE person = ?').run(person);
    })();
  }

  /** Deletes people not seen since `before`, with their feedback. Returns how many. */
  expire(before: number): number {
    return this.#store.transaction(() => {
      this.#store.prepare('DELETE FROM feedback WHERE given_at < ?').run(before);
      return this.#store.prepare('DELETE FROM person WHERE last_seen < ?').run(before).changes;
    })() as number;
  }
}
