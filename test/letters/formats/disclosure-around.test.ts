/** Marks of disclosure that a document prints outside its text reach the letter. All letters are invented (虚构). */
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Disclosure } from '../../../src/model.ts';
import { parseLetter } from '../../../src/letters/parse.ts';
import { makeDocx, makeOfd, paragraph, table } from './make-office.ts';
import { makePdf, type Placed } from './make-pdf.ts';
import { textOf } from './suite.ts';

const LINES = [
  '关于区政协十届三次会议第118号提案的答复',
  '董芷岚委员：',
  '您提出的《关于修缮青石巷古井的提案》收悉，现答复如下：',
  '2023年修缮古井6口，清淤14立方米。下一步，将再修缮4口。',
  '感谢您对古井保护的关心。',
  '柘溪区文物局',
  '2024年5月6日',
];

async function disclosureOf(bytes: Uint8Array, file: string): Promise<Disclosure | null> {
  return parseLetter(await textOf(bytes, file), { file, sha256: '0'.repeat(64) }).disclosure;
}

describe('DOCX', () => {
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const body = LINES.map((line) => paragraph(line)).join('');
  const edge = (kind: 'hdr' | 'ftr', text: string) =>
    strToU8(`<?xml version="1.0" encoding="UTF-8"?><w:${kind} ${W}>${paragraph(text)}</w:${kind}>`);

  it.each([
    ['header1.xml', 'hdr', '依申|请公开', 'on_request'],
    ['footer2.xml', 'ftr', '柘溪区文物局　　不予公开', 'withheld'],
    ['header1.xml', 'hdr', '柘溪区文物局', null],
  ] as const)('of %s', async (name, kind, text, want) => {
    const more = { [`word/${name}`]: edge(kind, text) };
    expect(await disclosureOf(makeDocx(body, { more }), 'a.docx')).toBe(want);
  });

  it('of a table’s cell and of a split run', async () => {
    const cell = table([[['公开属性'], ['依申请公开']]]);
    expect(await disclosureOf(makeDocx(cell + body), 'a.docx')).toBe('on_request');
    expect(await disclosureOf(makeDocx(body + paragraph('（此件|不予|公开）')), 'a.docx')).toBe('withheld');
  });
});

const site = (around: string, head = '', text = LINES) =>
  Buffer.from(
    `<html><head><meta charset="utf-8">${head}</head><body><ul class="nav"><li><a href="/a">依申请公开</a></li><li>依申请公开</li></ul>` +
      `<div id="zoom">${text.map((line) => `<p>${line}</p>`).join('')}</div>${around}<div class="foot">主办：柘溪区人民政府</div></body></html>`,
  );

describe('HTML', () => {
  it.each([
    ['a site’s menu is no mark', '', '', null],
    ['below the text', '<div class="other">（依申请公开）</div>', '', 'on_request'],
    ['in a part named like furniture', '<div class="tool">公开方式：不予公开</div>', '', 'withheld'],
    ['in a footer', '<footer><p>此件不公开</p></footer>', '', 'withheld'],
    ['in a table', '<table><tr><td>信息公开类型</td><td>依申请公开</td></tr></table>', '', 'on_request'],
    ['in a list', '<ul><li><b>公开属性：</b>依申请公开</li></ul>', '', 'on_request'],
    ['in the title tag', '', '<title>关于第118号提案的答复（不予公开）_柘溪区人民政府</title>', 'withheld'],
    ['in a meta tag', '', '<meta name="公开方式" content="依申请公开">', 'on_request'],
    ['in a meta tag of the article', '', '<meta name="PublicType" content="不予公开">', 'withheld'],
    ['a site’s column is no mark', '', '<meta name="ColumnName" content="依申请公开">', null],
    ['a link’s text is no mark', '<p><a href="/ysq">（依申请公开）</a></p>', '', null],
  ] as const)('%s', async (_name, around, head, want) => {
    expect(await disclosureOf(site(around, head), 'a.html')).toBe(want);
  });

  it('takes the letter’s own strict mark over the site’s lax one', async () => {
    const text = [...LINES.slice(0, 4), `${LINES[4]}<span>（依申请公开）</span>`, ...LINES.slice(5)];
    expect(await disclosureOf(site('', '', text), 'a.html')).toBe('on_request');
    const around = '<p>公开方式：主动公开</p>';
    expect(await disclosureOf(site(around, '', text), 'a.html')).toBe('on_request');
  });
});

const at = (text: string, x: number, y: number): Placed => ({ text, x, y, size: 14 });

const printed = (mark: string): Placed[][] => [
  [at(mark, 420, 40), ...LINES.slice(0, 4).map((line, i) => at(line, 90, 140 + i * 30)), at('— 1 —', 280, 810)],
  [at(mark, 420, 40), ...LINES.slice(4).map((line, i) => at(line, 90, 140 + i * 30)), at('— 2 —', 280, 810)],
];

describe('pages of print', () => {
  it('of a PDF’s running header', async () => {
    expect(await disclosureOf(makePdf(printed('依申请公开')), 'a.pdf')).toBe('on_request');
    expect(await disclosureOf(makePdf(printed('柘溪区文物局')), 'a.pdf')).toBe(null);
  });
  it('of an OFD’s running header', async () => {
    const millimetres = printed('（不予公开）').map((page) =>
      page.map(({ text, x, y }) => ({ text, x: x * 0.35, y: y * 0.35, size: 5 })),
    );
    expect(await disclosureOf(makeOfd(millimetres), 'a.ofd')).toBe('withheld');
  });
});

describe('the file’s own name', () => {
  it.each([
    ['关于第118号提案的答复（不予公开）.txt', 'withheld'],
    ['依申请公开/118.txt', 'on_request'],
    ['依申请公开工作/118.txt', null],
    ['主动公开/118.txt', null],
  ] as const)('%s', async (file, want) => {
    expect(await disclosureOf(Buffer.from(LINES.join('\n')), file)).toBe(want);
  });
});
