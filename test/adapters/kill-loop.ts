/** Kill -9 at random moments while messages are delivered: counts what was lost, repeated or out of order. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { BotApi } from './bot-api.ts';
import { temporaryFolder } from './house.ts';
import { TelegramLine } from './telegram-line.ts';

export interface KillReport {
  readonly messages: number;
  readonly kills: number;
  /** Messages without an answer at the end. */
  readonly lost: number;
  /** Answers given again. */
  readonly repeated: number;
  /** Most repeats that one conversation had after one kill. */
  readonly worstRepeats: number;
  /** Conversations whose first answers are not in the order of the questions. */
  readonly disordered: number;
  readonly seconds: number;
}

const CHILD = fileURLToPath(new URL('kill-child.ts', import.meta.url));

/** `chats` people write `messages` in all while the bot is killed `kills` times; `random` gives numbers in [0, 1). */
export async function killLoop(
  messages: number,
  kills: number,
  chats: number,
  random: () => number,
): Promise<KillReport> {
  const since = Date.now();
  const api = await new BotApi().listen();
  const line = new TelegramLine(api);
  const folder = temporaryFolder();
  const asked = new Map<string, string[]>();
  let child = await live(api.root, folder.path);
  let sent = 0;
  let worstRepeats = 0;
  const people = Array.from({ length: chats }, (_, index) => `人${index}`);
  const answersOf = (person: string): string[] =>
    line.seen(person).flatMap(({ text }) => /答“([^”]+)”/.exec(text)?.[1] ?? []);

  for (let kill = 0; kill < kills; kill += 1) {
    const until = Math.ceil((messages * (kill + 1)) / kills);
    const before = new Map(people.map((person) => [person, repeatsIn(answersOf(person))]));
    const killed = delay(random() * 400).then(() => end(child));
    for (; sent < until; sent += 1) {
      const person = people[Math.floor(random() * chats)] as string;
      const text = `问${sent}${random() < 0.02 ? '慢' : ''}`;
      asked.set(person, [...(asked.get(person) ?? []), text]);
      await line.deliver(line.write(person, text));
      if (random() < 0.2) await delay(random() * 60);
    }
    await killed;
    child = await live(api.root, folder.path);
    // A repeat shows up once the next life has answered what the last one left.
    await delay(random() * 300);
    for (const person of people)
      worstRepeats = Math.max(worstRepeats, repeatsIn(answersOf(person)) - (before.get(person) ?? 0));
  }

  const missing = (): number =>
    [...asked].reduce(
      (sum, [person, texts]) => sum + texts.filter((text) => !answersOf(person).includes(text)).length,
      0,
    );
  for (const deadline = Date.now() + 30_000; missing() > 0 && Date.now() < deadline;) await delay(50);
  await end(child);
  const disordered = [...asked].filter(
    ([person, texts]) => [...new Set(answersOf(person))].join() !== texts.join(),
  ).length;
  const report = {
    messages,
    kills,
    lost: missing(),
    repeated: people.reduce((sum, person) => sum + repeatsIn(answersOf(person)), 0),
    worstRepeats,
    disordered,
    seconds: Math.round((Date.now() - since) / 1000),
  };
  await api.close();
  folder.remove();
  return report;
}

function repeatsIn(answers: readonly string[]): number {
  return answers.length - new Set(answers).size;
}

async function live(root: string, data: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, root, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the bot ended with ${code} before it was up`)));
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
}
