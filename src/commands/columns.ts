/** Text in columns of a terminal; a Chinese character takes two. */
import stringWidth from 'string-width';

/** A cell of exactly `width` columns, cut with … where it is longer. */
export function cell(text: string, width: number): string {
  let kept = '';
  let used = 0;
  const long = stringWidth(text) > width;
  for (const character of text) {
    const wide = stringWidth(character);
    if (used + wide > width - (long ? 1 : 0)) {
      kept += '…';
      used += 1;
      break;
    }
    kept += character;
    used += wide;
  }
  return kept + ' '.repeat(Math.max(0, width - used));
}

/** Marks that don't begin a line. */
const CLOSING = /^[，。、；：！？）〕】》”’…％%]/u;

/** Lines of at most `width` columns and a closing mark. Latin words and figures stay whole where they fit. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const room = Math.max(8, width);
  for (const [piece] of text.trim().matchAll(/[A-Za-z0-9.,%〔〕-]+|\s+|[^\s]/gu)) {
    const tooLong = stringWidth(line) + stringWidth(piece) > room;
    if (tooLong && line !== '' && !CLOSING.test(piece)) {
      lines.push(line.trimEnd());
      line = '';
    }
    if (line !== '' || piece.trim() !== '') line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines.length === 0 ? [''] : lines;
}
