import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Channel, Entry } from '../../adapters/catalog.ts';
import { AnswerBody } from '../../adapters/http-schema.ts';
import { ledger } from '../../src/commands/commitments/ledger.ts';
import { serve, type Running, type ServeOptions } from '../../src/serve.ts';
import { createLog } from '../../src/serve/log.ts';
import type { Library } from '../../src/serve/library.ts';
import { serveSettings } from '../../src/serve/settings.ts';
import { BotApi, TOKEN } from '../adapters/bot-api.ts';
import { temporaryFolder, until } from '../adapters/house.ts';
import { TelegramLine } from '../adapters/telegram-line.ts';
import { gateway, GATEWAY_NAME, selfSigned } from '../adapters/wechat-gateway.ts';
import { WeChatLine } from '../adapters/wechat-line.ts';
import { Knowledge, letterText } from './letters.ts';

const API = 'a-token-of-the-website';
let shared: ReturnType<typeof temporaryFolder>;
let folder: ReturnType<typeof temporaryFolder>;
/** Indexed once for all tests; the last one changes it. */
let knowledge: Knowledge;
let library: Library;
let lines: string[];
let running: Running | null;

async function start(environment: Record<string, string> = {}, changes: Partial<ServeOptions> = {}): Promise<Running> {
  const log = createLog({ level: 'debug', pretty: false, to: { write: (line) => void lines.push(line) } });
  ({ library } = await knowledge.library(log));
  running = await serve({
    settings: serveSettings.parse({ FUWEN_PORT: '0', ...environment }),
    data: join(folder.path, 'desk'),
    letters: join(knowledge.folder, 'letters'),
    timeZone: 'Asia/Shanghai',
    version: '0.0.0',
    library,
    promisesOf: ledger(),
    log,
    backoff: { first: 50, longest: 500, steady: 60_000 },
    ...changes,
  });
  await running.tried;
  return running;
}
const logged = (text: string): boolean => lines.some((line) => line.includes(text));
async function ask(question: string): Promise<AnswerBody> {
  const headers = { authorization: `Bearer ${API}`, 'content-type': 'application/json' };
  const response = await fetch(`${running?.url}/v1/ask`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ q: question }),
  });
  return AnswerBody.parse(await response.json());
}

const get = (file: string): Promise<Response> => fetch(`${running?.url}/letters/${encodeURIComponent(file)}`);

const seen = (line: TelegramLine | WeChatLine, chat: string): string =>
  line
    .seen(chat)
    .map(({ text }) => text)
    .join('\n');

beforeAll(async () => {
  shared = temporaryFolder();
  knowledge = new Knowledge(shared.path);
  knowledge.put('20.txt', letterText(20));
  knowledge.put('21.txt', letterText(21, { disclosure: '依申请公开' }));
  await knowledge.ingest();
});
afterAll(() => shared.remove());
beforeEach(() => {
  folder = temporaryFolder();
  lines = [];
  running = null;
});
afterEach(async () => {
  await running?.close(1000);
  folder.remove();
});

it('says which channels are off and why, and answers probes', async () => {
  const { url } = await start();
  expect(logged('TELEGRAM_TOKEN is not set')).toBe(true);
  expect(logged('WECHATY_PUPPET is not set')).toBe(true);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ready = (await (await fetch(`${url}/readyz`)).json()) as { index: { letters: number } };
  expect(ready).toMatchObject({ status: 'ready', channels: { telegram: 'off', wechat: 'off' } });
  expect(ready.index.letters).toBe(1);
});

it('answers over HTTP from the letters, proven, and counts it', async () => {
  await start({ API_TOKENS: `website:public:${API}` });
  const answer = await ask('青禾县建了多少个共享农机站？');
  expect(answer.kind).toBe('answered');
  expect(answer.citations.some(({ quote }) => quote.includes('共享农机站12个'))).toBe(true);
  const metrics = await (await fetch(`${running?.url}/metrics`)).text();
  expect(metrics).toMatch(/fuwen_questions_total\{channel="http",outcome="answered"\} 1/);
  expect(metrics).toContain('fuwen_nodejs_eventloop_lag_p99_seconds');
});

it('answers in Telegram and WeChat at once from the same letters, and logs no question', async () => {
  const api = await new BotApi().listen();
  const telegram = new TelegramLine(api);
  const certificate = selfSigned();
  if (certificate === null) throw new Error('this test needs openssl');
  const where = await gateway(certificate);
  const wechat = await WeChatLine.open(where);
  const pem = join(folder.path, 'ca.pem');
  writeFileSync(pem, certificate.cert);
  try {
    await start({
      TELEGRAM_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: api.root,
      WECHATY_PUPPET: 'wechaty-puppet-service',
      WECHATY_TOKEN: where.token,
      WECHATY_ENDPOINT: where.endpoint,
      WECHATY_CA_CERT_FILE: pem,
      WECHATY_SERVER_NAME: GATEWAY_NAME,
      STAFF: 'wechat:乙',
    });
    await until(
      'both channels',
      () => [...(running?.channels().values() ?? [])].every(({ state }) => state === 'on'),
      15_000,
    );
    await Promise.all([
      telegram.deliver(telegram.write('甲', '第20号提案办得怎么样')),
      wechat.deliver(wechat.write('甲', '第20号提案办得怎么样')),
    ]);
    await until('the answer in Telegram', () => seen(telegram, '甲').includes('共享农机站12个'));
    await until('the answer in WeChat', () => seen(wechat, '甲').includes('共享农机站12个'));
    await wechat.deliver(wechat.write('甲', '1'));
    await until('the source', () => seen(wechat, '甲').includes('【1】'));
    await Promise.all([
      wechat.deliver(wechat.write('甲', '第21号提案')),
      wechat.deliver(wechat.write('乙', '/letter 21')),
    ]);
    await until('the staff answer', () => seen(wechat, '乙').includes('共享农机站12个'));
    await until('the public refusal', () => seen(wechat, '甲').includes('申请'));
    expect(lines.join('')).not.toContain('提案办得怎么样');
    expect(lines.join('')).not.toContain(TOKEN);
    expect(lines.join('')).not.toContain(where.token);
  } finally {
    await running?.close(3000);
    running = null;
    await Promise.all([telegram.close(), wechat.close()]);
  }
});

it('keeps a channel that can not start from the others, and tells how it stands', async () => {
  const { url } = await start({ TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://127.0.0.1:9' });
  expect(running?.channels().get('telegram')).toMatchObject({ state: 'waiting' });
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(lines.join('')).not.toContain(TOKEN);
});

it('leaves a webhook without a secret off and says what to set', async () => {
  await start({ TELEGRAM_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: 'https://fuwen.example.org/channels/telegram/webhook' });
  expect(running?.channels().get('telegram')).toMatchObject({
    state: 'off',
    reason: expect.stringContaining('TELEGRAM_WEBHOOK_SECRET'),
  });
});

it('shows metrics and the operator page to the operator alone', async () => {
  const token = 'the-operator-of-this-house';
  const { url } = await start({ OPERATOR_TOKEN: token });
  for (const path of ['/metrics', '/operator']) {
    expect((await fetch(url + path)).status, path).toBe(401);
    expect((await fetch(url + path, { headers: { authorization: 'Bearer wrong' } })).status, path).toBe(401);
    expect((await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })).status, path).toBe(200);
    const basic = Buffer.from(`anyone:${token}`).toString('base64');
    expect((await fetch(url + path, { headers: { authorization: `Basic ${basic}` } })).status, path).toBe(200);
  }
});

it('without a token, shows them to this machine and to nothing a proxy passed on', async () => {
  const { url } = await start();
  expect((await fetch(`${url}/operator`)).status).toBe(200);
  expect((await fetch(`${url}/operator`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(401);
});

it("serves a channel's own room while it is on, and shows its QR code to the operator", async () => {
  const room: Entry = {
    name: 'web',
    off: () => null,
    async make({ onCode }): Promise<Channel> {
      const app = new Hono().get('/', (context) => context.text('欢迎'));
      onCode('https://example.invalid/scan-me');
      return {
        name: 'web',
        app,
        start: async () => undefined,
        send: async () => undefined,
        stop: async (drain) => drain(),
        onFailure: () => undefined,
      };
    },
  };
  const { url } = await start({}, { catalog: [room] });
  expect(await (await fetch(url)).text()).toBe('欢迎');
  expect(await (await fetch(`${url}/operator`)).text()).toContain('<svg');
  expect((await fetch(`${url}/channels/nothing/x`)).status).toBe(404);
  expect(lines.join('')).not.toContain('scan-me');
});

it('says which port is taken and what to do', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await expect(start({ FUWEN_PORT: String(port) })).rejects.toThrow(
    expect.objectContaining({ code: 'bad-setting', message: expect.stringContaining('FUWEN_PORT') }),
  );
  library.close();
  await new Promise((resolve) => other.close(resolve));
});

it('takes up a new index without a restart', async () => {
  await start({ API_TOKENS: `website:public:${API}` });
  expect((await ask('共享农机站有多少个？')).text).toContain('12个');
  knowledge.put('20.txt', letterText(20, { stations: 15 }));
  await knowledge.ingest();
  await until('the new index', () => logged('a new index is in use'));
  expect((await ask('共享农机站有多少个？')).text).toContain('15个');
});

it('gives out the original of a public letter, and of no other', async () => {
  await start();
  const open = await get('20.txt');
  expect([open.status, await open.text()]).toEqual([
    200,
    readFileSync(join(knowledge.folder, 'letters/20.txt'), 'utf8'),
  ]);
  for (const file of ['21.txt', 'nothing.txt', '../knowledge/letters/20.txt'])
    expect((await get(file)).status).toBe(404);
});
