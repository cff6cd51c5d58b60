/** Files to letters, in bounded child processes: a hostile file costs a refusal, never the process that asked. */
import type { FileToRead } from './folder.ts';
import { READ_LIMITS, refuse, type ReadLimits } from './formats/refusal.ts';
import type { FileOutcome, FromChild, Job, ReadOutcome, Tables, ToChild } from './outcome.ts';
import { ReadingChild, type ChildLimits, type Death } from './pool.ts';

export type { FileToRead } from './folder.ts';
export { listLetterFiles, type LetterFiles, type RefusedFile } from './folder.ts';
export type { ReadOutcome, Tables } from './outcome.ts';

export interface ReadProgress {
  readonly filesDone: number;
  readonly files: number;
  /** The file whose pages are read by OCR; null when a file was done with. */
  readonly ocr: { readonly file: string; readonly page: number; readonly pages: number } | null;
}

export interface ReadFilesOptions {
  /** Child processes; default 2. */
  readonly width?: number;
  readonly tables?: Tables;
  readonly onProgress?: (progress: ReadProgress) => void;
  readonly limits?: Partial<ReadLimits & ChildLimits>;
  /** Ends the children and the iteration. */
  readonly signal?: AbortSignal;
}

const CHILD_LIMITS: ChildLimits = {
  fileMs: 30_000,
  // A page is drawn and read in at most two scripts, two pages side by side.
  ocrMs: READ_LIMITS.ocrPageMs * 3,
  startMs: 60_000,
  memoryBytes: 512 * 1024 * 1024,
};

/** Small files travel together, so that a child is never idle between two; a large one travels alone. */
const BATCH_FILES = 16;
const SMALL_BYTES = 64 * 1024;
/** Outcomes that wait for the caller before children are given more. */
const WAITING = 256;
/** Characters of one outcome in JSON: it is parsed in the caller's event loop, at about 10 ms a million. */
const OUTPUT_CHARACTERS = 8_000_000;
/** Entries of one archive that may break a child before the rest of it is refused. */
const ARCHIVE_DEATHS = 5;

/**
 * Reads files as they get ready: outcomes come in no fixed order, each with its `source`. Every file has at least one
 * outcome. Leaving the iteration early ends the children.
 */
export async function* readLetterFiles(
  files: readonly FileToRead[],
  options: ReadFilesOptions = {},
): AsyncGenerator<ReadOutcome, void, undefined> {
  if (files.length === 0) return;
  const reading = new Reading(files, options);
  try {
    for (;;) {
      const outcome = await reading.next();
      if (!outcome) return;
      yield outcome;
    }
  } finally {
    reading.stop();
  }
}

class Reading {
  private readonly files: readonly FileToRead[];
  private readonly options: ReadFilesOptions;
  private readonly childLimits: ChildLimits;
  private readonly setup: ToChild;
  private readonly width: number;
  private readonly todo: Job[];
  private readonly ready: ReadOutcome[] = [];
  private readonly children = new Set<ReadingChild>();
  private readonly timer: NodeJS.Timeout;
  /** Entries of archives under way: the one being read, and how many broke a child. */
  private readonly entries = new Map<number, { entry: number; file: string; deaths: number }>();
  private readonly retried = new Set<number>();
  private filesDone = 0;
  private startFailures = 0;
  private wake: (() => void) | null = null;
  private stopped = false;

  constructor(files: readonly FileToRead[], options: ReadFilesOptions) {
    this.files = files;
    this.options = options;
    this.childLimits = { ...CHILD_LIMITS, ...options.limits };
    this.setup = {
      kind: 'setup',
      limits: { ...READ_LIMITS, ...options.limits },
      tables: options.tables ?? null,
      memoryBytes: this.childLimits.memoryBytes,
      outputCharacters: OUTPUT_CHARACTERS,
    };
    this.width = Math.max(1, options.width ?? 2);
    this.todo = files.map(({ path, file, root }, index) => ({ index, path, file, root, skip: 0 })).toReversed();
    this.timer = setInterval(() => {
      for (const child of this.children) child.checkTime(performance.now());
    }, 250);
    options.signal?.addEventListener('abort', () => this.stop(), { once: true });
  }

  async next(): Promise<ReadOutcome | null> {
    for (;;) {
      const outcome = this.ready.shift();
      if (outcome) return outcome;
      if (this.stopped || this.filesDone === this.files.length) return null;
      this.fill();
      if (this.ready.length > 0) continue;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.timer);
    for (const child of this.children) child.end();
    this.children.clear();
    this.wakeUp();
  }

  private wakeUp(): void {
    this.wake?.();
    this.wake = null;
  }

  /** Gives work to children with little of it, and starts children while there is more work than they have. */
  private fill(): void {
    if (this.stopped || this.ready.length > WAITING) return;
    for (const child of this.children) {
      if (child.tired && child.jobs.length === 0) {
        child.end();
        this.children.delete(child);
      } else if (!child.tired && child.jobs.length <= BATCH_FILES / 4) this.giveBatch(child);
    }
    while (this.todo.length > 0 && this.children.size < this.width && this.startFailures < 3) {
      const child = new ReadingChild(this.childLimits, this.setup, {
        onMessage: (from, message) => this.hear(from, message),
        onDeath: (from, death) => this.bury(from, death),
      });
      this.children.add(child);
      this.giveBatch(child);
    }
  }

  private giveBatch(child: ReadingChild): void {
    const batch: Job[] = [];
    let bytes = 0;
    while (batch.length < BATCH_FILES) {
      const job = this.todo.at(-1);
      if (!job) break;
      const size = this.files[job.index]?.bytes ?? 0;
      const alone = size > SMALL_BYTES || this.retried.has(job.index);
      // Whatever travels alone waits until the child has nothing else to lose.
      if (alone && (batch.length > 0 || child.jobs.length > 0)) break;
      if (batch.length > 0 && bytes + size > SMALL_BYTES * 4) break;
      this.todo.pop();
      batch.push(job);
      bytes += size;
      if (alone) break;
    }
    if (batch.length > 0) child.give(batch);
  }

  private hear(child: ReadingChild, message: FromChild): void {
    if (message.kind === 'ready') this.startFailures = 0;
    else if (message.kind === 'entry') {
      const deaths = this.entries.get(message.index)?.deaths ?? 0;
      this.entries.set(message.index, { entry: message.entry, file: message.file, deaths });
    } else if (message.kind === 'part') this.put(message.index, [message.outcome], null);
    else if (message.kind === 'page') this.report(message.index, message.done, message.total);
    else {
      this.put(message.index, message.outcomes, message.sha256);
      this.done(message.index);
    }
    if (!this.stopped && (child.tired || child.jobs.length <= BATCH_FILES / 4)) this.fill();
  }

  private put(index: number, outcomes: readonly FileOutcome[], sourceSha256: string | null): void {
    const source = this.files[index];
    if (!source) return;
    for (const outcome of outcomes) this.ready.push({ ...outcome, source, sourceSha256 });
    this.wakeUp();
  }

  private done(index: number): void {
    this.entries.delete(index);
    this.filesDone += 1;
    this.options.onProgress?.({ filesDone: this.filesDone, files: this.files.length, ocr: null });
    this.wakeUp();
  }

  private report(index: number, page: number, pages: number): void {
    const file = this.entries.get(index)?.file ?? this.files[index]?.file ?? '';
    this.options.onProgress?.({ filesDone: this.filesDone, files: this.files.length, ocr: { file, page, pages } });
  }

  /** The oldest job of a dead child is the one that broke it; the others go back. */
  private bury(child: ReadingChild, death: Death): void {
    this.children.delete(child);
    if (this.stopped) return;
    const [culprit, ...others] = child.jobs;
    this.todo.push(...others.toReversed());
    if (!child.isReady) this.blameStart(culprit, death);
    else if (culprit) this.blame(culprit, death);
    this.fill();
    this.wakeUp();
  }

  private blame(job: Job, death: Death): void {
    const under = this.entries.get(job.index);
    if (!death.fresh && !this.retried.has(job.index)) {
      this.retried.add(job.index);
      // Of an archive only the entry under way is read again: those before it have been told.
      this.todo.push(under ? { ...job, skip: under.entry } : job);
      return;
    }
    const refused = (file: string): FileOutcome => ({
      kind: 'refused',
      file,
      sha256: null,
      reason: death.reason,
      problem: refuse(death.reason, death.message).problem,
    });
    if (!under) {
      this.put(job.index, [refused(job.file)], null);
      this.done(job.index);
      return;
    }
    this.put(job.index, [refused(under.file)], null);
    under.deaths += 1;
    if (under.deaths < ARCHIVE_DEATHS) this.todo.push({ ...job, skip: under.entry + 1 });
    else {
      this.put(job.index, [refused(job.file)], null);
      this.done(job.index);
    }
  }

  /** Children that do not start are no file's fault; after three, reading gives up and says so of every file. */
  private blameStart(job: Job | undefined, death: Death): void {
    if (job) this.todo.push(job);
    this.startFailures += 1;
    if (this.startFailures < 3 || this.children.size > 0) return;
    for (const { index, file } of this.todo.splice(0)) {
      const { problem } = refuse('crashed', `No reading process could be started. ${death.message}`);
      this.put(index, [{ kind: 'refused', file, sha256: null, reason: 'crashed', problem }], null);
      this.done(index);
    }
  }
}
