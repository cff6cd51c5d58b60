/** The HTTP API for other systems: a question in, the contract's JSON out. No conversation, no desk. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Answer, Question, Viewer } from '../src/model.ts';
import { AskBody, openApi, type ProblemBody } from './http-schema.ts';

export interface Caller {
  readonly name: string;
  readonly role: Viewer['role'];
  readonly secret: string;
}

/** Rejected with by `ask` when too many questions wait. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

export interface HttpOptions {
  readonly callers: readonly Caller[];
  readonly version: string;
  /** Rejects with `Busy` when it can't take more, with anything else on a fault. */
  ask(question: Question): Promise<Answer>;
  /** The answer as the machine-readable contract has it; `AnswerBody` describes it. */
  record(answer: Answer, given: { id: string | null; question: string; elapsedMs: number }): object;
  today(): string;
  /** Seconds that this caller has to wait; 0 when it may go on. */
  admit(caller: string): number;
  readonly log: Logger;
}

const BODY = 64 * 1024;

type Titled = Pick<ProblemBody, 'status' | 'title'>;
const PROBLEMS = {
  'not-json': { status: 400, title: 'The body is not JSON' },
  unauthorized: { status: 401, title: 'A valid token is needed' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address takes another method' },
  'too-large': { status: 413, title: 'The body is too large' },
  'not-declared': { status: 415, title: 'The body must be application/json' },
  'not-a-question': { status: 422, title: 'The body is not a question' },
  'too-many': { status: 429, title: 'Too many questions' },
  fault: { status: 500, title: 'The question could not be answered' },
  busy: { status: 503, title: 'Too many people are asking' },
} as const satisfies Record<string, Titled>;

/** A problem of RFC 9457; its type is a relative reference that names it. */
function problem(
  context: Context,
  kind: keyof typeof PROBLEMS,
  detail: string,
  more: Partial<ProblemBody> = {},
): Response {
  const { status, title } = PROBLEMS[kind];
  const body: ProblemBody = { type: `/problems/${kind}`, title, status, detail, ...more };
  return context.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json; charset=utf-8' });
}

export function httpApi(options: HttpOptions): Hono {
  const app = new Hono();
  app.get('/openapi.json', (context) => context.json(openApi(options.version)));
  const limit = bodyLimit({
    maxSize: BODY,
    onError: (context) => problem(context, 'too-large', `At most ${BODY} bytes.`),
  });
  app.post('/v1/ask', limit, async (context) => {
    const caller = callerOf(context.req.header('authorization'), options.callers);
    if (caller === null) {
      context.header('www-authenticate', 'Bearer');
      return problem(
        context,
        'unauthorized',
        'Send the header Authorization: Bearer TOKEN with a token of API_TOKENS.',
      );
    }
    const wait = options.admit(caller.name);
    if (wait > 0) {
      context.header('retry-after', String(Math.ceil(wait)));
      return problem(context, 'too-many', `Go on in ${Math.ceil(wait)} s.`);
    }
    const body = await read(context);
    return body instanceof Response ? body : answer(context, body, caller, options);
  });
  app.all('/v1/ask', (context) => {
    context.header('allow', 'POST');
    return problem(context, 'method-not-allowed', 'Use POST.');
  });
  app.all('/v1/*', (context) => problem(context, 'not-found', 'The API has POST /v1/ask; /openapi.json describes it.'));
  return app;
}

async function read(context: Context): Promise<AskBody | Response> {
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
    return problem(context, 'not-declared', 'Send the header Content-Type: application/json.');
  }
  let json: unknown;
  try {
    json = await context.req.json();
  } catch {
    return problem(context, 'not-json', 'The body could not be parsed as JSON.');
  }
  const parsed = AskBody.safeParse(json);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue: z.core.$ZodIssue) => ({
    pointer: `/${issue.path.map(String).join('/')}`,
    detail: issue.message,
  }));
  return problem(context, 'not-a-question', 'See errors.', { errors });
}

async function answer(context: Context, body: AskBody, caller: Caller, options: HttpOptions): Promise<Response> {
  const since = performance.now();
  const question: Question = {
    text: body.q,
    viewer: { role: caller.role },
    turns: body.context,
    today: options.today(),
  };
  let given: Answer;
  try {
    given = await options.ask(question);
  } catch (error) {
    if (error instanceof Busy) {
      context.header('retry-after', '10');
      return problem(context, 'busy', 'Try again in 10 s.');
    }
    options.log.error({ channel: 'http', err: error }, 'a question could not be answered');
    return problem(context, 'fault', 'The fault is in the log of the server; try again later.');
  }
  const record = options.record(given, { id: body.id ?? null, question: body.q, elapsedMs: performance.now() - since });
  if (!/\btext\/event-stream\b/.test(context.req.header('accept') ?? '')) return context.json(record);
  return streamSSE(context, async (stream) => {
    for (const block of given.blocks) await stream.writeSSE({ event: 'block', data: JSON.stringify(block) });
    await stream.writeSSE({ event: 'answer', data: JSON.stringify(record) });
  });
}

/** All tokens are compared, hashed to one length: the time tells nothing of them. */
function callerOf(header: string | undefined, callers: readonly Caller[]): Caller | null {
  const given = digest(/^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? '');
  let found: Caller | null = null;
  for (const caller of callers) if (timingSafeEqual(given, digest(caller.secret))) found = caller;
  return found;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
