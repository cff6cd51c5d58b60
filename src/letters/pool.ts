/** Child processes that read files, each under limits on time and memory; one that breaks a limit is replaced. */
import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RefusalReason } from './formats/refusal.ts';
import type { FromChild, Job, ToChild } from './outcome.ts';

export interface ChildLimits {
  /** Milliseconds for one file, or one file of an archive. */
  readonly fileMs: number;
  /** Milliseconds between two signs of progress while pages are read by OCR. */
  readonly ocrMs: number;
  /** Milliseconds for a child to start. */
  readonly startMs: number;
  /** Bytes of resident memory of one child. */
  readonly memoryBytes: number;
}

/** How a child ended while it had work. */
export interface Death {
  readonly reason: Extract<RefusalReason, 'too-slow' | 'too-much-memory' | 'crashed'>;
  readonly message: string;
  /** False when the child had grown over other files first: the file deserves a fresh one. */
  readonly fresh: boolean;
}

export interface ChildEvents {
  readonly onMessage: (child: ReadingChild, message: FromChild) => void;
  /** Called once, when the process has ended and it was not asked to. */
  readonly onDeath: (child: ReadingChild, death: Death) => void;
}

/** A child that holds more than this share of its memory after a file is replaced before the next one. */
const TIRED = 0.65;

export class ReadingChild {
  /** Jobs sent and not done, oldest first: the child works in this order. */
  readonly jobs: Job[] = [];
  /** True when the child should end once its jobs are done. */
  tired = false;
  private readonly process: ChildProcess;
  private readonly limits: ChildLimits;
  private filesDone = 0;
  private ready = false;
  private ocr = false;
  private heard = performance.now();
  private killedFor: Death['reason'] | null = null;
  private ended = false;
  private complaint = '';

  constructor(limits: ChildLimits, setup: ToChild, events: ChildEvents) {
    this.limits = limits;
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    this.process = fork(fileURLToPath(new URL('child.ts', import.meta.url)), [], {
      execArgv: ['--import', tsx, `--max-old-space-size=${Math.floor((limits.memoryBytes * 0.7) / 1024 / 1024)}`],
      // Its own group, so that the OCR programs it starts end with it.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.process.stderr?.on('data', (chunk: Buffer) => {
      if (this.complaint.length < 2000) this.complaint += chunk.toString();
    });
    this.process.on('message', (message: FromChild) => {
      this.heard = performance.now();
      if (message.kind === 'ready') this.ready = true;
      if (message.kind === 'page') this.ocr = message.done < message.total;
      if (message.kind === 'done') this.finish(message);
      events.onMessage(this, message);
    });
    this.process.on('error', (error) => (this.complaint ||= error.message));
    this.process.on('exit', (code, signal) => {
      const asked = this.ended;
      this.end();
      if (!asked) events.onDeath(this, this.death(code, signal));
    });
    this.send(setup);
  }

  /** False until the child has loaded its code. */
  get isReady(): boolean {
    return this.ready;
  }

  give(jobs: readonly Job[]): void {
    if (this.jobs.length === 0) this.heard = performance.now();
    this.jobs.push(...jobs);
    this.send({ kind: 'jobs', jobs });
  }

  /** Kills the child when it has been silent too long. To be called a few times a second. */
  checkTime(now: number): void {
    if (this.ended || this.killedFor || (this.ready && this.jobs.length === 0)) return;
    const limit = this.ready ? (this.ocr ? this.limits.ocrMs : this.limits.fileMs) : this.limits.startMs;
    if (now - this.heard > limit) this.kill('too-slow');
  }

  /** Ends the child and the programs it started. */
  end(): void {
    this.ended = true;
    this.killGroup();
  }

  private kill(reason: Death['reason']): void {
    this.killedFor = reason;
    this.killGroup();
  }

  private killGroup(): void {
    const pid = this.process.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody is left in the group.
    }
  }

  private send(message: ToChild): void {
    // A child that died takes no message; its exit is on its way.
    if (this.process.connected) this.process.send(message, () => {});
  }

  private finish(message: Extract<FromChild, { kind: 'done' }>): void {
    this.jobs.shift();
    this.ocr = false;
    this.filesDone += 1;
    if (message.memory > this.limits.memoryBytes * TIRED) this.tired = true;
  }

  private death(code: number | null, signal: NodeJS.Signals | null): Death {
    const fresh = this.filesDone === 0;
    if (this.killedFor === 'too-slow') {
      const seconds = Math.round(
        (this.ready ? (this.ocr ? this.limits.ocrMs : this.limits.fileMs) : this.limits.startMs) / 1000,
      );
      return {
        reason: 'too-slow',
        message: `Reading took longer than ${seconds} seconds and was stopped.`,
        fresh: true,
      };
    }
    // The child's guard ends it by SIGUSR2; V8 aborts, by SIGABRT or code 134, when its heap is full.
    const heap = signal === 'SIGABRT' || code === 134 || /heap out of memory|Allocation failed/.test(this.complaint);
    if (signal === 'SIGUSR2' || heap) {
      const limit = Math.round(this.limits.memoryBytes / 1024 / 1024);
      return {
        reason: 'too-much-memory',
        message: `Reading took more than ${limit} MB of memory and was stopped.`,
        fresh,
      };
    }
    const how = signal ?? `exit code ${code}`;
    const detail = /^\w*Error.*$/m.exec(this.complaint)?.[0]?.slice(0, 100) ?? how;
    return { reason: 'crashed', message: `The reading process ended (${detail}).`, fresh };
  }
}
