/** Whether the evidence answers the question at all: by coverage of its words and by its constraints, not by a score. */
import type { Hit, View } from '../search/view.ts';
import { askFit } from './composing/asks.ts';
import { kindOfFigure } from './composing/measure.ts';
import { fold } from '../search/fold.ts';
import { isPlain } from './composing/plain.ts';
import { conceptWeight, topicWords } from './composing/words.ts';
import { areRelative, bindsYears, yearFit } from './composing/years.ts';
import type { Evidence } from './evidence.ts';
import type { Ask, Inquiry } from './inquiry.ts';

/**
 * What the best sentences must hold of the question. `cover`: share of its words for a question that names a letter,
 * goes on with earlier turns or compares, where only the topic within is in doubt. For all others `units`: the share of
 * the question's things (composing/units.ts) that is held at all, and the shares of telling concepts, and of concepts and
 * nouns together, that may be met nowhere around the sentence. Measured in DESIGN.md; thresholds are shares, 0 to 1.
 */
export const COVER = { named: 0.25, carried: 0.25, unmetAsk: 0.35, plain: 0.3 } as const;
export const UNITS = { held: 0.1, heldEnglish: 0.2, lackThings: 0.46, lackNouns: 0.65, askMet: 0.35 } as const;

/** Sentences looked at: the answer stands among the best or nowhere. */
const considered = 8;

export type Verdict =
  | { readonly answer: true; readonly evidence: readonly Evidence[]; readonly why: string }
  | { readonly answer: false; readonly reason: 'no-match' | 'no-such-year'; readonly why: string };

/** Asks that a sentence either holds or does not answer. */
const firm: ReadonlySet<Ask> = new Set([
  'amount',
  'hours',
  'phone',
  'share',
  'age',
  'count',
  'duration',
  'when',
  'where',
]);

const FEW = 3;

/** Whether the matter is given by a letter named, an earlier turn or two sides: then words decide, not things. */
function isGiven(inquiry: Inquiry): boolean {
  const named = inquiry.numbers.length > 0 || inquiry.proposers.length > 0;
  // 县住建局2023年答应的: an agency that narrows the letters to a few names them as well as a number does.
  const few = inquiry.agencies.length > 0 && inquiry.scope !== null && inquiry.scope.length <= FEW;
  return (
    named ||
    few ||
    (inquiry.earlier !== null && !movesOn(inquiry)) ||
    inquiry.intent === 'lookup' ||
    inquiry.intent === 'compare'
  );
}

/** 柏溪县呢: the matter of the earlier turn asked of another place, whose letters may tell nothing of it. */
function movesOn({ earlier, places }: Inquiry): boolean {
  return earlier !== null && places.some((place) => !earlier.places.includes(place));
}

/** Share of the hold on the topic that a sentence of the year asked must have by itself or its heading. */
const OWN_YEAR = 0.15;
/** A figure of the year must be of the kind that is asked for. */
const YEAR_MET = 0.45;

/** Share of the best hold on the topic that a sentence needs to answer, and to lead. */
const NEAR_BEST = 0.5;

/** Share of a turn's own things that may be met nowhere. */
const OWN_MISSING = 0.9;

/** What the first ask wants is the same for every sentence that is judged. */
const figures = new WeakMap<Inquiry, RegExp | null>();

/** How far the sentence holds what the question asks for first, its figures of the kind that is asked. */
function firstAskFit(e: Evidence, inquiry: Inquiry): number {
  const asks = inquiry.asks.slice(0, 1);
  let figure = figures.get(inquiry);
  if (figure === undefined) {
    figure = kindOfFigure(asks, fold(inquiry.question));
    figures.set(inquiry, figure);
  }
  return askFit(asks, e, figure);
}

/** Whether a sentence tells what is asked: its topic, of whom it is asked, and the kind of thing that is wanted. */
export function answers(e: Evidence, inquiry: Inquiry): boolean {
  const { topic } = e;
  // What kind of sentence tells a place or a sum is known of letters; of other texts only whether they are of the matter.
  if (isPlain(e.card)) return e.covered >= COVER.plain;
  if (topic.missingNames > 0 || topic.missingGroups > 0) return false;
  // 挂号费免吗 after 夜间门诊: what the turn itself names must be told of, whatever is carried.
  if (inquiry.earlier !== null && topic.missingThing + topic.missingNoun >= OWN_MISSING) return false;
  const [ask] = inquiry.asks;
  const met = ask === undefined || !firm.has(ask) || firstAskFit(e, inquiry) >= UNITS.askMet;
  if (isGiven(inquiry)) {
    const least = inquiry.numbers.length > 0 || inquiry.proposers.length > 0 ? COVER.named : COVER.carried;
    return e.covered >= least + (met ? 0 : COVER.unmetAsk);
  }
  if (!met || topic.missingThing > UNITS.lackThings) return false;
  // Letters print no English: what a question's other words mean is not known, so its concepts alone decide.
  const english = inquiry.language === 'en';
  const nouns = english ? 0 : topic.missingNoun;
  return topic.held >= (english ? UNITS.heldEnglish : UNITS.held) && topic.missingThing + nouns <= UNITS.lackNouns;
}

/** Whether the letters themselves are the answer, so that no sentence has to cover the question. */
function byScope(inquiry: Inquiry): boolean {
  const letters = inquiry.intent === 'list' || inquiry.intent === 'count' || inquiry.intent === 'lookup';
  const { numbers, proposers, session, agencies, earlier } = inquiry;
  // 换成东埠区呢: a place alone names no letter, where what was asked before is dropped.
  const placeOnly = earlier !== null && numbers.length + proposers.length + agencies.length === 0 && session === null;
  const bare = !placeOnly && topicWords(inquiry).length === 0 && inquiry.carried === null;
  return inquiry.scope !== null && inquiry.scope.length > 0 && (letters || bare);
}

export function decide(view: View, inquiry: Inquiry, hits: readonly Hit[], evidence: readonly Evidence[]): Verdict {
  if (byScope(inquiry)) return { answer: true, evidence, why: 'the letters named are the answer' };
  const listing = inquiry.intent === 'list' || inquiry.intent === 'count';
  if (listing && hits.length > 0) return { answer: true, evidence, why: 'letters are listed by their topic' };
  if (topicWords(inquiry).length === 0 && inquiry.carried === null)
    return inquiry.intent === 'compare' && inquiry.agencies.length > 1
      ? { answer: true, evidence, why: 'letters of the agencies named' }
      : inquiry.intent === 'commitment' && view.cards.length > 0
        ? { answer: true, evidence, why: 'promises of all letters' }
        : { answer: false, reason: 'no-match', why: 'no content word and no letter named' };
  const first = evidence[0];
  const tellsTopic = topicWords(inquiry).some(
    (w) => (w.known && w.word.length > 1) || w.concepts.some((c) => conceptWeight(c, view.vocabulary) >= 0.5),
  );
  if (inquiry.numbers.length > 0 && inquiry.scope?.length && !tellsTopic)
    return { answer: true, evidence, why: 'a letter is named, and no topic within it' };
  if (!first) return { answer: false, reason: 'no-match', why: 'no passage shares a word' };
  // 县水利局答应的哪些没办成: whatever its letters promise.
  if (inquiry.intent === 'commitment' && inquiry.agencies.length > 0 && inquiry.scope?.length && !tellsTopic)
    return { answer: true, evidence, why: 'promises of the agency named' };

  const best = evidence.slice(0, considered).reduce((a, e) => (e.topic.held > a.topic.held ? e : a), first);
  // Where a sentence is of the very matter and lacks the sum, a sum of another matter is no answer.
  const [ask] = inquiry.asks;
  const near = ask !== undefined && firm.has(ask) && !isGiven(inquiry) ? best.topic.held * NEAR_BEST : 0;
  const held = evidence.slice(0, considered).filter((e) => answers(e, inquiry) && e.topic.held >= near);
  const { topic } = held[0] ?? best;
  const shares = [topic.held, topic.missingThing, topic.missingNoun].map((n) => n.toFixed(2)).join(', ');
  const why = `topic held, things and nouns lacking ${shares}; names ${topic.missingNames}, groups ${topic.missingGroups}`;
  if (held.length === 0) return { answer: false, reason: 'no-match', why };

  if (bindsYears(inquiry) && inquiry.intent !== 'compare') {
    const ofYear = evidence.filter(
      (e) =>
        answers(e, inquiry) &&
        (isPlain(e.card) ||
          (yearFit(inquiry.years, e.folded, e.card.date) >= 0.6 &&
            firstAskFit(e, inquiry) >= YEAR_MET &&
            // 计划2025年10月投用 in the paragraph of 蔬菜销售额 tells no sales of 2025.
            e.topic.own >= e.topic.held * OWN_YEAR)),
    );
    if (ofYear.length === 0 && !areRelative(inquiry.years))
      return { answer: false, reason: 'no-such-year', why: 'no sentence of the year asked' };
    // Letters seldom are of this year: what they tell last is told, with its date.
    if (ofYear.length === 0) return { answer: true, evidence, why: `${why}; the latest told` };
    const rest = evidence.filter((e) => !ofYear.includes(e) && yearFit(inquiry.years, e.folded, e.card.date) > 0);
    return { answer: true, evidence: [...ofYear, ...rest], why: `${why}; of the year asked` };
  }
  // The best-scored sentence leads, unless it tells of another name, other people or another matter than the question.
  const least = isGiven(inquiry) ? 0 : Math.max(...held.map((e) => e.topic.held)) * NEAR_BEST;
  // Who names 9.3亿 means the sentence that prints it, whatever else the question says.
  const leads = (e: Evidence): boolean =>
    e.topic.missingNames + e.topic.missingGroups === 0 && (e.topic.held >= least || e.parts.figures > 1);
  const lead = evidence.find(leads) ?? first;
  return { answer: true, evidence: [lead, ...evidence.filter((e) => e !== lead)], why };
}
