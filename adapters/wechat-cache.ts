/**
 * The contact cache of a gateway's puppet: one SQLite file. It stands in for the puppet's own three LevelDB folders
 * (client/payload-store.ts of wechaty-puppet-service), which one connection at a time may have open, which the puppet
 * closes without waiting for it, and which end the whole process when they can't be opened: a gateway that was
 * restarted soon met the locks of its former life. SQLite files may be open twice, and every step here is done when
 * its call returns.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import type { Logger } from 'pino';
import type { Wechaty } from 'wechaty';

/** What the puppet asks of each of its stores; payloads are plain objects. */
interface Shelf {
  get(id: string): Promise<object | undefined>;
  set(id: string, payload: object): Promise<void>;
  delete(id: string): Promise<boolean>;
}

type Kind = 'contact' | 'room' | 'room-member';

export class WeChatCache {
  contact: Shelf | undefined;
  room: Shelf | undefined;
  roomMember: Shelf | undefined;
  readonly #file: string;
  readonly #log: Logger;
  #store: Database.Database | null = null;
  #ended = false;

  constructor(file: string, log: Logger) {
    this.#file = file;
    this.#log = log;
  }

  /** Gives the puppet this cache for its own, between init and start; another puppet has no such store. */
  serve(bot: Wechaty): void {
    const store: unknown = Reflect.get(bot.puppet, '_payloadStore');
    if (typeof store === 'object' && store !== null && 'storeDir' in store)
      Reflect.set(bot.puppet, '_payloadStore', this);
  }

  /** The puppet calls it at the login. Without a store it asks the gateway every time. */
  async start(account: string): Promise<void> {
    if (this.#ended || this.#store !== null) return;
    const store = this.#opened();
    if (store === null) return;
    this.#store = store;
    this.contact = this.#shelf(store, account, 'contact');
    this.room = this.#shelf(store, account, 'room');
    this.roomMember = this.#shelf(store, account, 'room-member');
  }

  /** The puppet calls it at the log-out. */
  async stop(): Promise<void> {
    this.contact = undefined;
    this.room = undefined;
    this.roomMember = undefined;
    this.#store?.close();
    this.#store = null;
  }

  /** The adapter stopped: a puppet that hangs and logs in after all gets no store any more. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.stop();
  }

  #opened(): Database.Database | null {
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      return openStore(this.#file);
    } catch (error) {
      this.#trouble(error, 'the contact cache is damaged; it is made anew');
    }
    try {
      for (const part of ['', '-wal', '-shm']) rmSync(`${this.#file}${part}`, { force: true });
      return openStore(this.#file);
    } catch (error) {
      this.#trouble(error, 'the contact cache can not be opened; contacts are asked of the gateway');
      return null;
    }
  }

  #shelf(store: Database.Database, account: string, kind: Kind): Shelf {
    const get = store.prepare('SELECT payload FROM cached WHERE account = ? AND kind = ? AND id = ?');
    const set = store.prepare('INSERT OR REPLACE INTO cached (account, kind, id, payload) VALUES (?, ?, ?, ?)');
    const remove = store.prepare('DELETE FROM cached WHERE account = ? AND kind = ? AND id = ?');
    return {
      get: async (id) => this.#tried(store, () => read(get.get(account, kind, id))),
      set: async (id, payload) => void this.#tried(store, () => set.run(account, kind, id, JSON.stringify(payload))),
      delete: async (id) => this.#tried(store, () => remove.run(account, kind, id).changes > 0) ?? false,
    };
  }

  /** A cache that fails must not lose the message whose sender was looked up. */
  #tried<T>(store: Database.Database, step: () => T): T | undefined {
    if (this.#store !== store) return undefined;
    try {
      return step();
    } catch (error) {
      this.#trouble(error, 'the contact cache failed; the gateway is asked');
      return undefined;
    }
  }

  #trouble(error: unknown, what: string): void {
    this.#log.warn({ channel: 'wechat', reason: error instanceof Error ? error.message : String(error) }, what);
  }
}

function openStore(file: string): Database.Database {
  const store = new Database(file);
  try {
    store.pragma('journal_mode = WAL');
    // What a power cut takes of it the gateway gives again.
    store.pragma('synchronous = OFF');
    store.pragma('busy_timeout = 1000');
    store.pragma('secure_delete = ON');
    store.exec(
      'CREATE TABLE IF NOT EXISTS cached (account TEXT, kind TEXT, id TEXT, payload TEXT NOT NULL, PRIMARY KEY (account, kind, id)) WITHOUT ROWID',
    );
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}

function read(row: unknown): object | undefined {
  if (typeof row !== 'object' || row === null || !('payload' in row) || typeof row.payload !== 'string')
    return undefined;
  const payload: unknown = JSON.parse(row.payload);
  return typeof payload === 'object' && payload !== null ? payload : undefined;
}
