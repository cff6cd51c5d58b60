/** One lane a conversation: its messages are worked on one after the other, in the order they were sent. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Job {
  /** Sent when, milliseconds; then the channel's own sequence; then the order of arrival. */
  readonly sentAt: number;
  readonly sequence: number;
  /** Who wrote it; the times of one person's messages go to them in their order, whichever arrived first. */
  readonly person: string;
  /** Not before this time (epoch milliseconds): the pace of who wrote it. */
  readonly from: number;
  readonly run: () => Promise<void>;
}

interface Lane {
  readonly jobs: Job[];
  /** Wakes the lane while it waits for a job's time. */
  wake: (() => void) | null;
}

export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  /** Milliseconds a message waits for one that was sent before it and arrives after it. */
  readonly #settle: number;
  #waiting = 0;
  #halted = false;
  #idle: (() => void)[] = [];

  constructor(settle: number) {
    this.#settle = settle;
  }

  /** Jobs not finished yet. */
  get waiting(): number {
    return this.#waiting;
  }

  /** `job.run` must not reject. */
  add(key: string, job: Job): void {
    this.#waiting += 1;
    const lane = this.#lanes.get(key);
    if (lane !== undefined) {
      insert(lane.jobs, job);
      lane.wake?.();
      return;
    }
    const opened: Lane = { jobs: [job], wake: null };
    this.#lanes.set(key, opened);
    void this.#drive(key, opened);
  }

  async #drive(key: string, lane: Lane): Promise<void> {
    // Not to be woken: what arrives meanwhile is what this waits for.
    await delay(this.#settle);
    while (lane.jobs.length > 0 && !this.#halted) {
      const now = Date.now();
      const at = lane.jobs.findIndex((job) => job.from <= now);
      if (at === -1) {
        await sleep(lane, Math.min(...lane.jobs.map((job) => job.from)) - now);
        continue;
      }
      const [job] = lane.jobs.splice(at, 1);
      await job?.run();
      this.#finished(1);
    }
    this.#lanes.delete(key);
    this.#finished(lane.jobs.length);
  }

  #finished(count: number): void {
    this.#waiting -= count;
    if (this.#waiting === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Resolves when nothing waits or runs. */
  idle(): Promise<void> {
    return this.#waiting === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Starts nothing more; what runs ends by itself. */
  halt(): void {
    this.#halted = true;
    for (const lane of this.#lanes.values()) lane.wake?.();
  }
}

/** Keeps the lane in order; a later arrival goes after its equals, and takes the place that its person has waited for. */
function insert(jobs: Job[], job: Job): void {
  let at = jobs.length;
  while (at > 0 && isBefore(job, jobs[at - 1] as Job)) at -= 1;
  jobs.splice(at, 0, job);
  if (at === jobs.length - 1) return;
  const times = jobs
    .filter((one) => one.person === job.person)
    .map((one) => one.from)
    .toSorted((a, b) => a - b);
  for (const [index, one] of jobs.entries())
    if (one.person === job.person) jobs[index] = { ...one, from: times.shift() ?? one.from };
}

function isBefore(a: Job, b: Job): boolean {
  return a.sentAt === b.sentAt ? a.sequence < b.sequence : a.sentAt < b.sentAt;
}

function sleep(lane: Lane, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      lane.wake = null;
      resolve();
    };
    const timer = setTimeout(done, ms);
    lane.wake = done;
  });
}
