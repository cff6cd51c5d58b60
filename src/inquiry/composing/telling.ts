/** How much a sentence tells of where a matter stands, for a card that has room for one a section. */
import type { Letter, Section, Sentence } from '../../model.ts';
import { isCourtesy } from './boilerplate.ts';
import { fold } from '../../search/fold.ts';

const state = /截至|目前|累计|全[市区县州省]|已|完成|建成|达到|共/gu;

/** Figures and words of state count for it, length beyond a line and a half against it. */
export function telling(letter: Letter, sentence: Sentence): number {
  const text = fold(letter.body.slice(sentence.start, sentence.end));
  const figures = Math.min(4, (text.match(/\d[\d.]*/gu) ?? []).length);
  const words = Math.min(3, (text.match(state) ?? []).length);
  return figures + words - Math.max(0, text.length - 60) / 25;
}

export interface Told {
  readonly done: readonly Sentence[];
  readonly planned: readonly Sentence[];
}

function best(letter: Letter, sentences: readonly Sentence[], most: number): readonly Sentence[] {
  return sentences
    .toSorted((a, b) => telling(letter, b) - telling(letter, a))
    .slice(0, most)
    .toSorted((a, b) => a.start - b.start);
}

/** Opens what is to come: 下一步，… tells the plan, where 目前，积极探索… only looks like one. */
const ahead = /^(?:下一?步|未来|后续|今后|接下来|将来|下阶段|下一阶段)/u;

/** 下一步… before those that open no plan, then by what each tells. */
function bestPlans(letter: Letter, sentences: readonly Sentence[], most: number): readonly Sentence[] {
  const opens = sentences.filter((s) => ahead.test(fold(letter.body.slice(s.start, s.end)).trim()));
  const rest = best(
    letter,
    sentences.filter((s) => !opens.includes(s)),
    Math.max(0, most - opens.length),
  );
  return [...best(letter, opens, most), ...rest].toSorted((a, b) => a.start - b.start);
}

/** The most telling done and planned sentences of a section. */
export function tell(
  letter: Letter,
  section: Pick<Section, 'sentences'>,
  most: { readonly done: number; readonly planned: number },
): Told {
  const tells = (s: Sentence): boolean => !isCourtesy(fold(letter.body.slice(s.start, s.end)));
  const done = section.sentences.filter((s) => s.done && tells(s));
  const planned = section.sentences.filter((s) => s.planned && !s.done && tells(s));
  return { done: best(letter, done, most.done), planned: bestPlans(letter, planned, most.planned) };
}
