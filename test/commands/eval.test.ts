/** `fuwen eval` and `fuwen commitments` as an operator runs them: real processes over a folder of invented letters. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'fuwen-eval-'));
const set = join(folder, 'set');

// 以下复文为虚构。
const LETTER = `公开属性：主动公开

关于区政协四届一次会议第0518号提案的答复

民盟枫桥湾区支部：
    你们提出的“关于增设口袋公园的提案”收悉，现答复如下：
    一、关于增设口袋公园。2024年，全区新建口袋公园14个，面积共3.2公顷。下一步，计划2025年6月底前再建口袋公园5个。
    二、关于公园夜间照明。2024年更换路灯620盏。

                    枫桥湾区园林管理局
                    2025年2月18日
`;
const QUESTIONS = [
  { id: 'g1', q: '2024年新建了几个口袋公园', type: 'fact', letters: ['parks.txt'], quotes: ['新建口袋公园14个'] },
  { id: 'g2', q: '第9999号提案办得怎么样', type: 'unanswerable' },
  {
    id: 'g3',
    q: '0518号提案办得怎么样了',
    type: 'status',
    letters: ['parks.txt'],
    quotes: ['更换路灯620盏', '新建口袋公园14个'],
  },
];

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
function fuwen(...args: string[]): Promise<Ran> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'src/main.ts'), ...args, '--data', join(folder, 'data')],
    {
      cwd: root,
    },
  );
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })));
}

beforeAll(() => {
  mkdirSync(join(set, 'letters'), { recursive: true });
  mkdirSync(join(set, 'gold'));
  writeFileSync(join(set, 'letters/parks.txt'), LETTER);
  writeFileSync(join(set, 'gold/questions.jsonl'), QUESTIONS.map((line) => JSON.stringify(line)).join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('fuwen eval', { timeout: 90_000 }, () => {
  it('prints figures, writes a page, and tells the next time what changed', async () => {
    const first = await fuwen('eval', '--set', set);
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toMatch(/^quote shown: +1\.000 \(2\/2\)$/m);
    expect(first.out).toMatch(/^refused: unanswerable: +1\.000 \(1\/1\)$/m);
    const page = /^Page: (.*\.html)$/m.exec(first.out)?.[1] ?? '';
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/i);
    expect(first.out).not.toContain('Since');

    // The operator adds a question that no letter answers with these words: it is lost, and the change is told.
    const wrong = { ...QUESTIONS[2], quotes: ['更换路灯999盏'] };
    writeFileSync(
      join(set, 'gold/questions.jsonl'),
      [...QUESTIONS.slice(0, 2), wrong].map((line) => JSON.stringify(line)).join('\n'),
    );
    const { code, out } = await fuwen('eval', '--set', set, '--json');
    const report = JSON.parse(out) as {
      changes: { lost: string[]; otherQuestions: boolean };
      results: { id: string; right: boolean; trace: string[] | null }[];
      doubts: { id: string }[];
      page: string;
    };
    expect([code, report.changes.lost, report.changes.otherQuestions]).toEqual([0, ['g3'], true]);
    expect(report.doubts).toMatchObject([{ id: 'g3' }]);
    expect(report.results.find(({ id }) => id === 'g3')?.trace?.join('\n')).toContain('intent status');
    expect(existsSync(report.page)).toBe(true);
  });

  it.each([
    ['a set that is not there', ['--set', 'nowhere'], 8, /nowhere.*gold\/questions\.jsonl/],
    ['an unknown part', ['--set', set, '--without', 'luck'], 2, /Allowed choices are concepts/],
    ['an unknown half', ['--set', set, '--half', 'left'], 2, /odd, even/],
  ])('ends with a code and a remedy: %s', async (_, args, code, says) => {
    const ran = await fuwen('eval', ...args);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toMatch(says);
  });
});

describe('fuwen commitments', { timeout: 90_000 }, () => {
  it('prints a table, JSON and a CSV file', async () => {
    const plain = await fuwen('commitments', '--knowledge', set);
    expect(plain.out.replaceAll(/\s/g, '')).toContain('计划2025年6月底前再建口袋公园5个。');
    expect(plain.out).toContain('共 1 项');
    const file = join(folder, 'out.csv');
    const { out } = await fuwen('commitments', '--knowledge', set, '--agency', '园林管理局', '--json', '--csv', file);
    expect(JSON.parse(out)).toMatchObject([
      {
        proposalNo: '0518',
        department: '枫桥湾区园林管理局',
        deadline: { text: '2025年6月底前', last: '2025-06-30' },
      },
    ]);
    expect(readFileSync(file, 'utf8')).toMatch(/^\ufeff状态,/);
  });

  it('says which place no letter has', async () => {
    const { code, out, err } = await fuwen('commitments', '--knowledge', set, '--place', '望舒县');
    expect([code, out]).toEqual([0, 'No commitments.\n']);
    expect(err).toContain('No letter has the place 望舒县. There are: 枫桥湾区.');
  });

  it('takes a year only as a year', async () => {
    const { code, err } = await fuwen('commitments', '--knowledge', set, '--year', '24');
    expect([code, err]).toEqual([2, expect.stringContaining('four digits')]);
  });
});

describe('fuwen letters', { timeout: 60_000 }, () => {
  it('lists all that fit the filters, with their count', async () => {
    const { out } = await fuwen('letters', '--knowledge', set, '--place', '枫桥湾', '--year', '2025');
    expect(out).toMatch(/0518 .*枫桥湾区园林管理局/);
    expect(out).toContain('1 letters');
    expect((await fuwen('letters', '--knowledge', set, '--year', '2019')).out).toBe('No letters.\n');
  });
});
