/**
 * The letters as a LangChain retriever, for chains of one's own. Importing it loads @langchain/core (about 0.4 s), so
 * nothing on the way of an answer imports this file.
 */
import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { View } from './view.ts';

/** What a document tells of its passage: `body.slice(start, end)` of the letter is the document's text. */
export interface PassageMetadata extends Record<string, unknown> {
  readonly file: string;
  readonly letterId: string;
  readonly proposalNo: string | null;
  readonly title: string | null;
  readonly department: string | null;
  readonly date: string | null;
  readonly start: number;
  readonly end: number;
  readonly heading: string | null;
  /** 1-based; null where the letter has no pages. */
  readonly page: number | null;
  readonly score: number;
}

export interface LetterRetrieverInput extends BaseRetrieverInput {
  /** What the person that the chain serves may see: passages of other letters never come. */
  readonly view: View;
  /** Documents a question brings at most; 5 when not given. */
  readonly limit?: number;
}

/** Passages for a question, best first. Words, bigrams, concepts and vectors count as they do for an answer. */
export class LetterRetriever extends BaseRetriever<PassageMetadata> {
  static override lc_name(): string {
    return 'LetterRetriever';
  }

  lc_namespace = ['fuwen', 'retrievers'];
  readonly #view: View;
  readonly #limit: number;

  constructor({ view, limit = 5, ...fields }: LetterRetrieverInput) {
    super(fields);
    this.#view = view;
    this.#limit = limit;
  }

  override async _getRelevantDocuments(question: string): Promise<Document<PassageMetadata>[]> {
    const view = this.#view;
    const named = new Set(view.vocabulary.match(question).map(({ concept }) => concept));
    const concepts = Array.from(named, (concept) => ({ concept, weight: 1 }));
    const hits = await view.retrieve({ text: question, concepts, letters: null, limit: this.#limit });
    return hits.flatMap(({ passage, score }) => {
      const card = view.card(passage.letter);
      const letter = view.letter(passage.letter);
      if (card === null || letter === null) return [];
      const { file, id: letterId, proposalNo, title, department, date } = card;
      const { start, end, heading, page } = passage;
      return new Document<PassageMetadata>({
        id: `${letterId}:${start}-${end}`,
        pageContent: letter.body.slice(start, end),
        metadata: { file, letterId, proposalNo, title, department, date, start, end, heading, page, score },
      });
    });
  }
}
