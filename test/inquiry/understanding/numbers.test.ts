/** Numbers of invented letters, written as people write them. */
import { canonicalNumber } from '../../../src/search/letter-number.ts';
import { describe, expect, it } from 'vitest';
import { numberAliases, numberBook, oneSlip, takeNumbers } from '../../../src/inquiry/understanding/numbers.ts';
import { Reading } from '../../../src/inquiry/understanding/reading.ts';
import { TOWN } from './town.ts';

const book = numberBook(TOWN.map((letter, index) => Object.assign({ index }, letter)));
const asked = (text: string): string[] =>
  takeNumbers(new Reading(text), book).map(({ of, canonical }) => `${of} ${canonical}`);

describe('canonicalNumber', () => {
  it('is one for all writings of a number', () => {
    for (const written of ['B〔2021〕009', 'B(2021)009号', 'Ｂ（２０２１）９', 'b[2021]009', 'B【2021】 009 号'])
      expect(canonicalNumber(written)).toBe('b(2021)9');
    expect(canonicalNumber('第0027号')).toBe(canonicalNumber('27'));
  });
  it('keeps different numbers apart', () => {
    expect(canonicalNumber('062031')).not.toBe(canonicalNumber('062013'));
    expect(canonicalNumber('B〔2021〕009')).not.toBe(canonicalNumber('B〔2020〕009'));
  });
});

describe('takeNumbers', () => {
  it.each([
    ['155145', 'proposal 155145'],
    ['第155145号', 'proposal 155145'],
    ['１５５１４５号提案', 'proposal 155145'],
    ['155145 progress?', 'proposal 155145'],
    ['What happened to proposal No. 155145?', 'proposal 155145'],
    ['提案062031办得怎样', 'proposal 62031'],
    ['代表建议63号', 'proposal 63'],
    ['第十三号提案', 'proposal 13'],
    ['县政协2023年第139号提案', 'proposal 139'],
    ['20240087号', 'proposal 20240087'],
    ['提案B(2019)017号办的咋样', 'proposal b(2019)17'],
    ['B2019 017号', 'proposal b(2019)17'],
    ['兰发改函2025 14号是哪个提案', 'document 兰发改函(2025)14'],
    ['请问兰发改函【2025】14号讲什么', 'document 兰发改函(2025)14'],
    ['27号的进展', 'proposal 27'],
    ['十五万五千一百四十五号提案', 'proposal 155145'],
    ['第十五万五千一百四十五号', 'proposal 155145'],
    ['三万零二十号建议办得怎样', 'proposal 30020'],
    ['一五五一四五号', 'proposal 155145'],
    ['幺五五幺四五号怎么答复的', 'proposal 155145'],
    ['第零六二零三一号', 'proposal 62031'],
    ['第27号再次答复', 'proposal 27'],
    ['第27号提案的第二次答复', 'proposal 27'],
  ])('%s', (text, number) => {
    expect(asked(text)).toEqual([number]);
  });
  it('reads two', () => {
    expect(asked('27号和0027号建议有什么区别')).toEqual(['proposal 27', 'proposal 27']);
    expect(asked('提案062031、155145')).toEqual(['proposal 62031', 'proposal 155145']);
    expect(asked('第27号、第63号')).toEqual(['proposal 27', 'proposal 63']);
    expect(asked('提案27、63')).toEqual(['proposal 27', 'proposal 63']);
  });
  it.each([
    '2024年加装了多少电梯',
    '补5000元还是10000元',
    '打12345能投诉吗',
    '我今年65岁',
    '5月20号以前能办吗',
    '地铁14号线',
    '3号楼的电梯',
    '电话13800138000',
    '投资3.5亿元',
    '20180万元',
    'Mono 1.9 版',
    '2022-2024年',
    '地铁第十四号线',
    '二十五号能去办吗',
    '投资三万五千元',
    '第三号楼的电梯',
  ])('reads none in %s', (text) => {
    expect(asked(text)).toEqual([]);
  });
});

it('knows a letter by its serial number too', () => {
  expect(numberAliases({ proposalNo: '155145', session: '十五届五次' })).toContain('145');
  expect(numberAliases({ proposalNo: '062031', session: '六届二次' })).toContain('31');
  expect(numberAliases({ proposalNo: '20240087', session: null })).toContain('87');
  expect(numberAliases({ proposalNo: '27', session: '七届一次' })).toEqual([]);
});

it('tells one slip from two', () => {
  expect(oneSlip('62031', '62013')).toBe(true);
  expect(oneSlip('62031', '62032')).toBe(true);
  expect(oneSlip('62031', '6203')).toBe(true);
  expect(oneSlip('62031', '62031')).toBe(false);
  expect(oneSlip('62031', '61032')).toBe(false);
});
