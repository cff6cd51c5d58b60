/** What was done and what is planned belong together where one asks how a matter stands. */
import type { Evidence } from '../evidence.ts';
import type { Ask, Inquiry } from '../inquiry.ts';
import { LENGTH, lengthOf } from './choose.ts';

/** Asks that a sentence of the other tense does not answer: a figure is a figure, not also a plan. */
const exact: ReadonlySet<Ask> = new Set<Ask>([
  'amount',
  'count',
  'share',
  'hours',
  'phone',
  'age',
  'where',
  'how',
  'materials',
  'who',
  'who-qualifies',
  'duration',
  'result',
]);

/** Characters by which the sentence of the other tense may go beyond the usual length. */
const beyond = 110;
/** Share of the first one's hold on the topic that it needs outside the first one's section. */
const onTopic = 0.8;

function wantsBoth({ intent, asks }: Inquiry): boolean {
  if (asks.some((ask) => exact.has(ask))) return false;
  return intent === 'status' || asks.includes('done') || asks.includes('progress');
}

/** The sentences chosen, with the best one of the tense that is missing among them, of their section first. */
export function withCounterpart(
  chosen: readonly Evidence[],
  evidence: readonly Evidence[],
  inquiry: Inquiry,
): readonly Evidence[] {
  const [first] = chosen;
  if (!first || !wantsBoth(inquiry)) return chosen;
  const lacks = (e: Evidence): boolean =>
    (e.planned && !e.done && !chosen.some((c) => c.planned)) || (e.done && !chosen.some((c) => c.done));
  const own = evidence.filter((e) => e.card.index === first.card.index && !chosen.includes(e) && lacks(e));
  const near =
    own.find((e) => e.section === first.section && (e.topic.held > 0 || e.covered > 0)) ??
    own.find((e) => e.topic.held >= first.topic.held * onTopic);
  if (!near) return chosen;
  const kept = [...chosen];
  const length = (): number => kept.reduce((n, e) => n + lengthOf(e), lengthOf(near));
  while (kept.length > 1 && (kept.length >= LENGTH.sentences || length() > LENGTH.most + beyond)) kept.pop();
  return [...kept, near];
}
