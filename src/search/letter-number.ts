/** One form for the number of a proposal, suggestion or document, however it is written. */
import { fold } from './fold.ts';

/** `b(2019)17`: folded, one kind of bracket, no blanks, no leading zeros. Equal for two writings of one number. */
export function canonicalNumber(written: string): string {
  return fold(written)
    .replace(/[〔［[【「]/g, '(')
    .replace(/[〕］\]】」]/g, ')')
    .replace(/[\s第号]/g, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}
