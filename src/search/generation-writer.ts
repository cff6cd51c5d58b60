/** Writing a generation: aside, every file fsynced, then switched to by one rename. A kill at any moment leaves the old one. */
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InquiryError } from '../errors.ts';
import type { Disclosure, Letter } from '../model.ts';
import { arrayChunks } from './arrays.ts';
import { Catalog, storedCard, type CatalogArrays } from './catalog.ts';
import { catalogArrays, renumber, type Row } from './catalog-writer.ts';
import { DurableFile, replaceFile, syncFolder, writeDurable, writeFault, type FileSum } from './durable.ts';
import type { Generation } from './generation.ts';
import { LexicalWriter } from './lexical-writer.ts';
import { lexicalArrays } from './lexical.ts';
import {
  FILES,
  generationsFolder,
  readPointer,
  removeOthers,
  SCHEMA,
  type Manifest,
  type Unprinted,
} from './manifest.ts';
import { cutPassages } from './passages.ts';
import type { Renumbering } from './postings.ts';
import type { VectorsWriter } from './vector-plan.ts';
import type { VectorFacts } from './vectors.ts';
import type { Vocabulary } from './vocabulary.ts';

/** `kept` is a letter of `previous`, by its id: neither read nor tokenised again. */
export type Incoming =
  | { readonly kind: 'kept'; readonly id: string }
  | { readonly kind: 'new'; readonly letter: Letter };

export interface GenerationInput {
  /** Of `newGenerationId`, for a caller that must know it before the switch. */
  readonly id?: string;
  /** The folder of one knowledge folder's index. */
  readonly dir: string;
  /** All letters of the new generation, in its order. */
  readonly letters: AsyncIterable<Incoming> | Iterable<Incoming>;
  readonly previous: Generation | null;
  readonly vocabulary: Vocabulary;
  /** Null for a generation without vectors. */
  readonly vectors: VectorsWriter | null;
  readonly settings: { readonly unprinted: Unprinted };
  /** Told when the vectors could not be made; the generation is written without them. */
  readonly onVectorFault?: (fault: unknown) => void;
}

export interface Written {
  readonly id: string;
  readonly letters: number;
  readonly passages: number;
}

/** Whether a public viewer may see a letter. */
export function isPublic(disclosure: Disclosure | null, unprinted: Unprinted): boolean {
  return (disclosure ?? (unprinted === 'public' ? 'public' : 'withheld')) === 'public';
}

export function newGenerationId(): string {
  return `${new Date().toISOString().replace(/[-:.]/g, '')}-${randomBytes(3).toString('hex')}`;
}

/**
 * Writes the whole of a new generation and makes it the one in use. The caller holds the lock of the folder, so nobody
 * else writes. Throws `disk-full`, and what reading a damaged `previous` throws; the old generation stays in use.
 */
export async function writeGeneration(input: GenerationInput): Promise<Written> {
  const { dir } = input;
  const id = input.id ?? newGenerationId();
  const folder = generationsFolder(dir);
  const aside = join(folder, `writing-${id}`);
  // The generation in use stays until the next writing, even one that this version can't open: someone may be reading it.
  const inUse = await readPointer(dir).catch(() => null);
  const keep = inUse === null ? [] : [inUse.id];
  try {
    await mkdir(folder, { recursive: true });
    await removeOthers(dir, new Set(keep));
    await mkdir(aside);
  } catch (cause) {
    throw cause instanceof InquiryError ? cause : writeFault(aside, cause);
  }
  try {
    const manifest = await writeFiles(id, aside, input);
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    const { sha256 } = await writeDurable(join(aside, 'manifest.json'), [Buffer.from(text, 'utf8')]);
    syncFolder(aside);
    await rename(aside, join(folder, id)).catch((cause: unknown) => {
      throw writeFault(aside, cause);
    });
    syncFolder(folder);
    await replaceFile(join(dir, 'current'), `${id} ${sha256}\n`);
    await removeOthers(dir, new Set([id, ...keep]));
    return { id, letters: manifest.counts.letters, passages: manifest.counts.passages };
  } catch (error) {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

async function writeFiles(id: string, aside: string, input: GenerationInput): Promise<Manifest> {
  const { vocabulary, settings } = input;
  const lexical = new LexicalWriter(vocabulary);
  // Another vocabulary changes the concepts of every passage, so all letters are cut anew; they need not be read anew.
  const reuse = input.previous?.manifest.vocabulary === vocabulary.sha256 ? input.previous : null;
  const { rows: inOrder, finished } = await writeLetters(join(aside, 'letters.jsonl'), input, reuse, lexical);
  const shown = inOrder.filter(({ card }) => isPublic(card.disclosure, settings.unprinted));
  const rows = [...shown, ...inOrder.filter(({ card }) => !isPublic(card.disclosure, settings.unprinted))];
  const earlier = reuse?.catalog ?? null;
  const at = renumber(rows, earlier);
  const arrays = catalogArrays(rows, earlier, at.passages);
  const cards = Buffer.from(JSON.stringify(rows.map(({ card }) => card)), 'utf8');
  const lists = lexical.finish(reuse?.lexical.lists ?? null, at);
  const sums = await allWritten([
    finished,
    writeDurable(join(aside, 'cards.json'), [cards]),
    writeDurable(join(aside, 'passages.bin'), arrayChunks(arrays)),
    writeDurable(join(aside, 'lexical.bin'), arrayChunks(lexicalArrays(lists))),
    writeDurable(join(aside, 'vocabulary.bin'), [vocabulary.serialise()]),
  ]);
  const files = Object.fromEntries(FILES.map((name, position) => [name, sums[position]!])) as Manifest['files'];
  const counts = {
    letters: rows.length,
    publicLetters: shown.length,
    passages: at.passages,
    publicPassages: arrays['firstPassage']?.[shown.length] ?? 0,
  };
  const catalog = new Catalog(
    join(aside, 'letters.jsonl'),
    rows.map(({ card }) => card),
    arrays as unknown as CatalogArrays,
  );
  let vectors: VectorFacts | null;
  try {
    vectors = await writeVectors(aside, catalog, reuse, at, input);
  } finally {
    catalog.close();
  }
  return {
    schema: SCHEMA,
    id,
    created: new Date().toISOString(),
    settings,
    vocabulary: vocabulary.sha256,
    counts,
    files,
    vectors,
  };
}

/** All sums, or the first fault, but only when nothing is being written any more. */
async function allWritten(files: readonly Promise<FileSum>[]): Promise<readonly FileSum[]> {
  const settled = await Promise.allSettled(files);
  const fault = settled.find(({ status }) => status === 'rejected');
  if (fault?.status === 'rejected') throw fault.reason;
  return settled.flatMap((file) => (file.status === 'fulfilled' ? [file.value] : []));
}

/** Letters that are taken over together have about this many bytes. */
const RUN_BYTES = 1 << 20;

/** The file of letters, one a line in the order of coming, and what is known of each. */
async function writeLetters(
  path: string,
  { letters, previous }: GenerationInput,
  reuse: Generation | null,
  lexical: LexicalWriter,
): Promise<{ rows: readonly Row[]; finished: Promise<FileSum> }> {
  const known = new Map(previous?.catalog.cards.map((card) => [card.id, card]));
  const seen = new Set<string>();
  const rows: Row[] = [];
  const file = await DurableFile.create(path);
  // Letters that stood side by side are taken over together: ten thousand reads and writes are a quarter of an ingest.
  let run = { from: 0, bytes: 0 };
  const endRun = async (): Promise<void> => {
    if (run.bytes > 0) await file.write(reuse!.catalog.read(run.from, run.bytes));
    run = { from: 0, bytes: 0 };
  };
  try {
    for await (const incoming of letters) {
      const id = incoming.kind === 'kept' ? incoming.id : incoming.letter.id;
      if (seen.has(id)) throw misuse(`Letter ${id} came twice`);
      seen.add(id);
      const old = incoming.kind === 'kept' ? known.get(id) : undefined;
      if (incoming.kind === 'kept' && old === undefined) throw misuse(`Letter ${id} is in no earlier generation`);
      if (old !== undefined && reuse !== null) {
        const { index, ...card } = old;
        const from = reuse.catalog.arrays.letterAt[index]!;
        const bytes = reuse.catalog.arrays.letterBytes[index]!;
        if (run.from + run.bytes !== from || run.bytes > RUN_BYTES) {
          await endRun();
          run.from = from;
        }
        rows.push({ card, at: file.size + run.bytes, bytes, from: { earlier: index } });
        run.bytes += bytes;
        continue;
      }
      await endRun();
      const letter = incoming.kind === 'new' ? incoming.letter : previous!.catalog.letter(old!.index);
      const bytes = Buffer.from(`${JSON.stringify(letter)}\n`, 'utf8');
      const at = file.size;
      await file.write(bytes);
      const cuts = cutPassages(letter);
      rows.push({ card: storedCard(letter), at, bytes: bytes.length, from: { cuts, first: lexical.passages } });
      lexical.add(letter, cuts);
    }
    await endRun();
    // Its way to the disk takes long, so it is waited for when the rest is done.
    const finished = file.finish();
    finished.catch(() => undefined);
    return { rows, finished };
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

function misuse(what: string): InquiryError {
  return new InquiryError('internal', `${what}.`, 'This is a fault of the ingest: please report it.');
}

/** Null when none are asked for or they could not be made; only a full disk stops the whole. */
async function writeVectors(
  dir: string,
  catalog: Catalog,
  reuse: Generation | null,
  at: Renumbering,
  { vectors, onVectorFault }: GenerationInput,
): Promise<VectorFacts | null> {
  if (vectors === null || at.passages === 0) return null;
  const facts = reuse?.manifest.vectors ?? null;
  const fits = facts !== null && facts.model === vectors.model && facts.dimension === vectors.dimension;
  const earlier = reuse !== null && fits ? { dir: reuse.dir, facts, carried: at.old } : null;
  const all = Uint32Array.from(new Uint32Array(at.passages).keys());
  const fresh = (list: boolean): Uint32Array => (list ? at.fresh.toSorted() : all);
  const text = (id: number): string => [catalog.passage(id).heading ?? '', catalog.text(id)].join('\n').trim();
  const base = { dir, passages: at.passages, text };
  try {
    try {
      return await vectors.write({ ...base, earlier, fresh: fresh(earlier !== null) });
    } catch (error) {
      // Earlier vectors that are damaged are no loss: all are made anew.
      if (earlier === null || !(error instanceof InquiryError && error.code === 'index-damaged')) throw error;
      return await vectors.write({ ...base, earlier: null, fresh: all });
    }
  } catch (error) {
    if (error instanceof InquiryError && error.code === 'disk-full') throw error;
    onVectorFault?.(error);
    return null;
  }
}
