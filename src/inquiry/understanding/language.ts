/** The language and script of the reply: the asker's. */
import { fold } from '../../search/fold.ts';
import type { Language } from '../../model.ts';

const HAN = /\p{Script=Han}/gu;
/** One-letter words aside, so that "A类" or "5G" is no English. */
const LATIN_WORD = /[A-Za-z][A-Za-z'’-]+/g;
/** Characters that fold to another one and are still everyday in Simplified text (著 folds to 着 in some tables). */
const BOTH_SCRIPTS = /[著乾瞭於麽]/;

/** The language of the reply: English when most words are, else Chinese in the script that the question shows. */
export function replyLanguage(text: string): Language {
  const han = text.match(HAN) ?? [];
  const words = text.match(LATIN_WORD) ?? [];
  // A name in Chinese inside an English sentence (启航里) does not make the sentence Chinese: two characters weigh about a word.
  if (words.length > 0 && words.length * 2 > han.length) return 'en';
  const traditional = han.filter((unit) => unit.length === 1 && fold(unit) !== unit && !BOTH_SCRIPTS.test(unit)).length;
  return traditional > 0 ? 'zh-Hant' : 'zh-Hans';
}
