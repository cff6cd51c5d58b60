/** Two letters, years, places or agencies side by side. */
import type { Block, Line } from '../../model.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { Evidence } from '../evidence.ts';
import type { Ask, Inquiry } from '../inquiry.ts';
import { fold } from '../../search/fold.ts';
import { letterName } from '../rendering/label.ts';
import { say } from '../rendering/phrases.ts';
import { metBy } from './asks.ts';
import { cardBlock } from './card.ts';
import { LENGTH, tenseOf } from './choose.ts';
import type { DraftBuilder } from './draft.ts';
import { wantsPlan } from './quoting.ts';
import { tell } from './telling.ts';
import { yearFit } from './years.ts';

/** Most letters set side by side when the question does not name the sides. */
const mostSides = 2;
const close = 0.62;
/** Most letters told of without a topic. */
const mostLetters = 3;

type Side = (e: Evidence) => boolean;

/** A year, a place or an agency that the question names is a side; a question may name two or more of one kind. */
function sidesNamed(inquiry: Inquiry): readonly Side[] {
  const years = inquiry.years.flatMap((y) =>
    y.to > y.from && y.to - y.from < 5
      ? [
          { ...y, to: y.from },
          { ...y, from: y.to },
        ]
      : [y],
  );
  if (years.length > 1) return years.map((year) => (e) => yearFit([year], e.folded, e.card.date) >= 0.6);
  if (inquiry.places.length > 1) return inquiry.places.map((place) => (e) => e.card.place === place);
  if (inquiry.agencies.length > 1)
    return inquiry.agencies.map((a) => (e) => a.names.some((n) => fold(e.card.department ?? '').includes(n)));
  return [];
}

/** Two kinds of one thing, told apart by letters: the best sentence of the best letters. */
function sidesByLetter(evidence: readonly Evidence[]): readonly Side[] {
  const top = evidence[0]?.score ?? 0;
  const letters = [...new Set(evidence.filter((e) => e.score >= top * close).map((e) => e.card.index))].slice(
    0,
    mostSides,
  );
  return letters.map((index) => (e) => e.card.index === index);
}

/** 哪个补贴高 compares sums, though no sum is asked for in words. */
const money = /补贴|补助|奖励|奖金|津贴|资助|价格|租金|票价|收费|费用|金额|subsid|grant|allowance|price|fee|rent/u;
const rate = /率|比例|占比|百分之|\brate\b|percent|\bshare\b/u;

/** The kind of figure that each side should tell: a sum beside a sum, a rate beside a rate. */
function kindsAsked({ asks, question }: Inquiry): readonly Ask[] {
  const asked = fold(question);
  if (asks.includes('share') || rate.test(asked)) return ['share'];
  return asks.includes('amount') || money.test(asked) ? ['amount'] : [];
}

/** Share of a side's best score that a sentence with the like figure needs. */
const likeScore = 0.4;
/** And of its hold on the topic. */
const likeTopic = 0.6;

/** Best sentences of each side, a side no longer than half of what is quoted; sides without a sentence are left out. */
export function sides(inquiry: Inquiry, evidence: readonly Evidence[]): readonly (readonly Evidence[])[] {
  const named = sidesNamed(inquiry);
  const taken = new Set<Evidence>();
  const kinds = kindsAsked(inquiry);
  return (named.length > 1 ? named : sidesByLetter(evidence)).flatMap((side) => {
    const own = evidence.filter((e) => side(e) && !taken.has(e));
    const [best] = own;
    if (!best) return [];
    const alike = (e: Evidence): boolean =>
      metBy(kinds, e).length === kinds.length &&
      e.score >= best.score * likeScore &&
      e.topic.held >= best.topic.held * likeTopic;
    const first = own.find(alike) ?? best;
    const second = own.find(
      (e) =>
        e !== first &&
        e.card.index === first.card.index &&
        e.section === first.section &&
        e.score >= first.score * 0.85 &&
        alike(e),
    );
    const chosen =
      second && first.end - first.start + second.end - second.start <= LENGTH.most / 2 ? [first, second] : [first];
    for (const e of chosen) taken.add(e);
    return [chosen];
  });
}

function nameOf(card: LetterCard, inquiry: Inquiry): string {
  return [letterName(inquiry.language, card), card.date].filter((part) => part !== null).join(' · ');
}

/** Letters side by side where no topic is asked: what names each, and what each tells most. */
export function lettersBlocks(
  builder: DraftBuilder,
  view: View,
  { language }: Inquiry,
  cards: readonly LetterCard[],
): readonly Block[] {
  const blocks = cards.slice(0, mostLetters).flatMap((card): readonly Block[] => {
    const letter = view.letter(card.index);
    if (!letter) return [];
    const head = cardBlock(builder, letter, card, language, ['proposalNo', 'subject', 'department', 'result', 'date']);
    const all = letter.sections.flatMap((s) => s.sentences);
    const told = tell(letter, { sentences: all }, { done: 2, planned: 1 });
    const quotes = (['done', 'planned'] as const).flatMap((tense): readonly Block[] => {
      const lines = told[tense].flatMap((s) => builder.quote(letter, card.index, s, tense) ?? []);
      return lines.length === 0 ? [] : [{ kind: 'quotes', tense, title: null, lines }];
    });
    return [...(head ? [head] : []), ...quotes];
  });
  return blocks.length === 0 ? [] : [{ kind: 'lead', text: say(language, 'compared'), markers: [] }, ...blocks];
}

/** Places that the question compares and of whose letters none tells of the matter. */
export function silentPlaces({ places }: Inquiry, told: readonly Evidence[]): readonly string[] {
  return places.filter((place) => !told.some((e) => e.card.place === place));
}

/** A table of letter and quote; empty when there are fewer than two sides. */
export function compareBlocks(
  builder: DraftBuilder,
  inquiry: Inquiry,
  found: readonly (readonly Evidence[])[],
): readonly Block[] {
  if (found.length < 2) return [];
  const { language } = inquiry;
  const rows = found.flatMap((side) =>
    side.flatMap((e): (readonly Line[])[] => {
      const quote = builder.quote(e.letter, e.card.index, e, tenseOf(e, wantsPlan(inquiry)));
      return quote ? [[{ text: nameOf(e.card, inquiry), markers: quote.markers }, quote]] : [];
    }),
  );
  return [
    { kind: 'lead', text: say(language, 'compared'), markers: [] },
    { kind: 'table', head: [say(language, 'rowLetter'), say(language, 'rowTold')], rows },
  ];
}
