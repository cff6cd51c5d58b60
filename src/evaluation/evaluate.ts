/** An evaluation from gold questions to a report: run, figures, what changed, and what each part earns. */
import { figuresOf, type Figure } from './figures.ts';
import { halfOf, type GoldSet, type Half } from './gold.ts';
import { baselineOf, changesOf, keptRun, type Changes, type History, type KeptRun, type RunFacts } from './history.ts';
import { doubtsOf, runQuestions, type Doubt, type Ground, type Part, type Result } from './run.ts';

/** Parts that `--ablations` leaves out, one at a time. */
export const ABLATED = [
  'concepts',
  'vocabulary',
  'vectors',
  'bigrams',
  'conversation',
] as const satisfies readonly Part[];

export interface Ablation {
  readonly without: Part;
  readonly figures: readonly Figure[];
}

export interface EvaluateOptions {
  readonly half: Half | null;
  readonly without: readonly Part[];
  readonly ablations: boolean;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly onProgress?: (done: number, of: number) => void;
}

export interface Report {
  readonly facts: RunFacts;
  readonly figures: readonly Figure[];
  readonly results: readonly Result[];
  readonly doubts: readonly Doubt[];
  readonly ablations: readonly Ablation[];
  /** Null for the first run. */
  readonly changes: Changes | null;
  /** The whole runs over the same half before this one, oldest first. */
  readonly earlier: readonly KeptRun[];
  /** As it is stored. */
  readonly run: KeptRun;
}

export async function evaluate(
  set: GoldSet,
  ground: Ground,
  history: History,
  options: EvaluateOptions,
): Promise<Report> {
  const { half, without, at, onProgress = () => undefined } = options;
  const questions = half === null ? set.questions : halfOf(set.questions, half);
  const left = options.ablations ? ABLATED.filter((part) => !without.includes(part)) : [];
  const all = questions.length * (1 + left.length);
  const results = await runQuestions(questions, ground, without, (done) => onProgress(done, all));
  const staff = ground.view({ role: 'staff' });
  const ablations: Ablation[] = [];
  for (const [round, part] of left.entries()) {
    const before = questions.length * (round + 1);
    const ablated = await runQuestions(questions, ground, [...without, part], (done) => onProgress(before + done, all));
    ablations.push({ without: part, figures: figuresOf(ablated) });
  }
  const figures = figuresOf(results);
  const { file, sha256 } = set;
  const facts: RunFacts = { at, questions: { file, sha256 }, half, without, generation: staff.generation };
  const run = keptRun(facts, figures, results);
  const before = baselineOf(history.runs, facts);
  return {
    facts,
    figures,
    results,
    doubts: doubtsOf(questions, staff),
    ablations,
    changes: before === null ? null : changesOf(before, run),
    earlier: history.runs.filter((old) => old.half === half && old.without.length === 0 && old.at < at),
    run,
  };
}
