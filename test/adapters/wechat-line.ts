/** People at the other end of WeChat: wechaty's mock, in process or behind a real gRPC gateway on loopback. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { PuppetServer, type PuppetServerOptions } from 'wechaty-puppet-service';
import { mock, PuppetMock } from 'wechaty-puppet-mock';
import { WeChat, type WeChatOptions } from '../../adapters/wechat.ts';
import type { Line, Seen, Thing } from './contract.ts';
import { SILENT, temporaryFolder } from './house.ts';

export const BOT_NAME = '复文助手';
const TYPES: Readonly<Record<Thing, number>> = { sticker: 5, voice: 2, picture: 6, file: 1, location: 8 };

/** A message payload, made and not yet delivered. */
export interface Draft {
  readonly id: string;
  readonly talkerId: string;
  readonly listenerId?: string;
  readonly roomId?: string;
  readonly mentionIdList?: string[];
  readonly text?: string;
  readonly timestamp: number;
  readonly type: number;
}

export interface Gateway {
  readonly token: string;
  readonly endpoint: string;
  readonly tls?: PuppetServerOptions['tls'];
}

export class WeChatLine implements Line {
  readonly mocker = new mock.Mocker();
  readonly bot = this.mocker.createContact({ id: 'bot', name: BOT_NAME });
  readonly folder = temporaryFolder();
  /** Whether the account was scanned before, so that a start logs in by itself. */
  scanned = true;
  readonly #options: Partial<WeChatOptions>;
  readonly #gateway: Gateway | null;
  readonly #shown = new Map<string, Seen[]>();
  #server: PuppetServer | null = null;
  #clock = Date.now();
  #ids = 0;

  private constructor(gateway: Gateway | null, options: Partial<WeChatOptions>) {
    this.#gateway = gateway;
    this.#options = options;
    // Logs in as soon as the puppet is started, as a phone that was scanned before does.
    this.mocker.use((mocker) => {
      if (this.scanned && !mocker.puppet.isLoggedIn) mocker.login(this.bot);
      return () => undefined;
    });
  }

  static async open(gateway: Gateway | null, options: Partial<WeChatOptions> = {}): Promise<WeChatLine> {
    const line = new WeChatLine(gateway, options);
    for (const name of ['甲', '乙']) line.person(name);
    line.mocker.createRoom({ id: '群@chatroom', topic: '群', memberIdList: ['bot', '甲', '乙'] });
    const room = line.mocker.RoomMock.load('群@chatroom');
    room.on('message', (message) => line.#see('群', message.talker().id, message.text() ?? ''));
    if (gateway !== null) await line.up();
    return line;
  }

  person(name: string, payload: object = {}): void {
    const contact = this.mocker.createContact({ id: name, name, ...payload });
    contact.on('message', (message) => {
      if (message.listener()?.id === name) this.#see(name, message.talker().id, message.text() ?? '');
    });
  }

  #see(chat: string, talker: string, text: string): void {
    if (talker !== 'bot') return;
    this.#shown.set(chat, [...(this.#shown.get(chat) ?? []), { text, pointsBack: text.startsWith('@') }]);
  }

  /** Starts the gateway. */
  async up(): Promise<void> {
    if (this.#gateway === null) throw new Error('there is no gateway');
    this.#server = new PuppetServer({ ...this.#gateway, puppet: this.#puppet() } as PuppetServerOptions);
    await this.#server.start();
  }

  /** Ends the gateway without a goodbye. */
  async down(): Promise<void> {
    await this.#server?.stop();
    this.#server = null;
  }

  #puppet(): PuppetMock {
    // A mocker takes one puppet in its life; a restarted bot or gateway is another.
    Reflect.set(this.mocker, '_puppet', undefined);
    return new PuppetMock({ mocker: this.mocker });
  }

  adapter(changes: Partial<WeChatOptions> = {}): WeChat {
    const common = { data: this.folder.path, acceptFriends: false, log: SILENT, gap: 0, ...this.#options };
    if (this.#gateway === null) return new WeChat({ ...common, puppet: this.#puppet(), ...changes });
    const { token, endpoint } = this.#gateway;
    return new WeChat({ ...common, puppet: 'wechaty-puppet-service', token, endpoint, ...changes });
  }

  draft(content: Partial<Draft> & { talkerId: string }): Draft {
    this.#ids += 1;
    this.#clock = Math.max(this.#clock + 1, Date.now());
    return { id: `message-${this.#ids}`, timestamp: this.#clock, type: 7, ...content };
  }

  write(person: string, text: string): Draft {
    return this.draft({ talkerId: person, listenerId: 'bot', text });
  }

  send(person: string, thing: Thing): Draft {
    return this.draft({ talkerId: person, listenerId: 'bot', type: TYPES[thing], text: '' });
  }

  readonly group = {
    write: (_room: string, person: string, text: string, how: 'unaddressed' | 'mention' | 'reply'): Draft => {
      const written = {
        unaddressed: text,
        mention: `@${BOT_NAME}\u2005${text}`,
        reply: `「${BOT_NAME}：先前的回答」\n- - - - - - - - - - - - - - -\n${text}`,
      }[how];
      return this.draft({ talkerId: person, roomId: '群@chatroom', mentionIdList: [], text: written });
    },
  };

  own(chat: string, text: string): Draft {
    return this.draft({ talkerId: 'bot', listenerId: chat, text });
  }

  otherBot(_chat: string, text: string): Draft {
    if (!this.mocker.cacheContactPayload.has('gh_official')) this.person('gh_official', { type: 2 });
    return this.draft({ talkerId: 'gh_official', listenerId: 'bot', text });
  }

  async deliver(...drafts: object[]): Promise<void> {
    for (const draft of drafts as Draft[]) {
      if (!this.mocker.cacheMessagePayload.has(draft.id)) {
        this.mocker.cacheMessagePayload.set(draft.id, draft as never);
      }
      this.mocker.puppet.emit('message', { messageId: draft.id });
    }
  }

  seen(chat: string): readonly Seen[] {
    return this.#shown.get(chat) ?? [];
  }

  async close(): Promise<void> {
    await this.down();
    this.folder.remove();
  }
}

/** A port of loopback that was free just now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
