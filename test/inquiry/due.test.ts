/** Promises asked for by their day or fate; letters, places and figures are invented. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { render } from '../../src/inquiry/render.ts';
import type { LetterFields } from '../../src/model.ts';
import { removeFolders } from '../search/invented.ts';
import { letterOf } from './invented.ts';
import { quoted, type Talk, talkOver } from './talk.ts';

const bridge: Partial<LetterFields> = {
  kind: 'npc',
  proposalNo: '0417',
  session: '四届二次',
  subject: '关于改造青石桥的建议',
  department: '泠川县交通运输局',
  place: '泠川县',
};
const letters = [
  letterOf({
    file: 'bridge-2023.txt',
    fields: { ...bridge, date: '2023-03-15' },
    sections: [
      {
        heading: '一、青石桥改造',
        sentences: [
          ['计划2023年底前完成青石桥桥面铺装4200平方米。', 'planned'],
          ['我局将制定青石桥限载管理办法，争取2023年9月底前印发。', 'planned'],
          ['我局将认真吸收代表的意见建议。', 'planned'],
        ],
      },
    ],
  }),
  letterOf({
    file: 'bridge-2024.txt',
    fields: { ...bridge, genre: 'second_reply', date: '2024-04-18' },
    sections: [
      {
        heading: '一是桥面铺装情况',
        sentences: [['2023年底前已完成青石桥桥面铺装4200平方米。', 'done']],
      },
      {
        heading: '二是青石桥限载管理办法制定情况',
        sentences: [
          ['因意见不一，办法未能按期印发。', 'stated'],
          ['计划2027年6月底前印发青石桥限载管理办法。', 'planned'],
        ],
      },
    ],
  }),
  letterOf({
    file: 'school.txt',
    fields: {
      proposalNo: '0520',
      subject: '关于扩建乡村小学的提案',
      department: '泠川县教育局',
      date: '2025-02-20',
      place: '泠川县',
    },
    sections: [
      {
        heading: '一、扩建校舍',
        sentences: [
          ['计划2025年6月底前新增教室36间。', 'planned'],
          ['力争2028年底前建成寄宿制小学2所。', 'planned'],
          ['将继续改善办学条件。', 'planned'],
        ],
      },
    ],
  }),
];

let talk: Talk;
beforeAll(async () => {
  talk = await talkOver(letters, '2025-11-03');
});
afterAll(removeFolders);

const kept = '计划2023年底前完成青石桥桥面铺装4200平方米。';
const missed = '我局将制定青石桥限载管理办法，争取2023年9月底前印发。';
const rooms = '计划2025年6月底前新增教室36间。';
const later = ['计划2027年6月底前印发青石桥限载管理办法。', '力争2028年底前建成寄宿制小学2所。'];

describe('promises', () => {
  it.each(['哪些计划已经过期了', '哪些承诺逾期了', 'Which promises are overdue?'])(
    'whose day has passed, with what a later letter tells: %s',
    async (question) => {
      const answer = await talk([question]);
      expect(quoted(answer)).toEqual(expect.arrayContaining([missed, rooms, '因意见不一，办法未能按期印发。']));
      expect(quoted(answer)).toHaveLength(3);
      expect(render(answer)).toMatch(/不等于没有办|may have been kept/u);
    },
  );

  it.each(['哪些是2026年以后要做的', '2026年以后要做的有哪些', '2026年以后打算做什么'])(
    'due in the years asked: %s',
    async (question) => {
      expect([...quoted(await talk([question]))].toSorted()).toEqual([...later].toSorted());
    },
  );
  it('due in one year', async () => {
    expect(quoted(await talk(['哪些是2025年要完成的']))).toEqual([rooms]);
  });

  it('of an agency that no later letter tells as kept', async () => {
    const found = quoted(await talk(['县交通运输局有哪些承诺没兑现']));
    expect(found).toEqual(expect.arrayContaining([missed, later[0]]));
    expect(found).not.toContain(kept);
    expect(found.join()).not.toMatch(/吸收|教室/u);
  });
});
