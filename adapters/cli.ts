/** The terminal as a channel: a line is a message, Ctrl-D leaves. */
import { randomUUID } from 'node:crypto';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Adapter, Ask, Incoming, Reply } from '../src/adapter.ts';
import { pieces, renderSource } from '../src/inquiry/render.ts';

export interface TerminalOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Shows a prompt and takes keys: both ends are a terminal. */
  readonly interactive: boolean;
}

/** A terminal scrolls: one message, whatever its length. */
const WHOLE = { format: 'plain', limit: Number.MAX_SAFE_INTEGER, unit: 'chars' } as const;
const PROMPT = '› ';
const HISTORY = 200;

export class Terminal implements Adapter {
  readonly name = 'cli';
  /** The channel's id of the one person: `cli:local` in STAFF. */
  static readonly person = 'local';
  /** Resolves when the person leaves, or the input ends. */
  readonly left: Promise<void>;
  readonly #options: TerminalOptions;
  readonly #session = randomUUID();
  #leave: () => void = () => undefined;
  #lines: Interface | null = null;
  #count = 0;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.left = new Promise((resolve) => (this.#leave = resolve));
  }

  async start(ask: Ask): Promise<void> {
    const { input, output, interactive } = this.#options;
    const lines = createInterface({
      input,
      historySize: HISTORY,
      ...(interactive ? { output, prompt: PROMPT, terminal: true } : { terminal: false }),
    });
    this.#lines = lines;
    lines.on('line', (line) => {
      if (line.trim() === '') return lines.prompt();
      ask(this.#message(line)).catch((error: unknown) => {
        this.#write(`${error instanceof Error ? error.message : String(error)}\n`);
      });
    });
    // Ctrl-C in an empty line leaves, as in a shell.
    lines.on('SIGINT', () => lines.close());
    lines.on('close', () => this.#leave());
    if (interactive) lines.prompt();
  }

  async send(_to: Incoming, reply: Reply): Promise<void> {
    this.#write(`${textOf(reply)}\n\n`);
  }

  async stop(drain: () => Promise<void>): Promise<void> {
    const lines = this.#lines;
    this.#lines = null;
    lines?.close();
    await drain();
  }

  /** A terminal does not fail: when it goes, the person has left. */
  onFailure(): void {}

  #message(text: string): Incoming {
    this.#count += 1;
    return {
      channel: this.name,
      messageId: `${this.#session}:${this.#count}`,
      conversation: this.#session,
      sender: Terminal.person,
      private: true,
      text,
      sentAt: new Date(),
      sequence: this.#count,
    };
  }

  #write(text: string): void {
    const { output, interactive } = this.#options;
    // Over the prompt, which is shown again below.
    output.write(interactive ? `\r\u001b[K${text}` : text);
    if (interactive) this.#lines?.prompt(true);
  }
}

function textOf(reply: Reply): string {
  switch (reply.kind) {
    case 'answer':
      return pieces(reply.answer, { ...WHOLE, part: reply.part }).join('\n');
    case 'source':
      return renderSource(reply.source, reply.language, WHOLE).join('\n');
    case 'text':
      return reply.text;
  }
}
