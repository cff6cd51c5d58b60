import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BotApi, TOKEN } from '../adapters/bot-api.ts';
import { temporaryFolder, until } from '../adapters/house.ts';
import { TelegramLine } from '../adapters/telegram-line.ts';
import { startServer, type Server } from './child.ts';
import { Knowledge, letterText } from './letters.ts';

let folder: ReturnType<typeof temporaryFolder>;
let line: TelegramLine;
let server: Server;

beforeEach(async () => {
  folder = temporaryFolder();
  const knowledge = new Knowledge(folder.path);
  knowledge.put('20.txt', letterText(20));
  await knowledge.ingest();
  line = new TelegramLine(await new BotApi().listen());
  server = await startServer(folder.path, {
    TELEGRAM_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: line.api.root,
    FUWEN_LOG_LEVEL: 'error',
  });
});
afterEach(async () => {
  server.process.kill('SIGKILL');
  await line.close();
  folder.remove();
});
const answers = (): number => line.seen('甲').length;

it('answers what is in flight after SIGTERM, then ends by itself', async () => {
  await line.deliver(...Array.from({ length: 5 }, () => line.write('甲', '第20号提案办得怎么样')));
  await until('the first answer', () => answers() > 0, 15_000);
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(answers()).toBe(5);
});

it('ends at once at a second SIGTERM, and the next start answers the rest', async () => {
  // Nothing can be sent, so that there is something to wait for.
  line.api.misbehave('sendMessage', { kind: 'error', code: 500, description: 'Internal Server Error' }, 1000);
  await line.deliver(line.write('甲', '第20号提案办得怎么样'));
  await until('a first try', () => line.api.calls.some(({ method }) => method === 'sendMessage'), 15_000);
  const since = Date.now();
  server.process.kill('SIGTERM');
  await delay(300);
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(143);
  expect(Date.now() - since).toBeLessThan(5000);
  line.api.behave();
  server = await startServer(folder.path, {
    TELEGRAM_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: line.api.root,
    FUWEN_LOG_LEVEL: 'error',
  });
  await until('the answer', () => answers() === 1, 15_000);
});
