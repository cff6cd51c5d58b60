/** 然后呢, what else?: over invented letters (places, numbers and figures are made up). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { render } from '../../src/inquiry/render.ts';
import { removeFolders } from '../search/invented.ts';
import { letterOf } from './invented.ts';
import { quoted, type Talk, talkOver } from './talk.ts';

const ponds = letterOf({
  file: 'ponds.txt',
  fields: {
    proposalNo: '061402',
    title: '对区政协六届一次会议第061402号提案的答复',
    subject: '关于整治农村池塘的提案',
    department: '砚溪区水务局',
    date: '2025-03-20',
    place: '砚溪区',
  },
  sections: [
    {
      heading: '一、关于池塘清淤的建议',
      sentences: [
        ['2024年全区完成池塘清淤312口，清出淤泥18万立方米。', 'done'],
        ['每口池塘清淤补助最高3万元，由区财政和镇财政各承担一半。', 'stated'],
        ['清淤前由村委会公示七天，听取村民意见。', 'stated'],
        ['清出的淤泥经检测合格后用于改良果园土壤，共利用淤泥11万立方米。', 'done'],
        ['下一步，将在2026年底前再完成池塘清淤140口。', 'planned'],
      ],
    },
    {
      heading: '二、关于防止溺水的建议',
      sentences: [
        ['已在池塘边设置护栏4200米、救生圈860个。', 'done'],
        ['计划2025年暑期前在每个村配齐救生设备。', 'planned'],
      ],
    },
    { heading: null, sentences: [['感谢您对农村池塘整治工作的关心和支持。', 'stated']] },
  ],
});
const buses = letterOf({
  file: 'buses.txt',
  fields: { proposalNo: '061455', subject: '关于公交线路的提案', department: '砚溪区交通局', date: '2025-05-09' },
  sections: [{ heading: '一、关于夜班公交的建议', sentences: [['已开通夜班公交线路6条。', 'done']] }],
});

let talk: Talk;
beforeAll(async () => {
  talk = await talkOver([ponds, buses], '2025-11-03');
});
afterAll(removeFolders);

describe('asking for more', () => {
  it.each([
    ['砚溪区池塘清淤做得怎么样', '然后呢'],
    ['池塘清淤补助多少钱', '还有呢'],
    ['How is the dredging of ponds going?', 'what else?'],
    ['第061402号提案办得怎么样', '还有吗'],
  ])('tells what was not told: %s', async (question, more) => {
    const turns = [question];
    const seen: string[] = [...quoted(await talk(turns))];
    expect(seen.length).toBeGreaterThan(0);
    let last = '';
    for (let i = 0; i < 5 && !/没有更多|no more/u.test(last); i += 1) {
      turns.push(more);
      const answer = await talk(turns);
      expect(answer.kind).toBe('answered');
      last = render(answer);
      if (/没有更多|no more/u.test(last)) continue;
      for (const quote of quoted(answer)) expect(seen).not.toContain(quote);
      seen.push(...quoted(answer));
    }
    // All that the letter tells was told, none of its courtesies, and its end was said with the letter's name.
    for (const { sentences } of ponds.sections.slice(0, 2))
      for (const { start, end } of sentences)
        expect(seen.some((quote) => ponds.body.slice(start, end).includes(quote))).toBe(true);
    expect(seen.join('')).not.toMatch(/感谢|公交/u);
    expect(last).toMatch(/没有更多|no more/u);
    expect(last).toContain('061402');
  });

  it('finishes the section before it goes on to the next', async () => {
    const [first = ''] = quoted(await talk(['池塘清淤补助多少钱', '还有呢']));
    expect(ponds.body.indexOf(first)).toBeLessThan(ponds.sections[1]?.start ?? 0);
  });

  it('tells plans only where plans were asked', async () => {
    const answer = await talk(['砚溪区水务局下一步有什么计划', '还有呢']);
    const citations = answer.kind === 'answered' ? answer.citations : [];
    const names = [ponds.title, ponds.subject];
    expect(citations.every(({ tense, quote }) => tense === 'planned' || names.includes(quote))).toBe(true);
  });

  it('says of a list that nothing is left, instead of telling what its letters say', async () => {
    const answer = await talk(['砚溪区有哪些提案', '还有吗']);
    expect(render(answer)).toContain('没有更多');
    expect(quoted(answer).join()).not.toMatch(/清淤312|护栏/u);
  });

  it('says that no time is named, where one is asked of what was told', async () => {
    const dated = render(await talk(['池塘清淤下一步还做多少', '什么时候完成']));
    expect(dated).toContain('2026年底前');
    expect(dated).not.toContain('没有写明');
    const undated = await talk(['夜班公交线路有几条', '什么时候开通的']);
    expect(render(undated)).toMatch(/^下面的话没有写明具体时间：/u);
    expect(quoted(undated)).toEqual(['已开通夜班公交线路6条。']);
    const english = await talk(['Are there night buses?', 'when did they start?']);
    expect(render(english)).toMatch(/^What follows names no exact time:/u);
  });

  it('refuses again what was refused', async () => {
    expect((await talk(['砚溪区养狗办证多少钱', '还有呢'])).kind).toBe('unanswered');
    expect((await talk(['还有呢'])).kind).not.toBe('answered');
  });
});
