/** One number in two sessions, places or kinds: told apart by the topic where it can be, else offered as choices. */
import { fold } from '../../search/fold.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { Choice, QuestionWord } from '../inquiry.ts';
import { newest } from './constraints.ts';
import { sessionOf } from './sessions.ts';

/** Letters grouped by matter: same kind, session and place; a letter that lacks one of them goes with the group it fits. */
export function matters(cards: readonly LetterCard[]): readonly Choice[] {
  const groups: LetterCard[][] = [];
  for (const card of newest(cards)) {
    const group = groups.find((others) => others.every((other) => sameMatter(card, other)));
    if (group) group.push(card);
    else groups.push([card]);
  }
  return groups.map((group) => ({
    letters: group.map(({ index }) => index),
    kind: first(group, 'kind'),
    session: first(group, 'session'),
    place: first(group, 'place'),
    proposalNo: first(group, 'proposalNo'),
  }));
}

function first<Field extends 'kind' | 'session' | 'place' | 'proposalNo'>(
  cards: readonly LetterCard[],
  field: Field,
): LetterCard[Field] | null {
  return cards.find((card) => card[field] !== null)?.[field] ?? null;
}

function sameMatter(a: LetterCard, b: LetterCard): boolean {
  const one = sessionOf(a.session);
  const other = sessionOf(b.session);
  if (
    one &&
    other &&
    (one.term !== other.term || (one.meeting !== null && other.meeting !== null && one.meeting !== other.meeting))
  )
    return false;
  if (a.kind !== null && b.kind !== null && a.kind !== b.kind) return false;
  return a.place === null || b.place === null || fold(a.place) === fold(b.place);
}

/** How much of the question's weight one matter must hold beyond the next to be the one that was meant. */
const MARGIN = 0.25;

/** The matter that the question's words tell of; null when two fit about equally, or none does. */
export function toldApart(choices: readonly Choice[], words: readonly QuestionWord[], view: View): Choice | null {
  const total = words.reduce((sum, word) => sum + word.idf, 0);
  if (total === 0) return null;
  const scored = choices
    .map((choice) => {
      const text = choice.letters.map((index) => fold(view.letter(index)?.body ?? '')).join('\n');
      const concepts = new Set(view.vocabulary.match(text).map(({ concept }) => concept));
      const held = words.filter(
        ({ word, concepts: own }) => text.includes(word) || own.some((concept) => concepts.has(concept)),
      );
      return { choice, share: held.reduce((sum, word) => sum + word.idf, 0) / total };
    })
    .toSorted((a, b) => b.share - a.share);
  const [best, next] = scored;
  return best && best.share - (next?.share ?? 0) >= MARGIN ? best.choice : null;
}
