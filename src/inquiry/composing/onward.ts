/** 然后呢, 还有呢: what comes after what was told, in the letters' own order, and a plain word when nothing does. */
import type { Block, Letter, Line, Sentence, Span, Tense } from '../../model.ts';
import { fold } from '../../search/fold.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { Evidence } from '../evidence.ts';
import type { Inquiry } from '../inquiry.ts';
import { say } from '../rendering/phrases.ts';
import { overlaps } from '../understanding/cuts.ts';
import { isAnnouncement, isCourtesy } from './boilerplate.ts';
import { LENGTH, tenseOf } from './choose.ts';
import type { DraftBuilder } from './draft.ts';
import { letterLine } from './frames.ts';
import { glossOf } from './gloss.ts';
import { wantsPlan } from './quoting.ts';

/** A stretch that the conversation was told before. */
export interface Shown extends Span {
  /** Position of the letter in the generation. */
  readonly letter: number;
}

/** What may be told next. */
export interface Rest {
  readonly shown: readonly Shown[];
  /** Sentences that answer the question, best first. */
  readonly evidence: readonly Evidence[];
  /** Letters of the question in which nothing may have been told yet. */
  readonly cards: readonly LetterCard[];
}

interface Next {
  readonly letter: Letter;
  readonly card: LetterCard;
  readonly section: number;
  readonly sentence: Sentence;
}

/** Most letters named as those that tell no more. */
const mostNamed = 3;

function sectionsTold(letter: Letter, index: number, shown: readonly Shown[]): readonly number[] {
  const places = shown
    .filter((s) => s.letter === index)
    .map((s) => letter.sections.findIndex((section) => overlaps(section, s)));
  return [...new Set(places.filter((at) => at >= 0))];
}

/** The rest of the sections told, then what else answers, then the letters' other sections, each in the letter's order. */
function nextSentences(view: View, inquiry: Inquiry, { shown, evidence, cards }: Rest): readonly Next[] {
  const planned = wantsPlan(inquiry);
  const taken = new Set<string>();
  const open: Next[] = [];
  const add = (card: LetterCard, letter: Letter, section: number, only?: Span): void => {
    for (const sentence of letter.sections[section]?.sentences ?? []) {
      const text = fold(letter.body.slice(sentence.start, sentence.end)).trim();
      const key = `${card.index}/${sentence.start}`;
      const known = taken.has(key) || shown.some((s) => s.letter === card.index && overlaps(s, sentence));
      const tells = !isCourtesy(text) && !isAnnouncement(text) && !text.endsWith(':') && (!planned || sentence.planned);
      if (known || !tells || (only && !overlaps(only, sentence))) continue;
      taken.add(key);
      open.push({ letter, card, section, sentence });
    }
  };
  const told = [...new Set([...shown.map((s) => s.letter), ...cards.map((c) => c.index)])].flatMap((index) => {
    const [card, letter] = [view.card(index), view.letter(index)];
    return card && letter ? [{ card, letter, sections: sectionsTold(letter, index, shown) }] : [];
  });
  for (const { card, letter, sections } of told) for (const at of sections) add(card, letter, at);
  for (const e of evidence) add(e.card, e.letter, e.section, e);
  for (const { card, letter } of told) {
    const headed = letter.sections.some((s) => s.heading !== null);
    for (const [at, section] of letter.sections.entries())
      if (!headed || section.heading !== null) add(card, letter, at);
  }
  return open;
}

/** As many as one reply tells, a longer first one alone. */
function within(open: readonly Next[]): readonly Next[] {
  const lengthOf = ({ sentence }: Next): number => sentence.end - sentence.start;
  let length = 0;
  const end = open.findIndex((next, i) => {
    const full = i > 0 && (i >= LENGTH.sentences || length >= LENGTH.aim || length + lengthOf(next) > LENGTH.most);
    length += lengthOf(next);
    return full;
  });
  return end < 0 ? open : open.slice(0, end);
}

/** Quotes under their section's heading; a letter that was not the one before is named. */
function quotes(builder: DraftBuilder, view: View, inquiry: Inquiry, told: readonly Next[]): readonly Block[] {
  const groups: { key: string; tense: Tense; title: string | null; lines: Line[] }[] = [];
  const letters = new Set(told.map(({ card }) => card.index));
  for (const { letter, card, section, sentence } of told) {
    const tense = tenseOf(sentence, wantsPlan(inquiry));
    const line = builder.quote(letter, card.index, sentence, tense);
    if (!line) continue;
    const gloss = inquiry.language === 'en' ? glossOf(line.text, view.vocabulary) : undefined;
    const key = `${card.index}/${section}`;
    const last = groups.at(-1);
    const whole = gloss === undefined ? line : { ...line, gloss };
    if (last && last.key === key && last.tense === tense) last.lines.push(whole);
    else {
      const heading = letter.sections[section]?.heading ?? null;
      const name = [card.department, card.date].filter((part) => part !== null).join(' · ');
      const title = heading ?? (letters.size > 1 && name !== '' ? name : null);
      groups.push({ key, tense, title: last?.key === key ? null : title, lines: [whole] });
    }
  }
  return groups.map(({ tense, title, lines }) => ({ kind: 'quotes', tense, title, lines }));
}

/** What was not told yet; when that is nothing, a word that says so, with the letters that tell no more. */
export function onwardBlocks(builder: DraftBuilder, view: View, inquiry: Inquiry, rest: Rest): readonly Block[] {
  // A list told every letter that fits.
  const listed = inquiry.intent === 'list' || inquiry.intent === 'count';
  const citable = (listed ? [] : nextSentences(view, inquiry, rest)).filter(({ card, sentence }) =>
    builder.citable(card.index, sentence),
  );
  const blocks = quotes(builder, view, inquiry, within(citable));
  if (blocks.length > 0) return blocks;
  const { language } = inquiry;
  const told = [...new Set(rest.shown.map((s) => s.letter))].flatMap((index) => view.card(index) ?? []);
  const items = told.slice(0, mostNamed).flatMap((card) => letterLine(builder, view, card, language) ?? []);
  if (items.length === 0) return [];
  return [
    { kind: 'lead', text: say(language, 'noMore'), markers: [] },
    { kind: 'list', items },
  ];
}
