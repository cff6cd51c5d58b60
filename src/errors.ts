/** Faults of the house, each saying what, which, and the remedy. Expected outcomes are values, not errors. */

export type ErrorCode =
  | 'bad-setting'
  | 'bad-arguments'
  | 'knowledge-missing'
  | 'knowledge-empty'
  | 'knowledge-unreadable'
  | 'index-damaged'
  | 'index-version'
  | 'index-busy'
  | 'disk-full'
  | 'bad-batch'
  | 'embedding-failed'
  | 'bad-vocabulary'
  | 'internal';

/** Exit codes of the command line, also documented in README.md. */
export const EXIT: Readonly<Record<ErrorCode, number>> = {
  internal: 1,
  'bad-arguments': 2,
  'bad-setting': 3,
  'knowledge-missing': 4,
  'knowledge-empty': 4,
  'knowledge-unreadable': 4,
  'bad-vocabulary': 4,
  'index-damaged': 5,
  'index-version': 5,
  'index-busy': 6,
  'disk-full': 7,
  'bad-batch': 8,
  'embedding-failed': 9,
};

export class InquiryError extends Error {
  override readonly name = 'InquiryError';
  readonly code: ErrorCode;
  /** The message without its remedy, for a place that applies the remedy by itself. */
  readonly what: string;

  /** `message` says what went wrong and with which file or setting; `remedy` says what to do. */
  constructor(code: ErrorCode, message: string, remedy: string, options?: { cause?: unknown }) {
    super(`${message} ${remedy}`, options);
    this.code = code;
    this.what = message;
  }
}
