/**
 * `npx tsx bench/load.ts [chats]`: that many chats ask at once, over the loopback Bot API and over the HTTP API, of one
 * server process; then one chat sends 100 messages a second while others go on. Prints one JSON line a part. Exit
 * code 1 when an answer is missing or wrong, or a limit is missed: p95 3 s, loop lag p99 200 ms, 1 GB, twice the baseline.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { BotApi, TOKEN } from '../test/adapters/bot-api.ts';
import { temporaryFolder } from '../test/adapters/house.ts';
import { TelegramLine } from '../test/adapters/telegram-line.ts';
import { startServer } from '../test/serve/child.ts';
import { Knowledge, letterText } from '../test/serve/letters.ts';

const [chats = 1000] = process.argv.slice(2).map(Number);
const TOKEN_OF_API = 'a-token-for-the-load-bench';
const LETTERS = 200;
const folder = temporaryFolder();
const knowledge = new Knowledge(folder.path);
for (let number = 1; number <= LETTERS; number += 1)
  knowledge.put(`${number}.txt`, letterText(number, { stations: number }));
await knowledge.ingest();

const line = new TelegramLine(await new BotApi().listen());
const server = await startServer(folder.path, {
  TELEGRAM_TOKEN: TOKEN,
  TELEGRAM_API_ROOT: line.api.root,
  API_TOKENS: `bench:public:${TOKEN_OF_API}`,
  FUWEN_LOG_LEVEL: 'warn',
});
let missed = 0;

const percentile = (times: readonly number[], share: number): number =>
  Math.round(times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Number.NaN);
/** A number of the server's metrics. Reading them starts a new window for the loop's lag. */
async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}
async function report(part: string, times: readonly number[], asked: number, wrong: number): Promise<void> {
  const lag = Math.round((await metric('fuwen_nodejs_eventloop_lag_p99_seconds')) * 1000);
  const memory = Math.round((await metric('fuwen_process_resident_memory_bytes')) / 1e6);
  const p95 = percentile(times, 0.95);
  const good = times.length === asked && wrong === 0 && p95 <= 3000 && lag <= 200 && memory <= 1000;
  if (!good) missed += 1;
  process.stdout.write(
    `${JSON.stringify({ part, asked, answered: times.length, wrong, p50: percentile(times, 0.5), p95, loopLagP99: lag, memoryMB: memory, good })}\n`,
  );
}

/** Asks in these chats at once; the time to each chat's answer, which must be of the letter that was asked for. */
async function telegram(names: readonly string[], limit: number): Promise<{ times: number[]; wrong: number }> {
  const { shown } = line.api;
  const from = shown.length;
  const numbers = new Map(names.map((name, index) => [line.id(name), (index % LETTERS) + 1]));
  const since = Date.now();
  await line.deliver(...names.map((name) => line.write(name, `第${numbers.get(line.id(name))}号提案办得怎么样`)));
  const mine = () => shown.slice(from).filter(({ chat }) => numbers.has(chat));
  // Looked at seldom: this process is the Bot API that the server talks to.
  while (mine().length < names.length && Date.now() - since < limit) await delay(50);
  const answers = mine();
  const wrong = answers.filter(({ chat, text }) => !text.includes(`${numbers.get(chat)}号提案`)).length;
  return {
    times: answers.map(({ at }) => at - since),
    wrong: wrong + (names.length - new Set(answers.map(({ chat }) => chat)).size),
  };
}

async function http(count: number): Promise<{ times: number[]; wrong: number }> {
  const times: number[] = [];
  let wrong = 0;
  const headers = { authorization: `Bearer ${TOKEN_OF_API}`, 'content-type': 'application/json' };
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const since = performance.now();
      const number = (index % LETTERS) + 1;
      for (;;) {
        const response = await fetch(`${server.url}/v1/ask`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ q: `第${number}号提案办得怎么样` }),
        });
        const answer = (await response.json()) as { text?: string };
        // The pace of one token is kept as the API asks.
        if (response.status === 429) {
          await delay(Number(response.headers.get('retry-after')) * 1000);
          continue;
        }
        if (response.status !== 200 || !answer.text?.includes(`${number}号提案`)) wrong += 1;
        break;
      }
      times.push(performance.now() - since);
    }),
  );
  return { times, wrong };
}

const people = Array.from({ length: chats }, (_, index) => `人${index}`);
await telegram(
  people.slice(0, 20).map((name) => `热身${name}`),
  20_000,
);
await metric('fuwen_nodejs_eventloop_lag_p99_seconds');
const all = await telegram(people, 60_000);
await report(`telegram, ${chats} chats at once`, all.times, chats, all.wrong);
const api = await http(chats);
await report(`http, ${chats} at once`, api.times, chats, api.wrong);

/** 20 chats that ask one after the other for some seconds. */
async function steady(tag: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const asked = await telegram(
      people.slice(0, 20).map((name) => `${tag}${name}-${round}`),
      20_000,
    );
    times.push(...asked.times);
    if (asked.times.length < 20) missed += 1;
    await delay(300);
  }
  return times;
}
const alone = percentile(await steady('静'), 0.95);
const calm = new AbortController();
const flood = (async () => {
  for (let sent = 0; !calm.signal.aborted; sent += 1) {
    await line.deliver(line.write('刷屏者', `第${(sent % LETTERS) + 1}号提案办得怎么样`));
    await delay(10);
  }
})();
await delay(1000);
const crowded = percentile(await steady('闹'), 0.95);
calm.abort();
await flood;
const fair = crowded <= Math.max(2 * alone, alone + 20);
if (!fair) missed += 1;
process.stdout.write(
  `${JSON.stringify({ part: 'one chat sends 100 a second', p95Alone: alone, p95Beside: crowded, good: fair })}\n`,
);

server.process.kill('SIGTERM');
await Promise.race([server.ended, delay(15_000)]);
server.process.kill('SIGKILL');
await line.close();
folder.remove();
process.exitCode = missed === 0 ? 0 : 1;
