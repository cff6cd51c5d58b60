import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from '../../src/search/fold.ts';

it('folds full-width, upper case and Traditional into one form', () => {
  expect(fold('第１５５１４５號提案')).toBe('第155145号提案');
  expect(fold('ＡＩ與 AI')).toBe('ai与 ai');
  expect(fold('概念驗證中心　充電樁')).toBe('概念验证中心 充电桩');
});

it('leaves what it does not know as it is, lone surrogates and emoji included', () => {
  expect(fold('😀\ud800𠮷B')).toBe('😀\ud800𠮷b');
  expect(fold('')).toBe('');
});

it('keeps the length, so that offsets hold, and is done once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('', '繁體Ａ'.repeat(9000)), (a, b) => {
      const folded = fold(a + b);
      expect(folded.length).toBe(a.length + b.length);
      expect(fold(folded)).toBe(folded);
      // Unit for unit: a part folds as it does within the whole.
      expect(folded.slice(0, a.length)).toBe(fold(a));
    }),
  );
});
