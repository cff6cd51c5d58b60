/** A vocabulary and a view over invented letters, small enough to be checked by eye. */
import type { Letter, Passage, Span, Viewer } from '../../src/model.ts';
import { fold } from '../../src/search/fold.ts';
import type { Hit, LetterCard, Query, View } from '../../src/search/view.ts';
import type { Concept, ConceptMatch, Vocabulary } from '../../src/search/vocabulary.ts';

const concept = (id: string, office: string[], everyday: string[], english: string[]): Concept => ({
  id,
  theme: id.split('.')[0] ?? '',
  office,
  everyday,
  spoken: [],
  abbreviation: [],
  english,
  except: [],
  weight: 1,
  broader: [],
  narrower: [],
});

const concepts: readonly Concept[] = [
  concept('energy.charging', ['充电设施'], ['充电桩', '充电'], ['charging points', 'charging']),
  concept('elder.canteen', ['老年助餐点'], ['社区食堂', '老人吃饭'], ['community canteens for the elderly', 'canteen']),
  concept('asking.subsidy', ['补助'], ['补贴', '补多少'], ['subsidy']),
];

export const vocabulary: Vocabulary = {
  sha256: '1'.repeat(64),
  concepts,
  serialise: () => new Uint8Array(),
  find: (id) => {
    const at = concepts.findIndex((c) => c.id === id);
    return at < 0 ? null : at;
  },
  among: () => vocabulary,
  match: (text) => {
    const folded = fold(text);
    const found: ConceptMatch[] = [];
    for (const [i, c] of concepts.entries())
      for (const [via, forms] of [
        ['office', c.office],
        ['everyday', c.everyday],
        ['english', c.english],
      ] as const)
        for (const form of forms)
          for (let at = folded.indexOf(fold(form)); at >= 0; at = folded.indexOf(fold(form), at + 1))
            found.push({ concept: i, start: at, end: at + form.length, via, form });
    return found;
  },
};

const pairs = (text: string): Set<string> => {
  const folded = fold(text).replace(/[^\p{L}\p{N}]/gu, '');
  return new Set(Array.from({ length: Math.max(0, folded.length - 1) }, (_, i) => folded.slice(i, i + 2)));
};

/** What one viewer sees of the letters: passages of a section each, ranked by shared character pairs and concepts. */
export function viewOf(letters: readonly Letter[], viewer: Viewer = { role: 'public' }): View {
  const seen = (l: Letter): boolean => viewer.role === 'staff' || l.disclosure === null || l.disclosure === 'public';
  const passages: Passage[] = [];
  for (const [letter, l] of letters.entries()) {
    const add = (role: Passage['role'], span: Span, section: number, heading: string | null): void => {
      const page = l.pages.length > 0 ? l.pages.findLastIndex((p) => p <= span.start) + 1 : null;
      passages.push({ id: passages.length, letter, role, section, heading, page, start: span.start, end: span.end });
    };
    for (const r of l.regions) if (r.role === 'head' || r.role === 'signature') add(r.role, r, -1, null);
    for (const [i, s] of l.sections.entries()) add('text', s, i, s.heading);
  }
  const cards: LetterCard[] = letters.flatMap((l, index) => (seen(l) ? [{ ...l, index }] : []));
  const visible = (index: number): boolean => cards.some((c) => c.index === index);
  const textOf = (p: Passage): string => letters[p.letter]?.body.slice(p.start, p.end) ?? '';
  return {
    generation: 'invented',
    viewer,
    vocabulary,
    cards,
    card: (index) => cards.find((c) => c.index === index) ?? null,
    letter: (index) => (visible(index) ? (letters[index] ?? null) : null),
    passages: (index) => (visible(index) ? passages.filter((p) => p.letter === index) : []),
    retrieve: async (query: Query) => {
      const wanted = pairs(`${query.text} ${query.carried ?? ''}`);
      const hits: Hit[] = passages
        .filter((p) => visible(p.letter) && (query.letters === null || query.letters.includes(p.letter)))
        .map((passage) => {
          const text = `${textOf(passage)}${letters[passage.letter]?.subject ?? ''}`;
          const had = pairs(text);
          const words = [...wanted].filter((x) => had.has(x)).length / Math.max(1, wanted.size);
          const own = new Set(vocabulary.match(text).map((m) => m.concept));
          const shared = query.concepts.filter((c) => own.has(c.concept)).length * 0.3;
          return { passage, score: words + shared, parts: { words, bigrams: 0, concepts: shared, vectors: 0 } };
        });
      return hits
        .filter((h) => h.score > 0)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, query.limit);
    },
    idf: (term) => (passages.some((p) => visible(p.letter) && textOf(p).includes(term)) ? 2 : 4),
    knows: (term) => passages.some((p) => visible(p.letter) && fold(textOf(p)).includes(term)),
    words: () => [],
    onRequest: (number) =>
      letters.flatMap((l) =>
        l.disclosure === 'on_request' && l.proposalNo === number
          ? [{ proposalNo: number, session: l.session, department: l.department, kind: l.kind }]
          : [],
      ),
  };
}
