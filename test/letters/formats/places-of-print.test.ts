/** Where lines stand on a printed page tells which belong together. All letters are invented (虚构). */
import { describe, expect, it } from 'vitest';
import type { Letter } from '../../../src/model.ts';
import { parseLetter } from '../../../src/letters/parse.ts';
import { makePdf, type Placed } from './make-pdf.ts';
import { textOf } from './suite.ts';

const LEFT = 90;
const WIDTH = 30;
const SIZE = 14;
const WORDS =
  '2023年以来，全县完成老街消防改造项目14个，新建微型消防站31座，配备灭火器材四千二百余件，受益居民一万九千户，其余片区列入明年计划。';

interface Line {
  readonly text: string;
  readonly place: 'left' | 'in' | 'centre' | 'right';
  readonly size?: number;
}

/** A digit is half as wide as a Chinese character; in the test's font 0.56. */
function widthOf(text: string): number {
  return [...text].reduce((sum, unit) => sum + (unit.charCodeAt(0) < 128 ? 0.556 : 1), 0);
}

function wrap(text: string): Line[] {
  const lines: Line[] = [];
  let line = '';
  for (const unit of text) {
    if (widthOf(line + unit) > (lines.length === 0 ? WIDTH - 2 : WIDTH)) {
      lines.push({ text: line, place: lines.length === 0 ? 'in' : 'left' });
      line = '';
    }
    line += unit;
  }
  return [...lines, { text: line, place: lines.length === 0 ? 'in' : 'left' }];
}

function setPage(lines: readonly Line[]): Placed[] {
  return lines.map(({ text, place, size = SIZE }, i) => {
    const room = WIDTH * SIZE - widthOf(text) * size;
    const set = { left: 0, in: 2 * SIZE, centre: room / 2, right: room }[place];
    return { text, x: LEFT + set, y: 100 + i * 26, size };
  });
}

async function letterOf(page: readonly Placed[]): Promise<Letter> {
  return parseLetter(await textOf(makePdf([page]), 'a.pdf'), { file: 'a.pdf', sha256: 'ab'.repeat(32) });
}

const opening: readonly Line[] = [
  { text: '柏青山代表：', place: 'left' },
  ...wrap('您提出的“关于改善云渡老街消防条件的建议”收悉，经会同县消防救援大队、县住建局研究，现答复如下：'),
];

/** A form's cells on one baseline, by their places from the left. */
function row(y: number, cells: readonly (readonly [string, number])[]): Placed[] {
  return cells.map(([text, x]) => ({ text, x: LEFT + x, y, size: SIZE }));
}

describe('a printed page', () => {
  it('keeps a number on the right, the title in the middle and the lines below the date apart', async () => {
    const letter = await letterOf(
      setPage([
        { text: '云应急函〔2023〕47号', place: 'right' },
        { text: '关于县十八届人大三次会议第93号建议的答复函', place: 'centre', size: 18 },
        ...opening,
        ...wrap(WORDS),
        { text: '云渡县应急管理局', place: 'right' },
        { text: '2023年8月9日', place: 'right' },
        { text: '联系人：何溪  电话：6681203', place: 'left' },
      ]),
    );
    expect(letter).toMatchObject({
      docNo: '云应急函〔2023〕47号',
      title: '关于县十八届人大三次会议第93号建议的答复函',
      proposalNo: '93',
      session: '十八届三次',
      date: '2023-08-09',
      contact: { name: '何溪', phone: '6681203' },
    });
    expect(letter.body).toContain(`\n${WORDS}\n`);
  });

  it('ends a heading where the next word would have stood on its line', async () => {
    const letter = await letterOf(
      setPage([
        { text: '关于县十八届人大三次会议第93号建议的答复', place: 'centre' },
        ...opening,
        { text: '一、关于消防改造进展和下一阶段任务安排', place: 'left' },
        ...wrap(WORDS).map(({ text }): Line => ({ text, place: 'left' })),
        { text: '云渡县应急管理局', place: 'right' },
        { text: '2023年8月9日', place: 'right' },
      ]),
    );
    expect(letter.sections.map(({ heading }) => heading)).toContain('一、关于消防改造进展和下一阶段任务安排');
    expect(letter.body).toContain(`\n${WORDS}\n`);
  });

  it('joins the characters that a long title leaves for its second line', async () => {
    const letter = await letterOf(
      setPage([
        { text: '关于县十八届人大三次会议第93号建议办理情况的复', place: 'centre', size: 18 },
        { text: '函', place: 'centre', size: 18 },
        ...opening,
        ...wrap(WORDS),
        { text: '2023年8月9日', place: 'right' },
      ]),
    );
    expect(letter.title).toBe('关于县十八届人大三次会议第93号建议办理情况的复函');
  });

  it('reads a form whose label stands in the middle of a value of many lines', async () => {
    const value = wrap(WORDS.slice(0, 60));
    const letter = await letterOf([
      { text: '云渡县政协提案办理情况登记表', x: 180, y: 90, size: 18 },
      ...row(130, [
        ['提案编号', 0],
        ['0217', 100],
        ['会次', 240],
        ['县政协十届二次会议', 330],
      ]),
      ...row(160, [
        ['提案题目', 0],
        ['关于改善云渡老街消防条件的提案', 100],
      ]),
      ...row(190, [
        ['提案者', 7],
        ['柏青山', 100],
        ['结果分类', 240],
        ['A', 330],
      ]),
      ...row(220, [
        ['主办单位', 0],
        ['云渡县应急管理局', 100],
        ['能否公开', 240],
        ['可以公开', 330],
      ]),
      ...value.map((line, i) => ({ text: line.text, x: LEFT + (i === 0 ? 128 : 100), y: 260 + i * 26, size: SIZE })),
      ...row(260 + ((value.length - 1) * 26) / 2, [['答复内容', 0]]),
      ...row(260 + value.length * 26 + 10, [
        ['答复日期', 0],
        ['2023年8月9日', 100],
      ]),
    ]);
    expect(letter).toMatchObject({
      genre: 'form',
      proposalNo: '0217',
      session: '十届二次',
      subject: '关于改善云渡老街消防条件的提案',
      addressees: ['柏青山'],
      department: '云渡县应急管理局',
      result: 'A',
      disclosure: 'public',
      date: '2023-08-09',
    });
    expect(letter.body).toContain(`答复内容\n${WORDS.slice(0, 60)}`);
  });
});
