/** Inquiry and evidence -> Draft, extractive: our frame around the letters' own sentences. */
import type { Block, LetterField } from '../model.ts';
import { fold } from '../search/fold.ts';
import type { Hit, LetterCard, View } from '../search/view.ts';
import { cardBlock, statusBlocks } from './composing/card.ts';
import { choose } from './composing/choose.ts';
import { compareBlocks, lettersBlocks, sides, silentPlaces } from './composing/compare.ts';
import { withCounterpart } from './composing/counterpart.ts';
import { type Draft, DraftBuilder, type DraftCitation } from './composing/draft.ts';
import { corrected, older, standing } from './composing/frames.ts';
import { listBlocks, listed, placelessBlocks } from './composing/list.ts';
import { mainOf, matters, newestFirst, relatives } from './composing/matter.ts';
import { onwardBlocks, type Shown } from './composing/onward.ts';
import { promiseBlocks } from './composing/promises.ts';
import { quoteBlocks, wantsPlan } from './composing/quoting.ts';
import { topicWords } from './composing/words.ts';
import { MET } from './composing/topic.ts';
import { areRelative } from './composing/years.ts';
import { answers, COVER, UNITS } from './decide.ts';
import { type Evidence } from './evidence.ts';
import type { Ask, Inquiry } from './inquiry.ts';
import { say } from './rendering/phrases.ts';
import { markersOf } from './verifying/markers.ts';

export interface Ground {
  readonly view: View;
  readonly inquiry: Inquiry;
  readonly hits: readonly Hit[];
  readonly evidence: readonly Evidence[];
  /** YYYY-MM-DD. */
  readonly today: string;
  /** What the conversation was told before; only a turn that asks for more needs it. */
  readonly shown?: readonly Shown[];
}

/** Most letters told one by one for a lookup; more are listed. */
const mostCards = 3;

/** Letters in scope; where some are of an agency that the question names, those. */
function scopeCards({ view, inquiry }: Ground): readonly LetterCard[] {
  return ofAgencies(
    (inquiry.scope ?? []).flatMap((index) => view.card(index) ?? []),
    inquiry,
  );
}

/** Those of an agency that the question names; all when none is. */
function ofAgencies(cards: readonly LetterCard[], { agencies }: Inquiry): readonly LetterCard[] {
  const names = agencies.flatMap((a) => a.names);
  const own = cards.filter((c) => c.department !== null && names.some((n) => fold(c.department ?? '').includes(n)));
  return own.length > 0 ? own : cards;
}

/** The letter that speaks for the question: of an exact scope its main letter, else the best evidence's. */
function mainCard(ground: Ground): LetterCard | null {
  const { inquiry, evidence, hits, view } = ground;
  const best = evidence[0]?.card ?? null;
  const scope = scopeCards(ground);
  if (scope.length > 0 && (topicWords(inquiry).length === 0 || best === null) && matters(scope).length === 1)
    return mainOf(scope);
  return best ?? (hits[0] ? view.card(hits[0].passage.letter) : (scope.toSorted(newestFirst)[0] ?? null));
}

function lookupBlocks(builder: DraftBuilder, ground: Ground): readonly Block[] {
  const { view, inquiry } = ground;
  const scope = scopeCards(ground);
  const main = mainCard(ground);
  const exact = inquiry.numbers.length > 0 || inquiry.proposers.length > 0 || topicWords(inquiry).length === 0;
  const cards = exact && scope.length > 0 ? scope.toSorted(newestFirst) : main ? [main] : [];
  if (cards.length > mostCards) return listBlocks(builder, view, inquiry, cards);
  return cards.flatMap((card) => {
    const letter = view.letter(card.index);
    if (!letter) return [];
    const fields = fieldsAsked(inquiry);
    const told = fields.some((field) => letter.evidence[field] !== undefined);
    const undated = fields.includes('date') && card.date === null;
    const only: readonly LetterField[] = [
      'proposalNo',
      undated || card.subject === null ? 'title' : 'subject',
      ...fields,
    ];
    const named = fields.length > 0 && (told || undated);
    const block = cardBlock(builder, letter, card, inquiry.language, named ? only : undefined);
    if (!block) return [];
    const lead: Block = { kind: 'lead', text: say(inquiry.language, 'undated'), markers: [] };
    return undated ? [lead, block] : [block];
  });
}

const FIELDS: Readonly<Partial<Record<Ask, readonly LetterField[]>>> = {
  who: ['department'],
  proposer: ['addressees'],
  title: ['title', 'subject'],
  number: ['title', 'subject', 'docNo'],
  when: ['date'],
};
/** 什么时候答复的 asks for the letter's day; 什么时候建成 does not. */
const REPLIED = /(?:答[复覆]|回[复覆]|[复復]文|[复復]函)的?(?:时间|日期|$|[?？。])|\b(?:repl|answer|respon)/u;

/** Fields of the letter that are asked for, when no more than one or two are. */
function fieldsAsked({ asks, question }: Inquiry): readonly LetterField[] {
  const fields = asks.flatMap((ask) => (ask === 'when' && !REPLIED.test(fold(question)) ? [] : (FIELDS[ask] ?? [])));
  return [...new Set(fields)];
}

/** A time that can be looked up in a calendar; 尽快 and 近期 can't. */
const DAY = /\d年|\d月|\d日|年内|年底|月底|季度|[上下]半年|[今明每]年|工作日|即日|工作周|节前|个月/u;

function factBlocks(builder: DraftBuilder, { view, inquiry, evidence }: Ground): readonly Block[] {
  const chosen = withCounterpart(choose(evidence, inquiry), evidence, inquiry);
  const blocks = quoteBlocks(builder, view, inquiry, chosen);
  // 什么时候呢 of a matter that was told: that what the letters tell of it names no time is the answer.
  const dayless = inquiry.asks[0] === 'when' && !chosen.some((e) => DAY.test(e.folded));
  const lead: Block = { kind: 'lead', text: say(inquiry.language, 'noDay'), markers: [] };
  return dayless && blocks.length > 0 ? [lead, ...blocks] : blocks;
}

/** Asked of the letter itself (who handled it, who proposed it, its number), not of what it tells. */
function asksOfLetter(inquiry: Inquiry): boolean {
  const { kind, genre, numbers, question } = inquiry;
  const [ask] = inquiry.asks;
  if (ask === 'when') return numbers.length > 0 && topicWords(inquiry).length === 0 && REPLIED.test(fold(question));
  if (ask === 'proposer' || ask === 'title' || ask === 'number') return true;
  return ask === 'who' && (kind !== null || genre !== null || numbers.length > 0);
}

/** Whether the sentence's letter is of the matter at all: a side of a comparison must not be filled with another one. */
function tellsTopic({ topic }: Evidence): boolean {
  return topic.missingGroups === 0 && topic.missingThing <= UNITS.lackThings && topic.top >= MET;
}

/** Letters that a question without a topic sets side by side: those numbered, else the newest of each agency named. */
function comparedLetters(ground: Ground): readonly LetterCard[] {
  const { view, inquiry } = ground;
  if (inquiry.scope !== null) return scopeCards(ground);
  return inquiry.agencies.flatMap((agency) => {
    const own = view.cards.filter((c) => agency.names.some((n) => fold(c.department ?? '').includes(n)));
    return own.toSorted(newestFirst).slice(0, 1);
  });
}

const BOTH_ROLES = /主办[^，。]{0,8}会办|会办[^，。]{0,8}主办/u;

/** What the letters tell beyond what was shown: of a list all was shown, of promises other letters may tell more. */
function moreBlocks(builder: DraftBuilder, ground: Ground): readonly Block[] {
  const { view, inquiry, evidence, shown = [] } = ground;
  const promises = inquiry.intent === 'commitment' && topicWords(inquiry).length === 0 && inquiry.carried === null;
  const cards = promises ? promisingCards(ground) : [];
  return onwardBlocks(builder, view, inquiry, { shown, evidence: evidence.filter((e) => answers(e, inquiry)), cards });
}

/** Letters whose promises a question without a topic is told. */
function promisingCards(ground: Ground): readonly LetterCard[] {
  const { view, inquiry } = ground;
  return (inquiry.scope ? scopeCards(ground) : ofAgencies(view.cards, inquiry)).toSorted(newestFirst);
}

/** 45号建议装电梯那个 names the letter by its subject, 45号建议里维护费的事 asks for a matter within it. */
function asksWithin({ view, inquiry, evidence }: Ground, { subject }: LetterCard): boolean {
  const [best] = evidence;
  if (!best || best.covered < COVER.named || best.topic.held < UNITS.held) return false;
  const named = fold(subject ?? '');
  const there = new Set(view.vocabulary.match(named).map(({ concept }) => concept));
  return !topicWords(inquiry).some(({ word, concepts }) => named.includes(word) || concepts.some((c) => there.has(c)));
}

function bodyBlocks(builder: DraftBuilder, ground: Ground): readonly Block[] {
  const { view, inquiry, evidence, hits, today } = ground;
  if (inquiry.more) return moreBlocks(builder, ground);
  const topic = topicWords(inquiry).length > 0 && evidence.length > 0;
  const quoted = ['list', 'count', 'compare', 'commitment'].includes(inquiry.intent);
  if (!quoted && asksOfLetter(inquiry)) {
    const blocks = lookupBlocks(builder, ground);
    if (blocks.length > 0) return blocks;
  }
  const main = mainCard(ground);
  if (!topic && main && inquiry.scope !== null && BOTH_ROLES.test(fold(inquiry.question))) {
    const others = relatives(view, main);
    if (others.length > 0) return lettersBlocks(builder, view, inquiry, [main, ...others].toSorted(newestFirst));
  }
  switch (inquiry.intent) {
    case 'list':
    case 'count': {
      const blocks = listBlocks(builder, view, inquiry, listed(view, inquiry, hits));
      if (blocks.length > 0) return [...blocks, ...placelessBlocks(builder, view, inquiry)];
      return evidence.length === 0 ? [] : factBlocks(builder, ground);
    }
    case 'lookup': {
      const blocks = lookupBlocks(builder, ground);
      return blocks.length > 0 ? blocks : factBlocks(builder, ground);
    }
    case 'compare': {
      const sided = comparedLetters(ground);
      if (!topic && sided.length > 1) return lettersBlocks(builder, view, inquiry, sided);
      const told = evidence.filter(tellsTopic);
      const silent = silentPlaces(inquiry, told);
      if (inquiry.places.length > 1 && silent.length > 0 && told.length > 0)
        return [
          ...quoteBlocks(builder, view, inquiry, choose(told, inquiry)),
          ...silent.map((asked): Block => ({ kind: 'note', text: say(inquiry.language, 'noPlaceTopic', { asked }) })),
        ];
      // Where no sides are named, letters are sides only if each tells of the matter.
      const telling = inquiry.years.length + inquiry.places.length + inquiry.agencies.length > 1 ? evidence : told;
      const blocks = compareBlocks(builder, inquiry, sides(inquiry, telling));
      return blocks.length > 0 ? blocks : factBlocks(builder, ground);
    }
    case 'commitment':
      if (topic || inquiry.carried !== null) return factBlocks(builder, ground);
      return promiseBlocks(builder, view, inquiry, promisingCards(ground), today);
    case 'status': {
      const card = mainCard(ground);
      if (card && wantsPlan(inquiry) && !topic && inquiry.carried === null && inquiry.section === null)
        return promiseBlocks(builder, view, inquiry, [card], today);
      const within = topic && card !== null && asksWithin(ground, card);
      const exact = (inquiry.numbers.length > 0 && !within) || (!topic && inquiry.carried === null);
      return card && (exact || inquiry.section !== null)
        ? statusBlocks(builder, view, inquiry, card, evidence)
        : factBlocks(builder, ground);
    }
    default:
      if (inquiry.section !== null || (!topic && inquiry.carried === null)) {
        const card = mainCard(ground);
        return card ? statusBlocks(builder, view, inquiry, card, evidence) : [];
      }
      return factBlocks(builder, ground);
  }
}

/** Letters of which something is told; one that is only named (a co-handling opinion below the card) tells no state. */
function lettersTold(citations: readonly DraftCitation[], blocks: readonly Block[]): readonly number[] {
  const telling = blocks.filter((block) => block.kind !== 'list').flatMap(markersOf);
  const told = citations.filter(({ marker }) => telling.length === 0 || telling.includes(marker));
  return [...new Set(told.map(({ letter }) => letter))];
}

/** Null when there is nothing to quote. */
export function compose(ground: Ground): Draft | null {
  const { view, inquiry, today } = ground;
  const builder = new DraftBuilder(view);
  const body = bodyBlocks(builder, ground);
  if (body.length === 0) return null;
  const told = !inquiry.more || body.some((block) => block.kind === 'quotes');
  const quoting = told && inquiry.intent !== 'list' && inquiry.intent !== 'count' && inquiry.intent !== 'lookup';
  const draft = builder.build(inquiry.question, inquiry.language);
  const cards = lettersTold(draft.citations, body).flatMap((index) => view.card(index) ?? []);
  const old =
    quoting && (inquiry.years.length === 0 || areRelative(inquiry.years))
      ? older(cards, today, inquiry.language)
      : null;
  const blocks = [
    ...(old ? [old] : []),
    ...body,
    ...corrected(inquiry),
    ...(quoting ? [standing(cards, inquiry.language)] : []),
  ];
  return { ...draft, blocks };
}
