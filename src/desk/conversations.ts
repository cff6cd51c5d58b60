/** What was said last in each conversation, for follow-ups, sources, choices and feedback. Short-lived by design. */
import { randomBytes } from 'node:crypto';
import type { Answer, Citation, Language, Viewer } from '../model.ts';
import type { Store } from './store.ts';

/** What an answer leaves to come back to. */
export interface Trace {
  readonly kind: Answer['kind'];
  readonly language: Language;
  readonly citations: readonly Citation[];
  readonly choices: readonly string[];
  /** The answer is a part of a list: what was looked up, and where the next part begins; null at the end. */
  readonly listing?: { readonly name: string; readonly argument: string; readonly next: number | null };
}

export interface Turn {
  /** 12 characters of [0-9a-f]: short enough for a button. */
  readonly id: string;
  readonly channel: string;
  readonly messageId: string;
  readonly conversation: string;
  readonly person: string;
  readonly askedAt: number;
  readonly question: string;
  readonly role: Viewer['role'];
  readonly trace: Trace;
}

interface Row {
  readonly id: string;
  readonly channel: string;
  readonly message_id: string;
  readonly conversation: string;
  readonly person: string;
  readonly asked_at: number;
  readonly question: string;
  readonly role: Viewer['role'];
  readonly answer: string;
}

/** What to remember of an answer. */
export function traceOf(answer: Answer, listing?: Trace['listing']): Trace {
  return {
    ...(listing === undefined ? {} : { listing }),
    kind: answer.kind,
    language: answer.language,
    citations: answer.kind === 'answered' ? answer.citations : [],
    choices: answer.kind === 'clarify' ? answer.choices : [],
  };
}

export class Conversations {
  /** Milliseconds after which a turn is no longer remembered. */
  readonly #life: number;
  readonly #add;
  readonly #recent;
  readonly #find;
  readonly #end;
  readonly #expire;

  constructor(store: Store, life: number) {
    this.#life = life;
    this.#add = store.prepare(
      `INSERT INTO turn (id, channel, message_id, conversation, person, asked_at, question, role, answer)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (channel, message_id) DO UPDATE SET question = excluded.question, answer = excluded.answer
       RETURNING id`,
    );
    this.#recent = store.prepare(
      `SELECT * FROM turn WHERE conversation = ? AND asked_at > ? AND message_id <> ?
       ORDER BY asked_at DESC, rowid DESC LIMIT ?`,
    );
    this.#find = store.prepare('SELECT * FROM turn WHERE id = ? AND conversation = ? AND asked_at > ?');
    this.#end = store.prepare('DELETE FROM turn WHERE conversation = ?');
    this.#expire = store.prepare('DELETE FROM turn WHERE asked_at <= ?');
  }

  /** Remembers a turn and returns its id. A message worked on again after a crash keeps one turn and its id. */
  add(turn: Omit<Turn, 'id'>): string {
    const id = randomBytes(6).toString('hex');
    const { channel, messageId, conversation, person, askedAt, question, role, trace } = turn;
    // All rows are read, so that the statement ends and its write is committed.
    const [row] = this.#add.all(
      id,
      channel,
      messageId,
      conversation,
      person,
      askedAt,
      question,
      role,
      JSON.stringify(trace),
    ) as { id: string }[];
    return row?.id ?? id;
  }

  /** Earlier turns, oldest first, at most `limit`, without the message that is being answered. */
  recent(conversation: string, limit: number, now: number, except: string): Turn[] {
    const rows = this.#recent.all(conversation, now - this.#life, except, limit) as Row[];
    return rows.map(turnOf).toReversed();
  }

  /** The turn with this id, if it belongs to this conversation and is not expired. */
  find(id: string, conversation: string, now: number): Turn | null {
    const row = this.#find.get(id, conversation, now - this.#life) as Row | undefined;
    return row === undefined ? null : turnOf(row);
  }

  /** /new: the conversation starts afresh. */
  end(conversation: string): void {
    this.#end.run(conversation);
  }

  /** Deletes what has expired. Returns how many turns. */
  expire(now: number): number {
    return this.#expire.run(now - this.#life).changes;
  }
}

function turnOf(row: Row): Turn {
  return {
    id: row.id,
    channel: row.channel,
    messageId: row.message_id,
    conversation: row.conversation,
    person: row.person,
    askedAt: row.asked_at,
    question: row.question,
    role: row.role,
    trace: JSON.parse(row.answer) as Trace,
  };
}
