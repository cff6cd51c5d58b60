/** What is promised and not told as done, over the letters of a scope. */
import type { Block, Line } from '../../model.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { Inquiry } from '../inquiry.ts';
import { say } from '../rendering/phrases.ts';
import type { DraftBuilder } from './draft.ts';
import { type OnePromise, promisesOf, type Wanted, wantedOf } from './due.ts';
import { glossOf } from './gloss.ts';
import { mattersOf } from './outcome.ts';
import { telling } from './telling.ts';

/** Letters and sentences of each that one reply tells; of one letter all, as far as a message holds them. */
const most = { letters: 4, sentences: 3, alone: 24 };
/** Letters read for promises of a certain day or fate: most letters hold none. */
const mostRead = 300;

/** Letters that promise what is wanted, as many as are told and one more, in the order given. */
function promising(
  view: View,
  cards: readonly LetterCard[],
  wanted: Wanted | null,
  today: string,
): readonly (readonly OnePromise[])[] {
  const matters = mattersOf(view);
  const found: (readonly OnePromise[])[] = [];
  for (const card of cards.slice(0, wanted === null ? most.letters + 1 : mostRead)) {
    const own = promisesOf(view, card, wanted, today, matters);
    if (own.length > 0) found.push(own);
    if (found.length > most.letters) break;
  }
  return found;
}

/**
 * Planned sentences of the letters given, in the letters' order; of several letters the most telling of each. Below one
 * that a later letter tells was missed stands what that letter says. `today` is YYYY-MM-DD.
 */
export function promiseBlocks(
  builder: DraftBuilder,
  view: View,
  inquiry: Inquiry,
  cards: readonly LetterCard[],
  today: string,
): readonly Block[] {
  const { language } = inquiry;
  const wanted = wantedOf(inquiry);
  const found = promising(view, cards, wanted, today);
  const each = cards.length === 1 ? most.alone : most.sentences;
  const byFile = new Map(view.cards.map((card) => [card.file, card]));
  const blocks: Block[] = [];
  let count = 0;
  let left = found.length > most.letters || (wanted === null && cards.length > most.letters);
  const glossed = (line: Line): Line => {
    const gloss = language === 'en' ? glossOf(line.text, view.vocabulary) : undefined;
    return gloss === undefined ? line : { ...line, gloss };
  };
  for (const own of found.slice(0, most.letters)) {
    const [first] = own as [OnePromise];
    const { letter, card } = first;
    if (own.length > each) left = true;
    const told = own
      .toSorted((x, y) => telling(letter, y.sentence) - telling(letter, x.sentence))
      .slice(0, each)
      .toSorted((x, y) => x.sentence.start - y.sentence.start);
    let title: string | null = [card.department, card.date].filter((part) => part !== null).join(' · ') || null;
    let lines: Line[] = [];
    const close = (): void => {
      if (lines.length > 0) blocks.push({ kind: 'quotes', tense: 'planned', title, lines });
      if (lines.length > 0) title = null;
      lines = [];
    };
    for (const { sentence, later } of told) {
      const line = builder.quote(letter, card.index, sentence, 'planned');
      if (!line) continue;
      lines.push(glossed(line));
      count += 1;
      const other = later ? byFile.get(later.file) : undefined;
      const source = other ? view.letter(other.index) : null;
      const missed = later && other && source ? builder.quote(source, other.index, later, 'stated') : null;
      if (!missed) continue;
      close();
      blocks.push({ kind: 'quotes', tense: 'stated', title: null, lines: [glossed(missed)] });
    }
    close();
  }
  if (blocks.length === 0) return [];
  const lead: Block = { kind: 'lead', text: say(language, 'promised', { count: String(count) }), markers: [] };
  return [
    ...(count > 1 ? [lead] : []),
    ...blocks,
    ...(wanted?.fate === 'overdue' ? [{ kind: 'note', text: say(language, 'overdueMeans') } as const] : []),
    ...(left ? [{ kind: 'note', text: say(language, 'more') } as const] : []),
  ];
}
