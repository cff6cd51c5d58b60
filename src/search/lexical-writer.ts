/** The dictionaries and posting lists of a new generation: what was read anew, merged with what is kept. */
import type { Letter } from '../model.ts';
import { byCodeUnit, findNumber, WordDictionary } from './dictionary.ts';
import { FIELDS, type Field, type Lists } from './lexical.ts';
import { letterContext, type Cut } from './passages.ts';
import { ForwardIndex, keepTerms, mergePostings, type Postings, type Renumbering, type TermMap } from './postings.ts';
import { terms } from './terms.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Gives each term a number in the order of coming. */
class Numbering<T> {
  readonly ids = new Map<T, number>();

  of(term: T): number {
    let id = this.ids.get(term);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(term, id);
    }
    return id;
  }
}

interface Context {
  readonly words: readonly number[];
  readonly concepts: readonly number[];
}

export class LexicalWriter {
  readonly #vocabulary: Vocabulary;
  readonly #words = new Numbering<string>();
  readonly #bigrams = new Numbering<number>();
  readonly #forward = Object.fromEntries(FIELDS.map((field) => [field, new ForwardIndex()])) as Record<
    Field,
    ForwardIndex
  >;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** Passages cut so far. */
  get passages(): number {
    return this.#forward.words.passages;
  }

  /** Passages of a letter, in their order. */
  add(letter: Letter, cuts: readonly Cut[]): void {
    const ofLetter = this.#context(letterContext(letter));
    const ofHeadings = new Map<string, Context>();
    for (const cut of cuts) {
      const text = letter.body.slice(cut.start, cut.end);
      const { words, bigrams } = terms(text);
      this.#forward.words.add(words.map((word) => this.#words.of(word)));
      this.#forward.bigrams.add(bigrams.map((bigram) => this.#bigrams.of(bigram)));
      this.#forward.concepts.add(this.#vocabulary.match(text).map(({ concept }) => concept));
      let ofHeading = ofHeadings.get(cut.heading ?? '');
      if (!ofHeading) {
        ofHeading = this.#context(cut.heading ?? '');
        ofHeadings.set(cut.heading ?? '', ofHeading);
      }
      this.#forward.context.add([...ofLetter.words, ...ofHeading.words]);
      this.#forward.contextConcepts.add([...ofLetter.concepts, ...ofHeading.concepts]);
    }
  }

  #context(text: string): Context {
    return {
      words: terms(text).words.map((word) => this.#words.of(word)),
      concepts: this.#vocabulary.match(text).map(({ concept }) => concept),
    };
  }

  /** `earlier` must be of the same vocabulary. */
  finish(earlier: Lists | null, at: Renumbering): Lists {
    const merge = (field: Field, map: TermMap): Postings =>
      mergePostings(earlier?.postings[field] ?? null, this.#forward[field], at, map);

    const known = earlier?.words ?? WordDictionary.of([]);
    const words = joined(
      known.size,
      this.#words,
      (word) => known.find(word),
      byCodeUnit,
      (id) => known.word(id),
    );
    const text = merge('words', words.map);
    const context = merge('context', words.map);
    const livingWords = living(words.order.length, [text, context]);

    const keys = earlier?.bigrams ?? new Uint32Array(0);
    const pairs = joined(
      keys.length,
      this.#bigrams,
      (key) => findNumber(keys, key),
      byNumber,
      (id) => keys[id]!,
    );
    const bigrams = merge('bigrams', pairs.map);
    const livingPairs = living(pairs.order.length, [bigrams]);

    const same = Uint32Array.from(this.#vocabulary.concepts.keys());
    const concepts: TermMap = { terms: same.length, old: Int32Array.from(same), fresh: same };
    return {
      words: WordDictionary.of(Array.from(livingWords, (position) => words.term(words.order[position]!))),
      bigrams: livingPairs.map((position) => pairs.term(pairs.order[position]!)),
      postings: {
        words: keepTerms(text, livingWords),
        context: keepTerms(context, livingWords),
        bigrams: keepTerms(bigrams, livingPairs),
        concepts: merge('concepts', concepts),
        contextConcepts: merge('contextConcepts', concepts),
      },
    };
  }
}

const byNumber = (a: number, b: number): number => a - b;

interface Joined<T> {
  /** To the positions in `order`. */
  readonly map: TermMap;
  /** Ids by their terms: earlier terms keep theirs, terms not among them get the next ones. */
  readonly order: Uint32Array;
  term(id: number): T;
}

/** The earlier terms, which are in order, and the fresh ones as one dictionary in order. */
function joined<T>(
  earlier: number,
  fresh: Numbering<T>,
  find: (term: T) => number,
  compare: (a: T, b: T) => number,
  earlierTerm: (id: number) => T,
): Joined<T> {
  const added: T[] = [];
  const ids = Uint32Array.from(fresh.ids.keys(), (term) => {
    const known = find(term);
    if (known < 0) added.push(term);
    return known < 0 ? earlier + added.length - 1 : known;
  });
  const term = (id: number): T => (id < earlier ? earlierTerm(id) : added[id - earlier]!);
  const sorted = Array.from(added.keys()).toSorted((a, b) => compare(added[a]!, added[b]!));
  const order = new Uint32Array(earlier + added.length);
  let old = 0;
  let at = 0;
  for (const position of sorted) {
    const next = added[position]!;
    while (old < earlier && compare(earlierTerm(old), next) < 0) order[at++] = old++;
    order[at++] = earlier + position;
  }
  while (old < earlier) order[at++] = old++;
  const position = new Int32Array(order.length);
  order.forEach((id, index) => (position[id] = index));
  const map = {
    terms: order.length,
    old: position.subarray(0, earlier),
    fresh: ids.map((id) => position[id] ?? 0),
  };
  return { map, order, term };
}

/** Terms, by their positions, that a passage has still. */
function living(count: number, lists: readonly Postings[]): Uint32Array {
  const alive = (term: number): boolean => lists.some(({ offsets }) => offsets[term + 1]! > offsets[term]!);
  return Uint32Array.from(new Uint32Array(count).keys()).filter(alive);
}
