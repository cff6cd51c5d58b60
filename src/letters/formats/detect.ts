/** What kind a file is: by its bytes first, by its ending only where the bytes leave a choice. */
import { decodeText } from './charset.ts';

export type FileKind = 'txt' | 'html' | 'docx' | 'doc' | 'pdf' | 'image' | 'ofd' | 'zip';

export type Detected =
  | { readonly kind: FileKind; readonly wrongEnding: boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'encrypted'; readonly what: string }
  | { readonly kind: 'unknown'; readonly what: string };

const ENDINGS: Readonly<Record<string, readonly FileKind[]>> = {
  txt: ['txt'],
  text: ['txt'],
  md: ['txt'],
  htm: ['html'],
  html: ['html'],
  shtml: ['html'],
  xhtml: ['html'],
  docx: ['docx'],
  docm: ['docx'],
  doc: ['doc', 'docx', 'html'],
  wps: ['doc', 'docx'],
  pdf: ['pdf'],
  png: ['image'],
  jpg: ['image'],
  jpeg: ['image'],
  tif: ['image'],
  tiff: ['image'],
  bmp: ['image'],
  ofd: ['ofd'],
  zip: ['zip'],
};

/** The ending in lower case without its dot; '' when there is none. */
export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

export function detectFormat(bytes: Uint8Array, name: string): Detected {
  if (bytes.length === 0) return { kind: 'empty' };
  const ending = endingOf(name);
  const found = byBytes(bytes, ending);
  if (typeof found !== 'string') return found;
  const expected = ENDINGS[ending];
  return { kind: found, wrongEnding: ending !== '' && expected?.includes(found) !== true };
}

function byBytes(bytes: Uint8Array, ending: string): FileKind | Detected {
  const head = latin1(bytes, 0, 1024);
  // ISO 32000 wants %PDF at the very start; readers accept it anywhere in the first 1,024 bytes.
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return containerKind(bytes, ending);
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return compoundKind(bytes);
  if (head.startsWith('\u0089PNG\r\n') || head.startsWith('\u00ff\u00d8\u00ff')) return 'image';
  if (head.startsWith('II*\u0000') || head.startsWith('MM\u0000*')) return 'image';
  if (head.startsWith('BM') && ending === 'bmp') return 'image';
  const named = NAMED_KINDS.find(([start]) => head.startsWith(start));
  if (named) return { kind: 'unknown', what: named[1] };
  return textKind(bytes, ending);
}

const NAMED_KINDS: readonly (readonly [string, string])[] = [
  ['{\\rtf', 'an RTF file; save it as DOCX'],
  ['GIF8', 'a GIF picture; save it as PNG'],
  ['Rar!', 'a RAR archive; unpack it or make it a ZIP'],
  ['7z\u00bc\u00af', 'a 7z archive; unpack it or make it a ZIP'],
  ['\u001f\u008b', 'a gzip archive; unpack it or make it a ZIP'],
  ['\u007fELF', 'a program'],
  ['MZ', 'a program'],
  ['MIME-Version:', 'an MHTML page; save it as HTML'],
];

/** DOCX, OFD and plain archives are all zip files, told apart by the names in their directory. */
function containerKind(bytes: Uint8Array, ending: string): FileKind | Detected {
  const names = zipNames(bytes);
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('OFD.xml')) return 'ofd';
  if (names.has('xl/workbook.xml')) return { kind: 'unknown', what: 'a spreadsheet; save it as PDF' };
  if (names.has('ppt/presentation.xml')) return { kind: 'unknown', what: 'a presentation; save it as PDF' };
  if (names.has('content.xml') && names.has('mimetype')) {
    return { kind: 'unknown', what: 'an OpenDocument file; save it as DOCX' };
  }
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo')) {
    return { kind: 'encrypted', what: 'The Office file is locked with a password' };
  }
  if (ending === 'docx' || ending === 'docm' || ending === 'wps' || names.has('[Content_Types].xml')) return 'docx';
  return ending === 'ofd' ? 'ofd' : 'zip';
}

/** Names in a zip's central directory (PKWARE APPNOTE 4.3.12, 4.3.16); of a damaged one, the first entry's name. */
function zipNames(bytes: Uint8Array): ReadonlySet<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = new Set<string>();
  const end = buffer.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  let at = end >= 0 && end + 20 <= buffer.length ? buffer.readUInt32LE(end + 16) : buffer.length;
  while (at + 46 <= buffer.length && buffer.readUInt32LE(at) === 0x02014b50 && names.size < 10_000) {
    const length = buffer.readUInt16LE(at + 28);
    names.add(buffer.toString('latin1', at + 46, at + 46 + length));
    at += 46 + length + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  if (names.size === 0 && buffer.length >= 30) names.add(buffer.toString('latin1', 30, 30 + buffer.readUInt16LE(26)));
  return names;
}

/** OLE compound files (MS-CFB): stream names stand in the directory as UTF-16LE. */
function compoundKind(bytes: Uint8Array): FileKind | Detected {
  if (holdsWide(bytes, 'EncryptedPackage'))
    return { kind: 'encrypted', what: 'The Office file is locked with a password' };
  if (holdsWide(bytes, 'WordDocument')) return 'doc';
  return { kind: 'unknown', what: 'an Office file that is no Word or WPS text; save it as DOCX or PDF' };
}

function textKind(bytes: Uint8Array, ending: string): FileKind | Detected {
  const sample = bytes.subarray(0, 8192);
  const { text, damage } = decodeText(sample.length % 2 === 0 ? sample : sample.subarray(0, -1));
  const strange = (text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g) ?? []).length / Math.max(1, text.length);
  if (strange > 0.01 || damage > 0.05)
    return { kind: 'unknown', what: 'no text, document or picture that can be read' };
  if (/<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]/i.test(text)) return 'html';
  if ((ENDINGS[ending]?.includes('html') ?? false) && /<(p|div|table|meta|span|br)\b/i.test(text)) return 'html';
  return 'txt';
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    'latin1',
    start,
    Math.min(end, bytes.length),
  );
}

function holdsWide(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, 'utf16le'));
}
