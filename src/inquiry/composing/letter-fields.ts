/** A letter's texts as one question looks at them: each made ready once, and for the question's concepts alone. */
import type { Letter, Section, Span } from '../../model.ts';
import { fold } from '../../search/fold.ts';
import type { LetterCard } from '../../search/view.ts';
import type { Inquiry } from '../inquiry.ts';
import type { Coverage } from './coverage.ts';
import { Field, fieldOf, type Looking } from './field.ts';
import { isPlain, PLAIN_SUBJECT } from './plain.ts';
import type { Unit } from './units.ts';

/** A letter's object lives as long as its generation keeps it at hand. */
const bodies = new WeakMap<Letter, string>();

/** The letter's whole text, folded. */
export function foldedBody(letter: Letter): string {
  let text = bodies.get(letter);
  if (text === undefined) {
    text = fold(letter.body);
    bodies.set(letter, text);
  }
  return text;
}

export class LetterFields {
  readonly letter: Letter;
  /** Folded. */
  readonly body: string;
  readonly subject: Field;
  readonly #looking: Looking;
  readonly #fields = new Map<number, Field>();

  constructor(letter: Letter, card: LetterCard, looking: Looking) {
    this.letter = letter;
    this.body = foldedBody(letter);
    const plain = isPlain(card) ? letter.body.slice(0, PLAIN_SUBJECT) : null;
    this.subject = fieldOf(card.subject ?? card.title ?? plain, looking);
    this.#looking = looking;
  }

  /** Of a sentence or a heading, no two of which start at one place; an empty one for none. */
  at(span: Span | null): Field {
    if (span === null || span.start === span.end) return fieldOf(null, this.#looking);
    let field = this.#fields.get(span.start);
    if (!field) {
      const { start, end } = span;
      // Folding keeps offsets.
      field = new Field(this.letter.body.slice(start, end), this.#looking, this.body.slice(start, end));
      this.#fields.set(start, field);
    }
    return field;
  }
}

/** Paragraph of each sentence, counted from 0: a line break between two sentences parts them. */
export function paragraphsOf(letter: Letter, section: Section): readonly number[] {
  let paragraph = 0;
  return section.sentences.map((sentence, i) => {
    const before = section.sentences[i - 1];
    if (before && /\n/u.test(letter.body.slice(before.end - 1, sentence.start))) paragraph += 1;
    return paragraph;
  });
}

/** Members of a unit that hold concepts. */
type Held = {
  [Member in keyof Unit]: Unit[Member] extends readonly number[] | readonly (readonly number[])[] ? Member : never;
}[keyof Unit];

/** Every one of them, or this does not compile: a concept that is left out here would be found in no text. */
const held: Readonly<Record<Held, true>> = {
  concepts: true,
  inner: true,
  made: true,
  narrower: true,
  broader: true,
  remedies: true,
};

/** Every concept that the fields of a question may be asked about. */
export function askedConcepts(inquiry: Inquiry, coverage: Coverage, units: readonly Unit[]): ReadonlySet<number> {
  const members = Object.keys(held) as Held[];
  return new Set([
    ...inquiry.concepts.map(({ concept }) => concept),
    ...coverage.concepts(),
    ...units.flatMap((unit) => members.flatMap((member) => unit[member].flat())),
  ]);
}
