/** Telegram through the Bot API: long polling, or a webhook that the server's port takes in. */
import { timingSafeEqual } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { autoRetry } from '@grammyjs/auto-retry';
import { Bot, GrammyError } from 'grammy';
import type { BotCommand, Update } from 'grammy/types';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import type { Adapter, Ask, Incoming, Reply } from '../src/adapter.ts';
import { InquiryError } from '../src/errors.ts';
import type { Citation } from '../src/model.ts';
import { botFetch, inTurn, NEVER } from './telegram-call.ts';
import { incomingOf, type Route, routeOf } from './telegram-incoming.ts';
import { TelegramSender } from './telegram-sender.ts';

export interface TelegramOptions {
  readonly token: string;
  readonly log: Logger;
  /** Another Bot API server: a local one, or one on loopback for tests. */
  readonly apiRoot?: string;
  /** Public https address and secret; without it the adapter polls. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** Where a source can be read whole. */
  readonly link?: (citation: Citation) => string | null;
  /** Milliseconds before the typing notice is shown. */
  readonly typingAfter?: number;
  /** Seconds after which a call is given up; a poll waits for half of it. */
  readonly callSeconds?: number;
}

const CHANNEL = 'telegram';
/** Where the server mounts `app`; the webhook's address ends in it. */
export const WEBHOOK_PATH = '/channels/telegram/webhook';
/** 1 to 256 of these: https://core.telegram.org/bots/api#setwebhook */
const SECRET = /^[A-Za-z0-9_-]{16,256}$/;
const UPDATES = ['message', 'edited_message', 'callback_query'] as const;
/** Telegram's updates are far smaller. */
const BODY = 256 * 1024;
const CALL_SECONDS = 50;
const START_MS = 10_000;
/** With more waiting than this, calls are spent on answers alone. */
const TYPING_IN = 50;
/** Telegram shows the notice for five seconds. */
const TYPING_EVERY = 4500;
const TYPING_AT_MOST = 60_000;

const COMMANDS: Readonly<Record<'zh' | 'en', readonly BotCommand[]>> = {
  zh: [
    { command: 'help', description: '怎么问' },
    { command: 'new', description: '换个话题' },
    { command: 'source', description: '看第几条出处，如 /source 1' },
    { command: 'find', description: '列出有关的答复，如 /find 充电桩' },
    { command: 'delete', description: '删除我的记录' },
  ],
  en: [
    { command: 'help', description: 'How to ask' },
    { command: 'new', description: 'Start afresh' },
    { command: 'source', description: 'Show a source, e.g. /source 1' },
    { command: 'find', description: 'List letters, e.g. /find charging' },
    { command: 'delete', description: 'Delete what is stored of me' },
  ],
};

export class Telegram implements Adapter {
  readonly name = CHANNEL;
  /** Takes in the webhook; empty when polling. */
  readonly app = new Hono();
  readonly #options: TelegramOptions;
  readonly #bot: Bot;
  readonly #sender: TelegramSender;
  readonly #typing = new Map<string, AbortController>();
  readonly #failed: ((reason: Error) => void)[] = [];
  /** Updates of the last batch on their way into the store. */
  readonly #taking: Promise<void>[] = [];
  #polling: Promise<void> | null = null;
  #closed = false;

  get #callSeconds(): number {
    return this.#options.callSeconds ?? CALL_SECONDS;
  }

  /** @throws InquiryError `bad-setting` when a webhook has no proper secret or address. */
  constructor(options: TelegramOptions) {
    this.#options = options;
    const { webhook, apiRoot } = options;
    if (webhook !== undefined) {
      if (!SECRET.test(webhook.secret)) {
        throw new InquiryError(
          'bad-setting',
          'TELEGRAM_WEBHOOK_SECRET is missing or weak: anyone could forge messages.',
          'Set it to 16 to 256 letters, digits, _ or -, e.g. from: openssl rand -hex 32',
        );
      }
      if (!webhook.url.endsWith(WEBHOOK_PATH)) {
        throw new InquiryError(
          'bad-setting',
          `TELEGRAM_WEBHOOK_URL is "${webhook.url}".`,
          `Set it to your https address followed by ${WEBHOOK_PATH}.`,
        );
      }
      this.#takeIn(webhook.secret);
    }
    this.#bot = new Bot(options.token, {
      client: {
        timeoutSeconds: NEVER,
        fetch: botFetch(apiRoot, this.#callSeconds),
        ...(apiRoot === undefined ? {} : { apiRoot }),
      },
    });
    this.#bot.api.config.use(inTurn());
    // Only waits that Telegram asks for; everything else is tried again by the desk, which keeps the order.
    this.#bot.api.config.use(
      autoRetry({
        maxRetryAttempts: 5,
        maxDelaySeconds: 120,
        rethrowHttpErrors: true,
        rethrowInternalServerErrors: true,
      }),
    );
    this.#sender = new TelegramSender(this.#bot.api, options.link, () =>
      options.log.warn(
        { channel: CHANNEL },
        'a reply was sent twice over connections that broke; it is taken for sent',
      ),
    );
  }

  async start(ask: Ask): Promise<void> {
    this.#bot.botInfo = await Promise.race([this.#bot.api.getMe(), late()]);
    this.#bot.use((context) => this.#take(context.update, ask));
    await this.#nameCommands();
    const { webhook } = this.#options;
    if (webhook !== undefined) {
      await this.#bot.api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: UPDATES });
      return;
    }
    this.#bot.api.config.use(async (call, method, payload, signal) => {
      if (method === 'getUpdates') await this.#stored();
      return call(method, payload, signal);
    });
    await new Promise<void>((resolve, reject) => {
      this.#polling = this.#bot
        .start({ allowed_updates: UPDATES, timeout: Math.floor(this.#callSeconds / 2), onStart: () => resolve() })
        .catch((error: unknown) => {
          reject(error);
          this.#fail(error);
        });
    });
  }

  async send(to: Incoming, reply: Reply): Promise<void> {
    this.#typing.get(to.messageId)?.abort();
    await this.#sender.send(to, reply);
  }

  async stop(drain: () => Promise<void>): Promise<void> {
    this.#closed = true;
    // The webhook stays set: Telegram keeps what comes meanwhile and delivers it after the restart.
    const polled = this.#polling;
    if (polled !== null) {
      await Promise.race([this.#bot.stop().catch(() => undefined), delay(2000, undefined, { ref: false })]);
    }
    await drain();
    for (const typing of this.#typing.values()) typing.abort();
    if (polled !== null) await Promise.race([polled, delay(2000, undefined, { ref: false })]);
  }

  onFailure(listener: (reason: Error) => void): void {
    this.#failed.push(listener);
  }

  /** grammY hands over one update after the other; polling waits for all of a batch at once, a webhook for its own. */
  async #take(update: Update, ask: Ask): Promise<void> {
    const taking = this.#arrived(update, ask);
    if (this.#options.webhook !== undefined) return taking;
    taking.catch(() => undefined);
    this.#taking.push(taking);
  }

  /** The next poll confirms the updates before it, so it must not be made until they are stored. */
  async #stored(): Promise<void> {
    try {
      await Promise.all(this.#taking);
      this.#taking.length = 0;
    } catch (error) {
      // They stay in the list: this connection confirms nothing any more, and Telegram gives them to the next one.
      this.#fail(error);
      throw error;
    }
  }

  async #arrived(update: Update, ask: Ask): Promise<void> {
    const message = incomingOf(update, this.#bot.botInfo, this.name, new Date());
    const query = update.callback_query;
    if (message === null) {
      if (query !== undefined) await this.#bot.api.answerCallbackQuery(query.id).catch(() => undefined);
      return;
    }
    const typing = query === undefined ? this.#showTyping(message) : null;
    const taken = await ask(message);
    if (taken !== 'taken') typing?.abort();
    // A pressed button shows a wheel until it is answered; a verdict is answered with thanks by `send`.
    if (query !== undefined && (routeOf(message).toast === undefined || taken !== 'taken')) {
      void this.#bot.api.answerCallbackQuery(query.id).catch(() => undefined);
    }
  }

  /** Shows that an answer is being written, until aborted. Null when that is shown for this message already. */
  #showTyping(message: Incoming): AbortController | null {
    if (this.#typing.has(message.messageId) || this.#typing.size >= TYPING_IN) return null;
    const done = new AbortController();
    this.#typing.set(message.messageId, done);
    void this.#keepTyping(routeOf(message), done.signal).finally(() => this.#typing.delete(message.messageId));
    return done;
  }

  async #keepTyping({ chat, thread }: Route, signal: AbortSignal): Promise<void> {
    const until = Date.now() + TYPING_AT_MOST;
    try {
      await delay(this.#options.typingAfter ?? 300, undefined, { signal, ref: false });
      while (Date.now() < until) {
        await this.#bot.api.sendChatAction(chat, 'typing', thread === undefined ? {} : { message_thread_id: thread });
        await delay(TYPING_EVERY, undefined, { signal, ref: false });
      }
    } catch {
      // Aborted by the reply, or Telegram is busy: the notice is only a courtesy.
    }
  }

  async #nameCommands(): Promise<void> {
    try {
      await this.#bot.api.setMyCommands(COMMANDS.zh);
      await this.#bot.api.setMyCommands(COMMANDS.zh, { language_code: 'zh' });
      await this.#bot.api.setMyCommands(COMMANDS.en, { language_code: 'en' });
    } catch (error) {
      if (error instanceof GrammyError && error.error_code === 401) throw error;
      this.#options.log.warn({ channel: this.name, reason: String(error) }, 'the commands could not be registered');
    }
  }

  /** Acknowledged once the message is stored: Telegram repeats what gets no 200. */
  #takeIn(secret: string): void {
    const expected = Buffer.from(secret);
    this.app.post(WEBHOOK_PATH, bodyLimit({ maxSize: BODY }), async (context) => {
      const given = Buffer.from(context.req.header('X-Telegram-Bot-Api-Secret-Token') ?? '');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return context.body(null, 401);
      if (this.#closed || !this.#bot.isInited()) return context.body(null, 503);
      const update = (await context.req.json().catch(() => null)) as Update | null;
      if (update === null || typeof update !== 'object' || !Number.isSafeInteger(update.update_id))
        return context.body(null, 400);
      try {
        await this.#bot.handleUpdate(update);
      } catch (error) {
        // Only its message: grammY's errors carry the update.
        this.#options.log.error(
          { channel: this.name, reason: error instanceof Error ? error.message : String(error) },
          'an update could not be stored',
        );
        return context.body(null, 500);
      }
      return context.body(null, 200);
    });
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    for (const listener of this.#failed) listener(error instanceof Error ? error : new Error(String(error)));
  }
}

async function late(): Promise<never> {
  await delay(START_MS, undefined, { ref: false });
  throw new Error(`the Bot API did not answer within ${START_MS} ms`);
}
