/**
 * Embeddings from a server that speaks OpenAI's `POST {base}/embeddings`
 * (https://platform.openai.com/docs/api-reference/embeddings/create): Ollama, vLLM, TEI, DashScope and others do.
 */
import { Embeddings } from '@langchain/core/embeddings';
import { z } from 'zod';
import { InquiryError } from '../errors.ts';
import type { Embedder } from './embed.ts';

export interface EndpointSettings {
  /** Up to and with `/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string | null;
  /** Null: as long as the server's vectors are. */
  readonly dimension: number | null;
  /** For one request, in milliseconds. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
/** Texts in one request; the least maximum of the servers above is 32 (TEI's default). */
const BATCH = 32;
/** Requests under way at once. */
const AT_ONCE = 4;
/** Tries after the first, for a server that is busy or failing. */
const RETRIES = 3;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 20_000;

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()).min(1).max(8192) })),
});

/** A try that another may mend. */
class Passing extends Error {
  readonly waitMs: number | null;
  constructor(message: string, waitMs: number | null, options?: { cause?: unknown }) {
    super(message, options);
    this.waitMs = waitMs;
  }
}

export class EndpointEmbeddings extends Embeddings implements Embedder {
  readonly model: string;
  private readonly settings: EndpointSettings;
  private known: number | null;

  constructor(settings: EndpointSettings) {
    super({});
    this.settings = settings;
    this.known = settings.dimension;
    this.model = `openai-compatible/${settings.model}`;
  }

  async dimension(): Promise<number> {
    if (this.known === null) await this.embedRows(['提案']);
    return this.known!;
  }

  async embedQuery(text: string): Promise<number[]> {
    return Array.from(await this.embedRows([text]));
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    const rows = await this.embedRows(texts);
    const size = rows.length / Math.max(1, texts.length);
    return texts.map((_, row) => Array.from(rows.subarray(row * size, (row + 1) * size)));
  }

  /** Throws `embedding-failed` naming the server and what it said; texts and the key are in no message. */
  async embedRows(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array> {
    const parts: Float32Array[] = [];
    for (let first = 0; first < texts.length; first += BATCH * AT_ONCE) {
      const batches = Array.from({ length: AT_ONCE }, (_, i) => first + i * BATCH).filter((at) => at < texts.length);
      parts.push(...(await Promise.all(batches.map((at) => this.patiently(texts.slice(at, at + BATCH), signal)))));
    }
    const rows = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (rows.set(part, at), at + part.length), 0);
    return rows;
  }

  private async patiently(texts: readonly string[], signal: AbortSignal | undefined): Promise<Float32Array> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.once(texts, signal);
      } catch (error) {
        if (!(error instanceof Passing)) throw error;
        if (tries >= RETRIES) throw this.fault(`${error.message} (${tries + 1} tries)`, 'Try again later.', error);
        const wait = error.waitMs ?? FIRST_WAIT_MS * 2 ** tries;
        await new Promise((resolve) => setTimeout(resolve, Math.min(wait, LONGEST_WAIT_MS)));
        signal?.throwIfAborted();
      }
    }
  }

  private async once(texts: readonly string[], signal: AbortSignal | undefined): Promise<Float32Array> {
    const { baseUrl, model, key, timeoutMs = TIMEOUT_MS } = this.settings;
    const timeout = AbortSignal.timeout(timeoutMs);
    let status: number;
    let retryAfter: string | null;
    let body: unknown;
    try {
      const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
        redirect: 'error',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      ({ status } = response);
      retryAfter = response.headers.get('retry-after');
      body = response.ok ? await response.json() : await response.body?.cancel();
    } catch (cause) {
      signal?.throwIfAborted();
      if (timeout.aborted) throw new Passing(`did not answer within ${timeoutMs} ms`, null, { cause });
      if (cause instanceof SyntaxError) throw this.fault('answered with no JSON', 'Check EMBED_URL.', cause);
      throw new Passing("can't be reached", null, { cause });
    }
    if (status === 429 || status >= 500) {
      const seconds = Number(retryAfter ?? Number.NaN);
      throw new Passing(`answered ${status}`, Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : null);
    }
    if (status === 401 || status === 403) throw this.fault(`refused the key (${status})`, 'Check EMBED_KEY.');
    if (status < 200 || status > 299) throw this.fault(`answered ${status}`, 'Check EMBED_URL and EMBED_MODEL.');
    return this.rows(body, texts.length);
  }

  private rows(body: unknown, count: number): Float32Array {
    const parsed = answerSchema.safeParse(body);
    if (!parsed.success) throw this.fault('answered with no list of embeddings', 'Check EMBED_URL.', parsed.error);
    const { data } = parsed.data;
    const size = this.known ?? data[0]?.embedding.length ?? 0;
    const rows = new Float32Array(count * size);
    const seen = new Set<number>();
    for (const { index, embedding } of data) {
      if (embedding.length !== size) {
        throw this.fault(
          `gives ${embedding.length} numbers where ${size} are expected`,
          'Check EMBED_MODEL and EMBED_DIMENSION.',
        );
      }
      if (index < count) seen.add(index);
      rows.set(embedding, (index % count) * size);
    }
    if (seen.size !== count || data.length !== count) {
      throw this.fault(`gave ${data.length} embeddings for ${count} texts`, 'Check EMBED_MODEL.');
    }
    // A number too large for 32 bits becomes infinite, which hnswlib must never see.
    if (!rows.every(Number.isFinite)) throw this.fault('gave a number that is not finite', 'Check EMBED_MODEL.');
    this.known = size;
    return rows;
  }

  private fault(what: string, remedy: string, cause?: unknown): InquiryError {
    const { model, baseUrl } = this.settings;
    // Only the host: a base URL may carry a secret.
    const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : 'EMBED_URL';
    return new InquiryError('embedding-failed', `The embedding server ${host} (model ${model}) ${what}.`, remedy, {
      cause,
    });
  }
}
