import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder, until } from '../adapters/house.ts';
import { startServer, type Server } from './child.ts';
import { Knowledge, letterText } from './letters.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: Server;
let lines: string[];

beforeEach(async () => {
  folder = temporaryFolder();
  const knowledge = new Knowledge(folder.path);
  knowledge.put('20.txt', letterText(20));
  await knowledge.ingest();
  lines = [];
  server = await startServer(folder.path, { FUWEN_LOG_LEVEL: 'info' }, { channels: './faulty-channel.ts', lines });
});
afterEach(() => {
  server.process.kill('SIGKILL');
  folder.remove();
});

interface Line {
  readonly channel?: string;
  readonly level: number;
  readonly msg: string;
  readonly reason?: string;
  readonly err?: { readonly message: string };
}
const logged = (msg: string): Line[] =>
  lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : [])).filter((line) => line.msg === msg);
const ons = (channel: string): number => logged('the channel is on').filter((line) => line.channel === channel).length;
const page = async (): Promise<number> => (await fetch(server.url)).status;

it('restarts the channel that throws what nobody catches, and that one only', async () => {
  await until('the fourth life', () => ons('faulty') === 3, 20_000);
  expect(await page()).toBe(200);
  expect(ons('web')).toBe(1);
  const thrown = logged('the channel threw what nobody caught');
  expect(thrown.map(({ channel, err }) => [channel, err?.message])).toEqual([
    ['faulty', 'fault 1'],
    ['faulty', 'fault 2'],
    ['faulty', 'fault 3'],
  ]);
  expect(logged('the channel is down').map(({ reason }) => reason)).toEqual(['fault 1', 'fault 2', 'fault 3']);
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});

it('ends when the house itself throws what nobody catches, and says why', async () => {
  expect(await page()).toBe(200);
  server.process.kill('SIGUSR2');
  expect(await server.ended).toBe(1);
  const [last] = logged('the house threw what nobody caught; the server ends');
  expect(last?.err?.message).toBe('the house is on fire');
});
