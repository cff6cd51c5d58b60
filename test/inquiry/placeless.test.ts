/** Letters that name no place, in lists and counts of a place; all letters are invented. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { render } from '../../src/inquiry/render.ts';
import type { Letter, LetterFields } from '../../src/model.ts';
import { removeFolders } from '../search/invented.ts';
import { letterOf } from './invented.ts';
import { type Talk, talkOver } from './talk.ts';

const letter = (file: string, fields: Partial<LetterFields>, sentence: string): Letter =>
  letterOf({ file, fields, sections: [{ heading: null, sentences: [[sentence, 'done']] }] });

const letters = [
  letter(
    'kiln.txt',
    {
      proposalNo: '0511',
      subject: '关于保护古窑遗址的提案',
      department: '苔川区文化局',
      date: '2024-04-02',
      place: '苔川区',
    },
    '已修缮古窑遗址4处。',
  ),
  letter(
    'ferry.txt',
    {
      proposalNo: '0512',
      subject: '关于改造渡口的提案',
      department: '苔川区交通局',
      date: '2024-05-02',
      place: '苔川区',
    },
    '已改造渡口6个。',
  ),
  letter('wells.txt', { addressees: ['蔺拾秋等九位委员'], date: '2018-03-04' }, '已封填废弃机井32眼。'),
  letter(
    'kilns.txt',
    { addressees: ['蔺拾秋'], subject: '关于开放古窑遗址的提案', date: '2018-06-07' },
    '古窑遗址周末开放。',
  ),
];

let talk: Talk;
beforeAll(async () => {
  talk = await talkOver(letters, '2025-11-03');
});
afterAll(removeFolders);

describe('a letter that names no place', () => {
  it.each(['苔川区有哪些提案', '苔川区一共有几件提案', 'List all proposals of Taichuan District'])(
    'is told apart and not counted: %s',
    async (question) => {
      const text = render(await talk([question]));
      expect(text).toMatch(/共2件|2 in all/u);
      const [counted = '', apart = ''] = text.split(/没有算在内：|not counted:/u);
      expect(counted).not.toContain('蔺拾秋');
      expect(apart).toContain('蔺拾秋等九位委员');
      expect(apart).toContain('关于开放古窑遗址的提案');
    },
  );
  it('is told only where it is about what is listed', async () => {
    const text = render(await talk(['苔川区关于古窑遗址的提案有哪些']));
    expect(text).toContain('共1件');
    expect(text.split('没有算在内：')[1]).toContain('关于开放古窑遗址的提案');
    expect(text).not.toContain('九位委员');
  });
  it('is not told where no place is asked', async () => {
    expect(render(await talk(['2018年有哪些提案']))).not.toContain('没有算在内');
  });
});

describe('a letter that names no place and speaks of its own level', () => {
  const levelled = [
    letter(
      'ferry2.txt',
      { proposalNo: '0512', subject: '关于改造渡口的提案', department: '苔川区交通局', place: '苔川区' },
      '已改造渡口6个。',
    ),
    letter(
      'silk.txt',
      { addressees: ['蔺拾秋'], subject: '关于扶持蚕桑的建议' },
      '我县对新栽桑园每亩补助480元，由养蚕户向县蚕桑局申请。',
    ),
    letter('reeds.txt', { addressees: ['蔺拾秋'], subject: '关于收割芦苇的建议' }, '收割芦苇每亩补助90元。'),
  ];
  it.each([
    ['苔川区桑园每亩补助多少', '480元', false],
    ['桑园每亩补助多少', '480元', true],
    ['苔川区收割芦苇每亩补助多少', '90元', true],
  ])('answers for no place of another level: %s', async (question, sum, told) => {
    const over = await talkOver(levelled, '2025-11-03');
    expect(render(await over([question])).includes(sum)).toBe(told);
  });
});
