/** One immutable generation of the index: verified whole before use, then read by any number of views. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InquiryError } from '../errors.ts';
import type { Viewer } from '../model.ts';
import { readArrays } from './arrays.ts';
import { Catalog, CATALOG_ARRAYS, type StoredCard } from './catalog.ts';
import { damagedFile, readVerified } from './durable.ts';
import { Lexical, LEXICAL_ARRAYS, listsFrom } from './lexical.ts';
import {
  generationsFolder,
  readManifest,
  readPointer,
  type Manifest,
  type Pointer,
  type Unprinted,
} from './manifest.ts';
import { Scratch } from './retrieve.ts';
import type { QueryEmbedder } from './vector-plan.ts';
import type { VectorIndex } from './vectors.ts';
import { GenerationView } from './generation-view.ts';
import type { View } from './view.ts';
import { restoreVocabulary, type Vocabulary } from './vocabulary.ts';

export { currentGenerationId } from './manifest.ts';

/** What the caller's settings ask for; an index made otherwise is `index-version`. */
export interface Expected {
  /** The vocabulary in use; null takes the one stored in the generation. */
  readonly vocabulary: Vocabulary | null;
  readonly unprinted: Unprinted;
  /** Null when questions are not embedded: words alone serve. */
  readonly embedder: QueryEmbedder | null;
}

export class Generation {
  readonly dir: string;
  readonly manifest: Manifest;
  readonly catalog: Catalog;
  readonly lexical: Lexical;
  readonly vocabulary: Vocabulary;
  readonly vectors: VectorIndex | null;
  /** Why the vectors that the settings ask for do not serve; null when they do, or none are asked for. */
  readonly vectorFault: InquiryError | null;
  readonly embedder: QueryEmbedder | null;
  readonly scratch: Scratch;
  readonly #views = new Map<Viewer['role'], View>();

  constructor(parts: {
    readonly dir: string;
    readonly manifest: Manifest;
    readonly catalog: Catalog;
    readonly lexical: Lexical;
    readonly vocabulary: Vocabulary;
    readonly vectors: VectorIndex | null;
    readonly vectorFault: InquiryError | null;
    readonly embedder: QueryEmbedder | null;
  }) {
    this.dir = parts.dir;
    this.manifest = parts.manifest;
    this.catalog = parts.catalog;
    this.lexical = parts.lexical;
    this.vocabulary = parts.vocabulary;
    this.vectors = parts.vectors;
    this.vectorFault = parts.vectorFault;
    this.embedder = parts.embedder;
    this.scratch = new Scratch(parts.catalog.passageCount);
  }

  get id(): string {
    return this.manifest.id;
  }

  /** The only way to the letters for an answer: what this viewer may see, and nothing else. */
  for(viewer: Viewer): View {
    let view = this.#views.get(viewer.role);
    if (!view) {
      view = new GenerationView(this, viewer);
      this.#views.set(viewer.role, view);
    }
    return view;
  }

  /** Every letter's id, file and hash, for the ingest: what is unchanged need not be read again. */
  sources(): readonly { readonly id: string; readonly file: string; readonly sha256: string }[] {
    return this.catalog.cards;
  }

  /** Lets go of the file of letters. Views of it answer no more. */
  close(): void {
    this.catalog.close();
  }
}

/**
 * Opens the generation in use below `dir`; null when nothing was ever ingested. Every file is read and its SHA-256
 * compared before anything is taken from it. Throws `index-damaged` for a file that is missing, cut or changed, and
 * `index-version` for an index of another schema, vocabulary or settings: the caller ingests again and says so.
 * Vectors that fail do not fail the generation: `vectorFault` tells why, and words alone serve.
 */
export async function openGeneration(dir: string, expected: Expected): Promise<Generation | null> {
  for (;;) {
    const pointer = await readPointer(dir);
    if (pointer === null) return null;
    try {
      return await openAt(join(generationsFolder(dir), pointer.id), pointer, expected);
    } catch (error) {
      // Two ingests may end while one generation is opened, and take its files away: then the newer one is opened.
      if ((await readPointer(dir))?.id === pointer.id) throw error;
    }
  }
}

async function openAt(dir: string, pointer: Pointer, expected: Expected): Promise<Generation> {
  const path = join(dir, 'manifest.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw damagedFile(path, "can't be opened", cause);
  });
  if (createHash('sha256').update(text).digest('hex') !== pointer.manifestSha256) {
    throw damagedFile(path, 'is not as it was written (SHA-256)');
  }
  const manifest = readManifest(path, text);
  compareSettings(manifest, expected);
  const file = (name: keyof Manifest['files'], keep: boolean): Promise<Uint8Array> =>
    readVerified(join(dir, name), manifest.files[name], keep);
  await file('letters.jsonl', false);
  const cards = JSON.parse(Buffer.from(await file('cards.json', true)).toString('utf8')) as StoredCard[];
  const arrays = readArrays('passages.bin', await file('passages.bin', true), CATALOG_ARRAYS);
  const lists = listsFrom(
    'lexical.bin',
    readArrays('lexical.bin', await file('lexical.bin', true), LEXICAL_ARRAYS) as never,
  );
  const stored = await file('vocabulary.bin', true);
  const vocabulary = expected.vocabulary ?? restoreVocabulary(stored);
  const { vectors, vectorFault } = await openVectorsOf(dir, manifest, expected.embedder);
  return new Generation({
    dir,
    manifest,
    catalog: new Catalog(join(dir, 'letters.jsonl'), cards, arrays),
    lexical: new Lexical(lists),
    vocabulary,
    vectors,
    vectorFault,
    embedder: vectors === null ? null : expected.embedder,
  });
}

function compareSettings(manifest: Manifest, { vocabulary, unprinted }: Expected): void {
  if (vocabulary !== null && vocabulary.sha256 !== manifest.vocabulary) throw differs('another vocabulary');
  if (manifest.settings.unprinted !== unprinted) {
    throw differs(`letters that print no disclosure as ${manifest.settings.unprinted}; the settings ask ${unprinted}`);
  }
}

function differs(what: string): InquiryError {
  return new InquiryError('index-version', `The index was made with ${what}.`, 'Run: npm run ingest');
}

async function openVectorsOf(
  dir: string,
  { vectors: facts, counts }: Manifest,
  embedder: QueryEmbedder | null,
): Promise<{ vectors: VectorIndex | null; vectorFault: InquiryError | null }> {
  if (embedder === null || counts.passages === 0) return { vectors: null, vectorFault: null };
  try {
    if (facts === null) throw new InquiryError('index-version', 'The index has no vectors.', 'Run: npm run ingest');
    if (facts.model !== embedder.model || facts.dimension !== embedder.dimension) {
      throw new InquiryError(
        'index-version',
        `The index was built with model "${facts.model}" (${facts.dimension}); the settings ask for "${embedder.model}" (${embedder.dimension}).`,
        'Run: npm run ingest',
      );
    }
    // Imported only here: a machine on which hnswlib does not load still answers by words.
    const { openVectors } = await import('./vectors.ts');
    return { vectors: await openVectors(dir, facts), vectorFault: null };
  } catch (error) {
    const vectorFault = error instanceof InquiryError ? error : damagedFile('vectors', "can't be opened", error);
    return { vectors: null, vectorFault };
  }
}
