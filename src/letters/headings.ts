/** Numbered headings at the start of a paragraph: 一、 （一） 1. 一是 第一， */

/** Marks of one kind count the same list; `enumerated` is 一是, `ordinal` is 第一，. */
export type MarkStyle = 'chinese' | 'bracketed' | 'arabic' | 'arabic-bracketed' | 'circled' | 'enumerated' | 'ordinal';

export interface Heading {
  readonly style: MarkStyle;
  /** Length of the heading from the paragraph's start, its mark included, its closing 。or ： not. 0 when only the mark is one. */
  readonly length: number;
  /** Where the paragraph's own text starts: behind the heading's 。 or at 0 when the heading is the start of a sentence. */
  readonly textFrom: number;
}

const MARKS: readonly (readonly [MarkStyle, RegExp])[] = [
  ['chinese', /^[一二三四五六七八九十]{1,3}\s{0,2}[、.]\s{0,3}/],
  ['bracketed', /^（\s?[一二三四五六七八九十]{1,3}\s?）\s{0,2}[、.]?\s{0,3}/],
  ['arabic-bracketed', /^（?\s?\d{1,2}\s?）\s{0,3}/],
  ['arabic', /^\d{1,2}\s{0,2}(?:[、]|\.(?!\d))\s{0,3}/],
  ['circled', /^[①-⑳]\s{0,3}/],
  ['enumerated', /^[一二三四五六七八九十]{1,2}是(?=[^，。]{2})/],
  ['ordinal', /^第[一二三四五六七八九十]{1,2}\s?[，、：]\s{0,3}/],
];
/** Longer than this a paragraph's first sentence is text. */
const LONGEST = 70;
const TOPIC = /^(?:关于|对于|对|针对|就)[^。；]{2,64}?(?:建议|问题|方面|情况|意见|工作|提案|诉求|事项|内容)$/;
/** 一、场馆建设 截至8月底，…: white space alone parts the heading from its text, which goes on as a sentence. */
const SET_APART = /^([^\s，。；：！？\d《》]{2,24})\s+(?=[^\s][^\s]*?[，。；])/;
const STATEMENT =
  /[我本]?(?:局|委|办|县|区|市|院|会)(?:已|将|高度|积极|会同|联合|按照|根据|持续|始终|先后)|已经?|截至|目前|近年来|[了拟]|将|\d{2,}|20\d\d年/;

/** The mark that a paragraph (folded) starts with. */
export function markOf(text: string): { style: MarkStyle; length: number } | null {
  const head = text.slice(0, 16);
  for (const [style, pattern] of MARKS) {
    const match = pattern.exec(head);
    if (match) return { style, length: match[0].length };
  }
  return null;
}

/** Reads the heading of a paragraph (folded); null when it starts with no mark. */
export function readHeading(text: string): Heading | null {
  const mark = markOf(text);
  if (mark === null) return null;
  const rest = text.slice(mark.length, mark.length + LONGEST + 2);
  const set = SET_APART.exec(rest);
  if (set && text.length - mark.length - set[0].length >= 12)
    return { style: mark.style, length: mark.length + set[1]!.length, textFrom: mark.length + set[0].length };
  const stop = /[。；：！？]/.exec(rest);
  const whole = stop === null && text.length - mark.length <= LONGEST;
  if (stop === null && !whole) return atComma(rest, mark);
  const said = (stop ? rest.slice(0, stop.index) : rest).trimEnd();
  const closed = stop === null || stop[0] === '。';
  const length = mark.length + said.length;
  const fits =
    said.length > 0 &&
    said.length <= LONGEST &&
    (!said.includes('，') || TOPIC.test(said) || (said.length <= 34 && !STATEMENT.test(said)));
  // （一）完善管护制度。 and nothing more is a heading by its look and a promise by its sense: it stays a sentence too.
  if (fits && stop !== null && text.length <= mark.length + stop.index + 2 && !/^(?:关于|对于|针对)/.test(said))
    return { style: mark.style, length: isStatement(said, mark.style) ? 0 : length, textFrom: 0 };
  if (fits && (whole || closed) && !isStatement(said, mark.style))
    return { style: mark.style, length, textFrom: stop ? mark.length + stop.index + 1 : text.length };
  // 一是关于信用授信：… keeps its sentence whole; the heading is only its beginning.
  if (fits && stop !== null && !isStatement(said, mark.style)) return { style: mark.style, length, textFrom: 0 };
  return atComma(rest, mark);
}

function isStatement(said: string, style: MarkStyle): boolean {
  if (TOPIC.test(said)) return false;
  return said.length > 12 && STATEMENT.test(said) && (said.includes('，') || style !== 'enumerated');
}

/** The words before the first ， when they name a topic: 关于“…”的建议，近年来…; 一是加强领导，成立专班。 */
function atComma(rest: string, mark: { style: MarkStyle; length: number }): Heading {
  const comma = rest.search(/[，：；。]/);
  const said = comma < 0 ? '' : rest.slice(0, comma);
  const topic = /^(?:关于|对于|针对)[^。；]{2,64}?(?:建议|问题|意见|提案)(?=[，：])/.exec(rest);
  if (topic)
    return { style: mark.style, length: mark.length + topic[0].length, textFrom: mark.length + topic[0].length + 1 };
  const named = said.length >= 2 && said.length <= 30 && !(STATEMENT.test(said) && !said.startsWith('关于'));
  return { style: mark.style, length: named ? mark.length + said.length : 0, textFrom: 0 };
}

/** 关于建设运营补助。 at a paragraph's start: a topic without a number, which starts a section but is no heading. */
export function isTopicStart(text: string): boolean {
  return /^(?:关于|针对|对于)[^。；！？]{2,70}(?:。|：|(?:建议|问题|意见|提案)，)/.test(text.slice(0, 80));
}
