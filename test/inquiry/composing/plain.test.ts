import { describe, expect, it } from 'vitest';
import { isPlain, ledByRetrieval } from '../../../src/inquiry/composing/plain.ts';
import type { LetterCard } from '../../../src/search/view.ts';
import { letterOf } from '../invented.ts';

const card = (index: number, department: string | null = null): LetterCard => ({
  index,
  ...letterOf({ file: `p${index}.txt`, fields: { department }, sections: [] }),
});
const sentence = (index: number, score: number, covered: number) => ({ card: card(index), score, covered });

describe('texts that are no letters', () => {
  it('print no number, agency or addressee', () => {
    expect(isPlain(card(0))).toBe(true);
    expect(isPlain(card(0, '云屏区教育局'))).toBe(false);
  });

  it('are led by the text that retrieval found best, where it holds as much', () => {
    const [a, b] = [sentence(1, 4, 0.6), sentence(2, 3.6, 0.6)];
    expect(ledByRetrieval([a, b], 2)).toEqual([b, a]);
    expect(ledByRetrieval([a, b], 1)).toEqual([a, b]);
    const weak = sentence(2, 3.6, 0.3);
    expect(ledByRetrieval([a, weak], 2)).toEqual([a, weak]);
    const far = sentence(2, 2, 0.6);
    expect(ledByRetrieval([a, far], 2)).toEqual([a, far]);
  });
});
