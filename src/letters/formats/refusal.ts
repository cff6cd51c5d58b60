/** Why a file was not read. A refusal is an expected outcome and travels as a value, in the ingest report. */
import type { Problem } from '../../model.ts';
import type { ReadText } from './format.ts';

export type RefusalReason =
  | 'empty'
  | 'unknown-kind'
  | 'encrypted'
  | 'too-large'
  | 'too-slow'
  | 'too-much-memory'
  | 'too-much-text'
  | 'too-many-pages'
  | 'too-many-entries'
  | 'bomb'
  | 'broken'
  | 'no-text'
  | 'changed-while-reading'
  | 'outside-folder'
  | 'bad-name'
  | 'unreadable'
  | 'ocr-missing'
  | 'crashed';

export interface Refusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** `problem.code` is the reason too, so that a report can list refusals and problems alike. */
  readonly problem: Problem;
}

export interface Read {
  readonly kind: 'read';
  readonly text: ReadText;
}

export type FormatOutcome = Read | Refusal;

/** The most a reader may take; each figure is far above any real letter. */
export interface ReadLimits {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Pages of one file. */
  readonly pages: number;
  /** Pages of one file that are read by OCR. */
  readonly ocrPages: number;
  /** Characters of text of one letter. */
  readonly characters: number;
  /** Bytes of a zip container (DOCX, OFD, zip) when unpacked. */
  readonly unpackedBytes: number;
  /** Entries of a zip container. */
  readonly entries: number;
  /** Milliseconds for the OCR of one page. */
  readonly ocrPageMs: number;
}

export const READ_LIMITS: ReadLimits = {
  fileBytes: 50 * 1024 * 1024,
  pages: 1000,
  ocrPages: 200,
  characters: 1_000_000,
  unpackedBytes: 100 * 1024 * 1024,
  entries: 5000,
  ocrPageMs: 60_000,
};

export interface ReadOptions {
  readonly limits?: Partial<ReadLimits>;
  /** Called after each page that took OCR: pages done, pages that need it. */
  readonly onPage?: (done: number, total: number) => void;
}

/** `message` says what is wrong with the file and what to do about it. */
export function refuse(reason: RefusalReason, message: string, excerpt: string | null = null): Refusal {
  return { kind: 'refused', reason, problem: { code: reason, field: null, message, excerpt } };
}

/** Thrown inside a reader to leave it from any depth; `readFormat` turns it into the refusal it holds. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(reason: RefusalReason, message: string, excerpt: string | null = null) {
    super(message);
    this.refusal = refuse(reason, message, excerpt);
  }
}
