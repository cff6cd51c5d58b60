/** Which of the sentences found are quoted: the one that answers first, then what belongs to it, within a length. */
import type { Tense } from '../../model.ts';
import type { Evidence } from '../evidence.ts';
import type { Inquiry } from '../inquiry.ts';
import { sameMatter } from './matter.ts';
import { askFit, metBy } from './asks.ts';

/** Characters quoted in all, and sentences; a longer first sentence stands alone. */
export const LENGTH = { aim: 240, most: 330, sentences: 5 } as const;
/**
 * Share of the first one's score that a sentence of the same section, letter, or another letter needs; `onTopic`: share
 * of its hold on the topic, unless it belongs to the sentence before it. Measured: wider ones gain no answer.
 */
const close = {
  onTopic: 0.3,
  tied: 0.4,
  next: 0.5,
  section: 0.62,
  letter: 0.65,
  matter: 0.85,
  other: 0.95,
  later: 0.75,
  pull: 0.15,
};

function topicOf(e: Evidence): number {
  return e.parts.words + 0.35 * e.parts.concepts;
}

export function lengthOf(e: Evidence): number {
  return e.end - e.start;
}

/** A sentence that is both done and planned is told as what was asked for; done never alone hides a plan. */
export function tenseOf(e: { readonly done: boolean; readonly planned: boolean }, wantsPlan: boolean): Tense {
  if (e.done && e.planned) return wantsPlan ? 'planned' : 'done';
  return e.done ? 'done' : e.planned ? 'planned' : 'stated';
}

function nextTo(a: Evidence, b: Evidence): boolean {
  return a.card.index === b.card.index && a.section === b.section && Math.abs(a.position - b.position) === 1;
}

/** A condition, limit or deadline that can't be understood without the sentence before it. */
const belongs =
  /^(?:其中|但|同时|此前|上述|该|超出|超过|逾期|在[^，。]{2,12}的，|具体|对[^，。]{2,20}的，|申请(?:人|时间)|单个|每|细则明确|由|费用)/u;

/** Of a plan, and what a newer letter of the place tells of the very thing by then: an old plan alone misleads. */
function tellsLater(e: Evidence, plan: Evidence): boolean {
  const [newer, older] = [e.card, plan.card];
  return (
    plan.planned &&
    !e.planned &&
    (newer.date ?? '') > (older.date ?? '') &&
    older.date !== null &&
    newer.place === older.place &&
    e.topic.own >= plan.topic.own * NEARLY
  );
}
const NEARLY = 0.9;

/** Best first in; in the order in which they are to be told, out. `evidence` is not empty. */
export function choose(evidence: readonly Evidence[], inquiry: Inquiry): readonly Evidence[] {
  const first = evidence[0];
  if (!first) return [];
  const chosen: Evidence[] = [first];
  let length = lengthOf(first);
  const open = new Set(inquiry.asks);
  const retold = inquiry.intent === 'commitment' || inquiry.intent === 'compare' || inquiry.asks.includes('change');
  for (const met of metBy(inquiry.asks, first)) open.delete(met);

  const take = (e: Evidence): void => {
    chosen.push(e);
    length += lengthOf(e);
    for (const met of metBy(inquiry.asks, e)) open.delete(met);
  };
  // What stands next to the answer is read with it: its condition, its limit, its deadline.
  const pull = (e: Evidence): number => e.score + (nextTo(first, e) ? close.pull * first.score : 0);
  for (const e of evidence.slice(1).toSorted((a, b) => pull(b) - pull(a))) {
    if (chosen.length >= LENGTH.sentences || length >= LENGTH.aim) break;
    if (length + lengthOf(e) > LENGTH.most) continue;
    const matter = sameMatter(e.card, first.card);
    const later = tellsLater(e, first);
    // An older reply to the same matter is told where what became of it is asked, or what the newer does not repeat.
    const added = metBy(inquiry.asks, e).some((ask) => open.has(ask));
    if (matter && e.card.genre !== 'cohandling' && !retold && !later && !added) continue;
    const sameLetter = e.card.index === first.card.index;
    const sameSection = sameLetter && e.section === first.section;
    const share = e.score / first.score;
    if (sameSection && chosen.some((c) => nextTo(c, e))) {
      const answersMore = [...open].some((ask) => metBy([ask], e).length > 0);
      if (share >= (answersMore || belongs.test(e.folded) ? close.tied : close.next)) take(e);
      continue;
    }
    const needed = later
      ? close.later
      : sameSection
        ? close.section
        : sameLetter
          ? close.letter
          : matter
            ? close.matter
            : close.other;
    const fits = askFit(inquiry.asks, e) >= askFit(inquiry.asks, first) * 0.5;
    if (fits && share >= needed && topicOf(e) >= topicOf(first) * close.onTopic) take(e);
  }
  // The first stays first; those of its section follow as the letter has them.
  const [lead, ...rest] = chosen;
  const order = rest.toSorted((a, b) =>
    a.card.index === b.card.index
      ? a.start - b.start
      : a.card.index === first.card.index
        ? -1
        : b.card.index === first.card.index
          ? 1
          : b.score - a.score,
  );
  return lead ? [lead, ...order] : order;
}
