import { beforeEach, describe, expect, it } from 'vitest';
import { Busy, httpApi, type HttpOptions } from '../../adapters/http.ts';
import { AnswerBody, ProblemBody } from '../../adapters/http-schema.ts';
import { answerRecord } from '../../src/inquiry/record.ts';
import type { Question } from '../../src/model.ts';
import { HOUSE, readableLog } from './house.ts';

const PUBLIC = 'a-token-of-the-website';
const STAFF = 'a-token-of-the-intranet';
let asked: Question[];
let options: HttpOptions;
let log: ReturnType<typeof readableLog>;

beforeEach(() => {
  asked = [];
  log = readableLog();
  options = {
    callers: [
      { name: 'website', role: 'public', secret: PUBLIC },
      { name: 'intranet', role: 'staff', secret: STAFF },
    ],
    version: '1.2.3',
    ask: async (question) => {
      asked.push(question);
      return HOUSE.answer(question);
    },
    record: answerRecord,
    today: () => '2026-01-02',
    admit: () => 0,
    log: log.log,
  };
});

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const init = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
  const all = { authorization: `Bearer ${PUBLIC}`, 'content-type': 'application/json', ...headers };
  return Promise.resolve(httpApi(options).request('/v1/ask', { ...init, headers: all }));
}
async function problemOf(response: Response): Promise<ProblemBody> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = ProblemBody.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

describe('POST /v1/ask', () => {
  it("gives the contract's answer", async () => {
    const response = await post({ id: 'a1', q: '问一', context: ['问零'] });
    expect(response.status).toBe(200);
    const answer = AnswerBody.parse(await response.json());
    expect(answer).toMatchObject({
      id: 'a1',
      question: '问一',
      kind: 'answered',
      reason: null,
      language: 'zh-Hans',
      writer: 'extractive',
    });
    expect(answer.citations.map(({ marker }) => marker)).toEqual([1, 2]);
    expect(asked[0]).toEqual({ text: '问一', viewer: { role: 'public' }, turns: ['问零'], today: '2026-01-02' });
  });

  it('lets the token decide what may be seen, and nothing else', async () => {
    await post({ q: '问一' }, { authorization: `bearer ${STAFF}` });
    expect(asked[0]?.viewer).toEqual({ role: 'staff' });
    expect((await post({ q: '问一', role: 'staff' })).status).toBe(422);
  });

  it('streams the blocks and then the whole when asked to', async () => {
    const response = await post({ q: '问一' }, { accept: 'text/event-stream' });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = (await response.text())
      .trim()
      .split('\n\n')
      .map((event) => event.split('\n'));
    expect(events.map(([name]) => name)).toEqual(['event: block', 'event: block', 'event: answer']);
    AnswerBody.parse(JSON.parse(events.at(-1)?.[1]?.replace(/^data: /, '') ?? ''));
  });

  it.each([
    ['no token', { authorization: '' }, 401],
    ['a wrong token', { authorization: 'Bearer a-token-of-nobody-at-all' }, 401],
    ['a token of another scheme', { authorization: `Basic ${PUBLIC}` }, 401],
    ['another content type', { 'content-type': 'text/plain' }, 415],
  ])('refuses %s', async (_, headers, status) => {
    const problem = await problemOf(await post({ q: '问一' }, headers));
    expect(problem.status).toBe(status);
    expect(asked).toEqual([]);
  });

  it.each([
    ['broken JSON', '{"q":', 400],
    ['an empty question', { q: '' }, 422],
    ['no question', {}, 422],
    ['a list', [], 422],
    ['a question that is too long', { q: '长'.repeat(2001) }, 422],
    ['a body that is too large', `{"q":"${'长'.repeat(40_000)}"}`, 413],
  ])('refuses %s', async (_, body, status) => {
    expect((await problemOf(await post(body))).status).toBe(status);
    expect(asked).toEqual([]);
  });

  it('says which field is wrong', async () => {
    const { errors } = await problemOf(await post({ q: 5, context: 'x' }));
    expect(errors?.map(({ pointer }) => pointer).toSorted()).toEqual(['/context', '/q']);
  });

  it('says when to come back: too many questions, a full queue', async () => {
    options = { ...options, admit: (caller) => (caller === 'website' ? 1.2 : 0) };
    const slow = await post({ q: '问一' });
    expect([slow.status, slow.headers.get('retry-after')]).toEqual([429, '2']);
    options = { ...options, admit: () => 0, ask: async () => Promise.reject(new Busy('full')) };
    const busy = await post({ q: '问一' });
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '10']);
  });

  it('tells a fault to the log, not to the caller, and the question to neither', async () => {
    const problem = await problemOf(await post({ q: '坏' }));
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain('on fire');
    expect(JSON.stringify(log.lines)).toContain('on fire');
    expect(JSON.stringify(log.lines)).not.toContain('坏');
  });

  it('knows its method and its addresses', async () => {
    const wrong = await httpApi(options).request('/v1/ask');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await problemOf(await httpApi(options).request('/v1/nothing'))).status).toBe(404);
  });
});

it('describes itself: every reference resolves, and the schemas are those that are enforced', async () => {
  const description = (await (await httpApi(options).request('/openapi.json')).json()) as {
    openapi: string;
    info: { version: string };
    components: { schemas: Record<string, { required?: string[]; additionalProperties?: boolean }> };
  };
  expect(description.openapi).toBe('3.1.0');
  expect(description.info.version).toBe('1.2.3');
  const { schemas } = description.components;
  const references = JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g);
  for (const [, reference] of references)
    expect(reference?.replace('#/components/schemas/', '') ?? '').toSatisfy((name: string) => name in schemas);
  expect(schemas['Ask']).toMatchObject({ required: ['q'], additionalProperties: false });
  expect(schemas['Answer']?.required).toContain('citations');
});
