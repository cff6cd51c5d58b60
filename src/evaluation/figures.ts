/** What a run comes to: rates, ranking, lengths and times, each figure by a name that stays the same from run to run. */
import { wantsNone } from './judge.ts';
import { RECALL_AT } from './ranking.ts';
import type { Loss, Result } from './run.ts';

export type Unit = 'share' | 'score' | 'characters' | 'ms';

export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  readonly value: number;
  /** Of a share: how many of how many. */
  readonly hits: number | null;
  readonly of: number | null;
}

/** Figures of which less is better. */
export const LESS_IS_BETTER = /^(?:false refusals|quoted characters|elapsed)/;

/** As the scoring program has it: the value at floor(q × n) of the sorted ones. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

function share(name: string, hits: number, of: number): Figure {
  return { name, unit: 'share', value: hits / of, hits, of };
}

const baseOf = (name: string): string => name.split(':')[0] ?? name;

/** Figures of one kind together, by type before by language, kinds in the order in which they are first met. */
function grouped(figures: readonly Figure[]): readonly Figure[] {
  const kinds = [...new Set(figures.map(({ name }) => baseOf(name)))];
  const place = ({ name }: Figure): number => kinds.indexOf(baseOf(name)) * 2 + (/: lang /.test(name) ? 1 : 0);
  return figures.toSorted((a, b) => place(a) - place(b));
}

/** Rates by the scoring program's names, refusals both ways, ranking, lengths and times. */
export function figuresOf(results: readonly Result[]): readonly Figure[] {
  const rates = new Map<string, { hits: number; of: number }>();
  const count = (name: string, ok: boolean): void => {
    const rate = rates.get(name) ?? { hits: 0, of: 0 };
    rates.set(name, { hits: rate.hits + (ok ? 1 : 0), of: rate.of + 1 });
  };
  for (const { marks } of results) for (const { name, ok } of marks) count(name, ok);
  for (const { gold, answer } of results) {
    if (answer === null) continue;
    const answered = answer.kind === 'answered';
    if (!wantsNone(gold)) {
      count('false refusals', !answered);
      continue;
    }
    count('refused: all that should be', !answered);
    count(`refused: lang ${gold.lang}`, !answered);
  }
  const figures = [...rates].map(([name, { hits, of }]) => share(name, hits, of));
  return [...grouped(figures), ...retrievalFigures(results), ...measures(results)];
}

function mean(name: string, values: readonly number[]): Figure {
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  return { name, unit: 'score', value, hits: null, of: values.length };
}

function retrievalFigures(results: readonly Result[]): readonly Figure[] {
  const ranked = results.flatMap(({ ranking }) => (ranking === null ? [] : [ranking]));
  if (ranked.length === 0) return [];
  const within = (k: number): number => ranked.filter(({ rank }) => rank !== null && rank <= k).length;
  const reciprocals = ranked.map(({ rank }) => (rank === null ? 0 : 1 / rank));
  return [
    ...RECALL_AT.map((k) => share(`recall@${k}`, within(k), ranked.length)),
    mean('MRR', reciprocals),
    mean(
      'nDCG@10',
      ranked.map(({ ndcg }) => ndcg),
    ),
  ];
}

function at(name: string, unit: Unit, values: readonly number[], q: number): readonly Figure[] {
  return values.length === 0 ? [] : [{ name, unit, value: quantile(values, q), hits: null, of: values.length }];
}

function measures(results: readonly Result[]): readonly Figure[] {
  const shown = results.flatMap(({ quotedCharacters }) => quotedCharacters ?? []);
  const ms = results.flatMap(({ answer }) => answer?.elapsedMs ?? []);
  return [
    ...at('quoted characters per answer: median', 'characters', shown, 0.5),
    ...at('quoted characters per answer: p90', 'characters', shown, 0.9),
    ...at('elapsed ms per answer: p50', 'ms', ms, 0.5),
    ...at('elapsed ms per answer: p99', 'ms', ms, 0.99),
  ];
}

export function figureNamed(figures: readonly Figure[], name: string): Figure | null {
  return figures.find((figure) => figure.name === name) ?? null;
}

/** 0.933 (84/90), 127, 1.8 ms. */
export function figureText({ unit, value, hits, of }: Figure): string {
  if (unit === 'share') return `${value.toFixed(3)} (${hits}/${of})`;
  if (unit === 'score') return value.toFixed(3);
  return unit === 'ms' ? `${value.toFixed(1)} ms` : String(value);
}

/** How far each question that has an answer came. */
export function lossesOf(results: readonly Result[]): ReadonlyMap<Loss | 'quote shown', number> {
  const losses = new Map<Loss | 'quote shown', number>();
  for (const { gold, loss } of results) {
    if (wantsNone(gold)) continue;
    losses.set(loss ?? 'quote shown', (losses.get(loss ?? 'quote shown') ?? 0) + 1);
  }
  return losses;
}
