/** How a text is cut into words with their parts of speech, and forms that are cut out of other words. */
import type { Span } from '../../model.ts';
import { tagged } from '../../search/terms.ts';

export interface Tagged extends Span {
  /** Jieba's part of speech. */
  readonly tag: string;
}

export function contains(a: Span, b: Span): boolean {
  return a.start <= b.start && b.end <= a.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Characters that both hold. */
export function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Whether a short form is cut out of longer words on both sides: 来查 of 乱来查处, 护工 of 保护工作. */
export function isCutOut(form: Span, words: readonly Span[]): boolean {
  if (form.end - form.start > 3) return false;
  const starts = words.some((w) => w.start < form.start && form.start < w.end);
  const ends = words.some((w) => w.start < form.end && form.end < w.end);
  return starts && ends && !words.some((w) => contains(w, form));
}

export function tagsOf(text: string): readonly Tagged[] {
  let at = 0;
  return tagged(text).map(({ word, tag }) => {
    const start = at;
    at += word.length;
    return { start, end: at, tag };
  });
}

/** Part of speech of a stretch: of the tagged word that covers most of it. */
export function tagAt(tags: readonly Tagged[], at: Span): string {
  let best = '';
  let most = 0;
  for (const t of tags) {
    const shared = overlap(t, at);
    // 三/胎: of pieces alike the noun tells what it is.
    if (shared > most || (shared === most && shared > 0 && t.tag.startsWith('n'))) {
      most = shared;
      best = t.tag;
    }
  }
  return best;
}

const NUMERAL = /[一二三四五六七八九十百千万]/u;

/** 三岁 in 五十三岁: a number that is cut. */
export function cutsNumber(text: string, { start }: Span): boolean {
  return NUMERAL.test(text.charAt(start)) && NUMERAL.test(text.charAt(start - 1));
}
