/** What a person settled by hand beside a letter (`NAME.fuwen.yaml`): any field, and it wins. */
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { Letter, LetterField, Problem } from '../model.ts';
import { readDisclosure } from './disclosure.ts';
import { plain } from './fold.ts';
import { classOf, type ResultTable, USUAL_RESULTS } from './results.ts';

const empty = (value: unknown) => (typeof value === 'string' && /^(?:null|~|无|)$/i.test(value.trim()) ? null : value);
const DISCLOSURES: ReadonlySet<string> = new Set(['public', 'on_request', 'withheld']);
const text = z.preprocess(empty, z.string().trim().min(1).max(500).nullable());
const choice = <T extends string>(words: Readonly<Record<string, T>>) =>
  z.preprocess(
    (value) => {
      const said = empty(value);
      return typeof said === 'string' ? (words[said.trim()] ?? said) : said;
    },
    z.enum([...new Set(Object.values(words))] as [T, ...T[]]).nullable(),
  );
const named = <T extends string>(
  codes: readonly T[],
  words: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> => ({
  ...words,
  ...Object.fromEntries(codes.map((code) => [code, code])),
});

/** Every key may be left out; a key given as null says that the letter has no such thing. */
export const Sidecar = z
  .object({
    kind: choice(named(['cppcc', 'npc'], { 政协: 'cppcc', 提案: 'cppcc', 人大: 'npc', 建议: 'npc' })),
    genre: choice(
      named(['reply', 'cohandling', 'second_reply', 'form'], {
        答复: 'reply',
        会办意见: 'cohandling',
        再次答复: 'second_reply',
        回复单: 'form',
      }),
    ).refine((value) => value !== null),
    proposalNo: text,
    session: text,
    title: text,
    subject: text,
    addressees: z.preprocess(
      (value) => (empty(value) === null ? [] : typeof value === 'string' ? value.split(/[、，,]/) : value),
      z.array(z.string().trim().min(1)).max(500),
    ),
    department: text,
    docNo: text,
    result: text,
    resultClass: choice(named(['A', 'B', 'C', 'D'], {})),
    disclosure: z.preprocess(
      (value) => {
        const said = empty(value);
        return typeof said === 'string' && !DISCLOSURES.has(said.trim()) ? (readDisclosure(plain(said)) ?? said) : said;
      },
      z.enum(['public', 'on_request', 'withheld']).nullable(),
    ),
    date: z.preprocess(empty, z.iso.date().nullable()),
    place: text,
  })
  .partial()
  .strict();
export type Sidecar = z.infer<typeof Sidecar>;

/** Loaded for the first sidecar: many folders have none. */
const load = createRequire(import.meta.url);

/** Reads a sidecar's YAML. A mistake is a problem that names the key, never a thrown error. */
export function readSidecar(yaml: string): { readonly sidecar: Sidecar } | { readonly problem: Problem } {
  const { parse } = load('yaml') as typeof import('yaml');
  let raw: unknown;
  try {
    // Every scalar stays the text that was typed: 074026 keeps its zero, 2024-06-20 stays a date's text.
    raw = parse(yaml, { schema: 'failsafe', maxAliasCount: 0 }) ?? {};
  } catch (error) {
    return {
      problem: {
        code: 'sidecar-broken',
        field: null,
        message: `旁注文件不是有效的 YAML：${error instanceof Error ? error.message.split('\n')[0]! : String(error)}`,
        excerpt: null,
      },
    };
  }
  const result = Sidecar.safeParse(raw === '' ? {} : raw);
  if (result.success) return { sidecar: result.data };
  const issue = result.error.issues[0]!;
  const key = String(issue.path[0] ?? (issue.code === 'unrecognized_keys' ? issue.keys[0] : ''));
  return {
    problem: {
      code: 'sidecar-broken',
      field: key in Sidecar.shape ? (key as LetterField) : null,
      message: `旁注文件中“${key}”的写法不对：${issue.message}`,
      excerpt: null,
    },
  };
}

/** The letter with the fields settled by hand; problems about those fields are settled too. */
export function applySidecar(letter: Letter, sidecar: Sidecar, table: ResultTable = USUAL_RESULTS): Letter {
  const given = Object.fromEntries(
    Object.entries(sidecar).filter(([, value]) => value !== undefined),
  ) as Partial<Sidecar>;
  const settled = new Set(Object.keys(given) as LetterField[]);
  const same = (field: LetterField) => JSON.stringify(letter[field]) === JSON.stringify(given[field as keyof Sidecar]);
  // Where the letter prints another value, the place of that value proves nothing.
  const evidence = Object.fromEntries(
    Object.entries(letter.evidence).filter(
      ([field]) => !settled.has(field as LetterField) || same(field as LetterField),
    ),
  );
  const result = given.result === undefined ? letter.result : given.result;
  const place = given.place === undefined ? letter.place : given.place;
  const moved = given.resultClass === undefined && (settled.has('result') || settled.has('place'));
  const resultClass = moved ? (result === null ? null : classOf(result, place, table)) : letter.resultClass;
  return {
    ...letter,
    resultClass,
    ...(given as Partial<Letter>),
    evidence,
    problems: letter.problems.filter((problem) => problem.field === null || !settled.has(problem.field)),
  };
}
