/** WeChat through wechaty, with whichever puppet the operator names. Imported only when the channel is on. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Wechaty, WechatyOptions } from 'wechaty';
import { type Adapter, type Ask, type Incoming, type Reply, Undeliverable } from '../src/adapter.ts';
import { InquiryError } from '../src/errors.ts';
import type { Citation } from '../src/model.ts';
import { WeChatCache } from './wechat-cache.ts';
import { incomingOf } from './wechat-incoming.ts';
import { WeChatSender } from './wechat-sender.ts';

export interface WeChatOptions {
  /** A puppet's package, e.g. wechaty-puppet-service; or a puppet object, for tests. */
  readonly puppet: string | object;
  readonly token?: string;
  /** host:port of the gateway; found through the token when absent. */
  readonly endpoint?: string;
  /** PEM of the gateway's authority and the name in its certificate; or no TLS at all. */
  readonly tls?: { readonly caCert?: string; readonly serverName?: string; readonly disable?: boolean };
  /** Folder for the login and the contact cache, below FUWEN_DATA. */
  readonly data: string;
  readonly acceptFriends: boolean;
  /** Where a source can be read whole. */
  readonly link?: (citation: Citation) => string | null;
  readonly log: Logger;
  /** A QR code to be scanned by the operator, as the text it encodes; null once nobody needs it. */
  readonly onCode?: (code: string | null) => void;
  /** Milliseconds: how old a message may be, how long a start may take without a QR code, between two messages. */
  readonly oldest?: number;
  readonly patience?: number;
  readonly gap?: number;
}

const OLDEST = 10 * 60_000;
const PATIENCE = 45_000;
/** A living puppet beats at least once a minute. */
const SILENCE = 90_000;
const STOPPING = 3000;
/** gRPC status codes of a connection that is gone or refused (https://grpc.io/docs/guides/status-codes/). */
const GONE =
  /\b(?:1 CANCELLED|4 DEADLINE_EXCEEDED|13 INTERNAL|14 UNAVAILABLE|16 UNAUTHENTICATED)\b|ECONNREFUSED|ECONNRESET/;
/** Status codes of a message that will never be taken. */
const REFUSED = /\b(?:3 INVALID_ARGUMENT|5 NOT_FOUND|7 PERMISSION_DENIED)\b/;
const RECEIVED = 2;

export class WeChat implements Adapter {
  readonly name = 'wechat';
  readonly #options: WeChatOptions;
  readonly #sender: WeChatSender;
  readonly #cache: WeChatCache;
  readonly #failed: ((reason: Error) => void)[] = [];
  #bot: Wechaty | null = null;
  #state: 'starting' | 'on' | 'failed' | 'stopped' = 'starting';
  #trouble: Error | null = null;
  #watch: NodeJS.Timeout | undefined;

  constructor(options: WeChatOptions) {
    this.#options = options;
    this.#cache = new WeChatCache(join(options.data, 'wechat-cache.sqlite'), options.log);
    this.#sender = new WeChatSender((to, text, mention) => this.#say(to, text, mention), options.link, options.gap);
  }

  async start(ask: Ask): Promise<void> {
    const { WechatyBuilder, log: chatter } = await import('wechaty');
    // wechaty writes message texts and tokens to the console; what matters is told by our own log.
    chatter.level('silent');
    const { puppet, token, endpoint, tls, data } = this.#options;
    if (typeof puppet === 'string') await mustBeInstalled(puppet);
    const bot = WechatyBuilder.build({
      name: join(data, 'wechat'),
      puppet,
      ...(typeof puppet === 'string'
        ? { puppetOptions: { ...(token && { token }), ...(endpoint && { endpoint }), ...(tls && { tls }) } }
        : {}),
    } as WechatyOptions);
    this.#bot = bot;
    const loggedIn = new Promise<void>((resolve) => {
      bot.once('login', () => resolve());
    });
    this.#listen(bot, ask);
    await bot.init();
    this.#cache.serve(bot);
    await Promise.race([this.#connect(bot, loggedIn), this.#troubled(loggedIn)]);
    if (this.#ended()) throw new Error('WeChat was stopped while it started');
    this.#state = 'on';
    this.#options.onCode?.(null);
    this.#beat();
  }

  async send(to: Incoming, reply: Reply): Promise<void> {
    await this.#sender.send(to, reply);
  }

  async stop(drain: () => Promise<void>): Promise<void> {
    const was = this.#state;
    this.#state = 'stopped';
    clearTimeout(this.#watch);
    if (was === 'on') await drain();
    this.#options.onCode?.(null);
    // A gateway that is gone never answers the goodbye.
    if (this.#bot !== null)
      await Promise.race([this.#bot.stop().catch(() => undefined), delay(STOPPING, undefined, { ref: false })]);
    await this.#cache.end();
  }

  #ended(): boolean {
    return this.#state === 'stopped';
  }

  onFailure(listener: (reason: Error) => void): void {
    this.#failed.push(listener);
  }

  /** `bot.start` resolves after some seconds even when it could not connect; only a login tells. */
  async #connect(bot: Wechaty, loggedIn: Promise<void>): Promise<void> {
    await Promise.race([bot.start(), loggedIn]);
    await loggedIn;
  }

  /** Rejects with the first trouble before the login, or when nothing at all happens. */
  async #troubled(loggedIn: Promise<void>): Promise<void> {
    const done = new AbortController();
    void loggedIn.then(() => done.abort());
    const end = Date.now() + (this.#options.patience ?? PATIENCE);
    while (!done.signal.aborted) {
      if (this.#trouble !== null) throw this.#trouble;
      if (Date.now() > end && this.#state === 'starting' && !this.#waitsForScan)
        throw new Error('the WeChat gateway did not log in in time');
      await delay(50, undefined, { signal: done.signal }).catch(() => undefined);
    }
  }

  #waitsForScan = false;

  #listen(bot: Wechaty, ask: Ask): void {
    // Without a listener an error ends the process; it stays on also after a failure.
    bot.on('error', (error) => this.#met(error instanceof Error ? error : new Error(String(error))));
    bot.on('scan', (code) => {
      this.#waitsForScan = true;
      this.#options.onCode?.(code);
    });
    bot.on('login', () => this.#options.onCode?.(null));
    bot.on('logout', () => this.#fail(new Error('WeChat logged the account out')));
    bot.on('heartbeat', () => this.#beat());
    bot.on('message', (message) => {
      this.#arrived(message, bot, ask).catch((error: unknown) => this.#fail(asError(error)));
    });
    bot.on('friendship', (friendship) => {
      this.#befriend(friendship, ask).catch((error: unknown) => {
        this.#options.log.warn(
          { channel: this.name, reason: asError(error).message },
          'a friend request could not be accepted',
        );
      });
    });
  }

  async #arrived(message: Parameters<typeof incomingOf>[0], bot: Wechaty, ask: Ask): Promise<void> {
    if (this.#state === 'stopped' || this.#state === 'failed') return;
    const incoming = await incomingOf(message, bot, this.name, this.#options.oldest ?? OLDEST);
    if (incoming !== null) await ask(incoming);
  }

  async #befriend(
    friendship: { id: string; type(): number; accept(): Promise<void>; contact(): { id: string } },
    ask: Ask,
  ): Promise<void> {
    if (!this.#options.acceptFriends || friendship.type() !== RECEIVED) return;
    await friendship.accept();
    const { id } = friendship.contact();
    await ask({
      channel: this.name,
      messageId: `friendship:${friendship.id}`,
      conversation: id,
      sender: id,
      private: true,
      text: '/start',
      sentAt: new Date(),
      route: JSON.stringify({ to: id }),
    });
  }

  async #say(to: string, text: string, mention: string | null): Promise<void> {
    if (this.#bot === null || this.#state === 'failed') throw new Error('WeChat is not connected');
    try {
      await this.#bot.puppet.messageSendText(to, text, mention === null ? undefined : [mention]);
    } catch (error) {
      const { message } = asError(error);
      if (REFUSED.test(message)) throw new Undeliverable(`the gateway refused the reply: ${message}`, { cause: error });
      throw error;
    }
  }

  /** An error of the puppet: before the login it ends the start; after it only a lost connection is a failure. */
  #met(error: Error): void {
    if (this.#state === 'starting') this.#trouble ??= error;
    else if (GONE.test(error.message)) this.#fail(error);
    else this.#options.log.warn({ channel: this.name, reason: error.message }, 'the WeChat puppet reported an error');
  }

  /** A puppet that is silent for too long is dead, whatever it says. */
  #beat(): void {
    clearTimeout(this.#watch);
    if (this.#state !== 'on') return;
    this.#watch = setTimeout(
      () => this.#fail(new Error(`the WeChat gateway was silent for ${SILENCE / 1000} s`)),
      SILENCE,
    ).unref();
  }

  #fail(reason: Error): void {
    if (this.#state === 'starting') this.#trouble ??= reason;
    if (this.#state !== 'on') return;
    this.#state = 'failed';
    clearTimeout(this.#watch);
    for (const listener of this.#failed) listener(reason);
  }
}

async function mustBeInstalled(puppet: string): Promise<void> {
  try {
    await import(puppet);
  } catch (cause) {
    throw new InquiryError(
      'bad-setting',
      `WECHATY_PUPPET names ${puppet}, which can't be loaded.`,
      `Run: npm install ${puppet}`,
      { cause },
    );
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
