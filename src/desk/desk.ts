/** The desk between channels and the house: takes each message once, keeps conversations in order, loses none. */
import { setImmediate as breath, setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Logger } from 'pino';
import type { Adapter, Ask, Incoming, Reply } from '../adapter.ts';
import type { Answer, Question } from '../model.ts';
import { Conversations } from './conversations.ts';
import { Feedback } from './feedback.ts';
import { Flood, type Pace } from './flood.ts';
import { Inbox } from './inbox.ts';
import { Lanes } from './lanes.ts';
import { Outlet, type Retry } from './outlet.ts';
import { People, personKey } from './people.ts';
import { Replier, type House, type Outcome, type ReplierOptions } from './replier.ts';
import { Durability, openStore, type Store } from './store.ts';
import { languageOf, TEXTS } from './texts.ts';

export interface DeskOptions extends ReplierOptions {
  /** Folder of the store and the key (FUWEN_DATA). */
  readonly data: string;
  /** Questions worked on at once. */
  readonly atOnce: number;
  /** Messages that may wait, all channels together. */
  readonly waiting: number;
  readonly pace: Pace;
  readonly retry: Retry;
  /** Milliseconds that a message waits for one sent before it. */
  readonly settle: number;
  /** Milliseconds after which an unanswered question is a fault. */
  readonly patience: number;
  /** Milliseconds for which ids of answered deliveries are kept, and people who don't write any more. */
  readonly deliveryLife: number;
  readonly personLife: number;
}

/** Too much waits already. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

export interface DeskTools {
  readonly house: House;
  readonly log: Logger;
  /** Called after each reply. */
  readonly observe?: (done: { channel: string; outcome: Outcome; milliseconds: number }) => void;
}

const SWEEP_EVERY = 60_000;

export class Desk {
  readonly #options: DeskOptions;
  readonly #tools: DeskTools;
  readonly #store: Store;
  readonly #durability: Durability;
  readonly #inbox: Inbox;
  readonly #people: People;
  readonly #conversations: Conversations;
  readonly #replier: Replier;
  readonly #flood: Flood;
  readonly #work: PQueue;
  readonly #channels = new Map<string, { outlet: Outlet; lanes: Lanes }>();
  readonly #sweeper: NodeJS.Timeout;
  /** When somebody was last told that the queue is full. */
  readonly #toldFull = new Map<string, number>();

  /** @throws InquiryError when the store can't be opened. */
  constructor(options: DeskOptions, tools: DeskTools) {
    this.#options = options;
    this.#tools = tools;
    this.#store = openStore(options.data);
    this.#durability = new Durability(options.data);
    this.#inbox = new Inbox(this.#store);
    this.#people = new People(this.#store, personKey(options.data));
    this.#conversations = new Conversations(this.#store, options.turnLife);
    this.#replier = new Replier(tools.house, this.#conversations, this.#people, new Feedback(this.#store), options);
    this.#flood = new Flood(options.pace);
    this.#work = new PQueue({ concurrency: options.atOnce });
    this.#sweeper = setInterval(() => this.sweep(Date.now()), SWEEP_EVERY).unref();
  }

  /** Messages taken and not answered yet. */
  get waiting(): number {
    let waiting = 0;
    for (const { lanes } of this.#channels.values()) waiting += lanes.waiting;
    return waiting;
  }

  /** Starts an adapter. What an earlier process or connection left of this channel is answered through it. */
  async open(adapter: Adapter): Promise<void> {
    const known = this.#channels.get(adapter.name);
    const channel = known ?? {
      outlet: new Outlet(this.#options.retry, this.#tools.log),
      lanes: new Lanes(this.#options.settle),
    };
    if (known === undefined) {
      this.#channels.set(adapter.name, channel);
      // Before start, so that new messages of a conversation queue up behind these; they wait for the outlet.
      for (const message of this.#inbox.pending(adapter.name)) this.#line(message, Date.now());
    }
    const ask: Ask = async (message) => this.#take(message, adapter);
    await adapter.start(ask);
    channel.outlet.attach(adapter);
  }

  /** The adapter failed: replies wait until `open` is called with its successor. */
  lose(name: string): void {
    this.#channels.get(name)?.outlet.detach();
  }

  /** Stops an adapter: nothing new is taken, what was taken is answered for at most `milliseconds`, the rest stays stored. */
  async close(adapter: Adapter, milliseconds: number): Promise<void> {
    const channel = this.#channels.get(adapter.name);
    await adapter.stop(async () => {
      if (channel === undefined) return;
      const late = new AbortController();
      await Promise.race([channel.lanes.idle(), delay(milliseconds, undefined, { signal: late.signal })]);
      late.abort();
    });
    channel?.lanes.halt();
    channel?.outlet.halt();
    this.#channels.delete(adapter.name);
  }

  /** A question of a program, without a conversation: takes its turn with the others. Rejects with `QueueFull`. */
  async answer(question: Question): Promise<Answer> {
    if (this.waiting + this.#work.size >= this.#options.waiting) throw new QueueFull('too many questions wait');
    return this.#turn(() => this.#tools.house.answer(question));
  }

  /** Closes the store; adapters are closed before. */
  async end(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.#durability.close();
    this.#store.close();
  }

  /** Deletes what has expired. */
  sweep(now: number): void {
    this.#conversations.expire(now);
    this.#inbox.expire(now - this.#options.deliveryLife);
    this.#people.expire(now - this.#options.personLife);
    this.#flood.sweep(now);
    for (const [person, at] of this.#toldFull) if (now - at > SWEEP_EVERY) this.#toldFull.delete(person);
  }

  async #take(message: Incoming, adapter: Adapter): Promise<'taken' | 'repeated' | 'refused'> {
    const now = Date.now();
    if (this.#inbox.has(message.channel, message.messageId)) return 'repeated';
    const person = this.#people.hash('person', message.channel, message.sender);
    const language = languageOf(message.text, message.language);
    if (this.waiting >= this.#options.waiting) {
      const told = this.#toldFull.get(person);
      this.#toldFull.set(person, now);
      if (told === undefined || now - told > SWEEP_EVERY) this.#notice(message, adapter, TEXTS[language].full);
      return 'refused';
    }
    const { from, notice } = this.#flood.admit(person, now);
    if (notice) this.#notice(message, adapter, TEXTS[language].flood(this.#options.pace.waiting));
    if (from === null) return 'refused';
    if (!this.#inbox.put(message, person, now)) return 'repeated';
    this.#line(message, from);
    await this.#durability.reached();
    return 'taken';
  }

  /** Said out of line: whoever it is for must not wait for it. */
  #notice(message: Incoming, adapter: Adapter, text: string): void {
    const language = languageOf(message.text, message.language);
    this.#tools.observe?.({ channel: message.channel, outcome: 'refused', milliseconds: 0 });
    adapter.send(message, { kind: 'text', text, language, notice: true }).catch((error: unknown) => {
      this.#tools.log.warn({ channel: message.channel, reason: String(error) }, 'a notice could not be sent');
    });
  }

  #line(message: Incoming, from: number): void {
    const channel = this.#channels.get(message.channel);
    if (channel === undefined) return;
    channel.lanes.add(message.conversation, {
      sentAt: message.sentAt.getTime(),
      sequence: message.sequence ?? 0,
      person: message.sender,
      from,
      run: () => this.#serve(message, channel.outlet),
    });
  }

  async #serve(message: Incoming, outlet: Outlet): Promise<void> {
    const since = performance.now();
    try {
      const { reply, outcome } = await this.#reply(message);
      const end = await outlet.send(message, reply);
      if (end !== 'held') this.#inbox.clear(message.channel, message.messageId, Date.now());
      this.#tools.observe?.({ channel: message.channel, outcome, milliseconds: performance.now() - since });
    } catch (error) {
      // The store failed: the message stays in the inbox for the next start.
      this.#tools.log.error({ channel: message.channel, err: error }, 'the desk failed');
    }
  }

  async #reply(message: Incoming): Promise<{ reply: Reply; outcome: Outcome }> {
    try {
      return await this.#turn(() => this.#replier.reply(message, Date.now()));
    } catch (error) {
      this.#tools.log.error({ channel: message.channel, err: error }, 'a question could not be answered');
      return { reply: this.#replier.apology(message), outcome: 'fault' };
    }
  }

  /** Work in its turn, for at most the patience of the settings. */
  async #turn<T>(work: () => Promise<T>): Promise<T> {
    return this.#work.add(async () => {
      // An answer is one long stretch of computing: without a breath between two, nothing is received or sent meanwhile.
      await breath();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        const { patience } = this.#options;
        timer = setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience);
      });
      return Promise.race([work(), late]).finally(() => clearTimeout(timer));
    });
  }
}
