/** Letters by who may read them, and letters of no place: what a list or count may tell. Invented letters. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inquiry } from '../../../src/inquiry/inquiry.ts';
import { understand } from '../../../src/inquiry/understand.ts';
import { disclosureOf } from '../../../src/inquiry/understanding/disclosure.ts';
import type { Viewer } from '../../../src/model.ts';
import type { View } from '../../../src/search/view.ts';
import { loadVocabulary } from '../../../src/search/vocabulary.ts';
import { fresh, indexed, invented, removeFolders } from '../../search/invented.ts';
import { TODAY, TOWN } from './town.ts';

const HIDDEN = [
  invented('school', {
    proposalNo: '0091',
    subject: '关于校园食堂管理的建议',
    department: '兰浦区教育局',
    place: '兰浦区',
    disclosure: 'withheld',
    sections: [{ heading: null, text: '区教育局已对38所学校食堂完成检查。' }],
  }),
  invented('disabled', {
    proposalNo: '062088',
    subject: '关于残疾人就业的提案',
    department: '兰浦区残疾人联合会',
    place: '兰浦区',
    disclosure: 'on_request',
    sections: [{ heading: null, text: '对安置残疾人就业的企业，每人每年补贴6000元。' }],
  }),
];
const OPEN = [
  invented('nowhere', {
    proposalNo: '0075',
    subject: '关于增设口袋公园的建议',
    department: '绿化管理局',
    sections: [{ heading: null, text: '2024年新建口袋公园6座。' }],
  }),
];

const views = new Map<string, View>();
beforeAll(async () => {
  const vocabulary = loadVocabulary('knowledge/vocabulary');
  const all = await indexed(fresh([...TOWN, ...OPEN, ...HIDDEN]), { vocabulary });
  const open = await indexed(fresh([...TOWN, ...OPEN]), { vocabulary });
  views.set('public', all.for({ role: 'public' }));
  views.set('staff', all.for({ role: 'staff' }));
  views.set('nothing hidden', open.for({ role: 'public' }));
});
afterAll(removeFolders);

async function asked(who: string, text: string, turns: readonly string[] = []): Promise<Inquiry & { ids: string[] }> {
  const view = views.get(who) as View;
  const viewer: Viewer = view.viewer;
  const inquiry = await understand({ text, turns, viewer, today: TODAY }, view);
  return Object.assign(inquiry, { ids: (inquiry.scope ?? []).map((index) => view.card(index)?.id ?? '?') });
}

describe('disclosure in words', () => {
  it.each([
    ['列出所有依申请公开的答复', ['on_request']],
    ['一共有几件不予公开', ['withheld']],
    ['哪些提案没有公开', ['withheld', 'on_request']],
    ['which letters are not public?', ['withheld', 'on_request']],
    ['主动公开的有哪些', ['public']],
    ['不公开招标的项目', null],
    ['公开课在哪上', null],
  ] as const)('%s', (text, disclosure) => {
    expect(disclosureOf(text)).toEqual(disclosure);
  });
});

describe('letters that are not public', () => {
  const questions = [
    '你们有哪些提案是不公开的',
    '列出所有不予公开的建议',
    '一共有几件不予公开',
    '有没有依申请公开的答复',
  ];
  it('are refused to the public in the same way, whatever there is', async () => {
    for (const text of questions) {
      const [inquiry, none] = [await asked('public', text), await asked('nothing hidden', text)];
      expect(inquiry.unmet, text).toMatchObject({ constraint: 'disclosure', nearest: null, letters: [] });
      expect(inquiry, text).toMatchObject({ scope: [], text: '', carried: null, concepts: [] });
      expect(none, text).toEqual(inquiry);
    }
  });
  it('are all listed for staff, and only they', async () => {
    expect((await asked('staff', '列出所有依申请公开的答复')).ids).toEqual(['disabled']);
    expect((await asked('staff', '一共有几件不予公开')).ids).toEqual(['school']);
    expect((await asked('staff', '哪些提案是不公开的')).ids.toSorted()).toEqual(['disabled', 'school']);
    expect((await asked('staff', '梅岭县有哪些不公开的答复')).unmet).not.toBeNull();
  });
  it('how to apply for one is a question of its own', async () => {
    expect(await asked('public', '依申请公开怎么申请')).toMatchObject({ unmet: null });
  });
});

describe('letters of no place', () => {
  it('are told apart from a place’s own in a list and a count', async () => {
    for (const text of ['兰浦区有哪些答复', '兰浦区一共有几件答复']) {
      const inquiry = await asked('public', text);
      expect(inquiry.ids.toSorted(), text).toEqual(['charge', 'childcare', 'lift']);
      expect(inquiry.placeless, text).toHaveLength(1);
    }
  });
  it('may still answer a question of fact', async () => {
    expect((await asked('public', '兰浦区口袋公园有几座')).ids).toContain('nowhere');
  });
});
