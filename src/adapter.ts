/** The whole contract between a messaging channel and the house. An adapter translates, nothing more. */
import type { Answer } from './model.ts';

/** One message as a channel delivered it. */
export interface Incoming {
  readonly channel: string;
  /** Unique within the channel: the same delivery twice has the same id. */
  readonly messageId: string;
  /** Chat, room or thread; messages of one conversation are answered in order. */
  readonly conversation: string;
  /** The channel's id of the person. Never logged; the desk keeps a keyed hash. */
  readonly sender: string;
  readonly private: boolean;
  /** What was written; null for a sticker, voice, picture, file or location. */
  readonly text: string | null;
  readonly sentAt: Date;
  /** The message is an edit of an earlier one with the same id. */
  readonly edited?: boolean;
}

/** What to send back; `answer` is rendered by the adapter through inquiry/render for its own format. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' };

/** Resolves when the reply is stored for the message; the desk keeps order, uniqueness and limits. Rejects on a fault. */
export type Ask = (message: Incoming) => Promise<Reply>;

export interface Adapter {
  readonly name: string;
  /** Connects and serves until `stop`; resolves once messages can arrive, rejects when it can't start. */
  start(ask: Ask): Promise<void>;
  /** Takes nothing new, finishes what is in flight, disconnects. */
  stop(): Promise<void>;
  /** Called with the reason when the channel fails after its start; the server restarts it. */
  onFailure(listener: (reason: Error) => void): void;
}
