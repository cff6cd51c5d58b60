/** Bytes of text to characters: which of the encodings that Chinese offices use, told from the bytes. */
import { createRequire } from 'node:module';

export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

export interface Decoded {
  readonly text: string;
  readonly charset: Charset;
  /** Share of characters that could not be decoded, 0 to 1. */
  readonly damage: number;
}

/** The commonest characters of running Chinese in both scripts, with its punctuation: rare in a wrong decoding. */
const COMMON = new Set(
  '的一是在不了有和人这这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经进理现' +
    '区县市政协提案建议答复关委员代表实施推加强服务第号办局月日元万' +
    '這個為國時來們產種過說對會動學發經後進現區縣協議復關員實務號辦萬與並將應' +
    '，。、；：“”（）《》「」！？　',
);

/** Loaded for bytes that are not UTF-8: their tables take as long to load as everything else that a text file needs. */
const load = createRequire(import.meta.url);
const encodings = (): typeof import('iconv-lite') => load('iconv-lite');
const detector = (): typeof import('jschardet') => load('jschardet');

/** How many bytes of a long file are looked at to tell its encoding. */
const SAMPLE_BYTES = 16 * 1024;
const DETECTOR_BYTES = 4 * 1024;

/**
 * Decodes text by its bytes: byte order mark, strict UTF-8, UTF-16 without a mark, then what the bytes look like.
 * `declared` (a page's charset) decides between those that fit equally well.
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): Decoded {
  const marked = byMark(bytes);
  if (marked) return marked;
  const utf16 = withoutMark(bytes);
  if (utf16) return finish(new TextDecoder(utf16).decode(bytes), utf16);
  const strict = strictUtf8(bytes);
  if (strict !== null) return { text: strict, charset: 'utf-8', damage: 0 };
  return byLikeness(bytes, declared);
}

function byMark(bytes: Uint8Array): Decoded | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return finish(new TextDecoder('utf-8').decode(bytes), 'utf-8');
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return finish(new TextDecoder('utf-16le').decode(bytes), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return finish(new TextDecoder('utf-16be').decode(bytes), 'utf-16be');
  return null;
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 without a mark: nearly every unit is Chinese, ASCII or CJK punctuation in one byte order. */
function withoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  // Line feeds and digits of a UTF-16 text have a zero byte; other Chinese encodings never do.
  if (length < 4 || bytes.length % 2 === 1 || !bytes.subarray(0, length).includes(0)) return null;
  let little = 0;
  let big = 0;
  for (let i = 0; i < length; i += 2) {
    const first = bytes[i] ?? 0;
    const second = bytes[i + 1] ?? 0;
    if (plausibleUnit(first | (second << 8))) little += 1;
    if (plausibleUnit((first << 8) | second)) big += 1;
  }
  const best = Math.max(little, big) / (length / 2);
  if (best < 0.9 || little === big) return null;
  return little > big ? 'utf-16le' : 'utf-16be';
}

function plausibleUnit(unit: number): boolean {
  return (
    unit === 0x09 ||
    unit === 0x0a ||
    unit === 0x0c ||
    unit === 0x0d ||
    (unit >= 0x20 && unit < 0x7f) ||
    (unit >= 0x2010 && unit <= 0x2030) ||
    (unit >= 0x3000 && unit <= 0x3020) ||
    (unit >= 0x4e00 && unit <= 0x9fa5) ||
    (unit >= 0xff01 && unit <= 0xff5e)
  );
}

function byLikeness(bytes: Uint8Array, declared: string | null): Decoded {
  const iconv = encodings();
  const sample = Buffer.from(bytes.subarray(0, SAMPLE_BYTES));
  const hint = charsetNamed(declared);
  const scores = (['gb18030', 'big5', 'utf-8'] as const)
    .map((charset) => ({
      charset,
      // A declaration weighs as much as one common character in fifty; the bytes outweigh it.
      score: likeness(iconv.decode(sample, charset)) + (charset === hint ? 0.02 : 0),
    }))
    .toSorted((a, b) => b.score - a.score);
  const [first, second] = scores;
  let best: Charset = first?.charset ?? 'gb18030';
  // Short or odd texts fit several encodings; the detector's statistics of byte pairs decide. It is slow, so only here.
  if (first && second && first.score - second.score < 0.1) {
    const detected = charsetNamed(detector().detect(sample.subarray(0, DETECTOR_BYTES))?.encoding ?? null);
    if (detected === second.charset) best = detected;
  }
  return finish(iconv.decode(Buffer.from(bytes), best), best);
}

/** Share of common characters among those beyond ASCII, less the undecodable ones. */
function likeness(text: string): number {
  let common = 0;
  let bad = 0;
  let all = 0;
  for (const char of text) {
    if (char < '\u0080') continue;
    all += 1;
    if (COMMON.has(char)) common += 1;
    else if (char === '\ufffd' || (char >= '\ue000' && char <= '\uf8ff')) bad += 1;
  }
  return all === 0 ? 0 : (common - 3 * bad) / all;
}

function charsetNamed(name: string | null): Charset | null {
  const plain = (name ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (/^(gb|gbk|gb2312|gb18030|hzgb2312|cp936|xgbk)/.test(plain)) return 'gb18030';
  if (/^(big5|cp950|xxbig5)/.test(plain)) return 'big5';
  if (plain === 'utf8') return 'utf-8';
  return null;
}

function finish(text: string, charset: Charset): Decoded {
  const clean = text.startsWith('\ufeff') ? text.slice(1) : text;
  let bad = 0;
  for (let at = clean.indexOf('\ufffd'); at >= 0; at = clean.indexOf('\ufffd', at + 1)) bad += 1;
  return { text: clean, charset, damage: clean.length === 0 ? 0 : bad / clean.length };
}
