/**
 * Text to terms, the same way for letters and for questions: words, and pairs of neighbouring Chinese characters.
 * Words by jieba's cutForSearch with HMM off: guessed words would depend on their surroundings, so that a question and
 * the letter that answers it could be cut apart differently. The vocabulary's forms are not given to jieba: measured, that
 * gains nothing on cmrc-trial and xquad-a and loses 0.04 of right passages in ten on half of the devset.
 */
import { createRequire } from 'node:module';
import type { Jieba } from '@node-rs/jieba';
import { fold } from './fold.ts';

export interface Terms {
  /** Words in order, repeats kept. */
  readonly words: readonly string[];
  /** Pairs of neighbouring Chinese characters in order, repeats kept, each as `first << 16 | second`, unsigned. */
  readonly bigrams: readonly number[];
}

/** Characters that tie a sentence together and tell nothing of its topic. */
const FUNCTION_CHARACTERS = new Set(
  '的了是在和与及或于以为被把对从由向到至等也都就又而且但若如则之其此该这那哪个些么吗呢吧啊呀哦嘛地得着过给让使将会能可要想说很更最太还再已并不没无有我你您他她它们各每所者号年月日时中上下内外里前后',
);
const FUNCTION_WORDS = new Set(
  'a an the of to in on at by for from with and or is are was were be been do does did has have had it its this that what which who how when where why'.split(
    ' ',
  ),
);

const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]/;
/**
 * Document numbers (b〔2019〕017), figures with their separators (1,234.5), Latin words with inner hyphens. A document
 * number is kept whole and in parts, since people ask with either.
 */
const LATIN = /[a-z]*[〔[(]\d{4}[〕\])]\d+|\d+(?:[.,]\d+)+|\d+|[a-z]+(?:['’-][a-z]+)*/g;

let cutter: Jieba | undefined;
/** Loading the dictionary takes about 0.3 s, so it waits for the first text. */
function jieba(): Jieba {
  if (!cutter) {
    const load = createRequire(import.meta.url);
    const module = load('@node-rs/jieba') as typeof import('@node-rs/jieba');
    const { dict } = load('@node-rs/jieba/dict') as { dict: Uint8Array };
    cutter = module.Jieba.withDict(dict);
  }
  return cutter;
}

/** Plurals and the commonest endings only: `parks` is `park`, `policies` is `policy`; anything finer merges strangers. */
export function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:ss|x|z|[cs]h)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

function latinWords(folded: string, words: string[]): void {
  if (!/[a-z0-9]/.test(folded)) return;
  for (const [token] of folded.matchAll(LATIN)) {
    if (/[〔[(]/.test(token)) {
      words.push(token.replace(/[[(]/, '〔').replace(/[\])]/, '〕'));
      for (const [part] of token.matchAll(/[a-z]+|\d+/g)) words.push(part);
    } else if (/^\d/.test(token)) {
      words.push(token.replaceAll(',', ''));
    } else {
      for (const part of token.split(/['’-]/)) if (part.length > 1 && !FUNCTION_WORDS.has(part)) words.push(stem(part));
    }
  }
}

/** A Chinese character's code, 0 for anything else. */
function chineseUnit(code: number): number {
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) ? code : 0;
}

function bigramsOf(folded: string): number[] {
  const bigrams: number[] = [];
  let before = 0;
  for (let at = 0; at < folded.length; at++) {
    const code = folded.charCodeAt(at);
    // A line that was broken by print goes on: the pair over the break is a pair.
    if (code === 0x0a || code === 0x20) continue;
    const unit = chineseUnit(code);
    if (before !== 0 && unit !== 0) bigrams.push(((before << 16) | unit) >>> 0);
    before = unit;
  }
  return bigrams;
}

/** The pair as it is written, and back: for explanations and for `View.knows`. */
export function bigramText(bigram: number): string {
  return String.fromCharCode(bigram >>> 16, bigram & 0xffff);
}

/** Terms of a text that is not yet folded. Words with a Chinese character are jieba's, all others are ours. */
export function terms(text: string): Terms {
  const folded = fold(text);
  const words: string[] = [];
  if (CHINESE.test(folded)) {
    for (const word of jieba().cutForSearch(folded, false)) {
      if (!CHINESE.test(word)) continue;
      if (word.length === 1 && FUNCTION_CHARACTERS.has(word)) continue;
      words.push(word);
    }
  }
  latinWords(folded, words);
  return { words, bigrams: bigramsOf(folded) };
}

/** Words of a folded text in order, all of them, as `tagged` cuts them. */
export function cutWords(folded: string): readonly string[] {
  return jieba().cut(folded, false);
}

/**
 * Words of a folded text in order with jieba's part of speech (`n` noun, `v` verb, `t` time, `d` adverb …; `x` for what its
 * dictionary has not): tells the thing a question is about from its manner of speaking. Not a tokeniser for matching.
 */
export function tagged(folded: string): readonly { readonly word: string; readonly tag: string }[] {
  return jieba().tag(folded, false);
}
