/** Gold questions: one JSON object a line, each with the letters that answer it and the words that the answer must show. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { InquiryError } from '../errors.ts';
import { wantsNone } from './judge.ts';

const GoldLine = z
  .object({
    id: z.string().min(1),
    q: z.string().min(1),
    /** zh, zh-Hant, en, or what else the set tells apart. */
    lang: z.string().min(1).default('zh'),
    role: z.enum(['public', 'staff']).default('public'),
    /** status, policy, fact, commitment, followup, list, compare …; restricted, unanswerable, chitchat, injection. */
    type: z.string().min(1),
    /** Earlier turns of the same person, oldest first. */
    context: z.array(z.string()).default([]),
    /** File names below letters/. */
    letters: z.array(z.string().min(1)).default([]),
    /** Verbatim from the letters; showing one of them answers the question. */
    quotes: z.array(z.string().min(1)).default([]),
    /** Must not be in the reply, whatever it is. */
    mustNot: z.array(z.string().min(1)).default([]),
    /** Figures near the question that don't answer it: not offered where there is no answer. */
    trap: z.array(z.string().min(1)).default([]),
    note: z.string().default(''),
  })
  .refine((line) => wantsNone(line) || (line.quotes.length > 0 && line.letters.length > 0), {
    error: 'a question that has an answer needs letters and quotes',
  });

export type GoldQuestion = z.infer<typeof GoldLine>;
export type Half = 'odd' | 'even';

export interface GoldSet {
  readonly file: string;
  /** Of the file: a run over other questions is told as such. */
  readonly sha256: string;
  readonly questions: readonly GoldQuestion[];
}

/** Throws InquiryError 'bad-batch' that names the line. */
export function readGold(file: string): GoldSet {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new InquiryError(
      'bad-batch',
      `The gold questions ${file} can't be read (${why}).`,
      'A set is a folder with letters/ and gold/questions.jsonl or questions.jsonl.',
      { cause },
    );
  }
  const questions: GoldQuestion[] = [];
  const seen = new Set<string>();
  for (const [at, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const question = readLine(line, at + 1, file);
    if (seen.has(question.id)) throw wrongLine(file, at + 1, `the id ${question.id} is there twice`);
    seen.add(question.id);
    questions.push(question);
  }
  if (questions.length === 0)
    throw new InquiryError(
      'bad-batch',
      `${file} holds no question.`,
      'Write one JSON object a line; see knowledge/README.md.',
    );
  return { file, sha256: createHash('sha256').update(text).digest('hex'), questions };
}

function readLine(line: string, number: number, file: string): GoldQuestion {
  try {
    return GoldLine.parse(JSON.parse(line));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw wrongLine(file, number, why, cause);
  }
}

function wrongLine(file: string, number: number, why: string, cause?: unknown): InquiryError {
  return new InquiryError(
    'bad-batch',
    `Line ${number} of ${file} can't be used: ${why}.`,
    'A line is {"id":"q01","q":"…","type":"fact","letters":["a.txt"],"quotes":["…"]}.',
    { cause },
  );
}

/** Questions with an odd or an even number at the end of their id; by their place where the id has none. */
export function halfOf(questions: readonly GoldQuestion[], half: Half): readonly GoldQuestion[] {
  return questions.filter(({ id }, at) => {
    const number = /(\d+)\D*$/.exec(id)?.[1];
    const odd = number === undefined ? at % 2 === 0 : Number(number.at(-1)) % 2 === 1;
    return odd === (half === 'odd');
  });
}
