import { describe, expect, it } from 'vitest';
import { readFormat } from '../../../src/letters/formats/read-format.ts';
import { lockedPdf, makePdf, pdfOfObjects, setLines, streamObject, type Placed } from './make-pdf.ts';
import { makeOfd } from './make-office.ts';
import { reasonOf, textOf } from './suite.ts';

/** Invented text; what it says does not matter here, where it stands does. */
const at = (text: string, x: number, y: number, size = 12): Placed => ({ text, x, y, size });
const pagesOf = async (pages: readonly (readonly Placed[])[], options: Parameters<typeof makePdf>[1] = {}) =>
  (await textOf(makePdf(pages, options), 'a.pdf')).pages;

const furnished = (n: number): Placed[] => [
  at('云汀市政务公开选编', 220, 40),
  at(`第${n}页正文的第一行在这里写满了二十个字`, 90, 120, 16),
  at('2024', 90, 400, 16),
  at(`— ${n} —`, 280, 800),
];

describe('PDF pages', () => {
  it('reads two columns one after the other, under a line across both', async () => {
    const left = [
      '甲栏第一行文字十二个字整',
      '甲栏第二行文字十二个字整',
      '甲栏第三行文字十二个字整',
      '甲栏第四行文字十二个字整',
      '甲栏第五行文字十二个字整',
      '甲栏第六行文字十二个字整',
      '甲栏第七行完',
    ];
    const right = left.map((line) => line.replace('甲', '乙'));
    const page = [
      at('这一行横跨两栏写在两栏文字的上面作为它们共同的题目比一栏要宽得多', 80, 100),
      ...left.flatMap((line, i) => [at(line, 80, 140 + i * 20), at(right[i] ?? '', 320, 140 + i * 20)]),
    ];
    const [lines = []] = await pagesOf([page]);
    expect(lines.map((line) => line.trim()).filter(Boolean)).toEqual([page[0]?.text, ...left, ...right]);
  });

  it('keeps a table by rows, its cells marked', async () => {
    const rows = [
      ['项目', '数量', '金额'],
      ['路灯', '12盏', '3万元'],
      ['座椅', '40把', '2万元'],
      ['花箱', '25个', '1万元'],
    ];
    const [lines = []] = await pagesOf([
      rows.flatMap((row, y) => row.map((cell, x) => at(cell, 100 + x * 120, 200 + y * 24))),
    ]);
    expect(lines.map((line) => line.trim()).filter(Boolean)).toEqual(rows.map((row) => row.join('｜')));
  });

  it('takes headers, footers and page numbers off, and keeps numbers in the text', async () => {
    expect(
      (await pagesOf([furnished(1), furnished(2), furnished(3)])).map((lines) => lines.filter((line) => line !== '')),
    ).toEqual([1, 2, 3].map((n) => [`第${n}页正文的第一行在这里写满了二十个字`, '2024']));
  });

  it('sets paragraphs in and leaves a line empty at a gap', async () => {
    const [lines] = await pagesOf([
      setLines([
        { text: '第一段的开头在这里空两格写一行文字', indent: 2 },
        { text: '第一段的第二行顶格写满这一整行文字好', indent: 0 },
        { text: '第一段的第三行', indent: 0 },
      ]).concat(setLines([{ text: '隔得很远的一行', indent: 2 }], { y: 300 })),
    ]);
    expect(lines).toEqual([
      '　　第一段的开头在这里空两格写一行文字',
      '第一段的第二行顶格写满这一整行文字好',
      '第一段的第三行',
      '',
      '　　隔得很远的一行',
    ]);
  });

  it('puts Kangxi radicals back to characters and changes nothing else', async () => {
    const [lines = []] = await pagesOf([[at('⽅便⽼年⼈，⻓者⻅⾯；㈠①ＡＢ１２％～“”', 90, 120)]], {
      encoding: 'UniGB-UTF16-H',
    });
    // The font has no codes for some radicals; those that come through must be characters.
    expect(lines.join('')).not.toMatch(/[\u2e80-\u2fd5]/);
  });

  it('drops doubled bold, slanted watermarks and text off a rotated page stays in order', async () => {
    const [lines] = await pagesOf([
      [
        at('加粗的一行是印了两遍的文字', 90, 120),
        at('加粗的一行是印了两遍的文字', 90.4, 120),
        at('第二行文字接在它的下面', 90, 150),
      ],
    ]);
    expect(lines).toEqual(['加粗的一行是印了两遍的文字', '第二行文字接在它的下面']);
  });

  it('has a type for each refusal', async () => {
    const line = [at('一行', 90, 90)];
    expect(await reasonOf(lockedPdf([line]), 'a.pdf')).toBe('encrypted');
    expect(await reasonOf(Buffer.from('%PDF-1.7\nnothing follows'), 'a.pdf')).toBe('broken');
    const many = pdfOfObjects([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Count 10000 /Kids [${'3 0 R '.repeat(10_000)}] >>`,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>',
      streamObject(''),
    ]);
    expect(await reasonOf(many, 'a.pdf')).toBe('too-many-pages');
    const outcome = await readFormat(makePdf([[at('很长'.repeat(40), 10, 90, 4)]]), 'a.pdf', {
      limits: { characters: 50 },
    });
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'too-much-text' });
  });
});

describe('OFD pages', () => {
  it('places text by boundary, matrix and deltas, under any namespace prefix', async () => {
    for (const prefix of ['ofd:', 'o:', '']) {
      const bytes = makeOfd(
        [
          [
            { text: '第二行在下面', x: 20, y: 60 },
            { text: '第一行在上面', x: 20, y: 50, deltaX: 'g 5 5.6' },
            { text: '放大一倍的字', x: 20, y: 80, size: 2.8, ctm: '2 0 0 2 0 0' },
            { text: '斜着的水印', x: 20, y: 100, ctm: '0.7 0.7 -0.7 0.7 0 0' },
          ],
          [{ text: '第二页', x: 20, y: 50 }],
        ],
        { prefix },
      );
      const text = await textOf(bytes, 'a.ofd');
      expect(text.pages.map((page) => page.filter((line) => line !== ''))).toEqual([
        ['第一行在上面', '第二行在下面', '放大一倍的字'],
        ['第二页'],
      ]);
      expect(text).toMatchObject({ format: 'ofd', paged: true, wrapped: true });
    }
  });

  it('refuses XML entities', async () => {
    const prolog = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';
    expect(await reasonOf(makeOfd([[{ text: '字', x: 1, y: 1 }]], { prolog }), 'a.ofd')).toBe('bomb');
  });
});
