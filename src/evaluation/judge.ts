/**
 * One answer against its gold question. The definitions are those of the project's scoring program (score/score.mjs of
 * the plan): same names, same meaning, so that a figure here is a figure there.
 */
import { basename } from 'node:path';
import type { AnswerRecord } from '../inquiry/record.ts';

/** What judging needs of a gold question. */
export interface Wanted {
  readonly type: string;
  readonly lang: string;
  readonly letters: readonly string[];
  readonly quotes: readonly string[];
  readonly mustNot: readonly string[];
  readonly trap: readonly string[];
}

/** One thing looked at: `name` of the figure it counts for, and whether it was as wanted. */
export interface Mark {
  readonly name: string;
  readonly ok: boolean;
}

export interface Verdict {
  readonly marks: readonly Mark[];
  /** What is wrong, in words; empty when the answer is as wanted. */
  readonly faults: readonly string[];
  /** Characters quoted, white space left out; null where no answer is wanted. */
  readonly quotedCharacters: number | null;
}

/** Compatibility forms are one (NFKC) and white space is nothing: letters break lines anywhere. */
export function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\ufeff]+/g, '');
}

export function shows(text: string, part: string): boolean {
  return squeeze(text).includes(squeeze(part));
}

/** Whether the right reply is a refusal (or a friendly word): nothing in the letters answers, or not for this asker. */
export function wantsNone({ type, quotes }: Pick<Wanted, 'type'> & { readonly quotes: readonly string[] }): boolean {
  return type === 'restricted' || (['unanswerable', 'chitchat', 'injection'].includes(type) && quotes.length === 0);
}

/** A question that the house failed on. */
export const noAnswer: Verdict = {
  marks: [{ name: 'answers given', ok: false }],
  faults: ['no answer came'],
  quotedCharacters: null,
};

export function judge(gold: Wanted, answer: AnswerRecord): Verdict {
  const marks: Mark[] = [{ name: 'answers given', ok: true }];
  const faults: string[] = [];
  const mark = (name: string, ok: boolean, fault?: string): void => {
    marks.push({ name, ok });
    if (!ok && fault !== undefined) faults.push(fault);
  };
  const cites = answer.citations;
  const everything = [answer.text, ...cites.map(({ quote }) => quote)].join('\n');
  const answered = answer.kind === 'answered';
  for (const bad of gold.mustNot)
    mark('nothing forbidden shown', !shows(everything, bad), `shows what it must not: ${bad}`);
  if (answered) mark('answered has a citation', cites.length > 0, 'answered without a citation');
  if (wantsNone(gold)) {
    mark(`refused: ${gold.type}`, !answered, 'answered, though nothing answers it');
    if (gold.type === 'unanswerable') {
      mark('refused: all unanswerable', !answered);
      for (const trap of gold.trap)
        mark(
          'no trap figure offered',
          !(answered && shows(everything, trap)),
          `offers a figure that is not the answer: ${trap}`,
        );
    }
    return { marks, faults, quotedCharacters: null };
  }
  const wanted = gold.letters.map((file) => basename(file));
  const files = cites.map(({ file }) => basename(file));
  const right = files.map((file) => wanted.includes(file));
  const quoted = gold.quotes.some((quote) => cites.some((cite) => shows(cite.quote, quote)));
  mark('answered', answered);
  mark('letter first', right[0] === true);
  mark('letter cited', right.includes(true));
  mark('quote shown', quoted, quoteFault(answer.kind, right));
  mark(`quote shown: ${gold.type}`, quoted);
  mark(`quote shown: lang ${gold.lang}`, quoted);
  for (const ok of right) mark('citation precision', ok);
  if (['compare', 'list'].includes(gold.type))
    for (const file of wanted)
      mark('every letter covered (compare, list)', files.includes(file), `leaves out the letter ${file}`);
  return { marks, faults, quotedCharacters: cites.reduce((sum, { quote }) => sum + squeeze(quote).length, 0) };
}

function quoteFault(kind: AnswerRecord['kind'], right: readonly boolean[]): string {
  if (kind === 'clarify') return 'asked back instead of answering';
  if (kind !== 'answered') return 'refused, though a letter answers it';
  return right.includes(true) ? 'another sentence of the right letter is quoted' : 'another letter is quoted';
}
