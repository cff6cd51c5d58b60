/** Inquiry and evidence -> Draft, extractive: our frame around the letters' own sentences. */
import type { Block } from '../model.ts';
import { fold } from '../search/fold.ts';
import type { Hit, LetterCard, View } from '../search/view.ts';
import { cardBlock, statusBlocks } from './composing/card.ts';
import { choose } from './composing/choose.ts';
import { compareBlocks, sides } from './composing/compare.ts';
import { type Draft, DraftBuilder } from './composing/draft.ts';
import { corrected, older, standing } from './composing/frames.ts';
import { listBlocks, listed } from './composing/list.ts';
import { mainOf, matters, newestFirst } from './composing/matter.ts';
import { promiseBlocks } from './composing/promises.ts';
import { quoteBlocks } from './composing/quoting.ts';
import { topicWords } from './composing/words.ts';
import { type Evidence } from './evidence.ts';
import type { Inquiry } from './inquiry.ts';

export interface Ground {
  readonly view: View;
  readonly inquiry: Inquiry;
  readonly hits: readonly Hit[];
  readonly evidence: readonly Evidence[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** Most letters told one by one for a lookup; more are listed. */
const mostCards = 3;

/** Letters in scope; where some are of an agency that the question names, those. */
function scopeCards({ view, inquiry }: Ground): readonly LetterCard[] {
  const cards = (inquiry.scope ?? []).map((index) => view.card(index)).filter((card) => card !== null);
  const names = inquiry.agencies.flatMap((a) => a.names);
  const own = cards.filter((c) => c.department !== null && names.some((n) => fold(c.department ?? '').includes(n)));
  return own.length > 0 ? own : cards;
}

/** The letter that speaks for the question: of an exact scope its main letter, else the best evidence's. */
function mainCard(ground: Ground): LetterCard | null {
  const { inquiry, evidence, hits, view } = ground;
  const best = evidence[0]?.card ?? null;
  const scope = scopeCards(ground);
  if (scope.length > 0 && matters(scope).length === 1) {
    const main = mainOf(scope);
    if (topicWords(inquiry).length === 0 || best === null) return main;
  }
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
    const block = letter ? cardBlock(builder, letter, card, inquiry.language) : null;
    return block ? [block] : [];
  });
}

function factBlocks(builder: DraftBuilder, { view, inquiry, evidence }: Ground): readonly Block[] {
  return quoteBlocks(builder, view, inquiry, choose(evidence, inquiry));
}

/** Asked of the letter itself (who handled it, who proposed it, its number), not of what it tells. */
function asksOfLetter({ kind, genre, numbers, asks: [ask] }: Inquiry): boolean {
  if (ask === 'proposer' || ask === 'title' || ask === 'number') return true;
  return ask === 'who' && (kind !== null || genre !== null || numbers.length > 0);
}

function bodyBlocks(builder: DraftBuilder, ground: Ground): readonly Block[] {
  const { view, inquiry, evidence, hits } = ground;
  const topic = topicWords(inquiry).length > 0 && evidence.length > 0;
  const quoted = ['list', 'count', 'compare', 'commitment'].includes(inquiry.intent);
  if (!quoted && asksOfLetter(inquiry)) {
    const blocks = lookupBlocks(builder, ground);
    if (blocks.length > 0) return blocks;
  }
  switch (inquiry.intent) {
    case 'list':
    case 'count': {
      const blocks = listBlocks(builder, view, inquiry, listed(view, inquiry, hits));
      return blocks.length > 0 || evidence.length === 0 ? blocks : factBlocks(builder, ground);
    }
    case 'lookup': {
      const blocks = lookupBlocks(builder, ground);
      return blocks.length > 0 ? blocks : factBlocks(builder, ground);
    }
    case 'compare': {
      const blocks = compareBlocks(builder, inquiry, sides(inquiry, evidence));
      return blocks.length > 0 ? blocks : factBlocks(builder, ground);
    }
    case 'commitment':
      if (topic || inquiry.carried !== null) return factBlocks(builder, ground);
      return promiseBlocks(
        builder,
        view,
        inquiry,
        (inquiry.scope ? scopeCards(ground) : view.cards).toSorted(newestFirst),
      );
    case 'status': {
      const card = mainCard(ground);
      const exact = inquiry.numbers.length > 0 || (!topic && inquiry.carried === null);
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

/** Null when there is nothing to quote. */
export function compose(ground: Ground): Draft | null {
  const { view, inquiry, today } = ground;
  const builder = new DraftBuilder(view);
  const body = bodyBlocks(builder, ground);
  if (body.length === 0) return null;
  const quoting = inquiry.intent !== 'list' && inquiry.intent !== 'count' && inquiry.intent !== 'lookup';
  const draft = builder.build(inquiry.question, inquiry.language);
  const cards = [...new Set(draft.citations.map((c) => c.letter))].map((i) => view.card(i)).filter((c) => c !== null);
  const old = quoting && inquiry.years.length === 0 ? older(cards, today, inquiry.language) : null;
  const blocks = [
    ...(old ? [old] : []),
    ...body,
    ...corrected(inquiry),
    ...(quoting ? [standing(cards, inquiry.language)] : []),
  ];
  return { ...draft, blocks };
}
