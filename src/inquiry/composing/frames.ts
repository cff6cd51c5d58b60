/** The frame around quotes: which letter, how old, what else there is. */
import type { Block, Language, Letter, Line } from '../../model.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { Inquiry } from '../inquiry.ts';
import { letterLabel } from '../rendering/label.ts';
import { say } from '../rendering/phrases.ts';
import type { DraftBuilder } from './draft.ts';
import { newestFirst } from './matter.ts';

/** Where the letter names itself: its title, else its number, subject, proposer or agency. */
export function headMarker(builder: DraftBuilder, letter: Letter, index: number): number | null {
  for (const field of ['title', 'subject', 'proposalNo', 'docNo', 'department', 'date'] as const) {
    const span = letter.evidence[field];
    const marker = span ? builder.cite(letter, index, span, 'stated') : null;
    if (marker !== null) return marker;
  }
  return null;
}

/** `第45号建议答复 · 《…》 · 县住建局 · 2023-06-30`, with the places where the letter names itself and its subject. */
export function letterLine(builder: DraftBuilder, view: View, card: LetterCard, language: Language): Line | null {
  const letter = view.letter(card.index);
  const marker = letter ? headMarker(builder, letter, card.index) : null;
  if (!letter || marker === null) return null;
  const label = letterLabel(language, card);
  const subject =
    card.subject !== null && (card.proposalNo !== null || card.title === null)
      ? say(language, 'titled', { title: card.subject })
      : null;
  const parts = [label, subject === label ? null : subject, card.department, card.date];
  const named = letter.evidence.subject;
  const own = subject !== null && named ? builder.cite(letter, card.index, named, 'stated') : null;
  const markers = own === null || own === marker ? [marker] : [marker, own];
  return { text: parts.filter((p) => p !== null).join(' · '), markers };
}

/** Where it stands: the date of the letters quoted, and that letters tell the state of their day. */
export function standing(cards: readonly LetterCard[], language: Language): Block {
  const dates = [...new Set(cards.map((c) => c.date).filter((d) => d !== null))].toSorted((a, b) => a.localeCompare(b));
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return { kind: 'note', text: say(language, 'asOfUndated') };
  if (first === last) return { kind: 'note', text: say(language, 'asOf', { date: first }) };
  return { kind: 'note', text: say(language, 'asOfBetween', { first, last }) };
}

/** Told above the quotes when the newest letter quoted is two or more years old. */
export function older(cards: readonly LetterCard[], today: string, language: Language): Block | null {
  const newest = cards.toSorted(newestFirst)[0]?.date;
  if (!newest || Number(today.slice(0, 4)) - Number(newest.slice(0, 4)) < 2) return null;
  return { kind: 'lead', text: say(language, 'older', { year: newest.slice(0, 4) }), markers: [] };
}

/** What was put right in the question before searching. */
export function corrected(inquiry: Inquiry): readonly Block[] {
  const heard = [...new Set(inquiry.corrections.map((c) => c.to))];
  return heard.length === 0
    ? []
    : [{ kind: 'note', text: say(inquiry.language, 'corrected', { heard: heard.join('、') }) }];
}
