/** The server: every channel that the settings name, the web page, the API and the probes, in one process. */
import type { AddressInfo } from 'node:net';
import { serve as listen, type ServerType } from '@hono/node-server';
import type { Logger } from 'pino';
import { CATALOG, type Channel, type Entry } from '../adapters/catalog.ts';
import { Busy, httpApi } from '../adapters/http.ts';
import { Desk, QueueFull, type DeskOptions } from './desk/desk.ts';
import { Flood } from './desk/flood.ts';
import { InquiryError } from './errors.ts';
import type { PromisesOf } from './inquiry/lookups/promises.ts';
import { answerRecord } from './inquiry/record.ts';
import type { Answer, Citation, Question } from './model.ts';
import { deskOptions } from './serve/desk-options.ts';
import { houseOf } from './serve/house.ts';
import type { Library } from './serve/library.ts';
import { blamed } from './serve/life.ts';
import { Metrics } from './serve/metrics.ts';
import { originals } from './serve/originals.ts';
import { port } from './serve/port.ts';
import type { ServeSettings } from './serve/settings.ts';
import { Supervisor, type Backoff, type ChannelState } from './serve/supervisor.ts';

export interface ServeOptions {
  readonly settings: ServeSettings;
  /** Folder of the desk's store (FUWEN_DATA). */
  readonly data: string;
  /** Folder of the letters as published. */
  readonly letters: string;
  readonly timeZone: string;
  readonly version: string;
  readonly library: Library;
  /** For /commitments. */
  readonly promisesOf: PromisesOf;
  readonly log: Logger;
  /** Channels to choose from; the catalog's unless told. */
  readonly catalog?: readonly Entry[];
  readonly backoff?: Backoff;
  /** Changes to the desk's limits, for tests and benches. */
  readonly desk?: Partial<DeskOptions>;
}

export interface Running {
  /** http://host:port */
  readonly url: string;
  readonly desk: Desk;
  /** Resolves when every channel that is on has been tried once. */
  readonly tried: Promise<void>;
  channels(): ReadonlyMap<string, ChannelState>;
  /** Takes nothing new, answers what is in flight for at most `milliseconds`, closes all. */
  close(milliseconds: number): Promise<void>;
}

const BACKOFF: Backoff = { first: 1000, longest: 60_000, steady: 60_000 };
const FOLLOW_EVERY = 2000;
/** Milliseconds for what is in flight when the house itself has thrown. */
const LAST_WORDS = 2000;

/** @throws InquiryError when the store or the port can't be opened; a channel that can't start is retried, and said. */
export async function serve(options: ServeOptions): Promise<Running> {
  const { settings, library, log, catalog = CATALOG } = options;
  const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: options.timeZone }).format(new Date());
  const house = houseOf(library, today, options.promisesOf);
  const original = originals(library, options.letters);
  const supervisors = new Map<string, Supervisor<Channel>>();
  const off = new Map<string, ChannelState>();
  const codes = new Map<string, string>();
  // Public letters only: how many others there are is nobody's business at a public port.
  const index = () => ({
    generation: library.generation.id,
    letters: library.generation.manifest.counts.publicLetters,
  });
  const channels = () => new Map([...off, ...[...supervisors].map(([name, one]) => [name, one.state] as const)]);
  const metrics = new Metrics({
    waiting: () => desk.waiting,
    index,
    channels: () => new Map([...channels()].map(([name, { state }]) => [name, state === 'on'])),
  });
  const desk = new Desk(
    { ...deskOptions(settings, options.data, options.timeZone), ...options.desk },
    { house, log, observe: (done) => metrics.observe(done) },
  );
  let stopping = false;

  const api = httpApi({
    callers: settings.API_TOKENS,
    version: options.version,
    ask: (question) => askFor(desk, metrics, question),
    record: answerRecord,
    today,
    admit: admission(settings.FUWEN_PER_MINUTE),
    log,
  });
  const app = port({
    ready: () => !stopping,
    index,
    channels,
    room: (name) =>
      supervisors.get(name)?.state.state === 'on' ? (supervisors.get(name)?.channel?.app ?? null) : null,
    codes,
    registry: metrics.registry,
    operatorToken: settings.OPERATOR_TOKEN,
    api,
  });
  const server = await listenAt(app.fetch, settings, desk);
  const url = `http://${settings.FUWEN_HOST}:${(server.address() as AddressInfo).port}`;
  log.info({ url, ...index() }, 'the server is on');
  if (settings.API_TOKENS.length === 0)
    log.info({ channel: 'http', reason: 'API_TOKENS is not set' }, 'the channel is off');

  for (const entry of catalog) {
    const reason = entry.off(settings);
    if (reason !== null) {
      off.set(entry.name, { state: 'off', reason });
      log.info({ channel: entry.name, reason }, 'the channel is off');
      continue;
    }
    const make = () =>
      entry.make({
        settings,
        data: options.data,
        log,
        ...linkTo(settings.FUWEN_PUBLIC_URL, library),
        onCode: (code) => void showCode(entry.name, code, codes, log),
        house: { answer: (question) => desk.answer(question), examples: house.examples, original },
      });
    const supervisor = new Supervisor(entry.name, make, desk, log, options.backoff ?? BACKOFF);
    supervisors.set(entry.name, supervisor);
    supervisor.start();
  }
  void library.follow(FOLLOW_EVERY);

  return {
    url,
    desk,
    tried: Promise.all([...supervisors.values()].map((one) => one.tried)).then(() => undefined),
    channels,
    async close(milliseconds) {
      if (stopping) return;
      stopping = true;
      log.info({ waiting: desk.waiting }, 'the server is stopping');
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...supervisors.values()].map((one) => one.stop(milliseconds)));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      library.close();
      await desk.end();
      log.info('the server has stopped');
    },
  };
}

/**
 * Stops at SIGTERM or SIGINT within ten seconds; a second one ends at once. Resolves when all is closed. An exception
 * that nobody caught restarts the channel that threw it; thrown by the house itself, it ends the process with code 1:
 * what it left undone is not known, and the inbox keeps what waits for the next start.
 */
export async function untilStopped(running: Running, log: Logger): Promise<void> {
  await new Promise<void>((resolve) => {
    let asked = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (asked) process.exit(signal === 'SIGINT' ? 130 : 143);
      asked = true;
      running.close(10_000).then(resolve, (error: unknown) => {
        log.error({ err: error }, 'the server could not stop in order');
        resolve();
      });
    };
    process.on('SIGTERM', stop).on('SIGINT', stop);
    // A library of a channel that forgets a promise must not end the others.
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'a fault that nobody caught'));
    process.on('uncaughtException', (error) => {
      if (blamed(error)) return;
      log.fatal({ err: error }, 'the house threw what nobody caught; the server ends');
      process.exitCode = 1;
      if (asked) return;
      running.close(LAST_WORDS).then(end, end);
      setTimeout(end, 2 * LAST_WORDS);
    });
  });
}

const end = (): never => process.exit(1);

async function listenAt(
  fetch: Parameters<typeof listen>[0]['fetch'],
  settings: ServeSettings,
  desk: Desk,
): Promise<ServerType> {
  const { FUWEN_HOST: hostname, FUWEN_PORT: wanted } = settings;
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, hostname, port: wanted }, () => resolve(server));
    server.once('error', (cause) => {
      void desk.end();
      reject(
        new InquiryError(
          'bad-setting',
          `The port ${wanted} of ${hostname} can't be listened on: ${cause.message}.`,
          'Stop what uses it, or set FUWEN_PORT to another, e.g. FUWEN_PORT=8081.',
          { cause },
        ),
      );
    });
  });
}

async function askFor(desk: Desk, metrics: Metrics, question: Question): Promise<Answer> {
  const since = performance.now();
  try {
    const answer = await desk.answer(question);
    metrics.observe({ channel: 'http', outcome: answer.kind, milliseconds: performance.now() - since });
    return answer;
  } catch (error) {
    metrics.observe({
      channel: 'http',
      outcome: error instanceof QueueFull ? 'refused' : 'fault',
      milliseconds: performance.now() - since,
    });
    throw error instanceof QueueFull ? new Busy(error.message, { cause: error }) : error;
  }
}

/** A program may ask more than a person: sixty times their pace. */
function admission(perMinute: number): (caller: string) => number {
  const flood = new Flood({ burst: perMinute * 60, perMinute: perMinute * 60, waiting: 0 });
  return (caller) => (flood.admit(caller, Date.now()).from === null ? 1 : 0);
}

/** Addresses that the web page answers: of public letters only, so that a link never leads nowhere. */
function linkTo(url: string | undefined, library: Library): { link?: (citation: Citation) => string | null } {
  if (url === undefined) return {};
  let known: { readonly generation: string; readonly files: ReadonlySet<string> } | null = null;
  return {
    link({ file }) {
      const { generation } = library;
      if (known?.generation !== generation.id)
        known = {
          generation: generation.id,
          files: new Set(generation.for({ role: 'public' }).cards.map((card) => card.file)),
        };
      if (!known.files.has(file)) return null;
      return `${url.replace(/\/$/, '')}/letters/${file.split('/').map(encodeURIComponent).join('/')}`;
    },
  };
}

async function showCode(channel: string, code: string | null, codes: Map<string, string>, log: Logger): Promise<void> {
  if (code === null) return void codes.delete(channel);
  codes.set(channel, code);
  log.info({ channel }, 'scan the QR code in the terminal or at /operator to log in');
  const { toString } = await import('qrcode');
  // To a terminal only: whoever scans it becomes the account, so it must not stand in a log file.
  if (process.stderr.isTTY) process.stderr.write(await toString(code, { type: 'terminal', small: true }));
}
