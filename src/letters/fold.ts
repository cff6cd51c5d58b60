/** One written form for the patterns of this folder, unit for unit, so that a match's offsets are the body's. */
import tsCharacters from 'opencc-js/dict/TSCharacters';

const FORM = new Uint16Array(0x10000).map((_, code) => code);
// Characters outside the BMP are two units; none is in common use, and folding one could change lengths.
for (const entry of (tsCharacters as string).split('|')) {
  const [traditional, first] = entry.split(' ');
  if (traditional?.length === 1 && first?.length === 1) FORM[traditional.charCodeAt(0)] = first.charCodeAt(0);
}
for (let code = 0xff01; code <= 0xff5e; code += 1) FORM[code] = code - 0xfee0;
for (const space of [
  '\t',
  '\v',
  '\f',
  '\r',
  '\u00a0',
  '\u2002',
  '\u2003',
  '\u2009',
  '\u200b',
  '\u202f',
  '\u3000',
  '\ufeff',
])
  FORM[space.charCodeAt(0)] = 0x20;
// Punctuation to its Chinese form: letters mix ( and （, [ and 〔, 「 and “.
const PUNCTUATION: readonly (readonly [from: string, to: string])[] = [
  [':：∶︰', '：'],
  [',，', '，'],
  [';；', '；'],
  ['!！', '！'],
  ['?？', '？'],
  ['(（', '（'],
  [')）', '）'],
  ['[［【〔', '〔'],
  [']］】〕', '〕'],
  ['「〝', '“'],
  ['」〞', '”'],
  ['『', '‘'],
  ['』', '’'],
  ['○◯', '〇'],
  ['．', '.'],
];
for (const [from, to] of PUNCTUATION) for (const unit of from) FORM[unit.charCodeAt(0)] = to.charCodeAt(0);

/**
 * Simplified characters (OpenCC's TSCharacters, first choice), half-width letters and digits, Chinese punctuation.
 * Same length as the input. For matching only: what a field holds is sliced from the body as printed.
 */
export function plain(text: string): string {
  const units = Buffer.from(text, 'utf16le');
  for (let i = 0; i < units.length; i += 2) {
    const form = FORM[units[i]! | (units[i + 1]! << 8)]!;
    units[i] = form & 0xff;
    units[i + 1] = form >> 8;
  }
  const folded = units.toString('utf16le');
  // OpenCC keeps 覆, which is right in 覆盖 and 复 in 答覆, 函覆, 覆函.
  return folded.includes('覆') ? folded.replace(/(?<=[答函回批])覆|覆(?=[函文])/g, '复') : folded;
}

/** Without any white space. */
export function squeeze(text: string): string {
  return text.replace(/[\s\u200b\ufeff]+/g, '');
}
