/** Letters as many offices write them, read whole: fields, headings, contacts, and what no passage may hold. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/letters/fold.ts';
import { readTense } from '../../src/letters/tense.ts';
import type { Contact, LetterFields } from '../../src/model.ts';
import { parsed } from './reading.ts';

interface Invented {
  readonly name: string;
  readonly text: string;
  readonly want: Partial<LetterFields>;
  readonly headings?: readonly string[];
  readonly contact?: Contact;
}
const file = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const letters = parse(file('invented.yaml')) as readonly Invented[];
const sentences = parse(file('sentences.yaml')) as Readonly<Record<'done' | 'planned' | 'neither', readonly string[]>>;
/** What may be quoted of a letter. */
const QUOTABLE = new Set(['head', 'text', 'signature']);

describe('invented letters', () => {
  it('are many', () => {
    expect(letters.length).toBeGreaterThan(50);
  });

  it.each(letters.map((letter) => [letter.name, letter] as const))('%s', (_, { text, want, headings, contact }) => {
    const letter = parsed(text);
    expect(letter).toMatchObject(want);
    if (headings) expect(letter.sections.flatMap(({ heading }) => heading ?? [])).toEqual(headings);
    if (contact) expect(letter.contact).toMatchObject(contact);
    const quotable = letter.regions.filter(({ role }) => QUOTABLE.has(role));
    for (const { start, end } of quotable) {
      const said = letter.body.slice(start, end);
      expect(said).not.toMatch(/联系人|联系电话|聯絡人|手机|电话[：｜]|致电/);
      expect(said).not.toMatch(/人工智能助手|语言模型/);
    }
    for (const sentence of letter.sections.flatMap((section) => section.sentences))
      expect(quotable.some(({ start, end }) => start <= sentence.start && sentence.end <= end)).toBe(true);
  });
});

describe('invented sentences', () => {
  const written = 2024 * 12 + 11;
  const cases = Object.entries(sentences).flatMap(([told, said]) => said.map((sentence) => [told, sentence] as const));
  it.each(cases)('%s: %s', (told, sentence) => {
    expect(readTense(plain(sentence), { written, afterLead: false })).toEqual({
      done: told === 'done',
      planned: told === 'planned',
    });
  });
});
