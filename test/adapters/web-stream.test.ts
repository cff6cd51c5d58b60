/** page/stream.js: the way the page sends a message and hears the reply. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { pageStream } from './web-line.ts';

/** Answers each request with the next of these; what is left over is never asked for. */
async function server(replies: ((response: ServerResponse) => void)[]) {
  let requests = 0;
  const made = createServer((_, response) => {
    const reply = replies[requests];
    requests += 1;
    if (reply === undefined) response.writeHead(500).end();
    else reply(response);
  });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(made.address() as AddressInfo).port}/`;
  const send: typeof fetch = (path, init) => fetch(new URL(String(path), address), init);
  const heard: string[] = [];
  const talk = (): Promise<string> =>
    pageStream.talk({}, (event, data) => heard.push(data === null ? event : `${event} ${JSON.stringify(data)}`), {
      fetch: send,
      first: 5,
    });
  return { talk, heard, requests: () => requests, close: () => made.close() };
}
const sse =
  (...parts: string[]) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const part of parts) response.write(part);
    response.end();
  };

it('reads events however they are cut, heartbeats between them', async () => {
  const whole = Buffer.from('event: text\ndata: {"text":"复文"}\n\n:\n\nevent: end\ndata: {}\n\n');
  const { talk, heard, close } = await server([
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      let at = 0;
      const next = (): void => {
        if (at >= whole.length) return void response.end();
        response.write(whole.subarray(at, (at += 7)));
        setTimeout(next, 2);
      };
      next();
    },
  ]);
  expect(await talk()).toBe('whole');
  expect(heard).toEqual(['begin', 'text {"text":"复文"}']);
  close();
});

it('begins again after a fault, a restart or half a stream', async () => {
  const { talk, heard, requests, close } = await server([
    (response) => response.destroy(),
    (response) => void response.writeHead(503).end(),
    (response) => void response.writeHead(404).end(),
    sse('event: text\ndata: {"text":"半"}\n\n'),
    sse('event: text\ndata: {"text":"全"}\n\n', 'event: end\ndata: {}\n\n'),
  ]);
  expect(await talk()).toBe('whole');
  expect(heard).toEqual(['begin', 'text {"text":"半"}', 'begin', 'text {"text":"全"}']);
  expect(requests()).toBe(5);
  close();
});

it.each([
  [429, 'too-many', 1],
  [403, 'refused', 1],
  [500, 'away', 8],
])('gives up on %i as %s after %i tries', async (status, why, tries) => {
  const { talk, requests, close } = await server(
    Array.from({ length: 8 }, () => (response) => void response.writeHead(status, { 'retry-after': '7' }).end()),
  );
  await expect(talk()).rejects.toMatchObject({ why, seconds: status === 429 ? 7 : 0 });
  expect(requests()).toBe(tries);
  close();
});
