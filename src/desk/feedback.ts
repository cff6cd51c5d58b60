/** What people thought of an answer: 有用 or 没用, once a person and answer, the last word counts. */
import type { Turn } from './conversations.ts';
import type { Store } from './store.ts';

export type Verdict = 'useful' | 'useless';

export interface Opinion {
  readonly at: number;
  readonly channel: string;
  readonly verdict: Verdict;
  readonly question: string;
  readonly kind: string;
  readonly files: readonly string[];
}

export class Feedback {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  give(turn: Turn, person: string, verdict: Verdict, at: number): void {
    const files = [...new Set(turn.trace.citations.map((citation) => citation.file))];
    this.#store
      .prepare(
        `INSERT INTO feedback (turn, person, given_at, verdict, channel, question, kind, files) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (turn, person) DO UPDATE SET given_at = excluded.given_at, verdict = excluded.verdict`,
      )
      .run(turn.id, person, at, verdict, turn.channel, turn.question, turn.trace.kind, JSON.stringify(files));
  }

  /** For the operator, newest first. */
  list(limit: number): Opinion[] {
    const rows = this.#store
      .prepare('SELECT given_at, channel, verdict, question, kind, files FROM feedback ORDER BY given_at DESC LIMIT ?')
      .all(limit) as {
      given_at: number;
      channel: string;
      verdict: Verdict;
      question: string;
      kind: string;
      files: string;
    }[];
    return rows.map((row) => ({
      at: row.given_at,
      channel: row.channel,
      verdict: row.verdict,
      question: row.question,
      kind: row.kind,
      files: JSON.parse(row.files) as string[],
    }));
  }
}
