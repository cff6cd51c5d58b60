/** A text as the reader of plain text hands it over. */
import type { ReadText } from '../../src/letters/formats/format.ts';
import { parseLetter } from '../../src/letters/parse.ts';
import type { Letter } from '../../src/model.ts';

export function readText(text: string, more: Partial<ReadText> = {}): ReadText {
  const pages = text.split('\f').map((page) => page.split('\n'));
  return {
    format: 'txt',
    pages,
    paged: pages.length > 1,
    wrapped: null,
    ocr: false,
    fields: {},
    problems: [],
    ...more,
  };
}

export function parsed(text: string, more: Partial<ReadText> = {}): Letter {
  return parseLetter(readText(text, more), { file: '虚构.txt', sha256: '0'.repeat(64) });
}

/** Each sentence of the letter with D for done and P for planned. */
export function tenses(letter: Letter): string[] {
  return letter.sections.flatMap((section) =>
    section.sentences.map(
      (sentence) =>
        `${sentence.done ? 'D' : ''}${sentence.planned ? 'P' : ''}|${letter.body.slice(sentence.start, sentence.end)}`,
    ),
  );
}
