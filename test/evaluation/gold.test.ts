import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { halfOf, readGold } from '../../src/evaluation/gold.ts';
import { shows } from '../../src/evaluation/judge.ts';

const folder = mkdtempSync(join(tmpdir(), 'fuwen-gold-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (text: string): string => {
  const path = join(folder, 'questions.jsonl');
  writeFileSync(path, text);
  return path;
};
const line = (over: object): string =>
  JSON.stringify({ id: 'q1', q: '建成几座', type: 'fact', letters: ['a.txt'], quotes: ['建成3座'], ...over });

const ids = (half: 'odd' | 'even', ...names: string[]) => {
  const { questions } = readGold(file(names.map((id) => line({ id })).join('\n')));
  return halfOf(questions, half).map(({ id }) => id);
};

describe('gold questions', () => {
  it('fills in what a line leaves out and lets other keys be', () => {
    const { questions, sha256 } = readGold(file(`\ufeff${line({ section: '一' })}\r\n\r\n`));
    expect(questions).toEqual([
      {
        id: 'q1',
        q: '建成几座',
        lang: 'zh',
        role: 'public',
        type: 'fact',
        context: [],
        letters: ['a.txt'],
        quotes: ['建成3座'],
        mustNot: [],
        trap: [],
        note: '',
      },
    ]);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['no JSON', `${line({})}\nid: 2`, /^Line 2 of .*questions\.jsonl/],
    ['no question', line({ q: undefined }), /Line 1 .*q/s],
    ['an unknown role', line({ role: 'king' }), /role/],
    ['an id twice', `${line({})}\n${line({})}`, /Line 2 .*q1 is there twice/],
    ['an answer without a quote', line({ quotes: [] }), /needs letters and quotes/],
    ['nothing at all', '\n', /holds no question/],
  ])('names what is wrong: %s', (_, text, says) => {
    expect(() => readGold(file(text))).toThrow(says);
  });

  it('says which file is not there', () => {
    expect(() => readGold(join(folder, 'nowhere.jsonl'))).toThrow(/nowhere\.jsonl.*ENOENT/);
  });

  it('takes a question that nothing answers without quotes', () => {
    expect(readGold(file(line({ type: 'unanswerable', letters: [], quotes: [] }))).questions).toHaveLength(1);
  });

  it('halves by the number of the id, by place where there is none', () => {
    expect(ids('odd', 'd001', 'd002', 'd013', 'd110')).toEqual(['d001', 'd013']);
    expect(ids('even', 'd001', 'd002', 'd013', 'd110')).toEqual(['d002', 'd110']);
    expect(ids('odd', 'a', 'b', 'c')).toEqual(['a', 'c']);
  });
});

describe('the questions that ship', () => {
  const knowledge = resolve(import.meta.dirname, '../../knowledge');
  const { questions } = readGold(join(knowledge, 'questions.jsonl'));

  it('cover every way of asking, in three languages', () => {
    expect(questions.length).toBeGreaterThanOrEqual(30);
    const types = new Set(questions.map(({ type }) => type));
    for (const type of ['status', 'policy', 'fact', 'commitment', 'followup', 'unanswerable', 'chitchat', 'injection'])
      expect(types).toContain(type);
    expect(new Set(questions.map(({ lang }) => lang))).toEqual(new Set(['zh', 'zh-Hant', 'en']));
  });

  it('quote the shipped letter word for word', () => {
    for (const { id, letters, quotes } of questions)
      for (const quote of quotes) {
        const held = letters.some((name) => shows(readFileSync(join(knowledge, 'letters', name), 'utf8'), quote));
        expect(held, `${id}: ${quote}`).toBe(true);
      }
  });
});
