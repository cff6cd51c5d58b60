/** Writes small DOCX and OFD containers for tests. */
import { strToU8, zipSync, type Zippable } from 'fflate';

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const TYPES =
  '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>' +
  '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>' +
  '</Types>';
const RELS =
  '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>' +
  '</Relationships>';
const DOCUMENT_RELS =
  '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>' +
  '</Relationships>';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A paragraph whose text is split into runs at `|`, as Word does; `list` gives it the automatic number of a list. */
export function paragraph(text: string, list: { id: number; level: number } | null = null): string {
  const numbering = list
    ? `<w:pPr><w:numPr><w:ilvl w:val="${list.level}"/><w:numId w:val="${list.id}"/></w:numPr></w:pPr>`
    : '';
  const runs = text.split('|').map((run) => `<w:r><w:t xml:space="preserve">${escapeXml(run)}</w:t></w:r>`);
  return `<w:p>${numbering}${runs.join('')}</w:p>`;
}

/** A table; a cell is its paragraphs. */
export function table(rows: readonly (readonly (readonly string[])[])[]): string {
  return `<w:tbl><w:tblPr/>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

function cells(row: readonly (readonly string[])[]): string {
  return row.map((cell) => `<w:tc><w:tcPr/>${cell.map((text) => paragraph(text)).join('')}</w:tc>`).join('');
}

/** A DOCX of body XML; `prolog` stands before the document element. */
export function makeDocx(
  body: string,
  options: { numbering?: string; prolog?: string; more?: Zippable } = {},
): Uint8Array {
  const document = `<?xml version="1.0" encoding="UTF-8"?>${options.prolog ?? ''}<w:document ${W}><w:body>${body}</w:body></w:document>`;
  const numbering = `<?xml version="1.0" encoding="UTF-8"?><w:numbering ${W}>${options.numbering ?? ''}</w:numbering>`;
  return zipSync({
    '[Content_Types].xml': strToU8(TYPES),
    '_rels/.rels': strToU8(RELS),
    'word/_rels/document.xml.rels': strToU8(DOCUMENT_RELS),
    'word/document.xml': strToU8(document),
    'word/numbering.xml': strToU8(numbering),
    ...options.more,
  });
}

export interface OfdText {
  readonly text: string;
  /** Millimetres from the left and the top of the page to the text's box. */
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  /** DeltaX as the file writes it. */
  readonly deltaX?: string;
  readonly ctm?: string;
}

/** An OFD of pages of text objects; `prefix` is the namespace prefix that its writer uses, '' for none. */
export function makeOfd(
  pages: readonly (readonly OfdText[])[],
  options: { prefix?: string; prolog?: string } = {},
): Uint8Array {
  const prefix = options.prefix ?? 'ofd:';
  const xmlns =
    prefix === ''
      ? 'xmlns="http://www.ofdspec.org/2016"'
      : `xmlns:${prefix.slice(0, -1)}="http://www.ofdspec.org/2016"`;
  const tag = (name: string, attributes: string, inner: string): string =>
    `<${prefix}${name}${attributes === '' ? '' : ` ${attributes}`}>${inner}</${prefix}${name}>`;
  const head = `<?xml version="1.0" encoding="UTF-8"?>${options.prolog ?? ''}`;
  const files: Zippable = {
    'OFD.xml': strToU8(
      head +
        tag(
          'OFD',
          `${xmlns} Version="1.0" DocType="OFD"`,
          tag('DocBody', '', tag('DocRoot', '', 'Doc_0/Document.xml')),
        ),
    ),
    'Doc_0/Document.xml': strToU8(
      head +
        tag(
          'Document',
          xmlns,
          tag('CommonData', '', tag('PageArea', '', tag('PhysicalBox', '', '0 0 210 297'))) +
            tag(
              'Pages',
              '',
              pages.map((_, i) => tag('Page', `ID="${i + 1}" BaseLoc="Pages/Page_${i}/Content.xml"`, '')).join(''),
            ),
        ),
    ),
  };
  for (const [i, page] of pages.entries()) {
    const objects = page.map(({ text, x, y, size = 5.6, deltaX, ctm }) => {
      const codes =
        deltaX ??
        [...text]
          .slice(1)
          .map(() => size)
          .join(' ');
      const code = tag('TextCode', `X="0" Y="${size}" DeltaX="${codes}"`, escapeXml(text));
      return tag(
        'TextObject',
        `Boundary="${x} ${y} 170 10" Font="1" Size="${size}"${ctm ? ` CTM="${ctm}"` : ''}`,
        code,
      );
    });
    const layer = tag('Content', '', tag('Layer', 'ID="1"', objects.join('')));
    files[`Doc_0/Pages/Page_${i}/Content.xml`] = strToU8(head + tag('Page', xmlns, layer));
  }
  return zipSync(files);
}
