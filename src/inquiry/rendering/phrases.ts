/** What the house says in its own words, one record a language, and how a reply is checked against it. */
import type { Language } from '../../model.ts';
import { en } from './en.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

export type PhraseKey = keyof typeof zhHans;
export type Phrases = Readonly<Record<PhraseKey, string>>;

const byLanguage: Readonly<Record<Language, Phrases>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

export function phrasesOf(language: Language): Phrases {
  return byLanguage[language];
}

/** Fills a phrase's `{slots}`. A slot without a value is a fault of the caller. */
export function say(language: Language, key: PhraseKey, values: Readonly<Record<string, string>> = {}): string {
  return byLanguage[language][key].replace(/\{(\w+)\}/g, (_, slot: string) => {
    const value = values[slot];
    if (value === undefined) throw new Error(`phrase "${key}" has no value for {${slot}}`);
    return value;
  });
}

interface Template {
  readonly pattern: RegExp;
  readonly slots: readonly string[];
}

function templateOf(phrase: string): Template {
  const slots: string[] = [];
  const source = phrase
    .split(/(\{\w+\})/)
    .map((part) => {
      const slot = /^\{(\w+)\}$/.exec(part)?.[1];
      if (slot === undefined) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      slots.push(slot);
      return '(.+?)';
    })
    .join('');
  return { pattern: new RegExp(`^${source}$`, 'su'), slots };
}

const templates = new Map<Language, readonly Template[]>();

/** Slot and value of a phrase that was filled. */
export type Filled = readonly (readonly [slot: string, value: string])[];

/**
 * Every way in which `text` is one of the house's phrases with its slots filled; empty when it is none.
 * Verification proves the values; the literals between them hold no fact.
 */
export function readBack(language: Language, text: string): readonly Filled[] {
  let known = templates.get(language);
  if (!known) {
    known = Object.values(byLanguage[language]).map(templateOf);
    templates.set(language, known);
  }
  const ways: Filled[] = [];
  for (const { pattern, slots } of known) {
    const match = pattern.exec(text);
    if (match) ways.push(slots.map((slot, i) => [slot, match[i + 1] ?? ''] as const));
  }
  return ways;
}
