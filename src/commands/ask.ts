/** `fuwen ask`: one question, or a file of them. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { InquiryError } from '../errors.ts';
import { ask, type AskOptions } from '../inquiry/ask.ts';
import { explain } from '../inquiry/explain.ts';
import { answerRecord } from '../inquiry/record.ts';
import { render } from '../inquiry/render.ts';
import type { Answer, Question, Viewer } from '../model.ts';
import type { View } from '../search/view.ts';
import { openHouse, type House, type HouseOptions } from './house.ts';
import { paint } from './paint.ts';

export interface AskCommandOptions extends HouseOptions {
  readonly role: Viewer['role'];
  readonly json?: boolean;
  readonly batch?: string;
  readonly explain?: boolean;
}

/** One line of a batch, as ../score/contract.md of the plan has it. */
const BatchLine = z.object({
  id: z.string(),
  q: z.string(),
  role: z.enum(['public', 'staff']).optional(),
  context: z.array(z.string()).default([]),
});

/** Prints the answer on standard output; everything else goes to standard error. */
export async function askCommand(question: string, options: AskCommandOptions): Promise<void> {
  if (options.batch !== undefined) return askBatch(options.batch, options);
  if (question.trim() === '')
    throw new InquiryError(
      'bad-arguments',
      'There is no question.',
      'Example: npm run ask -- "155145号提案办得怎么样了"',
    );
  const house = await openHouse(options);
  try {
    const { answer, elapsedMs } = await timed(house, question, options.role, [], options);
    process.stdout.write(
      options.json
        ? `${JSON.stringify(answerRecord(answer, { id: null, question, elapsedMs }))}\n`
        : `${paint(render(answer, 'plain', { quotes: true }))}\n`,
    );
  } finally {
    house.close();
  }
}

async function askBatch(file: string, options: AskCommandOptions): Promise<void> {
  const questions = await readBatch(file);
  const house = await openHouse(options);
  try {
    for (const { id, q, role, context } of questions) {
      const { answer, elapsedMs } = await timed(house, q, role ?? options.role, context, options);
      const line = `${JSON.stringify(answerRecord(answer, { id, question: q, elapsedMs }))}\n`;
      // Written through before the next question is answered, so that a reader of the pipe sees each at once.
      await new Promise<void>((resolve, reject) =>
        process.stdout.write(line, (error) => (error ? reject(error) : resolve())),
      );
    }
  } finally {
    house.close();
  }
}

/** All lines are checked before the first is answered. */
async function readBatch(file: string): Promise<z.infer<typeof BatchLine>[]> {
  const questions: z.infer<typeof BatchLine>[] = [];
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
      number += 1;
      if (line.trim() === '') continue;
      questions.push(BatchLine.parse(JSON.parse(line)));
    }
  } catch (cause) {
    const where = number > 0 ? `Line ${number} of ${file} can't be read` : `The file ${file} can't be read`;
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new InquiryError(
      'bad-batch',
      `${where}: ${why}.`,
      'Each line is {"id":"1","q":"…","role":"public","context":["…"]}.',
      {
        cause,
      },
    );
  }
  return questions;
}

function explaining(options: AskCommandOptions, view: View): AskOptions {
  return options.explain ? { trace: (trace) => process.stderr.write(`${explain(trace, view).join('\n')}\n`) } : {};
}

async function timed(
  house: House,
  text: string,
  role: Viewer['role'],
  turns: readonly string[],
  options: AskCommandOptions,
): Promise<{ answer: Answer; elapsedMs: number }> {
  const question: Question = { text, viewer: { role }, turns, today: house.today() };
  const view = house.view({ role });
  const started = performance.now();
  const answer = await ask(question, view, explaining(options, view));
  return { answer, elapsedMs: Math.round((performance.now() - started) * 100) / 100 };
}
