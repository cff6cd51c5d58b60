/** The web room with an `ask` made by hand behind it, reached over real HTTP. */
import { expect } from 'vitest';
import type { Ask, Incoming, Reply } from '../../src/adapter.ts';
import type { Web, WebOptions } from '../../adapters/web/web.ts';
import { HOUSE } from './house.ts';
import { WebLine, type Message } from './web-line.ts';

export const answerTo = async (message: Incoming): Promise<Reply> => {
  const question = { text: message.text ?? '', viewer: { role: 'public' }, turns: [], today: '2026-01-02' } as const;
  return { kind: 'answer', answer: await HOUSE.answer(question), id: 'a1b2c3' };
};

export class WebRoom {
  /** Messages that were asked, each once. */
  readonly taken: Incoming[] = [];

  private constructor(
    readonly line: WebLine,
    readonly web: Web,
  ) {}

  /** `reply` null: nothing is ever answered. */
  static async open(
    reply: (message: Incoming) => Promise<Reply | null> = answerTo,
    options: Partial<WebOptions> = {},
  ): Promise<WebRoom> {
    const line = await WebLine.open(options);
    const room = new WebRoom(line, line.adapter());
    const ask: Ask = async (message) => {
      if (room.taken.some(({ messageId }) => messageId === message.messageId)) return 'repeated';
      room.taken.push(message);
      setImmediate(async () => {
        const given = await reply(message);
        if (given !== null) await room.web.send(message, given);
      });
      return 'taken';
    };
    await room.web.start(ask);
    return room;
  }

  get origin(): string {
    return this.line.origin;
  }

  message(changes: Partial<Message> = {}): Message {
    return { ...this.line.write('甲', '问一').message, ...changes };
  }

  /** A header that is undefined is not sent. */
  post(body: unknown, headers: Record<string, string | undefined> = {}, signal?: AbortSignal): Promise<Response> {
    const all = { origin: this.origin, 'content-type': 'application/json', ...headers };
    const sent = Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined);
    return fetch(`${this.origin}/chat`, {
      method: 'POST',
      headers: Object.fromEntries(sent),
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  close(): Promise<void> {
    return this.line.close();
  }
}

/** Of a whole stream. */
export async function events(response: Response): Promise<[name: string, data: any][]> {
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  return (await response.text())
    .split('\n\n')
    .filter((part) => part.startsWith('event'))
    .map((part) => part.split('\n'))
    .map(([name, data]) => [name?.slice(7) ?? '', JSON.parse(data?.slice(6) ?? 'null')]);
}
