import { createServer } from 'node:http';
import { readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ask, Incoming, Reply } from '../../src/adapter.ts';
import { PAGE_FILES } from '../../adapters/web/files.ts';
import { Gate } from '../../adapters/web/guard.ts';
import type { Web, WebOptions } from '../../adapters/web/web.ts';
import { HOUSE, until } from './house.ts';
import { pageStream, WebLine, type Message } from './web-line.ts';

let line: WebLine;
let web: Web;
let taken: Incoming[];

/** An `ask` made by hand: it answers at once, in the way `reply` says. */
async function start(
  reply: (message: Incoming) => Promise<Reply | null>,
  options: Partial<WebOptions> = {},
): Promise<void> {
  line = await WebLine.open(options);
  web = line.adapter();
  taken = [];
  const ask: Ask = async (message) => {
    if (taken.some(({ messageId }) => messageId === message.messageId)) return 'repeated';
    taken.push(message);
    setImmediate(async () => {
      const given = await reply(message);
      if (given !== null) await web.send(message, given);
    });
    return 'taken';
  };
  await web.start(ask);
}
const answerTo = async (message: Incoming): Promise<Reply> => {
  const question = { text: message.text ?? '', viewer: { role: 'public' }, turns: [], today: '2026-01-02' } as const;
  return { kind: 'answer', answer: await HOUSE.answer(question), id: 'a1b2c3' };
};

beforeEach(() => start(answerTo));
afterEach(() => line.close());

const message = (changes: Partial<Message> = {}): Message => ({
  ...line.write('甲', '问一').message,
  ...changes,
});
function post(body: unknown, headers: Record<string, string | undefined> = {}): Promise<Response> {
  const all = { origin: line.origin, 'content-type': 'application/json', ...headers };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  return fetch(`${line.origin}/chat`, {
    method: 'POST',
    headers: sent,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
async function events(response: Response): Promise<[name: string, data: any][]> {
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  return (await response.text())
    .split('\n\n')
    .filter((part) => part.startsWith('event'))
    .map((part) => part.split('\n'))
    .map(([name, data]) => [name?.slice(7) ?? '', JSON.parse(data?.slice(6) ?? 'null')]);
}

describe('every page', () => {
  it.each(Object.keys(PAGE_FILES))('%s is served under the strict policy', async (address) => {
    const response = await fetch(`${line.origin}${address}`);
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "img-src 'self'",
      "frame-ancestors 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy.split('; ')).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const body = await response.text();
    expect(body.length).toBeGreaterThan(50);
    // Nothing inline, nothing from elsewhere.
    if (address === '/' || address.endsWith('.html')) {
      expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
      expect(body).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/i);
    }
    if (!address.endsWith('.svg') && !address.startsWith('/embed') && !address.endsWith('dom.js'))
      expect(body).not.toMatch(/https?:\/\//);
    // The only ways from text to markup.
    expect(body).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|DOMParser|srcdoc/);
  });

  it('holds every file of the page, and no other', () => {
    const folder = resolve(import.meta.dirname, '../../adapters/web/page');
    const files = readdirSync(folder).filter((name) => name !== 'tsconfig.json');
    expect(new Set(Object.values(PAGE_FILES))).toEqual(new Set(files));
  });

  it.each(['/tsconfig.json', '/../web.ts', '/%2e%2e/web.ts', '/page/index.html', '/letters/', '/letters/L1.txt'])(
    '%s is not to be had',
    async (address) => {
      const response = await fetch(`${line.origin}${address}`);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );

  it('is sent again only when it changed', async () => {
    const etag = (await fetch(`${line.origin}/main.js`)).headers.get('etag') ?? '';
    expect((await fetch(`${line.origin}/main.js`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(`${line.origin}/main.js`, { headers: { 'if-none-match': '"old"' } })).status).toBe(200);
  });

  it('lets only the named sites frame it, and lends them only the script', async () => {
    await line.close();
    await start(answerTo, { embedders: ['https://www.qinghe.example', 'https://rd.qinghe.example:8443'] });
    const page = await fetch(`${line.origin}/`);
    expect(page.headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://www.qinghe.example https://rd.qinghe.example:8443",
    );
    expect(page.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const script = await fetch(`${line.origin}/embed.js`);
    expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it('gives examples in the language asked for', async () => {
    expect(await (await fetch(`${line.origin}/examples?language=zh-Hans`)).json()).toEqual({
      examples: ['第20号提案办得怎么样？'],
    });
  });
});

describe('POST /chat', () => {
  it('translates a post into a message and streams the answer block by block', async () => {
    const heard = await events(await post(message({ about: 'abc123' })));
    expect(heard.map(([name]) => name)).toEqual(['answer', 'block', 'block', 'whole', 'end']);
    expect(heard[0]?.[1]).toMatchObject({ id: 'a1b2c3', kind: 'answered', language: 'zh-Hans', writer: 'extractive' });
    expect(heard[0]?.[1].sources.map(({ marker }: { marker: number }) => marker)).toEqual([1, 2]);
    expect(heard[2]?.[1]).toMatchObject({ kind: 'quotes', tense: 'done', label: '已办' });
    expect(heard[3]?.[1].text).toContain('【1】');
    expect(taken[0]).toMatchObject({
      channel: 'web',
      private: true,
      text: '问一',
      about: 'abc123',
      language: 'zh-Hans',
    });
  });

  it('names no message after a person, and keeps the messages of two browsers apart', async () => {
    const first = message();
    await (await post(first)).text();
    await (await post({ ...first, conversation: 'x'.repeat(24) })).text();
    expect(taken).toHaveLength(2);
    expect(taken[0]?.messageId).not.toBe(taken[1]?.messageId);
    for (const { messageId } of taken) expect(messageId).not.toContain(first.id);
    expect(taken[0]?.sender).not.toBe(taken[1]?.sender);
  });

  it('gives a repeated message the same answer once each, and asks once', async () => {
    const once = message();
    const three = await Promise.all([post(once), post(once), post(once)]);
    for (const response of three) {
      const names = (await events(response)).map(([name]) => name);
      expect(names).toEqual(['answer', 'block', 'block', 'whole', 'end']);
    }
    expect((await events(await post(once))).at(-1)?.[0]).toBe('end');
    expect(taken).toHaveLength(1);
  });

  it('tells a notice before the answer and goes on', async () => {
    const ask: Ask = async (incoming) => {
      void web.send(incoming, { kind: 'text', text: '请稍候', language: 'zh-Hans' });
      setTimeout(async () => web.send(incoming, await answerTo(incoming)), 30);
      return 'taken';
    };
    await web.start(ask);
    const heard = await events(await post(message()));
    expect(heard.map(([name]) => name)).toEqual(['text', 'answer', 'block', 'block', 'whole', 'end']);
  });

  it('says so when the desk refuses, in its words where it has some', async () => {
    await web.start(async () => 'refused');
    const silent = await post(message());
    expect([silent.status, silent.headers.get('retry-after')]).toEqual([429, '10']);
    await web.start(async (incoming) => {
      void web.send(incoming, { kind: 'text', text: '请慢一点', language: 'zh-Hans' });
      return 'refused';
    });
    expect((await events(await post(message()))).map(([name]) => name)).toEqual(['text', 'end']);
    await web.start(async () => Promise.reject(new Error('disk full')));
    expect((await post(message())).status).toBe(503);
    await web.stop(async () => undefined);
    expect((await post(message())).status).toBe(503);
  });

  it.each([
    ['of another site', { origin: 'https://evil.example' }, 403],
    ['without an origin', { origin: undefined }, 403],
    ['of a page without an origin', { origin: 'null' }, 403],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['that a form could send', { 'content-type': 'text/plain' }, 415],
    ['without a type', { 'content-type': undefined }, 415],
  ])('refuses a post %s', async (_, headers, status) => {
    expect((await post(message(), headers)).status).toBe(status);
    expect(taken).toEqual([]);
  });

  it('with a public address takes posts of that address and of this machine only', async () => {
    await line.close();
    await start(answerTo, { publicUrl: 'https://fuwen.example.org' });
    expect((await post(message(), { origin: 'https://fuwen.example.org' })).status).toBe(200);
    expect((await post(message())).status).toBe(200);
    expect((await post(message(), { origin: 'http://rebound.example', host: 'rebound.example' })).status).toBe(403);
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
    const sent = typeof body === 'string' || Array.isArray(body) ? body : { ...message(), ...body };
    expect((await post(sent)).status).toBe(status);
    expect(taken).toEqual([]);
  });

  it('slows one address down and says for how long', async () => {
    await line.close();
    await start(answerTo, { pace: { burst: 3, perMinute: 6 } });
    const statuses = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await post(message())).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const slow = await post(message());
    expect(Number(slow.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(taken).toHaveLength(3);
  });

  it('believes a proxy only when there is one', async () => {
    await line.close();
    await start(answerTo, { pace: { burst: 1, perMinute: 1 }, proxies: 1 });
    const from = (address: string): Promise<Response> => post(message(), { 'x-forwarded-for': `6.6.6.6, ${address}` });
    expect([(await from('1.1.1.1')).status, (await from('2.2.2.2')).status, (await from('1.1.1.1')).status]).toEqual([
      200, 200, 429,
    ]);
    await line.close();
    await start(answerTo, { pace: { burst: 1, perMinute: 1 } });
    expect([(await from('1.1.1.1')).status, (await from('2.2.2.2')).status]).toEqual([200, 429]);
  });

  it('puts messages in the order of the browser, whatever its clock', async () => {
    const now = Date.now();
    await (await post(message({ at: now - 5000 }))).text();
    await (await post(message({ at: now + 86_400_000 }))).text();
    await (await post(message({ at: 0 }))).text();
    const [late, fast, old] = taken.map(({ sentAt }) => sentAt.getTime() - now);
    expect(late).toBe(-5000);
    expect(fast).toBeLessThan(5000);
    expect(old).toBeGreaterThan(-61_000);
    expect(taken.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('lets text be text: nothing of a question or a letter leaves the JSON', async () => {
    const text = '<script>alert(1)</script>\n\nevent: end\ndata: {}';
    const heard = await events(await post(message({ text })));
    expect(heard.filter(([name]) => name === 'end')).toHaveLength(1);
    expect(heard[1]?.[1].text).toContain(text);
  });
});

describe('the reply on its way', () => {
  it('waits for a browser that lost its stream, and is not asked for again', async () => {
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await line.close();
    await start(async (incoming) => held.then(() => answerTo(incoming)));
    const sent = message();
    const lost = new AbortController();
    const first = await fetch(`${line.origin}/chat`, {
      method: 'POST',
      headers: { origin: line.origin, 'content-type': 'application/json' },
      body: JSON.stringify(sent),
      signal: lost.signal,
    });
    expect(first.status).toBe(200);
    lost.abort();
    answer();
    await delay(50);
    expect((await events(await post(sent))).map(([name]) => name)).toEqual([
      'answer',
      'block',
      'block',
      'whole',
      'end',
    ]);
    expect(taken).toHaveLength(1);
  });

  it('is had by the adapter that comes after this one', async () => {
    await line.close();
    await start(async () => null);
    const sent = message();
    const broken = await post(sent);
    const first = taken[0] as Incoming;
    await web.stop(async () => undefined);
    expect(await broken.text()).not.toContain('event: end');
    web = line.adapter();
    await web.start(async () => 'repeated');
    await web.send(first, await answerTo(first));
    expect((await events(await post(sent))).at(-1)?.[0]).toBe('end');
  });

  it('is said to be gone when it was given to nobody before a restart', async () => {
    await web.start(async () => 'repeated');
    const heard: string[] = [];
    const sent = message();
    const send: typeof fetch = (_, init) =>
      fetch(`${line.origin}/chat`, { ...init, headers: { ...init?.headers, origin: line.origin } });
    const end = await pageStream.talk(sent, (event) => heard.push(event), { fetch: send, first: 10 });
    expect([end, heard]).toEqual(['gone', ['begin']]);
  }, 15_000);
});

describe('the way the page sends', () => {
  /** Answers each request with the next of these; what is left over is never asked for. */
  async function server(replies: ((response: import('node:http').ServerResponse) => void)[]) {
    let requests = 0;
    const made = createServer((_, response) => {
      const reply = replies[requests];
      requests += 1;
      if (reply === undefined) response.writeHead(500).end();
      else reply(response);
    });
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(made.address() as AddressInfo).port}/`;
    const send: typeof fetch = (path, init) => fetch(new URL(String(path), address), init);
    const heard: string[] = [];
    const talk = (): Promise<string> =>
      pageStream.talk({}, (event, data) => heard.push(data === null ? event : `${event} ${JSON.stringify(data)}`), {
        fetch: send,
        first: 5,
      });
    return { talk, heard, requests: () => requests, close: () => made.close() };
  }
  const sse =
    (...parts: string[]) =>
    (response: import('node:http').ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const part of parts) response.write(part);
      response.end();
    };

  it('reads events however they are cut, heartbeats between them', async () => {
    const whole = Buffer.from('event: text\ndata: {"text":"复文"}\n\n:\n\nevent: end\ndata: {}\n\n');
    const { talk, heard, close } = await server([
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        let at = 0;
        const next = (): void => {
          if (at >= whole.length) return void response.end();
          response.write(whole.subarray(at, (at += 7)));
          setTimeout(next, 2);
        };
        next();
      },
    ]);
    expect(await talk()).toBe('whole');
    expect(heard).toEqual(['begin', 'text {"text":"复文"}']);
    close();
  });

  it('begins again after a fault, a restart or half a stream', async () => {
    const { talk, heard, requests, close } = await server([
      (response) => response.destroy(),
      (response) => void response.writeHead(503).end(),
      (response) => void response.writeHead(404).end(),
      sse('event: text\ndata: {"text":"半"}\n\n'),
      sse('event: text\ndata: {"text":"全"}\n\n', 'event: end\ndata: {}\n\n'),
    ]);
    expect(await talk()).toBe('whole');
    expect(heard).toEqual(['begin', 'text {"text":"半"}', 'begin', 'text {"text":"全"}']);
    expect(requests()).toBe(5);
    close();
  });

  it.each([
    [429, 'too-many', 1],
    [403, 'refused', 1],
    [500, 'away', 8],
  ])('gives up on %i as %s after %i tries', async (status, why, tries) => {
    const { talk, requests, close } = await server(
      Array.from({ length: 8 }, () => (response) => void response.writeHead(status, { 'retry-after': '7' }).end()),
    );
    await expect(talk()).rejects.toMatchObject({ why, seconds: status === 429 ? 7 : 0 });
    expect(requests()).toBe(tries);
    close();
  });
});

describe('GET /letters', () => {
  const LETTERS = new Map([
    ['青禾县/20号 (1).html', '<script>alert(document.domain)</script>'],
    ['a.txt', '答复'],
  ]);
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    await line.close();
    await start(
      async (incoming) => {
        const given = await answerTo(incoming);
        const [citation] = given.kind === 'answer' && given.answer.kind === 'answered' ? given.answer.citations : [];
        if (citation === undefined) throw new Error('the house gives no citation');
        const source = await HOUSE.source({ ...citation, file: '青禾县/20号 (1).html' }, { role: 'public' });
        return source === null ? null : { kind: 'source', source, language: 'zh-Hans' };
      },
      {
        original: async (file) => {
          asked.push(file);
          const text = LETTERS.get(file);
          return text === undefined ? null : { bytes: Buffer.from(text), type: 'text/html' };
        },
      },
    );
  });

  it('hands out what the server calls public, as a download that can run nothing', async () => {
    const heard = await events(await post(message({ text: '/source 1', about: 'a1b2c3' })));
    expect(heard[0]?.[0]).toBe('source');
    const response = await fetch(`${line.origin}/${heard[0]?.[1].original}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(LETTERS.get('青禾县/20号 (1).html'));
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''20%E5%8F%B7%20%281%29.html`);
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    'missing.txt',
    '..%2Fa.txt',
    'x%2F..%2Fa.txt',
    '.env',
    'a%5C..%5Ca.txt',
    'a.txt%00',
    '%2Fa.txt',
    '%E0%A4%A',
  ])('404 for %s', async (file) => {
    expect((await fetch(`${line.origin}/letters/${file}`)).status).toBe(404);
    expect(asked.filter((one) => one !== 'missing.txt' && /\.\.|\\|\0|^\/|^\./.test(one))).toEqual([]);
  });
});

describe('the gate', () => {
  it('lets the burst through, then the pace, and forgets who is at rest', () => {
    const gate = new Gate({ burst: 3, perMinute: 60 });
    expect([0, 0, 0, 0].map((_, index) => gate.wait('a', index))).toEqual([0, 0, 0, 997]);
    expect(gate.wait('b', 4)).toBe(0);
    expect(gate.wait('a', 1100)).toBe(0);
    expect(gate.wait('a', 1101)).toBeGreaterThan(0);
    expect([0, 0, 0].map(() => gate.wait('a', 60_000))).toEqual([0, 0, 0]);
  });
});

it('keeps one browser out of another', async () => {
  await line.deliver(line.write('甲', '问一'), line.write('乙', '问二'));
  await until('both answers', () => line.seen('甲').length === 1 && line.seen('乙').length === 1);
  expect(line.seen('甲')[0]?.text).toContain('答“问一”');
  expect(line.seen('乙')[0]?.text).toContain('答“问二”');
  expect(new Set(taken.map(({ conversation }) => conversation)).size).toBe(2);
});
