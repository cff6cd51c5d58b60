import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WeChatCache } from '../../adapters/wechat-cache.ts';
import { readableLog, temporaryFolder } from './house.ts';

let folder: ReturnType<typeof temporaryFolder>;
let log: ReturnType<typeof readableLog>;
let file: string;
const caches: WeChatCache[] = [];
const cache = (): WeChatCache => {
  const made = new WeChatCache(file, log.log);
  caches.push(made);
  return made;
};

beforeEach(() => {
  folder = temporaryFolder();
  log = readableLog();
  file = join(folder.path, 'wechat-cache.sqlite');
});
afterEach(async () => {
  await Promise.all(caches.splice(0).map((one) => one.end()));
  folder.remove();
});

it('keeps payloads by account and kind over a restart, and forgets what it is told to', async () => {
  const first = cache();
  await first.start('bot');
  await first.contact?.set('甲', { name: '甲', friend: true });
  await first.room?.set('甲', { topic: '群' });
  await first.stop();
  expect(first.contact).toBeUndefined();
  const second = cache();
  await second.start('bot');
  expect(await second.contact?.get('甲')).toEqual({ name: '甲', friend: true });
  expect(await second.room?.get('甲')).toEqual({ topic: '群' });
  expect(await second.roomMember?.get('甲')).toBeUndefined();
  expect(await second.contact?.delete('甲')).toBe(true);
  expect(await second.contact?.get('甲')).toBeUndefined();
  await second.stop();
  await second.start('another');
  expect(await second.room?.get('甲')).toBeUndefined();
  expect(log.lines).toEqual([]);
});

it('serves two lives at once', async () => {
  const [former, next] = [cache(), cache()];
  await former.start('bot');
  await next.start('bot');
  await former.contact?.set('甲', { name: '甲' });
  await next.contact?.set('乙', { name: '乙' });
  expect(await next.contact?.get('甲')).toEqual({ name: '甲' });
  expect(await former.contact?.get('乙')).toEqual({ name: '乙' });
  expect(log.lines).toEqual([]);
});

it('opens nothing for a puppet that logs in after the end', async () => {
  const late = cache();
  await late.end();
  await late.start('bot');
  expect(late.contact).toBeUndefined();
  expect(existsSync(file)).toBe(false);
});

it('answers with nothing from a shelf whose store was closed under it', async () => {
  const closed = cache();
  await closed.start('bot');
  const { contact } = closed;
  await contact?.set('甲', { name: '甲' });
  await closed.stop();
  expect(await contact?.get('甲')).toBeUndefined();
  await contact?.set('乙', {});
  await closed.start('bot');
  expect(await contact?.get('甲')).toBeUndefined();
  expect(await closed.contact?.get('甲')).toEqual({ name: '甲' });
});

it('makes a damaged file anew, and says so', async () => {
  writeFileSync(file, 'no SQLite file at all, and longer than the hundred bytes of its header'.repeat(99));
  const damaged = cache();
  await damaged.start('bot');
  await damaged.contact?.set('甲', { name: '甲' });
  expect(await damaged.contact?.get('甲')).toEqual({ name: '甲' });
  expect(log.lines.map(({ msg }) => msg)).toEqual(['the contact cache is damaged; it is made anew']);
  expect(readFileSync(file, 'latin1').startsWith('SQLite format 3')).toBe(true);
});

it('does without a store where none can be made', async () => {
  mkdirSync(file);
  const none = cache();
  await none.start('bot');
  expect(none.contact).toBeUndefined();
  expect(log.lines.map(({ msg }) => msg)).toContain(
    'the contact cache can not be opened; contacts are asked of the gateway',
  );
});
