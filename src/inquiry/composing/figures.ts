/** Figures that a question names, to find the sentence that speaks of the same: 按20万给吗, 满60岁. */
import { fold } from '../../search/fold.ts';

/** Folded; years, dates and numbers of proposals are not among them. */
export function figuresOf(question: string): readonly string[] {
  return [...fold(question).matchAll(/(?<![\d第.])\d{1,6}(?:\.\d+)?[万亿%]?(?![\d.]|年|月|日|号|届|次|条)/gu)]
    .map(([figure]) => figure)
    .filter((figure) => !/^(?:19|20)\d\d$/u.test(figure));
}

/** 9.3亿, 1846: a figure that is in one letter or two, so that who names it means them. */
const SPECIFIC = /\d\.\d|\d{4}|\d{3}[万亿]/u;

interface Printed {
  readonly folded: string;
}

/** Share of the figures that stand near the sentence, 0 to 1; 2 where the sentence itself prints a specific one. */
export function figureFit(figures: readonly string[], own: Printed, near: readonly Printed[]): number {
  if (figures.length === 0) return 0;
  if (figures.some((figure) => SPECIFIC.test(figure) && prints(own.folded, figure))) return 2;
  return figures.filter((figure) => near.some((f) => f.folded.includes(figure))).length / figures.length;
}

/** As a whole: 9.3亿 is not in 19.3亿. */
function prints(folded: string, figure: string): boolean {
  const at = folded.indexOf(figure);
  return at >= 0 && !/[\d.]/u.test(folded.charAt(at - 1)) && !/[\d.]/u.test(folded.charAt(at + figure.length));
}
