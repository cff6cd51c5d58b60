/**
 * Calls of the Bot API over Node's own http. grammY's node-fetch 2 takes a whole chunked reply for a broken one
 * ("Premature close") when its kept-alive connection already carries the next call, so that a message which had
 * arrived was sent again.
 */
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { HttpError, type ApiClientOptions, type Transformer } from 'grammy';
import PQueue from 'p-queue';

/** A thousand replies at once share some connections; the poll has one beside them. */
const SOCKETS = 64;
const CALLS = SOCKETS - 1;
/** Parts of a call's time. */
const BEATS = 20;

/**
 * A call waits here for a free connection, because a call's time is counted from when it is made: one that had spent
 * it waiting would be given up at the moment it is sent. To be used before what waits for a 429, which needs none.
 */
export function inTurn(): Transformer {
  const calls = new PQueue({ concurrency: CALLS });
  return (call, method, payload, signal) =>
    method === 'getUpdates' ? call(method, payload, signal) : calls.add(() => call(method, payload, signal));
}

interface Request {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly signal?: { addEventListener(type: 'abort', listener: () => void): void; readonly aborted: boolean } | null;
}

/** grammY's own clock for a call, set so far away (seconds, Node's longest timer) that ours alone runs. */
export const NEVER = 2_147_483;

/** Nothing of the call was given to a connection, so it can't have arrived. */
class Unsent extends Error {
  override readonly name = 'Unsent';
}

/**
 * The `fetch` that grammY needs: it sends JSON and reads nothing of the response but `json()`. A call is given up
 * after `seconds` without a reply.
 */
export function botFetch(apiRoot: string | undefined, seconds: number): NonNullable<ApiClientOptions['fetch']> {
  const plain = apiRoot?.startsWith('http:') ?? false;
  const options = { keepAlive: true, maxSockets: SOCKETS };
  const agent = plain ? new HttpAgent(options) : new HttpsAgent(options);
  const call = async (url: string, { method, headers, body, signal }: Request = {}): Promise<{ json: unknown }> => {
    if (typeof body !== 'string') throw new Error('only JSON is sent to the Bot API');
    const text = await new Promise<string>((resolve, reject) => {
      const length = Buffer.byteLength(body);
      const sent = (plain ? httpRequest : httpsRequest)(url, {
        agent,
        method: method ?? 'POST',
        headers: { ...headers, 'content-length': length },
      });
      let connected = false;
      const failed = (error: Error): void => reject(connected ? error : new Unsent(error.message, { cause: error }));
      const abort = (): void => void sent.destroy(new Error('the call was given up'));
      if (signal?.aborted === true) abort();
      signal?.addEventListener('abort', abort);
      sent.on('close', listenFor(seconds, abort));
      sent.on('socket', (socket) => {
        if (!socket.connecting) connected = true;
        else socket.once(plain ? 'connect' : 'secureConnect', () => (connected = true));
      });
      sent.on('error', failed);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        response.on('error', reject);
        response.on('close', () => reject(new Error('the reply broke off')));
      });
      sent.end(body);
    });
    return { json: async () => JSON.parse(text) as unknown };
  };
  return call as unknown as NonNullable<ApiClientOptions['fetch']>;
}

/**
 * Calls `over` after so many seconds in which this process listened, unless stopped before. While it is held up (its
 * machine sleeps or has too much to do) a reply lies unread: however long that lasts, it counts as one of many beats,
 * and after the last one what has come is read first.
 */
function listenFor(seconds: number, over: () => void): () => void {
  let left = BEATS;
  const beats = setInterval(
    () => {
      left -= 1;
      if (left > 0) return;
      clearInterval(beats);
      setImmediate(over);
    },
    (seconds * 1000) / BEATS,
  );
  return () => clearInterval(beats);
}

/** The call may have arrived although it failed: its connection broke, or no reply came in time. */
export function inDoubt(error: unknown): boolean {
  return error instanceof HttpError && !(error.error instanceof Unsent);
}
