/** People at the other end of a loopback Bot API. */
import type { Chat, Message, Update, User } from 'grammy/types';
import { Telegram, type TelegramOptions } from '../../adapters/telegram.ts';
import { BOT, BotApi, TOKEN } from './bot-api.ts';
import type { Line, Thing } from './contract.ts';
import { SILENT } from './house.ts';

const THINGS: Readonly<Record<Thing, Partial<Message>>> = {
  sticker: {
    sticker: {
      file_id: 's',
      file_unique_id: 's',
      type: 'regular',
      width: 1,
      height: 1,
      is_animated: false,
      is_video: false,
    },
  },
  voice: { voice: { file_id: 'v', file_unique_id: 'v', duration: 1 } },
  picture: { photo: [{ file_id: 'p', file_unique_id: 'p', width: 1, height: 1 }] },
  file: { document: { file_id: 'd', file_unique_id: 'd' } },
  location: { location: { latitude: 31, longitude: 121 } },
};

export class TelegramLine implements Line {
  readonly api: BotApi;
  readonly #options: Partial<TelegramOptions>;
  readonly #ids = new Map<string, number>();

  constructor(api: BotApi, options: Partial<TelegramOptions> = {}) {
    this.api = api;
    this.#options = options;
  }

  adapter(): Telegram {
    return new Telegram({ token: TOKEN, apiRoot: this.api.root, log: SILENT, ...this.#options });
  }

  /** Groups have negative ids. */
  id(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = (700 + this.#ids.size) * (name.startsWith('群') ? -1 : 1);
    this.#ids.set(name, id);
    return id;
  }

  user(person: string): User {
    return { id: this.id(person), is_bot: false, first_name: person, language_code: 'zh-hans' };
  }

  chat(name: string): Chat {
    const id = this.id(name);
    return id < 0 ? { id, type: 'supergroup', title: name } : { id, type: 'private', first_name: name };
  }

  write(person: string, text: string): Update {
    return this.api.message(this.chat(person), this.user(person), { text });
  }

  send(person: string, thing: Thing): Update {
    return this.api.message(this.chat(person), this.user(person), THINGS[thing]);
  }

  readonly group = {
    write: (room: string, person: string, text: string, how: 'unaddressed' | 'mention' | 'reply'): Update => {
      const ours = {
        message_id: 3,
        date: 1_700_000_000,
        chat: this.chat(room),
        from: BOT,
        text: '先前的回答',
      } as Message;
      return this.api.message(this.chat(room), this.user(person), {
        text: how === 'mention' ? `@${BOT.username} ${text}` : text,
        ...(how === 'reply' ? { reply_to_message: ours as NonNullable<Message['reply_to_message']> } : {}),
      });
    },
  };

  own(chat: string, text: string): Update {
    return this.api.message(this.chat(chat), BOT, { text });
  }

  otherBot(chat: string, text: string): Update {
    return this.api.message(
      this.chat(chat),
      { id: 999, is_bot: true, first_name: '别的机器人', username: 'other_bot' },
      { text },
    );
  }

  async deliver(...updates: object[]): Promise<void> {
    await this.api.deliver(...(updates as Update[]));
  }

  seen(chat: string): { text: string; pointsBack: boolean }[] {
    const id = this.id(chat);
    return this.api.shown
      .filter((one) => one.chat === id && !one.deleted)
      .map(({ text, replyTo }) => ({ text, pointsBack: replyTo !== null }));
  }

  async close(): Promise<void> {
    await this.api.close();
  }
}
