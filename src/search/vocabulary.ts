/** Placeholder written by the skeleton; replaced by the vocabulary's builder. */
export interface Vocabulary {
  readonly sha256: string;
}
