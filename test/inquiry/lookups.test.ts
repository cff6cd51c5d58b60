import { describe, expect, it } from 'vitest';
import { ledger } from '../../src/commands/commitments/ledger.ts';
import { lookUpLetters, partOf } from '../../src/inquiry/lookups/letters.ts';
import { lookUpPromises } from '../../src/inquiry/lookups/promises.ts';
import { render } from '../../src/inquiry/render.ts';
import type { Question } from '../../src/model.ts';
import { letterOf, letters, secret, viewOf } from './invented.ts';

// 以下复文、地名、机构和数字均为虚构。
const many = Array.from({ length: 23 }, (_, index) =>
  letterOf({
    file: `lamp-${index + 1}.txt`,
    fields: {
      proposalNo: String(5001 + index),
      title: `关于第${5001 + index}号提案的答复`,
      department: '砚山县城市管理局',
      date: `2023-${String((index % 12) + 1).padStart(2, '0')}-05`,
      place: '砚山县',
    },
    sections: [
      {
        heading: '一、路灯',
        sentences: [
          [`已修好路灯${index + 1}盏。`, 'done'],
          [`计划${2024 + (index % 4)}年底前再装路灯${index + 40}盏。`, 'planned'],
        ],
      },
    ],
  }),
);
const view = viewOf([...many, ...letters]);
const asked = (text: string): Question => ({ text, viewer: { role: 'staff' }, turns: [], today: '2025-12-01' });

describe('a look-up of letters', () => {
  it('lists all that fit, newest first, in parts that meet without a gap', async () => {
    const seen: string[] = [];
    for (let first = 1; first <= 23; first += 10) {
      const { answer, part } = await lookUpLetters(asked('砚山县城市管理局2023年的答复有哪些'), view, first);
      if (answer.kind !== 'answered') throw new Error(`it was ${answer.kind}`);
      expect(part).toEqual({ first, last: Math.min(first + 9, 23), total: 23 });
      seen.push(...answer.citations.map(({ file }) => file));
      for (const { quote, start, end, file } of answer.citations)
        expect(many.find((letter) => letter.file === file)?.body.slice(start, end)).toBe(quote);
    }
    expect(new Set(seen).size).toBe(23);
    const dates = seen.map((file) => many.find((letter) => letter.file === file)?.date ?? '');
    expect(dates).toEqual(dates.toSorted((a, b) => b.localeCompare(a)));
  });

  it('tells how many there are and how to go on, and no source twice', async () => {
    const { answer, part } = await lookUpLetters(asked('砚山县城市管理局2023年的答复有哪些'), view, 11);
    if (part === null) throw new Error('no list');
    const text = render(answer, 'plain', { part });
    expect(text.split('\n')[0]).toBe('共23项，这是第11至20项：');
    expect(text).toContain('回复“下一页”');
    expect(text).not.toContain('出处');
    expect(text.match(/［\d+］/g)).toHaveLength(10);
    expect(render(answer, 'html', { part })).not.toContain('下一页');
  });

  it('says so when nothing fits, also for words that no letter knows', async () => {
    for (const text of ['火星基地的答复有哪些', '砚山县1999年的答复有哪些', '砚山县海洋局的答复有哪些']) {
      const { answer, part } = await lookUpLetters(asked(text), view, 1);
      expect([answer.kind, part], text).toEqual(['unanswered', null]);
    }
  });

  it('shows the last part for one past the end', () => {
    const items = Array.from({ length: 20 }, (_, index) => index + 1);
    expect(partOf(items, 31)).toEqual({ shown: items.slice(10), part: { first: 11, last: 20, total: 20 } });
    expect(partOf([], 1).part.total).toBe(0);
  });
});

describe('a look-up of promises', () => {
  it('lists them overdue first under what is known of them, each a verbatim plan', async () => {
    const { answer, part } = await lookUpPromises(asked('路灯的答复有哪些'), view, 1, ledger());
    if (answer.kind !== 'answered' || part === null) throw new Error(`it was ${answer.kind}`);
    expect(part).toEqual({ first: 1, last: 10, total: 23 });
    expect(answer.citations.every(({ tense, quote }) => tense === 'planned' && quote.includes('计划'))).toBe(true);
    const text = render(answer, 'plain', { part });
    expect(text).toContain('期限已过\n计划：');
    expect(text).not.toContain('已办');
    expect(text).toContain('不等于没有办');
    expect(text).toContain('【1】');
  });

  it('reads them once for all parts, and anew for another viewer or day', async () => {
    let read = 0;
    const counted = {
      ...view,
      viewer: view.viewer,
      letter: (index: number) => {
        read += 1;
        return view.letter(index);
      },
    };
    const promisesOf = ledger();
    await promisesOf(counted, view.cards, '', '2025-12-01');
    const once = read;
    await promisesOf(counted, view.cards, '路灯', '2025-12-01');
    expect(read).toBe(once);
    await promisesOf(counted, view.cards, '', '2025-12-02');
    expect(read).toBe(2 * once);
  });

  it('shows the public no promise of a letter that it may not see', async () => {
    const open = viewOf([...many, secret], { role: 'public' });
    const { answer } = await lookUpPromises({ ...asked('有哪些答复'), viewer: { role: 'public' } }, open, 1, ledger());
    expect(JSON.stringify(answer)).not.toContain(secret.file);
  });
});
