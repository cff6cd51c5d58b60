import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/letters/formats/charset.ts';
import { detectFormat } from '../../../src/letters/formats/detect.ts';
import { READ_LIMITS } from '../../../src/letters/formats/refusal.ts';
import { unzip } from '../../../src/letters/formats/zip.ts';
import { makeDoc } from './make-doc.ts';
import { makeDocx, paragraph, table } from './make-office.ts';
import { reasonOf, textOf } from './suite.ts';

const linesOf = async (bytes: Uint8Array, file: string) => (await textOf(bytes, file)).pages[0];

const level = (index: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;

describe('DOCX', () => {
  it('reads a form as labelled fields in reading order, the letter within it as paragraphs', async () => {
    const form = table([
      [['提案编号'], ['2024086'], ['是否公开'], ['同意公开']],
      [['承办单位'], ['青禾县水利局']],
      [['办理情况'], ['沈知秋委员：', '您的提案收悉。']],
    ]);
    const text = await textOf(
      makeDocx(paragraph('青禾县政协提案办理回复单') + form + paragraph('2024年7月1日')),
      'a.docx',
    );
    expect(text.pages[0]).toEqual([
      '青禾县政协提案办理回复单',
      '提案编号：2024086',
      '是否公开：同意公开',
      '承办单位：青禾县水利局',
      '办理情况：',
      '沈知秋委员：',
      '您的提案收悉。',
      '2024年7月1日',
    ]);
    expect(text.fields).toEqual({ 提案编号: '2024086', 是否公开: '同意公开', 承办单位: '青禾县水利局' });
  });

  it('reads a table of data by rows, in its place', async () => {
    const data = table([
      [['项目'], ['金额']],
      [['路灯'], ['3万元']],
    ]);
    expect(await linesOf(makeDocx(paragraph('前') + data + paragraph('后')), 'a.docx')).toEqual([
      '前',
      '项目｜金额',
      '路灯｜3万元',
      '后',
    ]);
  });

  it('shows the automatic numbers of lists, and joins split runs', async () => {
    const numbering =
      `<w:abstractNum w:abstractNumId="0">${level(0, 'chineseCountingThousand', '%1、')}${level(1, 'decimal', '（%2）')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
    const body = [
      paragraph('关于甲|事', { id: 1, level: 0 }),
      paragraph('其一', { id: 1, level: 1 }),
      paragraph('其二', { id: 1, level: 1 }),
      paragraph('正文“引号”不变'),
      paragraph('关于乙事', { id: 1, level: 0 }),
      paragraph('又其一', { id: 1, level: 1 }),
    ].join('');
    expect(await linesOf(makeDocx(body, { numbering }), 'a.docx')).toEqual([
      '一、关于甲事',
      '（1）其一',
      '（2）其二',
      '正文“引号”不变',
      '二、关于乙事',
      '（1）又其一',
    ]);
  });

  it('refuses entities, bombs, locked and empty files by type', async () => {
    const laughs = '<!DOCTYPE w [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    expect(await reasonOf(makeDocx(paragraph('&b;'), { prolog: laughs }), 'a.docx')).toBe('bomb');
    const zeros = { 'word/media/a.bin': new Uint8Array(30_000_000) };
    expect(await reasonOf(makeDocx(paragraph('字'), { more: zeros }), 'a.docx')).toBe('bomb');
    expect(await reasonOf(makeDocx(''), 'a.docx')).toBe('no-text');
    expect(await reasonOf(zipSync({ '[Content_Types].xml': strToU8('<x/>') }), 'a.docx')).toBe('broken');
  });
});

describe('DOC', () => {
  it('keeps quotation marks and reads table rows as fields', async () => {
    const text = await textOf(makeDoc(['“甲”与‘乙’——丙', ['承办单位', '青禾县水利局'], '后']), 'a.doc');
    expect(text.pages[0]).toEqual(['“甲”与‘乙’——丙', '承办单位：青禾县水利局', '后']);
    expect(text.fields).toEqual({ 承办单位: '青禾县水利局' });
  });

  it('refuses a locked one', async () =>
    expect(await reasonOf(makeDoc(['甲'], { encrypted: true }), 'a.doc')).toBe('encrypted'));
});

describe('characters by bytes', () => {
  const simplified = '您提出的关于加强农村公路养护的建议收悉，现答复如下：截至目前，全县已经完成大修二十公里。';
  const traditional = '您提出的關於加強農村公路養護的建議收悉，現答復如下：截至目前，全縣已經完成大修二十公里。';

  it.each([
    ['gb18030', simplified, 'gb18030'],
    ['gb18030', traditional, 'gb18030'],
    ['big5', traditional, 'big5'],
    ['utf16-le', simplified, 'utf-16le'],
    ['utf16-be', `${traditional}\n2024`, 'utf-16be'],
    ['utf8', traditional, 'utf-8'],
  ])('%s', (encoding, text, charset) => {
    // One line feed gives UTF-16 its zero byte.
    expect(decodeText(iconv.encode(`${text}\n`, encoding))).toMatchObject({ text: `${text}\n`, charset, damage: 0 });
  });

  it('reads damaged UTF-8 as UTF-8, and says so', async () => {
    const bytes = Buffer.from(simplified.repeat(5));
    bytes[31] = 0xff;
    const text = await textOf(bytes, 'a.txt');
    expect(text.pages[0]?.join('')).toContain('全县已经完成大修二十公里。');
    expect(text.problems).toMatchObject([{ code: 'undecodable' }]);
  });

  it('breaks pages at form feeds only', async () => {
    expect(await textOf(Buffer.from('甲\n乙\f丙\n\f'), 'a.txt')).toMatchObject({
      paged: true,
      pages: [
        ['甲', '乙'],
        ['丙', ''],
      ],
    });
    expect(await textOf(Buffer.from('甲\r\n乙'), 'a.txt')).toMatchObject({ paged: false, pages: [['甲', '乙']] });
  });
});

describe('kinds by bytes', () => {
  it.each([
    ['a.docx', Buffer.from('%PDF-1.4'), 'pdf'],
    ['a.pdf', Buffer.from('您好，这是文字。'), 'txt'],
    ['a.txt', Buffer.from('<!DOCTYPE html><html><body>字</body></html>'), 'html'],
    ['a.jpg', Buffer.from('89504e470d0a1a0a', 'hex'), 'image'],
    ['letters.zip', zipSync({ 'a.docx': [makeDocx(''), { level: 0 }] }), 'zip'],
    ['a.doc', makeDocx(''), 'docx'],
    ['a', Buffer.alloc(0), 'empty'],
    ['a.txt', Buffer.from([0, 1, 2, 3, 0, 0, 7, 9, 0, 200]), 'unknown'],
    ['a.doc', Buffer.from('{\\rtf1 x}'), 'unknown'],
  ])('%s', (name, bytes, kind) => expect(detectFormat(bytes, name).kind).toBe(kind));

  it('notes a wrong ending and reads all the same', async () => {
    expect((await textOf(Buffer.from('您好，这是文字。'), 'a.pdf')).problems).toMatchObject([{ code: 'wrong-ending' }]);
  });
});

const list = async (bytes: Uint8Array, limits = {}) => {
  const found: string[] = [];
  for await (const item of unzip(bytes, 'a.zip', { ...READ_LIMITS, ...limits })) {
    found.push(item.kind === 'file' ? item.file.file : `${item.refusal.reason} ${item.file}`);
  }
  return found;
};

describe('zip of letters', () => {
  it('gives files of folders, decodes GBK names, leaves notes and dotfiles', async () => {
    // fflate takes names as Latin-1 where they fit, so these bytes stay GBK without the UTF-8 flag.
    const gbk = iconv.encode('答复/甲.txt', 'gbk').toString('latin1');
    const bytes = zipSync({
      [gbk]: strToU8('字'),
      'README.md': strToU8('x'),
      'b/.hid': strToU8('x'),
      'b/c.txt': strToU8('x'),
    });
    const raw = Buffer.from(bytes);
    // Put the plain bytes where fflate wrote the name in UTF-8, with its flag cleared.
    expect(await list(withRawNames(raw, gbk))).toEqual(['a.zip/答复/甲.txt', 'a.zip/b/c.txt']);
  });

  it('refuses archives in archives, ways out and line breaks, each by itself', async () => {
    const inner = zipSync({ 'x.txt': strToU8('x') });
    const bytes = zipSync({
      '../up.txt': strToU8('x'),
      'in.zip': inner,
      'a\nb.txt': strToU8('x'),
      'ok.txt': strToU8('x'),
    });
    expect(await list(bytes)).toEqual([
      'outside-folder a.zip/../up.txt',
      'bomb a.zip/in.zip',
      'bad-name a.zip/a?b.txt',
      'a.zip/ok.txt',
    ]);
  });

  it('refuses too many entries, too much and nothing', async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.txt`, strToU8('x')])));
    await expect(list(many, { entries: 20 })).rejects.toMatchObject({ refusal: { reason: 'too-many-entries' } });
    await expect(list(many, { unpackedBytes: 20 })).rejects.toMatchObject({ refusal: { reason: 'bomb' } });
    await expect(list(zipSync({ 'd/.x': strToU8('') }))).rejects.toMatchObject({ refusal: { reason: 'empty' } });
    await expect(list(many.subarray(0, many.length - 40))).rejects.toMatchObject({ refusal: { reason: 'broken' } });
  });
});

/** Rewrites a stored name from UTF-8 to its Latin-1 bytes, padded into the extra field's room by a shorter path. */
function withRawNames(zip: Buffer, name: string): Buffer {
  const utf8 = Buffer.from(name, 'utf8');
  const raw = Buffer.from(name, 'latin1');
  const parts: Buffer[] = [];
  let at = 0;
  let shift = 0;
  let local = 0;
  const starts: number[] = [];
  for (let found = zip.indexOf(utf8); found >= 0; found = zip.indexOf(utf8, found + utf8.length)) {
    const central = zip.readUInt32LE(found - 46 >= 0 ? found - 46 : 0) === 0x02014b50;
    const header = Buffer.from(zip.subarray(at, found));
    const lengthAt = header.length - (central ? 18 : 4);
    const flagAt = header.length - (central ? 38 : 24);
    header.writeUInt16LE(raw.length, lengthAt);
    header.writeUInt16LE(header.readUInt16LE(flagAt) & ~0x800, flagAt);
    parts.push(header, raw);
    at = found + utf8.length;
    shift += utf8.length - raw.length;
    if (!central) local = shift;
    starts.push(found);
  }
  const rest = Buffer.from(zip.subarray(at));
  // Offsets of later local headers and of the directory move by what the local name lost.
  const out = Buffer.concat([...parts, rest]);
  const end = out.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const directory = out.readUInt32LE(end + 16) - local;
  out.writeUInt32LE(directory, end + 16);
  out.writeUInt32LE(out.readUInt32LE(end + 12) - (shift - local), end + 12);
  for (let entry = directory; out.readUInt32LE(entry) === 0x02014b50;) {
    const offset = out.readUInt32LE(entry + 42);
    if (offset > 0) out.writeUInt32LE(offset - local, entry + 42);
    entry += 46 + out.readUInt16LE(entry + 28) + out.readUInt16LE(entry + 30) + out.readUInt16LE(entry + 32);
  }
  return out;
}
