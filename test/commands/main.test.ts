/** The command line as a person and a program meet it: real processes, invented letters, exit codes, both outputs. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'fuwen-cli-'));

// 以下复文全部为虚构。
const LIBRARY = `公开属性：主动公开

关于区政协三届二次会议第0312号提案的答复

民革栖霞岭区支部：
    你们提出的“关于延长社区图书馆开放时间”的提案收悉，现答复如下：
    一、关于延长开放时间。2024年，全区12家社区图书馆开放时间延长到21时，接待读者38万人次。下一步，计划2025年底前再新建社区图书馆3家。
    二、关于增加藏书。2024年新增图书6.4万册。

                    栖霞岭区文化和旅游局
                    2025年3月6日
`;
const SECRET = `公开属性：依申请公开

关于区政协三届二次会议第0313号提案的答复

冷泉委员：
    您提出的“关于古籍修复”的提案收悉，现答复如下：
    2024年修复古籍5417页，投入经费93万元。

                    栖霞岭区文化和旅游局
                    2025年3月7日
`;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function fuwen(args: readonly string[], options: { env?: Record<string, string>; input?: string } = {}): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/main.ts'), ...args], {
    cwd: root,
    // A CI service sets CI, and some set FORCE_COLOR: neither may colour what goes into a pipe.
    env: { ...process.env, CI: 'true', FORCE_COLOR: '1', ...options.env },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.end(options.input ?? '');
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })));
}

const house = (...more: string[]) => [
  '--knowledge',
  join(folder, 'knowledge'),
  '--data',
  join(folder, 'data'),
  ...more,
];

beforeAll(() => {
  mkdirSync(join(folder, 'knowledge/letters'), { recursive: true });
  writeFileSync(join(folder, 'knowledge/letters/library.txt'), LIBRARY);
  writeFileSync(join(folder, 'knowledge/letters/books.txt'), SECRET);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('fuwen ask', { timeout: 90_000 }, () => {
  it('indexes once, answers with sources, and says all else on standard error', async () => {
    const first = await fuwen(['ask', '0312号提案办得怎么样了', ...house()]);
    expect(first.err).toMatch(/Indexed 2 letters, \d+ passages in [\d.]+ s/);
    expect(first.out).toContain('接待读者38万人次');
    expect(first.out).toContain('栖霞岭区文化和旅游局');
    expect(first.out).not.toContain('\u001b[');
    const second = await fuwen(['ask', '0312号提案办得怎么样了', ...house()]);
    expect(second).toMatchObject({ code: 0, out: first.out, err: '' });
  });

  it('prints JSON alone on standard output, quotes verbatim', async () => {
    const { code, out } = await fuwen(['ask', '--json', '社区图书馆开放到几点', ...house()]);
    const answer = JSON.parse(out) as { kind: string; citations: { quote: string; file: string; tense: string }[] };
    expect([code, answer.kind, answer.citations[0]?.file]).toEqual([0, 'answered', 'library.txt']);
    for (const { quote } of answer.citations) expect(LIBRARY).toContain(quote);
  });

  it('answers a batch in order, each line with its role and earlier turns', async () => {
    const batch = join(folder, 'batch.jsonl');
    const lines = [
      { id: 'a', q: '0313号提案答复了什么' },
      { id: 'b', q: '0313号提案答复了什么', role: 'staff' },
      { id: 'c', q: '那藏书呢', context: ['0312号提案办得怎么样了'] },
    ];
    writeFileSync(batch, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    const { code, out } = await fuwen(['ask', '--batch', batch, ...house()]);
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; kind: string; text: string });
    expect([code, answers.map(({ id }) => id)]).toEqual([0, ['a', 'b', 'c']]);
    expect(answers[0]?.kind).toBe('unanswered');
    expect(answers[0]?.text).toContain('依申请公开');
    expect(out.split('\n')[0]).not.toMatch(/5417|93万|古籍/);
    expect(answers[1]?.text).toContain('5417');
    expect(answers[2]?.text).toContain('6.4万册');
  });

  it.each([
    ['no question', ['ask'], 2, /no question/],
    ['an unknown command', ['aks'], 2, /unknown command/],
    ['an unknown role', ['ask', 'x', '--role', 'king'], 2, /public, staff/],
    ['a folder that is not there', ['ask', 'x', '--knowledge', 'nowhere'], 4, /nowhere/],
    ['a batch that is not there', ['ask', '--batch', 'nowhere.jsonl'], 8, /nowhere\.jsonl/],
  ])('ends with a code and a remedy: %s', async (_, args, code, says) => {
    const ran = await fuwen(args);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toMatch(says);
  });

  it('names the line of a batch that is wrong, and answers nothing', async () => {
    const batch = join(folder, 'wrong.jsonl');
    writeFileSync(batch, '{"id":"a","q":"你好"}\n{"id":"b"}\n');
    expect(await fuwen(['ask', '--batch', batch, ...house()])).toMatchObject({
      code: 8,
      out: '',
      err: expect.stringContaining('Line 2') as string,
    });
  });

  it('ends calmly when its reader leaves, and says when its output is on a full disk', async () => {
    const batch = join(folder, 'many.jsonl');
    writeFileSync(batch, Array.from({ length: 200 }, (_, i) => `{"id":"${i}","q":"0312号提案"}\n`).join(''));
    const run = (command: string) =>
      new Promise<Ran>((done) => {
        const child = spawn('bash', ['-c', `set -o pipefail; ${command}`], { cwd: root });
        let err = '';
        child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
        child.on('close', (code) => done({ code, out: '', err }));
      });
    const asked = `node --import tsx src/main.ts ask --batch ${batch} ${house().join(' ')}`;
    expect(await run(`${asked} | head -1 > /dev/null`)).toMatchObject({ code: 0, err: '' });
    const full = await run(`${asked} > /dev/full`);
    expect([full.code, full.err]).toEqual([7, expect.stringMatching(/^fuwen: standard output.*\n$/)]);
  });

  it.each([
    ['a file', () => join(folder, 'knowledge/letters/library.txt')],
    ['a place where nothing can be made', () => '/proc/fuwen/data'],
  ])('names a data folder that is %s', async (_, path) => {
    const { code, err } = await fuwen(['ask', 'x', '--knowledge', join(folder, 'knowledge'), '--data', path()]);
    expect([code, err]).toEqual([2, expect.stringContaining('--data DIR')]);
  });

  it('names a setting that is wrong', async () => {
    const { code, err } = await fuwen(['ask', 'x', ...house()], { env: { FUWEN_UNPRINTED_DISCLOSURE: 'all' } });
    expect(code).toBe(3);
    expect(err).toMatch(/FUWEN_UNPRINTED_DISCLOSURE.*public or staff/);
  });

  it('takes odd questions calmly', async () => {
    for (const odd of ['😀😀', '\u0001\u0002', '问'.repeat(30_000), '   。。。   ']) {
      const { code, out } = await fuwen(['ask', odd, '--json', ...house()]);
      expect([code, (JSON.parse(out) as { kind: string }).kind]).toEqual([0, 'unanswered']);
    }
  });
});

describe('fuwen letters', { timeout: 60_000 }, () => {
  it('prints a table, one letter, and the JSON of the contract', async () => {
    const table = await fuwen(['letters', ...house()]);
    expect(table.out).toMatch(/0312 .*栖霞岭区文化和旅游局 .*2025-03-06/);
    const one = await fuwen(['letters', '312', ...house()]);
    expect(one.out).toContain('新增图书6.4万册');
    expect(one.out).not.toContain('：—');
    const written = await fuwen(['letters', '第０３１２号', ...house()]);
    expect(written.out).toBe(one.out);
    const { out } = await fuwen(['letters', '--json', ...house()]);
    const letters = JSON.parse(out) as {
      file: string;
      disclosure: string;
      body: string;
      sections: { done: string[] }[];
    }[];
    expect(letters.map(({ file, disclosure }) => [file, disclosure])).toEqual([
      ['library.txt', 'public'],
      ['books.txt', 'on_request'],
    ]);
    expect(letters[0]?.sections.flatMap(({ done }) => done)).toContain('2024年新增图书6.4万册。');
  });

  it('says which number no letter has', async () => {
    expect(await fuwen(['letters', '777', ...house()])).toMatchObject({ code: 2, out: '' });
  });
});

describe('fuwen chat', { timeout: 60_000 }, () => {
  it('holds a conversation, shows a source, and ends with the input', async () => {
    const input = '0312号提案办得怎么样了\n/source 1\n/help\n';
    const { code, out } = await fuwen(['chat', ...house()], { input });
    expect(code).toBe(0);
    expect(out).toContain('接待读者38万人次');
    expect(out).toContain('全文见：library.txt');
  });
});

it('ships the real letter byte for byte', () => {
  const file = join(root, 'knowledge/letters/对区政协十五届五次会议第155145号提案的答复.txt');
  expect(readFileSync(file).byteLength).toBe(5178);
});
