/** Words that were cut apart, and forms that are only a part of what was said. */
import type { Span } from '../../model.ts';
import type { View } from '../../search/view.ts';
import type { QuestionWord } from '../inquiry.ts';
import { contains, type Tagged } from '../understanding/cuts.ts';

/** Neighbours cut into single characters (托/育, 公/租房) are one word when they touch and one of them is a character. */
export function joined(
  words: readonly QuestionWord[],
  tags: readonly Tagged[],
  printed: (text: string) => boolean,
): readonly QuestionWord[] {
  const out: QuestionWord[] = [];
  for (const word of words.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (last && contains(last, word)) continue;
    const touch = last && last.end === word.start;
    const single =
      last &&
      (word.word.length === 1 || last.word.length === 1) &&
      /^[\u3400-\u9fff]{2,5}$/u.test(last.word + word.word);
    const one =
      touch && (tags.some((t) => contains(t, last) && contains(t, word)) || (single && printed(last.word + word.word)));
    if (last && one)
      out.splice(-1, 1, { ...last, word: last.word + word.word, end: word.end, idf: last.idf + word.idf });
    else out.push(word);
  }
  return out;
}

/** 垃圾袋 is not 垃圾: the longer noun that holds the form, when no letter prints that noun. */
export function wholeWord(form: Span, tags: readonly Tagged[], text: string, view: View): Span | null {
  const word = tags.find((t) => contains(t, form) && t.end - t.start > form.end - form.start && t.tag.startsWith('n'));
  return word && !view.knows(text.slice(word.start, word.end)) ? word : null;
}

export function partsOf(text: string, tags: readonly Span[], at: Span): readonly string[] {
  const inside = tags.filter((t) => contains(at, t)).map((t) => text.slice(t.start, t.end));
  const whole = inside.reduce((n, part) => n + part.length, 0) === at.end - at.start;
  return whole && inside.length > 1 && inside.every((part) => part.length > 1) ? inside : [];
}
