/** What is promised and not told as done, over the letters of a scope. */
import type { Block } from '../../model.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { Inquiry } from '../inquiry.ts';
import { say } from '../rendering/phrases.ts';
import type { DraftBuilder } from './draft.ts';
import { glossOf } from './gloss.ts';
import { telling } from './telling.ts';

/** Letters and sentences that one reply tells; `fuwen commitments` lists all. */
const most = { letters: 4, sentences: 3 };

/** Planned sentences of the letters given, the most telling of each, in the letters' order. */
export function promiseBlocks(
  builder: DraftBuilder,
  view: View,
  inquiry: Inquiry,
  cards: readonly LetterCard[],
): readonly Block[] {
  const { language } = inquiry;
  const blocks: Block[] = [];
  const each = cards.length === 1 ? most.sentences * 2 : most.sentences;
  for (const card of cards.slice(0, most.letters)) {
    const letter = view.letter(card.index);
    if (!letter) continue;
    const planned = letter.sections
      .flatMap((s) => s.sentences)
      .filter((s) => s.planned && !s.done)
      .toSorted((a, b) => telling(letter, b) - telling(letter, a))
      .slice(0, each)
      .toSorted((a, b) => a.start - b.start);
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
  if (cards.length > most.letters && blocks.length > 0) blocks.push({ kind: 'note', text: say(language, 'more') });
  return blocks;
}
