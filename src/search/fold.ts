/** Folding: one written form for text that readers take as the same, unit for unit, so that offsets still hold. */
import tsCharacters from 'opencc-js/dict/TSCharacters';

const simplified = new Map<string, string>();
for (const entry of (tsCharacters as string).split('|')) {
  const [traditional, first] = entry.split(' ');
  // Characters outside the BMP are two units; folding them could change lengths, and none is in common use.
  if (traditional?.length === 1 && first?.length === 1) simplified.set(traditional, first);
}

function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : unit;
  if (code >= 0xff01 && code <= 0xff5e) return foldUnit(String.fromCharCode(code - 0xfee0));
  if (code === 0x3000 || code === 0xa0) return ' ';
  return simplified.get(unit) ?? unit;
}

/**
 * Full-width to ASCII, upper to lower case, Traditional to Simplified (OpenCC's TSCharacters, first choice).
 * The result has the same length as the input, so an offset into one is an offset into the other.
 */
export function fold(text: string): string {
  let folded = '';
  for (const unit of text.split('')) folded += foldUnit(unit);
  return folded;
}
