/** The pipeline, read first: a question and what its asker may see -> an answer whose every sentence is proven. */
import type { Answer, Question } from '../model.ts';
import type { View } from '../search/view.ts';
import type { Trace } from './explain.ts';
import { find, queryOf, type Without } from './find.ts';
import { badQuestion, clarify, help, noMatch, nothingProven, onRequest, personal, unmetConstraint } from './refuse.ts';
import { faultOf } from './plain-question.ts';
import { understand } from './understand.ts';
import { verify } from './verify.ts';

export interface AskOptions {
  /** Parts of retrieval left out, for a measurement. */
  readonly without?: Without;
  /** Told what was understood, found and decided, for `ask --explain`. */
  readonly trace?: (trace: Trace) => void;
}

/** Never throws for what a person may write; faults of the index are InquiryErrors. */
export async function ask(question: Question, view: View, options: AskOptions = {}): Promise<Answer> {
  const fault = faultOf(question.text);
  if (fault) return badQuestion(question.text.slice(0, 200), fault.language, fault.key);

  const inquiry = await understand(question, view);
  const told = (rest: Omit<Trace, 'inquiry'>, answer: Answer): Answer => {
    options.trace?.({ inquiry, ...rest });
    return answer;
  };
  if (inquiry.intent === 'empty') return told({}, badQuestion(question.text, inquiry.language, 'badQuestion'));
  if (['smalltalk', 'help', 'instruction', 'choice'].includes(inquiry.intent)) return told({}, help(view, inquiry));
  const choices = clarify(view, inquiry);
  if (choices) return told({ why: 'several matters fit equally' }, choices);

  const hits = await view.retrieve(queryOf(inquiry, options.without));
  if (inquiry.intent === 'personal') return told({ hits, why: 'a personal matter' }, personal(view, inquiry, hits));
  if (inquiry.unmet) {
    const apply = onRequest(view, inquiry);
    const why = `no letter meets ${inquiry.unmet.constraint}: ${inquiry.unmet.asked}`;
    return told({ hits, why }, apply ?? unmetConstraint(view, inquiry, inquiry.unmet, hits));
  }
  const { evidence, verdict, draft } = await find(inquiry, view, question.today, { ...options, hits });
  const { why } = verdict;
  if (!verdict.answer) return told({ hits, evidence, why }, noMatch(view, inquiry, verdict.reason, hits));
  if (!draft) return told({ hits, evidence, why: 'nothing to quote' }, noMatch(view, inquiry, 'no-match', hits));
  const { answer, dropped } = verify(draft, [...question.turns, question.text].join('\n'), view);
  return told({ hits, evidence, dropped, why }, answer ?? nothingProven(view, inquiry, hits));
}
