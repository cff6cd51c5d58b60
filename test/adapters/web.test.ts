import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ask, Incoming } from '../../src/adapter.ts';
import { until } from './house.ts';
import { pageStream } from './web-line.ts';
import { answerTo, events, WebRoom } from './web-room.ts';

let room: WebRoom;
beforeEach(async () => void (room = await WebRoom.open()));
afterEach(() => room.close());

/** In place of the room of before. */
async function again(...given: Parameters<typeof WebRoom.open>): Promise<void> {
  await room.close();
  room = await WebRoom.open(...given);
}

const from = (address: string): Promise<Response> =>
  room.post(room.message(), { 'x-forwarded-for': `6.6.6.6, ${address}` });

describe('POST /chat', () => {
  it('translates a post into a message and streams the answer block by block', async () => {
    const heard = await events(await room.post(room.message({ about: 'abc123' })));
    expect(heard.map(([name]) => name)).toEqual(['answer', 'block', 'block', 'whole', 'end']);
    expect(heard[0]?.[1]).toMatchObject({ id: 'a1b2c3', kind: 'answered', language: 'zh-Hans', writer: 'extractive' });
    expect(heard[0]?.[1].sources.map(({ marker }: { marker: number }) => marker)).toEqual([1, 2]);
    expect(heard[2]?.[1]).toMatchObject({ kind: 'quotes', tense: 'done', label: '已办' });
    expect(heard[3]?.[1].text).toContain('【1】');
    expect(room.taken[0]).toMatchObject({
      channel: 'web',
      private: true,
      text: '问一',
      about: 'abc123',
      language: 'zh-Hans',
    });
  });

  it('names no message after a person, and keeps the messages of two browsers apart', async () => {
    const first = room.message();
    await (await room.post(first)).text();
    await (await room.post({ ...first, conversation: 'x'.repeat(24) })).text();
    expect(room.taken).toHaveLength(2);
    expect(room.taken[0]?.messageId).not.toBe(room.taken[1]?.messageId);
    for (const { messageId } of room.taken) expect(messageId).not.toContain(first.id);
    expect(room.taken[0]?.sender).not.toBe(room.taken[1]?.sender);
  });

  it('gives a repeated message the same answer once each, and asks once', async () => {
    const once = room.message();
    const three = await Promise.all([room.post(once), room.post(once), room.post(once)]);
    for (const response of three) {
      const names = (await events(response)).map(([name]) => name);
      expect(names).toEqual(['answer', 'block', 'block', 'whole', 'end']);
    }
    expect((await events(await room.post(once))).at(-1)?.[0]).toBe('end');
    expect(room.taken).toHaveLength(1);
  });

  it('tells a notice before the answer and goes on', async () => {
    const ask: Ask = async (incoming) => {
      setTimeout(
        () => room.web.send(incoming, { kind: 'text', text: '请稍候', language: 'zh-Hans', notice: true }),
        10,
      );
      setTimeout(async () => room.web.send(incoming, await answerTo(incoming)), 30);
      return 'taken';
    };
    await room.web.start(ask);
    const heard = await events(await room.post(room.message()));
    expect(heard.map(([name]) => name)).toEqual(['text', 'answer', 'block', 'block', 'whole', 'end']);
  });

  it('says so when the desk refuses, in its words where it has some', async () => {
    await room.web.start(async () => 'refused');
    const silent = await room.post(room.message());
    expect([silent.status, silent.headers.get('retry-after')]).toEqual([429, '10']);
    await room.web.start(async (incoming) => {
      void room.web.send(incoming, { kind: 'text', text: '请慢一点', language: 'zh-Hans' });
      return 'refused';
    });
    expect((await events(await room.post(room.message()))).map(([name]) => name)).toEqual(['text', 'end']);
    await room.web.start(async () => Promise.reject(new Error('disk full')));
    expect((await room.post(room.message())).status).toBe(503);
    await room.web.stop(async () => undefined);
    expect((await room.post(room.message())).status).toBe(503);
  });

  it.each([
    ['of another site', { origin: 'https://evil.example' }, 403],
    ['without an origin', { origin: undefined }, 403],
    ['of a page without an origin', { origin: 'null' }, 403],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['that a form could send', { 'content-type': 'text/plain' }, 415],
    ['without a type', { 'content-type': undefined }, 415],
  ])('refuses a post %s', async (_, headers, status) => {
    expect((await room.post(room.message(), headers)).status).toBe(status);
    expect(room.taken).toEqual([]);
  });

  it('with a public address takes posts of that address and of this machine only', async () => {
    await again(answerTo, { publicUrl: 'https://fuwen.example.org' });
    expect((await room.post(room.message(), { origin: 'https://fuwen.example.org' })).status).toBe(200);
    expect((await room.post(room.message())).status).toBe(200);
    expect(
      (await room.post(room.message(), { origin: 'http://rebound.example', host: 'rebound.example' })).status,
    ).toBe(403);
  });

  it.each([
    ['broken JSON', '{"id":', 400],
    ['another shape', [], 400],
    ['a role', { role: 'staff' }, 400],
    ['an id that is no id', { id: '../x' }, 400],
    ['a conversation that can be guessed', { conversation: '1' }, 400],
    ['an answer id that is none', { about: '<b>' }, 400],
    ['a text that is too long', { text: '长'.repeat(8001) }, 400],
    ['a body that is too large', { text: '长'.repeat(20_000) }, 413],
  ])('refuses %s', async (_, body, status) => {
    const sent = typeof body === 'string' || Array.isArray(body) ? body : { ...room.message(), ...body };
    expect((await room.post(sent)).status).toBe(status);
    expect(room.taken).toEqual([]);
  });

  it('slows one address down and says for how long', async () => {
    await again(answerTo, { pace: { burst: 3, perMinute: 6 } });
    const statuses = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await room.post(room.message())).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const slow = await room.post(room.message());
    expect(Number(slow.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(room.taken).toHaveLength(3);
  });

  it('believes a proxy only when there is one', async () => {
    await again(answerTo, { pace: { burst: 1, perMinute: 1 }, proxies: 1 });
    expect([(await from('1.1.1.1')).status, (await from('2.2.2.2')).status, (await from('1.1.1.1')).status]).toEqual([
      200, 200, 429,
    ]);
    await again(answerTo, { pace: { burst: 1, perMinute: 1 } });
    expect([(await from('1.1.1.1')).status, (await from('2.2.2.2')).status]).toEqual([200, 429]);
  });

  it('puts messages in the order of the browser, whatever its clock', async () => {
    const now = Date.now();
    await (await room.post(room.message({ at: now - 5000 }))).text();
    await (await room.post(room.message({ at: now + 86_400_000 }))).text();
    await (await room.post(room.message({ at: 0 }))).text();
    const [late, fast, old] = room.taken.map(({ sentAt }) => sentAt.getTime() - now);
    expect(late).toBe(-5000);
    expect(fast).toBeLessThan(5000);
    expect(old).toBeGreaterThan(-61_000);
    expect(room.taken.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('lets text be text: nothing of a question or a letter leaves the JSON', async () => {
    const text = '<script>alert(1)</script>\n\nevent: end\ndata: {}';
    const heard = await events(await room.post(room.message({ text })));
    expect(heard.filter(([name]) => name === 'end')).toHaveLength(1);
    expect(heard[1]?.[1].text).toContain(text);
  });
});

describe('the reply on its way', () => {
  it('waits for a browser that lost its stream, and is not asked for again', async () => {
    let answer!: () => void;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await again(async (incoming) => held.then(() => answerTo(incoming)));
    const sent = room.message();
    const lost = new AbortController();
    const first = await fetch(`${room.origin}/chat`, {
      method: 'POST',
      headers: { origin: room.origin, 'content-type': 'application/json' },
      body: JSON.stringify(sent),
      signal: lost.signal,
    });
    expect(first.status).toBe(200);
    lost.abort();
    answer();
    await delay(50);
    expect((await events(await room.post(sent))).map(([name]) => name)).toEqual([
      'answer',
      'block',
      'block',
      'whole',
      'end',
    ]);
    expect(room.taken).toHaveLength(1);
  });

  it('is had by the adapter that comes after this one', async () => {
    await again(async () => null);
    const sent = room.message();
    const broken = await room.post(sent);
    const first = room.taken[0] as Incoming;
    await room.web.stop(async () => undefined);
    expect(await broken.text()).not.toContain('event: end');
    const next = room.line.adapter();
    await next.start(async () => 'repeated');
    await next.send(first, await answerTo(first));
    expect((await events(await room.post(sent))).at(-1)?.[0]).toBe('end');
  });

  it('is said to be gone when it was given to nobody before a restart', async () => {
    await room.web.start(async () => 'repeated');
    const heard: string[] = [];
    const sent = room.message();
    const send: typeof fetch = (_, init) =>
      fetch(`${room.origin}/chat`, { ...init, headers: { ...init?.headers, origin: room.origin } });
    const end = await pageStream.talk(sent, (event) => heard.push(event), { fetch: send, first: 10 });
    expect([end, heard]).toEqual(['gone', ['begin']]);
  }, 15_000);
});

it('keeps one browser out of another', async () => {
  await room.line.deliver(room.line.write('甲', '问一'), room.line.write('乙', '问二'));
  await until('both answers', () => room.line.seen('甲').length === 1 && room.line.seen('乙').length === 1);
  expect(room.line.seen('甲')[0]?.text).toContain('答“问一”');
  expect(room.line.seen('乙')[0]?.text).toContain('答“问二”');
  expect(new Set(room.taken.map(({ conversation }) => conversation)).size).toBe(2);
});
