/** The ticked one of several printed options: ☑主动公开 □依申请公开, A类（√） B类（ ）. */
import type { Labelled } from './labels.ts';

const TICKED = '√✓✔☑☒■●◉▣⊠';
const EMPTY = '□☐○◯〇◻▢';
const BOX = new RegExp(
  `[（(\\[【〔]\\s*([${TICKED}xXvV])\\s*[）)\\]】〕]|[（(\\[【〔](\\s+|[${EMPTY}])[）)\\]】〕]|([${TICKED}])|[${EMPTY}]`,
  'g',
);
/** A sentence of a letter prints a square now and then, but no list of options is as long. */
const LONGEST = 200;

/** The fact with its ticked option as its value; as it is where it prints no boxes; null where none or several are ticked. */
export function checkedOption(fact: Labelled): Labelled | null {
  if (fact.value.length > LONGEST) return fact;
  const boxes = [...fact.value.matchAll(BOX)];
  if (boxes.length === 0) return fact;
  // A year of 二〇二四 holds the circle of an empty box.
  if (boxes.every((box) => box[0] === '〇' || box[0] === '○')) return fact;
  const before = boxes[0]!.index === 0;
  const options = boxes.flatMap((box, i) => {
    if (!(box[1] ?? box[3])) return [];
    const next = boxes[i + 1];
    const last = boxes[i - 1];
    const start = before ? box.index + box[0].length : last ? last.index + last[0].length : 0;
    return [{ start, end: before ? (next?.index ?? fact.value.length) : box.index }];
  });
  const [only] = options;
  if (options.length !== 1 || only === undefined) return null;
  let printed = fact.value.slice(only.start, only.end);
  // √主动公开 依申请公开: the others have no box of their own.
  if (before && boxes.length === 1) printed = /^\s*\S+/.exec(printed)?.[0] ?? printed;
  const value = printed.replaceAll(/^[\s、，,；;|｜]+|[\s、，,；;|｜]+$/g, '');
  if (value === '') return null;
  const start = only.start + printed.indexOf(value);
  const at = fact.at === null ? null : { start: fact.at.start + start, end: fact.at.start + start + value.length };
  return { ...fact, value, at };
}
