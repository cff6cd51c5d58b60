/** Tables as CSV that spreadsheets open as they are: RFC 4180, UTF-8 with a byte order mark. */

/** Excel takes a file without it for one in the system's old code page. */
const MARK = '\ufeff';

/**
 * A cell that begins so would be run as a formula (OWASP, CSV Injection), the full-width forms too where Excel's language
 * takes them. An apostrophe in front makes it text.
 */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/u;

function field(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function line(cells: readonly (string | null)[]): string {
  return `${cells.map((text) => field(text ?? '')).join(',')}\r\n`;
}

/** Null is an empty field. */
export function csv(head: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  return MARK + [head, ...rows].map(line).join('');
}
