/** The child process that reads files: whatever a hostile file does, it does here. Started by pool.ts alone. */
import './plain-modules.ts';
import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { isWithin } from './folder.ts';
import { detectFormat } from './formats/detect.ts';
import { readFormat } from './formats/read-format.ts';
import { READ_LIMITS, refuse, Refused, type ReadLimits, type Refusal } from './formats/refusal.ts';
import type { FileOutcome, FromChild, Job, Tables, ToChild } from './outcome.ts';
import { parseLetter } from './parse.ts';

/**
 * A thread that works on while the main one hangs: it ends the process group (OCR programs included) when memory
 * runs over, by a signal that tells the parent why, and when the parent is gone.
 */
const GUARD = `
const { workerData } = require('node:worker_threads');
const end = (signal) => { try { process.kill(-process.pid, signal); } catch { process.kill(process.pid, signal); } };
setInterval(() => {
  if (process.memoryUsage.rss() > workerData.memoryBytes) end('SIGUSR2');
  if (process.ppid !== workerData.parent) end('SIGKILL');
}, 50);`;

let limits: ReadLimits = READ_LIMITS;
let tables: Tables | undefined;
let outputCharacters = Infinity;
/** Loaded for the first archive: most folders have none. */
let archives: Promise<typeof import('./formats/zip.ts')> | undefined;
const queue: Job[] = [];
let busy = false;

// What a library left running may fail after its file is done with; the file has its outcome.
process.on('unhandledRejection', () => {});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (message: ToChild) => {
  if (message.kind === 'setup') {
    limits = message.limits;
    tables = message.tables ?? undefined;
    outputCharacters = message.outputCharacters;
    const workerData = { memoryBytes: message.memoryBytes, parent: process.ppid };
    new Worker(GUARD, { eval: true, workerData, execArgv: [] }).unref();
    return;
  }
  queue.push(...message.jobs);
  if (!busy) void work();
});
await send({ kind: 'ready' });

async function work(): Promise<void> {
  busy = true;
  for (let job = queue.shift(); job; job = queue.shift()) await readJob(job);
  busy = false;
}

/** Waits until the message is on its way, so that results never pile up here. */
function send(message: FromChild): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, {}, () => resolve());
  });
}

async function readJob(job: Job): Promise<void> {
  let sha256: string | null = null;
  let outcomes: FileOutcome[] = [];
  try {
    const file = await openWithin(job);
    try {
      const before = await file.stat();
      const bytes = await readAll(file, before);
      sha256 = hashOf(bytes);
      outcomes = await outcomesOf(job, bytes, sha256);
      if (await changed(file, before, sha256)) {
        const refusal = refuse(
          'changed-while-reading',
          'The file changed while it was read. It is read again next time.',
        );
        outcomes = [asOutcome(job.file, sha256, refusal)];
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    outcomes = [asOutcome(job.file, sha256, error instanceof Refused ? error.refusal : unreadable(error))];
  }
  await send({ kind: 'done', index: job.index, sha256, outcomes, memory: process.memoryUsage.rss() });
}

function unreadable(error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error).slice(0, 100);
  return refuse('unreadable', `The file can't be opened (${code}). Check that it is there and may be read.`);
}

/** Opens the file itself, not a link put in its place since it was listed, and not a pipe that never ends. */
async function openWithin(job: Job): Promise<FileHandle> {
  if (!isWithin(await realpath(job.path), job.root)) {
    throw new Refused('outside-folder', 'The file lies outside the folder. Copy the file itself into it.');
  }
  return open(job.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
}

async function readAll(file: FileHandle, before: Stats): Promise<Uint8Array> {
  if (!before.isFile()) throw new Refused('unknown-kind', 'This is no file but a device, pipe or socket.');
  if (before.size > limits.fileBytes) {
    throw new Refused('too-large', `The file has ${before.size} bytes; the limit is ${limits.fileBytes}.`);
  }
  // One byte more than the size shows a file that grows.
  const buffer = Buffer.alloc(before.size + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  if (length !== before.size) throw new Refused('changed-while-reading', 'The file changed while it was read.');
  return buffer.subarray(0, length);
}

async function changed(file: FileHandle, before: Stats, sha256: string): Promise<boolean> {
  const after = await file.stat();
  if (after.size !== before.size) return true;
  if (after.mtimeMs === before.mtimeMs && after.ctimeMs === before.ctimeMs) return false;
  // Touched or renamed is not changed.
  return hashOf(await readAll(file, after)) !== sha256;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function outcomesOf(job: Job, bytes: Uint8Array, sha256: string): Promise<FileOutcome[]> {
  if (detectFormat(bytes, job.file).kind !== 'zip') return [await outcomeOf(job, job.file, bytes, sha256)];
  let entry = -1;
  const { unzip } = await (archives ??= import('./formats/zip.ts'));
  for await (const found of unzip(bytes, job.file, limits, job.skip)) {
    entry = found.entry;
    const file = found.kind === 'file' ? found.file.file : found.file;
    await send({ kind: 'entry', index: job.index, entry, file });
    const outcome =
      found.kind === 'file'
        ? await outcomeOf(job, file, found.file.bytes, hashOf(found.file.bytes))
        : asOutcome(file, null, found.refusal);
    await send({ kind: 'part', index: job.index, outcome });
  }
  return [];
}

async function outcomeOf(job: Job, file: string, bytes: Uint8Array, sha256: string): Promise<FileOutcome> {
  const read = await readFormat(bytes, file, {
    limits,
    onPage: (done, total) => void send({ kind: 'page', index: job.index, done, total }),
  });
  if (read.kind === 'refused') return asOutcome(file, sha256, read);
  try {
    const letter = parseLetter(read.text, { file, sha256 }, tables);
    const outcome: FileOutcome = { kind: 'letter', file, sha256, letter };
    // A letter's text is the bulk of its outcome; only a long one is worth measuring.
    if (letter.body.length * 20 > outputCharacters && JSON.stringify(outcome).length > outputCharacters) {
      return asOutcome(file, sha256, refuse('too-much-text', 'The file holds more text than any reply letter.'));
    }
    return outcome;
  } catch (error) {
    const message = `The text could not be parsed as a letter (${String(error).slice(0, 100)}). Please report this file.`;
    return asOutcome(file, sha256, refuse('crashed', message));
  }
}

function asOutcome(file: string, sha256: string | null, refusal: Refusal): FileOutcome {
  return { kind: 'refused', file, sha256, reason: refusal.reason, problem: refusal.problem };
}
