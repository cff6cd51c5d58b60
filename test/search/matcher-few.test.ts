import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadVocabulary } from '../../src/search/vocabulary.ts';

const vocabulary = loadVocabulary(new URL('../../knowledge/vocabulary', import.meta.url).pathname);
const forms = vocabulary.concepts.flatMap((c) => [
  ...c.office,
  ...c.everyday,
  ...c.spoken,
  ...c.abbreviation,
  ...c.english,
  ...c.except,
]);

/** Forms whole, cut short, in capitals or full width, with something in their gaps and between them. */
const stretch = fc
  .tuple(
    fc.constantFrom(...forms),
    fc.constantFrom('', '小', '很多很多很多', '。'),
    fc.nat(12),
    fc.constantFrom('', ' ', '，', '。', '5', 'Ａ', '１２３４５'),
    fc.boolean(),
  )
  .map(([form, gap, most, after, capitals]) => {
    const text = form.replaceAll('…', gap).slice(0, most + 1) + after;
    return capitals ? text.toUpperCase() : text;
  });

it('finds of a few concepts what matching all of them finds', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 6 }), fc.array(fc.nat()), fc.nat(3), (parts, others, every) => {
      const text = parts.join('');
      const all = vocabulary.match(text);
      const wanted = new Set([
        ...all.map(({ concept }) => concept).filter((_, at) => at % 4 <= every),
        ...others.map((n) => n % vocabulary.concepts.length),
      ]);
      expect(vocabulary.among(wanted).match(text)).toEqual(all.filter(({ concept }) => wanted.has(concept)));
    }),
    { numRuns: 1000 },
  );
});

it('finds figures that are a form of their own, and nothing where nothing is wanted', () => {
  const hotline = vocabulary.match('拨打12345').map(({ concept }) => concept);
  expect(hotline.length).toBeGreaterThan(0);
  expect(vocabulary.among(hotline).match('拨打１２３４５')).toEqual(vocabulary.match('拨打１２３４５'));
  expect(vocabulary.among([]).match('拨打12345')).toEqual([]);
});
