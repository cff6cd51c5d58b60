import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/inquiry/ask.ts';
import { holdsName, namesIn } from '../../src/inquiry/composing/named.ts';
import { render } from '../../src/inquiry/render.ts';
import type { Answer } from '../../src/model.ts';
import { openGeneration, type Generation } from '../../src/search/generation.ts';
import { writeGeneration } from '../../src/search/generation-writer.ts';
import { loadVocabulary } from '../../src/search/vocabulary.ts';
import { letterOf, letters } from './invented.ts';

/** Invented: lines, schools and rules of a district that does not exist. */
const buses = letterOf({
  file: 'buses.txt',
  fields: {
    proposalNo: '031233',
    title: '对区政协三届二次会议第031233号提案的答复',
    subject: '关于优化公交线路的提案',
    addressees: ['沈听雨'],
    department: '云屏区交通运输局',
    docNo: '云交函〔2025〕18号',
    date: '2025-04-10',
    place: '云屏区',
  },
  sections: [
    {
      heading: '一、关于延长夜间班次的建议',
      sentences: [
        ['2025年3月起，17路末班车由20时延长至22时。', 'done'],
        ['下一步，将在2025年底前再延长4条线路的末班车时间。', 'planned'],
      ],
    },
    {
      heading: '二、关于老年人乘车优惠的建议',
      sentences: [['年满65周岁的本区户籍老年人凭敬老卡免费乘坐公交车。', 'stated']],
    },
    {
      heading: '三、关于学校周边停车的建议',
      sentences: [['在栖霞小学周边设置即停即走车位24个，限时15分钟。', 'done']],
    },
  ],
});

let dir: string;
let generation: Generation;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fuwen-near-'));
  const vocabulary = loadVocabulary(join(import.meta.dirname, '../../knowledge/vocabulary'));
  const incoming = [...letters, buses].map((letter) => ({ kind: 'new' as const, letter }));
  const settings = { unprinted: 'public' as const };
  await writeGeneration({ dir, letters: incoming, previous: null, vocabulary, vectors: null, settings });
  const opened = await openGeneration(dir, { vocabulary: null, unprinted: 'public', embedder: null });
  if (!opened) throw new Error('the generation was not written');
  generation = opened;
});
afterAll(async () => {
  generation.close();
  await rm(dir, { recursive: true });
});

async function asked(text: string): Promise<Answer> {
  return ask({ text, viewer: { role: 'public' }, turns: [], today: '2025-12-01' }, generation.for({ role: 'public' }));
}

describe('a question next to what the letters tell', () => {
  it.each([
    ['17路末班车改到几点了', '22时'],
    ['65岁以上老年人坐公交车免费吗', '敬老卡'],
    ['栖霞小学门口有多少个停车位', '24个'],
    ['充电设施建了多少个', '1268个'],
    ['我爸七十一了坐公交车要钱吗', '敬老卡'],
    ['栖霞小学那条路的停车位有多少个', '24个'],
  ])('answers %s', async (question, told) => {
    const answer = await asked(question);
    expect(answer.kind, render(answer)).toBe('answered');
    expect(render(answer)).toContain(told);
  });

  it.each([
    ['23路末班车改到几点了', 'another line'],
    ['残疾人坐公交车免费吗', 'another group'],
    ['鹤鸣小学门口有多少个停车位', 'another school'],
    ['社区矫正对象有多少人', 'a compound of which only 社区 is printed'],
    ['公厕24小时开放吗', 'another facility, though 小时 and 开放 are common'],
    ['殡葬费用怎么减免', 'another topic'],
    ['大学生坐公交车免费吗', 'a group whose word stands in none of the rules'],
    ['17路末班车司机一个月挣多少钱', 'a sum of a kind that is not told'],
    ['How do I register my dog?', 'English words that no concept explains'],
  ])('refuses %s: %s', async (question) => {
    const answer = await asked(question);
    expect(answer.kind, render(answer)).toBe('unanswered');
  });

  it('names a number that no letter has as a letter would be named', async () => {
    expect(render(await asked('第888号提案办得怎么样'))).toContain('没有找到第888号提案的答复');
    expect(render(await asked('云交函〔2025〕81号'))).toContain('您要问的是不是云交函〔2025〕18号？');
    expect(render(await asked('第031207号…不对，是031233号提案办得怎样'))).toContain('云屏区交通运输局');
  });

  it('tells of each letter that is asked for by number', async () => {
    const text = render(await asked('提案031233、031207'));
    expect(text).toContain('编号：031233');
    expect(text).toContain('编号：031207');
    expect(render(await asked('提案031233'))).not.toContain('031207');
  });

  it('tells what is planned beside what was done', async () => {
    const text = render(await asked('区里在延长公交夜间班次方面做了什么'));
    expect(text).toContain('已办：');
    expect(text).toContain('计划：');
    expect(text).toContain('2025年底前再延长4条');
  });

  it('lists sources with title and quote where asked to', async () => {
    const answer = await asked('17路末班车改到几点了');
    const plain = render(answer, 'plain');
    const whole = render(answer, 'plain', { quotes: true });
    expect(plain).not.toContain(' · 对区政协三届二次会议第031233号提案的答复');
    expect(whole).toMatch(
      /(?:【\d】)+第031233号提案答复 · 对区政协三届二次会议第031233号提案的答复 · 一、[^\n]+\n {4}2025年3月起，17路末班车/u,
    );
  });
});

describe('names', () => {
  it('are lines by their number, and what no word explains before school, road, estate', () => {
    const view = generation.for({ role: 'public' });
    const names = (text: string) => namesIn(text, view).map((name) => name.text);
    expect(names('17路末班车几点')).toEqual(['17路']);
    expect(names('鹤鸣小学扩建了吗')).toEqual(['鹤鸣小学']);
    expect(names('when will line 6 open')).toEqual(['6号线']);
    expect(names('附近的医院晚上看病吗')).toEqual([]);
    expect(names('老旧小区改造了吗')).toEqual([]);
  });

  it('are held by a letter that prints them, or one that sounds the same', () => {
    expect(holdsName('栖霞小学', '在栖霞小学周边')).toBe(true);
    expect(holdsName('西霞小学', '在栖霞小学周边')).toBe(true);
    expect(holdsName('鹤鸣小学', '在栖霞小学周边')).toBe(false);
    expect(holdsName('17路', '217路')).toBe(false);
    expect(holdsName('云坪乡', '云坪、坞头两个乡')).toBe(true);
  });
});
