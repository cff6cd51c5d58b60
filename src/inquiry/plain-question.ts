/** Whether a message can be read as a question at all, before anything is understood of it. */
import type { Language } from '../model.ts';

/** UTF-16 code units. Longer than any question; a pasted letter is longer. */
export const LONGEST_QUESTION = 2000;

export interface QuestionFault {
  readonly key: 'badQuestion' | 'tooLong';
  readonly language: Language;
}

/** Null for a text with at least one letter or digit, not too long, not binary. */
export function faultOf(text: string): QuestionFault | null {
  const language: Language =
    /\p{Script=Han}/u.test(text.slice(0, LONGEST_QUESTION)) || !/[a-z]{3}/iu.test(text.slice(0, LONGEST_QUESTION))
      ? 'zh-Hans'
      : 'en';
  if (text.length > LONGEST_QUESTION) return { key: 'tooLong', language };
  // eslint-disable-next-line no-control-regex
  const broken = (text.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/gu) ?? []).length;
  if (broken > 0 && broken * 10 >= text.length) return { key: 'badQuestion', language };
  return /[\p{L}\p{N}]/u.test(text) ? null : { key: 'badQuestion', language };
}
