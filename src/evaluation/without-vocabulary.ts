/** A view whose vocabulary names nothing: what the concepts earn in understanding, ranking and choosing together. */
import type { View } from '../search/view.ts';

/** Concepts keep their positions, so that ids in other parts of the house still hold. */
export function withoutVocabulary(view: View): View {
  const { vocabulary } = view;
  return {
    generation: view.generation,
    viewer: view.viewer,
    cards: view.cards,
    vocabulary: {
      sha256: vocabulary.sha256,
      concepts: vocabulary.concepts,
      serialise: () => vocabulary.serialise(),
      find: (id) => vocabulary.find(id),
      match: () => [],
      among: () => ({ match: () => [] }),
    },
    card: (index) => view.card(index),
    letter: (index) => view.letter(index),
    passages: (index) => view.passages(index),
    retrieve: (query) => view.retrieve({ ...query, concepts: [] }),
    idf: (term) => view.idf(term),
    knows: (term) => view.knows(term),
    words: () => view.words(),
    onRequest: (proposalNo) => view.onRequest(proposalNo),
  };
}
