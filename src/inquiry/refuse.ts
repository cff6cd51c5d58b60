/** Replies that quote nothing: what is not found, what may not be shown, questions back, small talk. */
import type { Answer, Block, Clarify, Language, NearLetter, Unanswered } from '../model.ts';
import type { Hit, LetterCard, View } from '../search/view.ts';
import { fieldOf } from './composing/field.ts';
import { newestFirst } from './composing/matter.ts';
import { levelOf, MET } from './composing/topic.ts';
import { unitsOf } from './composing/units.ts';
import type { Choice, Inquiry, Social, Unmet } from './inquiry.ts';
import { letterLabel, letterName, matterLabel } from './rendering/label.ts';
import { type PhraseKey, say } from './rendering/phrases.ts';

const mostNear = 3;

function nearOf(card: LetterCard): NearLetter {
  const { file, title, proposalNo, department, date, kind, genre } = card;
  return { file, title: title ?? card.subject, proposalNo, department, date, kind, genre };
}

/** Letters of the best hits, then those that the unmet constraint points to; visible ones only, by the view. */
function nearCards(view: View, letters: readonly number[], hits: readonly Hit[]): readonly LetterCard[] {
  const order = new Set([...letters, ...hits.map((h) => h.passage.letter)]);
  return [...order]
    .map((index) => view.card(index))
    .filter((card) => card !== null)
    .slice(0, mostNear);
}

function nearBlocks(cards: readonly LetterCard[], language: Language): readonly Block[] {
  const items = cards.map((card) => {
    const label = letterName(language, card);
    const named =
      card.subject !== null && card.proposalNo !== null ? say(language, 'titled', { title: card.subject }) : null;
    return { text: [label, named, card.department, card.date].filter((p) => p !== null).join(' · '), markers: [] };
  });
  if (items.length === 0) return [];
  return [
    { kind: 'note', text: say(language, 'nearest') },
    { kind: 'list', items },
  ];
}

/** Share of the heaviest thing's weight from which another one tells the topic too. */
const TELLING = 0.6;

/** Hits whose passage, heading or subject holds a telling thing of the question: the others are near by score alone. */
function related(view: View, inquiry: Inquiry, hits: readonly Hit[]): readonly Hit[] {
  const units = unitsOf(inquiry, view).filter(({ kind }) => kind !== 'general' && kind !== 'other');
  const most = Math.max(0, ...units.map(({ weight }) => weight));
  const telling = units.filter(({ weight }) => weight > 0 && weight >= most * TELLING);
  return hits.filter(({ passage }) => {
    const card = view.card(passage.letter);
    const body = view.letter(passage.letter)?.body.slice(passage.start, passage.end);
    const field = fieldOf(
      [card?.subject ?? card?.title, passage.heading, body].filter(Boolean).join('\n'),
      view.vocabulary,
    );
    return telling.some((unit) => levelOf(unit, field) >= MET);
  });
}

/** The agency of the nearest letter, else the way to reach a person at all. */
function reach(cards: readonly LetterCard[], language: Language): Block {
  const agency = cards.find((c) => c.department !== null)?.department;
  return { kind: 'note', text: agency ? say(language, 'askAgency', { agency }) : say(language, 'askReach') };
}

function unanswered(
  question: string,
  language: Language,
  reason: Unanswered['reason'],
  lead: string,
  cards: readonly LetterCard[],
  rest: readonly Block[],
): Unanswered {
  const blocks: Block[] = [{ kind: 'lead', text: lead, markers: [] }, ...rest];
  return { kind: 'unanswered', question, language, writer: 'extractive', reason, blocks, nearest: cards.map(nearOf) };
}

export function badQuestion(question: string, language: Language, key: 'badQuestion' | 'tooLong'): Unanswered {
  return unanswered(question, language, 'bad-question', say(language, key), [], []);
}

const unmetReasons: Readonly<Partial<Record<Unmet['constraint'], readonly [Unanswered['reason'], PhraseKey]>>> = {
  number: ['no-such-number', 'noNumber'],
  document: ['no-such-number', 'noNumber'],
  place: ['no-such-place', 'noPlace'],
  year: ['no-such-year', 'noYear'],
  agency: ['no-match', 'noAgency'],
  disclosure: ['no-match', 'notPublic'],
};

/** A number that only a letter on request has: how to apply, and nothing of what it says. */
export function onRequest(view: View, inquiry: Inquiry): Unanswered | null {
  const { question, language } = inquiry;
  const written = inquiry.numbers.flatMap((n) => [n.canonical, n.written]);
  const held = written
    .flatMap((n) => view.onRequest(n))
    .filter((l) => inquiry.kind === null || l.kind === null || l.kind === inquiry.kind);
  const first = held[0];
  if (!first) return null;
  const lead = first.department
    ? say(language, 'restrictedAt', { agency: first.department })
    : say(language, 'restricted');
  return unanswered(question, language, 'restricted', lead, [], []);
}

/** 第999号提案, no. 999: as a letter would be named; a number with its class or year as it is. */
function numberLabel(written: string, { language, kind }: Inquiry): string {
  // A document's number has its own words: 澄建函〔2024〕12号.
  if (/^[^\d]{2,}.*[〕\])】].*号$/u.test(written)) return written;
  if (kind !== null) return matterLabel(language, written, kind);
  return say(language, 'numbered', { number: written });
}

export function unmetConstraint(view: View, inquiry: Inquiry, unmet: Unmet, hits: readonly Hit[]): Unanswered {
  const { question, language } = inquiry;
  const [reason, key] = unmetReasons[unmet.constraint] ?? ['no-match', 'noLetter'];
  // What is not public has nothing near it: the same words whatever there is.
  const close = unmet.letters.length > 0 || unmet.constraint === 'disclosure' ? [] : related(view, inquiry, hits);
  const cards = nearCards(view, unmet.letters, close);
  const near = reason === 'no-such-number' && unmet.nearest !== null;
  const numbers = inquiry.numbers.filter((n) => n.of === 'proposal').map((n) => numberLabel(n.written, inquiry));
  const asked = unmet.constraint === 'number' && numbers.length > 0 ? numbers.join('、') : unmet.asked;
  const lead = near
    ? say(language, 'noNumberNear', { asked, number: numberLabel(unmet.nearest ?? '', inquiry) })
    : say(language, key, { asked });
  // The letter asked for is not there: another letter's agency need not know of it.
  return unanswered(question, language, reason, lead, cards, [...nearBlocks(cards, language), reach([], language)]);
}

export function noMatch(
  view: View,
  inquiry: Inquiry,
  reason: 'no-match' | 'no-such-year',
  hits: readonly Hit[],
): Unanswered {
  const { question, language, places, years } = inquiry;
  const cards = nearCards(view, [], related(view, inquiry, hits));
  const [place] = places;
  const [year] = years;
  const near = cards[0]?.date?.slice(0, 4);
  const lead =
    reason === 'no-such-year' && year
      ? near
        ? say(language, 'noYearNear', { asked: year.written, year: near })
        : say(language, 'noYear', { asked: year.written })
      : place !== undefined && places.length === 1
        ? say(language, 'noPlaceTopic', { asked: place })
        : say(language, 'noMatch');
  return unanswered(question, language, reason, lead, cards, [...nearBlocks(cards, language), reach(cards, language)]);
}

export function personal(view: View, inquiry: Inquiry, hits: readonly Hit[]): Unanswered {
  const { question, language } = inquiry;
  const cards = nearCards(view, [], related(view, inquiry, hits)).slice(0, 1);
  const rest = [...nearBlocks(cards, language), reach(cards, language)];
  return unanswered(question, language, 'personal', say(language, 'personal'), cards, rest);
}

export function nothingProven(view: View, inquiry: Inquiry, hits: readonly Hit[]): Unanswered {
  const { question, language } = inquiry;
  const cards = nearCards(view, [], hits);
  const rest = [...nearBlocks(cards, language), reach(cards, language)];
  return unanswered(question, language, 'no-match', say(language, 'nothingProven'), cards, rest);
}

/** One choice as it is offered: 柏溪县 · 十八届四次 · 第45号建议 · 《…》 · 2025-05-19. */
function choiceText(view: View, choice: Choice, language: Language): string {
  const card = choice.letters.map((i) => view.card(i)).find((c) => c !== null);
  const label =
    choice.proposalNo === null
      ? card
        ? letterLabel(language, card)
        : null
      : matterLabel(language, choice.proposalNo, choice.kind);
  const subject = card?.subject ? say(language, 'titled', { title: card.subject }) : null;
  return [choice.place, choice.session, label, subject, card?.date].filter((p) => p).join(' · ');
}

export function clarify(view: View, inquiry: Inquiry): Clarify | null {
  const { question, language } = inquiry;
  const [first, ...rest] = inquiry.ambiguous.map((choice) => choiceText(view, choice, language));
  if (first === undefined) return null;
  const blocks: Block[] = [
    { kind: 'lead', text: say(language, 'choose'), markers: [] },
    { kind: 'choices', items: [first, ...rest] },
  ];
  const base = { question, language, writer: 'extractive', blocks } as const;
  return { kind: 'clarify', ...base, reason: 'ambiguous', choices: [first, ...rest] };
}

/** Three questions that the letters at hand can answer. */
export function examples(view: View, language: Language): readonly string[] {
  const cards = view.cards.toSorted(newestFirst);
  const numbered = cards.find((c) => c.proposalNo !== null && c.genre !== 'cohandling');
  const topical = cards.find((c) => c.subject !== null && c !== numbered) ?? cards.find((c) => c.subject !== null);
  const agency =
    cards.find((c) => c.department !== null && c !== numbered && c !== topical) ??
    cards.find((c) => c.department !== null);
  const found: string[] = [];
  if (numbered?.proposalNo)
    found.push(say(language, 'exampleStatus', { label: matterLabel(language, numbered.proposalNo, numbered.kind) }));
  if (topical?.subject) {
    const subject = topical.subject.replace(/^(?:关于|關於)/u, '').replace(/的?(?:提案|建议|建議)$/u, '');
    found.push(say(language, 'exampleTopic', { subject }));
  }
  if (agency?.department) found.push(say(language, 'examplePlan', { agency: agency.department }));
  return found;
}

const socialKeys: Readonly<Record<Social, PhraseKey>> = {
  greeting: 'greeting',
  thanks: 'thanks',
  bye: 'bye',
  identity: 'identity',
  usage: 'identity',
  praise: 'thanks',
  complaint: 'complaint',
  other: 'greeting',
};

/** Small talk, help, orders that are not followed: a short friendly reply with questions to try. */
export function help(view: View, inquiry: Inquiry): Answer {
  const { question, language, intent, social } = inquiry;
  const key: PhraseKey =
    intent === 'instruction'
      ? 'unsupported'
      : intent === 'choice'
        ? 'noChoice'
        : intent === 'help' && social === null
          ? 'identity'
          : socialKeys[social ?? 'other'];
  const tried = examples(view, language);
  const blocks: Block[] = [{ kind: 'lead', text: say(language, key), markers: [] }];
  if (tried.length > 0 && social !== 'bye')
    blocks.push(
      { kind: 'note', text: say(language, 'examples') },
      { kind: 'list', items: tried.map((text) => ({ text, markers: [] })) },
    );
  const reason = intent === 'instruction' || intent === 'choice' ? 'unsupported' : 'smalltalk';
  return { kind: 'help', question, language, writer: 'extractive', blocks, reason };
}
