/**
 * The forms of a few concepts in a text, found by their first characters: the tables of all forms are larger than a
 * processor's cache, and a question asks for some dozens of concepts only.
 */
import { fold } from './fold.ts';
import { cutsWord, Gathered, isEnglish, type Matcher } from './matcher.ts';
import type { ConceptMatch, Vocabulary } from './vocabulary.ts';

/** A form's stretch between `…`, folded. */
interface Part {
  readonly text: string;
  /** Of the form, and of the part in it. */
  readonly number: number;
  readonly part: number;
}

interface Found {
  readonly part: Part;
  readonly start: number;
  readonly end: number;
}

/** By end, the longer first, then as the forms are numbered: the order in which the automaton tells them. */
function inOrder(a: Found, b: Found): number {
  return a.end - b.end || a.start - b.start || a.part.number - b.part.number || a.part.part - b.part.part;
}

/** Parts of a concept's Chinese forms, made when the concept is first asked for. */
export class Few {
  readonly #matcher: Matcher;
  readonly #parts = new Map<number, readonly Part[]>();
  #formStart: Uint32Array | null = null;

  constructor(matcher: Matcher) {
    this.#matcher = matcher;
  }

  among(concepts: Iterable<number>): Pick<Vocabulary, 'match'> {
    const wanted = new Set(concepts);
    return new FewForms(
      this.#matcher,
      wanted,
      Array.from(wanted, (concept) => this.#partsOf(concept)),
    );
  }

  #partsOf(concept: number): readonly Part[] {
    let parts = this.#parts.get(concept);
    if (parts === undefined) {
      const { forms } = this.#matcher;
      this.#formStart ??= starts(forms);
      const made: Part[] = [];
      for (let number = this.#formStart[concept]!; forms[number]?.concept === concept; number++) {
        const { text } = forms[number]!;
        if (isEnglish(text)) continue;
        for (const [part, stretch] of fold(text).split('…').entries()) made.push({ text: stretch, number, part });
      }
      parts = made;
      this.#parts.set(concept, parts);
    }
    return parts;
  }
}

/** Number of each concept's first form; the forms of a concept are neighbours. */
function starts(forms: Matcher['forms']): Uint32Array {
  const first = new Uint32Array((forms.at(-1)?.concept ?? -1) + 1).fill(forms.length);
  for (let number = forms.length - 1; number >= 0; number--) first[forms[number]!.concept] = number;
  return first;
}

class FewForms {
  readonly #matcher: Matcher;
  readonly #wanted: ReadonlySet<number>;
  /** By the code of a part's first character: 0 for none, else one more than its place in `#lists`. */
  readonly #first: Uint16Array;
  readonly #lists: Part[][] = [];
  readonly #figures: boolean;

  constructor(matcher: Matcher, wanted: ReadonlySet<number>, parts: readonly (readonly Part[])[]) {
    this.#matcher = matcher;
    this.#wanted = wanted;
    this.#figures = [...matcher.figures].some((concept) => wanted.has(concept));
    const { codeOf } = matcher.tables;
    this.#first = new Uint16Array(CODES);
    for (const list of parts) {
      for (const part of list) {
        const code = codeOf[part.text.charCodeAt(0)]!;
        const at = this.#first[code]!;
        if (at > 0) this.#lists[at - 1]!.push(part);
        else this.#first[code] = this.#lists.push([part]);
      }
    }
  }

  match(text: string): ConceptMatch[] {
    const { forms, tables } = this.#matcher;
    const gathered = new Gathered(forms, text);
    let folded = '';
    const found: Found[] = [];
    for (let at = 0; at < text.length; at++) {
      const list = this.#first[tables.codeOf[text.charCodeAt(at)]!]!;
      if (list === 0) continue;
      if (folded === '') folded = fold(text);
      for (const part of this.#lists[list - 1]!) {
        if (!folded.startsWith(part.text, at)) continue;
        const end = at + part.text.length;
        if (!cutsWord(text, at, end)) found.push({ part, start: at, end });
      }
    }
    if (found.length > 1) found.sort(inOrder);
    for (const { part, start, end } of found) gathered.add(part.number, part.part, start, end);
    this.#matcher.addEnglish(text, gathered, this.#wanted, this.#figures);
    return gathered.matches();
  }
}

/** Codes of characters are 13 bits wide, see automaton.ts; 0 is a character that no form has. */
const CODES = 2 ** 13;
