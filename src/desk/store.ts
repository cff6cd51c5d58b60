/** The desk's SQLite file: opened in WAL mode, brought to the newest migration, checked before use. */
import { mkdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { InquiryError } from '../errors.ts';
import { MIGRATIONS } from './migrations.ts';

export type Store = Database.Database;

/** File name below FUWEN_DATA. */
export const STORE_FILE = 'desk.sqlite';

/**
 * Opens (or makes) the store below `data`, a directory.
 * @throws InquiryError `bad-setting` when the folder can't be written, `index-version` when a newer Fuwen wrote it,
 * `index-damaged` when the file is not a whole SQLite database.
 */
export function openStore(data: string): Store {
  const file = join(data, STORE_FILE);
  let store: Store;
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    store = new Database(file);
  } catch (cause) {
    throw new InquiryError(
      'bad-setting',
      `The desk's store ${file} can't be opened.`,
      'Set FUWEN_DATA to a folder that this user may write, e.g. FUWEN_DATA=.fuwen.',
      { cause },
    );
  }
  try {
    store.pragma('journal_mode = WAL');
    // A commit is safe from the end of this process at once; from a power cut after `Durability.reached`.
    store.pragma('synchronous = NORMAL');
    store.pragma('busy_timeout = 5000');
    store.pragma('secure_delete = ON');
    const [check] = store.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
    if (check?.quick_check !== 'ok') throw new Error(check?.quick_check ?? 'quick_check gave nothing');
    migrate(store, file);
    return store;
  } catch (cause) {
    store.close();
    if (cause instanceof InquiryError) throw cause;
    throw new InquiryError(
      'index-damaged',
      `The desk's store ${file} is damaged.`,
      `Move it away (mv ${STORE_FILE} ${STORE_FILE}.damaged) and start again; letters and index are not touched.`,
      { cause },
    );
  }
}

/** Runs the migrations that this store has not had. */
function migrate(store: Store, file: string): void {
  const had = versionOf(store);
  if (had > MIGRATIONS.length) {
    throw new InquiryError(
      'index-version',
      `The desk's store ${file} has version ${had}; this Fuwen knows ${MIGRATIONS.length}.`,
      'Start the newer Fuwen again, or set FUWEN_DATA to another folder.',
    );
  }
  for (let number = had; number < MIGRATIONS.length; number += 1) {
    store.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[number]}; PRAGMA user_version = ${number + 1}; COMMIT`);
  }
}

function versionOf(store: Store): number {
  const row = store.prepare('PRAGMA user_version').get() as { user_version: number };
  return row.user_version;
}

/**
 * Brings commits to the disk, many with one fsync and beside the event loop: SQLite's own (synchronous = FULL) took
 * 5 ms a commit on a busy machine, and nothing else went on meanwhile. What a commit needs to survive is in the
 * write-ahead log (https://sqlite.org/wal.html), so syncing that file is enough.
 */
export class Durability {
  readonly #log: string;
  #handle: Promise<FileHandle> | null = null;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(data: string) {
    this.#log = join(data, `${STORE_FILE}-wal`);
  }

  /** Resolves when all that is committed now is on the disk. Rejects when the disk fails. */
  reached(): Promise<void> {
    if (this.#running === null) {
      this.#running = this.#sync().finally(() => (this.#running = null));
      return this.#running;
    }
    // A sync that runs may have begun before this commit: the one after it serves all who came meanwhile.
    const after = (): Promise<void> => {
      this.#next = null;
      return this.reached();
    };
    this.#next ??= this.#running.then(after, after);
    return this.#next;
  }

  async close(): Promise<void> {
    await this.#running?.catch(() => undefined);
    const handle = await this.#handle?.catch(() => null);
    this.#handle = null;
    await handle?.close();
  }

  async #sync(): Promise<void> {
    this.#handle ??= open(this.#log, 'r+');
    const handle = await this.#handle;
    await handle.datasync();
  }
}
