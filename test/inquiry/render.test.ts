import { describe, expect, it } from 'vitest';
import { compose } from '../../src/inquiry/compose.ts';
import { gather } from '../../src/inquiry/evidence.ts';
import type { Inquiry } from '../../src/inquiry/inquiry.ts';
import { answerRecord } from '../../src/inquiry/record.ts';
import { pageOf, pieces, render, renderSource } from '../../src/inquiry/render.ts';
import { zhHans } from '../../src/inquiry/rendering/zh-hans.ts';
import { phrasesOf, readBack, say } from '../../src/inquiry/rendering/phrases.ts';
import { surroundings } from '../../src/inquiry/source.ts';
import { verify } from '../../src/inquiry/verify.ts';
import type { Answered } from '../../src/model.ts';
import { inquiryOf, letterOf, letters, viewOf } from './invented.ts';

const view = viewOf(letters);
const word = (text: string) => ({ word: text, start: 0, end: 0, idf: 2, known: true, concepts: [] });

async function answerOf(over: Partial<Inquiry>, seen = view): Promise<Answered> {
  const inquiry = inquiryOf('充电设施建了多少', over);
  const hits = await seen.retrieve({ text: inquiry.text, concepts: [], letters: inquiry.scope, limit: 20 });
  const draft = compose({ view: seen, inquiry, hits, evidence: gather(seen, inquiry, hits), today: '2025-12-01' });
  const answer = draft && verify(draft, inquiry.question, seen).answer;
  if (!answer) throw new Error('nothing was answered');
  return answer;
}

describe('a plain reply', () => {
  it('quotes first, done and planned apart, then the sources, then where it stands', async () => {
    const answer = await answerOf({
      words: [word('建成'), word('公共'), word('充电设施')],
      asks: ['count', 'progress', 'planned'],
    });
    const text = render(answer);
    const order = [
      '已办：',
      '· 截至2025年5月底，全区已建成公共充电设施1268个，覆盖83个小区。［1］',
      '出处：',
      '【1】',
      '以上是2025-06-12复文时的情况',
    ];
    expect(order.map((part) => text.indexOf(part))).toEqual(
      order.map((part) => text.indexOf(part)).toSorted((a, b) => a - b),
    );
    for (const part of order) expect(text).toContain(part);
    expect(text).toContain('第031207号提案答复 · 一、关于增加小区充电设施的建议 · 云屏区发展和改革委员会 · 2025-06-12');
    expect(text.endsWith('以新的答复为准。')).toBe(true);
  });

  it.each([
    [{ addressees: ['蔺拾秋等九位委员'] }, '蔺拾秋等九位委员所提建议的答复'],
    [{ addressees: ['蔺拾秋'], subject: '关于封填机井的建议' }, '《关于封填机井的建议》'],
    [{ addressees: ['苔川区水务局'], genre: 'cohandling', department: '苔川区财政局' }, '苔川区财政局的答复'],
    [{}, 'wells.txt'],
  ] as const)('names a source without number and title by what the letter prints: %j', async (fields, name) => {
    const wells = letterOf({
      file: 'wells.txt',
      fields,
      sections: [{ heading: null, sentences: [['已封填废弃机井32眼。', 'done']] }],
    });
    const over = { text: '废弃机井', words: [word('废弃'), word('机井')] };
    const [source] = render(await answerOf(over, viewOf([wells])))
      .split('【1】')
      .slice(1);
    expect(source?.split('\n')[0]?.split(' · ')[0]).toBe(name);
  });

  it('tells the status of a letter as a card, each row and line cited', async () => {
    const text = render(await answerOf({ intent: 'status', scope: [0], text: '' }));
    // The title prints the number: both rows have its marker.
    expect(text).toMatch(/编号：031207［1］\n标题：[^\n]+［1］\n/u);
    expect(text).toMatch(/提出者：林晚舟［\d］/u);
    expect(text).toMatch(/办理结果：采纳或解决［\d］/u);
    expect(text).toMatch(/复文日期：2025-06-12［\d］/u);
    expect(text).toMatch(/二、关于降低充电价格的建议\n已办：\n· 2024年，[^\n]+［\d+］\n计划：\n· 拟于2025年第四季度/u);
    for (const line of text.split('\n').filter((l) => l.startsWith('· '))) expect(line).toMatch(/［\d+］$/u);
  });

  it('quotes no field over a line', async () => {
    const { citations } = await answerOf({ intent: 'status', scope: [0], text: '' });
    expect(citations.map(({ quote }) => quote)).toContain('采纳或解决');
    expect(citations.filter(({ quote }) => quote.includes('\n'))).toEqual([]);
  });

  it('names the page and that a quote was read from a scan', async () => {
    expect(render(await answerOf({ intent: 'status', scope: [1], text: '' }))).toMatch(
      /2021-09-03 · 第2页 · 扫描识别/u,
    );
  });

  it('frames in the language of the question and leaves quotes as printed', async () => {
    const over = { words: [word('补助')], asks: ['amount' as const] };
    const traditional = render(await answerOf({ ...over, language: 'zh-Hant' }));
    expect(traditional).toContain('出處：');
    expect(traditional).toContain('按每千瓦150元给予补助');
    const english = render(await answerOf({ ...over, language: 'en' }));
    expect(english).toContain('Sources:');
    expect(english).toContain('充电设施: charging facilities');
    expect(english).toContain('newer replies may tell more');
  });
});

describe('html', () => {
  it('escapes what letters say', async () => {
    const wicked = letterOf({
      file: 'wicked<b>.txt',
      fields: { proposalNo: '7', title: '对第7号提案的答复', department: '云屏区<script>局', date: '2025-01-02' },
      sections: [{ heading: null, sentences: [['已建成<img src=x onerror="alert(1)">充电设施5个&若干。', 'done']] }],
    });
    const seen = viewOf([wicked]);
    const answer = await answerOf({ words: [word('充电设施')] }, seen);
    const html = render(answer, 'html', { link: () => 'https://letters.example/7?a="b"&c' });
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;充电设施5个&amp;若干。［1］</blockquote>');
    expect(html).toContain('云屏区&lt;script&gt;局');
    expect(html).toContain('<a href="https://letters.example/7?a=&quot;b&quot;&amp;c">');
    expect(html.replace(/<\/?(?:b|i|blockquote)>|<a href="[^"<>]*">|<\/a>/gu, '')).not.toMatch(/[<>]/u);
  });
});

describe('pieces', () => {
  const opens = (text: string, tag: string): number => text.split(`<${tag}>`).length - text.split(`</${tag}>`).length;

  it.each([
    ['plain', 120, 'bytes'],
    ['plain', 2048, 'bytes'],
    ['html', 90, 'chars'],
    ['html', 4096, 'chars'],
  ] as const)('%s stay within %i %s, with every marker and every word', async (format, limit, unit) => {
    const answer = await answerOf({ intent: 'status', scope: [0], text: '' });
    const parts = pieces(answer, { format, limit, unit });
    for (const part of parts) {
      expect(unit === 'bytes' ? Buffer.byteLength(part) : part.length).toBeLessThanOrEqual(limit);
      expect(part.replace(/［\d+］/gu, '')).not.toMatch(/［|］/u);
      for (const tag of ['b', 'i', 'blockquote']) expect(opens(part, tag)).toBe(0);
    }
    const bare = (text: string): string => text.replace(/<[^>]+>|［\d+］|【\d+】|^· |\s/gmu, '');
    const whole = bare(render(answer, format));
    expect(bare(parts.join('\n')).replaceAll('·', '')).toBe(whole.replaceAll('·', ''));
    for (const c of answer.citations) expect(parts.some((part) => part.includes(`［${c.marker}］`))).toBe(true);
  });
});

describe('a source in its surroundings', () => {
  it('shows the passage with heading and file, never the contact', async () => {
    const answer = await answerOf({ words: [word('补助')], asks: ['amount'] });
    const citation = answer.citations[0];
    const source = surroundings(view, citation);
    if (!source) throw new Error('the source was not found');
    const text = renderSource(source, 'zh-Hans', { format: 'plain', limit: 2048, unit: 'bytes' }).join('\n');
    expect(text).toContain(citation.quote);
    expect(text).toContain('截至2025年5月底');
    expect(text).toContain('一、关于增加小区充电设施的建议');
    expect(text).toContain('charging.txt');
    expect(text).not.toContain('55500011');
  });

  it('is nothing for a viewer who may not see the letter', async () => {
    const staff = viewOf(letters, { role: 'staff' });
    const answer = await answerOf({ words: [word('火情')], text: '处置火情' }, staff);
    expect(answer.citations[0].file).toBe('secret.txt');
    expect(surroundings(staff, answer.citations[0])).not.toBeNull();
    expect(surroundings(view, answer.citations[0])).toBeNull();
  });
});

describe('the page and the record', () => {
  it('are plain data', async () => {
    const answer = await answerOf({ words: [word('补助')], asks: ['amount'] });
    const page = pageOf(answer);
    expect(JSON.parse(JSON.stringify(page))).toEqual(page);
    expect(page.blocks.find((b) => b.kind === 'quotes')?.label).toBe('已办');
    expect(page.sources.map((s) => s.marker)).toEqual(answer.citations.map((c) => c.marker));
    const record = answerRecord(answer, { id: 'a1', question: 'Q', elapsedMs: 1.23456 });
    expect(Object.keys(record)).toEqual(
      expect.arrayContaining('id question kind reason language text citations nearest writer elapsedMs'.split(' ')),
    );
    expect(record).toMatchObject({ id: 'a1', question: 'Q', kind: 'answered', reason: null, elapsedMs: 1.23 });
  });
});

describe('phrases', () => {
  it('are the same in every language, slot for slot, and hold no figure', () => {
    const slots = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).toSorted();
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const)
      for (const [key, phrase] of Object.entries(phrasesOf(language))) {
        expect(slots(phrase), `${language} ${key}`).toEqual(slots(zhHans[key as keyof typeof zhHans]));
        expect(phrase).not.toMatch(/\d/u);
      }
  });

  it('are read back with their values', () => {
    const text = say('zh-Hans', 'older', { year: '2019' });
    expect(readBack('zh-Hans', text)).toContainEqual([['year', '2019']]);
    expect(readBack('zh-Hans', `${text}另外补5000元。`)).toEqual([]);
  });
});
