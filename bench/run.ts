/**
 * `npm run bench`: what Fuwen does with invented letters, beside MiniSearch and SQLite FTS5 on the same passages, tokens
 * and machine. Prints Markdown.
 *   --sizes 1000,10000,100000   passages (about ten a letter)
 *   --questions 500             whole answers that are timed at each size
 *   --set DIR                   a question set in the layout of devset: who finds the right file first
 *   --graph                     only the measurement that chose the graph of vectors
 */
import { fork, spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { AnswersJob, measureAnswers } from './answers.ts';
import { ingestInvented, workplace, type Ingested, type Workplace } from './corpus.ts';
import { measureGraph } from './graph.ts';
import { inventQuestions } from './letters.ts';
import { hitRates } from './sets.ts';
import { megabytes, milliseconds, table, type Times } from './timing.ts';

const FUWEN = new URL('../src/main.ts', import.meta.url).pathname;
/** Asked once before they count, because the first start compiles the vocabulary. */
const STARTS = 3;
const SEED = 1;
const PER_LETTER = 10;
/** The rivals take up to a second a query at 100,000 passages. */
const RIVAL_QUERIES = 50;
const WEIGHTS = [0, 0.02, 0.05, 0.1, 0.2];

type Measured = Awaited<ReturnType<typeof measureAnswers>>;

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    questions: { type: 'string', default: '500' },
    set: { type: 'string' },
    graph: { type: 'boolean', default: false },
  },
});

const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(
  `Machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`,
);
print(`Command: npm run bench -- ${process.argv.slice(2).join(' ')}\n`);
if (options.graph) print(await measureGraph());
else {
  const sizes = options.sizes.split(',').map(Number);
  const rows: Row[] = [];
  for (const size of sizes) {
    process.stderr.write(`${size} passages …\n`);
    rows.push(await measure(Math.round(size / PER_LETTER), Number(options.questions)));
  }
  print(speedTable(rows));
  print(`\n${rivalTable(rows)}`);
  if (options.set !== undefined) print(`\n${await setTable(options.set)}`);
}

interface Row {
  readonly ingested: Ingested;
  readonly firstAnswerMs: number;
  readonly measured: Measured;
}

async function measure(letters: number, questions: number): Promise<Row> {
  const place = workplace();
  try {
    const ingested = await ingestInvented(place, SEED, letters);
    const job = { dir: ingested.dir, weight: 0, seed: SEED, letters, questions, rivalQueries: 0 };
    const firstAnswerMs = firstAnswer(place, inventQuestions(SEED, 2, letters)[1]!);
    return { ingested, firstAnswerMs, measured: await run({ ...job, rivalQueries: RIVAL_QUERIES }) };
  } finally {
    place.remove();
  }
}

/** What a person waits who asks at the command line, from the start of the process to its end: the middle of three. */
function firstAnswer({ knowledge, data }: Workplace, question: string): number {
  const args = [...process.execArgv, FUWEN, 'ask', question, '--knowledge', knowledge, '--data', data];
  const waits = Array.from({ length: STARTS + 1 }, () => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`fuwen ask ended with ${status}: ${stderr}`);
    return performance.now() - started;
  });
  return waits.slice(1).toSorted((a, b) => a - b)[Math.floor(STARTS / 2)]!;
}

/** In a process of its own, so that memory is told for the answering alone. */
function run(job: AnswersJob): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('answers.ts', import.meta.url), [JSON.stringify(job)], { execArgv: process.execArgv });
    child.once('message', (measured) => resolve(measured as Measured));
    child.once('exit', (code) => reject(new Error(`The measuring process ended with ${code}.`)));
  });
}

function times({ p50, p99 }: Times): string {
  return `${milliseconds(p50)} / ${milliseconds(p99)}`;
}

function speedTable(rows: readonly Row[]): string {
  const line = (name: string, show: (row: Row) => string): string[] => [name, ...rows.map(show)];
  return table(
    ['', ...rows.map(({ ingested }) => `${ingested.passages} passages`)],
    [
      line('letters', ({ ingested }) => String(ingested.letters)),
      line('read and indexed for words, letters a second', ({ ingested }) =>
        (ingested.letters / ingested.wordsSeconds).toFixed(0),
      ),
      line('whole ingest with vectors, seconds', ({ ingested }) => ingested.seconds.toFixed(1)),
      line('index on disk, MB', ({ ingested }) => megabytes(ingested.indexBytes)),
      line('start of the process to first answer, ms', ({ firstAnswerMs }) => firstAnswerMs.toFixed(0)),
      line('index opened and first answer, ms', ({ measured }) => measured.answers.openMs.toFixed(0)),
      line('memory, MB', ({ measured }) => megabytes(measured.answers.memory)),
      line('whole answer p50 / p99, ms', ({ measured }) => times(measured.answers.stages.answer)),
      line('– understanding', ({ measured }) => times(measured.answers.stages.understand)),
      line('– retrieval', ({ measured }) => times(measured.answers.stages.retrieve)),
      line('– deciding, composing, proving', ({ measured }) => times(measured.answers.stages.prove)),
      line('questions a second, one core', ({ measured }) => (1000 / measured.answers.stages.answer.mean).toFixed(0)),
      line('answered', ({ measured: { answers } }) => `${answers.answered} of ${answers.questions}`),
    ],
  );
}

function rivalTable(rows: readonly Row[]): string {
  const lines = rows.flatMap(({ ingested, measured: { own, rivals } }) => [
    [`${ingested.passages}: Fuwen, words and bigrams`, milliseconds(own.p50), milliseconds(own.p99), '1', '', ''],
    ...rivals.map(({ name, times: each, overlap, buildSeconds }) => [
      `${ingested.passages}: ${name}`,
      milliseconds(each.p50),
      milliseconds(each.p99),
      (each.p50 / own.p50).toFixed(0),
      overlap.toFixed(2),
      buildSeconds.toFixed(1),
    ]),
  ]);
  return table(['the same passages and tokens', 'p50 ms', 'p99 ms', 'times slower', 'overlap@10', 'build s'], lines);
}

async function setTable(set: string): Promise<string> {
  const rates = await hitRates(set, WEIGHTS);
  const name = set.split('/').at(-1) ?? set;
  return table(
    [name, 'hit@1', 'hit@10'],
    rates.map((each) => [each.name, each.at1.toFixed(4), each.at10.toFixed(4)]),
  );
}
