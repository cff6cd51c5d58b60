/** Figures that a question names, to find the sentence that speaks of the same: 按20万给吗, 满60岁. */
import { fold } from '../../search/fold.ts';

/** Folded; years, dates and numbers of proposals are not among them. */
export function figuresOf(question: string): readonly string[] {
  return [...fold(question).matchAll(/(?<![\d第.])\d{1,6}(?:\.\d+)?[万亿%]?(?![\d.]|年|月|日|号|届|次|条)/gu)].map(
    (m) => m[0],
  );
}
