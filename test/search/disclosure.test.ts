/** What a public viewer learns must not depend on letters they may not see. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Disclosure, Letter } from '../../src/model.ts';
import type { Generation } from '../../src/search/generation.ts';
import { fresh, indexed, plain, PUBLIC, removeFolders, STAFF, vocabularyOf } from './invented.ts';

afterAll(removeFolders);

const vocabulary = vocabularyOf({ forms: ['park', '公园', '绿地'] }, { forms: ['road', '道路'], broader: 'park' });
const WORDS = ['公园', '道路', '绿地', '整治', '茗霭荡', '2023', '已完成', '。', '将推进', '补贴'];
const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 14 }).map((words) => `${words.join('')}。`);
const letters = fc.array(text, { minLength: 1, maxLength: 6 });

/** Everything that a view tells, for comparison. */
async function told(generation: Generation, questions: readonly string[]): Promise<unknown> {
  const view = generation.for(PUBLIC);
  const concepts = [0, 1].map((concept) => ({ concept, weight: 1 }));
  const hits = [];
  for (const question of questions) {
    hits.push(await view.retrieve({ text: question, carried: '整治', concepts, letters: null, limit: 50 }));
    hits.push(await view.retrieve({ text: question, concepts: [], letters: [0, 1, 2, 3, 9, 11], limit: 3 }));
  }
  return {
    hits,
    cards: view.cards,
    letters: Array.from({ length: 15 }, (_, index) => [view.letter(index), view.passages(index), view.card(index)]),
    idf: WORDS.map((word) => [view.idf(word), view.knows(word), view.knows(word.charAt(0))]),
    words: [...view.words()],
  };
}

describe('a public view', () => {
  it('over letters and restricted ones tells what it tells over the letters alone, to the last digit', async () => {
    const disclosure = fc.constantFrom<Disclosure>('withheld', 'on_request');
    const restricted = fc.array(fc.record({ text, disclosure, at: fc.nat(6) }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        letters,
        restricted,
        fc.array(text, { minLength: 1, maxLength: 3 }),
        async (open, closed, questions) => {
          const alone: Letter[] = open.map((body, n) => plain(`open${n}`, body, { disclosure: 'public' }));
          const mixed = [...alone];
          closed.forEach(({ text: body, disclosure: how, at }, n) =>
            mixed.splice(at, 0, plain(`closed${n}`, body, { disclosure: how, proposalNo: '0912' })),
          );
          const [first, second] = [
            await indexed(fresh(alone), { vocabulary }),
            await indexed(fresh(mixed), { vocabulary }),
          ];
          expect(await told(second, questions)).toEqual(await told(first, questions));
          expect(second.for(STAFF).cards).toHaveLength(mixed.length);
          first.close();
          second.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('counts a letter that prints nothing as the setting says', async () => {
    const silent = fresh([plain('a', '公园开放。'), plain('b', '道路整治。', { disclosure: 'public' })]);
    const open = await indexed(silent);
    expect(open.for(PUBLIC).cards.map(({ id }) => id)).toEqual(['a', 'b']);
    const closed = await indexed(silent, { unprinted: 'staff' });
    expect(closed.for(PUBLIC).cards.map(({ id }) => id)).toEqual(['b']);
    expect(closed.for(PUBLIC).knows('公园')).toBe(false);
    expect(closed.for(STAFF).knows('公园')).toBe(true);
    open.close();
    closed.close();
  });

  it('is told of a letter on request by its number alone, of a withheld one nothing', async () => {
    const generation = await indexed(
      fresh([
        plain('a', '公园开放。', {
          disclosure: 'on_request',
          proposalNo: '0912',
          session: '九届三次',
          department: '临川县公园局',
          title: '秘密',
        }),
        plain('b', '道路整治。', { disclosure: 'withheld', proposalNo: '0913' }),
        plain('c', '桥梁。', { disclosure: 'public', proposalNo: '0914' }),
      ]),
    );
    const view = generation.for(PUBLIC);
    expect(view.onRequest('0912')).toEqual([
      { proposalNo: '0912', session: '九届三次', department: '临川县公园局', kind: 'cppcc' },
    ]);
    // Zeros in front are no part of a number: who asks for 912 is told the same.
    expect(view.onRequest('912')).toEqual(view.onRequest('0912'));
    for (const number of ['0913', '0914', '9120', '']) expect(view.onRequest(number)).toEqual([]);
    generation.close();
  });
});
