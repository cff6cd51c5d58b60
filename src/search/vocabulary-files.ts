/** Reading the vocabulary's YAML files: schema, names, links; each fault with its file, line and concept. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { InquiryError } from '../errors.ts';
import { isDeterminer } from './english-words.ts';
import { fold } from './fold.ts';
import type { Concept } from './vocabulary.ts';

const REMEDY = 'Correct the file; knowledge/vocabulary/README.md tells how a concept is written.';

const form = z
  .string()
  .refine((text) => text.trim() === text && text !== '', 'a form is empty or has a space at its end')
  .refine((text) => text.split('…').every((part) => part !== ''), 'a form begins or ends with …, or has two in a row')
  // The matcher numbers a form's parts with three bits.
  .refine((text) => text.split('…').length <= 8, 'a form has more than seven …')
  .refine((text) => fold(text).replaceAll('…', '').length > 1, 'a form of one character matches everything');
const forms = z.array(form).default([]);
const englishForm = form
  .regex(/^[\x20-\x7e]+$/, 'an English form has ASCII characters only')
  .regex(/[A-Za-z0-9]/, 'an English form has no word')
  // Matching passes over articles, so "my son" would match every "son" while looking narrower.
  .refine(
    (text) => !isDeterminer(text.toLowerCase().split(' ')[0] ?? ''),
    'an English form begins with an article or "my"',
  );

/** One concept as a clerk writes it. */
const entrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id has small letters, digits and hyphens only'),
  office: forms,
  everyday: forms,
  spoken: forms,
  abbreviation: forms,
  english: z.array(englishForm).default([]),
  /** Ids: of this file (`loan`) or another (`finance.loan`). */
  broader: z.array(z.string().min(1)).default([]),
  /** Less than 1 for a concept so general that it says little. */
  weight: z.number().gt(0).max(1).default(1),
  /** Longer strings in which a form of this concept means something else. */
  except: forms,
});

type Entry = z.infer<typeof entrySchema>;
const fileSchema = z.array(entrySchema);

interface Placed {
  readonly id: string;
  readonly theme: string;
  readonly where: string;
  readonly entry: Entry;
}

/** The YAML is loaded to compile a vocabulary; a compiled one is taken from its cache without. */
const load = createRequire(import.meta.url);

function readTheme(theme: string, name: string, text: string): Placed[] {
  const { isNode, LineCounter, parseDocument } = load('yaml') as typeof import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fault = document.errors[0];
  if (fault !== undefined) {
    throw new InquiryError(
      'bad-vocabulary',
      `${name}, line ${lines.linePos(fault.pos[0]).line}: not YAML: ${fault.message}`,
      REMEDY,
      { cause: fault },
    );
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const parsed = fileSchema.safeParse(document.toJS() ?? []);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path ?? [];
    const id = document.getIn([path[0], 'id']);
    const which = typeof id === 'string' ? `, concept ${id}` : '';
    throw new InquiryError(
      'bad-vocabulary',
      `${name}, line ${lineOf(path)}${which}: ${path.slice(1).join('.')} ${issue?.message ?? 'not a list of concepts'}.`,
      REMEDY,
      {
        cause: parsed.error,
      },
    );
  }
  return parsed.data.map((entry, position) => ({
    id: `${theme}.${entry.id}`,
    theme,
    where: `${name}, line ${lineOf([position])}, concept ${entry.id}`,
    entry,
  }));
}

function refuseCycles(placed: readonly Placed[], broader: readonly (readonly number[])[]): void {
  const settled = new Set<number>();
  const visit = (position: number, path: readonly number[]): void => {
    if (settled.has(position)) return;
    if (path.includes(position)) {
      const round = [...path.slice(path.indexOf(position)), position].map((at) => placed[at]?.id).join(' > ');
      throw new InquiryError(
        'bad-vocabulary',
        `${placed[position]?.where}: its broader concepts lead back to it: ${round}.`,
        REMEDY,
      );
    }
    for (const next of broader[position] ?? []) visit(next, [...path, position]);
    settled.add(position);
  };
  placed.forEach((_, position) => visit(position, []));
}

function link(placed: readonly Placed[]): Concept[] {
  const positions = new Map<string, number>();
  placed.forEach(({ id, where }, position) => {
    const first = positions.get(id);
    if (first !== undefined)
      throw new InquiryError('bad-vocabulary', `${where}: the id stands already in ${placed[first]?.where}.`, REMEDY);
    positions.set(id, position);
  });
  const broader = placed.map(({ theme, where, entry }) =>
    entry.broader.map((name) => {
      const position = positions.get(name.includes('.') ? name : `${theme}.${name}`);
      if (position === undefined)
        throw new InquiryError('bad-vocabulary', `${where}: its broader concept ${name} does not exist.`, REMEDY);
      return position;
    }),
  );
  refuseCycles(placed, broader);
  const narrower: number[][] = placed.map(() => []);
  broader.forEach((above, position) => above.forEach((wide) => narrower[wide]?.push(position)));
  return placed.map(({ id, theme, where, entry }, position) => {
    const { office, everyday, spoken, abbreviation, english, weight, except } = entry;
    if (office.length + everyday.length + spoken.length + abbreviation.length + english.length === 0) {
      throw new InquiryError('bad-vocabulary', `${where}: it has no form.`, REMEDY);
    }
    return {
      id,
      theme,
      office,
      everyday,
      spoken,
      abbreviation,
      english,
      except,
      weight,
      broader: broader[position] ?? [],
      narrower: narrower[position] ?? [],
    };
  });
}

/** The vocabulary's files as they are, in the order of their names. */
export interface VocabularyFiles {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Of names and contents. */
  readonly sha256: string;
}

/** Every `*.yaml` directly in `dir`, unparsed. Throws InquiryError('bad-vocabulary') when there is none to read. */
export function readVocabularyFiles(dir: string): VocabularyFiles {
  let names: string[];
  try {
    names = readdirSync(dir)
      .filter((name) => name.endsWith('.yaml'))
      .toSorted();
  } catch (cause) {
    throw new InquiryError(
      'bad-vocabulary',
      `The vocabulary's folder ${dir} can't be read.`,
      'Check the path and its permissions.',
      { cause },
    );
  }
  if (names.length === 0)
    throw new InquiryError('bad-vocabulary', `The folder ${dir} has no vocabulary (*.yaml).`, 'Check the path.');
  const digest = createHash('sha256');
  const files = names.map((name) => {
    const text = readFileSync(join(dir, name), 'utf8');
    digest.update(`${name}\0${Buffer.byteLength(text)}\0`).update(text);
    return { name, text };
  });
  return { files, sha256: digest.digest('hex') };
}

/** Concepts of the files, in their order. Throws InquiryError('bad-vocabulary') that names file, line and concept. */
export function parseConcepts({ files }: VocabularyFiles): readonly Concept[] {
  return link(files.flatMap(({ name, text }) => readTheme(basename(name, '.yaml'), name, text)));
}
