import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../src/inquiry/compose.ts';
import { glossOf } from '../../../src/inquiry/composing/gloss.ts';
import { isAnnouncement, isCourtesy } from '../../../src/inquiry/composing/boilerplate.ts';
import { gather } from '../../../src/inquiry/evidence.ts';
import type { Inquiry } from '../../../src/inquiry/inquiry.ts';
import { render } from '../../../src/inquiry/render.ts';
import { verify } from '../../../src/inquiry/verify.ts';
import type { Answered } from '../../../src/model.ts';
import { levelOf } from '../../../src/inquiry/composing/topic.ts';
import { unitsOf } from '../../../src/inquiry/composing/units.ts';
import { fieldOf } from '../../../src/inquiry/composing/field.ts';
import { loadVocabulary } from '../../../src/search/vocabulary.ts';
import { inquiryOf, letterOf, viewOf } from '../invented.ts';

/** An invented letter that ends in a courtesy and whose plans stand beside what only looks like one. */
const workshop = letterOf({
  file: 'workshop.txt',
  fields: {
    proposalNo: '042118',
    title: '对区政协四届二次会议第042118号提案的答复',
    subject: '关于帮扶小微工厂的提案',
    addressees: ['沈雁回'],
    department: '云屏区经济和信息化委员会',
    date: '2025-04-18',
    place: '云屏区',
  },
  sections: [
    {
      heading: '一、关于设备更新的建议',
      sentences: [
        ['2024年共支持工厂更新设备218台。', 'done'],
        ['目前，区经信委积极探索建立设备共享机制，为全区小微工厂提供12类支持。', 'planned'],
        ['下一步，将建设共享车间。', 'planned'],
      ],
    },
    {
      heading: '二、关于融资的建议',
      sentences: [
        ['37家工厂获得授信额度1.6亿元。', 'done'],
        ['后续，拟设立贷款贴息专项。', 'planned'],
        ['我们将认真落实相关建议，不断优化服务，为云屏区的发展做出更大贡献。', 'planned'],
      ],
    },
  ],
});
const cohandled = letterOf({
  file: 'cohandled.txt',
  fields: {
    genre: 'cohandling',
    proposalNo: '042118',
    title: '关于区政协四届二次会议第042118号提案的会办意见',
    department: '云屏区金融服务办公室',
    date: '2025-03-20',
    place: '云屏区',
  },
  sections: [{ heading: null, sentences: [['2024年办理贴息41笔。', 'done']] }],
});
const view = viewOf([workshop, cohandled]);

async function answerOf(question: string, over: Partial<Inquiry>): Promise<Answered> {
  const inquiry = inquiryOf(question, { text: '', scope: [0], ...over });
  const hits = await view.retrieve({ text: inquiry.text, concepts: [], letters: inquiry.scope, limit: 30 });
  const evidence = gather(view, inquiry, hits);
  const draft = compose({ view, inquiry, hits, evidence, today: '2025-12-01' });
  const answer = draft && verify(draft, question, view).answer;
  if (!answer) throw new Error('nothing was answered');
  return answer;
}

describe('a status card', () => {
  it('tells no closing courtesy as a plan, and 下一步 before what is being explored', async () => {
    const text = render(await answerOf('042118号提案办得怎么样', { intent: 'status' }));
    expect(text).not.toContain('更大贡献');
    expect(text).toContain('下一步，将建设共享车间。');
    expect(text).not.toContain('积极探索');
  });

  it('stands at the date of what is told, not of a letter that is only named', async () => {
    const text = render(await answerOf('042118号提案办得怎么样', { intent: 'status' }));
    expect(text).toContain('第042118号提案会办意见 · 云屏区金融服务办公室 · 2025-03-20');
    expect(text).toContain('以上是2025-04-18复文时的情况');
  });

  it('knows a closing courtesy from a plan with a figure', () => {
    expect(isCourtesy('我们将认真落实相关建议,为云屏区的发展做出更大贡献。')).toBe(true);
    expect(isCourtesy('下一步,将落实建议,新建充电站40个。')).toBe(false);
    expect(isCourtesy('企业为全区税收作出贡献1.2亿元,下一步将给予奖励。')).toBe(false);
  });

  it.each([
    '经商县文旅局、县财政局,现将办理情况答复',
    '结合我局职责,现就夜市管理方面的内容提出协办意见,供你局参考:',
    '我局对提案提出的问题进行了认真梳理。',
    '整洁的河道是群众切身利益。',
  ])('knows courtesy and fillers: %s', (said) => expect(isCourtesy(said)).toBe(true));

  it.each([
    '现将办理时限由15天压缩到7天。',
    '我局对12个问题进行了认真研究,其中9个已办结。',
    '夜市是方便群众的重要举措,已开设6处。',
  ])('takes for no courtesy: %s', (said) => expect(isCourtesy(said)).toBe(false));

  it.each(['(2)关于路灯。', '关于路灯。', '三、关于夜市的建议。', '基本情况。'])('knows an announcement: %s', (said) =>
    expect(isAnnouncement(said)).toBe(true),
  );

  it.each(['关于设立静音日的建议,因执法依据不足,暂不采纳。', '针对违规转租问题,去年清退21户。'])(
    'hears what stands behind 关于: %s',
    (said) => expect(isAnnouncement(said)).toBe(false),
  );

  it('tells its sums for 那钱呢, and no second card', async () => {
    const text = render(await answerOf('那钱呢', { intent: 'fact', asks: ['amount'] }));
    expect(text).toContain('1.6亿元');
    expect(text).not.toContain('218台');
    expect(text).not.toContain('承办单位：');
  });

  it('tells a section that is asked for without the card again', async () => {
    const text = render(await answerOf('第二条呢', { intent: 'status', section: 2 }));
    expect(text).toContain('1.6亿元');
    expect(text).not.toMatch(/218台|承办单位：/u);
  });
});

describe('a row of the card', () => {
  it.each([
    ['who', '042118号的承办单位是谁', '承办单位：云屏区经济和信息化委员会', '提出者'],
    ['proposer', '042118号是谁提的', '提出者：沈雁回', '承办单位'],
    ['when', '042118号什么时候答复的', '复文日期：2025-04-18', '承办单位：'],
  ] as const)('alone is told for %s', async (ask, question, row, other) => {
    const numbers = [{ written: '042118', canonical: '42118', of: 'proposal' as const, at: { start: 0, end: 6 } }];
    const text = render(await answerOf(question, { intent: 'lookup', asks: [ask], numbers }));
    expect(text).toContain(row);
    expect(text.split('出处：')[0]).not.toContain(other);
  });
});

describe('what is not done yet', () => {
  it('is every plan of the letter in its order, as many as are counted', async () => {
    const answer = await answerOf('042118号还有哪些没做', { intent: 'status', asks: ['planned'] });
    expect(answer.blocks[0]).toMatchObject({ kind: 'lead', text: '列出3项计划：' });
    expect(answer.citations.map((c) => c.quote.slice(0, 3))).toEqual(['目前，', '下一步', '后续，']);
  });
});

describe('主办 and 会办', () => {
  it('stand side by side', async () => {
    const text = render(await answerOf('042118号主办和会办各怎么说', { intent: 'compare', scope: [0, 1] }));
    expect(text).toContain('对照如下');
    expect(text).toContain('218台');
    expect(text).toContain('贴息41笔');
  });
});

describe('a gloss', () => {
  const vocabulary = loadVocabulary(join(import.meta.dirname, '../../../knowledge/vocabulary'));
  it.each([
    ['获得了授信额度批复', '授信额度: credit line'],
    // The vocabulary finds these by "state-owned enterprise" and "property certificate", which they are not.
    ['清查国有资产，办理不动产登记', '国有资产: state-owned assets; 不动产登记: real estate registration'],
    ['社會保障卡申領', '社會保障卡: social security card'],
  ])('is the exact English of a term: %s', (quote, gloss) => {
    expect(glossOf(quote, vocabulary)).toBe(gloss);
  });
  it.each(['下一步，年底前实现全覆盖', '老年人不超过三名', '根治欠薪，缩短发车间隔', '学位供给、统建统营'])(
    'is none where there is no exact one: %s',
    (quote) => {
      expect(glossOf(quote, vocabulary)).toBeUndefined();
    },
  );
});

describe('a thing of the question', () => {
  const vocabulary = loadVocabulary(join(import.meta.dirname, '../../../knowledge/vocabulary'));
  const shipped = { ...view, vocabulary };
  const level = (question: string, told: string, text = question): number => {
    const [unit] = unitsOf(inquiryOf(question, { text }), shipped).toSorted((a, b) => b.weight - a.weight);
    return unit ? levelOf(unit, fieldOf(told, vocabulary)) : 0;
  };
  it('that is a compound is held where all that it is made of is told together', () => {
    expect(level('加装电梯怎么补贴', '每台加装电梯给予财政补助7万元。')).toBeGreaterThanOrEqual(0.5);
    expect(level('加装电梯怎么补贴', '每家商户给予财政补助7万元。')).toBeLessThan(0.5);
  });
  it('that is a need is met by its remedy, when help is asked for', () => {
    expect(level('缺钱怎么办', '区经信委为工厂融资提供银企对接。', '缺钱')).toBeGreaterThanOrEqual(0.5);
    expect(level('缺钱怎么办', '2024年共支持工厂更新设备218台。', '缺钱')).toBeLessThan(0.5);
  });
});
