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

/** The `fetch` that grammY needs: it sends JSON and reads nothing of the response but `json()`. */
export function botFetch(apiRoot: string | undefined): NonNullable<ApiClientOptions['fetch']> {
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
      const abort = (): void => void sent.destroy(new Error('the call was given up'));
      if (signal?.aborted === true) abort();
      signal?.addEventListener('abort', abort);
      sent.on('error', reject);
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

/** No connection came about, so the call can't have arrived. */
const UNCONNECTED = new Set(['connect', 'getaddrinfo']);

/** The call may have arrived although it failed: its connection broke, or no reply came in time. */
export function inDoubt(error: unknown): boolean {
  if (!(error instanceof HttpError)) return false;
  const { error: cause } = error;
  return !(cause instanceof Error && 'syscall' in cause && UNCONNECTED.has(String(cause.syscall)));
}
