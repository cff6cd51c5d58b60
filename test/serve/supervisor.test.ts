import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Adapter, Ask, Incoming } from '../../src/adapter.ts';
import { Desk } from '../../src/desk/desk.ts';
import { InquiryError } from '../../src/errors.ts';
import { Supervisor } from '../../src/serve/supervisor.ts';
import { deskOptions, HOUSE, readableLog, temporaryFolder, until } from '../adapters/house.ts';

/** A channel whose start and failures the test decides. */
class Line implements Adapter {
  readonly name = 'line';
  readonly sent: string[] = [];
  ask: Ask | null = null;
  stopped = false;
  fail: (reason: Error) => void = () => undefined;
  readonly #start: () => Promise<void>;

  constructor(start: () => Promise<void>) {
    this.#start = start;
  }
  async start(ask: Ask): Promise<void> {
    this.ask = ask;
    await this.#start();
  }
  async send(to: Incoming): Promise<void> {
    this.sent.push(to.text ?? '');
  }
  async stop(drain: () => Promise<void>): Promise<void> {
    await drain();
    this.stopped = true;
  }
  onFailure(listener: (reason: Error) => void): void {
    this.fail = listener;
  }
}

const backoff = { first: 20, longest: 200, steady: 60_000 };
let folder: ReturnType<typeof temporaryFolder>;
let desk: Desk;
let log: ReturnType<typeof readableLog>;
let lives: Line[];
let starts: (() => Promise<void>)[];
let supervisor: Supervisor<Line>;

beforeEach(() => {
  folder = temporaryFolder();
  log = readableLog();
  desk = new Desk(deskOptions(folder.path, { settle: 0 }), { house: HOUSE, log: log.log });
  lives = [];
  starts = [];
  supervisor = new Supervisor(
    'line',
    async () => {
      const line = new Line(starts.shift() ?? (async () => undefined));
      lives.push(line);
      return line;
    },
    desk,
    log.log,
    backoff,
  );
});
afterEach(async () => {
  await supervisor.stop(100);
  await desk.end();
  folder.remove();
});

const message = (id: string): Incoming => ({
  channel: 'line',
  messageId: id,
  conversation: 'c',
  sender: '甲',
  private: true,
  text: id,
  sentAt: new Date(),
});

const down = async (): Promise<void> => {
  throw new Error('the gateway is down');
};

it('tries again with growing pauses until a channel starts', async () => {
  starts = [down, down, down];
  const since = Date.now();
  supervisor.start();
  await supervisor.tried;
  expect(supervisor.state).toEqual({ state: 'waiting', reason: 'the gateway is down' });
  await until('the start', () => supervisor.state.state === 'on');
  expect(Date.now() - since).toBeGreaterThanOrEqual((20 + 40 + 80) * 0.8);
  expect(lives.map(({ stopped }) => stopped)).toEqual([true, true, true, false]);
});

it('starts a channel again that fails, and loses nothing that it took', async () => {
  supervisor.start();
  await until('the start', () => supervisor.state.state === 'on');
  lives[0]?.fail(new Error('the connection was cut'));
  await lives[0]?.ask?.(message('问一'));
  await until('the second life', () => lives.length === 2 && supervisor.state.state === 'on');
  await until('the answer', () => lives[1]?.sent.includes('问一') === true);
  expect(lives[0]?.sent).toEqual([]);
  expect(lives[0]?.stopped).toBe(true);
});

it('starts a channel again that fails while it starts, and gives it no place when it comes up after all', async () => {
  const connected = new AbortController();
  starts = [async () => void (await once(connected.signal, 'abort'))];
  supervisor.start();
  await until('the life', () => lives.length === 1);
  lives[0]?.fail(new Error('the connection was cut'));
  await until('the second life', () => lives.length === 2 && supervisor.state.state === 'on');
  connected.abort();
  await delay(50);
  await lives[1]?.ask?.(message('问一'));
  await until('the answer', () => lives[1]?.sent.includes('问一') === true);
  expect(lives[0]?.sent).toEqual([]);
});

it('leaves a channel off whose settings are wrong', async () => {
  starts = [
    async () => {
      throw new InquiryError('bad-setting', 'TELEGRAM_WEBHOOK_SECRET is missing.', 'Set it.');
    },
  ];
  supervisor.start();
  await supervisor.tried;
  await delay(100);
  expect(supervisor.state).toEqual({ state: 'off', reason: 'TELEGRAM_WEBHOOK_SECRET is missing. Set it.' });
  expect(lives).toHaveLength(1);
});

it('stops a channel that hangs while it starts', async () => {
  starts = [() => new Promise(() => undefined)];
  supervisor.start();
  await until('the life', () => lives.length === 1);
  await supervisor.stop(100);
  expect(lives[0]?.stopped).toBe(true);
  expect(supervisor.state.state).toBe('off');
});

it('answers what is in flight before it stops', async () => {
  supervisor.start();
  await until('the start', () => supervisor.state.state === 'on');
  await lives[0]?.ask?.(message('问慢'));
  await supervisor.stop(5000);
  expect(lives[0]?.sent).toEqual(['问慢']);
});
