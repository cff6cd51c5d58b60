/** Lists and counts of letters: all that fit the constraints, not the best few. */
import type { Block } from '../../model.ts';
import type { Hit, LetterCard, View } from '../../search/view.ts';
import type { Inquiry, QuestionWord } from '../inquiry.ts';
import { say } from '../rendering/phrases.ts';
import { Coverage } from './coverage.ts';
import { fieldOf } from './field.ts';
import { conceptWeight, topicWords } from './words.ts';
import type { DraftBuilder } from './draft.ts';
import { letterLine } from './frames.ts';
import { newestFirst } from './matter.ts';

/** Share of the topic's words that a letter's names, or one of its passages, must hold. */
const aboutByName = 0.5;
const aboutByPassage = 0.8;

function cardsOf(view: View, inquiry: Inquiry): readonly LetterCard[] {
  if (inquiry.scope === null) return view.cards;
  return inquiry.scope.map((index) => view.card(index)).filter((card) => card !== null);
}

/** Words that tell one topic from another; 签发 and 出过 are said of any letter. */
function topicOf(view: View, inquiry: Inquiry): readonly QuestionWord[] {
  return topicWords(inquiry).filter((word) => {
    if (word.concepts.length === 0) return word.known && word.word.length > 1;
    return word.concepts.some((c) => conceptWeight(c, view.vocabulary) >= 0.5);
  });
}

/** Letters under the constraints that are about the topic, newest first. `hits` are of the topic, not cut short. */
export function listed(view: View, inquiry: Inquiry, hits: readonly Hit[]): readonly LetterCard[] {
  const cards = cardsOf(view, inquiry).toSorted(newestFirst);
  const { vocabulary } = view;
  const words = topicOf(view, inquiry);
  if (words.length === 0) return cards;
  const coverage = new Coverage(words, vocabulary);
  const looking = vocabulary.among(coverage.concepts());
  const found = new Map<number, boolean>();
  for (const { passage } of hits) {
    if (found.get(passage.letter)) continue;
    const body = view.letter(passage.letter)?.body ?? '';
    const text = `${body.slice(passage.start, passage.end)}\n${passage.heading ?? ''}`;
    const field = fieldOf(text, looking);
    found.set(passage.letter, coverage.share([{ field, weight: 1 }]) >= aboutByPassage);
  }
  return cards.filter((card) => {
    const named = [card.title, card.subject, card.department].filter((part) => part !== null).join('\n');
    const field = fieldOf(named, looking);
    return found.get(card.index) || coverage.share([{ field, weight: 1 }]) >= aboutByName;
  });
}

export function listBlocks(
  builder: DraftBuilder,
  view: View,
  inquiry: Inquiry,
  cards: readonly LetterCard[],
): readonly Block[] {
  const { language } = inquiry;
  const items = cards.map((card) => letterLine(builder, view, card, language)).filter((line) => line !== null);
  if (items.length === 0) return [];
  const count = String(items.length);
  return [
    { kind: 'lead', text: say(language, 'found', { count }), markers: [] },
    { kind: 'list', items },
  ];
}

/** Most letters of no place that are named. */
const mostPlaceless = 5;

/** Letters about the topic that name no place and may be of the one asked: told apart, for they were not counted. */
export function placelessBlocks(builder: DraftBuilder, view: View, inquiry: Inquiry): readonly Block[] {
  const { language, placeless = [] } = inquiry;
  const cards = placeless.length === 0 ? [] : listed(view, { ...inquiry, scope: placeless }, []);
  const items = cards.slice(0, mostPlaceless).flatMap((card) => letterLine(builder, view, card, language) ?? []);
  if (items.length === 0) return [];
  return [
    { kind: 'note', text: say(language, cards.length > mostPlaceless ? 'placelessSome' : 'placeless') },
    { kind: 'list', items },
  ];
}
