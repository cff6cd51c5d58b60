/** Runs kept below the data folder, evaluations/<set>/<time>.json, so that a later one can tell what changed. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { InquiryError } from '../errors.ts';
import { LESS_IS_BETTER, type Figure } from './figures.ts';
import type { Half } from './gold.ts';
import { PARTS, type Part, type Result } from './run.ts';

const KeptFigure = z.object({
  name: z.string(),
  unit: z.enum(['share', 'score', 'characters', 'ms']),
  value: z.number(),
  hits: z.number().nullable(),
  of: z.number().nullable(),
});
const KeptRun = z.object({
  version: z.literal(1),
  /** ISO 8601, UTC. */
  at: z.string(),
  questions: z.object({ file: z.string(), sha256: z.string(), count: z.number() }),
  half: z.enum(['odd', 'even']).nullable(),
  without: z.array(z.enum(PARTS)),
  generation: z.string(),
  figures: z.array(KeptFigure),
  results: z.array(
    z.object({ id: z.string(), right: z.boolean(), faults: z.array(z.string()), rank: z.number().nullable() }),
  ),
});
export type KeptRun = z.infer<typeof KeptRun>;

export interface RunFacts {
  readonly at: string;
  readonly questions: { readonly file: string; readonly sha256: string };
  readonly half: Half | null;
  readonly without: readonly Part[];
  readonly generation: string;
}

export function keptRun(facts: RunFacts, figures: readonly Figure[], results: readonly Result[]): KeptRun {
  return {
    version: 1,
    ...facts,
    questions: { ...facts.questions, count: results.length },
    without: [...facts.without],
    figures: [...figures],
    results: results.map(({ gold, faults, ranking }) => ({
      id: gold.id,
      right: faults.length === 0,
      faults: [...faults],
      rank: ranking?.rank ?? null,
    })),
  };
}

/** The folder of one set's runs: two sets never share one. */
export function historyFolder(data: string, goldFile: string): string {
  const real = realpathSync(goldFile);
  const key = createHash('sha256').update(real).digest('hex').slice(0, 16);
  const parts = real.split(/[\\/]/).slice(0, -1);
  const set = parts.at(-1) === 'gold' ? parts.at(-2) : parts.at(-1);
  const name = (set ?? basename(real)).replaceAll(/[^\p{L}\p{N}._-]/gu, '_').slice(0, 40);
  return join(data, 'evaluations', `${name}-${key}`);
}

/** Where a run's files go, without their ending. */
export function runPath(folder: string, at: string): string {
  return join(folder, at.replaceAll(/[:.]/g, '-'));
}

/** Written aside and renamed, so that a run cut short leaves no half a file. Throws InquiryError where that fails. */
export function writeWhole(path: string, text: string): void {
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.part`, text, { mode: 0o600 });
    renameSync(`${path}.part`, path);
  } catch (cause) {
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new InquiryError(
      full ? 'disk-full' : 'internal',
      `The evaluation can't be written to ${path} (${(cause as Error).message}).`,
      'Free some space, or name another folder with --data DIR.',
      { cause },
    );
  }
}

export interface History {
  /** Oldest first. */
  readonly runs: readonly KeptRun[];
  /** Files that are no run of this version. */
  readonly unreadable: readonly string[];
}

export function readHistory(folder: string): History {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return { runs: [], unreadable: [] };
  }
  const runs: KeptRun[] = [];
  const unreadable: string[] = [];
  for (const name of names) {
    try {
      runs.push(KeptRun.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
    } catch {
      unreadable.push(name);
    }
  }
  return { runs: runs.toSorted((a, b) => a.at.localeCompare(b.at)), unreadable };
}

/**
 * The run to compare with: the latest before it over the same half with nothing left out. An ablation is so told against
 * the whole, which is what its part earns.
 */
export function baselineOf(runs: readonly KeptRun[], facts: Pick<RunFacts, 'at' | 'half'>): KeptRun | null {
  return runs.findLast((run) => run.at < facts.at && run.half === facts.half && run.without.length === 0) ?? null;
}

export interface FigureChange {
  readonly name: string;
  readonly before: number;
  readonly now: number;
  /** Whether the change is for the better. */
  readonly better: boolean;
}

export interface Changes {
  /** When the run before was. */
  readonly since: string;
  /** The questions are not those of the run before. */
  readonly otherQuestions: boolean;
  readonly figures: readonly FigureChange[];
  /** Questions that were wrong and are right, and the other way round. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** Below this a change of a time is noise. */
const NOISE_MS = 0.5;

export function changesOf(before: KeptRun, now: KeptRun): Changes {
  const earlier = new Map(before.figures.map((figure) => [figure.name, figure.value]));
  const figures = now.figures.flatMap(({ name, unit, value }) => {
    const was = earlier.get(name);
    if (was === undefined || was === value || (unit === 'ms' && Math.abs(was - value) < NOISE_MS)) return [];
    return [{ name, before: was, now: value, better: value > was !== LESS_IS_BETTER.test(name) }];
  });
  const was = new Map(before.results.map(({ id, right }) => [id, right]));
  const turned = (to: boolean): readonly string[] =>
    now.results.filter(({ id, right }) => right === to && was.get(id) === !to).map(({ id }) => id);
  return {
    since: before.at,
    otherQuestions: before.questions.sha256 !== now.questions.sha256,
    figures,
    gained: turned(true),
    lost: turned(false),
  };
}
