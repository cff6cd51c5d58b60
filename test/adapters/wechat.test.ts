import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Incoming, Reply } from '../../src/adapter.ts';
import type { WeChat, WeChatOptions } from '../../adapters/wechat.ts';
import { until } from './house.ts';
import { gateway, GATEWAY_NAME, selfSigned } from './wechat-gateway.ts';
import { BOT_NAME, WeChatLine, type Gateway } from './wechat-line.ts';

let line: WeChatLine;
const open: WeChat[] = [];
const heard: Incoming[] = [];
const failures: Error[] = [];

async function start(changes: Partial<WeChatOptions> = {}): Promise<WeChat> {
  const adapter = line.adapter(changes);
  open.push(adapter);
  adapter.onFailure((reason) => failures.push(reason));
  await adapter.start(async (message) => {
    heard.push(message);
    return 'taken';
  });
  return adapter;
}
const hears = (text: string): Promise<void> =>
  until(`"${text}" to be heard`, () => heard.some((one) => one.text === text));

beforeEach(() => {
  heard.length = 0;
  failures.length = 0;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((adapter) => adapter.stop(async () => undefined)));
  await line.close();
});

const room = (text: string, mentionIdList: string[] = [], talkerId = '甲'): object =>
  line.draft({ talkerId, roomId: '群@chatroom', mentionIdList, text });

describe('WeChat in process', () => {
  beforeEach(async () => {
    line = await WeChatLine.open(null);
  });

  it('finds a mention with the list and without, however it is closed', async () => {
    await start();
    await line.deliver(
      room(`@${BOT_NAME}\u2005问一`),
      room(`@${BOT_NAME} 问二`),
      room(`问三 @${BOT_NAME}`),
      room(`@${BOT_NAME}，问四`),
      room('@某某\u2005问五', ['bot']),
      room(`@${BOT_NAME}二号\u2005不是问它`),
      room(`提到${BOT_NAME}而已`),
      room(`「甲：${BOT_NAME}」\n- - - - - - - - - - - - - - -\n在和甲说话`),
    );
    for (const text of ['问一', '问二', '问三', '问四', '@某某\u2005问五']) await hears(text);
    await delay(200);
    expect(heard.map(({ text }) => text).toSorted()).toEqual(
      ['@某某\u2005问五', '问一', '问三', '问二', '问四'].toSorted(),
    );
  });

  it('takes a quote off a private question', async () => {
    await start();
    await line.deliver(line.write('甲', '「某某：早先的话」\n- - - - - - - - - - - - - - -\n问一'));
    await hears('问一');
  });

  it('drops what is older than ten minutes, as history after a login is', async () => {
    await start();
    await line.deliver(
      line.draft({ talkerId: '甲', listenerId: 'bot', text: '三小时前', timestamp: Date.now() - 3 * 3_600_000 }),
    );
    await line.deliver(
      line.draft({
        talkerId: '甲',
        listenerId: 'bot',
        text: '一分钟前',
        timestamp: Math.floor(Date.now() / 1000) - 60,
      }),
    );
    await hears('一分钟前');
    await delay(100);
    expect(heard).toHaveLength(1);
  });

  it('drops the notices of WeChat itself', async () => {
    line.person('weixin');
    await start();
    await line.deliver(
      line.draft({ talkerId: 'weixin', listenerId: 'bot', text: '登录提醒' }),
      line.draft({ talkerId: '甲', listenerId: 'bot', text: '撤回了一条消息', type: 13 }),
      line.draft({ talkerId: '甲', listenerId: 'bot', text: '红包', type: 12 }),
      line.write('甲', '问一'),
    );
    await hears('问一');
    await delay(100);
    expect(heard).toHaveLength(1);
  });

  it('tries a reply again without repeating the parts that were sent', async () => {
    const adapter = await start();
    await line.deliver(line.write('甲', '问一'));
    await hears('问一');
    const [message] = heard;
    if (message === undefined) throw new Error('nothing heard');
    const long: Reply = {
      kind: 'text',
      language: 'zh-Hans',
      text: Array.from({ length: 4 }, (_, index) => `${index}${'长'.repeat(600)}`).join('\n'),
    };
    const { puppet } = line.mocker;
    const real = puppet.messageSendText.bind(puppet);
    let calls = 0;
    puppet.messageSendText = async (to, text) => {
      calls += 1;
      if (calls === 3) throw new Error('14 UNAVAILABLE: read ECONNRESET');
      return real(to, text);
    };
    await expect(adapter.send(message, long)).rejects.toThrow('UNAVAILABLE');
    await adapter.send(message, long);
    expect(line.seen('甲').map(({ text }) => text[0])).toEqual(['0', '1', '2', '3']);
  });

  it('reports a log-out as a failure', async () => {
    await start();
    await line.mocker.puppet.logout('the phone said so');
    await until('the failure', () => failures.length === 1);
    expect(failures[0]?.message).toContain('logged the account out');
  });

  it('shows the QR code to the operator while it waits, and takes it back after the login', async () => {
    const codes: (string | null)[] = [];
    line.scanned = false;
    const started = start({ onCode: (code) => codes.push(code), patience: 300 });
    await until('the puppet to be on', () => line.mocker.puppet.state.active() === true);
    line.mocker.puppet.emit('scan', { qrcode: 'https://example.invalid/scan-me', status: 2 });
    await delay(600);
    expect(codes).toEqual(['https://example.invalid/scan-me']);
    line.mocker.login(line.bot);
    await started;
    expect(codes.at(-1)).toBeNull();
  });

  it.each([true, false])('accepts a friend request only if allowed (%s), and says hello', async (acceptFriends) => {
    await start({ acceptFriends });
    const { puppet } = line.mocker;
    const accepted: string[] = [];
    puppet.friendshipAccept = async (id) => void accepted.push(id);
    puppet.friendshipRawPayload = async (id) => ({
      id,
      contactId: '乙',
      type: 2,
      hello: '你好',
      timestamp: Date.now(),
      ticket: 't',
      scene: 1,
      stranger: 's',
    });
    puppet.friendshipRawPayloadParser = async (payload) => payload;
    puppet.emit('friendship', { friendshipId: 'f1' });
    if (acceptFriends) await hears('/start');
    else await delay(300);
    expect(accepted).toEqual(acceptFriends ? ['f1'] : []);
    expect(heard.map(({ conversation }) => conversation)).toEqual(acceptFriends ? ['乙'] : []);
  });
});

const CACHE = 'wechat-cache.sqlite';
const certificate = selfSigned();
describe.skipIf(certificate === null)('WeChat through a gateway', () => {
  let where: Gateway;
  const tls = { caCert: certificate?.cert ?? '', serverName: GATEWAY_NAME };

  beforeEach(async () => {
    where = await gateway(certificate ?? { cert: '', key: '' });
    line = await WeChatLine.open(where, { tls });
  });

  it('keeps the contact cache below its data folder, and none below the home folder', async () => {
    await start();
    await line.deliver(line.write('甲', '问一'));
    await hears('问一');
    expect(readdirSync(line.folder.path).filter((name) => name.startsWith('wechat-cache'))).toContain(CACHE);
    const store = new Database(join(line.folder.path, CACHE), { readonly: true });
    const cached = store.prepare("SELECT account, id FROM cached WHERE kind = 'contact'").all();
    store.close();
    expect(cached).toContainEqual(expect.objectContaining({ account: 'bot', id: '甲' }));
    expect(existsSync(join(homedir(), '.wechaty/wechaty-puppet-service', where.token))).toBe(false);
  });

  it('starts beside a former life that hangs, holds its cache, and never says goodbye', async () => {
    await start();
    await line.deliver(line.write('甲', '问一'));
    await hears('问一');
    const former = line;
    line = await WeChatLine.open(await gateway(certificate ?? { cert: '', key: '' }), {
      tls,
      data: former.folder.path,
    });
    try {
      await start();
      await line.deliver(line.write('乙', '问二'));
      await hears('问二');
      // The former one lives on and still writes.
      await former.deliver(former.write('乙', '问三'));
      await hears('问三');
      expect(failures).toEqual([]);
    } finally {
      await Promise.all(open.splice(0).map((adapter) => adapter.stop(async () => undefined)));
      await former.close();
    }
  });

  it('lets a puppet go that hangs at its goodbye, and starts the next one at once', async () => {
    const adapter = await start();
    line.mocker.puppet.stop = () => new Promise(() => undefined);
    await adapter.stop(async () => undefined);
    await line.down();
    await line.up();
    await start();
    await line.deliver(line.write('甲', '问一'));
    await hears('问一');
  });

  it('does not start while the gateway is down, and starts once it is up', async () => {
    await line.down();
    await expect(start({ patience: 3000 })).rejects.toThrow(/UNAVAILABLE|in time/);
    await line.up();
    await start();
    await line.deliver(line.write('甲', '问一'));
    await hears('问一');
  });

  it('does not start with a wrong token', async () => {
    await expect(start({ token: 'insecure_00000000-0000-4000-8000-000000000000' })).rejects.toThrow(/UNAUTHENTICATED/);
  });

  it('does not trust a gateway with another certificate', async () => {
    const other = selfSigned();
    await expect(
      start({ tls: { caCert: other?.cert ?? '', serverName: GATEWAY_NAME }, patience: 3000 }),
    ).rejects.toThrow(/UNAVAILABLE|in time/);
  });

  it('reports a gateway that is killed in mid-session within seconds', async () => {
    const adapter = await start();
    await line.deliver(line.write('甲', '问一'));
    await hears('问一');
    await line.down();
    await until('the failure', () => failures.length === 1, 5000);
    await adapter.stop(async () => undefined);
    await line.up();
    await start();
    await line.deliver(line.write('甲', '问二'));
    await hears('问二');
  });
});
