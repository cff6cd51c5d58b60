import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Incoming } from '../../src/adapter.ts';
import { Conversations } from '../../src/desk/conversations.ts';
import { Feedback } from '../../src/desk/feedback.ts';
import { Inbox } from '../../src/desk/inbox.ts';
import { MIGRATIONS } from '../../src/desk/migrations.ts';
import { KEY_FILE, People, personKey } from '../../src/desk/people.ts';
import { openStore, STORE_FILE, type Store } from '../../src/desk/store.ts';
import { temporaryFolder } from '../adapters/house.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
beforeEach(() => {
  folder = temporaryFolder();
  store = openStore(folder.path);
});
afterEach(() => {
  if (store.open) store.close();
  folder.remove();
});

describe('the file', () => {
  it('is in WAL mode and knows its version; opening again changes nothing', () => {
    expect(store.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
    store.exec("INSERT INTO person VALUES ('p', 'cli', 1, 1, 1)");
    store.close();
    store = openStore(folder.path);
    expect(store.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: MIGRATIONS.length });
    expect(store.prepare('SELECT count(*) AS people FROM person').get()).toMatchObject({ people: 1 });
  });

  it('is refused when a newer Fuwen wrote it', () => {
    store.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    store.close();
    expect(() => openStore(folder.path)).toThrow(expect.objectContaining({ code: 'index-version' }));
  });

  it('is refused, untouched, when it is no database', () => {
    store.close();
    const file = join(folder.path, STORE_FILE);
    for (const beside of ['-wal', '-shm']) rmSync(`${file}${beside}`, { force: true });
    const garbage = 'not a database '.repeat(500);
    writeFileSync(file, garbage);
    expect(() => openStore(folder.path)).toThrow(expect.objectContaining({ code: 'index-damaged' }));
    expect(readFileSync(file, 'utf8')).toBe(garbage);
  });

  it('is refused when a page inside is broken', () => {
    for (let index = 0; index < 2000; index += 1)
      store.prepare('INSERT INTO person VALUES (?, ?, 1, 1, 1)').run(`p${index}`, 'cli');
    store.pragma('wal_checkpoint(TRUNCATE)');
    store.close();
    const file = join(folder.path, STORE_FILE);
    const bytes = readFileSync(file);
    bytes.fill(0xff, bytes.length - 8192);
    writeFileSync(file, bytes);
    expect(() => openStore(folder.path)).toThrow(expect.objectContaining({ code: 'index-damaged' }));
  });

  it('is refused in a folder that can not be', () => {
    const file = join(folder.path, 'a-file');
    writeFileSync(file, '');
    expect(() => openStore(join(file, 'below'))).toThrow(expect.objectContaining({ code: 'bad-setting' }));
  });
});

describe('people', () => {
  it('are hashed with a key that only the owner may read, the same at the next start', () => {
    const key = personKey(folder.path);
    expect(statSync(join(folder.path, KEY_FILE)).mode & 0o777).toBe(0o600);
    expect(personKey(folder.path)).toEqual(key);
    const people = new People(store, key);
    expect(people.hash('person', 'telegram', '42')).toMatch(/^[0-9a-f]{32}$/);
    const hashes = [
      people.hash('person', 'telegram', '42'),
      people.hash('person', 'wechat', '42'),
      people.hash('conversation', 'telegram', '42'),
    ];
    expect(new Set(hashes).size).toBe(3);
    expect(new People(store, Buffer.alloc(32)).hash('person', 'telegram', '42')).not.toBe(hashes[0]);
  });

  it('are refused a key that was cut short', () => {
    writeFileSync(join(folder.path, KEY_FILE), 'abcd\n');
    expect(() => personKey(folder.path)).toThrow(expect.objectContaining({ code: 'bad-setting' }));
  });
});

const turn = (id: number, changes: object = {}) => ({
  channel: 'telegram',
  messageId: `m${id}`,
  conversation: 'c',
  person: 'p',
  askedAt: id * 1000,
  question: `问${id}`,
  role: 'public' as const,
  trace: { kind: 'answered' as const, language: 'zh-Hans' as const, citations: [], choices: [] },
  ...changes,
});

describe('what is remembered', () => {
  it('comes back oldest first, without the message at hand, and expires', () => {
    const conversations = new Conversations(store, 10_000);
    for (const id of [1, 2, 3, 4]) conversations.add(turn(id));
    conversations.add(turn(5, { conversation: 'other' }));
    expect(conversations.recent('c', 2, 5000, 'm4').map(({ question }) => question)).toEqual(['问2', '问3']);
    expect(conversations.recent('c', 9, 12_000, '').map(({ question }) => question)).toEqual(['问3', '问4']);
    expect(conversations.expire(12_000)).toBe(2);
  });

  it('is one turn with one id when a message is worked on twice', () => {
    const conversations = new Conversations(store, 10_000);
    const first = conversations.add(turn(1));
    expect(conversations.add(turn(1, { question: '问1' }))).toBe(first);
    expect(conversations.recent('c', 9, 2000, '')).toHaveLength(1);
  });

  it('is found by its id in its own conversation only', () => {
    const conversations = new Conversations(store, 10_000);
    const id = conversations.add(turn(1));
    expect(conversations.find(id, 'c', 2000)?.question).toBe('问1');
    expect(conversations.find(id, 'other', 2000)).toBeNull();
    expect(conversations.find(id, 'c', 20_000)).toBeNull();
  });

  it('goes when the person wants to be forgotten, the others stay', () => {
    const people = new People(store, Buffer.alloc(32));
    const conversations = new Conversations(store, 10_000);
    const feedback = new Feedback(store);
    for (const person of ['p', 'q']) {
      people.seen(person, 'telegram', 1);
      conversations.add(turn(person === 'p' ? 1 : 2, { person }));
      const [last] = conversations.recent('c', 1, 3000, '');
      if (last !== undefined) feedback.give(last, person, 'useful', 1);
    }
    people.forget('p');
    expect(conversations.recent('c', 9, 3000, '').map(({ person }) => person)).toEqual(['q']);
    expect(feedback.list(9)).toHaveLength(1);
    expect(store.prepare('SELECT person FROM person').all()).toMatchObject([{ person: 'q' }]);
  });

  it('holds the last opinion of a person on an answer', () => {
    const conversations = new Conversations(store, 10_000);
    const feedback = new Feedback(store);
    conversations.add(turn(1));
    const [last] = conversations.recent('c', 1, 3000, '');
    if (last === undefined) throw new Error('no turn');
    feedback.give(last, 'p', 'useful', 1);
    feedback.give(last, 'p', 'useless', 2);
    expect(feedback.list(9)).toEqual([
      { at: 2, channel: 'telegram', verdict: 'useless', question: '问1', kind: 'answered', files: [] },
    ]);
  });
});

const message = (id: string): Incoming => ({
  channel: 'telegram',
  messageId: id,
  conversation: '42',
  sender: '42',
  private: true,
  text: '私密的问题',
  sentAt: new Date(5),
  sequence: 3,
  route: '{"chat":42}',
});

describe('the inbox', () => {
  it('takes a delivery once, gives back what is pending whole, and keeps no content after the send', () => {
    const inbox = new Inbox(store);
    expect(inbox.put(message('1'), 'p', 1)).toBe(true);
    expect(inbox.put(message('1'), 'p', 2)).toBe(false);
    expect(inbox.put({ ...message('1'), channel: 'wechat' }, 'p', 2)).toBe(true);
    expect(inbox.pending('telegram')).toEqual([message('1')]);
    inbox.clear('telegram', '1', 3);
    expect(inbox.pending('telegram')).toEqual([]);
    expect(inbox.put(message('1'), 'p', 4)).toBe(false);
    inbox.clear('wechat', '1', 3);
    store.pragma('wal_checkpoint(TRUNCATE)');
    expect(existsSync(join(folder.path, STORE_FILE))).toBe(true);
    expect(readFileSync(join(folder.path, STORE_FILE)).includes('私密的问题')).toBe(false);
    expect(inbox.expire(4)).toBe(2);
  });
});
