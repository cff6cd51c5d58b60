/** An inquiry -> what was found for it and what is told: passages, sentences, the decision, a draft. */
import type { Hit, Query, View } from '../search/view.ts';
import { compose } from './compose.ts';
import type { Draft, DraftCitation } from './composing/draft.ts';
import { decide, type Verdict } from './decide.ts';
import { type Evidence, gather } from './evidence.ts';
import type { Inquiry } from './inquiry.ts';

/** Parts of retrieval left out, for a measurement. */
export type Without = Query['without'];

/** Passages looked at; a list looks at as many as there are letters to tell. */
const looked = { evidence: 20, list: 400 };

export function queryOf(inquiry: Inquiry, without: Without): Query {
  const { text, carried, concepts, scope, intent } = inquiry;
  const limit = intent === 'list' || intent === 'count' ? looked.list : looked.evidence;
  const rest = { ...(carried === null ? {} : { carried }), ...(without ? { without } : {}) };
  // An unmet constraint leaves nothing in scope; what is near it is looked for everywhere.
  return { text, concepts, letters: inquiry.unmet ? null : scope, limit, ...rest };
}

export interface Found {
  readonly hits: readonly Hit[];
  readonly evidence: readonly Evidence[];
  readonly verdict: Verdict;
  /** Null when nothing is told. */
  readonly draft: Draft | null;
}

/** The turn and those that it goes on with, oldest first. */
function conversation(inquiry: Inquiry): readonly Inquiry[] {
  const turns = [inquiry];
  for (let turn = inquiry.earlier; turn !== null; turn = turn.earlier) turns.unshift(turn);
  return turns;
}

/** Whether letters were looked into for the turn at all. */
function looksUp({ intent, unmet, ambiguous }: Inquiry): boolean {
  const social: readonly Inquiry['intent'][] = ['smalltalk', 'help', 'instruction', 'choice', 'empty', 'personal'];
  return unmet === null && ambiguous.length === 0 && !social.includes(intent);
}

/**
 * What answers the inquiry. A turn that asks for more (然后呢) is answered from what its question found, without what
 * the conversation was told: that is found again, for only the texts of earlier turns are known.
 */
export async function find(
  inquiry: Inquiry,
  view: View,
  today: string,
  options: { readonly without?: Without; readonly hits: readonly Hit[] },
): Promise<Found> {
  const { without } = options;
  const search = async (turn: Inquiry, known?: readonly Hit[]): Promise<Omit<Found, 'draft'>> => {
    const hits = known ?? (await view.retrieve(queryOf(turn, without)));
    const evidence = gather(view, turn, hits);
    return { hits, evidence, verdict: decide(view, turn, hits, evidence) };
  };
  const shown: DraftCitation[] = [];
  const tell = (turn: Inquiry, { hits, verdict }: Omit<Found, 'draft'>): Draft | null =>
    verdict.answer ? compose({ view, inquiry: turn, hits, evidence: verdict.evidence, today, shown }) : null;
  let found: Omit<Found, 'draft'> | null = null;
  if (inquiry.more)
    for (const turn of conversation(inquiry).slice(0, -1).filter(looksUp)) {
      if (!turn.more || found === null) found = await search(turn);
      shown.push(...(tell(turn, found)?.citations ?? []));
    }
  found ??= await search(inquiry, options.hits);
  return { ...found, draft: tell(inquiry, found) };
}
