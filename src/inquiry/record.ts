/** An answer as programs read it: the keys of the machine-readable contract, which are added to, never renamed. */
import type { Answer, Citation, NearLetter } from '../model.ts';
import { render } from './render.ts';

export interface AnswerRecord {
  readonly id: string | null;
  readonly question: string;
  readonly kind: Answer['kind'];
  readonly reason: string | null;
  readonly language: Answer['language'];
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly nearest: readonly NearLetter[];
  readonly choices: readonly string[];
  readonly writer: string;
  readonly elapsedMs: number;
}

/** `elapsedMs` from question to answer, without start-up; kept to a hundredth. */
export function answerRecord(
  answer: Answer,
  given: { readonly id: string | null; readonly question: string; readonly elapsedMs: number },
): AnswerRecord {
  return {
    id: given.id,
    question: given.question,
    kind: answer.kind,
    reason: answer.kind === 'answered' ? null : answer.reason,
    language: answer.language,
    text: render(answer, 'plain'),
    citations: answer.kind === 'answered' ? answer.citations : [],
    nearest: answer.kind === 'unanswered' ? answer.nearest : [],
    choices: answer.kind === 'clarify' ? answer.choices : [],
    writer: answer.writer,
    elapsedMs: Math.round(given.elapsedMs * 100) / 100,
  };
}
