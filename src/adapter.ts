/** The whole contract between a messaging channel and the house. An adapter translates, nothing more. */
import type { Answer, Language, ListPart, SourceInContext } from './model.ts';

/** One message as a channel delivered it, addressed to us: an adapter drops its own, other bots' and unaddressed ones. */
export interface Incoming {
  readonly channel: string;
  /** Unique within the channel: the same delivery twice has the same id. Kept for days, so it names no person. */
  readonly messageId: string;
  /** Chat, room or thread; messages of one conversation are answered in order. */
  readonly conversation: string;
  /** The channel's id of the person. Never logged; the desk keeps a keyed hash. */
  readonly sender: string;
  readonly private: boolean;
  /** What was written; null for a sticker, voice, picture, file or location. */
  readonly text: string | null;
  readonly sentAt: Date;
  /** Orders messages of one conversation that were sent in the same second or arrive out of order. */
  readonly sequence?: number;
  /** The message is an edit of an earlier one of the same conversation. */
  readonly edited?: boolean;
  /** The answer that a pressed button belongs to (`Reply.id`). Without it a command means the last answer. */
  readonly about?: string;
  /** What the channel says of the person's language. */
  readonly language?: Language;
  /** What the adapter needs to reply after a restart: its own text, opaque to the desk, cleared after the send. */
  readonly route?: string;
}

export type { SourceInContext };

/** What to send back; `answer` is rendered by the adapter through inquiry/render for its own format. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly answer: Answer;
      /** Names the answer in buttons, at most 12 characters of [a-z0-9]. */
      readonly id: string;
      /** The answer is a part of a list: where more follows, the person may ask for it (下一页). */
      readonly part?: ListPart;
    }
  | { readonly kind: 'source'; readonly source: SourceInContext; readonly language: Language }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly language: Language;
      /** Said beside the reply, which still follows or never will (too fast, too many waiting). */
      readonly notice?: true;
    };

/**
 * Resolves when the message is stored durably, before any work: only then may a channel be told that it arrived.
 * `taken`: `send` follows. `repeated`: it was here before. `refused`: nothing is stored (a flood, a full queue).
 * Rejects when it can't be stored, so that the channel delivers it again.
 */
export type Ask = (message: Incoming) => Promise<'taken' | 'repeated' | 'refused'>;

export interface Adapter {
  readonly name: string;
  /** Connects and serves until `stop`; resolves once messages can arrive, rejects when it can't start. */
  start(ask: Ask): Promise<void>;
  /**
   * Resolves when the channel has the whole reply. Rejects with `Undeliverable` when it will never take it,
   * with anything else when it may later: the desk tries again. Also called for messages of an earlier process.
   */
  send(to: Incoming, reply: Reply): Promise<void>;
  /** Takes nothing new, waits for `drain` (the desk sending what is in flight), disconnects. */
  stop(drain: () => Promise<void>): Promise<void>;
  /** Called with the reason when the channel fails after its start; the server restarts it. */
  onFailure(listener: (reason: Error) => void): void;
}

/** The channel will never take this reply: the person blocked us, the chat is gone, the text is refused. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}
