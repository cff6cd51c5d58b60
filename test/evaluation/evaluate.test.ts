/** A whole evaluation over invented letters: figures, ranking, ablations, what changed, and the page. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate, type EvaluateOptions, type Report } from '../../src/evaluation/evaluate.ts';
import { figureNamed, quantile } from '../../src/evaluation/figures.ts';
import { readGold, type GoldSet } from '../../src/evaluation/gold.ts';
import {
  baselineOf,
  changesOf,
  historyFolder,
  readHistory,
  runPath,
  writeWhole,
} from '../../src/evaluation/history.ts';
import { pageOf } from '../../src/evaluation/page.ts';
import { rankingOf } from '../../src/evaluation/ranking.ts';
import { reportLines } from '../../src/evaluation/report-text.ts';
import type { Ground } from '../../src/evaluation/run.ts';
import { charging, letters, viewOf } from '../inquiry/invented.ts';

const folder = mkdtempSync(join(tmpdir(), 'fuwen-evaluation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ground: Ground = { view: (viewer) => viewOf(letters, viewer), today: '2025-11-20' };
const lines = [
  {
    id: 'q1',
    q: '031207号提案办得怎么样了',
    type: 'status',
    letters: ['charging.txt'],
    quotes: ['全区已建成公共充电设施1268个'],
  },
  { id: 'q2', q: '充电桩补多少钱', type: 'policy', letters: ['charging.txt'], quotes: ['按每千瓦150元给予补助'] },
  {
    id: 'q3',
    q: '第二条呢',
    type: 'followup',
    context: ['031207号提案办得怎么样了'],
    letters: ['charging.txt'],
    quotes: ['充电服务费平均下降百分之十二', '出台分时电价方案'],
  },
  {
    id: 'q4',
    q: 'How many charging points are there?',
    lang: 'en',
    type: 'fact',
    letters: ['charging.txt'],
    quotes: ['1268个'],
  },
  { id: 'q5', q: '第999999号提案<b>办得</b>怎么样', type: 'unanswerable', trap: ['1268个'] },
  { id: 'q6', q: '你好', type: 'chitchat' },
  // A slip of the operator's: the letter says 35, and its name is another.
  { id: 'q7', q: '松溪县助餐点有几个', type: 'fact', letters: ['canteen.txt'], quotes: ['助餐点53个'] },
];
const write = (name: string, given: readonly object[]): GoldSet => {
  const path = join(folder, name);
  writeFileSync(path, given.map((line) => JSON.stringify(line)).join('\n'));
  return readGold(path);
};
const plain: EvaluateOptions = { half: null, without: [], ablations: false, at: '2025-11-20T01:00:00.000Z' };
const none = { runs: [], unreadable: [] };
const runWith = ({ run }: Report, name: string, unit: 'share' | 'characters', value: number) => ({
  ...run,
  figures: [{ name, unit, value, hits: null, of: null }],
});

describe('an evaluation', () => {
  let report: Report;
  beforeAll(async () => {
    report = await evaluate(write('questions.jsonl', lines), ground, none, { ...plain, ablations: true });
  });
  const value = (name: string) => figureNamed(report.figures, name);

  it('counts every question once', () => {
    expect(report.results.map(({ gold }) => gold.id)).toEqual(lines.map(({ id }) => id));
    expect(value('answers given')).toMatchObject({ hits: 7, of: 7 });
    expect(value('quote shown')?.of).toBe(5);
    expect(value('refused: all that should be')).toMatchObject({ hits: 2, of: 2 });
  });

  it('shows the answers that the letters hold and misses the one that they do not', () => {
    const wrong = report.results.filter(({ faults }) => faults.length > 0).map(({ gold }) => gold.id);
    expect(wrong).toEqual(['q7']);
    expect(report.doubts).toEqual([{ id: 'q7', what: 'No letter that it names holds “助餐点53个”.' }]);
  });

  it('tells what each part earns', () => {
    expect(report.ablations.map(({ without }) => without)).toEqual([
      'concepts',
      'vocabulary',
      'vectors',
      'bigrams',
      'conversation',
    ]);
    const shown = (part: string) =>
      figureNamed(report.ablations.find(({ without }) => without === part)?.figures ?? [], 'quote shown')?.hits ?? NaN;
    expect(shown('conversation')).toBeLessThan(value('quote shown')?.hits ?? 0);
    expect(shown('vocabulary')).toBeLessThan(value('quote shown')?.hits ?? 0);
  });

  it('compares with the last whole run of the same half, and names what turned', async () => {
    const again = await evaluate(
      write('questions.jsonl', lines),
      ground,
      { runs: [report.run], unreadable: [] },
      {
        ...plain,
        without: ['conversation'],
        at: '2025-11-20T02:00:00.000Z',
      },
    );
    expect(again.changes).toMatchObject({ since: plain.at, otherQuestions: false, gained: [], lost: ['q3'] });
    expect(again.changes?.figures.find(({ name }) => name === 'quote shown')).toMatchObject({ better: false });
    expect(baselineOf([report.run, again.run], { at: '2025-11-20T03:00:00.000Z', half: null })).toBe(report.run);
    expect(baselineOf([report.run], { at: '2025-11-20T03:00:00.000Z', half: 'odd' })).toBeNull();
    expect(changesOf(again.run, { ...report.run, at: '2025-11-20T04:00:00.000Z' }).gained).toEqual(['q3']);
  });

  it('calls fewer refusals and shorter quotes better', () => {
    for (const [name, unit] of [
      ['false refusals', 'share'],
      ['quoted characters per answer: median', 'characters'],
    ] as const)
      expect(changesOf(runWith(report, name, unit, 2), runWith(report, name, unit, 1)).figures).toMatchObject([
        { better: true },
      ]);
    expect(
      changesOf(runWith(report, 'letter first', 'share', 0.5), runWith(report, 'letter first', 'share', 0.4)).figures,
    ).toMatchObject([{ better: false }]);
  });

  it('keeps a question that the house fails on from costing the others', async () => {
    const failing: Ground = {
      ...ground,
      view: (viewer) => ({
        ...viewOf(letters, viewer),
        retrieve: () => Promise.reject(new Error('the index is gone')),
      }),
    };
    const broken = await evaluate(write('questions.jsonl', lines), failing, none, plain);
    expect(figureNamed(broken.figures, 'answers given')?.of).toBe(7);
    expect(broken.results.find(({ gold }) => gold.id === 'q2')).toMatchObject({ answer: null, loss: 'fault' });
    expect(broken.results.find(({ gold }) => gold.id === 'q6')?.faults).toEqual([]);
  });

  it('tells each miss in the terminal, with the trace where it is wanted', () => {
    const short = reportLines(report, { traces: false }).join('\n');
    expect(short).toContain('q7 [fact/zh] 松溪县助餐点有几个');
    expect(short).toContain('wanted: canteen.txt: 助餐点53个');
    expect(short).not.toContain('searched');
    expect(reportLines(report, { traces: true }).join('\n')).toContain('| searched');
  });

  describe('its page', () => {
    it('asks nothing of any network and runs nothing', () => {
      const $ = load(pageOf(report));
      expect($('script, link, img, iframe, object, [src], [href], [onclick]').length).toBe(0);
      expect($('style').text()).not.toMatch(/@import|url\(/);
      expect($('meta[http-equiv="Content-Security-Policy"]').attr('content')).toContain("default-src 'none'");
    });

    it('shows figures, charts with a name each, misses with their trace, and doubts', () => {
      const $ = load(pageOf(report));
      expect($('.tile').length).toBeGreaterThanOrEqual(5);
      expect($('svg').length).toBeGreaterThanOrEqual(6);
      for (const svg of $('svg').toArray()) expect($(svg).attr('aria-label')).toMatch(/\w/);
      expect($('svg').toString()).not.toMatch(/NaN|undefined|Infinity/);
      expect($('details').text()).toContain('searched');
      expect($('main').text()).toContain('No letter that it names holds “助餐点53个”.');
    });

    it('escapes what a question writes', async () => {
      const asked = write('escaped.jsonl', [
        { id: 'x', q: '<script>alert(1)</script>&', type: 'fact', letters: ['none.txt'], quotes: ['"><svg onload=x>'] },
      ]);
      const page = pageOf(await evaluate(asked, ground, none, plain));
      expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;');
      expect(load(page)('script, [onload]').length).toBe(0);
    });
  });
});

describe('ranking', () => {
  const view = viewOf(letters, { role: 'public' });
  const passages = view.passages(0);
  const answering = passages.filter((p) => charging.body.slice(p.start, p.end).includes('1268个'));
  const hits = (...order: number[]) =>
    order.map((i) => ({ passage: passages[i]!, score: 1, parts: { words: 1, bigrams: 0, concepts: 0, vectors: 0 } }));
  const gold = { letters: ['charging.txt'], quotes: ['充电设施 １２６８ 个'] };
  const at = passages.findIndex((p) => p.id === answering[0]?.id);
  const others = passages.map((_, i) => i).filter((i) => i !== at);

  it('tells the place of the first passage with a gold quote', () => {
    expect(answering).toHaveLength(1);
    expect(rankingOf(gold, hits(at, others[0]!), view)).toEqual({ rank: 1, found: 2, relevant: 1, ndcg: 1 });
    const second = rankingOf(gold, hits(others[0]!, at), view);
    expect(second.rank).toBe(2);
    // 1/log2(3) against an ideal of 1.
    expect(second.ndcg).toBeCloseTo(0.6309, 4);
    expect(rankingOf(gold, hits(...others), view)).toMatchObject({ rank: null, ndcg: 0 });
  });

  it('counts no passage of a letter that the asker may not see', () => {
    expect(rankingOf({ letters: ['secret.txt'], quotes: ['17起'] }, [], view).relevant).toBe(0);
    expect(
      rankingOf({ letters: ['secret.txt'], quotes: ['17起'] }, [], viewOf(letters, { role: 'staff' })).relevant,
    ).toBe(1);
  });
});

describe('quantiles', () => {
  it('are the value at floor(q × n)', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(3);
    expect(quantile([4, 1, 3, 2], 0.99)).toBe(4);
    expect(quantile([7], 0.5)).toBe(7);
  });
});

describe('the history of a set', () => {
  it('is kept apart from other sets, read back in order, and passes over what is no run', async () => {
    const set = write('kept.jsonl', lines);
    const other = write('other.jsonl', lines);
    const home = historyFolder(join(folder, 'data'), set.file);
    expect(historyFolder(join(folder, 'data'), other.file)).not.toBe(home);
    expect(readHistory(home)).toEqual(none);
    for (const at of ['2025-11-21T00:00:00.000Z', '2025-11-20T00:00:00.000Z'])
      writeWhole(
        `${runPath(home, at)}.json`,
        JSON.stringify((await evaluate(set, ground, none, { ...plain, at })).run),
      );
    writeWhole(join(home, 'odd.json'), '{"version":2}');
    const { runs, unreadable } = readHistory(home);
    expect(runs.map(({ at }) => at)).toEqual(['2025-11-20T00:00:00.000Z', '2025-11-21T00:00:00.000Z']);
    expect(unreadable).toEqual(['odd.json']);
  });
});
