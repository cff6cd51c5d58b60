/** The letters and passages of one generation, read where they stand: no letter is parsed before someone asks for it. */
import { transcode } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Letter, LetterFields, Passage } from '../model.ts';
import { damagedFile } from './durable.ts';
import type { NumberArray } from './arrays.ts';
import type { LetterCard } from './view.ts';

/** Arrays of the file of passages. Passages of a letter are neighbours, in the order of its body. */
export const CATALOG_ARRAYS = {
  /** By letter: byte offset and length in the file of letters, first passage (one more entry than letters). */
  letterAt: 'f64',
  letterBytes: 'u32',
  firstPassage: 'u32',
  /** By passage. `section` and `heading` are -1 for none, `page` 0 for none. */
  letter: 'u32',
  start: 'u32',
  end: 'u32',
  role: 'u8',
  section: 'i32',
  heading: 'i32',
  page: 'u32',
  /** Headings in UTF-8, each heading of a letter once. */
  headingUnits: 'u8',
  headingAt: 'u32',
} as const;
export type CatalogArrays = Readonly<Record<keyof typeof CATALOG_ARRAYS, NumberArray>>;

export const ROLES = ['head', 'text', 'signature'] as const;

/** A card as it is stored: with the hash of the letter's file, so that an ingest knows what is unchanged. */
export interface StoredCard extends Omit<LetterCard, 'index'> {
  readonly sha256: string;
}

const FIELD_NAMES = [
  'kind',
  'genre',
  'proposalNo',
  'session',
  'title',
  'subject',
  'addressees',
  'department',
  'docNo',
  'result',
  'resultClass',
  'disclosure',
  'date',
  'place',
] as const satisfies readonly (keyof LetterFields)[];

export function storedCard(letter: Letter): StoredCard {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, letter[name]])) as unknown as LetterFields;
  return { id: letter.id, file: letter.file, sha256: letter.sha256, ...fields };
}

/** Letters kept parsed, some 20 KB each: an answer reads few, a list some hundred, and each of them again to prove it. */
const KEPT_LETTERS = 512;

export class Catalog {
  readonly cards: readonly (LetterCard & { readonly sha256: string })[];
  readonly arrays: CatalogArrays;
  readonly #path: string;
  readonly #file: number;
  readonly #parsed = new Map<number, Letter>();
  /** Passages of letters: each sentence that is cited is looked for in them, and again when it is proven. */
  readonly #passages = new Map<number, readonly Passage[]>();

  /** Keeps the file of letters open, so that it can be read after a newer generation has replaced it. */
  constructor(path: string, cards: readonly StoredCard[], arrays: CatalogArrays) {
    const letters = arrays.letterAt.length;
    if (cards.length !== letters || arrays.firstPassage.length !== letters + 1) {
      throw damagedFile(path, `has ${letters} letters and ${cards.length} cards`);
    }
    this.cards = cards.map((card, index) => ({ index, ...card }));
    this.arrays = arrays;
    this.#path = path;
    this.#file = openSync(path, 'r');
  }

  get passageCount(): number {
    return this.arrays.letter.length;
  }

  /** The letter's line in the file of letters, newline included. */
  bytes(index: number): Buffer {
    return this.read(this.arrays.letterAt[index] ?? 0, this.arrays.letterBytes[index] ?? 0);
  }

  /** A part of the file of letters: a run of lines, for an ingest that takes them over. */
  read(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    const read = readSync(this.#file, bytes, 0, length, at);
    if (read !== length || length === 0) throw damagedFile(this.#path, `ends at ${at + read}, inside a letter`);
    return bytes;
  }

  letter(index: number): Letter {
    let letter = this.#parsed.get(index);
    if (letter) {
      this.#parsed.delete(index);
    } else {
      // By way of UTF-16: reading Chinese straight from UTF-8 takes three times as long, and more than the parsing.
      letter = JSON.parse(transcode(this.bytes(index), 'utf8', 'utf16le').toString('utf16le')) as Letter;
      if (this.#parsed.size >= KEPT_LETTERS) this.#parsed.delete(this.#parsed.keys().next().value ?? 0);
    }
    this.#parsed.set(index, letter);
    return letter;
  }

  passage(id: number): Passage {
    const { letter, start, end, role, section, page } = this.arrays;
    return {
      id,
      letter: letter[id] ?? 0,
      start: start[id] ?? 0,
      end: end[id] ?? 0,
      role: ROLES[role[id] ?? 1] ?? 'text',
      section: section[id] ?? -1,
      heading: this.#heading(this.arrays.heading[id] ?? -1),
      page: page[id] || null,
    };
  }

  #heading(index: number): string | null {
    if (index < 0) return null;
    const { headingUnits, headingAt } = this.arrays;
    return Buffer.from(headingUnits.subarray(headingAt[index], headingAt[index + 1])).toString('utf8');
  }

  /** Passage ids of a letter: `[first, end)`. */
  range(index: number): readonly [first: number, end: number] {
    return [this.arrays.firstPassage[index] ?? 0, this.arrays.firstPassage[index + 1] ?? 0];
  }

  passagesOf(index: number): readonly Passage[] {
    let passages = this.#passages.get(index);
    if (!passages) {
      const [first, end] = this.range(index);
      passages = Array.from({ length: end - first }, (_, offset) => this.passage(first + offset));
      if (this.#passages.size >= KEPT_LETTERS) this.#passages.delete(this.#passages.keys().next().value ?? 0);
      this.#passages.set(index, passages);
    }
    return passages;
  }

  /** The passage's text. Reads the letter. */
  text(id: number): string {
    return this.letter(this.arrays.letter[id] ?? 0).body.slice(this.arrays.start[id], this.arrays.end[id]);
  }

  close(): void {
    closeSync(this.#file);
    this.#parsed.clear();
    this.#passages.clear();
  }
}
