/** What a generated text claims, and whether the cited text holds it. */
import { fold } from '../../search/fold.ts';

/** Folded, without white space: the form in which printed and repeated text are compared. */
export function squeeze(text: string): string {
  return fold(text).replace(/[\s\u200b\ufeff]+/gu, '');
}

const digit = /[0-9〇零一二三四五六七八九十百千万亿.%]/u;

/**
 * Whether `source` (squeezed) holds `value` whole: a number is not a part of a longer one (45 is not in 0451, 3万 not
 * in 3万亿), so that a figure that lost or gained a digit or a unit is not found.
 */
export function holds(source: string, value: string): boolean {
  const wanted = squeeze(value);
  if (wanted === '') return false;
  for (let at = source.indexOf(wanted); at >= 0; at = source.indexOf(wanted, at + 1)) {
    const before = source[at - 1] ?? '';
    const after = source[at + wanted.length] ?? '';
    const cutBefore = digit.test(wanted[0] ?? '') && digit.test(before);
    const cutAfter = digit.test(wanted.at(-1) ?? '') && digit.test(after);
    if (!cutBefore && !cutAfter) return true;
  }
  return false;
}
