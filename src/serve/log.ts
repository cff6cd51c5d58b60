/** The server's log: JSON lines, or readable on a terminal; never a question, a secret or who asked. */
import { pino, type Logger } from 'pino';

/** Keys that are struck out wherever they stand, should a careless line hold them. */
const SECRET = [
  'text',
  'question',
  'answer',
  'quote',
  'sender',
  'conversation',
  'route',
  'token',
  'secret',
  'authorization',
  'payload',
];

/** An error without what libraries hang on it: grammY's carry the message that failed. */
function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { type: name, message, ...code, stack, ...(cause === undefined ? {} : { cause: plainError(cause) }) };
}

export interface LogOptions {
  readonly level: string;
  readonly pretty: boolean;
  /** Where lines go; the standard error stream when absent, so that programs can read standard output. */
  readonly to?: { write(line: string): void };
}

export function createLog({ level, pretty, to }: LogOptions): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: plainError },
    redact: { paths: SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '…' },
  };
  if (to !== undefined) return pino(options, to);
  return pretty
    ? pino({
        ...options,
        transport: { target: 'pino-pretty', options: { destination: 2, translateTime: 'SYS:HH:MM:ss' } },
      })
    : pino(options, pino.destination({ dest: 2, sync: true }));
}
