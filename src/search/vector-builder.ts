/** The parent's side of building a graph of vectors in a child process. */
import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { InquiryError } from '../errors.ts';
import { writeFault } from './durable.ts';
import type { BuildReply, BuildRequest, EarlierVectors } from './vector-child.ts';
import type { VectorFacts } from './vectors.ts';

/** Batches on their way to the child; more would only fill memory when the child is the slower. */
const IN_FLIGHT = 4;

export interface VectorBuild {
  /** Rows one after another, as many as there are ids. Resolves when there is room for more. */
  add(ids: Uint32Array, rows: Float32Array): Promise<void>;
  /** Waits for all rows, writes the files into `dir`, and ends the child. */
  save(dir: string, model: string): Promise<VectorFacts>;
  /** Ends the child without a file; harmless after `save`. */
  stop(): void;
}

export interface VectorChild {
  /**
   * Begins a graph with room for `room` new vectors, beside those of `earlier` that are carried over. Once only.
   * Faults reject with InquiryError: `index-damaged` for earlier files, `disk-full`, `internal` when the child dies.
   */
  start(dimension: number, room: number, earlier: EarlierVectors | null): Promise<VectorBuild>;
  /** Ends the child; harmless at any time. */
  stop(): void;
}

/** Launches the child, so that it is up by the time there is something to build. */
export function launchVectorChild(): VectorChild {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = fork(fileURLToPath(new URL('vector-child.ts', import.meta.url)), [], {
    execArgv: ['--import', loader],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // A child that is never used must not keep the process from ending.
  child.unref();
  child.channel?.unref();
  const channel = new Channel(child);
  const stop = (): void => void child.kill('SIGKILL');
  return {
    async start(dimension, room, earlier) {
      child.ref();
      child.channel?.ref();
      try {
        await channel.request({ kind: 'start', dimension, room, earlier });
      } catch (error) {
        stop();
        throw error;
      }
      return buildOf(child, channel, stop);
    },
    stop,
  };
}

function buildOf(child: ChildProcess, channel: Channel, stop: () => void): VectorBuild {
  return {
    async add(ids, rows) {
      const reply = channel.request({ kind: 'add', ids, rows });
      // Its failure is told by the next call, so that it never goes unhandled.
      reply.catch(() => undefined);
      await channel.below(IN_FLIGHT);
    },
    async save(dir, model) {
      await channel.below(1);
      const reply = await channel.request({ kind: 'save', dir, model });
      child.disconnect();
      if (reply.kind !== 'saved') throw childFault('answered out of turn');
      return reply.facts;
    },
    stop,
  };
}

/** Requests and replies in order; the first fault is the fault of all that follow. */
class Channel {
  private readonly waiting: { resolve(reply: BuildReply): void; reject(error: unknown): void; done: Promise<void> }[] =
    [];
  private fault: InquiryError | null = null;
  private readonly child: ChildProcess;

  constructor(child: ChildProcess) {
    this.child = child;
    child.on('message', (reply: BuildReply) => {
      const next = this.waiting.shift();
      if (reply.kind === 'failed') next?.reject(this.fail(replyFault(reply)));
      else next?.resolve(reply);
    });
    child.on('error', (cause) => this.fail(childFault(cause.message)));
    child.on('exit', (code, signal) => this.fail(childFault(`ended (${signal ?? `code ${code}`})`)));
  }

  private fail(fault: InquiryError): InquiryError {
    this.fault ??= fault;
    for (const { reject } of this.waiting.splice(0)) reject(this.fault);
    return this.fault;
  }

  request(request: BuildRequest): Promise<BuildReply> {
    if (this.fault !== null) return Promise.reject(this.fault);
    let done!: () => void;
    const settled = new Promise<void>((resolve) => (done = resolve));
    const reply = new Promise<BuildReply>((resolve, reject) => {
      this.waiting.push({ resolve, reject, done: settled });
      this.child.send(request, (cause) => {
        if (cause) this.fail(childFault(cause.message));
      });
    });
    reply.then(done, done);
    return reply;
  }

  /** Resolves when fewer than `count` requests wait for a reply; rejects with the first fault. */
  async below(count: number): Promise<void> {
    while (this.fault === null && this.waiting.length >= count) await this.waiting[0]!.done;
    if (this.fault !== null) throw this.fault;
  }
}

function replyFault(reply: Extract<BuildReply, { kind: 'failed' }>): InquiryError {
  if (reply.code === 'disk-full')
    return writeFault('vectors', Object.assign(new Error(reply.message), { code: 'ENOSPC' }));
  return new InquiryError(reply.code, `The vectors were not built: ${reply.message}`, 'Run: npm run ingest');
}

function childFault(what: string): InquiryError {
  return new InquiryError('internal', `The process that builds the vectors ${what}.`, 'Run: npm run ingest');
}
