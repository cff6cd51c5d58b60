import { describe, expect, it } from 'vitest';
import { bigramText, stem, terms } from '../../src/search/terms.ts';

const pairs = (text: string): string[] => terms(text).bigrams.map(bigramText);

describe('words', () => {
  it('are whole words and the words in them, without punctuation and function characters', () => {
    expect(terms('区里的授信额度是多少。').words).toEqual(expect.arrayContaining(['授信', '额度', '授信额度']));
    expect(terms('区里的授信额度是多少。').words).not.toContain('的');
    expect(terms('，。：“”！？').words).toEqual([]);
  });

  it('keep single characters that mean something', () => {
    expect(terms('桥').words).toEqual(['桥']);
  });

  it('are the same in either script and width', () => {
    expect(terms('獲得３５００萬元授信額度').words).toEqual(terms('获得3500万元授信额度').words);
  });

  it('keep figures whole and document numbers whole and in parts', () => {
    expect(terms('投入3,500.5万元').words).toContain('3500.5');
    expect(terms('见柏科函〔2019〕017号').words).toEqual(expect.arrayContaining(['〔2019〕017', '2019', '017']));
    expect(terms('B[2019]017').words).toEqual(['b〔2019〕017', 'b', '2019', '017']);
  });

  it('are lower-case Latin words without endings and without little words', () => {
    expect(terms('the Parks and policies of start-ups').words).toEqual(['park', 'policy', 'start', 'ups']);
    expect(stem('status')).toBe('status');
    expect(stem('buses')).toBe('buse');
    expect(stem('boxes')).toBe('box');
  });
});

describe('bigrams', () => {
  it('are pairs of neighbouring Chinese characters, over the break of a printed line', () => {
    expect(pairs('充电\n桩A建设')).toEqual(['充电', '电桩', '建设']);
    expect(pairs('桥')).toEqual([]);
  });

  it('do not reach over punctuation', () => {
    expect(pairs('道路，桥梁')).toEqual(['道路', '桥梁']);
  });
});

it('takes what a person may paste: emoji, a lone surrogate, 100,000 characters without punctuation', () => {
  expect(terms('😀😀').words).toEqual([]);
  expect(() => terms('\ud800路')).not.toThrow();
  expect(terms('建设道路'.repeat(25_000)).bigrams.length).toBe(99_999);
});
