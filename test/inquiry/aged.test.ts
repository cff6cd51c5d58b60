/** Older and newer letters on one thing, over invented letters (places, numbers and figures are made up). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LetterFields } from '../../src/model.ts';
import { removeFolders } from '../search/invented.ts';
import { letterOf } from './invented.ts';
import { quoted, type Talk, talkOver } from './talk.ts';

type Sentences = Parameters<typeof letterOf>[0]['sections'][number]['sentences'];
const letter = (file: string, fields: Partial<LetterFields>, sentences: Sentences) =>
  letterOf({ file, fields: { place: '苔川区', ...fields }, sections: [{ heading: null, sentences }] });

const ice = { proposalNo: '0731', session: '三届一次', subject: '关于冰场收费的提案', department: '苔川区体育局' };
const letters = [
  letter('ice.txt', { ...ice, date: '2022-09-01' }, [
    ['冰场因停电闭馆超过30分钟的，应当退还当场门票。', 'stated'],
    ['冰场门票每场35元。', 'stated'],
  ]),
  letter('ice-again.txt', { ...ice, genre: 'second_reply', date: '2024-09-01' }, [
    ['冰场门票由每场35元调整为每场28元。', 'done'],
    ['冰场全年向612人退还门票2万元。', 'done'],
  ]),
  letter('porters.txt', { proposalNo: '0741', subject: '关于关爱挑夫的提案', date: '2021-05-06' }, [
    ['据摸底，全区挑夫约370人，其中山道挑夫210人、码头挑夫160人。', 'done'],
  ]),
  letter('porters-later.txt', { proposalNo: '0802', subject: '关于挑夫休息的提案', date: '2024-05-06' }, [
    ['截至4月底，全区登记的挑夫510余人，船工90余人，轿夫30余人。', 'done'],
  ]),
  letter('bridge.txt', { proposalNo: '0751', subject: '关于修建鹤影桥的提案', date: '2021-06-07' }, [
    ['鹤影桥预计2023年底竣工，桥长约120米。', 'planned'],
  ]),
  letter('bridge-later.txt', { proposalNo: '0812', subject: '关于桥梁照明的提案', date: '2024-06-07' }, [
    ['2024年3月竣工的鹤影桥已装路灯48盏。', 'done'],
  ]),
];

let talk: Talk;
beforeAll(async () => {
  talk = await talkOver(letters, '2025-11-03');
});
afterAll(removeFolders);

describe('letters of different ages', () => {
  it('tells a rule of the first reply that the second reply does not repeat', async () => {
    expect(quoted(await talk(['冰场门票能退吗'])).join('')).toContain('应当退还当场门票');
  });
  it('lets the second reply lead where it tells the same thing anew', async () => {
    expect(quoted(await talk(['冰场门票']))[0]).toContain('28元');
  });
  it.each(['现在有多少挑夫', '目前挑夫有多少人'])('lets the newest lead where now is asked: %s', async (question) => {
    expect(quoted(await talk([question]))[0]).toContain('510余人');
  });
  it('tells what became of an old plan with it', async () => {
    const quotes = quoted(await talk(['鹤影桥什么时候竣工'])).join('');
    expect(quotes).toContain('2024年3月竣工');
  });
});
