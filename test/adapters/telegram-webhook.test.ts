import { serve, type ServerType } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Telegram, WEBHOOK_PATH } from '../../adapters/telegram.ts';
import { Desk } from '../../src/desk/desk.ts';
import type { House } from '../../src/desk/replier.ts';
import { BotApi, TOKEN } from './bot-api.ts';
import { deskOptions, HOUSE, SILENT, temporaryFolder, until } from './house.ts';
import { TelegramLine } from './telegram-line.ts';

const SECRET = 'test_secret_of_the_webhook';
let api: BotApi;
let line: TelegramLine;
let desk: Desk;
let hooked: Telegram;
let server: ServerType;
let folder: ReturnType<typeof temporaryFolder>;
/** No answer is ready before. */
let ready: Promise<unknown>;

beforeEach(async () => {
  folder = temporaryFolder();
  api = await new BotApi().listen();
  line = new TelegramLine(api);
  ready = Promise.resolve();
  const house: House = { ...HOUSE, answer: async (question) => ready.then(() => HOUSE.answer(question)) };
  desk = new Desk(deskOptions(folder.path), { house, log: SILENT });
  let app: Telegram['app'] | null = null;
  server = serve({
    fetch: (request) => app?.fetch(request) ?? new Response(null, { status: 503 }),
    port: 0,
    hostname: '127.0.0.1',
  });
  await until('the port', () => server.address() !== null);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${WEBHOOK_PATH}`;
  hooked = new Telegram({ token: TOKEN, apiRoot: api.root, log: SILENT, webhook: { url, secret: SECRET } });
  app = hooked.app;
  await desk.open(hooked);
});
afterEach(async () => {
  await desk.close(hooked, 3000);
  await desk.end();
  await line.close();
  await new Promise((resolve) => void server.close(resolve));
  folder.remove();
});

const shown = (person: string): string[] => line.seen(person).map(({ text }) => text);
const answered = (person: string, text: string): Promise<void> =>
  until(`the answer to ${text}`, () => shown(person).some((one) => one.includes(`答“${text}”`)));
const make = (): Telegram =>
  new Telegram({ token: TOKEN, log: SILENT, webhook: { url: `https://a.example${WEBHOOK_PATH}`, secret: '' } });

describe('Telegram by webhook', () => {
  it('refuses to be made without a secret', () => {
    expect(make).toThrow(/TELEGRAM_WEBHOOK_SECRET/);
  });

  it('acknowledges before the answer, and answers a repeated update once', async () => {
    const update = line.write('甲', '问一');
    const composed = new AbortController();
    ready = once(composed.signal, 'abort');
    expect(await api.deliver(update)).toEqual([200]);
    expect(await api.deliver(update, update)).toEqual([200, 200]);
    expect(shown('甲')).toEqual([]);
    composed.abort();
    await answered('甲', '问一');
    await delay(500);
    expect(shown('甲')).toHaveLength(1);
  });

  it('refuses forged, broken and oversized bodies, and goes on', async () => {
    const body = JSON.stringify(line.write('甲', '问一'));
    expect(await api.post(body, 'another_secret_of_somebody')).toBe(401);
    expect(await api.post(body, '')).toBe(401);
    expect(await api.post('{"update_id":', SECRET)).toBe(400);
    expect(await api.post('[]', SECRET)).toBe(400);
    expect(await api.post(`"${'x'.repeat(300_000)}"`, SECRET)).toBe(413);
    expect(await api.post(body, SECRET)).toBe(200);
    await answered('甲', '问一');
    expect(shown('甲')).toHaveLength(1);
  });
});
