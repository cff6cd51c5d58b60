/** The house as channels ask it: answers, sources, look-ups and examples from whatever generation is newest. */
import type { House, Lookup } from '../desk/replier.ts';
import { ask } from '../inquiry/ask.ts';
import { lookUpLetters } from '../inquiry/lookups/letters.ts';
import { lookUpPromises, type PromisesOf } from '../inquiry/lookups/promises.ts';
import { examples } from '../inquiry/refuse.ts';
import { surroundings } from '../inquiry/source.ts';
import type { Answer, Question, Viewer } from '../model.ts';
import type { Library } from './library.ts';

/** Characters of a look-up's argument that are read. */
const ARGUMENT = 200;

/** A look-up is a question in short, so that it is understood like one: 2023 is a year, 区财政局 an agency. */
function questionOf(argument: string, viewer: Viewer, today: string): Question {
  const words = argument.slice(0, ARGUMENT).replace(/(?<![\d〔第])(?:19|20)\d\d(?![\d年号〕])/g, '$&年');
  return { text: words === '' ? '有哪些答复' : `${words}的答复有哪些`, viewer, turns: [], today };
}

/** 155145, B〔2019〕017; anything else is taken for the name of a matter. */
const NUMBER = /^[\d\p{P}a-z]+$/iu;

/** `promisesOf` reads the promises of all letters, `today` gives YYYY-MM-DD. */
export function houseOf(library: Library, today: () => string, promisesOf: PromisesOf): House {
  const answer = (question: Question): Promise<Answer> => library.with(question.viewer, (view) => ask(question, view));
  const letters: Lookup['run'] = (argument, viewer, first) =>
    library.with(viewer, (view) => lookUpLetters(questionOf(argument, viewer, today()), view, first));
  const lookups: Readonly<Record<string, Lookup>> = {
    letter: {
      staffOnly: false,
      example: '/letter 155145',
      async run(argument, viewer) {
        const said = argument.slice(0, ARGUMENT);
        const text = NUMBER.test(said) ? `第${said}号提案办得怎么样` : `${said}办得怎么样`;
        return { answer: await answer({ text, viewer, turns: [], today: today() }), part: null };
      },
    },
    find: { staffOnly: false, example: '/find 充电桩 2025', run: letters },
    list: { staffOnly: true, example: null, run: letters },
    commitments: {
      staffOnly: true,
      example: null,
      run: (argument, viewer, first) =>
        library.with(viewer, (view) => lookUpPromises(questionOf(argument, viewer, today()), view, first, promisesOf)),
    },
  };
  return {
    answer,
    source: (citation, viewer) => library.with(viewer, (view) => surroundings(view, citation)),
    lookups: new Map(Object.entries(lookups)),
    examples: (language) => examples(library.generation.for({ role: 'public' }), language),
  };
}
