/** The same letter twice: same bytes under two names, or one letter published in two formats. One is kept, and it is said. */
import type { Format, Letter } from '../model.ts';

export interface Duplicate {
  readonly file: string;
  /** The file that is kept. */
  readonly of: string;
  readonly why: 'same-bytes' | 'same-letter';
}

/** The better text first: what an office wrote, before what was printed, before what was read from a picture. */
const FORMAT_ORDER: readonly Format[] = ['docx', 'html', 'txt', 'doc', 'wps', 'ofd', 'pdf', 'pdf-scan', 'image'];

/** Share of pairs of characters in common from which two bodies are one text; print and OCR lose some. */
const NEARLY_EQUAL = 0.9;
const NEARLY_EQUAL_OCR = 0.8;
/** Characters of a body that are compared. */
const COMPARED = 20_000;

/** Fields that say which letter it is. One that only one of the two prints tells nothing against it. */
const IDENTITY = ['proposalNo', 'session', 'place', 'title', 'date', 'department'] as const;

/** What is known of a letter before its body is looked at. */
export type Known = Pick<Letter, 'file' | 'kind' | 'genre' | (typeof IDENTITY)[number]>;

/**
 * Of files with the same bytes, the one to keep: one that a person settled in a sidecar, else the one nearest the top,
 * else the first by name. Result: each other file, with the one that is kept.
 */
export function sameBytes(
  files: readonly { readonly file: string; readonly sha256: string; readonly settled: boolean }[],
): readonly Duplicate[] {
  const times = new Map<string, number>();
  for (const { sha256 } of files) times.set(sha256, (times.get(sha256) ?? 0) + 1);
  const repeated = files.filter(({ sha256 }) => times.get(sha256)! > 1);
  const order = repeated.toSorted(
    (a, b) =>
      Number(b.settled) - Number(a.settled) ||
      depth(a.file) - depth(b.file) ||
      a.file.length - b.file.length ||
      byUnit(a.file, b.file),
  );
  const kept = new Map<string, string>();
  const duplicates: Duplicate[] = [];
  for (const { file, sha256 } of order) {
    const of = kept.get(sha256);
    if (of === undefined) kept.set(sha256, file);
    else duplicates.push({ file, of, why: 'same-bytes' });
  }
  return duplicates;
}

/**
 * Letters that are another letter in another format. Those without a number are told apart by title and date, since two
 * of them may well say the same. Only groups with a letter for which `isNew` holds are looked at: the others were judged
 * before. `read` gives a whole letter; it is called for likely pairs only.
 */
export function sameLetters(
  known: readonly Known[],
  isNew: (file: string) => boolean,
  read: (file: string) => Letter,
): readonly Duplicate[] {
  const groups = new Map<string, Known[]>();
  for (const each of known) {
    const key = groupOf(each);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  const duplicates: Duplicate[] = [];
  for (const group of groups.values()) {
    if (group.length < 2 || !group.some(({ file }) => isNew(file))) continue;
    const likely = group.filter((each) => group.some((other) => other !== each && mayBeSame(each, other)));
    const kept: Letter[] = [];
    for (const letter of likely.map(({ file }) => read(file)).toSorted(betterFirst)) {
      const twin = kept.find((other) => mayBeSame(other, letter) && saySame(other, letter));
      if (twin === undefined) kept.push(letter);
      else duplicates.push({ file: letter.file, of: twin.file, why: 'same-letter' });
    }
  }
  return duplicates;
}

function groupOf({ proposalNo, title, date }: Known): string | null {
  if (proposalNo !== null) return `number ${proposalNo}`;
  return title !== null && date !== null ? `title ${title} ${date}` : null;
}

function mayBeSame(a: Known, b: Known): boolean {
  if (a.genre !== b.genre || (a.kind !== null && b.kind !== null && a.kind !== b.kind)) return false;
  return IDENTITY.every((field) => a[field] === null || b[field] === null || a[field] === b[field]);
}

function saySame(a: Letter, b: Letter): boolean {
  return likeness(a.body, b.body) >= (a.ocr || b.ocr ? NEARLY_EQUAL_OCR : NEARLY_EQUAL);
}

/** Dice's coefficient over pairs of neighbouring characters, white space and punctuation left out: 1 for the same text. */
export function likeness(a: string, b: string): number {
  const left = pairs(a);
  const right = pairs(b);
  let common = 0;
  let total = 0;
  for (const [pair, count] of left) {
    common += Math.min(count, right.get(pair) ?? 0);
    total += count;
  }
  for (const count of right.values()) total += count;
  return total === 0 ? 1 : (2 * common) / total;
}

function pairs(body: string): Map<string, number> {
  const text = body.slice(0, COMPARED).replaceAll(/[^\p{L}\p{N}]/gu, '');
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** The more restricted one is kept before the better text: its twin must not tell what it withholds. */
function betterFirst(a: Letter, b: Letter): number {
  return (
    restriction(b) - restriction(a) ||
    textOrder(a) - textOrder(b) ||
    a.problems.length - b.problems.length ||
    byUnit(a.file, b.file)
  );
}

function restriction({ disclosure }: Letter): number {
  return disclosure === 'withheld' ? 2 : disclosure === 'on_request' ? 1 : 0;
}

function textOrder({ ocr, format }: Letter): number {
  return ocr ? FORMAT_ORDER.length : FORMAT_ORDER.indexOf(format);
}

const byUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const depth = (file: string): number => file.split('/').length;
