/** Gold questions asked one after the other, each answer judged, with what was understood, found and decided. */
import { ask } from '../inquiry/ask.ts';
import { explain, type Trace } from '../inquiry/explain.ts';
import { answerRecord, type AnswerRecord } from '../inquiry/record.ts';
import type { Viewer } from '../model.ts';
import type { Query, View } from '../search/view.ts';
import type { GoldQuestion } from './gold.ts';
import { judge, noAnswer, wantsNone, type Verdict } from './judge.ts';
import { rankingOf, strayLetters, strayQuotes, type Ranking } from './ranking.ts';
import { withoutVocabulary } from './without-vocabulary.ts';

/**
 * Parts that an ablation leaves out. `concepts`: of ranking alone; `vocabulary`: its concepts everywhere, also in
 * understanding and in choosing sentences; `conversation`: earlier turns.
 */
export const PARTS = ['concepts', 'vocabulary', 'vectors', 'words', 'bigrams', 'conversation'] as const;
export type Part = (typeof PARTS)[number];

/** Where a question that has an answer was lost; null when its quote was shown. */
export type Loss = 'asked back' | 'refused' | 'not found' | 'not quoted' | 'fault';

export interface Result extends Verdict {
  readonly gold: GoldQuestion;
  /** Null when the house failed on the question; `trace` then holds the fault. */
  readonly answer: AnswerRecord | null;
  /** Null where no answer is wanted. */
  readonly ranking: Ranking | null;
  readonly loss: Loss | null;
  /** As `ask --explain` prints it. */
  readonly trace: readonly string[];
}

/** A gold question that contradicts its letters. */
export interface Doubt {
  readonly id: string;
  readonly what: string;
}

export interface Ground {
  view(viewer: Viewer): View;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export async function runQuestions(
  questions: readonly GoldQuestion[],
  ground: Ground,
  without: readonly Part[],
  onDone: (done: number) => void = () => undefined,
): Promise<readonly Result[]> {
  const view = (role: Viewer['role']): View =>
    without.includes('vocabulary') ? withoutVocabulary(ground.view({ role })) : ground.view({ role });
  const views = { public: view('public'), staff: view('staff') };
  const viewOf = ({ role }: GoldQuestion): View => views[role];
  const results: Result[] = [];
  // Dictionaries, and what is learned of each view, are loaded by its first question: start-up, no time of an answer.
  for (const role of ['public', 'staff'] as const) {
    const first = questions.find((gold) => gold.role === role);
    if (first) await runQuestion(first, viewOf(first), ground.today, without);
  }
  for (const gold of questions) {
    results.push(await runQuestion(gold, viewOf(gold), ground.today, without));
    onDone(results.length);
  }
  return results;
}

const isRankingPart = (part: Part): part is NonNullable<Query['without']>[number] =>
  part !== 'conversation' && part !== 'vocabulary';

async function runQuestion(gold: GoldQuestion, view: View, today: string, without: readonly Part[]): Promise<Result> {
  const seen: { trace?: Trace } = {};
  const turns = without.includes('conversation') ? [] : gold.context;
  const question = { text: gold.q, viewer: view.viewer, turns, today };
  const started = performance.now();
  try {
    const asked = await ask(question, view, {
      without: without.filter(isRankingPart),
      trace: (trace) => {
        seen.trace = trace;
      },
    });
    const elapsedMs = performance.now() - started;
    const answer = answerRecord(asked, { id: gold.id, question: gold.q, elapsedMs });
    const verdict = judge(gold, answer);
    const ranking = wantsNone(gold) ? null : rankingOf(gold, seen.trace?.hits ?? [], view);
    const trace = seen.trace ? explain(seen.trace, view) : [];
    return { ...verdict, gold, answer, ranking, loss: lossOf(verdict, answer, ranking), trace };
  } catch (fault) {
    // One question that fails must not cost the figures of the others.
    const trace = [fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)];
    return { ...noAnswer, gold, answer: null, ranking: null, loss: wantsNone(gold) ? null : 'fault', trace };
  }
}

function lossOf({ marks }: Verdict, answer: AnswerRecord, ranking: Ranking | null): Loss | null {
  if (ranking === null || marks.some(({ name, ok }) => name === 'quote shown' && ok)) return null;
  if (answer.kind === 'clarify') return 'asked back';
  if (answer.kind !== 'answered') return 'refused';
  return ranking.rank === null ? 'not found' : 'not quoted';
}

export function doubtsOf(questions: readonly GoldQuestion[], staff: View): readonly Doubt[] {
  return questions.flatMap((gold) => {
    const missing = strayLetters(gold, staff);
    return [
      ...missing.map((file) => ({ id: gold.id, what: `There is no letter ${file}.` })),
      ...(missing.length > 0 ? [] : strayQuotes(gold, staff)).map((quote) => ({
        id: gold.id,
        what: `No letter that it names holds “${quote}”.`,
      })),
    ];
  });
}
