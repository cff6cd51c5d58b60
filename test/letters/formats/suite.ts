/** The suite that every format's reader passes: one invented letter, in that format, gives the same letter. */
import { describe, expect, it } from 'vitest';
import type { Format, Letter } from '../../../src/model.ts';
import { readFormat } from '../../../src/letters/formats/read-format.ts';
import type { ReadText } from '../../../src/letters/formats/format.ts';
import { parseLetter } from '../../../src/letters/parse.ts';
import { DONE, EXPECTED, HEADINGS, PLANNED } from './invented-letter.ts';

export interface FormatCase {
  readonly name: string;
  readonly file: string;
  readonly format: Format;
  readonly bytes: () => Uint8Array | Promise<Uint8Array>;
  /** Start pages of the two sections, 1-based; null for a format without pages. */
  readonly headingPages: readonly [number, number] | null;
}

export async function textOf(bytes: Uint8Array, file: string): Promise<ReadText> {
  const outcome = await readFormat(bytes, file);
  if (outcome.kind === 'refused') throw new Error(`${file}: ${outcome.reason}: ${outcome.problem.message}`);
  return outcome.text;
}

export async function reasonOf(bytes: Uint8Array, file: string): Promise<string> {
  const outcome = await readFormat(bytes, file);
  return outcome.kind === 'refused' ? outcome.reason : 'read';
}

function sentences(letter: Letter, tense: 'done' | 'planned'): string[] {
  return letter.sections.flatMap((section) =>
    section.sentences.filter((sentence) => sentence[tense]).map(({ start, end }) => letter.body.slice(start, end)),
  );
}

function pageOf(letter: Letter, offset: number): number {
  return letter.pages.filter((start) => start <= offset).length;
}

async function letterOf({ bytes, file }: FormatCase): Promise<Letter> {
  return parseLetter(await textOf(await bytes(), file), { file, sha256: 'ab'.repeat(32) });
}

export function formatSuite(given: FormatCase): void {
  describe(`the invented letter as ${given.name}`, () => {
    it('has its fields', async () => {
      const letter = await letterOf(given);
      expect(letter).toMatchObject(EXPECTED);
      expect(letter.format).toBe(given.format);
      expect(letter.problems.filter((problem) => problem.code === 'wrong-ending')).toEqual([]);
    });

    it('has its sections, with what is done and what is planned told apart', async () => {
      const letter = await letterOf(given);
      expect(letter.sections.map((section) => section.heading).filter((heading) => heading !== null)).toEqual(HEADINGS);
      expect(sentences(letter, 'done')).toEqual(DONE);
      expect(sentences(letter, 'planned')).toEqual(PLANNED);
    });

    it('keeps quotation marks, and the pages of its headings', async () => {
      const letter = await letterOf(given);
      expect(letter.body).toContain('您提出的“关于推进村级‘共享菜园’建设的提案”收悉，现答复如下：');
      const pages = letter.sections
        .filter((section) => section.headingAt !== null)
        .map((section) => pageOf(letter, section.headingAt?.start ?? 0));
      if (given.headingPages === null) expect(letter.pages).toEqual([]);
      else expect(pages).toEqual(given.headingPages);
    });
  });
}
