import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inAll } from '../../src/search/clauses.ts';
import { WordDictionary } from '../../src/search/dictionary.ts';
import { BM25, FIELDS, idf, Lexical, type Lists } from '../../src/search/lexical.ts';
import { ForwardIndex, mergePostings, type Postings } from '../../src/search/postings.ts';
import { best, Scores, type Clause } from '../../src/search/ranking.ts';

const TERMS = 6;
const passage = fc.array(fc.nat(TERMS - 1), { maxLength: 12 });
const identity = Uint32Array.from({ length: TERMS }, (_, term) => term);
const sameTerms = { terms: TERMS, old: Int32Array.from(identity), fresh: identity };
const inOrder = (length: number): Uint32Array => Uint32Array.from(new Uint32Array(length).keys());

function listsOf(passages: readonly (readonly number[])[]): Postings {
  const forward = new ForwardIndex();
  for (const terms of passages) forward.add(terms);
  const at = { passages: passages.length, old: new Int32Array(0), fresh: inOrder(passages.length) };
  return mergePostings(null, forward, at, sameTerms);
}

function lexicalOf(postings: Postings): Lexical {
  const lists = Object.fromEntries(FIELDS.map((field) => [field, postings])) as unknown as Lists['postings'];
  return new Lexical({
    words: WordDictionary.of(['a', 'b', 'c', 'd', 'e', 'f']),
    bigrams: new Uint32Array(0),
    postings: lists,
  });
}

/** BM25 as the formula is written, over the passages as lists of terms. */
function naive(passages: readonly (readonly number[])[], query: readonly number[], id: number): number {
  const mean = Math.max(1, passages.reduce((sum, { length }) => sum + length, 0) / passages.length);
  const { k1, b } = BM25.words;
  let score = 0;
  for (const term of query) {
    const holding = passages.filter((terms) => terms.includes(term)).length;
    const count = passages[id]?.filter((other) => other === term).length ?? 0;
    const length = passages[id]?.length ?? 0;
    const weight = Math.log(1 + (passages.length - holding + 0.5) / (holding + 0.5));
    if (count > 0) score += (weight * count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / mean));
  }
  return score;
}

const clausesOf = (lexical: Lexical, query: readonly number[], passages: number): Clause[] =>
  query.map((term) => lexical.clause('words', 'words', term, 1, lexical.scope(passages)));

it('scores as the formula of BM25 does, passage by passage and over the lists', () => {
  fc.assert(
    fc.property(
      fc.array(passage, { minLength: 1, maxLength: 30 }),
      fc.uniqueArray(fc.nat(TERMS - 1)),
      (passages, query) => {
        const clauses = clausesOf(lexicalOf(listsOf(passages)), query, passages.length);
        const scores = new Scores(passages.length);
        for (const clause of clauses) clause.add(scores);
        passages.forEach((_, id) => {
          const wanted = naive(passages, query, id);
          expect(scores.values[id]).toBeCloseTo(wanted, 4);
          expect(clauses.reduce((sum, clause) => sum + clause.at(id), 0)).toBeCloseTo(wanted, 10);
        });
      },
    ),
  );
});

it('scores a group as one term whose occurrences count by their shares', () => {
  fc.assert(
    fc.property(fc.array(passage, { minLength: 1, maxLength: 30 }), (passages) => {
      const lexical = lexicalOf(listsOf(passages));
      const scope = lexical.scope(passages.length);
      const occurrences = new Float32Array(passages.length);
      const terms = [
        { term: 0, share: 1 },
        { term: 1, share: 0.5 },
      ];
      const group = lexical.group('concepts', 'concepts', terms, 1, scope, occurrences);
      expect(group.count).toBe(passages.filter((held) => held.includes(0) || held.includes(1)).length);
      const scores = new Scores(passages.length);
      group.add(scores);
      passages.forEach((_, id) => expect(scores.values[id]).toBeCloseTo(group.at(id), 5));
      expect(occurrences.every((count) => count === 0)).toBe(true);
    }),
  );
});

it('adds within ranges what it adds to their passages, and nothing outside', () => {
  const bounds = fc.uniqueArray(fc.nat(40), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(passage, { minLength: 1, maxLength: 40 }), bounds, (passages, drawn) => {
      const cuts = drawn.toSorted((a, b) => a - b);
      const within = cuts.flatMap((first, at) =>
        at % 2 === 0 && cuts[at + 1] ? [[first, cuts[at + 1]!] as const] : [],
      );
      const lexical = lexicalOf(listsOf(passages));
      const scope = lexical.scope(passages.length);
      const clauses = [
        ...clausesOf(lexical, [0, 1, 2], passages.length),
        lexical.group(
          'concepts',
          'concepts',
          [
            { term: 3, share: 1 },
            { term: 4, share: 0.6 },
          ],
          1,
          scope,
          new Float32Array(passages.length),
        ),
      ];
      for (const clause of clauses) {
        const scores = new Scores(passages.length);
        clause.add(scores, within);
        passages.forEach((_, id) => {
          const inside = within.some(([first, end]) => first <= id && id < end);
          expect(scores.values[id]).toBeCloseTo(inside ? clause.at(id) : 0, 5);
        });
      }
    }),
  );
});

it('counts what is in every list', () => {
  const list = fc.uniqueArray(fc.nat(60)).map((ids) => Uint32Array.from(ids.toSorted((a, b) => a - b)));
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 5 }), (lists) => {
      const [first, ...others] = lists as [Uint32Array, ...Uint32Array[]];
      expect(inAll(lists)).toBe([...first].filter((id) => others.every((ids) => ids.includes(id))).length);
    }),
  );
});

it('a front of the passages scores as if there were no others', () => {
  fc.assert(
    fc.property(fc.array(passage, { minLength: 2, maxLength: 30 }), fc.nat(1000), (passages, part) => {
      const front = passages.slice(0, 1 + (part % (passages.length - 1)));
      const within = clausesOf(lexicalOf(listsOf(passages)), [0, 1, 2], front.length);
      const alone = clausesOf(lexicalOf(listsOf(front)), [0, 1, 2], front.length);
      front.forEach((_, id) => within.forEach((clause, at) => expect(clause.at(id)).toBe(alone[at]?.at(id))));
    }),
  );
});

it('a term is never worth less than nothing, and the rarer the more', () => {
  expect(idf(10, 10)).toBeGreaterThan(0);
  expect(idf(10, 0)).toBeGreaterThan(idf(10, 1));
});

/** A clause that gives the scores listed. */
const clause = (entries: readonly (readonly [number, number])[]): Clause => {
  const given = new Map(entries.map(([id, score]) => [id, score / 8]));
  return {
    part: 'words',
    count: given.size,
    most: Math.max(0, ...given.values()),
    add: (into) =>
      given.forEach((score, id) => {
        if (into.values[id] === 0) into.touched[into.count++] = id;
        into.values[id] = (into.values[id] ?? 0) + score;
      }),
    at: (id) => given.get(id) ?? 0,
  };
};

describe('the best k', () => {
  const list = fc.array(fc.tuple(fc.nat(199), fc.integer({ min: 1, max: 50 })), { maxLength: 150 });

  it('are those of a full sort, whichever lists are walked and whatever the range', () => {
    fc.assert(
      fc.property(
        fc.array(list, { maxLength: 8 }),
        fc.nat(30),
        fc.option(fc.tuple(fc.nat(199), fc.nat(199))),
        (lists, limit, range) => {
          const clauses = lists.map(clause);
          const within = range === null ? null : ([[Math.min(...range), Math.max(...range)]] as const);
          const scores = new Scores(200);
          const found = best(clauses, 200, limit, scores, within);
          const wanted = Array.from({ length: 200 }, (_, id) => ({
            id,
            score: clauses.reduce((sum, { at }) => sum + at(id), 0),
          }))
            .filter(({ id, score }) => score > 0 && (within === null || (within[0][0] <= id && id < within[0][1])))
            .toSorted((a, b) => b.score - a.score || a.id - b.id)
            .slice(0, limit);
          expect(found).toEqual(wanted);
          expect(scores.values.every((score) => score === 0)).toBe(true);
          expect(scores.count).toBe(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

it('lists merged from kept and new passages are those made at once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ terms: passage, kept: fc.boolean(), gone: fc.boolean() }), { maxLength: 25 }),
      fc.infiniteStream(fc.nat(1_000_000)),
      (drawn, order) => {
        // Old passages in another order than the new, some of them gone; all others are cut anew.
        const old = drawn.filter(({ kept, gone }) => kept || gone);
        const shuffled = old.map((item) => ({ item, key: order.next().value ?? 0 })).toSorted((a, b) => a.key - b.key);
        const earlier = listsOf(shuffled.map(({ item }) => item.terms));
        const now = drawn.filter(({ kept, gone }) => kept || !gone);
        const fresh = now.filter(({ kept }) => !kept);
        const forward = new ForwardIndex();
        for (const { terms } of fresh) forward.add(terms);
        const at = {
          passages: now.length,
          old: Int32Array.from(shuffled, ({ item }) => now.indexOf(item)),
          fresh: Uint32Array.from(fresh, (item) => now.indexOf(item)),
        };
        const merged = mergePostings(earlier, forward, at, sameTerms);
        expect(merged).toEqual(listsOf(now.map(({ terms }) => terms)));
      },
    ),
    { numRuns: 300 },
  );
});
