/** One ingest at a time for one index: a lock that a killed ingest does not leave behind for long. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { z } from 'zod';
import { InquiryError } from '../errors.ts';

/**
 * A lock not touched for this long is nobody's. Above the longest stretch in which an ingest does not reach its timers
 * (merging the lists of 100,000 passages takes some seconds).
 */
const STALE_MS = 30_000;
const TOUCH_MS = 3_000;
const LOOK_AGAIN_MS = 100;

const ownerSchema = z.object({ pid: z.int().positive(), host: z.string() });

export interface LockOptions {
  /** How long to wait for another ingest, in milliseconds. */
  readonly waitMs: number;
  /** Called once when there is something to wait for. */
  readonly onWait?: ((owner: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs `work` while holding the lock of the folder, which must exist. Its signal aborts when the lock is lost or the
 * caller's signal aborts. Throws `index-busy` when another process holds the lock for longer than `waitMs`.
 */
export async function withIngestLock<T>(
  dir: string,
  options: LockOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const release = await acquire(dir, options, lost);
  const signal = options.signal === undefined ? lost.signal : AbortSignal.any([lost.signal, options.signal]);
  try {
    writeFileSync(ownerFile(dir), JSON.stringify({ pid: process.pid, host: hostname() }));
    return await work(signal);
  } finally {
    if (!lost.signal.aborted) {
      rmSync(ownerFile(dir), { force: true });
      await release().catch(() => undefined);
    }
  }
}

async function acquire(dir: string, options: LockOptions, lost: AbortController): Promise<() => Promise<void>> {
  const end = performance.now() + options.waitMs;
  for (let told = false; ;) {
    options.signal?.throwIfAborted();
    try {
      return await lockfile.lock(dir, {
        lockfilePath: lockFile(dir),
        stale: STALE_MS,
        update: TOUCH_MS,
        onCompromised: (cause) => lost.abort(busy(dir, cause)),
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    }
    if (await removeIfDead(dir)) continue;
    if (performance.now() >= end) throw busy(dir);
    if (!told) options.onWait?.(describeOwner(dir));
    told = true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** A lock whose owner was killed on this machine need not wait to become stale. */
async function removeIfDead(dir: string): Promise<boolean> {
  const owner = readOwner(dir);
  if (owner === null || owner.host !== hostname() || isAlive(owner.pid)) return false;
  rmSync(ownerFile(dir), { force: true });
  return rmdir(lockFile(dir)).then(
    () => true,
    () => false,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readOwner(dir: string): { pid: number; host: string } | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(ownerFile(dir), 'utf8')));
  } catch {
    // Being written, or a kill came between the lock and this file: the lock becomes stale by itself.
    return null;
  }
}

function describeOwner(dir: string): string {
  const owner = readOwner(dir);
  return owner === null ? 'another process' : `process ${owner.pid} on ${owner.host}`;
}

function busy(dir: string, cause?: unknown): InquiryError {
  return new InquiryError(
    'index-busy',
    `The index is being built by ${describeOwner(dir)} (${dir}).`,
    'Wait until it ends, then try again.',
    { cause },
  );
}

const lockFile = (dir: string): string => join(dir, 'ingest.lock');
const ownerFile = (dir: string): string => join(dir, 'ingest.owner');
