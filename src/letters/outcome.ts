/** What reading a file gives, and the messages in which a child process tells it. */
import type { Letter, Problem } from '../model.ts';
import type { FileToRead } from './folder.ts';
import type { ReadLimits, RefusalReason } from './formats/refusal.ts';
import type { parseLetter } from './parse.ts';

/** Tables that an operator can change, as `parseLetter` takes them. */
export type Tables = NonNullable<Parameters<typeof parseLetter>[2]>;

interface OutcomeBase {
  /** The file's path below the folder; within an archive `archive.zip/inner.txt`. */
  readonly file: string;
  /** Of the bytes of `file`, hex; null when they could not be read. */
  readonly sha256: string | null;
}

export type FileOutcome =
  | (OutcomeBase & { readonly kind: 'letter'; readonly sha256: string; readonly letter: Letter })
  | (OutcomeBase & { readonly kind: 'refused'; readonly reason: RefusalReason; readonly problem: Problem });

/** One letter or refusal; an archive gives several of one `source`. */
export type ReadOutcome = FileOutcome & {
  readonly source: FileToRead;
  /** Of the file on disk: the archive's, where `file` lies in one. */
  readonly sourceSha256: string | null;
};

export interface Job {
  readonly index: number;
  readonly path: string;
  readonly file: string;
  readonly root: string;
  /** Entries of an archive that are done with, after one of them broke a child. */
  readonly skip: number;
}

export type ToChild =
  | {
      readonly kind: 'setup';
      readonly limits: ReadLimits;
      readonly tables: Tables | null;
      /** Bytes of resident memory at which the child ends itself. */
      readonly memoryBytes: number;
      readonly outputCharacters: number;
    }
  | { readonly kind: 'jobs'; readonly jobs: readonly Job[] };

export type FromChild =
  | { readonly kind: 'ready' }
  | { readonly kind: 'page'; readonly index: number; readonly done: number; readonly total: number }
  /** Before each entry of an archive, counted from 0. */
  | { readonly kind: 'entry'; readonly index: number; readonly entry: number; readonly file: string }
  | { readonly kind: 'part'; readonly index: number; readonly outcome: FileOutcome }
  | {
      readonly kind: 'done';
      readonly index: number;
      readonly sha256: string | null;
      readonly outcomes: readonly FileOutcome[];
      /** Bytes of resident memory after the file. */
      readonly memory: number;
    };
