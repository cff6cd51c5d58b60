/** Rows -> messages no longer than a channel allows, cut at line ends, else at sentence ends. */
import type { Row } from './layout.ts';
import { type MarkupOptions, rowText } from './markup.ts';

export interface PieceLimit {
  /** Longest message, markup included. */
  readonly limit: number;
  /** bytes: of UTF-8; chars: UTF-16 code units, as Telegram counts. */
  readonly unit: 'bytes' | 'chars';
}

function sizeOf(text: string, unit: PieceLimit['unit']): number {
  return unit === 'bytes' ? Buffer.byteLength(text, 'utf8') : text.length;
}

/** Stretches of a text that may stand alone: sentences, else clauses, else characters. */
function stretches(text: string, fits: (part: string) => boolean): readonly string[] {
  if (fits(text)) return [text];
  for (const cut of [/(?<=[。！？；!?\n])/u, /(?<=[，、：,;]|\s)/u, /(?=[^\p{M}\p{Cf}])/u]) {
    const parts = text.split(cut).filter((part) => part !== '');
    if (parts.length < 2) continue;
    const joined: string[] = [];
    let held = '';
    for (const part of parts) {
      if (held !== '' && !fits(held + part)) {
        joined.push(held);
        held = '';
      }
      held += part;
    }
    if (held !== '') joined.push(held);
    return joined.length === 1 ? joined : joined.flatMap((part) => stretches(part, fits));
  }
  return [text];
}

/**
 * Joins rows into messages. A row that alone is too long is cut at sentence ends and each part keeps the row's
 * markers, so that no part of a quote stands without its source. `limit` must hold at least a marker and some words
 * (64 bytes are enough).
 */
export function piecesOf(rows: readonly Row[], options: MarkupOptions & PieceLimit): readonly string[] {
  const fits = (text: string): boolean => sizeOf(text, options.unit) <= options.limit;
  const lines: string[] = [];
  for (const row of rows) {
    const whole = rowText(row, options);
    if (fits(whole)) lines.push(whole);
    else
      for (const text of stretches(row.text, (part) => fits(rowText({ ...row, text: part }, options))))
        lines.push(rowText({ ...row, text }, options));
  }
  const pieces: string[] = [];
  let held = '';
  for (const line of lines) {
    const joined = held === '' ? line : `${held}\n${line}`;
    if (fits(joined)) held = joined;
    else {
      pieces.push(held);
      held = line;
    }
  }
  pieces.push(held);
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}
