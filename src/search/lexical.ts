/**
 * BM25 over typed arrays (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009; idf with 1 added inside
 * the logarithm, so that it is never negative). Passages of public letters have the lowest ids, so that what a public
 * viewer may see is the front of every posting list: its counts, idf and mean lengths know nothing of the rest.
 */
import type { NumberArray } from './arrays.ts';
import { GroupClause, inAll, type List, type Saturation, TermClause, union } from './clauses.ts';
import { damagedFile } from './durable.ts';
import { findNumber, lowerBound, WordDictionary } from './dictionary.ts';
import type { Postings } from './postings.ts';
import type { Clause, Part } from './ranking.ts';

/** `context` is of the passage's surroundings: heading, title, subject, place, agency. */
export const FIELDS = ['words', 'bigrams', 'concepts', 'context', 'contextConcepts'] as const;
export type Field = (typeof FIELDS)[number];

/**
 * Saturation and length share of each field. Words and bigrams from a grid of k1 (0.8, 1.2, 1.6), b (0.3, 0.5, 0.75) and
 * the weight of bigrams over cmrc-trial and xquad-a: a plateau, whose middle this is. Concepts and contexts are short,
 * so their length says little.
 */
export const BM25: Readonly<Record<Field, { readonly k1: number; readonly b: number }>> = {
  words: { k1: 0.8, b: 0.5 },
  bigrams: { k1: 0.8, b: 0.5 },
  concepts: { k1: 0.8, b: 0.3 },
  context: { k1: 0.8, b: 0.3 },
  contextConcepts: { k1: 0.8, b: 0.3 },
};

const PARTS = { offsets: 'u32', ids: 'u32', counts: 'u8', lengths: 'u16' } as const;
type FieldArray = `${Field}.${keyof typeof PARTS}`;
export const LEXICAL_ARRAYS = Object.fromEntries([
  ['wordUnits', 'u16'],
  ['wordOffsets', 'u32'],
  ['bigramKeys', 'u32'],
  ...FIELDS.flatMap((field) => Object.entries(PARTS).map(([part, type]) => [`${field}.${part}`, type])),
]) as Readonly<
  { wordUnits: 'u16'; wordOffsets: 'u32'; bigramKeys: 'u32' } & Record<FieldArray, (typeof PARTS)[keyof typeof PARTS]>
>;
export type LexicalArrays = Readonly<Record<keyof typeof LEXICAL_ARRAYS, NumberArray>>;

export interface Lists {
  readonly words: WordDictionary;
  /** Ascending; a bigram's position is its term id. */
  readonly bigrams: Uint32Array;
  readonly postings: Readonly<Record<Field, Postings>>;
}

export function lexicalArrays({ words, bigrams, postings }: Lists): Record<string, NumberArray> {
  const arrays: Record<string, NumberArray> = {
    wordUnits: words.units,
    wordOffsets: words.offsets,
    bigramKeys: bigrams,
  };
  for (const field of FIELDS) {
    for (const part of Object.keys(PARTS) as (keyof typeof PARTS)[]) arrays[`${field}.${part}`] = postings[field][part];
  }
  return arrays;
}

/** Throws `index-damaged` when the arrays do not fit each other. */
export function listsFrom(file: string, arrays: LexicalArrays): Lists {
  const postings = Object.fromEntries(
    FIELDS.map((field) => {
      const list = Object.fromEntries(
        Object.keys(PARTS).map((part) => [part, arrays[`${field}.${part}` as FieldArray]]),
      ) as unknown as Postings;
      const size = list.offsets[list.offsets.length - 1];
      if (size !== list.ids.length || size !== list.counts.length) {
        throw damagedFile(file, `has posting lists of ${field} that do not fit each other`);
      }
      return [field, list];
    }),
  ) as unknown as Lists['postings'];
  const words = new WordDictionary(arrays.wordUnits as Uint16Array, arrays.wordOffsets as Uint32Array);
  return { words, bigrams: arrays.bigramKeys as Uint32Array, postings };
}

/** What one viewer sees: passages `[0, passages)`, with their mean lengths. */
export interface Scope {
  readonly passages: number;
  readonly meanLength: Readonly<Record<Field, number>>;
}

export class Lexical {
  readonly lists: Lists;
  /** Passages that hold any term of a group; there are no more groups than concepts, fields and scopes. */
  readonly #unions = new Map<string, number>();

  constructor(lists: Lists) {
    this.lists = lists;
  }

  scope(passages: number): Scope {
    const meanLength = {} as Record<Field, number>;
    for (const field of FIELDS) {
      const { lengths } = this.lists.postings[field];
      let sum = 0;
      for (let id = 0; id < passages; id++) sum += lengths[id] ?? 0;
      meanLength[field] = passages === 0 ? 1 : Math.max(1, sum / passages);
    }
    return { passages, meanLength };
  }

  wordId(word: string): number {
    return this.lists.words.find(word);
  }

  bigramId(bigram: number): number {
    return findNumber(this.lists.bigrams, bigram);
  }

  /** Where the visible part of a term's list ends; the list starts at `offsets[term]`. */
  #end(field: Field, term: number, scope: Scope): number {
    const { offsets, ids } = this.lists.postings[field];
    return lowerBound(ids, scope.passages, offsets[term] ?? 0, offsets[term + 1] ?? 0);
  }

  /** Visible passages that hold the term; 0 for term -1. */
  count(field: Field, term: number, scope: Scope): number {
    return term < 0 ? 0 : this.#end(field, term, scope) - (this.lists.postings[field].offsets[term] ?? 0);
  }

  /** Visible passages that hold the term, ascending. */
  passages(field: Field, term: number, scope: Scope): Uint32Array {
    if (term < 0) return new Uint32Array(0);
    const { offsets, ids } = this.lists.postings[field];
    return ids.subarray(offsets[term] ?? 0, this.#end(field, term, scope));
  }

  #list(field: Field, term: number, share: number, scope: Scope): List {
    if (term < 0) return { start: 0, end: 0, share };
    return { start: this.lists.postings[field].offsets[term] ?? 0, end: this.#end(field, term, scope), share };
  }

  /** A term's BM25 score, times `weight`. */
  clause(part: Part, field: Field, term: number, weight: number, scope: Scope): Clause {
    const list = this.#list(field, term, 1, scope);
    return new TermClause(
      part,
      this.lists.postings[field],
      list,
      saturation(field, weight, list.end - list.start, scope),
    );
  }

  /**
   * Several terms counted as one, such as a concept with its narrower ones: an occurrence counts by its term's share,
   * and the idf is that of all passages that hold any. `occurrences` is zeroes whenever nobody is adding, one for each
   * passage.
   */
  group(
    part: Part,
    field: Field,
    terms: readonly { readonly term: number; readonly share: number }[],
    weight: number,
    scope: Scope,
    occurrences: Float32Array,
  ): Clause {
    const postings = this.lists.postings[field];
    const lists = terms
      .map(({ term, share }) => this.#list(field, term, share, scope))
      .filter(({ start, end }) => start < end);
    const [only] = lists;
    // Most concepts have no narrower ones, or none that any letter tells of.
    if (only && lists.length === 1 && only.share === 1) {
      return new TermClause(part, postings, only, saturation(field, weight, only.end - only.start, scope));
    }
    const key = `${field} ${scope.passages} ${terms.map(({ term }) => term).join(' ')}`;
    let count = this.#unions.get(key);
    if (count === undefined) {
      count = union(postings, lists, occurrences);
      this.#unions.set(key, count);
    }
    return new GroupClause(part, postings, lists, count, saturation(field, weight, count, scope), occurrences);
  }

  /**
   * Visible passages that hold a folded term: exactly for a word of the index; any other run of Chinese characters is
   * looked for by its bigrams, all of them in one passage, so a rare false yes is possible and a false no is not.
   */
  holding(term: string, scope: Scope): number {
    const words = this.count('words', this.wordId(term), scope);
    if (words > 0 || term.length < 2) return words;
    const lists: Uint32Array[] = [];
    for (let at = 0; at + 1 < term.length; at++) {
      const bigram = ((term.charCodeAt(at) << 16) | term.charCodeAt(at + 1)) >>> 0;
      const passages = this.passages('bigrams', this.bigramId(bigram), scope);
      if (passages.length === 0) return 0;
      lists.push(passages);
    }
    return inAll(lists);
  }

  /** A single character stands in a visible passage when a bigram that begins or ends with it does. */
  holdsCharacter(character: string, scope: Scope): boolean {
    const { bigrams } = this.lists;
    const code = character.charCodeAt(0);
    const first = lowerBound(bigrams, (code << 16) >>> 0, 0, bigrams.length);
    for (let at = first; at < bigrams.length && (bigrams[at] ?? 0) >>> 16 === code; at++) {
      if (this.count('bigrams', at, scope) > 0) return true;
    }
    for (let at = 0; at < bigrams.length; at++) {
      if (((bigrams[at] ?? 0) & 0xffff) === code && this.count('bigrams', at, scope) > 0) return true;
    }
    return false;
  }

  *words(scope: Scope): Generator<readonly [word: string, passages: number]> {
    for (let term = 0; term < this.lists.words.size; term++) {
      const passages = this.count('words', term, scope);
      if (passages > 0) yield [this.lists.words.word(term), passages];
    }
  }
}

/** Inverse document frequency of a term that `count` of `passages` hold. */
export function idf(passages: number, count: number): number {
  return Math.log(1 + (passages - count + 0.5) / (count + 0.5));
}

function saturation(field: Field, weight: number, count: number, scope: Scope): Saturation {
  const { k1, b } = BM25[field];
  const most = weight * idf(scope.passages, count) * (k1 + 1);
  return { most, base: k1 * (1 - b), slope: (k1 * b) / scope.meanLength[field] };
}
