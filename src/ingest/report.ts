/** What an ingest did, for a person and for a program (`ingest --json`). */
import type { Duplicate } from './duplicates.ts';

export interface ReportedProblems {
  readonly file: string;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

export interface IngestReport {
  /** The knowledge folder, links resolved. */
  readonly knowledge: string;
  /** Of the generation in use now. */
  readonly generation: string;
  /** False when nothing had changed, so that the generation before still serves. */
  readonly changed: boolean;
  /** Why everything was read again; null when what was there could be used, or nothing was. */
  readonly rebuilt: string | null;
  /** Files that were read in this ingest, and those that were taken over as they were. */
  readonly read: number;
  readonly unchanged: number;
  /** Files whose letters are gone since the last ingest. */
  readonly removed: readonly string[];
  readonly duplicates: readonly Duplicate[];
  readonly withProblems: readonly ReportedProblems[];
  readonly refused: readonly { readonly file: string; readonly code: string; readonly message: string }[];
  readonly letters: number;
  readonly passages: number;
  /** Null when none are asked for. `fault` tells why words alone serve. */
  readonly vectors: { readonly model: string; readonly fault: string | null } | null;
  /** Letters that print no disclosure, and whom the setting lets see them. */
  readonly unprintedDisclosure: { readonly letters: number; readonly countAs: 'public' | 'staff' };
  readonly seconds: number;
}

/** Entries of a list that are printed; the JSON has them all. */
const LISTED = 20;

/** Lines for a person, the first of them enough alone. */
export function reportText(report: IngestReport): string {
  const lines = [
    `${report.changed ? 'Indexed' : 'Up to date:'} ${count(report.letters, 'letter')}, ${count(report.passages, 'passage')} in ${report.seconds.toFixed(1)} s.`,
  ];
  if (report.rebuilt !== null) lines.push(`Everything was read again: ${report.rebuilt}`);
  if (report.changed) {
    lines.push(`Files: ${report.read} read, ${report.unchanged} unchanged, ${report.removed.length} removed.`);
  }
  const { unprintedDisclosure: unprinted, vectors } = report;
  if (unprinted.letters > 0) {
    const who = unprinted.countAs === 'public' ? 'public (主动公开)' : "staff's only";
    lines.push(
      `Printing no 公开属性: ${count(unprinted.letters, 'letter')}, taken as ${who} (FUWEN_UNPRINTED_DISCLOSURE).`,
    );
  }
  if (vectors?.fault) lines.push(`There are no vectors, words alone serve: ${vectors.fault}`);
  lines.push(
    ...list('Removed', report.removed),
    ...list('Duplicates, left out', report.duplicates, ({ file, of, why }) => `${file}: ${WHY[why]} ${of}`),
    ...list('Refused', report.refused, ({ file, message }) => `${file}: ${message}`),
    ...list('With something to settle (npm run letters -- --problems)', report.withProblems, ({ file, problems }) =>
      [file, problems.map(({ message }) => message).join(' ')].join(': '),
    ),
  );
  return `${lines.map(oneLine).join('\n')}\n`;
}

const WHY = { 'same-bytes': 'the same bytes as', 'same-letter': 'the same letter as' } as const;

function list<T>(title: string, entries: readonly T[], show: (entry: T) => string = String): string[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, LISTED).map((entry) => `  ${show(entry)}`);
  const more = entries.length > LISTED ? [`  … and ${entries.length - LISTED} more (--json lists all)`] : [];
  return [`${title} (${entries.length}):`, ...shown, ...more];
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** A file's name may hold anything, an escape sequence for the terminal included. */
function oneLine(line: string): string {
  return line.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '?');
}
