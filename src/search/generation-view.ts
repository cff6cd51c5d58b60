/** A generation as one viewer sees it. Public letters stand first, so what the public sees is all below two limits. */
import type { Letter, Passage, Viewer } from '../model.ts';
import type { Catalog } from './catalog.ts';
import { idf, type Lexical, type Scope } from './lexical.ts';
import type { Manifest } from './manifest.ts';
import { canonicalNumber } from './letter-number.ts';
import { retrieve, type Scratch } from './retrieve.ts';
import type { QueryEmbedder } from './vector-plan.ts';
import type { VectorIndex } from './vectors.ts';
import type { Hit, LetterCard, Query, View } from './view.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The parts of a generation that a view reads. */
export interface Viewed {
  readonly id: string;
  readonly manifest: Manifest;
  readonly catalog: Catalog;
  readonly lexical: Lexical;
  readonly vocabulary: Vocabulary;
  readonly vectors: VectorIndex | null;
  readonly embedder: QueryEmbedder | null;
  readonly scratch: Scratch;
}

/** Some thousand questions' words. */
const KEPT_TERMS = 4096;

export class GenerationView implements View {
  readonly viewer: Viewer;
  readonly cards: readonly LetterCard[];
  readonly #viewed: Viewed;
  readonly #scope: Scope;
  /** Passages that hold a term: understanding a question and answering it ask for its words many times. */
  readonly #held = new Map<string, number>();

  constructor(viewed: Viewed, viewer: Viewer) {
    this.viewer = viewer;
    this.#viewed = viewed;
    const { counts } = viewed.manifest;
    const all = viewer.role === 'staff';
    this.cards = all ? viewed.catalog.cards : viewed.catalog.cards.slice(0, counts.publicLetters);
    this.#scope = viewed.lexical.scope(all ? counts.passages : counts.publicPassages);
  }

  get generation(): string {
    return this.#viewed.id;
  }

  get vocabulary(): Vocabulary {
    return this.#viewed.vocabulary;
  }

  card(index: number): LetterCard | null {
    return this.cards[index] ?? null;
  }

  letter(index: number): Letter | null {
    return this.cards[index] === undefined ? null : this.#viewed.catalog.letter(index);
  }

  passages(index: number): readonly Passage[] {
    return this.cards[index] === undefined ? [] : this.#viewed.catalog.passagesOf(index);
  }

  async retrieve(query: Query): Promise<readonly Hit[]> {
    const { lexical, vocabulary, vectors, embedder, scratch, catalog } = this.#viewed;
    const letters = query.letters?.filter((index) => this.cards[index] !== undefined) ?? null;
    const found = await retrieve(
      { ...query, letters },
      {
        lexical,
        scope: this.#scope,
        vocabulary,
        vectors,
        embedder,
        scratch,
        range: (letter) => catalog.range(letter),
      },
    );
    return found.map(({ id, score, parts }) => ({ passage: catalog.passage(id), score, parts }));
  }

  idf(term: string): number {
    return idf(this.#scope.passages, this.#holding(term));
  }

  knows(term: string): boolean {
    if (this.#holding(term) > 0) return true;
    return term.length === 1 && this.#viewed.lexical.holdsCharacter(term, this.#scope);
  }

  #holding(term: string): number {
    let count = this.#held.get(term);
    if (count === undefined) {
      count = this.#viewed.lexical.holding(term, this.#scope);
      if (this.#held.size >= KEPT_TERMS) this.#held.clear();
      this.#held.set(term, count);
    }
    return count;
  }

  words(): Iterable<readonly [word: string, passages: number]> {
    return this.#viewed.lexical.words(this.#scope);
  }

  onRequest(proposalNo: string): ReturnType<View['onRequest']> {
    const found: { proposalNo: string; session: string | null; department: string | null; kind: LetterCard['kind'] }[] =
      [];
    const wanted = canonicalNumber(proposalNo);
    for (const card of this.#viewed.catalog.cards) {
      if (card.disclosure !== 'on_request' || card.proposalNo === null) continue;
      if (canonicalNumber(card.proposalNo) !== wanted) continue;
      found.push({ proposalNo: card.proposalNo, session: card.session, department: card.department, kind: card.kind });
    }
    return found;
  }
}
