/** The status of a matter as a card: what the letter's head tells, then done and planned by suggestion. */
import type { Block, Language, Letter, LetterField, Line, Section, Sentence, Span, Tense } from '../../model.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { Evidence } from '../evidence.ts';
import type { Inquiry } from '../inquiry.ts';
import { type PhraseKey, say } from '../rendering/phrases.ts';
import { holds, squeeze } from '../verifying/facts.ts';
import { Coverage } from './coverage.ts';
import { fieldOf } from './field.ts';
import { topicWords } from './words.ts';
import { askFit } from './asks.ts';
import { choose, tenseOf } from './choose.ts';
import { isCourtesy } from './boilerplate.ts';
import { withCounterpart } from './counterpart.ts';
import type { DraftBuilder } from './draft.ts';
import { letterLine } from './frames.ts';
import { glossOf } from './gloss.ts';
import { relatives } from './matter.ts';
import { quoteBlocks } from './quoting.ts';
import { tell } from './telling.ts';

const rows: readonly (readonly [LetterField, PhraseKey])[] = [
  ['proposalNo', 'rowNumber'],
  ['title', 'rowTitle'],
  ['subject', 'rowSubject'],
  ['addressees', 'rowProposer'],
  ['department', 'rowAgency'],
  ['result', 'rowResult'],
  ['date', 'rowDate'],
  ['docNo', 'rowDocument'],
];

function valueOf(card: LetterCard, field: LetterField): string | null {
  const value = card[field];
  if (value === null || Array.isArray(value)) return Array.isArray(value) && value.length > 0 ? value.join('、') : null;
  return String(value);
}

/** Rows for the fields that the letter prints where it can be cited; `only` keeps some. */
export function cardBlock(
  builder: DraftBuilder,
  letter: Letter,
  card: LetterCard,
  language: Language,
  only?: readonly LetterField[],
): Block | null {
  const found = rows.flatMap(([field, label]) => {
    if (only && !only.includes(field)) return [];
    const value = valueOf(card, field);
    // A co-handling opinion is addressed to an agency, which is not who proposed.
    if (value === null || (field === 'addressees' && card.genre === 'cohandling')) return [];
    const place = only ? letter.evidence[field] : placeOf(letter, card, field);
    const marker = place ? builder.cite(letter, card.index, place, 'stated') : null;
    return marker === null ? [] : [{ label: say(language, label), value, markers: [marker] }];
  });
  return found.length === 0 ? null : { kind: 'card', rows: found };
}

/**
 * Where a field is cited: the longest field within the same line that holds it word for word (a title prints its number),
 * so that one marker proves both and no quote runs over a line. A field told otherwise than it is printed (a date) keeps
 * its own place.
 */
function placeOf(letter: Letter, card: LetterCard, field: LetterField): Span | undefined {
  const own = letter.evidence[field];
  const value = valueOf(card, field);
  if (!own || value === null) return own;
  const around = rows.flatMap(([other]) => {
    const span = letter.evidence[other];
    if (!span || span.start > own.start || span.end < own.end) return [];
    const text = letter.body.slice(span.start, span.end);
    return text.includes('\n') || !holds(squeeze(text), value) ? [] : [span];
  });
  return around.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0] ?? own;
}

/** Sections, or the paragraphs of a letter without headings: each tells of one suggestion. */
function suggestions(letter: Letter): readonly Section[] {
  if (letter.sections.some((s) => s.heading !== null)) return letter.sections;
  return letter.sections.flatMap((section) => {
    const groups: Sentence[][] = [];
    for (const sentence of section.sentences) {
      const last = groups.at(-1);
      const before = last?.at(-1);
      if (last && before && !letter.body.slice(before.start, sentence.start).includes('\n')) last.push(sentence);
      else groups.push([sentence]);
    }
    return groups.map((sentences) => ({ ...section, sentences }));
  });
}

/** Share of the topic's words that the evidence must hold for the card to be of that topic alone. */
const aboutTopic = 0.45;
/** Share of the question's words that the subject holds when they are only the letter's name. */
const wholeSubject = 0.8;

/** Most sections told one by one; a longer letter keeps those that tell most, and says that there is more. */
const mostSections = 8;

function sectionBlocks(
  builder: DraftBuilder,
  view: View,
  inquiry: Inquiry,
  card: LetterCard,
  letter: Letter,
): readonly Block[] {
  const blocks: Block[] = [];
  let told = 0;
  let left = false;
  const wantsPlan = inquiry.intent === 'commitment' || inquiry.asks[0] === 'planned';
  const parts = suggestions(letter);
  const asked =
    inquiry.section === null
      ? null
      : inquiry.section === -1
        ? numbered(parts).at(-1)
        : numbered(parts)[inquiry.section - 1];
  for (const section of asked ? [asked] : parts) {
    const most = asked ? { done: 4, planned: 3 } : { done: 1, planned: 1 };
    const { done, planned } = tell(letter, section, most);
    if (done.length + planned.length === 0) continue;
    if (told === mostSections) {
      left = true;
      break;
    }
    told += 1;
    const groups = [
      { tense: 'done', sentences: wantsPlan ? [] : done },
      { tense: 'planned', sentences: planned },
    ] as const;
    let title = section.heading;
    for (const { tense, sentences } of groups) {
      const lines = sentences
        .map((s) => builder.quote(letter, card.index, s, tense))
        .filter((line): line is Line => line !== null)
        .map((line) => glossed(line, inquiry, view));
      if (lines.length === 0) continue;
      blocks.push({ kind: 'quotes', tense, title, lines });
      title = null;
    }
  }
  if (left) blocks.push({ kind: 'note', text: say(inquiry.language, 'more') });
  return blocks;
}

/** Most sentences told of one kind of figure. */
const mostSums = 4;
/** Where no sentence prints a sum: those that tell where money comes from. */
const money = /授信|融资|贷款|资金|经费|补贴|补助|奖励|投入|基金|费用|财政/u;

/** 那钱呢 of a letter: its sentences with a sum of money (a share, an age), or at least of money. */
function sumsOf(letter: Letter, inquiry: Inquiry): readonly Sentence[] {
  const [ask] = inquiry.asks;
  if (ask !== 'amount' && ask !== 'share' && ask !== 'age' && ask !== 'phone' && ask !== 'hours') return [];
  const told = letter.sections
    .flatMap((s, at) => s.sentences.map((sentence) => ({ at, sentence })))
    .map(({ at, sentence }) => ({ at, sentence, text: squeeze(letter.body.slice(sentence.start, sentence.end)) }))
    .filter(({ text }) => !isCourtesy(text));
  const holding = told.filter(
    ({ text, sentence: { done, planned } }) => askFit([ask], { folded: text, done, planned }) >= 0.9,
  );
  // 罚了多少 asks for the sums of one thing; where no sum is of that, the sums of others are no answer.
  const words = topicWords(inquiry).map(({ word }) => word);
  const exact = words.length === 0 ? holding : holding.filter(({ text }) => words.some((word) => text.includes(word)));
  if (words.length > 0) return exact.slice(0, mostSums).map(({ sentence }) => sentence);
  // What stands by a sum tells of the same money.
  const by = (at: number): boolean => exact.length === 0 || exact.some((e) => e.at === at);
  const near = ask === 'amount' ? told.filter(({ at, text }) => by(at) && money.test(text)) : [];
  return [...new Set([...exact, ...near])]
    .slice(0, mostSums)
    .map(({ sentence }) => sentence)
    .toSorted((a, b) => a.start - b.start);
}

function glossed(line: Line, inquiry: Inquiry, view: View): Line {
  const gloss = inquiry.language === 'en' ? glossOf(line.text, view.vocabulary) : undefined;
  return gloss === undefined ? line : { ...line, gloss };
}

/** Whether the question asks for a part of the letter: words that are the letter's own subject ask for all of it. */
function narrows(inquiry: Inquiry, card: LetterCard, view: View): boolean {
  if (topicWords(inquiry).length === 0) return false;
  const subject = fieldOf(`${card.subject ?? ''}\n${card.title ?? ''}`, view.vocabulary);
  return new Coverage(topicWords(inquiry), view.vocabulary).share([{ field: subject, weight: 1 }]) < wholeSubject;
}

/** Sections that a letter numbers: 第二条 is the second of these. */
function numbered(sections: readonly Section[]): readonly Section[] {
  const headed = sections.filter((s) => s.heading !== null);
  return headed.length > 0 ? headed : sections.filter((s) => s.sentences.some((x) => x.done || x.planned));
}

/**
 * Blocks of a status card. With a topic in the question only what the evidence says of it is quoted, under the rows
 * that name the letter; without one each suggestion is told by its most telling done and planned sentence.
 */
export function statusBlocks(
  builder: DraftBuilder,
  view: View,
  inquiry: Inquiry,
  card: LetterCard,
  evidence: readonly Evidence[],
): readonly Block[] {
  const letter = view.letter(card.index);
  if (!letter) return [];
  const { language } = inquiry;
  const blocks: Block[] = [];
  const own = evidence.filter((e) => e.card.index === card.index);
  const first = own[0];
  const others = relatives(view, card);
  if (card.genre === 'second_reply' && card.date !== null && others.some((o) => o.genre !== 'cohandling'))
    blocks.push({ kind: 'lead', text: say(language, 'newestFirst', { date: card.date }), markers: [] });
  // 第二条呢 after a topic within the letter: the section is what is asked now.
  const bySection =
    inquiry.section !== null && !inquiry.numbers.some(({ written }) => inquiry.question.includes(written));
  const sums = bySection || (topicWords(inquiry).length > 0 && first) ? [] : sumsOf(letter, inquiry);
  if (sums.length > 0) {
    const block = (tense: Tense): readonly Block[] => {
      const lines = sums
        .filter((s) => tenseOf(s, false) === tense)
        .flatMap((s) => builder.quote(letter, card.index, s, tense) ?? [])
        .map((line) => glossed(line, inquiry, view));
      return lines.length === 0 ? [] : [{ kind: 'quotes', tense, title: null, lines }];
    };
    return [...blocks, ...(['done', 'stated', 'planned'] as const).flatMap(block)];
  }
  if (!bySection && first && first.covered >= aboutTopic && narrows(inquiry, card, view)) {
    const head = cardBlock(builder, letter, card, language, ['proposalNo', 'department', 'result', 'date']);
    const quotes = quoteBlocks(builder, view, inquiry, withCounterpart(choose(own, inquiry), own, inquiry));
    return [...blocks, ...quotes, ...(head ? [head] : [])];
  }
  // Who goes on with a section has the letter's fields before them.
  const head = bySection ? null : cardBlock(builder, letter, card, language);
  if (head) blocks.push(head);
  blocks.push(...sectionBlocks(builder, view, inquiry, card, letter));
  const items = others.map((o) => letterLine(builder, view, o, language)).filter((l) => l !== null);
  if (items.length > 0) blocks.push({ kind: 'list', items });
  blocks.push(...alsoNamed(builder, view, inquiry, [card, ...others]));
  return blocks;
}

/** 提案62031、155145: the heads of the other letters asked for by number, `told` being those told already. */
function alsoNamed(builder: DraftBuilder, view: View, inquiry: Inquiry, told: readonly LetterCard[]): readonly Block[] {
  const asked = inquiry.numbers.filter(({ written }) => inquiry.question.includes(written));
  if (new Set(asked.map(({ canonical }) => canonical)).size < 2) return [];
  const known = new Set(told.map(({ index }) => index));
  return (inquiry.scope ?? [])
    .filter((index) => !known.has(index))
    .slice(0, 4)
    .flatMap((index) => {
      const [card, letter] = [view.card(index), view.letter(index)];
      const fields = ['proposalNo', 'title', 'department', 'result', 'date'] as const;
      return (card && letter && cardBlock(builder, letter, card, inquiry.language, fields)) ?? [];
    });
}
