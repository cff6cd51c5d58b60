/** A reply as the page hears it: named events with JSON, a block at a time. The page makes its own elements of them. */
import type { Reply, SourceInContext } from '../../src/adapter.ts';
import { pageOf, render } from '../../src/inquiry/render.ts';
import type { Language } from '../../src/model.ts';

export interface PageEvent {
  readonly event: 'answer' | 'block' | 'whole' | 'source' | 'text' | 'gone';
  /** JSON. */
  readonly data: string;
}

const event = (name: PageEvent['event'], data: object): PageEvent => ({ event: name, data: JSON.stringify(data) });

const NEXT: Readonly<Record<Language, string>> = { 'zh-Hans': '下一页', 'zh-Hant': '下一頁', en: 'next' };

/** What a button below a part of a list says and sends; null at the list's end. */
function nextOf({ answer, part }: Extract<Reply, { kind: 'answer' }>): string | null {
  return part !== undefined && part.last < part.total ? NEXT[answer.language] : null;
}

/** Where the letter's file is to be had, below the page's own address. */
export function addressOf(file: string): string {
  return `letters/${file.split('/').map(encodeURIComponent).join('/')}`;
}

/** `original`: the file of a source is to be had here. */
export function eventsOf(reply: Reply, original: boolean): readonly PageEvent[] {
  switch (reply.kind) {
    case 'answer': {
      // The head goes first: markers in the blocks are named by their sources.
      const { blocks, ...head } = pageOf(reply.answer, reply.part);
      return [
        event('answer', { id: reply.id, ...head, next: nextOf(reply) }),
        ...blocks.map((block) => event('block', block)),
        // For copying: word for word what a plain chat would have got.
        event('whole', { text: render(reply.answer, 'plain', { part: reply.part }) }),
      ];
    }
    case 'source':
      return [event('source', { ...sourceOf(reply.source, original), language: reply.language })];
    case 'text':
      return [event('text', { text: reply.text, language: reply.language })];
  }
}

function sourceOf({ citation, before, after, subject }: SourceInContext, original: boolean): object {
  return { ...citation, before, after, subject, original: original ? addressOf(citation.file) : null };
}
