/** Times of whole answers and their stages over one index; run as a process of its own, so that its memory is its own. */
import { ask } from '../src/inquiry/ask.ts';
import { understand } from '../src/inquiry/understand.ts';
import type { Question } from '../src/model.ts';
import type { View } from '../src/search/view.ts';
import { openIndex, tokens } from './corpus.ts';
import { inventQuestions } from './letters.ts';
import { queryOf, rivals } from './sets.ts';
import { timesOf, type Times } from './timing.ts';

export interface AnswerTimes {
  /** From the opening of the index to the first answer, in ms; the process was up before. */
  readonly openMs: number;
  readonly answered: number;
  readonly questions: number;
  readonly stages: Readonly<Record<'answer' | 'understand' | 'retrieve' | 'prove', Times>>;
  /** Resident bytes after all questions, before the rivals are built. */
  readonly memory: number;
}
export interface RivalTimes {
  readonly name: string;
  readonly buildSeconds: number;
  readonly times: Times;
  /** Share of own first ten passages that it has among its first ten. */
  readonly overlap: number;
}

const TODAY = '2026-01-01';
const question = (text: string): Question => ({ text, viewer: { role: 'public' }, turns: [], today: TODAY });

export interface AnswersJob {
  readonly dir: string;
  readonly weight: number;
  readonly seed: number;
  readonly letters: number;
  readonly questions: number;
  /** Queries of the rivals, which are slow; 0 for none. */
  readonly rivalQueries: number;
}

export async function measureAnswers(
  job: AnswersJob,
): Promise<{ answers: AnswerTimes; own: Times; rivals: RivalTimes[] }> {
  const texts = inventQuestions(job.seed, job.questions + 20, job.letters);
  const opened = performance.now();
  const generation = await openIndex(job.dir, job.weight);
  let retrieving = 0;
  const view = generation.for({ role: 'public' });
  const timed: View = new Proxy(view, {
    get(target, key) {
      const member = Reflect.get(target, key, target) as unknown;
      if (typeof member !== 'function') return member;
      if (key !== 'retrieve') return member.bind(target);
      return async (query: Parameters<View['retrieve']>[0]) => {
        const started = performance.now();
        const hits = await target.retrieve(query);
        retrieving += performance.now() - started;
        return hits;
      };
    },
  });
  await ask(question(texts[0]!), timed);
  const openMs = performance.now() - opened;
  for (const text of texts.slice(0, 20)) await ask(question(text), timed);
  const samples: Record<keyof AnswerTimes['stages'], number[]> = {
    answer: [],
    understand: [],
    retrieve: [],
    prove: [],
  };
  let answered = 0;
  for (const text of texts.slice(20)) {
    const first = performance.now();
    await understand(question(text), timed);
    const second = performance.now();
    retrieving = 0;
    const { kind } = await ask(question(text), timed);
    const answer = performance.now() - second;
    if (kind === 'answered') answered++;
    samples.answer.push(answer);
    samples.understand.push(second - first);
    samples.retrieve.push(retrieving);
    samples.prove.push(Math.max(0, answer - retrieving - (second - first)));
  }
  const stages = Object.fromEntries(
    Object.entries(samples).map(([name, list]) => [name, timesOf(list)]),
  ) as AnswerTimes['stages'];
  const answers = { openMs, answered, questions: job.questions, stages, memory: process.memoryUsage().rss };

  const queries = texts.slice(20, 20 + job.rivalQueries);
  const own: number[] = [];
  const best: number[][] = [];
  for (const text of queries) {
    const started = performance.now();
    const hits = await view.retrieve({ ...queryOf(view, text), concepts: [], without: ['concepts', 'vectors'] });
    own.push(performance.now() - started);
    best.push(hits.map(({ passage }) => passage.id));
  }
  const found: RivalTimes[] = [];
  for (const engine of job.rivalQueries > 0 ? rivals(generation) : []) {
    const times: number[] = [];
    let common = 0;
    let total = 0;
    queries.forEach((text, at) => {
      const asked = tokens(text);
      const started = performance.now();
      const ids = engine.search(asked, 10);
      times.push(performance.now() - started);
      common += best[at]!.filter((id) => ids.includes(id)).length;
      total += best[at]!.length;
    });
    found.push({
      name: engine.name,
      buildSeconds: engine.buildSeconds,
      times: timesOf(times),
      overlap: common / (total || 1),
    });
    engine.close();
  }
  generation.close();
  return { answers, own: timesOf(own), rivals: found };
}

// As a process: a job comes in as its argument, the figures go out as its answer.
if (process.send !== undefined && process.argv[2]?.startsWith('{')) {
  process.send(await measureAnswers(JSON.parse(process.argv[2]) as AnswersJob));
  process.disconnect();
}
