/** `/commitments`: what letters promise and what later ones tell of it, a part at a time, each line a proven quote. */
import type { Block, Language, Line, Question, Span } from '../../model.ts';
import type { LetterCard, View } from '../../search/view.ts';
import { DraftBuilder } from '../composing/draft.ts';
import { standing } from '../composing/frames.ts';
import { noMatch, nothingProven } from '../refuse.ts';
import { type PhraseKey, say } from '../rendering/phrases.ts';
import { verify } from '../verify.ts';
import { type LookedUp, partOf, understandLookup } from './letters.ts';

/** A planned sentence, and the sentence of a later letter that tells of it. */
export interface Promised extends Span {
  readonly letterId: string;
  readonly state: 'overdue' | 'due' | 'undated' | 'done';
  readonly later: (Span & { readonly file: string; readonly tells: 'done' | 'missed' | 'reported' }) | null;
}

/** All promises of these letters about a theme (all themes when empty), overdue first. `today` is YYYY-MM-DD. */
export type PromisesOf = (
  view: View,
  cards: readonly LetterCard[],
  theme: string,
  today: string,
) => Promise<readonly Promised[]>;

const STATES: Readonly<Record<Promised['state'], PhraseKey>> = {
  overdue: 'stateOverdue',
  due: 'stateDue',
  undated: 'stateUndated',
  done: 'stateDone',
};

/** Under each state its promises; what a later letter tells stands below the promise, told as that letter tells it. */
function promiseBlocks(
  builder: DraftBuilder,
  view: View,
  shown: readonly Promised[],
  language: Language,
): readonly Block[] {
  const byId = new Map(view.cards.map((card) => [card.id, card.index]));
  const byFile = new Map(view.cards.map((card) => [card.file, card.index]));
  const quote = (index: number | undefined, span: Span, tense: 'done' | 'planned' | 'stated'): Line | null => {
    const letter = index === undefined ? null : view.letter(index);
    return letter === null || index === undefined ? null : builder.quote(letter, index, span, tense);
  };
  const blocks: Block[] = [];
  let state: Promised['state'] | null = null;
  for (const promised of shown) {
    const line = quote(byId.get(promised.letterId), promised, 'planned');
    if (line === null) continue;
    const title = promised.state === state ? null : say(language, STATES[promised.state]);
    state = promised.state;
    const last = blocks.at(-1);
    if (title === null && last?.kind === 'quotes' && last.tense === 'planned')
      blocks[blocks.length - 1] = { ...last, lines: [...last.lines, line] };
    else blocks.push({ kind: 'quotes', tense: 'planned', title, lines: [line] });
    const { later } = promised;
    const tense = later?.tells === 'done' ? 'done' : 'stated';
    const told = later === null ? null : quote(byFile.get(later.file), later, tense);
    if (told !== null) blocks.push({ kind: 'quotes', tense, title: null, lines: [told] });
  }
  return blocks;
}

export async function lookUpPromises(
  question: Question,
  view: View,
  first: number,
  promisesOf: PromisesOf,
): Promise<LookedUp> {
  const understood = await understandLookup(question, view);
  if ('refusal' in understood) return { answer: understood.refusal, part: null };
  const { inquiry } = understood;
  const { language, scope, text } = inquiry;
  const cards = scope === null ? view.cards : scope.flatMap((index) => view.card(index) ?? []);
  const { shown, part } = partOf(await promisesOf(view, cards, text, question.today), first);
  if (shown.length === 0) return { answer: noMatch(view, inquiry, 'no-match', []), part: null };
  const builder = new DraftBuilder(view);
  const blocks = [...promiseBlocks(builder, view, shown, language)];
  const draft = builder.build(question.text, language);
  const cited = [...new Set(draft.citations.map(({ letter }) => letter))].flatMap((index) => view.card(index) ?? []);
  if (shown.some(({ state }) => state === 'overdue'))
    blocks.push({ kind: 'note', text: say(language, 'overdueMeans') });
  blocks.push(standing(cited, language));
  const { answer } = verify({ ...draft, blocks }, question.text, view);
  return answer === null ? { answer: nothingProven(view, inquiry, []), part: null } : { answer, part };
}
