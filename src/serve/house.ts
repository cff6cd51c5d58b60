/** The house as channels ask it: answers, sources, look-ups and examples from whatever generation is newest. */
import type { House } from '../desk/replier.ts';
import { ask } from '../inquiry/ask.ts';
import { examples } from '../inquiry/refuse.ts';
import { surroundings } from '../inquiry/source.ts';
import type { Answer, Viewer } from '../model.ts';
import type { Library } from './library.ts';

/** `/letter 155145` and the like are questions in short: one pipeline answers all, with the same proof. */
const LOOKUPS: Readonly<Record<string, (argument: string) => string>> = {
  letter: (argument) =>
    /^[\d\p{P}a-z]+$/iu.test(argument) ? `第${argument}号提案办得怎么样` : `${argument}办得怎么样`,
  find: (argument) => `有哪些关于${argument}的答复`,
  list: (argument) => `${argument}有哪些答复`,
  commitments: (argument) => `关于${argument}，答复里还有哪些承诺和计划`,
};

export function houseOf(library: Library, today: () => string): House {
  const answer = (text: string, viewer: Viewer, turns: readonly string[], day: string): Promise<Answer> =>
    library.with(viewer, (view) => ask({ text, viewer, turns, today: day }, view));
  return {
    answer: (question) => answer(question.text, question.viewer, question.turns, question.today),
    source: (citation, viewer) => library.with(viewer, (view) => surroundings(view, citation)),
    lookups: new Map(
      Object.entries(LOOKUPS).map(([name, phrase]) => [
        name,
        (argument, viewer) => answer(phrase(argument), viewer, [], today()),
      ]),
    ),
    examples: (language) => examples(library.generation.for({ role: 'public' }), language),
  };
}
