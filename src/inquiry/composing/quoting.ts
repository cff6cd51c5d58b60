/** Evidence -> blocks of quotes: done and planned apart, one letter after another. */
import type { Block, Line, Tense } from '../../model.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { Evidence } from '../evidence.ts';
import type { Inquiry } from '../inquiry.ts';
import { tenseOf } from './choose.ts';
import type { DraftBuilder } from './draft.ts';
import { glossOf } from './gloss.ts';

/** Whether a sentence both done and planned is to be told as a plan. */
export function wantsPlan(inquiry: Inquiry): boolean {
  return inquiry.intent === 'commitment' || inquiry.asks.includes('planned');
}

/** Who says it and when, above the quotes of one of several letters. */
function nameOf(card: LetterCard): string | null {
  const parts = [card.department, card.date].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}

/**
 * Sentences in the order given, one block a run of one letter and tense; the tense of the first comes first, and a
 * letter's later ones of that tense join it, so that done and planned stand apart.
 */
export function quoteBlocks(
  builder: DraftBuilder,
  view: View,
  inquiry: Inquiry,
  chosen: readonly Evidence[],
): readonly Block[] {
  const several = new Set(chosen.map((e) => e.card.index)).size > 1;
  const named = new Set<number>();
  const groups = new Map<string, { tense: Tense; title: string | null; lines: Line[] }>();
  for (const e of chosen) {
    const tense = tenseOf(e, wantsPlan(inquiry));
    const line = builder.quote(e.letter, e.card.index, e, tense);
    if (!line) continue;
    const gloss = inquiry.language === 'en' ? glossOf(line.text, view.vocabulary) : undefined;
    const key = `${e.card.index}/${tense}`;
    const group = groups.get(key) ?? {
      tense,
      title: several && !named.has(e.card.index) ? nameOf(e.card) : null,
      lines: [],
    };
    named.add(e.card.index);
    group.lines.push(gloss === undefined ? line : { ...line, gloss });
    groups.set(key, group);
  }
  return [...groups.values()].map((g) => ({ kind: 'quotes', ...g }));
}
