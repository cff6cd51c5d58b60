import { describe, expect, it } from 'vitest';
import { Field } from '../../../src/inquiry/composing/field.ts';
import { isCutOut, tagsOf } from '../../../src/inquiry/understanding/cuts.ts';
import { fold } from '../../../src/search/fold.ts';
import { loadVocabulary } from '../../../src/search/vocabulary.ts';

const vocabulary = loadVocabulary(new URL('../../../knowledge/vocabulary', import.meta.url).pathname);

/** Invented sentences, with forms that stand whole and forms that are cut out of other words. */
const sentences = [
  '县里加强了保护工作，为护工提供培训，并在老旧小区加装电梯12部。',
  '乱来查处的线索，来查询的市民；都可以拨打12345、登录平台。',
  '雲屏區對ＡＩ企業給予補貼：最高２０萬元，其中創業擔保貸款貼息三年！',
  '（一）医保报销，（二）公交免费；（三）托育机构的日间照料床位？',
];

describe('a field', () => {
  it('tells a form cut out of other words within its clause as within the whole text', () => {
    let short = 0;
    for (const text of sentences) {
      const tags = tagsOf(fold(text));
      const field = new Field(text, vocabulary);
      const matches = vocabulary.match(text);
      for (const concept of new Set(matches.map((m) => m.concept))) {
        const own = matches.filter((m) => m.concept === concept);
        if (own.some((m) => m.form.length > 3)) continue;
        short += 1;
        expect([text, concept, field.tells(concept) === null]).toEqual([
          text,
          concept,
          own.every((m) => isCutOut(m, tags)),
        ]);
      }
    }
    expect(short).toBeGreaterThan(20);
  });

  it('tells the same whether all concepts are looked for or a few', () => {
    for (const text of sentences) {
      const concepts = new Set(vocabulary.match(text).map((m) => m.concept));
      const all = new Field(text, vocabulary);
      const few = new Field(text, vocabulary.among(concepts));
      for (const concept of concepts) {
        expect(few.tells(concept)).toBe(all.tells(concept));
        expect(few.forms(concept)).toEqual(all.forms(concept));
      }
    }
  });
});
