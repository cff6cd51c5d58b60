/** What the HTTP API takes and gives, as zod schemas; the OpenAPI description is made from them. */
import { z } from 'zod';

export const AskBody = z
  .strictObject({
    id: z.string().max(200).optional().describe('Given back with the answer.'),
    q: z.string().min(1).max(2000).describe('The question, in Chinese or English, or a proposal number.'),
    context: z
      .array(z.string().max(2000))
      .max(20)
      .default([])
      .describe('Earlier questions of the same person, oldest first.'),
  })
  .meta({ id: 'Ask', title: 'A question' });
export type AskBody = z.infer<typeof AskBody>;

const orNull = z.string().nullable();

export const CitationBody = z
  .object({
    marker: z.int().min(1).describe('［1］, ［2］ … in the text.'),
    file: z.string().describe("The letter's file below letters/."),
    letterId: z.string(),
    proposalNo: orNull,
    title: orNull,
    department: orNull,
    date: orNull.describe('YYYY-MM-DD'),
    heading: orNull,
    page: z.int().nullable().describe('1-based page of the original.'),
    quote: z.string().describe("Verbatim from the letter's body."),
    start: z.int().describe('Offset into the body in UTF-16 code units.'),
    end: z.int().describe('End of the quote, exclusive.'),
    tense: z.enum(['done', 'planned', 'stated']),
    ocr: z.boolean().optional().describe('The quote was read from a picture.'),
  })
  .meta({ id: 'Citation', title: 'A cited passage' });

export const AnswerBody = z
  .object({
    id: orNull,
    question: z.string(),
    kind: z.enum(['answered', 'unanswered', 'clarify', 'help']),
    reason: orNull.describe('Why it is not answered; null for an answer.'),
    language: z.enum(['zh-Hans', 'zh-Hant', 'en']),
    text: z.string().describe('The whole reply as plain text.'),
    citations: z.array(CitationBody).describe('In the order of their markers; never empty for an answer.'),
    nearest: z
      .array(z.object({ file: z.string(), title: orNull, proposalNo: orNull, department: orNull, date: orNull }))
      .describe('Letters that may help when there is no answer.'),
    choices: z.array(z.string()).optional().describe('What to choose from; ask again with one of them.'),
    writer: z.string().describe('extractive, or the model that wrote the sentences.'),
    elapsedMs: z.number(),
  })
  .meta({ id: 'Answer', title: 'An answer' });
export type AnswerBody = z.infer<typeof AnswerBody>;

/** RFC 9457. */
export const ProblemBody = z
  .object({
    type: z.string().describe('Names the kind of problem.'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem', title: 'A problem (RFC 9457)' });
export type ProblemBody = z.infer<typeof ProblemBody>;

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const component = (schema: z.ZodType, io: 'input' | 'output'): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return inlined(rest);
};

/** The OpenAPI 3.1 description, whose schema dialect is the one that zod writes. */
export function openApi(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fuwen',
      version,
      description: 'Answers proposal inquiries from official reply letters, with the passage behind every sentence.',
    },
    paths: {
      '/v1/ask': {
        post: {
          summary: 'Ask a question',
          security: [{ token: [] }],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Ask' } } },
          },
          responses: {
            200: {
              description:
                'The answer; with Accept: text/event-stream its blocks as they are ready (event: block), then the whole (event: answer).',
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/Answer' } },
                'text/event-stream': { schema: { type: 'string' } },
              },
            },
            400: problem('The body is not JSON.'),
            401: problem('The token is missing or wrong.'),
            413: problem('The body is too large.'),
            415: problem('The body is not declared as application/json.'),
            422: problem('The body is JSON but not a question.'),
            429: problem('Too many questions with this token; Retry-After says when to go on.'),
            500: problem('A fault of the server.'),
            503: problem('Too many people are asking, or the server is stopping.'),
          },
        },
      },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Ask: component(AskBody, 'input'),
        Answer: component(AnswerBody, 'output'),
        Problem: component(ProblemBody, 'output'),
      },
    },
  };
}

/** zod puts schemas with an id below `$defs`; in this description each component stands for itself. */
function inlined(schema: Record<string, unknown>): unknown {
  const { $defs, ...rest } = schema as { $defs?: Record<string, unknown> };
  if ($defs === undefined) return rest;
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref } = value as { $ref?: string };
    const name = $ref?.split('/').at(-1);
    if (name !== undefined && name in $defs) return resolve($defs[name]);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  };
  return resolve(rest);
}
