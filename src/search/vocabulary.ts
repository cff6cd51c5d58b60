/** Skeleton of the vocabulary's interface; its builder fills it. */

/** Which list of the concept a form stands in. */
export type FormKind = 'office' | 'everyday' | 'spoken' | 'abbreviation' | 'english';

export interface Concept {
  /** Stable name, e.g. `finance.credit-line`. */
  readonly id: string;
  readonly theme: string;
  readonly office: readonly string[];
  readonly everyday: readonly string[];
  readonly spoken: readonly string[];
  readonly abbreviation: readonly string[];
  readonly english: readonly string[];
  /** Positions of broader and narrower concepts. */
  readonly broader: readonly number[];
  readonly narrower: readonly number[];
}

/** A form of a concept found in a text; offsets into the text as given. */
export interface ConceptMatch {
  readonly concept: number;
  readonly start: number;
  readonly end: number;
  readonly via: FormKind;
  /** The form as the vocabulary writes it. */
  readonly form: string;
}

export interface Vocabulary {
  /** Of the vocabulary's files, hex: an index built with another one is rebuilt. */
  readonly sha256: string;
  readonly concepts: readonly Concept[];
  /** Position of a concept by its id; null when there is none. */
  find(id: string): number | null;
  /**
   * Every form that occurs in `text` (folded inside; English by whole words, inflection ignored), longest first where
   * forms overlap: a form inside a longer one of another concept is reported too, flagged by its shorter span.
   */
  match(text: string): readonly ConceptMatch[];
}
