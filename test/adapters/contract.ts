/** What every chat adapter must do, run over its real protocol with the real desk behind it. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Adapter } from '../../src/adapter.ts';
import { Desk, type DeskOptions } from '../../src/desk/desk.ts';
import { deskOptions, HOUSE, readableLog, temporaryFolder, until } from './house.ts';

/** One delivery of one message; the same object delivered again is the same message again. */
export type Delivery = object;

/** A message that somebody in a chat sees. */
export interface Seen {
  readonly text: string;
  /** The message shows which one it answers: a quote, a reply, the asker's name. */
  readonly pointsBack: boolean;
}

export type Thing = 'sticker' | 'voice' | 'picture' | 'file' | 'location';

/** A channel with people at the other end. Chats are named by the test; members a channel has no notion of are absent. */
export interface Line {
  adapter(): Adapter;
  /** A person writes in private; the chat is named like the person. */
  write(person: string, text: string): Delivery;
  send?(person: string, thing: Thing): Delivery;
  group?: {
    write(room: string, person: string, text: string, how: 'unaddressed' | 'mention' | 'reply'): Delivery;
  };
  /** Messages that the protocol shows us though they are ours, or another bot's. */
  own?(chat: string, text: string): Delivery;
  otherBot?(chat: string, text: string): Delivery;
  deliver(...deliveries: Delivery[]): Promise<void>;
  seen(chat: string): readonly Seen[];
  close(): Promise<void>;
}

export interface LineKind {
  readonly name: string;
  readonly limit: number;
  readonly unit: 'bytes' | 'chars';
  /** The channel can deliver a message twice or in another order. */
  readonly repeats: boolean;
  /** The channel carries one chat only, so that nothing is said of others. */
  readonly single?: boolean;
  open(): Promise<Line>;
}

/** A channel that has no notion of something has no test of it either. */
function onlyIf(has: boolean): (name: string, test: () => Promise<void>) => void {
  return has ? it : () => undefined;
}

/** Long enough for a wrong answer to show up. */
const quiet = (): Promise<void> => delay(300);

export function contract(kind: LineKind): void {
  describe(`${kind.name}: the contract of every adapter`, () => {
    let line: Line;
    let desk: Desk;
    let adapter: Adapter;
    let folder: ReturnType<typeof temporaryFolder>;
    let log: ReturnType<typeof readableLog>;
    let stopped: boolean;

    const start = async (changes: Partial<DeskOptions> = {}): Promise<void> => {
      desk = new Desk(deskOptions(folder.path, changes), { house: HOUSE, log: log.log });
      adapter = line.adapter();
      await desk.open(adapter);
      stopped = false;
    };
    const stop = async (milliseconds = 5000): Promise<void> => {
      if (stopped) return;
      stopped = true;
      await desk.close(adapter, milliseconds);
      await desk.end();
    };
    const texts = (chat: string): string[] => line.seen(chat).map(({ text }) => text);
    const all = (chat: string): string => texts(chat).join('\n');
    const say = async (person: string, text: string, expected: string): Promise<void> => {
      await line.deliver(line.write(person, text));
      await until(`"${expected}" after "${text}"`, () => all(person).includes(expected));
    };

    beforeEach(async () => {
      folder = temporaryFolder();
      log = readableLog();
      line = await kind.open();
      await start();
    });
    afterEach(async () => {
      await stop();
      await line.close();
      folder.remove();
    });

    it('answers a private message with its proof', async () => {
      await say('甲', '问一', '答“问一”');
      expect(all('甲')).toContain('［1］');
      expect(all('甲')).toContain('青禾县已建成共享农机站<12>个，覆盖全部乡镇。');
      expect(all('甲')).toContain('2025-03-02');
    });

    it('keeps to the conversation in follow-ups, and starts afresh when asked', async () => {
      await say('甲', '问一', '答“问一”');
      await say('甲', '问二', '答“问二”（接“问一”）');
      await say('甲', '/new', '重新开始');
      await say('甲', '问三', '答“问三”，public');
    });

    it('shows what a letter or a person wrote as text, never as markup', async () => {
      await say('甲', '问<b>粗</b>&amp;`*_[x](y)', '答“问<b>粗</b>&amp;`*_[x](y)”');
      await say('甲', '长', '费用由县财政 & 镇级共担');
    });

    it('shows the passage behind a marker in its surroundings', async () => {
      await say('甲', '问一', '答“问一”');
      await say('甲', '原文2', '服务热线每天8:00—20:00接听');
      const shown = texts('甲').slice(-1).join('');
      expect(shown).toContain('青禾县已建成共享农机站');
      for (const part of ['20', '一、建设情况', '2', '青禾县-20号.txt']) expect(shown).toContain(part);
      await say('甲', '1', '【1】');
      await say('甲', '原文9', '没有第9条出处');
    });

    it('shows a list in parts, the next one when asked', async () => {
      await say('甲', '/find 农机', '查“农机”1-5，public');
      expect(all('甲')).toContain('共12项，这是第1至5项');
      await say('甲', '下一页', '查“农机”6-10');
      await say('甲', '原文1', '青禾县-20号.txt');
      await say('甲', 'next', '查“农机”11-12');
      await say('甲', '下一页', '没有下一页了');
      await say('甲', '/list', '只供工作人员');
      await say('甲', '/find', '/find 农机');
    });

    it('offers choices by number and takes one', async () => {
      await say('甲', '选', '问乙');
      await say('甲', '2', '答“问乙”');
    });

    it('knows its commands', async () => {
      await say('甲', '/start', '忘记我');
      await say('甲', '/help', '第20号提案办得怎么样？');
      await say('甲', '有用', '还没有可以查看的回答');
      await say('甲', '问一', '答“问一”');
      await say('甲', '有用', '谢谢您的评价');
      await say('甲', '没用', '我们会改进');
      await say('甲', '忘记我', '已全部删除');
      await say('甲', '问二', '答“问二”，public');
      await say('甲', '/nonsense', '不认识这个命令');
    });

    it('splits a long answer within the limit, markers intact', async () => {
      await say('甲', '长', '［60］');
      await until('the sources', () => all('甲').includes('【60】') || all('甲').includes('【1】'));
      await quiet();
      const sizes = texts('甲').map((text) => (kind.unit === 'bytes' ? Buffer.byteLength(text) : text.length));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(kind.limit);
      for (let marker = 1; marker <= 60; marker += 1)
        expect(all('甲').includes(`［${marker}］`), `marker ${marker}`).toBe(true);
      for (const text of texts('甲')) expect(text).not.toMatch(/［\d*$|【\d*$/);
    });

    it('apologises when the house fails, and logs the reason without the question', async () => {
      await say('甲', '坏', '抱歉');
      const faults = log.lines.filter((one) => one['msg'] === 'a question could not be answered');
      expect(faults).toHaveLength(1);
      expect(JSON.stringify(faults[0])).toContain('the index is on fire');
      expect(JSON.stringify(log.lines)).not.toContain('坏');
      await say('甲', '问一', '答“问一”');
    });

    it('answers messages of one chat in order when they come all at once', async () => {
      const order = ['问慢1', '问2', '问3', '问慢4', '问5'];
      await line.deliver(...order.map((text) => line.write('甲', text)));
      await until('five answers', () => order.every((text) => all('甲').includes(`答“${text}”`)));
      const at = order.map((text) => all('甲').indexOf(`答“${text}”`));
      expect(at).toEqual(at.toSorted((a, b) => a - b));
    });

    it('finishes what is in flight before it stops', async () => {
      await line.deliver(line.write('甲', '问慢'));
      await until('the message to arrive', () => desk.waiting === 1);
      await stop();
      expect(all('甲')).toContain('答“问慢”');
    });

    it('answers after a restart what was taken and not answered', async () => {
      await line.deliver(line.write('甲', '问慢一'), line.write('甲', '问慢二'));
      await until('both to arrive', () => desk.waiting === 2);
      await stop(1);
      await start();
      await until('both answers', () => all('甲').includes('答“问慢一”') && all('甲').includes('答“问慢二”'));
      expect(all('甲').lastIndexOf('答“问慢一”')).toBeLessThan(all('甲').lastIndexOf('答“问慢二”'));
    });

    it('tells a person who writes too fast once, and goes on in order', async () => {
      await stop();
      await start({ pace: { burst: 2, perMinute: 1200, waiting: 3 } });
      await line.deliver(...Array.from({ length: 12 }, (_, index) => line.write('甲', `问${index + 1}`)));
      const answers = (): number[] =>
        texts('甲')
          .flatMap((text) => Number(/答“问(\d+)”/.exec(text)?.[1] ?? Number.NaN))
          .filter((number) => number > 0);
      await until('nothing to wait', () => answers().length >= 5 && desk.waiting === 0);
      await quiet();
      expect(texts('甲').filter((text) => text.includes('您发得有点快'))).toHaveLength(1);
      expect(answers().length).toBeLessThan(12);
      expect(answers()).toEqual(answers().toSorted((a, b) => a - b));
    });

    onlyIf(kind.repeats)('answers the same delivery once, however often it comes', async () => {
      const once = line.write('甲', '问一');
      await line.deliver(once, once, once);
      await until('the answer', () => all('甲').includes('答“问一”'));
      await line.deliver(once);
      await line.deliver(once);
      await quiet();
      expect(texts('甲').filter((text) => text.includes('答“问一”'))).toHaveLength(1);
    });

    onlyIf(kind.repeats)('answers in the order of writing when messages come in another', async () => {
      const order = ['问1', '问2', '问3', '问4'];
      const deliveries = order.map((text) => line.write('甲', text));
      await line.deliver(...deliveries.toReversed());
      await until('four answers', () => order.every((text) => all('甲').includes(`答“${text}”`)));
      const at = order.map((text) => all('甲').indexOf(`答“${text}”`));
      expect(at).toEqual(at.toSorted((a, b) => a - b));
    });

    onlyIf(kind.single !== true)('keeps one chat out of another', async () => {
      await say('甲', '问一', '答“问一”');
      await say('乙', '1', '答“1”');
      await say('乙', '问二', '答“问二”（接“1”）');
      expect(all('甲')).not.toContain('问二');
    });

    onlyIf(kind.single !== true)('says one helpful line to what holds no text', async () => {
      for (const thing of ['sticker', 'voice', 'picture', 'file', 'location'] as const) {
        const before = line.seen('甲').length;
        await line.deliver(line.send?.('甲', thing) ?? {});
        await until(`a line about a ${thing}`, () => line.seen('甲').length > before);
        expect(texts('甲').slice(before).join(), thing).toContain('只能看文字');
        expect(line.seen('甲').length, thing).toBe(before + 1);
      }
    });

    onlyIf(kind.single !== true)('in a group answers only what is addressed to it, pointing back', async () => {
      const { group } = line;
      if (group === undefined) throw new Error('this line has no groups');
      await line.deliver(group.write('群', '甲', '问零', 'unaddressed'));
      await line.deliver(group.write('群', '甲', '问一', 'mention'));
      await until('the mention to be answered', () => all('群').includes('答“问一”'));
      await line.deliver(group.write('群', '乙', '问二', 'reply'));
      await until('the reply to be answered', () => all('群').includes('答“问二”'));
      await quiet();
      expect(all('群')).not.toContain('问零');
      expect(line.seen('群')[0]?.pointsBack).toBe(true);
    });

    onlyIf(kind.single !== true)('shows staff more in private, and a group never', async () => {
      await stop();
      const staff = new Set([`${adapter.name}:${await senderOf()}`]);
      await start({ staff });
      await say('甲', '问一', '答“问一”，staff');
      await line.deliver(line.group?.write('群', '甲', '问二', 'mention') ?? {});
      await until('the answer in the group', () => all('群').includes('答“问二”'));
      expect(all('群')).toContain('答“问二”，public');
      await say('甲', '/find 农机 2025', '查“农机 2025”1-5，staff');
      await say('甲', '/list', '查“”1-5，staff');
      await line.deliver(line.group?.write('群', '甲', '/list', 'mention') ?? {});
      await until('the refusal in the group', () => all('群').includes('只供工作人员'));
    });

    onlyIf(kind.single !== true)('ignores itself and other bots', async () => {
      if (line.own !== undefined) await line.deliver(line.own('甲', '问自己'));
      if (line.otherBot !== undefined) await line.deliver(line.otherBot('甲', '问机器'));
      await quiet();
      expect(all('甲')).toBe('');
      await say('甲', '问一', '答“问一”');
      await quiet();
      expect(texts('甲').filter((text) => text.includes('答“'))).toHaveLength(1);
    });

    /** The channel's id of 甲, as the adapter reports it. */
    async function senderOf(): Promise<string> {
      const probe = line.adapter();
      const sender = await new Promise<string>((resolve, reject) => {
        probe
          .start(async (message) => {
            resolve(message.sender);
            return 'refused';
          })
          .then(() => line.deliver(line.write('甲', '问')))
          .catch(reject);
      });
      await probe.stop(async () => undefined);
      return sender;
    }
  });
}
