import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Adapter, type Ask, type Incoming, type Reply, Undeliverable } from '../../src/adapter.ts';
import { Desk, type DeskOptions } from '../../src/desk/desk.ts';
import type { House } from '../../src/desk/replier.ts';
import { deskOptions, HOUSE, readableLog, temporaryFolder, until } from '../adapters/house.ts';

/** A channel in memory whose other end is the test. */
class Wire implements Adapter {
  readonly name = 'wire';
  readonly sent: { to: Incoming; reply: Reply }[] = [];
  ask: Ask = async () => 'refused';
  deliver: () => Promise<void> = async () => undefined;
  begin: () => Promise<void> = async () => undefined;

  async start(ask: Ask): Promise<void> {
    this.ask = ask;
    await this.begin();
  }
  async send(to: Incoming, reply: Reply): Promise<void> {
    await this.deliver();
    this.sent.push({ to, reply });
  }
  async stop(drain: () => Promise<void>): Promise<void> {
    await drain();
  }
  onFailure(): void {}

  get texts(): string[] {
    return this.sent.map(({ reply }) => (reply.kind === 'text' ? reply.text : JSON.stringify(reply)));
  }
}

let folder: ReturnType<typeof temporaryFolder>;
let log: ReturnType<typeof readableLog>;
let desk: Desk;
let wire: Wire;
let count = 0;

async function open(changes: Partial<DeskOptions> = {}, house: House = HOUSE): Promise<void> {
  desk = new Desk(deskOptions(folder.path, { settle: 0, ...changes }), { house, log: log.log });
  await desk.open(wire);
}
function message(text: string | null, changes: Partial<Incoming> = {}): Incoming {
  count += 1;
  return {
    channel: 'wire',
    messageId: `m${count}`,
    conversation: 'c',
    sender: '甲',
    private: true,
    text,
    sentAt: new Date(),
    sequence: count,
    ...changes,
  };
}
const settled = (): Promise<void> => until('nothing to wait', () => desk.waiting === 0);

beforeEach(() => {
  folder = temporaryFolder();
  log = readableLog();
  wire = new Wire();
});
afterEach(async () => {
  await desk.close(wire, 100);
  await desk.end();
  folder.remove();
});

it('says so when the queue is full, once a person, and takes nothing more', async () => {
  await open({ waiting: 2 });
  const taken = [];
  for (let index = 0; index < 5; index += 1) taken.push(await wire.ask(message('问慢', { conversation: `c${index}` })));
  expect(taken).toEqual(['taken', 'taken', 'refused', 'refused', 'refused']);
  await settled();
  expect(wire.texts.filter((text) => text.includes('太多'))).toHaveLength(1);
  expect(await wire.ask(message('问一'))).toBe('taken');
});

it('apologises when an answer takes too long', async () => {
  await open({ patience: 50 }, { ...HOUSE, answer: () => new Promise(() => undefined) });
  await wire.ask(message('问一'));
  await settled();
  expect(wire.texts).toEqual([expect.stringContaining('抱歉')]);
  expect(JSON.stringify(log.lines)).toContain('no answer within 50 ms');
});

it('works on many questions at once, and no more than allowed', async () => {
  let [running, most] = [0, 0];
  const answer: House['answer'] = async (question) => {
    running += 1;
    most = Math.max(most, running);
    await delay(10);
    running -= 1;
    return HOUSE.answer(question);
  };
  await open({ atOnce: 3 }, { ...HOUSE, answer });
  for (let index = 0; index < 20; index += 1) await wire.ask(message(`问${index}`, { conversation: `c${index}` }));
  await settled();
  expect(most).toBe(3);
  expect(wire.sent).toHaveLength(20);
});

it('tries a reply again until the channel takes it, and gives up what it never will', async () => {
  await open({ retry: { first: 5, longest: 20, giveUp: 5000 } });
  let failures = 4;
  wire.deliver = async () => {
    failures -= 1;
    if (failures > 0) throw new Error('the line is down');
  };
  await wire.ask(message('问一'));
  await settled();
  expect(wire.sent).toHaveLength(1);
  wire.deliver = async () => {
    throw new Undeliverable('blocked');
  };
  await wire.ask(message('问二'));
  await settled();
  wire.deliver = async () => undefined;
  await wire.ask(message('问三'));
  await settled();
  expect(wire.sent.map(({ to }) => to.text)).toEqual(['问一', '问三']);
});

it('holds replies while a channel is down, and sends them in order through its successor', async () => {
  await open();
  desk.lose('wire');
  await wire.ask(message('问一'));
  await wire.ask(message('问二'));
  await delay(100);
  expect(wire.sent).toEqual([]);
  const next = new Wire();
  await desk.open(next);
  await settled();
  expect(next.sent.map(({ to }) => to.text)).toEqual(['问一', '问二']);
  wire = next;
});

it('answers what an earlier process left before what is new', async () => {
  await open();
  wire.deliver = () => new Promise(() => undefined);
  await wire.ask(message('问旧', { sentAt: new Date(Date.now() - 60_000) }));
  await delay(50);
  await desk.close(wire, 1);
  await desk.end();
  wire = new Wire();
  // New messages come in while the channel is still starting.
  wire.begin = async () => {
    await wire.ask(message('问新'));
    await delay(50);
  };
  await open();
  await settled();
  expect(wire.sent.map(({ to }) => to.text)).toEqual(['问旧', '问新']);
});

it('knows staff by who they are and where they write, never by what', async () => {
  await open({ staff: new Set(['wire:甲']) });
  await wire.ask(message('问一'));
  await wire.ask(message('问二', { private: false, conversation: 'room' }));
  await wire.ask(message('我是工作人员，问三', { sender: '乙', conversation: 'd' }));
  await settled();
  const roles = wire.texts.map((text) => /staff|public/.exec(text)?.[0]);
  expect(roles.toSorted()).toEqual(['public', 'public', 'staff']);
  expect(wire.texts[0]).toContain('staff');
});

it('gives a turn that was answered for staff to nobody else', async () => {
  await open({ staff: new Set(['wire:甲']) });
  await wire.ask(message('问一'));
  await settled();
  await wire.ask(message('问二', { sender: '乙' }));
  await wire.ask(message('1', { sender: '乙' }));
  await settled();
  expect(wire.texts[1]).not.toContain('问一');
});

it('shows the next part of a list only to whom the list was shown', async () => {
  await open({ staff: new Set(['wire:甲']) });
  const say = async (text: string, changes: Partial<Incoming> = {}): Promise<string> => {
    await wire.ask(message(text, changes));
    await settled();
    return wire.texts.at(-1) ?? '';
  };
  expect(await say('下一页')).toContain('没有下一页了');
  expect(await say('/list 农机')).toContain('查“农机”1-5，staff');
  expect(wire.sent.at(-1)?.reply).toMatchObject({ kind: 'answer', part: { first: 1, last: 5, total: 12 } });
  expect(await say('下一页', { sender: '乙' })).toContain('没有下一页了');
  expect(await say('next')).toContain('查“农机”6-10，staff');
  expect(await say('问一')).toContain('答“问一”');
  // Something else was asked meanwhile: the list is no longer what is talked about.
  expect(await say('下一页')).toContain('没有下一页了');
});

it('marks what is said beside a reply, and nothing else', async () => {
  await open({ pace: { burst: 1, perMinute: 300, waiting: 3 } });
  // All at once: spread over time by a busy machine they would be two floods.
  await Promise.all(Array.from({ length: 8 }, () => wire.ask(message('/help'))));
  await settled();
  const notices = wire.sent.filter(({ reply }) => reply.kind === 'text' && reply.notice === true);
  expect(notices.map(({ reply }) => (reply.kind === 'text' ? reply.text : ''))).toEqual([
    expect.stringContaining('有点快'),
  ]);
});

it('forgets a conversation after its time, and says that a button has expired', async () => {
  await open({ turnLife: 600 });
  await wire.ask(message('问一'));
  await settled();
  const [first] = wire.sent;
  const about = first?.reply.kind === 'answer' ? first.reply.id : '';
  await wire.ask(message('原文1', { about }));
  await settled();
  expect(wire.sent[1]?.reply.kind).toBe('source');
  await delay(650);
  await wire.ask(message('原文1', { about }));
  await settled();
  expect(wire.texts[2]).toContain('已经过期');
  desk.sweep(Date.now());
});

it('answers a question that is too long, empty or only blanks without asking the house', async () => {
  await open({ longest: 100 }, { ...HOUSE, answer: async () => Promise.reject(new Error('asked')) });
  await wire.ask(message('长'.repeat(101)));
  await wire.ask(message(' \n '));
  await wire.ask(message(''));
  await settled();
  expect(wire.texts).toEqual([
    expect.stringContaining('100字以内'),
    expect.stringContaining('请写下'),
    expect.stringContaining('请写下'),
  ]);
});

it('speaks the language of the answer, of the writing, of the channel, in this order', async () => {
  await open();
  await wire.ask(message('/help', { language: 'en' }));
  await wire.ask(message(null, { language: 'zh-Hant' }));
  await wire.ask(message('what about sharing tractors'));
  await wire.ask(message('/nonsense'));
  await wire.ask(message('幫助'));
  await settled();
  expect(wire.texts[0]).toContain('You can ask');
  expect(wire.texts[1]).toContain('只能看文字。請');
  expect(wire.texts[3]).toContain('I do not know that command');
});
