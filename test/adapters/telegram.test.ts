import { setTimeout as delay } from 'node:timers/promises';
import type { Message, Update } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Telegram } from '../../adapters/telegram.ts';
import { Desk } from '../../src/desk/desk.ts';
import { BOT, BotApi } from './bot-api.ts';
import { deskOptions, HOUSE, readableLog, SILENT, temporaryFolder, until } from './house.ts';
import { TelegramLine } from './telegram-line.ts';

let api: BotApi;
let line: TelegramLine;
let desk: Desk;
let adapter: Telegram;
let folder: ReturnType<typeof temporaryFolder>;
let log: ReturnType<typeof readableLog>;
let failures: Error[];

beforeEach(async () => {
  folder = temporaryFolder();
  log = readableLog();
  api = await new BotApi().listen();
  line = new TelegramLine(api, { callSeconds: 2, typingAfter: 50 });
  desk = new Desk(deskOptions(folder.path), { house: HOUSE, log: log.log });
  adapter = line.adapter();
  failures = [];
  adapter.onFailure((reason) => failures.push(reason));
});
afterEach(async () => {
  await desk.close(adapter, 3000);
  await desk.end();
  await line.close();
  folder.remove();
});

const shown = (person: string): string[] => line.seen(person).map(({ text }) => text);
const answered = (person: string, text: string): Promise<void> =>
  until(`the answer to ${text}`, () => shown(person).some((one) => one.includes(`答“${text}”`)));
const times = (method: string): number[] => api.calls.filter((call) => call.method === method).map((call) => call.at);

describe('Telegram that misbehaves', () => {
  it('does not start with a wrong token, and does not tell the token', async () => {
    const wrong = new Telegram({ token: '1:wrong-secret', apiRoot: api.root, log: SILENT });
    await expect(wrong.start(async () => 'taken')).rejects.toThrow(/401: Unauthorized/);
    await wrong
      .start(async () => 'taken')
      .catch((error: unknown) => expect(String(error)).not.toContain('wrong-secret'));
    await wrong.stop(async () => undefined);
  });

  it('says so when another process polls with the same token', async () => {
    await desk.open(adapter);
    await until('a poll', () => times('getUpdates').length > 0);
    api.misbehave('getUpdates', {
      kind: 'error',
      code: 409,
      description: 'Conflict: terminated by other getUpdates request',
    });
    await line.deliver(line.write('甲', '问一'));
    await until('the failure', () => failures.length === 1);
    expect(failures[0]?.message).toContain('409');
  });

  it('obeys 429, and answers once', async () => {
    await desk.open(adapter);
    api.misbehave('sendMessage', {
      kind: 'error',
      code: 429,
      description: 'Too Many Requests: retry after 1',
      retryAfter: 1,
    });
    await line.deliver(line.write('甲', '问一'));
    await answered('甲', '问一');
    const [first = 0, second = 0, ...more] = times('sendMessage');
    expect(second - first).toBeGreaterThanOrEqual(1000);
    expect(more).toEqual([]);
    expect(shown('甲')).toHaveLength(1);
  });

  it('gets through server errors, cut connections and hanging calls, in order', async () => {
    await desk.open(adapter);
    api.misbehave('sendMessage', { kind: 'error', code: 502, description: 'Bad Gateway' }, 2);
    api.misbehave('sendMessage', { kind: 'drop' });
    api.misbehave('sendMessage', { kind: 'hang' }, 1, 1);
    await line.deliver(line.write('甲', '问一'), line.write('甲', '问二'));
    await answered('甲', '问二');
    expect(shown('甲').map((text) => /答“(..)”/.exec(text)?.[1])).toEqual(['问一', '问二']);
  });

  it('does not send the first part of a long answer again when a later part fails', async () => {
    await desk.open(adapter);
    api.misbehave('sendMessage', { kind: 'error', code: 500, description: 'Internal Server Error' }, 2, 1);
    await line.deliver(line.write('甲', '长'));
    await until('the whole answer', () => shown('甲').join('').includes('【60】') && desk.waiting === 0);
    expect(times('sendMessage').length).toBe(shown('甲').length + 2);
    expect(shown('甲').filter((text) => text.includes('关于“长”'))).toHaveLength(1);
  });

  it('sends at most twice what arrived over connections that broke, and goes on', async () => {
    await desk.open(adapter);
    api.misbehave('sendMessage', { kind: 'reset' }, 5);
    await line.deliver(line.write('甲', '问一'));
    await until('two copies', () => shown('甲').length === 2 && desk.waiting === 0);
    api.behave();
    await line.deliver(line.write('甲', '问二'));
    await answered('甲', '问二');
    expect(shown('甲').map((text) => /答“(..)”/.exec(text)?.[1])).toEqual(['问一', '问一', '问二']);
  });

  it('repeats over a connection that holds: not while the Bot API is away', async () => {
    await desk.open(adapter);
    api.misbehave('sendMessage', { kind: 'reset' });
    api.misbehave('getMe', { kind: 'drop' }, 3);
    await line.deliver(line.write('甲', '问一'));
    await until('the repeat', () => shown('甲').length === 2 && desk.waiting === 0);
    expect(times('sendMessage')).toHaveLength(2);
  });

  it('reads every reply of a crowd that shares connections', async () => {
    const crowd = Array.from({ length: 400 }, (_, index) => `人${index}`);
    // With the time for a call that people's chats get: the server shares this thread and takes in one new connection
    // a turn, so that its last ones are older than the two seconds of the other tests on a loaded machine.
    adapter = new TelegramLine(api, { log: log.log }).adapter();
    await desk.open(adapter);
    await line.deliver(...crowd.map((person) => line.write(person, '问一')));
    await until('all answers', () => crowd.every((person) => shown(person).length > 0), 30_000);
    await until('nothing to wait', () => desk.waiting === 0);
    expect(api.shown).toHaveLength(crowd.length);
    expect(times('sendMessage')).toHaveLength(crowd.length);
    expect(log.lines.filter(({ msg }) => msg === 'a reply could not be sent')).toEqual([]);
  });

  it('polls on after the Bot API was away', async () => {
    await desk.open(adapter);
    api.misbehave('getUpdates', { kind: 'error', code: 502, description: 'Bad Gateway' });
    await line.deliver(line.write('甲', '问一'));
    await line.deliver(line.write('甲', '问二'));
    await until('both answers', () => shown('甲').length === 2, 12_000);
    expect(failures).toEqual([]);
  });

  it('gives up a person who blocked it, and serves the others', async () => {
    await desk.open(adapter);
    api.blockedBy.add(line.id('甲'));
    await line.deliver(line.write('甲', '问一'), line.write('乙', '问二'));
    await answered('乙', '问二');
    await until('nothing to wait', () => desk.waiting === 0);
    expect(log.lines.some((one) => one['msg'] === 'a reply was given up')).toBe(true);
    expect(JSON.stringify(log.lines)).not.toContain(String(line.id('甲')));
  });

  it('leaves an update unconfirmed that could not be stored', async () => {
    await adapter.start(async () => {
      throw new Error('disk full');
    });
    await line.deliver(line.write('甲', '问一'));
    await until('the failure', () => failures.length === 1);
    await adapter.stop(async () => undefined);
    expect(api.unconfirmed).toBe(1);
    adapter = line.adapter();
    await desk.open(adapter);
    await answered('甲', '问一');
  });
});

describe('Telegram, what it offers', () => {
  beforeEach(() => desk.open(adapter));

  it('registers its commands in Chinese and English', () => {
    expect([...api.commands.keys()]).toEqual(['', 'zh', 'en']);
    expect(JSON.stringify(api.commands.get('en'))).toContain('Start afresh');
  });

  it('shows that it is typing when an answer takes a while', async () => {
    await line.deliver(line.write('甲', '问慢'));
    await answered('甲', '问慢');
    const typing = times('sendChatAction');
    expect(typing.length).toBeGreaterThan(0);
    expect(Math.min(...typing)).toBeLessThan(times('sendMessage')[0] ?? 0);
  });

  it('opens a source by its button and takes an opinion by a notice', async () => {
    await line.deliver(line.write('甲', '问一'));
    await answered('甲', '问一');
    const answer = api.shown[0];
    if (answer === undefined) throw new Error('no answer');
    expect(answer.buttons.map(({ text }) => text)).toEqual(['原文1', '原文2', '有用', '没用']);
    await line.deliver(api.press(answer, '原文2', line.user('甲'), line.chat('甲')));
    await until('the source', () => shown('甲').length === 2);
    expect(shown('甲')[1]).toContain('服务热线每天8:00—20:00接听');
    await line.deliver(api.press(answer, '有用', line.user('甲'), line.chat('甲')));
    await until('the thanks', () => api.toasts.some(({ text }) => text.includes('谢谢')));
    expect(shown('甲')).toHaveLength(2);
  });

  it('turns the pages of a list by its button', async () => {
    await line.deliver(line.write('甲', '/find 农机'));
    await until('the list', () => api.shown.length === 1);
    const pressNext = async (count: number): Promise<void> => {
      const last = api.shown.at(-1);
      if (last === undefined) throw new Error('nothing is shown');
      await line.deliver(api.press(last, '下一页', line.user('甲'), line.chat('甲')));
      await until('the next part', () => api.shown.length === count);
    };
    await pressNext(2);
    await pressNext(3);
    expect(shown('甲').map((text) => /查“农机”(\d+-\d+)/.exec(text)?.[1])).toEqual(['1-5', '6-10', '11-12']);
    expect(api.shown[2]?.buttons.map(({ text }) => text)).not.toContain('下一页');
    expect(shown('甲').join()).not.toContain('回复“下一页”');
  });

  it('keeps a button to its own answer, also after another question', async () => {
    await line.deliver(line.write('甲', '选'));
    await until('the choices', () => api.shown.length === 1);
    const [choices] = api.shown;
    await line.deliver(line.write('甲', '问一'));
    await answered('甲', '问一');
    if (choices === undefined) throw new Error('no choices');
    await line.deliver(api.press(choices, '2.', line.user('甲'), line.chat('甲')));
    await answered('甲', '问乙');
  });

  it("does not open another chat's answer", async () => {
    await line.deliver(line.write('甲', '问一'));
    await answered('甲', '问一');
    const [answer] = api.shown;
    if (answer === undefined) throw new Error('no answer');
    await line.deliver(api.press(answer, '原文1', line.user('乙'), line.chat('乙')));
    await until('a reply', () => shown('乙').length === 1);
    expect(shown('乙')[0]).toContain('已经过期');
  });

  it('answers an edited question by editing the answer, extra parts removed', async () => {
    const first = line.write('甲', '长');
    await line.deliver(first);
    await until('a long answer', () => shown('甲').join('').includes('［60］') && desk.waiting === 0);
    expect(shown('甲').length).toBeGreaterThan(1);
    await line.deliver(api.edit(first, '问一'));
    await answered('甲', '问一');
    await until('one message', () => shown('甲').length === 1);
    expect(api.shown.find(({ deleted }) => !deleted)?.edits).toBe(1);
  });

  it('keeps topics of a group apart and replies inside them', async () => {
    const inTopic = (topic: number, text: string): Update => {
      const opened = {
        message_id: topic,
        date: 1,
        chat: line.chat('群'),
        from: BOT,
        forum_topic_created: { name: '题', icon_color: 1 },
      };
      return api.message(line.chat('群'), line.user('甲'), {
        text,
        message_thread_id: topic,
        is_topic_message: true,
        reply_to_message: opened as unknown as NonNullable<Message['reply_to_message']>,
      });
    };
    await line.deliver(
      inTopic(11, '@fuwen_test_bot 问一'),
      inTopic(12, '@fuwen_test_bot 问二'),
      inTopic(11, '没有叫它'),
    );
    await answered('群', '问一');
    await answered('群', '问二');
    await delay(200);
    expect(api.shown.map(({ thread }) => thread).toSorted()).toEqual([11, 12]);
    expect(shown('群').join()).not.toContain('接“');
  });

  it('takes a command with its name in a group, a question below a picture, and /help in English', async () => {
    await line.deliver(line.group.write('群', '甲', '/help@fuwen_test_bot', 'unaddressed'));
    await until('the help', () => shown('群').length === 1);
    await line.deliver(line.group.write('群', '甲', '/help@other_bot', 'unaddressed'));
    await line.deliver(
      api.message(line.chat('甲'), line.user('甲'), { photo: [], caption: '问图' } as Partial<Message>),
    );
    await answered('甲', '问图');
    await line.deliver(api.message(line.chat('乙'), { ...line.user('乙'), language_code: 'en' }, { text: '/help' }));
    await until('the English help', () => shown('乙').join().includes('You can ask'));
    expect(shown('群')).toHaveLength(1);
  });
});
