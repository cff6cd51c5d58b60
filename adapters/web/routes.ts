/** The page's addresses: its files, POST chat, examples, the originals of public letters. */
import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { Incoming } from '../../src/adapter.ts';
import type { Language } from '../../src/model.ts';
import { pageFiles, serveFile } from './files.ts';
import { addressOf, Gate, headers, isOurs, type Pace } from './guard.ts';
import type { Outbox } from './outbox.ts';

/** A letter's file as published, with its media type. */
export interface Original {
  readonly bytes: Uint8Array;
  readonly type: string;
}

export interface RouteOptions {
  examples(language: Language): readonly string[];
  /** The server's decision: null for whatever is not a public letter. Without it there are no downloads. */
  readonly original?: (file: string) => Promise<Original | null>;
  /** Origins of the sites that may show the page in a frame. */
  readonly embedders?: readonly string[];
  /** Where people reach the page from outside. */
  readonly publicUrl?: string;
  /** Trusted reverse proxies in front of the server. */
  readonly proxies?: number;
  /** Of one network address, which a whole office may share; the desk keeps each person's own pace. */
  readonly pace?: Pace;
}

export interface Room extends RouteOptions {
  readonly outbox: Outbox;
  /** Null while nothing is taken. */
  ask(message: Incoming): Promise<'taken' | 'repeated' | 'refused'> | null;
}

const BODY = 32 * 1024;
const PACE: Pace = { burst: 60, perMinute: 240 };
const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;
/** Proxies close a stream that is silent for longer. */
const HEARTBEAT = 15_000;
/** The desk may have much to do; the page waits as long. */
const PATIENCE = 180_000;
/** A repeated message whose answer was given before a restart is not answered again: so long is waited for it. */
const REPEATED_PATIENCE = 8000;
/** Clocks of people's machines may be wrong; within this they order messages that overtook each other. */
const CLOCK = 60_000;

const Post = z.strictObject({
  /** Of the message, made by the page: the same again is the same message. */
  id: z.string().regex(/^[\w-]{16,40}$/),
  /** A secret of this browser tab: who knows it, is the person. */
  conversation: z.string().regex(/^[\w-]{22,64}$/),
  text: z.string().max(8000),
  about: z
    .string()
    .regex(/^[a-z0-9]{1,12}$/)
    .optional(),
  language: z.enum(LANGUAGES),
  /** The browser's clock, milliseconds, and the count of its messages. */
  at: z.int().nonnegative(),
  sequence: z.int().nonnegative(),
});
type Post = z.infer<typeof Post>;

export function routes(room: Room): Hono {
  const app = new Hono();
  const files = pageFiles();
  const gate = new Gate(room.pace ?? PACE);
  const proxies = room.proxies ?? 0;
  app.use('*', headers(room.embedders ?? []));

  /** Null when the request may go on. */
  const slow = (context: Context): Response | null => {
    const wait = gate.wait(addressOf(context, proxies), Date.now());
    return wait === 0 ? null : refuse(context, 429, 'too-many', Math.ceil(wait / 1000));
  };

  for (const [address, file] of files) app.get(address, (context) => serveFile(context, file));

  app.get('/examples', (context) => {
    const language = LANGUAGES.find((one) => one === context.req.query('language')) ?? 'zh-Hans';
    context.header('cache-control', 'no-store');
    return context.json({ examples: room.examples(language) });
  });

  const tooLarge = bodyLimit({ maxSize: BODY, onError: (context) => refuse(context, 413, 'too-large') });
  app.post(
    '/chat',
    async (context, next) => {
      if (!isOurs(context, room.publicUrl)) return refuse(context, 403, 'not-ours');
      return slow(context) ?? tooLarge(context, next);
    },
    (context) => chat(context, room),
  );

  app.get('/letters/:file{.+}', async (context) => slow(context) ?? download(context, room));
  app.all('*', (context) => context.text('404 Not Found', 404));
  return app;
}

function refuse(
  context: Context,
  status: 400 | 403 | 413 | 415 | 429 | 503,
  error: string,
  retryAfter?: number,
): Response {
  if (retryAfter !== undefined) context.header('retry-after', String(retryAfter));
  context.header('cache-control', 'no-store');
  return context.json({ error }, status);
}

async function chat(context: Context, room: Room): Promise<Response> {
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) return refuse(context, 415, 'not-json');
  const parsed = Post.safeParse(await context.req.json().catch(() => null));
  if (!parsed.success) return refuse(context, 400, 'not-a-message');
  const message = incomingOf(parsed.data, Date.now());
  const box = room.outbox.open(message.messageId);
  const asked = room.ask(message);
  if (asked === null) {
    room.outbox.drop(message.messageId);
    return refuse(context, 503, 'stopping', 2);
  }
  let taken: Awaited<typeof asked>;
  try {
    taken = await asked;
  } catch {
    // The desk has told its log; the page sends the message again.
    room.outbox.drop(message.messageId);
    return refuse(context, 503, 'not-stored', 2);
  }
  const fresh = !box.accepted;
  box.accepted = true;
  if (taken === 'refused') {
    room.outbox.finish(box);
    room.outbox.drop(message.messageId);
    if (box.events.length === 0) return refuse(context, 429, 'refused', 10);
  }
  const patience = taken === 'repeated' && fresh ? REPEATED_PATIENCE : PATIENCE;
  return stream(context, room, box, patience);
}

function stream(context: Context, room: Room, box: ReturnType<Outbox['open']>, patience: number): Response {
  // nginx holds a response back until it is whole, unless told.
  context.header('x-accel-buffering', 'no');
  context.header('cache-control', 'no-store');
  return streamSSE(context, async (sse) => {
    const left = new AbortController();
    sse.onAbort(() => left.abort());
    const beat = setInterval(() => void sse.write(':\n\n'), HEARTBEAT);
    try {
      const events = room.outbox.follow(box, left.signal, patience);
      for (;;) {
        const { value, done } = await events.next();
        if (done) {
          if (value !== 'broken') await sse.writeSSE({ event: value === 'whole' ? 'end' : 'gone', data: '{}' });
          return;
        }
        await sse.writeSSE({ event: value.event, data: value.data });
      }
    } finally {
      clearInterval(beat);
    }
  });
}

function incomingOf(post: Post, now: number): Incoming {
  const { conversation, text, about, language, sequence } = post;
  return {
    channel: 'web',
    // Hashed with the secret: a message id of another browser is never ours, and the stored one names nobody.
    messageId: createHash('sha256').update(`${conversation}\0${post.id}`).digest('base64url').slice(0, 32),
    conversation,
    sender: conversation,
    private: true,
    text,
    sentAt: new Date(Math.min(now, Math.max(now - CLOCK, post.at))),
    sequence,
    language,
    ...(about === undefined ? {} : { about }),
  };
}

/** Always a download, in a sandbox: a letter in HTML must not run as a page of ours. */
async function download(context: Context, { original }: Room): Promise<Response> {
  const file = context.req.param('file') ?? '';
  const found = original === undefined || !isPlain(file) ? null : await original(file);
  if (found === null) return context.text('404 Not Found', 404);
  const name = encodeURIComponent(file.split('/').at(-1) ?? 'letter').replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  return context.body(Uint8Array.from(found.bytes).buffer, 200, {
    'content-type': found.type,
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'no-store',
  });
}

/** No way up, no other root, no hidden file. */
function isPlain(file: string): boolean {
  return !/[\\\0]/.test(file) && file.split('/').every((part) => part !== '' && !part.startsWith('.'));
}
