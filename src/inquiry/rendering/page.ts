/** Answer -> plain data for the web page, which builds its own elements from it (text only, never markup). */
import type { Answer, Block, Citation, ListPart } from '../../model.ts';
import { sourceParts, tenseLabel } from './layout.ts';
import { nextText, partText } from './part.ts';
import { say } from './phrases.ts';

export type PageBlock = Block & { /** 已办, 计划: of a `quotes` block. */ readonly label?: string };

export interface PageSource {
  readonly marker: number;
  /** 第155145号提案答复 · 一、… · 区科委 · 2025-05-21. */
  readonly text: string;
  readonly citation: Citation;
}

export interface PageAnswer {
  readonly kind: Answer['kind'];
  readonly language: Answer['language'];
  readonly writer: string;
  readonly blocks: readonly PageBlock[];
  readonly sourcesLabel: string;
  readonly sources: readonly PageSource[];
}

/** `part`: the answer is this part of a list, said above and below it. */
export function pageOf(answer: Answer, part?: ListPart): PageAnswer {
  const { kind, language, writer } = answer;
  const next = part === undefined ? null : nextText(language, part);
  const blocks: readonly Block[] = [
    ...(part === undefined ? [] : [{ kind: 'lead', text: partText(language, part), markers: [] } as const]),
    ...answer.blocks,
    ...(next === null ? [] : [{ kind: 'note', text: next } as const]),
  ];
  const citations = answer.kind === 'answered' ? answer.citations : [];
  return {
    kind,
    language,
    writer,
    blocks: blocks.map((b) => (b.kind === 'quotes' ? { ...b, label: tenseLabel(language, b.tense) } : b)),
    sourcesLabel: say(language, 'sources'),
    sources: citations.map((c) => ({ marker: c.marker, text: sourceParts(language, c).join(' · '), citation: c })),
  };
}
