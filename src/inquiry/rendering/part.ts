/** A part of a longer list: how much there is above it, how to go on below it, and no source told twice. */
import type { Answer, Language, ListPart } from '../../model.ts';
import { letterLabel } from './label.ts';
import { type Row } from './layout.ts';
import { say } from './phrases.ts';

/** 共87项，这是第1至10项：; 共7项： where that is all. */
export function partText(language: Language, { first, last, total }: ListPart): string {
  if (first === 1 && last === total) return say(language, 'listWhole', { total: String(total) });
  return say(language, 'listPart', { first: String(first), last: String(last), total: String(total) });
}

/** How to go on, in words; null at the end of the list. */
export function nextText(language: Language, { last, total }: ListPart): string | null {
  return last < total ? say(language, 'nextPart') : null;
}

/** Markers whose own list line names letter, agency and date already. */
function echoed(answer: Answer): ReadonlySet<number> {
  if (answer.kind !== 'answered') return new Set();
  const lines = answer.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  const said = answer.citations.filter((citation) => {
    const { proposalNo, department, date } = citation;
    const label = proposalNo === null ? null : letterLabel(answer.language, citation);
    const parts = [label, department, date].filter((part) => part !== null);
    const line = lines.find(({ markers }) => markers.includes(citation.marker));
    return line !== undefined && parts.length > 0 && parts.every((part) => line.text.includes(part));
  });
  return new Set(said.map(({ marker }) => marker));
}

/** `hint`: the channel has no button to go on with. */
export function partRows(rows: readonly Row[], answer: Answer, part: ListPart, hint: boolean): readonly Row[] {
  const { language } = answer;
  const known = echoed(answer);
  const kept = rows.filter(({ style, markers }) => style !== 'source' || !markers.every((marker) => known.has(marker)));
  const sources = kept.some(({ style }) => style === 'source');
  const label = say(language, 'sources');
  const next = hint ? nextText(language, part) : null;
  return [
    { style: 'lead', text: partText(language, part), markers: [] },
    ...kept.filter(({ style, text }) => sources || style !== 'label' || text !== label),
    ...(next === null ? [] : [{ style: 'note', text: next, markers: [] } as const]),
  ];
}
