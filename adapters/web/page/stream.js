/** One message to the server and the stream of its reply, tried again until the reply is whole. */

/** @typedef {'too-many' | 'refused' | 'away'} Why */

export class NotSent extends Error {
  /**
   * @param {Why} why
   * @param {number} seconds to wait before it makes sense to try again
   */
  constructor(why, seconds = 0) {
    super(why);
    this.why = why;
    this.seconds = seconds;
  }
}

const TRIES = 8;
const LONGEST = 8000;
/** The server sends a heartbeat every 15 s; a stream that is silent for longer is dead. */
const SILENCE = 40_000;

/**
 * @param {object} message
 * @param {(event: string, data: any) => void} hear told `begin` when a stream begins, anew or again: what came before is void
 * @param {{ fetch?: typeof fetch, first?: number }} [options] `first`: milliseconds before the second try
 * @returns {Promise<'whole' | 'gone'>} `gone`: the server answered this message before, and no longer has the reply
 * @throws {NotSent}
 */
export async function talk(message, hear, { fetch: send = fetch, first = 500 } = {}) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(first * 2 ** (tries - 1), LONGEST)));
    const silence = silenceOf();
    /** @type {Response} */
    let response;
    try {
      response = await send('chat', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        signal: silence.signal,
      });
    } catch {
      silence.end();
      continue;
    }
    if (response.status === 429) {
      silence.end();
      throw new NotSent('too-many', Number(response.headers.get('retry-after') ?? 10));
    }
    if ([400, 403, 413, 415].includes(response.status)) {
      silence.end();
      throw new NotSent('refused');
    }
    if (!response.ok || response.body === null) {
      silence.end();
      continue;
    }
    hear('begin', null);
    const end = await read(response.body, hear, silence);
    silence.end();
    if (end === 'whole' || end === 'gone') return end;
  }
  throw new NotSent('away');
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {(event: string, data: any) => void} hear
 * @param {ReturnType<typeof silenceOf>} silence
 */
async function read(body, hear, silence) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let held = '';
  let end = 'broken';
  for (;;) {
    const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
    if (done) return end;
    silence.broken();
    held += decoder.decode(value, { stream: true });
    const parts = held.split('\n\n');
    held = parts.pop() ?? '';
    for (const part of parts) {
      const lines = part.split('\n');
      const event = lines.find((line) => line.startsWith('event: '))?.slice(7);
      if (event === undefined) continue;
      // The server closes the stream after these; to cut it off would count as an abort.
      if (event === 'end') end = 'whole';
      else if (event === 'gone') end = 'gone';
      else
        hear(event, JSON.parse(lines.flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : [])).join('\n')));
    }
  }
}

function silenceOf() {
  const control = new AbortController();
  const start = () => setTimeout(() => control.abort(), SILENCE);
  let timer = start();
  return {
    signal: control.signal,
    /** Something was heard. */
    broken() {
      clearTimeout(timer);
      timer = start();
    },
    end() {
      clearTimeout(timer);
    },
  };
}
