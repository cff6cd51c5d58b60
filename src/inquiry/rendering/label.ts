/** How a letter is named in a line: 第155145号提案会办意见, else its title, its proposer or its agency. */
import type { Genre, Kind, Language } from '../../model.ts';
import { type PhraseKey, say } from './phrases.ts';

export interface Named {
  readonly proposalNo: string | null;
  readonly title: string | null;
  readonly department: string | null;
  readonly kind?: Kind | null;
  readonly genre?: Genre;
  readonly subject?: string | null;
  readonly addressees?: readonly string[];
}

const replyKeys: Readonly<Record<Genre, readonly [cppcc: PhraseKey, npc: PhraseKey]>> = {
  reply: ['reply', 'suggestionReply'],
  form: ['reply', 'suggestionReply'],
  cohandling: ['cohandling', 'suggestionCohandling'],
  second_reply: ['secondReply', 'suggestionSecondReply'],
};

/** Null when the letter prints nothing to name it by. */
export function letterLabel(language: Language, letter: Named): string | null {
  const which = letter.kind === 'npc' ? 1 : 0;
  if (letter.proposalNo !== null)
    return say(language, replyKeys[letter.genre ?? 'reply'][which], { number: letter.proposalNo });
  const title = letter.title ?? letter.subject ?? null;
  if (title !== null) return say(language, 'titled', { title });
  // A co-handling opinion is addressed to an agency, which proposed nothing.
  if (letter.addressees?.length && letter.genre !== 'cohandling')
    return say(language, 'replyOf', { proposer: letter.addressees.join('、') });
  return letter.department === null ? null : say(language, 'unnumbered', { agency: letter.department });
}

/** The same, or the file's name where the letter prints nothing to name it by. */
export function letterName(language: Language, letter: Named & { readonly file: string }): string {
  return letterLabel(language, letter) ?? letter.file;
}

/** The proposal itself: 第155145号提案, 第45号建议. */
export function matterLabel(language: Language, number: string, kind: Kind | null): string {
  return say(language, kind === 'npc' ? 'suggestion' : 'proposal', { number });
}
