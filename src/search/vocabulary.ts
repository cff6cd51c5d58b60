/** The vocabulary: office words, everyday words, spoken phrases and English words of one concept, known as one. */
import { InquiryError } from '../errors.ts';
import { Few } from './matcher-few.ts';
import { compileMatcher, Matcher, type MatcherTables } from './matcher.ts';
import { parseConcepts, readVocabularyFiles, type VocabularyFiles } from './vocabulary-files.ts';

/** Which list of the concept a form stands in. */
export type FormKind = 'office' | 'everyday' | 'spoken' | 'abbreviation' | 'english';

export interface Concept {
  /** Stable name, e.g. `finance.credit-line`. */
  readonly id: string;
  readonly theme: string;
  readonly office: readonly string[];
  readonly everyday: readonly string[];
  readonly spoken: readonly string[];
  readonly abbreviation: readonly string[];
  readonly english: readonly string[];
  /** Longer strings in which the concept's forms mean something else: 委员会办公室 has no 会办. */
  readonly except: readonly string[];
  /** Over 0 to 1: what the concept says about a text; less than 1 for general ones (subsidy, apply). */
  readonly weight: number;
  /** Positions of broader and narrower concepts. */
  readonly broader: readonly number[];
  readonly narrower: readonly number[];
}

/** A form of a concept found in a text; offsets into the text as given. */
export interface ConceptMatch {
  readonly concept: number;
  readonly start: number;
  readonly end: number;
  readonly via: FormKind;
  /** The form as the vocabulary writes it. */
  readonly form: string;
}

export interface Vocabulary {
  /** Of the vocabulary's files, hex: an index built with another one is rebuilt. */
  readonly sha256: string;
  readonly concepts: readonly Concept[];
  /** Position of a concept by its id; null when there is none. */
  find(id: string): number | null;
  /**
   * Every form that occurs in `text` (folded inside; English by whole words, inflection ignored), longest first where
   * forms overlap: a form inside a longer one of another concept is reported too, flagged by its shorter span; one
   * inside a longer one of the same concept is not.
   */
  match(text: string): readonly ConceptMatch[];
  /** The same for these concepts alone, many times faster: for looking through many texts for what one question asks. */
  among(concepts: Iterable<number>): Pick<Vocabulary, 'match'>;
  /** The compiled form for `restoreVocabulary`: a served index needs no YAML. */
  serialise(): Uint8Array;
}

/** Raised when the stored form or the way of matching changes. */
const FORMAT = 'fuwen-vocabulary-1';

interface Head {
  readonly format: string;
  readonly sha256: string;
  readonly concepts: readonly Concept[];
  readonly words: readonly string[];
  readonly characterPatterns: number;
  /** Elements of each table, in stored order. */
  readonly sizes: readonly number[];
}

function inStoredOrder({
  codeOf,
  lengths,
  useStart,
  uses,
  characters,
  english,
}: MatcherTables): (Uint16Array | Uint32Array | Int32Array)[] {
  const automata = [characters, english].flatMap(({ edgeKey, edgeTo, fail, output, patternAt }) => [
    edgeKey,
    edgeTo,
    fail,
    output,
    patternAt,
  ]);
  return [codeOf, lengths, useStart, uses, ...automata];
}

/** Stored: length of the head (4 bytes, little-endian), the head as JSON, then each table, each part from a multiple of 4. */
function serialise(sha256: string, concepts: readonly Concept[], tables: MatcherTables): Uint8Array {
  const list = inStoredOrder(tables);
  const head: Head = {
    format: FORMAT,
    sha256,
    concepts,
    words: tables.words,
    characterPatterns: tables.characterPatterns,
    sizes: list.map(({ length }) => length),
  };
  const json = Buffer.from(JSON.stringify(head));
  const parts: Uint8Array[] = [new Uint8Array(Uint32Array.of(json.length).buffer), json];
  for (const table of list) parts.push(new Uint8Array(table.buffer, table.byteOffset, table.byteLength));
  return Buffer.concat(parts.flatMap((part) => [part, new Uint8Array((4 - (part.length % 4)) % 4)]));
}

function vocabulary(sha256: string, concepts: readonly Concept[], tables: MatcherTables): Vocabulary {
  const matcher = new Matcher(concepts, tables);
  const few = new Few(matcher);
  const positions = new Map(concepts.map(({ id }, position) => [id, position]));
  return {
    sha256,
    concepts,
    find: (id) => positions.get(id) ?? null,
    match: (text) => matcher.match(text),
    among: (wanted) => few.among(wanted),
    serialise: () => serialise(sha256, concepts, tables),
  };
}

/**
 * Reads every `*.yaml` directly in `dir` (themes; see knowledge/vocabulary/README.md) and compiles it.
 * Throws InquiryError('bad-vocabulary') naming file, line and concept.
 */
export function loadVocabulary(dir: string): Vocabulary {
  return compileVocabulary(readVocabularyFiles(dir));
}

/** The same from files that are read already. */
export function compileVocabulary(files: VocabularyFiles): Vocabulary {
  const concepts = parseConcepts(files);
  return vocabulary(files.sha256, concepts, compileMatcher(concepts));
}

/**
 * A vocabulary from the bytes of `serialise()`. The bytes' own integrity is the keeper's duty (a generation's manifest
 * has their digest); bytes of another format are InquiryError('index-version').
 */
export function restoreVocabulary(bytes: Uint8Array): Vocabulary {
  // A copy that starts on a multiple of 8, as typed arrays over it must.
  const { buffer } = Uint8Array.from(bytes);
  const view = new DataView(buffer);
  let head: Head;
  try {
    head = JSON.parse(Buffer.from(buffer, 4, view.getUint32(0, true)).toString('utf8')) as Head;
    if (head.format !== FORMAT) throw new Error(`its format is ${String(head.format)}`);
  } catch (cause) {
    throw new InquiryError(
      'index-version',
      `The stored vocabulary is not of format ${FORMAT}.`,
      'Run: npm run ingest',
      { cause },
    );
  }
  let offset = 4 + Math.ceil(view.getUint32(0, true) / 4) * 4;
  let next = 0;
  const take = <T>(Kind: {
    new (source: ArrayBuffer, offset: number, length: number): T;
    readonly BYTES_PER_ELEMENT: number;
  }): T => {
    const size = head.sizes[next++] ?? 0;
    const table = new Kind(buffer, offset, size);
    offset += Math.ceil((size * Kind.BYTES_PER_ELEMENT) / 4) * 4;
    return table;
  };
  const [codeOf, lengths, useStart, uses] = [
    take(Uint16Array),
    take(Uint16Array),
    take(Uint32Array),
    take(Uint32Array),
  ];
  const automaton = () => ({
    edgeKey: take(Uint32Array),
    edgeTo: take(Int32Array),
    fail: take(Int32Array),
    output: take(Int32Array),
    patternAt: take(Int32Array),
  });
  const characters = automaton();
  const english = automaton();
  const { sha256, concepts, words, characterPatterns } = head;
  return vocabulary(sha256, concepts, {
    codeOf,
    lengths,
    useStart,
    uses,
    characters,
    english,
    words,
    characterPatterns,
  });
}
