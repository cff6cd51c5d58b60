/** Numerals as people write them: 二零二五, 十三, 第五, fifth. */

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  幺: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const ORDINALS = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
];

/** A class of characters, for patterns. */
export const NUMERAL = '[0-9〇零一二两三四五六七八九十百千]';

/** The value of an Arabic or Chinese numeral, read by place (二零二五) or by unit (十三, 一百零五, 十五万五千); null when it is none. */
export function numeralValue(written: string): number | null {
  if (/^\d+$/.test(written)) return Number(written);
  if (!/^[〇零一幺二两三四五六七八九十百千万]+$/.test(written)) return null;
  const [high = '', low, more] = written.split('万');
  if (more !== undefined || (low !== undefined && high === '')) return null;
  return low === undefined ? belowTenThousand(high) : belowTenThousand(high) * 10000 + belowTenThousand(low);
}

function belowTenThousand(written: string): number {
  if (!/[十百千]/.test(written)) return Number(byPlace(written));
  let total = 0;
  let digit = 0;
  for (const character of written) {
    const unit = UNITS[character];
    if (unit === undefined) digit = DIGITS[character] ?? 0;
    else {
      total += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  return total + digit;
}

function byPlace(written: string): string {
  return [...written].map((digit) => DIGITS[digit]).join('');
}

/** The digits of a number read out, its leading zeros kept: 零三一二〇五 is 031205, 三万一千二百零五 is 31205; null when it is none. */
export function numeralDigits(written: string): string | null {
  if (/^[〇零一幺二两三四五六七八九]+$/.test(written)) return byPlace(written);
  return numeralValue(written)?.toString() ?? null;
}

/** "5th", "fifth" or "5"; null for anything else. */
export function ordinalValue(written: string): number | null {
  const figure = /^(\d{1,3})(?:st|nd|rd|th)?$/i.exec(written);
  if (figure) return Number(figure[1]);
  const named = ORDINALS.indexOf(written.toLowerCase());
  return named > 0 ? named : null;
}
