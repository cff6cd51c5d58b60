import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { EndpointEmbeddings, type EndpointSettings } from '../../src/search/embed-endpoint.ts';

interface Asked {
  readonly authorization: string | undefined;
  readonly body: { model: string; input: string[] };
}
type Behaviour = (asked: Asked, response: ServerResponse, nth: number) => void;

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A server on loopback that behaves as told; `asked` is what reached it. */
async function serve(behave: Behaviour): Promise<{ settings: EndpointSettings; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const one = { authorization: request.headers.authorization, body: JSON.parse(text) as Asked['body'] };
      asked.push(one);
      if (request.url !== '/v1/embeddings' || request.method !== 'POST') response.writeHead(404).end();
      else behave(one, response, asked.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const settings = {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    model: 'm1',
    key: 'sk-secret',
    dimension: null,
    timeoutMs: 300,
  };
  return { settings, asked };
}

/** A vector that tells its text apart. */
const vectorOf = (text: string, size = 8): number[] => Array.from({ length: size }, (_, i) => text.length + i / 10);

const well: Behaviour = ({ body }, response) => {
  // In another order than asked: `index` tells which is which.
  const data = body.input
    .map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }))
    .toReversed();
  response
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ object: 'list', data, model: body.model }));
};
const say =
  (status: number, body: unknown, headers: Record<string, string> = {}): Behaviour =>
  (_, response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));

describe('an OpenAI-compatible server', () => {
  it('gives each text its own vector, many texts in several requests', async () => {
    const { settings, asked } = await serve(well);
    const embedder = new EndpointEmbeddings(settings);
    const texts = Array.from({ length: 150 }, (_, i) => '养'.repeat(i + 1));
    const vectors = await embedder.embedDocuments(texts);
    expect(vectors).toHaveLength(150);
    vectors.forEach((vector, i) => expect(vector).toEqual(vectorOf(texts[i]!).map(Math.fround)));
    expect(await embedder.dimension()).toBe(8);
    expect(asked).toHaveLength(5);
    expect(asked.every(({ body, authorization }) => body.model === 'm1' && authorization === 'Bearer sk-secret')).toBe(
      true,
    );
  });

  it('sends no key when there is none', async () => {
    const { settings, asked } = await serve(well);
    expect(await new EndpointEmbeddings({ ...settings, key: null }).embedQuery('养老')).toHaveLength(8);
    expect(asked[0]!.authorization).toBeUndefined();
  });

  it('waits as told and asks again when the server is busy or fails for a moment', async () => {
    const { settings, asked } = await serve((one, response, nth) => {
      if (nth === 1) say(429, {}, { 'retry-after': '0' })(one, response, nth);
      else if (nth === 2) say(503, 'down')(one, response, nth);
      else well(one, response, nth);
    });
    expect(await new EndpointEmbeddings(settings).embedQuery('养老')).toEqual(vectorOf('养老').map(Math.fround));
    expect(asked).toHaveLength(3);
  });

  const faults: readonly [string, Behaviour, RegExp, number][] = [
    ['refuses the key', say(401, { error: { message: 'bad key sk-secret' } }), /refused the key \(401\).*EMBED_KEY/, 1],
    ['does not know the model', say(404, { error: {} }), /answered 404.*EMBED_MODEL/, 1],
    ['is always busy', say(429, {}, { 'retry-after': '0' }), /answered 429 \(4 tries\)/, 4],
    ['always fails', say(500, 'boom', { 'retry-after': '0' }), /answered 500 \(4 tries\)/, 4],
    ['says something else', say(200, '<html>login</html>'), /no JSON/, 1],
    ['has no list', say(200, { data: 'none' }), /no list of embeddings/, 1],
    ['leaves one out', say(200, { data: [{ index: 0, embedding: [1, 2] }] }), /1 embeddings for 2 texts/, 1],
    [
      'gives one twice',
      say(200, { data: [0, 0].map((index) => ({ index, embedding: [1, 2] })) }),
      /embeddings for 2 texts/,
      1,
    ],
    [
      'mixes lengths',
      say(200, { data: [[1, 2], [1]].map((embedding, index) => ({ index, embedding })) }),
      /gives 1 numbers where 2 are expected/,
      1,
    ],
    [
      'gives a number too large',
      say(200, '{"data":[{"index":0,"embedding":[1e39,1]},{"index":1,"embedding":[1,1]}]}'),
      /not finite/,
      1,
    ],
  ];
  for (const [name, behave, message, requests] of faults) {
    it(`is told when it ${name}`, async () => {
      const { settings, asked } = await serve(behave);
      const fault = await new EndpointEmbeddings(settings)
        .embedDocuments(['养老', '托育'])
        .catch((error: unknown) => error);
      expect(fault).toMatchObject({ code: 'embedding-failed', message: expect.stringMatching(message) });
      // Neither the key nor a text may reach a log.
      expect(String(fault)).not.toMatch(/sk-secret|养老|托育/);
      expect(asked).toHaveLength(requests);
    });
  }

  it('is told when it hangs, within its time', async () => {
    const { settings } = await serve(() => undefined);
    const started = performance.now();
    const embedder = new EndpointEmbeddings({ ...settings, timeoutMs: 50 });
    await expect(embedder.embedQuery('养老')).rejects.toThrow(/did not answer within 50 ms \(4 tries\)/);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('is told when it hangs in the middle of an answer', async () => {
    const { settings } = await serve((_, response) => void response.writeHead(200).write('{"data":['));
    await expect(new EndpointEmbeddings({ ...settings, timeoutMs: 50 }).embedQuery('养老')).rejects.toThrow(
      'did not answer',
    );
  });

  it('is told when it gives another dimension than the settings or the index have', async () => {
    const { settings } = await serve(well);
    await expect(new EndpointEmbeddings({ ...settings, dimension: 16 }).embedQuery('养老')).rejects.toThrow(
      /gives 8 numbers where 16 are expected.*EMBED_DIMENSION/,
    );
  });

  it('is told when nobody listens', async () => {
    const { settings } = await serve(well);
    closing.splice(0).forEach((close) => close());
    await expect(new EndpointEmbeddings(settings).embedQuery('养老')).rejects.toMatchObject({
      code: 'embedding-failed',
      message: expect.stringContaining("can't be reached"),
    });
  });

  it('stops when the ingest is stopped', async () => {
    const { settings } = await serve(() => undefined);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped')), 20);
    const embedder = new EndpointEmbeddings({ ...settings, timeoutMs: 5000 });
    await expect(embedder.embedRows(['养老'], stop.signal)).rejects.toThrow('stopped');
  });
});
