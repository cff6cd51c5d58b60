import { describe, expect, it } from 'vitest';
import { chooseLetters } from '../../src/commands/choose-letters.ts';
import { cell, wrapped } from '../../src/commands/columns.ts';
import { commitmentsCsv, table } from '../../src/commands/commitments.ts';
import { aboutTheme, commitmentsOf } from '../../src/commands/commitments/commitments.ts';
import { csv } from '../../src/commands/csv.ts';
import type { Letter, LetterFields } from '../../src/model.ts';
import stringWidth from 'string-width';
import { canteen, charging, letterOf, secret, viewOf } from '../inquiry/invented.ts';

// 以下复文、地名、机构和数字均为虚构。
const matter: Partial<LetterFields> = {
  kind: 'npc',
  proposalNo: '007',
  session: '六届二次',
  department: '松溪县水利局',
  place: '松溪县',
  subject: '关于治理青萝河的建议',
};
const first = letterOf({
  file: 'river-2023.txt',
  fields: { ...matter, date: '2023-05-10' },
  sections: [
    {
      heading: '一、河道疏浚',
      sentences: [
        ['已疏浚河道4公里。', 'done'],
        ['计划2023年底前再疏浚青萝河河道9公里。', 'planned'],
        ['我局将制定青萝河排污口整治办法，争取2023年底前印发。', 'planned'],
      ],
    },
    {
      heading: '二、沿河步道',
      sentences: [
        ['计划2024年6月底前建成沿河步道12公里。', 'planned'],
        ['将继续加强巡查。', 'planned'],
      ],
    },
  ],
  contact: '联系人：方某某 电话：55500022，拟于2023年底前回访。',
});
const second = letterOf({
  file: 'river-2024.txt',
  fields: { ...matter, proposalNo: '7', genre: 'second_reply', date: '2024-07-01' },
  sections: [
    {
      heading: '一是河道疏浚情况',
      sentences: [['2023年全年疏浚青萝河河道9公里，已全部完成。', 'done']],
    },
    {
      heading: '二是青萝河排污口整治办法制定情况',
      sentences: [['因部门意见不一，办法未能按期印发。', 'stated']],
    },
    { heading: '三是沿河步道', sentences: [['截至2024年6月底，已建成沿河步道5公里。', 'done']] },
  ],
});
/** The same number of another session: no word on the promises of `first`. */
const stranger = letterOf({
  file: 'stranger.txt',
  fields: { ...matter, session: '五届一次', date: '2024-08-01' },
  sections: [{ heading: null, sentences: [['2023年疏浚青萝河河道9公里，已全部完成。', 'done']] }],
});

const today = '2025-11-20';
const promises = (all: readonly Letter[], role: 'public' | 'staff' = 'staff') => {
  const view = viewOf(all, { role });
  return { view, found: commitmentsOf(view, view.cards, today) };
};
const state = (all: readonly Letter[], words: string) =>
  promises(all).found.find(({ sentence }) => sentence.includes(words));

describe('commitments', () => {
  it('lists no courtesy', () => {
    const polite = letterOf({
      file: 'polite.txt',
      fields: { ...matter, date: '2025-03-04' },
      sections: [
        {
          heading: null,
          sentences: [
            ['下一步，我局将认真吸收您的宝贵意见。', 'planned'],
            ['欢迎今后继续对水利工作提出建议，我局将积极办理。', 'planned'],
            ['我局将认真落实您提出的建议，新建泵站3座。', 'planned'],
          ],
        },
      ],
    });
    expect(promises([polite]).found.map(({ sentence }) => sentence)).toEqual([
      '我局将认真落实您提出的建议，新建泵站3座。',
    ]);
  });

  it('lists every planned sentence once: overdue first, then by day, then those without one', () => {
    const { found } = promises([charging, canteen, first]);
    expect(
      found.map(({ state: is, deadline, sentence }) => [is, deadline?.last ?? null, sentence.slice(0, 12)]),
    ).toEqual([
      ['overdue', '2022-06-30', '计划2022年6月底前再'],
      ['overdue', '2023-12-31', '计划2023年底前再疏浚'],
      ['overdue', '2023-12-31', '我局将制定青萝河排污口整'],
      ['overdue', '2024-06-30', '计划2024年6月底前建'],
      ['due', '2025-12-31', '拟于2025年第四季度出'],
      ['due', '2026-12-31', '下一步，将在2026年底'],
      ['undated', null, '将继续加强巡查。'],
    ]);
  });

  it('keeps each sentence verbatim, with its heading and letter', () => {
    for (const one of promises([charging, first]).found) {
      const letter = [charging, first].find(({ file }) => file === one.file);
      expect(letter?.body.slice(one.start, one.end)).toBe(one.sentence);
    }
    expect(state([first], '步道')).toMatchObject({
      heading: '二、沿河步道',
      department: '松溪县水利局',
      date: '2023-05-10',
    });
  });

  it('shows no contact data and, to the public, no letter that is not for them', () => {
    expect(JSON.stringify(promises([first]).found)).not.toMatch(/55500022|方某某|回访/);
    const kept = letterOf({
      file: 'kept.txt',
      restricted: 'on_request',
      fields: { date: '2025-01-01' },
      sections: [{ heading: null, sentences: [['计划2025年底前完成。', 'planned']] }],
    });
    expect(promises([kept, secret], 'public').found).toEqual([]);
    expect(promises([kept, secret], 'staff').found).toMatchObject([{ disclosure: 'on_request' }]);
  });

  it('takes a later letter at its word: done, missed, or only reported', () => {
    const both = [first, second];
    expect(state(both, '再疏浚')).toMatchObject({ state: 'done', later: { tells: 'done', file: 'river-2024.txt' } });
    expect(state(both, '整治办法')).toMatchObject({ state: 'overdue', later: { tells: 'missed', date: '2024-07-01' } });
    // 5 of 12 kilometres: progress, and no promise kept.
    expect(state(both, '沿河步道12')).toMatchObject({ state: 'overdue', later: { tells: 'reported' } });
    expect(state(both, '加强巡查')?.later).toBeNull();
  });

  it('asks no other proposal, no earlier letter', () => {
    expect(state([first, stranger], '再疏浚')).toMatchObject({ state: 'overdue', later: null });
    const earlier = { ...second, date: '2022-01-01' };
    expect(state([first, earlier], '再疏浚')?.later).toBeNull();
  });

  it('finds a theme by its words, by its concept, and in what the proposal is about', () => {
    const { view, found } = promises([charging, canteen, first]);
    const about = (theme: string) => found.filter(aboutTheme(theme, view)).map(({ file }) => file);
    expect(new Set(about('充电桩'))).toEqual(new Set(['charging.txt']));
    expect(about('步道')).toHaveLength(2);
    expect(about('青萝河')).toHaveLength(4);
    expect(about('登月')).toEqual([]);
  });
});

describe('choosing letters', () => {
  const { cards } = viewOf([charging, canteen, first, second], { role: 'staff' });
  const files = (filters: Parameters<typeof chooseLetters>[1]) =>
    chooseLetters(cards, filters).cards.map(({ file }) => file);

  it('knows agencies by short names, places by stems, results by class and by words', () => {
    expect(files({ agency: '发改委' })).toEqual(['charging.txt']);
    expect(files({ agency: '松溪县民政局' })).toEqual(['canteen.txt']);
    expect(files({ place: '松溪' })).toEqual(['canteen.txt', 'river-2023.txt', 'river-2024.txt']);
    expect(files({ place: '松溪县', year: 2024 })).toEqual(['river-2024.txt']);
    expect(files({ result: 'a' })).toEqual(['charging.txt']);
    expect(files({ result: '采纳' })).toEqual(['charging.txt']);
  });

  it('says what there is where nothing fits', () => {
    const { cards: found, notices } = chooseLetters(cards, { place: '望舒县' });
    expect(found).toEqual([]);
    expect(notices).toEqual(['No letter has the place 望舒县. There are: 云屏区, 松溪县.']);
  });
});

describe('the table', () => {
  it('keeps to its width and shows each promise whole, with what came of it', () => {
    const { found } = promises([first, second]);
    const text = table(found, 130);
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(130);
    const tight = text.replaceAll(/\s/g, '');
    for (const { sentence } of found) expect(tight).toContain(sentence);
    expect(text).toContain('后续答复：未按期（2024-07-01）');
    expect(text).toContain('共 4 项：已过期限 2，未到期 0，无期限 1，已办 1');
    expect(table([], 130)).toBe('No commitments.\n');
  });

  it('cuts cells by columns and wraps without a mark at a line’s start', () => {
    expect(cell('松溪县水利局', 8)).toBe('松溪县… ');
    expect(stringWidth(cell('a松溪县水利局', 8))).toBe(8);
    expect(wrapped('一二三四，五六', 8)).toEqual(['一二三', '四，五六']);
    expect(wrapped('一二（三四）。五', 8)).toEqual(['一二（三', '四）。五']);
    expect(wrapped('共1268个，完成', 8)).toEqual(['共1268', '个，完成']);
    expect(wrapped('', 8)).toEqual(['']);
  });
});

describe('CSV', () => {
  it('is RFC 4180 with a byte order mark', () => {
    expect(csv(['甲', '乙'], [['a,"b"\nc', null]])).toBe('\ufeff甲,乙\r\n"a,""b""\nc",\r\n');
  });

  it.each(['=1+1', '+86', '-1', '@x', '\t=1', ' =HYPERLINK("x")', '＝1'])('never runs %j as a formula', (text) => {
    expect(
      csv(['甲'], [[text]])
        .split('\r\n')[1]
        ?.replace(/^"/, '')
        .startsWith("'"),
    ).toBe(true);
  });

  it('writes a row a promise, numbers kept from being taken for figures', () => {
    const { found } = promises([first, second]);
    const rows = commitmentsCsv(found).trimEnd().split('\r\n');
    expect(rows).toHaveLength(1 + found.length);
    expect(rows[0]).toMatch(/^\ufeff状态,期限,/);
    expect(rows.some((row) => row.includes('第007号') && row.includes('已办'))).toBe(true);
  });
});
