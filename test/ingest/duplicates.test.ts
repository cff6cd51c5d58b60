import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inventLetter } from '../../bench/letters.ts';
import { likeness, sameBytes } from '../../src/ingest/duplicates.ts';
import { Folder } from './folder.ts';

// Each ingest starts child processes, which on a busy machine takes seconds.
vi.setConfig({ testTimeout: 120_000 });

let folder: Folder | null = null;
afterEach(() => {
  folder?.remove();
  folder = null;
});

const indexOf = (of: Folder): string => join(of.data, readdirSync(of.data)[0]!);
async function files(of: Folder): Promise<string[]> {
  const generation = (await of.open(indexOf(of)))!;
  const found = generation.catalog.cards.map(({ file }) => file).toSorted();
  generation.close();
  return found;
}
/** A page of an invented government site with the letter on it. */
const page = (text: string): string =>
  `<html><head><meta charset="utf-8"><title>答复</title></head><body><div class="content">${text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${line.trim()}</p>`)
    .join('\n')}</div></body></html>`;

const named = (name: string, sha256: string, settled = false) => ({ file: name, sha256, settled });

describe('the same bytes under two names', () => {
  it('are one letter: the one a person settled, else the one nearest the top', () => {
    expect(sameBytes([named('a/b.txt', '1'), named('b.txt', '1'), named('c.txt', '2')])).toEqual([
      { file: 'a/b.txt', of: 'b.txt', why: 'same-bytes' },
    ]);
    expect(sameBytes([named('a/b.txt', '1', true), named('b.txt', '1')])).toEqual([
      { file: 'b.txt', of: 'a/b.txt', why: 'same-bytes' },
    ]);
  });

  it('are said, and the other one is read when the kept one goes', async () => {
    folder = new Folder(1);
    folder.put('copies/again.txt', inventLetter(1, 0).text);
    expect(await folder.ingest()).toMatchObject({
      letters: 1,
      read: 1,
      duplicates: [{ file: 'copies/again.txt', of: '0.txt', why: 'same-bytes' }],
    });
    expect(await folder.ingest()).toMatchObject({ changed: false, duplicates: [{ file: 'copies/again.txt' }] });
    folder.put('1.txt', inventLetter(1, 1).text);
    folder.drop('0.txt');
    expect(await folder.ingest()).toMatchObject({ letters: 2, duplicates: [], removed: ['0.txt'] });
    expect(await files(folder)).toEqual(['1.txt', 'copies/again.txt']);
  });
});

describe('one letter in two formats', () => {
  it('is kept once, in the better one; the other is read again when that goes', async () => {
    folder = new Folder(3);
    folder.put('web/1.html', page(inventLetter(1, 1).text));
    const report = await folder.ingest();
    expect(report).toMatchObject({ letters: 3, duplicates: [{ file: '1.txt', of: 'web/1.html', why: 'same-letter' }] });
    expect(await files(folder)).toEqual(['0.txt', '2.txt', 'web/1.html']);
    expect(await folder.ingest()).toMatchObject({ changed: false, read: 0, duplicates: [{ file: '1.txt' }] });
    folder.drop('web/1.html');
    expect(await folder.ingest()).toMatchObject({ letters: 3, duplicates: [] });
    expect(await files(folder)).toEqual(['0.txt', '1.txt', '2.txt']);
  });

  it('is found too when the better one comes later', async () => {
    folder = new Folder(2);
    await folder.ingest();
    folder.put('1.html', page(inventLetter(1, 1).text));
    expect(await folder.ingest()).toMatchObject({ read: 1, letters: 2, duplicates: [{ file: '1.txt', of: '1.html' }] });
    expect(await files(folder)).toEqual(['0.txt', '1.html']);
  });

  it('is not seen where the number is the same and the letter is not', async () => {
    folder = new Folder(2);
    const { text, number } = inventLetter(1, 1);
    const other = inventLetter(1, 2);
    // Another place's letter with the same number, and a second reply of the same place.
    folder.put('other.txt', other.text.replaceAll(other.number, number));
    folder.put(
      'second.txt',
      text.replace(
        /一、[\s\S]*感谢您/,
        '关于您提出的问题，经再次研究，补充答复如下。目前该项工作已经全部完成。\n\n感谢您',
      ),
    );
    expect(await folder.ingest()).toMatchObject({ letters: 4, duplicates: [] });
  });

  it('does not open what the other one withholds', async () => {
    folder = new Folder(1);
    const open = inventLetter(1, 3).text.replace(/公开属性：.*\n/, '');
    // The page would be kept for its format; the text is kept for what it withholds.
    folder.put('3.html', page(open));
    folder.put('3.txt', open.replace('办理结果', '公开属性：不予公开\n办理结果'));
    expect(await folder.ingest()).toMatchObject({ letters: 2, duplicates: [{ file: '3.html', of: '3.txt' }] });
    const generation = (await folder.open(indexOf(folder)))!;
    expect(generation.for({ role: 'public' }).cards.map(({ file }) => file)).toEqual(['0.txt']);
    generation.close();
  });
});

describe('likeness', () => {
  it('is 1 for the same words however they are set, and falls with each that differs', () => {
    const { text } = inventLetter(1, 1);
    expect(likeness(text, text.replaceAll('\n', ' ').replaceAll('，', ','))).toBe(1);
    const misread = text.replaceAll(/建/g, '健');
    expect(likeness(text, misread)).toBeLessThan(1);
    expect(likeness(text, misread)).toBeGreaterThan(0.9);
    expect(likeness(text, inventLetter(1, 4).text)).toBeLessThan(0.8);
    expect(likeness('', '')).toBe(1);
  });
});

describe('a sidecar', () => {
  it('makes its letter changed, wins, restricts, and is undone when it goes', async () => {
    folder = new Folder(2);
    await folder.ingest();
    const shown = async (): Promise<(string | null)[]> => {
      const generation = (await folder!.open(indexOf(folder!)))!;
      const cards = generation.for({ role: 'public' }).cards.map(({ file, department }) => `${file} ${department}`);
      generation.close();
      return cards.toSorted();
    };
    const before = await shown();
    folder.put('0.txt.fuwen.yaml', 'department: 云桥县水务局\n');
    expect(await folder.ingest()).toMatchObject({ read: 1, unchanged: 1, changed: true });
    expect(await shown()).toEqual(['0.txt 云桥县水务局', before[1]]);
    folder.put('0.txt.fuwen.yaml', 'disclosure: 不予公开\n');
    expect(await folder.ingest()).toMatchObject({ read: 1, letters: 2 });
    expect(await shown()).toEqual([before[1]]);
    // Broken, it must not open what it may have withheld.
    folder.put('0.txt.fuwen.yaml', 'disclosure: [不予\n');
    const broken = await folder.ingest();
    expect(broken).toMatchObject({ letters: 1, refused: [{ file: '0.txt', code: 'sidecar-broken' }] });
    expect(await shown()).toEqual([before[1]]);
    folder.drop('0.txt.fuwen.yaml');
    expect(await folder.ingest()).toMatchObject({ letters: 2, refused: [] });
    expect(await shown()).toEqual(before);
  });
});
