/** All that a letter prints of its disclosure, settled: the strictest mark wins, and what is in doubt is told. */
import type { Disclosure, Span } from '../model.ts';
import type { Body } from './body.ts';
import { checkedOption } from './checked.ts';
import {
  disclosureLine,
  hasBoxes,
  isDoubtful,
  isMenu,
  isStricter,
  noteSays,
  readDisclosure,
  saysOfItself,
} from './disclosure.ts';
import type { Facts } from './facts.ts';
import { plain } from './fold.ts';
import type { Labelled } from './labels.ts';
import { cutSentences } from './sections.ts';

/** A mark that a reader of the letter's other facts came upon: behind the number, in the title's brackets. */
export interface MarkAt {
  readonly said: Disclosure;
  readonly at: Span | null;
  readonly excerpt: string;
}

/** Labels that tell of disclosure; 公开日期 and 公开机构 tell of something else. */
const LABEL = /公开(?!日期|时间|时限|机构|主体|单位)|对外发布|上网|^密级$|知悉范围/;
/** Lines of the text from its end in which a strict word in doubt is looked for. */
const CLOSING = 4;

/** Reads lines, labels and what stands outside the text (`outside`: a page's header, a site's lines). */
export function readOpenness(
  body: Body,
  labels: readonly Labelled[],
  found: readonly MarkAt[],
  outside: readonly string[],
  text: { readonly from: number; readonly to: number; readonly names: readonly number[] },
  facts: Facts,
): Disclosure | null {
  let best: Disclosure | null = null;
  const unsure = (code: string, message: string, excerpt: string) => {
    if (!facts.problems.some((problem) => problem.code === code && problem.excerpt === excerpt.slice(0, 80)))
      facts.unsure(code, 'disclosure', message, excerpt);
  };
  const offer = (said: Disclosure | null, at: Span | null, excerpt: string) => {
    if (said === null) return;
    if (best !== null && best !== said)
      unsure('disclosure-differs', '信上对公开与否有两种写法，取较严的一种。', excerpt);
    if (!isStricter(said, best)) return;
    best = said;
    if (at) facts.evidence.disclosure = { start: at.start, end: at.end };
  };
  for (const mark of found) offer(mark.said, mark.at, mark.excerpt);
  for (const fact of labels) {
    if (!LABEL.test(fact.label)) continue;
    const one = checkedOption(fact);
    if (one === null) unsure('disclosure-doubtful', '公开选项未勾选或勾选不止一项，请确认。', fact.value);
    else offer(readDisclosure(plain(one.value)), one.at, one.value);
  }
  body.lines.forEach((line, i) => {
    const next = body.lines[i + 1];
    // （不予 / 公开）: broken in the middle of its bracket.
    if (
      next !== undefined &&
      line.text.length <= 30 &&
      /^\s*（[^）]*$/.test(line.plain) &&
      /^[^（]{1,20}）\s*$/.test(next.plain)
    )
      offer(disclosureLine(line.plain + next.plain), { start: line.start, end: next.end }, line.text + next.text);
    const menu = [body.lines[i - 1], line, next].some((near) => near !== undefined && isMenu(near.plain));
    const beside = i < text.from || i >= text.to;
    if (menu && beside && !/[（〔：]|此件|本件/.test(line.plain)) return;
    offer(disclosureLine(line.plain), line, line.text);
    if (!beside || text.names.includes(i) || line.text.length > 90 || /。/.test(line.plain)) return;
    // A类，依申请公开: marks of several facts on one line.
    for (const piece of line.plain.matchAll(/[^\s，、/|·；]+/g)) {
      const said = disclosureLine(piece[0]);
      const start = line.start + piece.index;
      if (said !== null && said !== 'public') offer(said, { start, end: start + piece[0].length }, line.text);
    }
  });
  for (const line of outside) offer(disclosureLine(plain(line)), null, line);

  body.lines.forEach((line, i) => {
    if (!/公\s*开|外\s*传|保\s*[密存]|内\s*部|仅/.test(line.plain) || disclosureLine(line.plain) !== null) return;
    if (hasBoxes(line.plain) || text.names.includes(i)) return;
    const beside = i < text.from || i >= text.to;
    const closing = i >= text.to - CLOSING;
    for (const span of cutSentences(body.text, line.start, line.end)) {
      const said = line.plain.slice(span.start - line.start, span.end - line.start);
      const printed = body.text.slice(span.start, span.end);
      const note =
        (beside && !isMenu(line.plain)) || (closing && /^\s*(?:[（〔].*[）〕]|(?:备?注|说明)：.*)$/.test(said));
      const own = saysOfItself(said) ?? (note ? noteSays(said) : null);
      if (own !== null) {
        unsure('disclosure-in-text', '信上的一句话说明本件限制公开，已按较严的办理，请确认。', printed);
        offer(own, span, printed);
      } else if ((closing && isDoubtful(said)) || bracketInDoubt(said))
        unsure('disclosure-doubtful', '信上有限制公开的字样，不能确定是否指本件，请确认。', printed);
    }
  });
  return best;
}

/** A mark in brackets within a sentence: 点位清单（不宜公开）已送区文物局. */
function bracketInDoubt(sentence: string): boolean {
  return [...sentence.matchAll(/（([^（）]{2,40})）/g)].some(([whole, inner]) => {
    const said = disclosureLine(inner!);
    return said !== null && said !== 'public' && isDoubtful(sentence.replace(whole, `${inner}。`));
  });
}
