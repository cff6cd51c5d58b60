/** "2" after choices were offered: the earlier question, asked of the one that was chosen. */
import { fold } from '../../search/fold.ts';
import type { Inquiry } from '../inquiry.ts';
import { choiceNamed } from './conversation.ts';

/** The earlier question for the chosen letters; null when nothing was offered or nothing is chosen. */
export function takeChoice(asked: string, earlier: Inquiry | null): Inquiry | null {
  if (earlier === null || earlier.ambiguous.length === 0) return null;
  const chosen = choiceNamed(fold(asked));
  const choice = chosen === null ? undefined : earlier.ambiguous[chosen - 1];
  if (chosen === null || choice === undefined) return null;
  return {
    ...earlier,
    question: asked,
    scope: choice.letters,
    settled: choice.letters,
    ambiguous: [],
    chosen,
    earlier,
    focus: choice.letters,
  };
}
