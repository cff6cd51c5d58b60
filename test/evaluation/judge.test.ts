import { describe, expect, it } from 'vitest';
import { judge, wantsNone, type Wanted } from '../../src/evaluation/judge.ts';
import type { AnswerRecord } from '../../src/inquiry/record.ts';
import type { Citation } from '../../src/model.ts';

const wanted: Wanted = {
  type: 'fact',
  lang: 'zh',
  letters: ['sub/a.txt'],
  quotes: ['建成3座', '投资400万元'],
  mustNot: [],
  trap: [],
};
const citation = (file: string, quote: string): Citation => {
  const unprinted = { proposalNo: null, title: null, department: null, date: null, heading: null, page: null };
  return {
    ...unprinted,
    marker: 1,
    file,
    letterId: file,
    quote,
    start: 0,
    end: quote.length,
    tense: 'done',
    ocr: false,
  };
};
const answer = (citations: readonly Citation[], over: Partial<AnswerRecord> = {}): AnswerRecord => ({
  id: 'q',
  question: '问',
  kind: 'answered',
  reason: null,
  language: 'zh-Hans',
  text: '答',
  citations,
  nearest: [],
  choices: [],
  writer: 'extractive',
  elapsedMs: 1,
  ...over,
});
const refused = answer([], { kind: 'unanswered', reason: 'no-match' });
const marks = (gold: Wanted, given: AnswerRecord): Record<string, boolean[]> => {
  const all: Record<string, boolean[]> = {};
  for (const { name, ok } of judge(gold, given).marks) (all[name] ??= []).push(ok);
  return all;
};

describe('judging an answer', () => {
  it('sees a quote through line breaks and full-width digits, by file name alone', () => {
    const given = answer([citation('a.txt', '全区建成 ３\n座。'), citation('b.txt', '别的。')]);
    expect(marks(wanted, given)).toMatchObject({
      'quote shown': [true],
      'quote shown: fact': [true],
      'quote shown: lang zh': [true],
      'letter first': [true],
      'letter cited': [true],
      'citation precision': [true, false],
    });
    expect(judge(wanted, given)).toMatchObject({ faults: [], quotedCharacters: 7 + 3 });
  });

  it('takes any one of the quotes, but only from what is cited', () => {
    expect(judge(wanted, answer([citation('a.txt', '投资400万元。')])).faults).toEqual([]);
    expect(judge(wanted, answer([citation('a.txt', '别的。')], { text: '建成3座' })).faults).toEqual([
      'another sentence of the right letter is quoted',
    ]);
    expect(judge(wanted, answer([citation('b.txt', '别的。')])).faults).toEqual(['another letter is quoted']);
  });

  it('tells a refusal from a question asked back', () => {
    expect(judge(wanted, refused).faults).toEqual(['refused, though a letter answers it']);
    expect(judge(wanted, answer([], { kind: 'clarify', reason: 'ambiguous' })).faults).toEqual([
      'asked back instead of answering',
    ]);
    expect(marks(wanted, refused)).toMatchObject({
      answered: [false],
      'quote shown': [false],
      'letter first': [false],
    });
  });

  it('wants every letter of a list', () => {
    const list = { ...wanted, type: 'list', letters: ['a.txt', 'b.txt'] };
    const given = answer([citation('b.txt', '建成3座')]);
    expect(marks(list, given)['every letter covered (compare, list)']).toEqual([false, true]);
    expect(judge(list, given).faults).toEqual(['leaves out the letter a.txt']);
  });

  it('wants a refusal where nothing answers, and no figure that is near', () => {
    const none: Wanted = { ...wanted, type: 'unanswerable', letters: [], quotes: [], trap: ['3座'] };
    expect(marks(none, refused)).toEqual({
      'answers given': [true],
      'refused: unanswerable': [true],
      'refused: all unanswerable': [true],
      'no trap figure offered': [true],
    });
    const offered = answer([citation('a.txt', '建成3座')]);
    expect(marks(none, offered)).toMatchObject({
      'refused: all unanswerable': [false],
      'no trap figure offered': [false],
    });
    // A refusal may name the figure beside the nearest letter; only an answer offers it.
    expect(marks(none, { ...refused, text: '有一封信说建成3座' })['no trap figure offered']).toEqual([true]);
  });

  it('finds what must not be shown wherever it stands', () => {
    const secret = { ...wanted, type: 'restricted', mustNot: ['93 万元'] };
    expect(judge(secret, { ...refused, text: '投入９３万元' }).faults).toEqual(['shows what it must not: 93 万元']);
    expect(judge(secret, refused).faults).toEqual([]);
  });

  it('knows which questions want no answer', () => {
    expect(wantsNone({ type: 'restricted', quotes: ['有'] })).toBe(true);
    expect(wantsNone({ type: 'injection', quotes: ['有'] })).toBe(false);
    expect(wantsNone({ type: 'chitchat', quotes: [] })).toBe(true);
    expect(wantsNone({ type: 'fact', quotes: [] })).toBe(false);
  });
});
