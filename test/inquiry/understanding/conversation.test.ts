/** Turns that follow one another, over invented letters (town.ts): what each takes over and what it leaves. */
import { afterAll, describe, expect, it } from 'vitest';
import { removeFolders } from '../../search/invented.ts';
import { ids, said } from './town.ts';

afterAll(removeFolders);

describe('after a list', () => {
  it('a list without an agency binds none', async () => {
    const turns = ['沈听澜委员提了什么', '加装电梯补多少钱', '在建的呢'] as const;
    const fact = await said(turns[0], turns[1]);
    expect(fact.unmet).toBeNull();
    expect(await ids(fact.scope)).toEqual(['lift']);
    const next = await said(...turns);
    expect(next.unmet).toBeNull();
    expect(await ids(next.scope)).toEqual(['lift']);
  });
  it('keeps its agency when the place changes', async () => {
    const inquiry = await said('兰浦区住建局答复了哪些', '梅岭县呢');
    expect(inquiry).toMatchObject({ intent: 'list', places: ['梅岭县'] });
    expect(await ids(inquiry.scope)).toEqual(['meiling-lift']);
  });
});

describe('after a refusal', () => {
  it('a new topic is asked of all letters', async () => {
    const inquiry = await said('九三学社提了什么', '加装电梯补多少钱');
    expect(inquiry).toMatchObject({ unmet: null, scope: null, earlier: null });
  });
  it('the place that no letter knows is still meant, until another is named', async () => {
    const turns = ['浦口区加装电梯补多少', '那充电桩呢'] as const;
    expect((await said(...turns)).unmet).toMatchObject({ constraint: 'place', asked: '浦口区' });
    expect((await said(turns[0], '什么时候呢')).unmet).toMatchObject({ constraint: 'place' });
    const other = await said(turns[0], '梅岭县呢');
    expect(other).toMatchObject({ unmet: null, places: ['梅岭县'] });
    expect(other.text).toContain('加装电梯');
  });
  it('a number that no letter has is no topic', async () => {
    const inquiry = await said('老人吃饭有补贴吗', '18号呢');
    expect(inquiry.unmet).toMatchObject({ constraint: 'number', asked: '18' });
    expect(inquiry).toMatchObject({ text: '', concepts: [] });
  });
});

describe('a choice that was taken', () => {
  const turns = ['27号建议办得怎么样', '2'] as const;
  it('holds for the turns after it', async () => {
    for (const next of ['第二条呢', '那钱呢', '谁办的']) {
      const inquiry = await said(...turns, next);
      expect(inquiry.ambiguous, next).toEqual([]);
      expect(await ids(inquiry.scope), next).toEqual(['charge']);
    }
    expect(await ids((await said(...turns, '第二条呢', '那计划呢')).scope)).toEqual(['charge']);
  });
  it('is left for the same number of another place', async () => {
    const inquiry = await said(...turns, '换成梅岭县呢');
    expect(await Promise.all(inquiry.ambiguous.map(({ letters }) => ids(letters)))).toEqual([
      ['meiling-lift'],
      ['meiling-bus'],
    ]);
    const refused = await said('062044号提案', '换成梅岭县呢');
    expect(refused.unmet).toMatchObject({ constraint: 'number', asked: '062044' });
  });
});

describe('within a letter', () => {
  it('a section is asked of the letter, without the topic asked before', async () => {
    const inquiry = await said('062031号提案', '补偿意见呢', '第一条呢');
    expect(inquiry).toMatchObject({ section: 1, text: '', carried: null, words: [], intent: 'status' });
    expect(await ids(inquiry.scope)).toEqual(['lift']);
    expect(await ids((await said('加装电梯补多少钱', '第二条呢')).scope)).toHaveLength(1);
  });
  it('its money is a topic', async () => {
    for (const text of ['那钱呢', '多少钱', '那资金呢']) {
      const inquiry = await said('062031号提案办得怎样', text);
      expect(inquiry, text).toMatchObject({ intent: 'fact', asks: ['amount'] });
      expect(inquiry.words.length, text).toBeGreaterThan(0);
      expect(inquiry.concepts.length, text).toBeGreaterThan(0);
      expect(await ids(inquiry.scope), text).toEqual(['lift']);
    }
  });
  it('a lookup is not what the next topic asks', async () => {
    const inquiry = await said('062031号提案', '谁办的', '低层住户补偿');
    expect(inquiry.intent).not.toBe('lookup');
    expect(inquiry.asks).not.toContain('who');
  });
  it.each([
    ['062031号的承办单位是谁', 'who'],
    ['062031号提案的提出者是谁', 'proposer'],
    ['062031号提案什么时候答复的', 'when'],
  ] as const)('looks up: %s', async (text, ask) => {
    const inquiry = await said(text);
    expect(inquiry).toMatchObject({ intent: 'lookup', text: '' });
    expect(inquiry.asks[0]).toBe(ask);
    const followed = await said('062031号提案', text.replace(/^062031号(?:提案)?的?/u, ''));
    expect(followed).toMatchObject({ intent: 'lookup', asks: inquiry.asks });
  });
  it('what one letter answered is its status, what an agency answered a list', async () => {
    expect((await said('第062031号提案答复了什么')).intent).toBe('status');
    expect((await said('区住建局答复了什么')).intent).toBe('list');
    expect((await said('第27号建议一共有几份答复')).intent).toBe('count');
  });
});

describe('the topic', () => {
  it('stays for a side of it', async () => {
    const inquiry = await said('兰浦区加装电梯补多少钱', '那计划呢');
    expect(inquiry.text).toContain('加装电梯');
    expect(inquiry.asks[0]).toBe('planned');
    expect(inquiry.places).toEqual(['兰浦区']);
  });
  it('stays for more, which is counted', async () => {
    const more = await said('加装电梯补多少钱', '然后呢');
    expect(more).toMatchObject({ more: 1 });
    expect(more.text).toContain('加装电梯');
    expect(await said('加装电梯补多少钱', '然后呢', '还有呢')).toMatchObject({ more: 2 });
    expect(await said('加装电梯补多少钱', '那梅岭呢')).toMatchObject({ more: 0 });
  });
  it('changes for a thing that no letter knows', async () => {
    expect(await said('充电桩怎么申请安装', '市长叫什么名字')).toMatchObject({
      earlier: null,
      carried: null,
      focus: [],
    });
  });
  it('leaves the year for 现在呢', async () => {
    const inquiry = await said('2020年茶叶产值是多少', '现在呢');
    expect(inquiry).toMatchObject({ years: [], asks: ['amount'] });
    expect(inquiry.text).not.toContain('2020');
    for (const { word, start, end } of inquiry.words) expect(inquiry.text.slice(start, end)).toBe(word);
    expect((await said('2020年茶叶产值是多少', '面积呢')).years).toEqual([]);
    expect((await said('2020年茶叶产值是多少', '那多少呢')).years).toHaveLength(1);
  });
  it('two agencies are the sides of a comparison', async () => {
    const inquiry = await said('发改委和卫健委各说了什么');
    expect(inquiry).toMatchObject({ intent: 'compare', text: '' });
    expect(inquiry.agencies).toHaveLength(2);
    expect(await ids(inquiry.scope)).toEqual(['charge', 'childcare']);
  });
});

describe('what a turn that tells no matter of its own keeps', () => {
  it('is the place, although another place tells more of what is asked', async () => {
    const inquiry = await said('梅岭县加装电梯补多少', '充电桩呢');
    expect(inquiry.places).toEqual(['梅岭县']);
  });
  it('is the matter, where it asks to whom papers go', async () => {
    const inquiry = await said('加装电梯补多少钱', '找谁交材料');
    expect(inquiry.carried).toContain('加装电梯');
  });
});

describe('a branch of a party', () => {
  it('is a proposer with the place in its name', async () => {
    const inquiry = await said('民盟兰浦区委的提案');
    expect(inquiry).toMatchObject({ proposers: ['民盟'], unmet: null });
    expect(await ids(inquiry.scope)).toContain('lift');
    expect(inquiry.words).toEqual([]);
  });
});
