/** Whether the right file comes first, on a question set in the layout of the project's `devset` (letters/, gold/). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Generation } from '../src/search/generation.ts';
import type { Query, View } from '../src/search/view.ts';
import { ingestFolder, openIndex, passageTexts, tokens, workplace } from './corpus.ts';
import { fts5, miniSearch, type Engine } from './rivals.ts';

const questionSchema = z.object({ q: z.string(), lang: z.string(), letters: z.array(z.string()) });
type SetQuestion = z.infer<typeof questionSchema>;

export interface HitRates {
  readonly name: string;
  /** Share of questions whose first passage is from a right file, and whose first ten have one. */
  readonly at1: number;
  readonly at10: number;
}

function readQuestions(dir: string): readonly SetQuestion[] {
  const gold = join(dir, 'gold');
  return readdirSync(gold, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('questions.jsonl'))
    .flatMap((name) => readFileSync(join(gold, name), 'utf8').trim().split('\n'))
    .map((line) => questionSchema.parse(JSON.parse(line)))
    .filter(({ letters }) => letters.length > 0);
}

export function queryOf(view: View, text: string, limit = 10): Query {
  const seen = new Set(view.vocabulary.match(text).map(({ concept }) => concept));
  return { text, concepts: [...seen].map((concept) => ({ concept, weight: 1 })), letters: null, limit };
}

/** Own retrieval with several weights of the vectors, and the rivals, over the letters of `set`. */
export async function hitRates(set: string, weights: readonly number[]): Promise<readonly HitRates[]> {
  const place = workplace();
  const questions = readQuestions(set);
  const rates: HitRates[] = [];
  try {
    const { dir } = await ingestFolder({ knowledge: set, data: place.data });
    for (const weight of weights) {
      const generation = await openIndex(dir, weight);
      const view = generation.for({ role: 'staff' });
      const search = async (q: string): Promise<number[]> =>
        (await view.retrieve(queryOf(view, q))).map(({ passage }) => passage.id);
      rates.push(await rate(`Fuwen, vectors ${weight}`, generation, questions, search));
      if (weight === weights.at(-1)) {
        for (const engine of rivals(generation)) {
          rates.push(await rate(engine.name, generation, questions, async (q) => engine.search(tokens(q), 10)));
          engine.close();
        }
      }
      generation.close();
    }
    return rates;
  } finally {
    place.remove();
  }
}

/** Built one after the other, so that only one is in memory. */
export function* rivals(generation: Generation): Generator<Engine> {
  for (const make of [fts5, miniSearch]) yield make(tokenPassages(generation));
}

function* tokenPassages(generation: Generation): Generator<{ id: number; tokens: string[] }> {
  for (const { id, text } of passageTexts(generation)) yield { id, tokens: tokens(text) };
}

async function rate(
  name: string,
  { catalog }: Generation,
  questions: readonly SetQuestion[],
  search: (question: string) => Promise<number[]>,
): Promise<HitRates> {
  let first = 0;
  let ten = 0;
  for (const { q, letters } of questions) {
    const files = (await search(q)).map((id) => catalog.cards[catalog.passage(id).letter]!.file);
    if (letters.includes(files[0] ?? '')) first++;
    if (files.some((file) => letters.includes(file))) ten++;
  }
  return { name, at1: first / questions.length, at10: ten / questions.length };
}
