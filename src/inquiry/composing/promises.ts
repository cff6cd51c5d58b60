/** What is promised and not told as done, over the letters of a scope. */
import type { Block } from '../../model.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { Inquiry } from '../inquiry.ts';
import { fold } from '../../search/fold.ts';
import { say } from '../rendering/phrases.ts';
import { isCourtesy } from './boilerplate.ts';
import type { DraftBuilder } from './draft.ts';
import { glossOf } from './gloss.ts';
import { telling } from './telling.ts';

/** Letters and sentences of each that one reply tells; of one letter all, as far as a message holds them. */
const most = { letters: 4, sentences: 3, alone: 24 };

/** Planned sentences of the letters given, in the letters' order; of several letters the most telling of each. */
export function promiseBlocks(
  builder: DraftBuilder,
  view: View,
  inquiry: Inquiry,
  cards: readonly LetterCard[],
): readonly Block[] {
  const { language } = inquiry;
  const blocks: Block[] = [];
  const each = cards.length === 1 ? most.alone : most.sentences;
  let left = cards.length > most.letters;
  for (const card of cards.slice(0, most.letters)) {
    const letter = view.letter(card.index);
    if (!letter) continue;
    const all = letter.sections
      .flatMap((s) => s.sentences)
      .filter((s) => s.planned && !s.done && !isCourtesy(fold(letter.body.slice(s.start, s.end))));
    if (all.length > each) left = true;
    const planned = all
      .toSorted((x, y) => telling(letter, y) - telling(letter, x))
      .slice(0, each)
      .toSorted((x, y) => x.start - y.start);
    const lines = planned.flatMap((s) => {
      const line = builder.quote(letter, card.index, s, 'planned');
      if (!line) return [];
      const gloss = language === 'en' ? glossOf(line.text, view.vocabulary) : undefined;
      return [gloss === undefined ? line : { ...line, gloss }];
    });
    const title = [card.department, card.date].filter((part) => part !== null).join(' · ');
    if (lines.length > 0) blocks.push({ kind: 'quotes', tense: 'planned', title: title === '' ? null : title, lines });
  }
  const count = blocks.reduce((n, b) => n + (b.kind === 'quotes' ? b.lines.length : 0), 0);
  if (count > 1)
    blocks.unshift({ kind: 'lead', text: say(language, 'promised', { count: String(count) }), markers: [] });
  if (left && blocks.length > 0) blocks.push({ kind: 'note', text: say(language, 'more') });
  return blocks;
}
