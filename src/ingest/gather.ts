/** The letters of a folder as they are now: read where they changed, taken over where not, each letter once. */
import type { Generation } from '../search/generation.ts';
import { sameLetters, type Duplicate, type Known } from './duplicates.ts';
import { hashFiles } from './files.ts';
import type { IndexPlace } from './place.ts';
import { planIngest } from './plan.ts';
import type { OnProgress } from './progress.ts';
import { listFiles, readFiles, type Reading, type Refused } from './reading.ts';
import type { Source } from './sources.ts';
import type { Spool } from './spool.ts';

export interface Gathered {
  readonly sources: readonly Source[];
  /** Files of all letters, in the order of the new generation. */
  readonly letters: readonly string[];
  readonly read: number;
  readonly unchanged: number;
  readonly removed: readonly string[];
  /** Of the folder itself: a link that leads out of it, a name that can't be. */
  readonly refused: readonly Refused[];
}

/** New letters go to `spool`; `known` are the sources of `previous`, null to read everything. */
export async function gather(
  place: IndexPlace,
  previous: Generation | null,
  known: readonly Source[] | null,
  reading: Reading,
  spool: Spool,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Gathered> {
  const cards = new Map(previous?.catalog.cards.map((card) => [card.file, card]));
  const listed = await listFiles(place);
  const seen = await hashFiles(place.letters, listed.files, signal);
  const plan = planIngest(seen, known, (file) => cards.has(file));
  const fresh: Known[] = [];
  const sources: Source[] = [...plan.kept];
  const nothing = { letters: [], refused: [], problems: [], unprinted: [] };
  for (const { copy, duplicate } of plan.copies) {
    const { file, sha256, sidecar, stamp } = copy;
    sources.push({ file, sha256, sidecar, stamp, ...nothing, duplicates: [duplicate] });
  }
  for await (const { source, letters } of readFiles(place, plan.read, reading, onProgress, signal)) {
    for (const letter of letters) {
      spool.add(letter);
      const { file, kind, genre, proposalNo, session, place: at, title, date, department } = letter;
      fresh.push({ file, kind, genre, proposalNo, session, place: at, title, date, department });
    }
    sources.push(source);
  }
  const kept = plan.kept.flatMap(({ letters }) => letters.map((file) => cards.get(file)!));
  const twins = sameLetters(
    [...kept, ...fresh],
    (file) => spool.has(file),
    (file) => spool.letter(file) ?? previous!.catalog.letter(cards.get(file)!.index),
  );
  const settled = leaveOut(sources, twins);
  return {
    sources: settled,
    letters: settled.flatMap(({ letters }) => letters).toSorted(),
    read: plan.read.length,
    unchanged: plan.kept.length,
    removed: plan.removed,
    refused: listed.refused,
  };
}

function leaveOut(sources: readonly Source[], twins: readonly Duplicate[]): readonly Source[] {
  const out = new Map(twins.map((twin) => [twin.file, twin]));
  if (out.size === 0) return sources;
  const stays = (file: string): boolean => !out.has(file);
  return sources.map((source) => {
    const left = source.letters.flatMap((file) => out.get(file) ?? []);
    if (left.length === 0) return source;
    return {
      ...source,
      letters: source.letters.filter(stays),
      unprinted: source.unprinted.filter(stays),
      problems: source.problems.filter(({ file }) => stays(file)),
      duplicates: [...source.duplicates, ...left],
    };
  });
}
