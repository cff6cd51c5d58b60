/** Letters, words and a vocabulary for the tests of search. All of it is invented: no such places, people or letters. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Letter, LetterFields, Region, Section, Sentence } from '../../src/model.ts';
import { openGeneration, type Generation } from '../../src/search/generation.ts';
import { writeGeneration } from '../../src/search/generation-writer.ts';
import type { Incoming } from '../../src/search/generation-writer.ts';
import type { Viewer } from '../../src/model.ts';
import type { Concept, ConceptMatch, Vocabulary } from '../../src/search/vocabulary.ts';

export interface Draft extends Partial<LetterFields> {
  readonly head?: string;
  readonly sections?: readonly { readonly heading: string | null; readonly text: string }[];
  readonly signature?: string;
  readonly contact?: string;
  readonly aside?: string;
  readonly pages?: readonly number[];
}

/** A letter whose body is put together part by part, so that every offset is born with its text. */
export function invented(id: string, draft: Draft): Letter {
  const { head, sections: parts = [], signature, contact, aside, pages = [], ...fields } = draft;
  let body = '';
  const regions: Region[] = [];
  const sections: Section[] = [];
  const put = (text: string | undefined, role: Region['role']): void => {
    if (text === undefined) return;
    regions.push({ start: body.length, end: body.length + text.length + 1, role });
    body += `${text}\n`;
  };
  put(head, 'head');
  for (const { heading, text } of parts) {
    const start = body.length;
    if (heading !== null) body += `${heading}。`;
    const from = body.length;
    const sentences: Sentence[] = Array.from(
      text.matchAll(/[^。！？]*[。！？]|[^。！？]+$/g),
      ({ 0: found, index }) => {
        const planned = /将|计划/.test(found);
        return { start: from + index, end: from + index + found.length, done: !planned, planned };
      },
    );
    body += `${text}\n`;
    const headingAt = heading === null ? null : { start, end: from - 1 };
    regions.push({ start, end: body.length, role: 'text' });
    sections.push({ start, end: body.length, heading, headingAt, sentences });
  }
  put(signature, 'signature');
  put(contact, 'contact');
  put(aside, 'aside');
  return {
    id,
    file: `${id}.txt`,
    sha256: `sha-of-${id}`,
    format: 'txt',
    ocr: false,
    body,
    pages,
    regions,
    sections,
    evidence: {},
    contact: null,
    problems: [],
    kind: 'cppcc',
    genre: 'reply',
    proposalNo: null,
    session: null,
    title: null,
    subject: null,
    addressees: [],
    department: null,
    docNo: null,
    result: null,
    resultClass: null,
    disclosure: null,
    date: null,
    place: null,
    ...fields,
  };
}

/** A letter that is one text under no heading. */
export function plain(id: string, text: string, fields: Partial<LetterFields> = {}): Letter {
  return invented(id, { sections: [{ heading: null, text }], ...fields });
}

/** A vocabulary of the forms given, each concept's first form as its id; `broader` names another's id. */
export function vocabularyOf(
  ...lists: readonly { readonly forms: readonly string[]; readonly broader?: string; readonly weight?: number }[]
): Vocabulary {
  const at = (id: string): number => lists.findIndex(({ forms }) => forms[0] === id);
  const concepts: Concept[] = lists.map(({ forms, broader, weight = 1 }, position) => ({
    id: forms[0] ?? '',
    theme: 'test',
    office: forms,
    everyday: [],
    spoken: [],
    abbreviation: [],
    english: [],
    except: [],
    weight,
    broader: broader === undefined ? [] : [at(broader)],
    narrower: lists.flatMap((other, index) =>
      other.broader !== undefined && at(other.broader) === position ? [index] : [],
    ),
  }));
  return {
    sha256: JSON.stringify(lists),
    concepts,
    find: (id) => (at(id) < 0 ? null : at(id)),
    among() {
      return this;
    },
    match: (text) => {
      const found: ConceptMatch[] = [];
      lists.forEach(({ forms }, concept) => {
        for (const form of forms) {
          for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + 1)) {
            found.push({ concept, start, end: start + form.length, via: 'office', form });
          }
        }
      });
      return found.toSorted((a, b) => a.start - b.start);
    },
    serialise: () => new TextEncoder().encode(JSON.stringify(lists)),
  };
}

export const PUBLIC: Viewer = { role: 'public' };
export const STAFF: Viewer = { role: 'staff' };
export const NO_VOCABULARY = vocabularyOf();

const folders: string[] = [];
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'fuwen-search-'));
  folders.push(made);
  return made;
}
export function removeFolders(): void {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
}

export function fresh(letters: readonly Letter[]): Incoming[] {
  return letters.map((letter) => ({ kind: 'new', letter }));
}

/** Writes a generation of these letters into `dir` and opens it. */
export async function indexed(
  incoming: readonly Incoming[],
  {
    dir = folder(),
    vocabulary = NO_VOCABULARY,
    previous = null,
    unprinted = 'public',
  }: {
    dir?: string;
    vocabulary?: Vocabulary;
    previous?: Generation | null;
    unprinted?: 'public' | 'staff';
  } = {},
): Promise<Generation> {
  const settings = { unprinted };
  await writeGeneration({ dir, letters: incoming, previous, vocabulary, vectors: null, settings });
  const generation = await openGeneration(dir, { vocabulary, unprinted, embedder: null });
  if (generation === null) throw new Error('Nothing was written.');
  return generation;
}
