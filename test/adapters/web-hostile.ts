/** The small house with a hostile letter in it, and all kinds of blocks. */
import type { House } from '../../src/desk/replier.ts';
import type { Answer } from '../../src/model.ts';
import { HOUSE } from './house.ts';

/** In an invented letter and in a question; none of it may ever be more than text. */
export const HOSTILE = `<img src=x onerror="alert(1)"><script>alert(2)</script><a href="javascript:alert(3)">甲</a>"'&lt;${'${7*7}'}`;

/** A question with 恶 or 种 in it is answered from the hostile letter. */
export const HOSTILE_HOUSE: House = {
  ...HOUSE,
  async answer(question) {
    const answer = await HOUSE.answer(question);
    if (answer.kind !== 'answered' || !/恶|种/.test(question.text)) return answer;
    const [first, ...rest] = answer.citations;
    const line = { text: HOSTILE, markers: [1], gloss: HOSTILE };
    return {
      ...answer,
      citations: [{ ...first, quote: HOSTILE, heading: HOSTILE, title: HOSTILE, department: HOSTILE }, ...rest],
      blocks: [
        { kind: 'lead', text: HOSTILE, markers: [1] },
        { kind: 'card', rows: [{ label: HOSTILE, value: HOSTILE, markers: [1] }] },
        { kind: 'quotes', tense: 'done', title: HOSTILE, lines: [line] },
        { kind: 'quotes', tense: 'planned', title: null, lines: [line] },
        { kind: 'quotes', tense: 'stated', title: null, lines: [line] },
        { kind: 'table', head: [HOSTILE, HOSTILE], rows: [[line, line]] },
        { kind: 'list', items: [line] },
        { kind: 'note', text: HOSTILE },
      ],
    } as unknown as Answer;
  },
  async source(citation, viewer) {
    const source = await HOUSE.source(citation, viewer);
    if (source === null || citation.quote !== HOSTILE) return source;
    return { ...source, before: `${HOSTILE}\n`, after: `\n${HOSTILE}`, subject: HOSTILE };
  },
};
