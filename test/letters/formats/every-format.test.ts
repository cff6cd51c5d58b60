import iconv from 'iconv-lite';
import { PARAGRAPHS, printLines } from './invented-letter.ts';
import { makeDoc } from './make-doc.ts';
import { makePdf, setLines } from './make-pdf.ts';
import { makeDocx, makeOfd, paragraph } from './make-office.ts';
import { formatSuite } from './suite.ts';

const text = PARAGRAPHS.join('\n');
const lines = printLines();
/** The second heading opens the second page. */
const turn = lines.findIndex((line) => line.text.startsWith('二、'));
const pages = [lines.slice(0, turn), lines.slice(turn)];
const docx = makeDocx(PARAGRAPHS.map((line) => paragraph(line)).join(''));

/** Digits are half as wide as Chinese characters. */
const widthOf = (line: string): number => [...line].reduce((sum, char) => sum + (char < '\u0080' ? 8 : 16), 0);

const page = (body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${PARAGRAPHS[0]}_青禾县人民政府</title></head><body>` +
  `<div class="nav"><a href="/">首页</a><a href="/zw">政务公开</a></div><div id="zoom">${body}</div>` +
  `<div class="footer">主办：青禾县人民政府办公室 版权所有</div></body></html>`;

formatSuite({ name: 'UTF-8 text', file: 'a.txt', format: 'txt', bytes: () => Buffer.from(text), headingPages: null });
formatSuite({
  name: 'UTF-8 text with a byte order mark',
  file: 'a.txt',
  format: 'txt',
  bytes: () => Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`),
  headingPages: null,
});
for (const charset of ['gb18030', 'utf16-le', 'utf16-be'] as const) {
  formatSuite({
    name: `${charset} text`,
    file: 'a.txt',
    format: 'txt',
    bytes: () => iconv.encode(text, charset),
    headingPages: null,
  });
}
formatSuite({
  name: 'UTF-16 text with a byte order mark',
  file: 'a.txt',
  format: 'txt',
  bytes: () => iconv.encode(text, 'utf16-be', { addBOM: true }),
  headingPages: null,
});
formatSuite({
  name: 'hard-wrapped text with form feeds',
  file: 'a.txt',
  format: 'txt',
  bytes: () =>
    Buffer.from(
      pages.map((part) => part.map((line) => '　'.repeat(line.indent) + line.text).join('\n\n')).join('\n\n- 1 -\n\f'),
    ),
  headingPages: [1, 2],
});
formatSuite({
  name: 'HTML',
  file: 'a.html',
  format: 'html',
  bytes: () => Buffer.from(page(PARAGRAPHS.map((line) => `<p>　　${line}</p>`).join('\n'))),
  headingPages: null,
});
formatSuite({
  name: 'HTML in GBK whose paragraphs are lines',
  file: 'a.htm',
  format: 'html',
  bytes: () => iconv.encode(page(PARAGRAPHS.join('<br>\n&nbsp;&nbsp;')).replace('utf-8', 'gb2312'), 'gbk'),
  headingPages: null,
});
formatSuite({ name: 'DOCX', file: 'a.docx', format: 'docx', bytes: () => docx, headingPages: null });
formatSuite({ name: 'WPS that is DOCX inside', file: 'a.wps', format: 'wps', bytes: () => docx, headingPages: null });
formatSuite({ name: 'DOC', file: 'a.doc', format: 'doc', bytes: () => makeDoc(PARAGRAPHS), headingPages: null });
formatSuite({
  name: 'WPS that is DOC inside',
  file: 'a.wps',
  format: 'wps',
  bytes: () => makeDoc(PARAGRAPHS),
  headingPages: null,
});
for (const encoding of ['UniGB-UCS2-H', 'GBK-EUC-H'] as const) {
  formatSuite({
    name: `PDF in ${encoding}, font not embedded`,
    file: 'a.pdf',
    format: 'pdf',
    bytes: () =>
      makePdf(
        pages.map((part) => setLines(part)),
        { encoding },
      ),
    headingPages: [1, 2],
  });
}
formatSuite({
  name: 'PDF with letters placed one by one',
  file: 'a.pdf',
  format: 'pdf',
  bytes: () =>
    makePdf(
      pages.map((part) =>
        setLines(part).flatMap(({ text: shown, x, y }) =>
          [...shown].map((char, i) => ({ text: char, x: x + widthOf(shown.slice(0, i)), y })),
        ),
      ),
    ),
  headingPages: [1, 2],
});
formatSuite({
  name: 'OFD',
  file: 'a.ofd',
  format: 'ofd',
  bytes: () =>
    makeOfd(
      pages.map((part) => part.map((line, i) => ({ text: line.text, x: 30 + line.indent * 5.6, y: 30 + i * 10 }))),
    ),
  headingPages: [1, 2],
});
