/** A question and the turns before it become an Inquiry: what to look for, in which letters, and how to reply. */
import type { Question } from '../model.ts';
import { fold } from '../search/fold.ts';
import type { View } from '../search/view.ts';
import type { Inquiry } from './inquiry.ts';
import { takeChoice } from './understanding/choices.ts';
import { correct } from './understanding/corrections.ts';
import { learned } from './understanding/learned.ts';
import { readTurn, understood } from './understanding/turn.ts';
import { withoutQuestion } from './understanding/unasked.ts';
import { continuation } from './understanding/conversation.ts';

/** Earlier turns that still count. */
const TURNS = 6;
/** Characters of a question that are read; a longer one is a pasted text, and its beginning tells what is asked. */
const READ_AT_MOST = 600;

/**
 * Understands a question against what its viewer may see. Earlier turns are understood again from their texts, oldest
 * first, so nothing needs to be remembered between two questions.
 */
export async function understand(question: Question, view: View): Promise<Inquiry> {
  let earlier: Inquiry | null = null;
  for (const turn of question.turns.slice(-TURNS)) {
    const inquiry: Inquiry = await understandTurn(turn, earlier, question.today, view);
    // Thanks in between, or an order to the bot, changes no topic.
    if (
      inquiry.intent !== 'smalltalk' &&
      inquiry.intent !== 'help' &&
      inquiry.intent !== 'instruction' &&
      inquiry.intent !== 'empty'
    )
      earlier = inquiry;
  }
  return understandTurn(question.text, earlier, question.today, view);
}

async function understandTurn(asked: string, earlier: Inquiry | null, today: string, view: View): Promise<Inquiry> {
  const chosen = takeChoice(asked, earlier);
  if (chosen) return chosen;
  const unasked = withoutQuestion(asked, earlier);
  if (unasked) return unasked;
  const text = asked.slice(0, READ_AT_MOST);
  const book = learned(view);
  const first = readTurn(text, today, view, book, earlier !== null);
  const { text: right, corrections } = correct(text, fold(text), first.understoodSpans, book.placeNames, view);
  const turn = corrections.length > 0 ? readTurn(right, today, view, book, earlier !== null) : first;
  const goesOn = earlier === null ? null : await continuation(turn, earlier, view);
  return understood(
    asked,
    turn,
    corrections,
    goesOn === null || earlier === null ? null : { earlier, ...goesOn },
    view,
    book,
  );
}
