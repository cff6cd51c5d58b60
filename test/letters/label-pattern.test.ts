import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_LABELS } from '../../src/letters/label-names.ts';
import { anyOf } from '../../src/letters/label-pattern.ts';

/** Each word listed, the longest first: what the shared beginnings must be equal to. */
const listed = (words: readonly string[], between: string): string =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => [...word].join(between))
    .join('|');

describe('words with shared beginnings', () => {
  it('find what a list of them finds', () => {
    const word = fc.string({ unit: fc.constantFrom('甲', '乙', '丙'), minLength: 1, maxLength: 4 });
    const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', ' ', '：'), maxLength: 40 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 12 }), text, (words, line) => {
        for (const end of ['', '：']) {
          const found = (source: string): string[] =>
            [...line.matchAll(new RegExp(`(${source})${end}`, 'g'))].map(({ index, 1: label }) => `${index} ${label}`);
          expect(found(anyOf(words, '\\s{0,2}'))).toEqual(found(listed(words, '\\s{0,2}')));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('hold every label', () => {
    const label = new RegExp(`^(?:${anyOf(ALL_LABELS, '\\s{0,4}')})$`);
    expect(ALL_LABELS.filter((name) => !label.test(name) || !label.test([...name].join('  ')))).toEqual([]);
    expect(label.test('办理')).toBe(false);
  });
});
