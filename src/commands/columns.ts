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

/** Lines of at most `width` columns (8 at least). Latin words and figures stay whole where they fit. */
export function wrapped(text: string, width: number): readonly string[] {
  const room = Math.max(8, width);
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  const end = (): void => {
    lines.push(line.join('').trimEnd());
    line = [];
    used = 0;
  };
  const put = (piece: string): void => {
    line.push(piece);
    used += stringWidth(piece);
  };
  for (const [piece] of text.trim().matchAll(/[A-Za-z0-9.,%〔〕-]+|\s+|[^\s]/gu)) {
    if (used > 0 && used + stringWidth(piece) > room) {
      const last = line.length - 1;
      // What a closing mark closes goes to the next line with it.
      let keep = CLOSING.test(piece) ? last : last + 1;
      while (keep > 0 && keep <= last && CLOSING.test(line[keep] ?? '')) keep -= 1;
      const carried = keep > 0 ? line.splice(keep) : [];
      end();
      for (const one of carried) put(one);
    }
    if (used > 0 || piece.trim() !== '') put(piece);
  }
  if (line.length > 0) end();
  return lines.length === 0 ? [''] : lines;
}
