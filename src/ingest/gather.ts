/** The letters of a folder as they are now: read where they changed, taken over where not, each letter once. */
import type { Generation } from '../search/generation.ts';
import { currentGenerationId } from '../search/manifest.ts';
import { terms } from '../search/terms.ts';
import { sameLetters, type Duplicate, type Known } from './duplicates.ts';
import { hashFiles, type SeenFile } from './files.ts';
import type { IndexPlace } from './place.ts';
import { planIngest } from './plan.ts';
import type { Previous } from './previous.ts';
import type { OnProgress } from './progress.ts';
import { listFiles, readFiles, type Reading, type ReadSource, type Refused } from './reading.ts';
import { readSources, type Source } from './sources.ts';
import type { Spool } from './spool.ts';

export interface Gathered {
  readonly sources: readonly Source[];
  /** Files of all letters, in the order of the new generation. */
  readonly letters: readonly string[];
  /** Nothing was known of the letters, so that all were read. */
  readonly anew: boolean;
  readonly read: number;
  readonly unchanged: number;
  readonly removed: readonly string[];
  /** Of the folder itself: a link that leads out of it, a name that can't be. */
  readonly refused: readonly Refused[];
}

/**
 * New letters go to `spool`. What changed is read as soon as the hashes tell it, and the generation in use is opened
 * meanwhile; when it turns out that nothing may be taken over, the rest is read too.
 */
export async function gather(
  place: IndexPlace,
  open: () => Promise<Previous>,
  reading: Reading,
  spool: Spool,
  rehash: boolean,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Gathered> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const id = await currentGenerationId(place.index);
  const noted = id === null ? null : await readSources(place.index, id, reading.version);
  const listed = await listFiles(place);
  const seen = await hashFiles(place.letters, listed.files, listed.at, rehash ? [] : (noted ?? []), signal);
  const read = (files: readonly SeenFile[]): Promise<ReadLetters> =>
    readInto(spool, readFiles(place, files, reading, onProgress, either));

  const first = planIngest(seen, noted, () => true);
  const early = read(first.read);
  early.catch(() => undefined);
  let previous: Generation | null;
  try {
    ({ generation: previous } = await open());
  } catch (error) {
    stop.abort();
    throw error;
  }
  // While the reading processes start there is nothing else to do: the dictionary of words loads.
  if (first.read.length > 0) terms('提案');
  const known = previous === null ? null : noted;
  const cards = new Map(previous?.catalog.cards.map((card) => [card.file, card]));
  const isHeld = (file: string): boolean => cards.has(file);
  // What was planned on trust stands when the generation has all that was to be taken over.
  const stands = known === noted && first.kept.every(({ letters }) => letters.every(isHeld));
  const plan = stands ? first : planIngest(seen, known, isHeld);
  const begun = new Set(first.read);
  const parts = [await early, await read(plan.read.filter((file) => !begun.has(file)))];

  const sources: Source[] = [...plan.kept];
  const nothing = { letters: [], refused: [], problems: [], unprinted: [] };
  for (const { copy, duplicate } of plan.copies) {
    const { file, sha256, stamp, sidecar } = copy;
    sources.push({ file, sha256, stamp, sidecar, ...nothing, duplicates: [duplicate] });
  }
  sources.push(...parts.flatMap((part) => part.sources));
  const kept = plan.kept.flatMap(({ letters }) => letters.map((file) => cards.get(file)!));
  const twins = sameLetters(
    [...kept, ...parts.flatMap(({ letters }) => letters)],
    (file) => spool.has(file),
    (file) => spool.letter(file) ?? previous!.catalog.letter(cards.get(file)!.index),
  );
  const settled = leaveOut(sources, twins);
  return {
    sources: settled,
    letters: settled.flatMap(({ letters }) => letters).toSorted(),
    anew: known === null,
    read: plan.read.length,
    unchanged: plan.kept.length,
    removed: plan.removed,
    refused: listed.refused,
  };
}

interface ReadLetters {
  readonly sources: readonly Source[];
  readonly letters: readonly Known[];
}

async function readInto(spool: Spool, files: AsyncIterable<ReadSource>): Promise<ReadLetters> {
  const sources: Source[] = [];
  const known: Known[] = [];
  for await (const { source, letters } of files) {
    for (const letter of letters) {
      spool.add(letter);
      const { file, kind, genre, proposalNo, session, place, title, date, department } = letter;
      known.push({ file, kind, genre, proposalNo, session, place, title, date, department });
    }
    sources.push(source);
  }
  return { sources, letters: known };
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
