import fc from 'fast-check';
import { Embeddings } from '@langchain/core/embeddings';
import { describe, expect, it } from 'vitest';
import { ConceptEmbeddings } from '../../src/search/embed-concepts.ts';
import { openEmbedder } from '../../src/search/embed.ts';
import type { Concept, ConceptMatch, Vocabulary } from '../../src/search/vocabulary.ts';

const FAMILIES = 30;
const word = (family: number, member: number): string =>
  String.fromCharCode(0x4e00 + family * 10 + member, 0x6000 + family * 10 + member);

const concept = (id: string, office: string[], broader: number[]): Concept => ({
  id,
  theme: 'test',
  office,
  everyday: [],
  spoken: [],
  abbreviation: [],
  english: [],
  except: [],
  weight: 1,
  broader,
  narrower: [],
});

/** Families of a broad concept (word 0) and two below it (words 1 and 2, and word 3, which says the same as 2). */
function vocabularyOf(sha256 = 'a'.repeat(64)): Vocabulary {
  const concepts = Array.from({ length: FAMILIES }, (_, family) => [
    concept(`family${family}`, [word(family, 0)], []),
    concept(`family${family}.one`, [word(family, 1)], [family * 3]),
    concept(`family${family}.two`, [word(family, 2), word(family, 3)], [family * 3]),
  ]).flat();
  return {
    sha256,
    concepts,
    find: (id) => concepts.findIndex((each) => each.id === id),
    among() {
      return this;
    },
    match: (text) =>
      concepts.flatMap(({ office }, at) =>
        office.flatMap((form): ConceptMatch[] => {
          const start = text.indexOf(form);
          return start < 0 ? [] : [{ concept: at, start, end: start + form.length, via: 'office', form }];
        }),
      ),
    serialise: () => new Uint8Array(),
  };
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

describe('the built-in embedder', () => {
  const embedder = new ConceptEmbeddings(vocabularyOf());
  const mean = (pairs: (family: number) => [string, string]): number => {
    let sum = 0;
    for (let family = 0; family < FAMILIES; family++) {
      const [a, b] = pairs(family);
      sum += dot(embedder.embed(a), embedder.embed(b));
    }
    return sum / FAMILIES;
  };

  it('is a LangChain embedder whose three ways give the same vectors', async () => {
    expect(embedder).toBeInstanceOf(Embeddings);
    const texts = [`新建${word(1, 1)}三处`, `优化${word(2, 0)}路线`, ''];
    const rows = await embedder.embedRows(texts);
    const size = await embedder.dimension();
    expect(rows).toHaveLength(3 * size);
    const documents = await embedder.embedDocuments(texts);
    for (const [i, text] of texts.entries()) {
      expect(documents[i]).toEqual(await embedder.embedQuery(text));
      expect(documents[i]).toEqual(Array.from(rows.subarray(i * size, (i + 1) * size)));
    }
  });

  it('puts other words of one concept together, kin near, and strangers apart', () => {
    const same = mean((family) => [word(family, 2), word(family, 3)]);
    const broader = mean((family) => [word(family, 2), word(family, 0)]);
    const kin = mean((family) => [word(family, 1), word(family, 2)]);
    const stranger = mean((family) => [word(family, 1), word((family + 1) % FAMILIES, 1)]);
    expect(same).toBeGreaterThan(0.85);
    expect([broader > 0.25, broader < same, kin > 0.05, kin < broader]).toEqual([true, true, true, true]);
    // Thirty pairs, each with a spread of 0.09: six times the error of their mean.
    expect(Math.abs(stranger)).toBeLessThan(0.1);
  });

  it('gives finite vectors of length 1, or zero, for any text, and the same ones again', () => {
    const other = new ConceptEmbeddings(vocabularyOf());
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const vector = embedder.embed(text);
        expect(vector.every(Number.isFinite)).toBe(true);
        const length = Math.sqrt(dot(vector, vector));
        expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
        expect(other.embed(text)).toEqual(vector);
      }),
    );
    expect(embedder.embed('').every((value) => value === 0)).toBe(true);
    expect(embedder.embed('，。 😀').every((value) => value === 0)).toBe(true);
  });

  it('does not depend on the machine or the order of the concepts', () => {
    // Written down once: a change here changes every index, so the model's version must be raised with it.
    const vector = embedder.embed(`新建${word(1, 1)}三处`);
    const strongest = [...vector.keys()].toSorted((a, b) => Math.abs(vector[b]!) - Math.abs(vector[a]!)).slice(0, 3);
    expect(strongest.map((at) => [at, Number(vector[at]!.toFixed(4))])).toMatchInlineSnapshot(`
      [
        [
          20,
          -0.3438,
        ],
        [
          32,
          -0.3438,
        ],
        [
          41,
          0.3438,
        ],
      ]
    `);
  });

  it('is another model with another vocabulary or dimension', async () => {
    const models = [
      embedder,
      new ConceptEmbeddings(vocabularyOf('b'.repeat(64))),
      new ConceptEmbeddings(vocabularyOf(), 64),
    ];
    expect(new Set(models.map(({ model }) => model)).size).toBe(3);
    expect((await openEmbedder({ provider: 'builtin' }, vocabularyOf())).model).toBe(embedder.model);
  });
});
