/** Finding the vocabulary's forms in a text: one automaton over characters, one over English words. */
import { type AutomatonTables, compileAutomaton, step } from './automaton.ts';
import { isDeterminer, latinWords, wordKey, wordKeys } from './english-words.ts';
import { fold } from './fold.ts';
import type { Concept, ConceptMatch, FormKind } from './vocabulary.ts';

export const FORM_KINDS = [
  'office',
  'everyday',
  'spoken',
  'abbreviation',
  'english',
] as const satisfies readonly FormKind[];

/** Characters that `…` in a form may stand for. */
const WIDEST_GAP = 6;
const SENTENCE_END = /[。！？；!?;\n]/;

/** Half- or full-width. */
const LETTER = /[a-zA-Zａ-ｚＡ-Ｚ]/;
const FIGURE = /[0-9０-９]/;

/** A form or, with `via` null, a longer string in which the concept's forms do not count. */
export interface Form {
  readonly concept: number;
  readonly via: FormKind | null;
  readonly text: string;
  /** How many parts its `…` make. */
  readonly parts: number;
}

/** Everything that costs time to compile. */
export interface MatcherTables {
  readonly characters: AutomatonTables;
  /** Code of a UTF-16 unit as written in a text, so that a scan folds nothing; 0 where no form has it. */
  readonly codeOf: Uint16Array;
  readonly english: AutomatonTables;
  /** Keys of English words; a word's code is its position + 1. */
  readonly words: readonly string[];
  /** How many patterns are of characters; the English ones follow them. */
  readonly characterPatterns: number;
  /** Uses of pattern p: form number × 8 + part, from `useStart[p]` to `useStart[p + 1]`. */
  readonly useStart: Uint32Array;
  readonly uses: Uint32Array;
  /** Units (or words) of a pattern. */
  readonly lengths: Uint16Array;
}

export const isEnglish = (text: string): boolean => /^[\x20-\x7e]+$/.test(text);

function formsOf(concepts: readonly Concept[]): Form[] {
  const forms: Form[] = [];
  concepts.forEach((concept, position) => {
    const add = (via: FormKind | null, text: string) =>
      forms.push({ concept: position, via, text, parts: text.split('…').length });
    for (const via of FORM_KINDS) for (const text of concept[via]) add(via, text);
    for (const text of concept.except) add(null, text);
  });
  return forms;
}

function englishWords(text: string): string[] {
  return Array.from(latinWords(text), ({ word }) => wordKey(word.toLowerCase())).filter((word) => !isDeterminer(word));
}

export function compileMatcher(concepts: readonly Concept[]): MatcherTables {
  const forms = formsOf(concepts);
  const numbers = [new Map<string, number[]>(), new Map<string, number[]>()] as const;
  forms.forEach((form, number) => {
    const english = isEnglish(form.text);
    const keys = english ? [englishWords(form.text).join(' ')] : fold(form.text).split('…');
    keys.forEach((key, index) => {
      const users = numbers[english ? 1 : 0].get(key);
      if (users) users.push(number * 8 + index);
      else numbers[english ? 1 : 0].set(key, [number * 8 + index]);
    });
  });
  const alphabet = new Map<string, number>();
  const code = (unit: string): number => alphabet.get(unit) ?? alphabet.set(unit, alphabet.size + 1).size;
  const characters = Array.from(numbers[0].keys(), (key) => key.split('').map(code));
  const every = fold(Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).join(''));
  const codeOf = Uint16Array.from({ length: 0x10000 }, (_, unit) => alphabet.get(every.charAt(unit)) ?? 0);
  const words = new Map<string, number>();
  const wordCode = (word: string): number => words.get(word) ?? words.set(word, words.size + 1).size;
  const phrases = Array.from(numbers[1].keys(), (key) => key.split(' ').map(wordCode));
  const users = [...numbers[0].values(), ...numbers[1].values()];
  const useStart = new Uint32Array(users.length + 1);
  users.forEach((list, pattern) => (useStart[pattern + 1] = useStart[pattern]! + list.length));
  return {
    characters: compileAutomaton(characters),
    codeOf,
    english: compileAutomaton(phrases),
    words: [...words.keys()],
    characterPatterns: characters.length,
    useStart,
    uses: Uint32Array.from(users.flat()),
    lengths: Uint16Array.from([...characters, ...phrases], ({ length }) => length),
  };
}

function isLatin(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

function isJoint(text: string, at: number): boolean {
  return at > 0 && at < text.length && isLatin(text.charCodeAt(at - 1)) && isLatin(text.charCodeAt(at));
}

/** A form that begins or ends in a letter or digit does not match inside a longer Latin word or number. */
export function cutsWord(text: string, start: number, end: number): boolean {
  return isJoint(text, start) || isJoint(text, end);
}

function scanCharacters(tables: MatcherTables, text: string, gathered: Gathered): void {
  const { characters, codeOf, lengths, useStart, uses } = tables;
  const { patternAt, output } = characters;
  let state = 0;
  for (let at = 0; at < text.length; at++) {
    state = step(characters, state, codeOf[text.charCodeAt(at)]!);
    for (let ending = patternAt[state]! >= 0 ? state : output[state]!; ending !== 0; ending = output[ending]!) {
      const pattern = patternAt[ending]!;
      const start = at + 1 - lengths[pattern]!;
      if (cutsWord(text, start, at + 1)) continue;
      for (let use = useStart[pattern]!; use < useStart[pattern + 1]!; use++) {
        gathered.add(uses[use]! >>> 3, uses[use]! & 7, start, at + 1);
      }
    }
  }
}

/** Patterns of English words in a text, in the order of their ends. */
function* englishIn(
  tables: MatcherTables,
  codes: ReadonlyMap<string, number>,
  text: string,
): Generator<{ readonly pattern: number; readonly start: number; readonly end: number }> {
  const { english, characterPatterns, lengths } = tables;
  const { patternAt, output } = english;
  let state = 0;
  let starts: number[] = [];
  for (const { word, start, end, joined } of latinWords(text)) {
    if (!joined) {
      state = 0;
      starts = [];
    }
    const folded = fold(word);
    if (isDeterminer(folded)) continue;
    let code = 0;
    for (const key of wordKeys(folded)) {
      code = codes.get(key) ?? 0;
      if (code !== 0) break;
    }
    starts.push(start);
    state = step(english, state, code);
    for (let ending = patternAt[state]! >= 0 ? state : output[state]!; ending !== 0; ending = output[ending]!) {
      const pattern = characterPatterns + patternAt[ending]!;
      yield { pattern, start: starts[starts.length - lengths[pattern]!]!, end };
    }
  }
}

/** A match, or with `via` null an excepted string. */
interface Occurrence extends Omit<ConceptMatch, 'via'> {
  readonly via: FormKind | null;
}

/** By start, the longer first; at the same span what is excepted first, then office words before everyday ones. */
function inOrder(a: Occurrence, b: Occurrence): number {
  return a.start - b.start || b.end - a.end || a.concept - b.concept || rank(a) - rank(b);
}

function rank({ via }: Occurrence): number {
  return via === null ? -1 : FORM_KINDS.indexOf(via);
}

/**
 * What says something new, in order: not inside a longer form of the same concept, nor inside a string that the concept
 * excepts. Both are the same test, since an excepted string covers as a form does, only without being told.
 */
function telling(occurrences: readonly Occurrence[]): ConceptMatch[] {
  const covered = new Map<number, number>();
  return occurrences.toSorted(inOrder).filter((occurrence): occurrence is ConceptMatch => {
    const { concept, end, via } = occurrence;
    if (end <= (covered.get(concept) ?? 0)) return false;
    covered.set(concept, end);
    return via !== null;
  });
}

/** Occurrences of forms in one text, gathered from those of their parts: to be told in the order of the parts' ends. */
export class Gathered {
  readonly #forms: readonly Form[];
  readonly #text: string;
  readonly #occurrences: Occurrence[] = [];
  /** Of each form with `…`: where its parts were last seen, from the first on. */
  #reached: Map<number, { start: number; end: number }[]> | null = null;

  constructor(forms: readonly Form[], text: string) {
    this.#forms = forms;
    this.#text = text;
  }

  /** Part `part` of form `number` stands at `[start, end)`. */
  add(number: number, part: number, start: number, end: number): void {
    const { concept, via, text: form, parts } = this.#forms[number]!;
    let from = start;
    if (parts > 1) {
      this.#reached ??= new Map();
      const spans = this.#reached.get(number) ?? [];
      this.#reached.set(number, spans);
      const before = part === 0 ? { start, end: start } : spans[part - 1];
      const gap = before ? start - before.end : -1;
      if (!before || gap < 0 || gap > WIDEST_GAP || SENTENCE_END.test(this.#text.slice(before.end, start))) return;
      from = before.start;
      spans[part] = { start: from, end };
      if (part < parts - 1) return;
    }
    this.#occurrences.push({ concept, start: from, end, via, form });
  }

  matches(): ConceptMatch[] {
    return this.#occurrences.length === 0 ? [] : telling(this.#occurrences);
  }
}

/** What `Vocabulary` does with texts, over compiled tables. */
export class Matcher {
  readonly forms: readonly Form[];
  readonly tables: MatcherTables;
  readonly #codes: ReadonlyMap<string, number>;
  /** Concepts with an English form of figures alone (12345): all others have none in a text without a letter. */
  readonly figures: ReadonlySet<number>;

  constructor(concepts: readonly Concept[], tables: MatcherTables) {
    this.forms = formsOf(concepts);
    this.tables = tables;
    this.#codes = new Map(tables.words.map((word, index) => [word, index + 1]));
    const plain = this.forms.filter(({ text }) => isEnglish(text) && !LETTER.test(text));
    this.figures = new Set(plain.map(({ concept }) => concept));
  }

  match(text: string): ConceptMatch[] {
    const gathered = new Gathered(this.forms, text);
    scanCharacters(this.tables, text, gathered);
    this.addEnglish(text, gathered, null, this.figures.size > 0);
    return gathered.matches();
  }

  /** The English forms in the text, of all concepts or of those in `among`; `figures`: one of these has a form of figures. */
  addEnglish(text: string, gathered: Gathered, among: ReadonlySet<number> | null, figures: boolean): void {
    if (!LETTER.test(text) && !(figures && FIGURE.test(text))) return;
    const { useStart, uses } = this.tables;
    for (const { pattern, start, end } of englishIn(this.tables, this.#codes, text)) {
      for (let use = useStart[pattern]!; use < useStart[pattern + 1]!; use++) {
        const number = uses[use]! >>> 3;
        if (among === null || among.has(this.forms[number]!.concept)) gathered.add(number, uses[use]! & 7, start, end);
      }
    }
  }
}
