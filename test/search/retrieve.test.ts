import { afterAll, describe, expect, it } from 'vitest';
import type { Query, View } from '../../src/search/view.ts';
import { fresh, indexed, invented, plain, PUBLIC, removeFolders, vocabularyOf } from './invented.ts';

afterAll(removeFolders);

const ask = (text: string, more: Partial<Query> = {}): Query => ({
  text,
  concepts: [],
  letters: null,
  limit: 20,
  ...more,
});

/** Ids of the letters that the passages are of, in the order of the ranking. */
async function order(view: View, query: Query): Promise<(string | undefined)[]> {
  return (await view.retrieve(query)).map(({ passage }) => view.card(passage.letter)?.id);
}

describe('words and bigrams', () => {
  it('rank by how many of the rare words a passage holds', async () => {
    const generation = await indexed(
      fresh([
        plain('roads', '全县新建道路六条。'),
        plain('both', '全县新建充电桩三百个，道路配套同步建设。'),
        plain('posts', '居民区充电桩由物业管理。'),
        plain('none', '公园夜间开放。'),
      ]),
    );
    const view = generation.for(PUBLIC);
    expect(await order(view, ask('充电桩道路'))).toEqual([
      'both', // holds both words
      'posts', // 充电桩: two pairs of characters, and shorter than `both`
      'roads', // 道路 only, one pair
      // `none` shares nothing, so it is not there
    ]);
    generation.close();
  });

  it('count a rare word for more than a common one, and repeats for less and less', async () => {
    const generation = await indexed(
      fresh([
        plain('often', '托育服务、托育机构、托育补贴。'),
        plain('once', '托育服务和学前教育。'),
        plain('rare', '服务网点设在街镇。'),
        ...['甲', '乙', '丙', '丁'].map((name) => plain(name, `${name}处服务窗口开放。`)),
      ]),
    );
    const found = await order(generation.for(PUBLIC), ask('托育服务'));
    // `often` says it three times, `once` once; 服务 is in nearly all, so it decides nothing between the two groups.
    expect(found.slice(0, 2)).toEqual(['often', 'once']);
    expect(new Set(found.slice(2))).toEqual(new Set(['rare', '甲', '乙', '丙', '丁']));
    generation.close();
  });

  it('find an unknown name by its pairs of characters', async () => {
    const generation = await indexed(fresh([plain('a', '茗霭荡湿地完成修复。'), plain('b', '湿地公园对外开放。')]));
    expect(await order(generation.for(PUBLIC), ask('茗霭荡'))).toEqual(['a']);
    generation.close();
  });

  it('read Traditional, full width and upper case as the letters write them', async () => {
    const generation = await indexed(fresh([plain('a', '建成AI实验室3个。'), plain('b', '建成充电桩。')]));
    const view = generation.for(PUBLIC);
    expect(await order(view, ask('充電樁'))).toEqual(['b']);
    expect(await order(view, ask('ＡＩ'))).toEqual(['a']);
    generation.close();
  });

  it('let no asking word count: a letter that says 什么 is not about everything', async () => {
    const generation = await indexed(fresh([plain('what', '什么时候都要讲安全。'), plain('parks', '公园已经开放。')]));
    expect(await order(generation.for(PUBLIC), ask('公园什么时候开放'))).toEqual(['parks']);
    generation.close();
  });
});

it('what a passage stands under helps it, and less than its own words', async () => {
  const generation = await indexed(
    fresh([
      plain('own', '养老食堂开到社区。'),
      invented('under', { sections: [{ heading: '一、关于养老食堂的建议', text: '已建成十二处，今年将再建四处。' }] }),
      plain('else', '道路养护十二处。'),
    ]),
  );
  const view = generation.for(PUBLIC);
  expect(await order(view, ask('养老食堂'))).toEqual(['own', 'under']);
  const [, under] = await view.retrieve(ask('养老食堂'));
  expect(under?.passage.heading).toBe('一、关于养老食堂的建议');
  expect(view.letter(1)?.body.slice(under?.passage.start, under?.passage.end)).toBe('已建成十二处，今年将再建四处。');
  generation.close();
});

describe('concepts', () => {
  const vocabulary = vocabularyOf(
    { forms: ['elder-care', '养老', '老年人'] },
    { forms: ['canteen', '助餐', '食堂'], broader: 'elder-care' },
    { forms: ['general', '工作'], weight: 0.2 },
  );
  const letters = fresh([
    plain('canteen', '社区食堂已经营业。'),
    plain('care', '老年人活动中心开放。'),
    plain('work', '各项工作有序推进。'),
  ]);

  it('find what is said in other words, the concept itself before a narrower one', async () => {
    const generation = await indexed(letters, { vocabulary });
    const view = generation.for(PUBLIC);
    expect(await order(view, ask('', { concepts: [{ concept: 0, weight: 1 }] }))).toEqual(['care', 'canteen']);
    // Asked for the narrower one, the broader is not meant.
    expect(await order(view, ask('', { concepts: [{ concept: 1, weight: 1 }] }))).toEqual(['canteen']);
    generation.close();
  });

  it('count by their weight: a general one decides nothing', async () => {
    const generation = await indexed(letters, { vocabulary });
    const concepts = [0, 2].map((concept) => ({ concept, weight: 1 }));
    expect(await order(generation.for(PUBLIC), ask('', { concepts }))).toEqual(['care', 'canteen', 'work']);
    generation.close();
  });

  it('can be left out, as can words and bigrams', async () => {
    const generation = await indexed(letters, { vocabulary });
    const view = generation.for(PUBLIC);
    const query = ask('食堂', { concepts: [{ concept: 0, weight: 1 }] });
    const [first] = await view.retrieve(query);
    expect(Object.values(first?.parts ?? {}).reduce((a, b) => a + b)).toBeCloseTo(first?.score ?? 0, 5);
    expect(await order(view, { ...query, without: ['concepts'] })).toEqual(['canteen']);
    for (const part of ['concepts', 'words', 'bigrams'] as const) {
      const hits = await view.retrieve({ ...query, without: [part] });
      expect(hits.length).toBeGreaterThan(0);
      for (const { parts } of hits) expect(parts[part]).toBe(0);
    }
    expect(await view.retrieve({ ...query, without: ['concepts', 'words', 'bigrams'] })).toEqual([]);
    generation.close();
  });
});

describe('a query', () => {
  it('counts carried words less than its own', async () => {
    const generation = await indexed(fresh([plain('lift', '加装电梯十部。'), plain('park', '新增车位十个。')]));
    const view = generation.for(PUBLIC);
    expect(await order(view, ask('车位', { carried: '电梯' }))).toEqual(['park', 'lift']);
    expect(await order(view, ask('电梯', { carried: '车位' }))).toEqual(['lift', 'park']);
    generation.close();
  });

  it('of some letters finds what is in them, with the scores it would have among all', async () => {
    const letters = Array.from({ length: 60 }, (_, n) => plain(`n${n}`, `第${n}处公园建设，${'绿化'.repeat(n % 7)}。`));
    const generation = await indexed(fresh(letters));
    const view = generation.for(PUBLIC);
    const all = await view.retrieve(ask('公园绿化建设', { limit: 100 }));
    for (const scope of [[3], [5, 9, 9], Array.from({ length: 50 }, (_, n) => n)]) {
      const some = await view.retrieve(ask('公园绿化建设', { letters: scope, limit: 100 }));
      const wanted = all.filter(({ passage }) => scope.includes(passage.letter));
      expect(some.map(({ passage }) => passage.id)).toEqual(wanted.map(({ passage }) => passage.id));
      some.forEach((hit, at) => expect(hit.score).toBeCloseTo(wanted[at]?.score ?? -1, 5));
    }
    expect(await view.retrieve(ask('公园', { letters: [] }))).toEqual([]);
    expect(await view.retrieve(ask('公园', { letters: [99, -1] }))).toEqual([]);
    generation.close();
  });

  it('gives no more than its limit, and equal passages in the order of the letters', async () => {
    const generation = await indexed(fresh(['a', 'b', 'c', 'd'].map((id) => plain(id, '公园开放。'))));
    const view = generation.for(PUBLIC);
    expect(await order(view, ask('公园', { limit: 3 }))).toEqual(['a', 'b', 'c']);
    expect(await order(view, ask('公园', { limit: 0 }))).toEqual([]);
    generation.close();
  });

  it('of nothing, of what no letter says, or of a page of noise finds nothing or does no harm', async () => {
    const generation = await indexed(fresh([plain('a', '公园开放。')]));
    const view = generation.for(PUBLIC);
    for (const text of ['', '？？？', '😀😀', '\u0000\u0001', '鲲鹏', 'zzz'])
      expect(await order(view, ask(text))).toEqual([]);
    expect(await order(view, ask('公园'.repeat(50_000)))).toEqual(['a']);
    generation.close();
  });
});

it('asked at the same time, queries do not disturb each other', async () => {
  const letters = Array.from({ length: 40 }, (_, n) =>
    plain(`n${n}`, `${['公园', '道路', '桥梁', '河道'][n % 4]}整治${n}处。`),
  );
  const generation = await indexed(fresh(letters));
  const view = generation.for(PUBLIC);
  const texts = ['公园整治', '道路整治', '桥梁', '河道整治'];
  const alone = [];
  for (const text of texts) alone.push(await order(view, ask(text)));
  expect(await Promise.all(texts.map((text) => order(view, ask(text))))).toEqual(alone);
  generation.close();
});
