import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matters, newestFirst, relatives, sameMatter } from '../../../src/inquiry/composing/matter.ts';
import type { LetterCard } from '../../../src/search/view.ts';
import { letterOf, viewOf } from '../invented.ts';

/** Invented cards of few numbers, names and places, so that many are of one matter and some only in part. */
const card = fc.record({
  proposalNo: fc.constantFrom(null, '62', '062', '６２', '63'),
  subject: fc.constantFrom(null, '关于修缮云坪桥的提案', '关于云坪桥的再次答复函', '关于云坪桥的'),
  session: fc.constantFrom(null, '四届二次'),
  place: fc.constantFrom(null, '云坪县', '坞头区'),
  date: fc.constantFrom(null, '2023-05-01', '2024-06-01'),
});

it('groups and relates letters as comparing each with each does', () => {
  fc.assert(
    fc.property(fc.array(card, { minLength: 1, maxLength: 14 }), (drawn) => {
      const plain = { title: null, addressees: [], department: '云坪县水利局' };
      const view = viewOf(
        drawn.map((fields, at) => letterOf({ file: `${at}.txt`, fields: { ...plain, ...fields }, sections: [] })),
      );
      const { cards } = view;
      const groups: LetterCard[][] = [];
      for (const each of cards) {
        const group = groups.find((g) => g.some((c) => sameMatter(c, each)));
        if (group) group.push(each);
        else groups.push([each]);
      }
      expect(matters(cards)).toEqual(groups);
      for (const each of cards)
        expect(relatives(view, each)).toEqual(cards.filter((c) => sameMatter(c, each)).toSorted(newestFirst));
    }),
  );
});
