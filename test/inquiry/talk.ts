/** A conversation over a real index of invented letters: what the last of its turns is answered. */
import { ask } from '../../src/inquiry/ask.ts';
import type { Answer, Letter, Viewer } from '../../src/model.ts';
import { loadVocabulary } from '../../src/search/vocabulary.ts';
import { fresh, indexed } from '../search/invented.ts';

export type Talk = (turns: readonly string[], role?: Viewer['role']) => Promise<Answer>;

/** Use `removeFolders` of ../search/invented.ts when done. */
export async function talkOver(letters: readonly Letter[], today: string): Promise<Talk> {
  const generation = await indexed(fresh(letters), { vocabulary: loadVocabulary('knowledge/vocabulary') });
  return (turns, role = 'public') =>
    ask({ text: turns.at(-1) ?? '', turns: turns.slice(0, -1), viewer: { role }, today }, generation.for({ role }));
}

/** What an answer quotes, by its citations; empty when it is none. */
export function quoted(answer: Answer): readonly string[] {
  return answer.kind === 'answered' ? answer.citations.map(({ quote }) => quote) : [];
}
