import { describe, expect, it } from 'vitest';
import { compose } from '../../src/inquiry/compose.ts';
import { decide } from '../../src/inquiry/decide.ts';
import { gather } from '../../src/inquiry/evidence.ts';
import type { Inquiry } from '../../src/inquiry/inquiry.ts';
import { verify } from '../../src/inquiry/verify.ts';
import type { Answered } from '../../src/model.ts';
import type { View } from '../../src/search/view.ts';
import { charging, inquiryOf, letterOf, letters, viewOf } from './invented.ts';

const view = viewOf(letters);
const word = (text: string, idf = 2, known = true) => ({ word: text, start: 0, end: 0, idf, known, concepts: [] });

async function ground(over: Partial<Inquiry>, seen: View) {
  const inquiry = inquiryOf((over.words ?? []).map((w) => w.word).join(''), over);
  const hits = await seen.retrieve({ text: inquiry.text, concepts: [], letters: inquiry.scope, limit: 30 });
  return { view: seen, inquiry, hits, evidence: gather(seen, inquiry, hits), today: '2025-12-01' };
}

async function answerOf(over: Partial<Inquiry>, seen = view): Promise<Answered> {
  const on = await ground(over, seen);
  const draft = compose(on);
  const answer = draft && verify(draft, on.inquiry.question, seen).answer;
  if (!answer) throw new Error('nothing was answered');
  return answer;
}

const quotes = (answer: Answered): readonly string[] => answer.citations.map((c) => c.quote);

describe('the sentence that answers', () => {
  it('is the one with the amount for "how much", and the way comes along for "and how"', async () => {
    const answer = await answerOf({ words: [word('充电设施'), word('补助')], asks: ['amount', 'how'] });
    expect(quotes(answer)[0]).toContain('每千瓦150元');
    expect(quotes(answer)).toContain('申请人应当在建成后六个月内向所在街道提出申请。');
    expect(new Set(answer.citations.map((c) => c.file))).toEqual(new Set(['charging.txt']));
  });

  it('is the plan for a promise, and stands under planned', async () => {
    const answer = await answerOf({ words: [word('充电设施'), word('再建')], asks: ['when'], intent: 'commitment' });
    expect(quotes(answer)[0]).toContain('将在2026年底前再建充电设施400个');
    expect(answer.blocks.find((b) => b.kind === 'quotes')).toMatchObject({ tense: 'planned' });
  });

  it('says that an old letter is old', async () => {
    const answer = await answerOf({ words: [word('助餐点')], asks: ['count'] });
    expect(answer.blocks[0]).toMatchObject({ kind: 'lead', text: '这是2021年的答复，情况可能已有变化。' });
  });
});

describe('a newer reply to the same matter', () => {
  const again = letterOf({
    file: 'again.txt',
    fields: {
      kind: 'cppcc',
      genre: 'second_reply',
      proposalNo: '031207',
      session: '三届二次',
      title: '对区政协三届二次会议第031207号提案的再次答复',
      subject: '关于加快小区充电设施建设的提案',
      department: '云屏区发展和改革委员会',
      date: '2025-11-20',
      place: '云屏区',
    },
    sections: [
      { heading: null, sentences: [['截至2025年10月底，全区已建成公共充电设施1520个，覆盖97个小区。', 'done']] },
    ],
  });
  const both = viewOf([charging, again]);

  it('comes first, the older one is named', async () => {
    const fact = await answerOf({ words: [word('建成'), word('充电设施')], asks: ['count'] }, both);
    expect(quotes(fact)[0]).toContain('1520个');
    const card = await answerOf({ intent: 'status', scope: [0, 1], text: '', asks: ['progress'] }, both);
    expect(card.blocks[0]).toMatchObject({ kind: 'lead', text: '这件有再次答复，先列最新的（2025-11-20）。' });
    expect(card.blocks.at(-2)).toMatchObject({
      kind: 'list',
      items: [{ text: expect.stringContaining('2025-06-12') }],
    });
  });
});

describe('lists, lookups, comparisons, promises', () => {
  it('lists every letter that the viewer may see, newest first, with the count', async () => {
    const seen = await answerOf({ intent: 'list', text: '答复' });
    expect(seen.blocks[0]).toMatchObject({ kind: 'lead', text: '共2件：' });
    expect([...new Set(seen.citations.map((c) => c.file))]).toEqual(['charging.txt', 'canteen.txt']);
    const staff = await answerOf({ intent: 'list', text: '答复' }, viewOf(letters, { role: 'staff' }));
    expect([...new Set(staff.citations.map((c) => c.file))]).toEqual(['secret.txt', 'charging.txt', 'canteen.txt']);
  });

  it('looks up who answered by the letter’s own head', async () => {
    const answer = await answerOf({ intent: 'lookup', scope: [1], asks: ['who'] });
    const card = answer.blocks.find((b) => b.kind === 'card');
    expect(card?.rows.map((r) => r.value)).toEqual(['58', '关于办好社区食堂的建议', '松溪县民政局']);
  });

  it('sets two letters side by side', async () => {
    const answer = await answerOf({ intent: 'compare', words: [word('补助')], asks: ['amount'], text: '补助' });
    const table = answer.blocks.find((b) => b.kind === 'table');
    expect(table?.rows.map((r) => r[1]?.text)).toEqual(
      expect.arrayContaining([expect.stringContaining('150元'), expect.stringContaining('每餐补助4元')]),
    );
  });

  it('tells promises only', async () => {
    const answer = await answerOf({ intent: 'commitment', scope: [0, 1], asks: ['planned'], text: '' });
    expect(answer.citations.map((c) => c.tense)).toEqual(['planned', 'planned', 'planned']);
  });

  it('tells one suggestion when one is named', async () => {
    const answer = await answerOf({ intent: 'status', scope: [0], section: 2, text: '' });
    expect(quotes(answer).join('')).toContain('平均下降百分之十二');
    expect(quotes(answer).join('')).not.toContain('1268个');
  });
});

describe('refusal', () => {
  const verdict = async (over: Partial<Inquiry>) => {
    const on = await ground(over, view);
    return decide(view, on.inquiry, on.hits, on.evidence);
  };

  it('answers what the letters cover', async () => {
    expect(await verdict({ words: [word('充电设施'), word('补助')] })).toMatchObject({ answer: true });
  });

  it('refuses when the telling word is in no letter, though others are', async () => {
    expect(
      await verdict({
        text: '校车补助',
        words: [
          { ...word('校车', 6, false), end: 2 },
          { ...word('补助', 2), concepts: [2], start: 2, end: 4 },
        ],
      }),
    ).toMatchObject({
      answer: false,
      reason: 'no-match',
    });
  });

  it('refuses a year that no sentence tells of', async () => {
    const years = [{ written: '2019年', from: 2019, to: 2019, at: { start: 0, end: 5 } }];
    expect(await verdict({ words: [word('充电设施'), word('建成')], years })).toMatchObject({
      answer: false,
      reason: 'no-such-year',
    });
  });
});
