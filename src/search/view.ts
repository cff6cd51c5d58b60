/**
 * The seam between ranking and answering: what one viewer may see of one generation.
 * A letter that the viewer may not see is in none of these members, so it cannot leak through ranking,
 * counts, corrections or `nearest`.
 */
import type { Letter, LetterFields, Passage, Viewer } from '../model.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A letter's fields without its body: small enough to hold for every letter. */
export interface LetterCard extends LetterFields {
  /** Position of the letter in the generation, 0-based; `Passage.letter` names it. */
  readonly index: number;
  readonly id: string;
  readonly file: string;
}

/** A concept to look for, with its weight: 1 for a concept the question names, less for broader or carried ones. */
export interface WeightedConcept {
  readonly concept: number;
  readonly weight: number;
}

export interface Query {
  /** Words to look for, in any script: corrected, with what is carried over from earlier turns after it. */
  readonly text: string;
  /** Words carried over from earlier turns; they count less than `text`. */
  readonly carried?: string;
  readonly concepts: readonly WeightedConcept[];
  /** Only these letters (indexes), scored exactly; null for all that the viewer may see. */
  readonly letters: readonly number[] | null;
  /** At most this many hits. */
  readonly limit: number;
  /** Parts left out, for a measurement. */
  readonly without?: readonly ('concepts' | 'vectors' | 'words' | 'bigrams')[];
}

export interface Hit {
  readonly passage: Passage;
  readonly score: number;
  /** What each part gave to the score, after weights, for `ask --explain`. */
  readonly parts: {
    readonly words: number;
    readonly bigrams: number;
    readonly concepts: number;
    readonly vectors: number;
  };
}

export interface View {
  readonly generation: string;
  readonly viewer: Viewer;
  readonly vocabulary: Vocabulary;
  /** Visible letters only, in generation order. */
  readonly cards: readonly LetterCard[];
  card(index: number): LetterCard | null;
  /** The whole letter, read when asked for. Null when there is none or the viewer may not see it. */
  letter(index: number): Letter | null;
  passages(index: number): readonly Passage[];
  /** Best first. Empty when nothing shares a term with the query. Asynchronous because an embedding provider may be. */
  retrieve(query: Query): Promise<readonly Hit[]>;
  /** Inverse document frequency of a folded term among the passages this viewer may see; the maximum for an unknown one. */
  idf(term: string): number;
  /** Whether a folded term occurs in a passage this viewer may see. */
  knows(term: string): boolean;
  /** Words of the visible passages, for corrections: folded, with their passage counts. */
  words(): Iterable<readonly [word: string, passages: number]>;
  /**
   * Letters to be had on request (依申请公开) with exactly this number, told to the public so that they can apply:
   * no title, no content. Withheld letters are never among them.
   */
  onRequest(
    proposalNo: string,
  ): readonly { proposalNo: string; session: string | null; department: string | null; kind: LetterFields['kind'] }[];
}
