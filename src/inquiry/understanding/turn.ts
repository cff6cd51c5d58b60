/** One turn: its constraints taken out of the text one by one, what is left its topic; then joined with what it continues. */
import type { Span } from '../../model.ts';
import type { View } from '../../search/view.ts';
import type { ConceptMatch } from '../../search/vocabulary.ts';
import type { Correction, Inquiry, Intent, QuestionWord } from '../inquiry.ts';
import { takeAgencies } from './agencies.ts';
import { matters, toldApart } from './ambiguity.ts';
import { findAsks } from './asks.ts';
import { type Constraints, genreOf, kindOf, resultClassOf, scopeOf } from './constraints.ts';
import { asksMore, type Continuation, sectionNamed, type Turn } from './conversation.ts';
import { findYears } from './dates.ts';
import { disclosureOf, takeDisclosure } from './disclosure.ts';
import { inherited, leavesLetter, settledLetters, withoutYears } from './inherited.ts';
import { asksDate, intentOf, namesList, namesPapers } from './intents.ts';
import { replyLanguage } from './language.ts';
import type { Learned } from './learned.ts';
import { takeNumbers } from './numbers.ts';
import { isPersonal } from './personal.ts';
import { takePlaces } from './places.ts';
import { takeProposers } from './proposers.ts';
import { JOINT, Reading } from './reading.ts';
import { takeSession } from './sessions.ts';
import { agesIn, peopleOf } from './ages.ts';
import { cutsNumber, isCutOut, tagsOf } from './cuts.ts';
import { ENGLISH_STOP, takeSpoken } from './spoken.ts';
import { asksSide, topicWords, weighConcepts, withoutAsking, withoutLookup, wordsOnly } from './topic.ts';

export interface TurnRead extends Turn {
  readonly constraints: Constraints;
  readonly asks: Inquiry['asks'];
  readonly intent: Intent;
  readonly section: number | null;
  /** Stretches that are understood and must not be taken for slips. */
  readonly understoodSpans: readonly Span[];
}

/** Years steer which sentences are quoted; they are no topic. */
const YEAR = /^(?:19|20)\d\d$/u;

/** Reads a turn by itself. `follows`: there are earlier turns, so that 第二条 is a suggestion's. */
export function readTurn(asked: string, today: string, view: View, book: Learned, follows: boolean): TurnRead {
  const reading = new Reading(asked);
  const { folded } = reading;
  const numbers = takeNumbers(reading, book.numbers);
  const session = takeSession(reading);
  const places = takePlaces(reading, book.gazetteer, view);
  const proposers = takeProposers(reading, view, book.names);
  const disclosure = disclosureOf(folded);
  const lists = namesList(folded) || (disclosure !== null && namesPapers(folded));
  if (lists && disclosure !== null) takeDisclosure(reading);
  const agencies = takeAgencies(reading, book.agencies, lists);
  const years = findYears(reading, today);
  const namesLetter = numbers.length > 0 || proposers !== null;
  const section = namesLetter || follows ? sectionNamed(folded) : null;
  if (section) {
    const start = folded.indexOf(section.written);
    reading.take({ start, end: start + section.written.length });
  }
  const understoodSpans = spansTaken(reading);
  const before = reading.rest();
  takeSpoken(reading);
  // A comma between what was apart: words must not grow together over what was taken out.
  const text = spelledYears(reading, years)
    .replaceAll(JOINT, '')
    .replace(
      /(?:[\s，,。?？!！、；;：:"“”'‘’()（）]|(?<!\d)\.|\.(?!\d))+/gu,
      replyLanguage(asked) === 'en' ? ' ' : '，',
    )
    .replace(/^[，\s]+|[，\s]+$/gu, '');
  // "will" is a testament in the vocabulary and a helping verb in most questions.
  // 双溪水厂 names no 溪水: what is cut out of two words is neither's.
  const match = (part: string): ConceptMatch[] => {
    const cut = tagsOf(part);
    const whole = (m: ConceptMatch): boolean =>
      !ENGLISH_STOP.has(part.slice(m.start, m.end)) && !isCutOut(m, cut) && !cutsNumber(part, m);
    return view.vocabulary.match(part).filter(whole);
  };
  const found = match(text);
  const every = topicWords(text, found, view);
  const asks = findAsks(folded);
  const topical = withoutAsking(
    every.filter(({ word }) => !YEAR.test(word)),
    asks,
  );
  const all = follows && !namesLetter && (asksSide(topical) || withoutLookup(topical).length === 0) ? [] : topical;
  // Whoever names a letter asks about the letter, also in the first person.
  const personal = !namesLetter && isPersonal(folded);
  const intent = personal
    ? 'personal'
    : intentOf({
        folded,
        asks,
        namesLetter: namesLetter || session !== null,
        numbered: numbers.length,
        ofDisclosure: lists && disclosure !== null,
        narrows: agencies.binding || places.places.length > 0 || years.length > 0 || resultClassOf(folded) !== null,
        hasTopic: withoutLookup(all).length > 0,
        years: years.length,
        places: places.places.length,
      });
  const exhaustive = intent === 'list' || intent === 'count';
  const ofPapers = exhaustive || intent === 'lookup' || namesLetter || (intent === 'compare' && agencies.binding);
  const own = ofPapers ? withoutLookup(all) : all;
  // Leftovers (是，办的) of a question about papers look for nothing, nor do the helping words of an English one.
  const english = replyLanguage(asked) === 'en';
  const topic = ofPapers || english ? wordsOnly(text, ofPapers ? own : every, english ? ' ' : '，') : text;
  const words =
    topic === text
      ? own
      : withoutAsking(
          topicWords(topic, match(topic), view).filter(({ word }) => !YEAR.test(word)),
          asks,
        );
  const read = {
    folded,
    text: topic,
    // What is asked for stands outside the topic, yet its concepts (怎么申请) point at the passages that tell it.
    concepts: weighConcepts(found, match([before, ...peopleOf(agesIn(folded))].join('，')), view),
    words,
    namesLetter,
    hasPlace: places.places.length > 0 || places.unknown !== null,
    constraints: {
      numbers,
      session,
      places,
      agencies,
      years,
      proposers,
      resultClass: exhaustive ? resultClassOf(folded) : null,
      disclosure: exhaustive ? disclosure : null,
      kind: kindOf(folded),
      genre: genreOf(folded),
    },
    asks,
    intent,
    section: section?.ordinal ?? null,
    understoodSpans,
  };
  // "what else?" is about what the turn before was about, whatever words it is put in.
  return follows && asksMore(folded)
    ? { ...read, text: '', concepts: [], words: [], asks: ['what'], intent: 'fact' }
    : read;
}

function spansTaken(reading: Reading): readonly Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < reading.folded.length; at += 1)
    if (reading.isTaken({ start: at, end: at + 1 })) spans.push({ start: at, end: at + 1 });
  return spans;
}

/** What is left, with 去年, 16年 and 二零一六年 as the letters print years: 2016年. */
function spelledYears(reading: Reading, years: Inquiry['years']): string {
  let text = reading.rest();
  for (const { written, from, to, at } of years.toReversed()) {
    if (from !== to || /(?:19|20)\d\d/.test(written)) continue;
    text = `${text.slice(0, at.start)} ${from}年 ${text.slice(at.end)}`;
  }
  return text;
}

/** What a concept of the earlier turn weighs in one that goes on with it. */
const CARRIED = 0.5;

/** The turn as an inquiry, with what it takes over from the turn that it goes on with. */
export function understood(
  asked: string,
  turn: TurnRead,
  corrections: readonly Correction[],
  onward: (Continuation & { readonly earlier: Inquiry }) | null,
  view: View,
  book: Learned,
): Inquiry {
  const before = onward?.earlier ?? null;
  const constraints = before === null ? turn.constraints : inherited(turn, before, book);
  // A new topic within the same letters keeps them, and nothing of what was asked of them.
  const earlier = onward?.topic === false ? null : before;
  const ofSection = turn.section !== null && turn.words.length === 0;
  const bareTurn = turn.words.length === 0 && earlier !== null && !ofSection;
  const unsaid = turn.asks.length === 1 && (turn.asks[0] === 'what' || turn.asks[0] === 'whether');
  const silent = earlier !== null && unsaid && (turn.words.length === 0 || !OWN.has(earlier.intent));
  const meant = ofSection ? 'status' : intentWithin(turn, constraints, silent ? earlier : null);
  const settled = leavesLetter(turn) || turn.constraints.session ? null : settledLetters(constraints, before);
  const scope = settled ? { letters: settled, unmet: null, placeless: [] } : scopeOf(constraints, meant, view, book);
  // One letter of a party's is told, many are listed.
  const many = meant === 'status' && constraints.proposers !== null && (scope.letters?.length ?? 0) > FEW;
  const intent = many ? 'list' : meant;
  const own = earlier === null || ofSection ? turn : withMoney(turn, earlier, view);
  const words: readonly QuestionWord[] = bareTurn && own === turn ? earlier.words : own.words;
  const apart = settled
    ? { scope: settled, ambiguous: [] }
    : tellApart(constraints, intent, scope.letters, words, view);
  const [first] = onward?.focus ?? [];
  const sameYears = before === null ? '' : withoutYears(before.text, before, constraints.years);
  // What is not public is refused in the same words, whatever else is asked of it; 那18号呢 of no letter is about no topic.
  const refused =
    scope.unmet?.constraint === 'disclosure' || (scope.unmet?.constraint === 'number' && bareTurn && turn.namesLetter);
  return {
    question: asked,
    text: refused
      ? ''
      : bareTurn && own === turn
        ? [sameYears, turn.text].filter((part) => part !== '').join('，')
        : own.text,
    carried:
      earlier === null || ofSection || refused ? null : bareTurn ? earlier.carried : earlier.text || earlier.carried,
    focus: onward?.focus ?? [],
    earlier: ofSection ? null : earlier,
    language: /\p{L}/u.test(asked) ? replyLanguage(asked) : (before?.language ?? 'zh-Hans'),
    intent,
    asks: silent && !ofSection ? earlier.asks : comparedAsks(turn, earlier),
    social: null,
    numbers: constraints.numbers,
    session: constraints.session,
    places: constraints.places.places.map(({ name }) => name),
    agencies: constraints.agencies.agencies,
    years: constraints.years,
    proposers: constraints.proposers?.names ?? [],
    resultClass: constraints.resultClass,
    disclosure: constraints.disclosure,
    kind: constraints.kind,
    genre: constraints.genre,
    section: turn.section ?? (bareTurn && own === turn && !leavesLetter(turn) ? earlier.section : null),
    // 第二条呢 is a suggestion of the letter that was told of.
    scope: ofSection && apart.scope === null && first !== undefined ? [first] : apart.scope,
    unmet: scope.unmet,
    ambiguous: apart.ambiguous,
    chosen: null,
    settled,
    more: bareTurn && turn.text === '' && asksMore(turn.folded) ? (earlier.more ?? 0) + 1 : 0,
    placeless: scope.placeless,
    concepts: refused ? [] : ofSection ? turn.concepts : carriedConcepts(own, earlier, bareTurn),
    words,
    corrections: bareTurn ? [...earlier.corrections, ...corrections] : corrections,
  };
}

const FEW = 3;

/** 哪个多 after 补贴多少: the sums are what is compared. */
function comparedAsks(turn: TurnRead, earlier: Inquiry | null): Inquiry['asks'] {
  if (earlier === null || turn.intent !== 'compare' || turn.words.length > 0) return turn.asks;
  return [...new Set([...earlier.asks, ...turn.asks])];
}
/** Intents that a turn shows by its own words, whatever came before. */
const OWN: ReadonlySet<Intent> = new Set<Intent>(['list', 'count', 'compare', 'lookup', 'personal']);

/** The turn's intent, or that of the turn it goes on with when it asks nothing itself; "谁办的？" looks the named letter up. */
function intentWithin(turn: TurnRead, constraints: Constraints, earlier: Inquiry | null): Intent {
  if (OWN.has(turn.intent)) return turn.intent;
  if (earlier !== null) return earlier.intent;
  const named = constraints.numbers.length > 0 || constraints.proposers !== null;
  const field =
    asksDate(turn.folded, turn.asks) ||
    turn.asks.some((ask) => ask === 'who' || ask === 'title' || ask === 'number' || ask === 'proposer');
  return named && field && turn.words.length === 0 ? 'lookup' : turn.intent;
}

const MONEY = /^(?:钱|资金|经费|款项?|费用|预算|投入|money|funds?|funding|budget)$/u;

/** 多少钱, 那资金呢 of a letter that was told as a whole: its money is the topic, for the turn has no other. */
function withMoney(turn: TurnRead, earlier: Inquiry, view: View): TurnRead {
  if (turn.asks[0] !== 'amount' || earlier.text !== '' || earlier.carried !== null) return turn;
  if (!turn.words.every(({ word }) => MONEY.test(word))) return turn;
  const word = turn.words[0]?.word ?? '钱';
  // Letters seldom say 钱: what they call it stands in for it.
  const found = view.vocabulary.match(`${word}，资金，补助，奖励`);
  const concepts = [...new Set(found.map(({ concept }) => concept))];
  const topic = { word, start: 0, end: word.length, idf: view.idf(word), known: view.knows(word), concepts };
  return { ...turn, text: word, words: [topic], concepts: weighConcepts(found, [], view), intent: 'fact' };
}

function carriedConcepts(turn: TurnRead, earlier: Inquiry | null, bareTurn: boolean): Inquiry['concepts'] {
  if (earlier === null) return turn.concepts;
  const own = new Set(turn.concepts.map(({ concept }) => concept));
  const share = bareTurn ? 1 : CARRIED;
  return [
    ...turn.concepts,
    ...earlier.concepts
      .filter(({ concept }) => !own.has(concept))
      .map(({ concept, weight }) => ({ concept, weight: weight * share })),
  ];
}

function tellApart(
  constraints: Constraints,
  intent: Intent,
  letters: readonly number[] | null,
  words: readonly QuestionWord[],
  view: View,
): Pick<Inquiry, 'scope' | 'ambiguous'> {
  const numbers = constraints.numbers.filter(({ of }) => of === 'proposal');
  if (letters === null || letters.length < 2 || numbers.length !== 1 || ['list', 'count', 'compare'].includes(intent))
    return { scope: letters, ambiguous: [] };
  const choices = matters(letters.flatMap((index) => view.card(index) ?? []));
  if (choices.length < 2) return { scope: letters, ambiguous: [] };
  const meant = toldApart(choices, words, view);
  return meant ? { scope: meant.letters, ambiguous: [] } : { scope: letters, ambiguous: choices };
}
