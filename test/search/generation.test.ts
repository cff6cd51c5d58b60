import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Letter } from '../../src/model.ts';
import type { InquiryError } from '../../src/errors.ts';
import { currentGenerationId, openGeneration, type Generation } from '../../src/search/generation.ts';
import { writeGeneration } from '../../src/search/generation-writer.ts';
import type { Incoming } from '../../src/search/generation-writer.ts';
import { FILES } from '../../src/search/manifest.ts';
import {
  folder,
  fresh,
  indexed,
  invented,
  NO_VOCABULARY,
  plain,
  PUBLIC,
  removeFolders,
  STAFF,
  vocabularyOf,
} from './invented.ts';

afterAll(removeFolders);

const EXPECTED = { vocabulary: NO_VOCABULARY, unprinted: 'public', embedder: null } as const;
const SETTINGS = { unprinted: 'public' } as const;
const letters = [
  invented('a', {
    head: '对县政协九届三次会议第0912号提案的答复',
    sections: [{ heading: '一、关于夜间公交的建议', text: '已开通夜间公交2条。' }],
    proposalNo: '0912',
    title: '关于夜间公交的答复',
    pages: [0, 30],
  }),
  plain('b', '公园夜间开放。', { disclosure: 'withheld' }),
  plain('c', '新建充电桩三百个。'),
];
const code = (error: unknown): string => (error as InquiryError).code;
const faultOf = (dir: string, expected: Parameters<typeof openGeneration>[1] = EXPECTED): Promise<string> =>
  openGeneration(dir, expected).then(() => 'opened', code);
const write = (dir: string, incoming: readonly Incoming[], previous: Generation | null = null) =>
  writeGeneration({ dir, letters: incoming, previous, vocabulary: NO_VOCABULARY, vectors: null, settings: SETTINGS });

describe('a generation', () => {
  it('gives back the letters, cards and passages that went in', async () => {
    const generation = await indexed(fresh(letters));
    const view = generation.for(STAFF);
    // Restricted letters stand behind the public ones.
    expect(view.cards.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect([0, 1, 2].map((index) => view.letter(index))).toEqual([letters[0], letters[2], letters[1]]);
    const passages = view.passages(0);
    expect(passages.map(({ role, heading, page }) => ({ role, heading, page }))).toEqual([
      { role: 'head', heading: null, page: 1 },
      { role: 'text', heading: '一、关于夜间公交的建议', page: 2 },
    ]);
    expect(view.letter(0)?.body.slice(passages[1]?.start, passages[1]?.end)).toBe('已开通夜间公交2条。');
    expect(generation.sources().map(({ file, sha256 }) => [file, sha256])).toContainEqual(['b.txt', 'sha-of-b']);
    expect(generation.manifest.counts).toEqual({ letters: 3, publicLetters: 2, passages: 4, publicPassages: 3 });
    generation.close();
  });

  it('of no letters opens and finds nothing', async () => {
    const generation = await indexed([]);
    expect(await generation.for(PUBLIC).retrieve({ text: '公园', concepts: [], letters: null, limit: 5 })).toEqual([]);
    expect(generation.for(PUBLIC).idf('公园')).toBeGreaterThan(0);
    generation.close();
  });

  it('names what was never ingested by null', async () => {
    const dir = folder();
    expect(await openGeneration(dir, EXPECTED)).toBeNull();
    expect(await currentGenerationId(dir)).toBeNull();
  });

  it('is taken up by its pointer while the one before still answers', async () => {
    const dir = folder();
    const first = await indexed(fresh(letters), { dir });
    const second = await indexed(fresh(letters.slice(0, 1)), { dir, previous: first });
    expect(await currentGenerationId(dir)).toBe(second.id);
    expect(first.for(PUBLIC).letter(1)?.id).toBe('c');
    // A third replaces the first on the disk, and the open file of the first still answers.
    const third = await indexed([{ kind: 'kept', id: 'a' }], { dir, previous: second });
    expect(readdirSync(join(dir, 'generations')).toSorted()).toEqual([second.id, third.id].toSorted());
    expect(first.for(STAFF).letter(2)?.id).toBe('b');
    for (const generation of [first, second, third]) generation.close();
  });

  it('tells which terms a viewer may know of', async () => {
    const view = (await indexed(fresh(letters))).for(PUBLIC);
    expect(view.knows('充电桩')).toBe(true);
    expect(view.knows('桩')).toBe(true);
    expect(view.knows('夜间开放')).toBe(false);
    expect(view.idf('鲲鹏')).toBeGreaterThan(view.idf('公交'));
    expect(new Map(view.words()).get('公交')).toBe(1);
    expect(new Map(view.words()).has('公园')).toBe(false);
  });
});

describe('before use is found', () => {
  const sound = async (): Promise<{ dir: string; at: string }> => {
    const dir = folder();
    const generation = await indexed(fresh(letters), { dir });
    generation.close();
    return { dir, at: join(dir, 'generations', generation.id) };
  };

  it.each([...FILES, 'manifest.json'])('a flipped bit, a cut and a loss of %s', async (name) => {
    const { dir, at } = await sound();
    const path = join(at, name);
    const bytes = readFileSync(path);
    for (const place of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const broken = Uint8Array.from(bytes);
      broken[place] = (broken[place] ?? 0) ^ 4;
      writeFileSync(path, broken);
      expect(await faultOf(dir)).toBe('index-damaged');
    }
    writeFileSync(path, bytes);
    expect(await faultOf(dir)).toBe('opened');
    truncateSync(path, bytes.length - 1);
    expect(await faultOf(dir)).toBe('index-damaged');
    writeFileSync(path, Buffer.concat([bytes, Buffer.from([0])]));
    expect(await faultOf(dir)).toBe('index-damaged');
    rmSync(path);
    expect(await faultOf(dir)).toBe('index-damaged');
  });

  it('a pointer that names nothing, or a generation that is gone', async () => {
    const { dir, at } = await sound();
    const pointer = readFileSync(join(dir, 'current'));
    for (const text of ['', '../../etc', pointer.toString().slice(0, 30)]) {
      writeFileSync(join(dir, 'current'), text);
      expect(await faultOf(dir)).toBe('index-damaged');
      expect(await currentGenerationId(dir)).toBeNull();
    }
    writeFileSync(join(dir, 'current'), pointer);
    renameSync(at, `${at}-away`);
    expect(await faultOf(dir)).toBe('index-damaged');
  });

  it('another schema, vocabulary or setting', async () => {
    const { dir, at } = await sound();
    expect(await faultOf(dir, { ...EXPECTED, vocabulary: vocabularyOf({ forms: ['x'] }) })).toBe('index-version');
    expect(await faultOf(dir, { ...EXPECTED, unprinted: 'staff' })).toBe('index-version');
    const text = readFileSync(join(at, 'manifest.json'), 'utf8').replace('"schema": 1', '"schema": 99');
    writeFileSync(join(at, 'manifest.json'), text);
    const [id] = readFileSync(join(dir, 'current'), 'utf8').split(' ');
    writeFileSync(join(dir, 'current'), `${id} ${createHash('sha256').update(text).digest('hex')}\n`);
    expect(await faultOf(dir)).toBe('index-version');
  });
});

describe('an ingest that fails', () => {
  it('leaves the generation in use as it was, and nothing half written', async () => {
    const dir = folder();
    const before = await indexed(fresh(letters), { dir });
    async function* breaking(): AsyncGenerator<Incoming> {
      yield { kind: 'new', letter: plain('d', '桥梁。') };
      throw new Error('The reader died.');
    }
    const failed = writeGeneration({
      dir,
      letters: breaking(),
      previous: before,
      vocabulary: NO_VOCABULARY,
      vectors: null,
      settings: SETTINGS,
    });
    await expect(failed).rejects.toThrow('The reader died.');
    expect(readdirSync(join(dir, 'generations'))).toEqual([before.id]);
    expect(await faultOf(dir)).toBe('opened');
    before.close();
  });

  it('refuses a letter twice, and a kept letter that nobody kept', async () => {
    const dir = folder();
    const twice = fresh([plain('a', '一。'), plain('a', '二。')]);
    await expect(write(dir, twice)).rejects.toMatchObject({ code: 'internal' });
    await expect(write(dir, [{ kind: 'kept', id: 'x' }])).rejects.toMatchObject({ code: 'internal' });
  });

  it('of a killed one the rest is cleared by the next', async () => {
    const dir = folder();
    const before = await indexed(fresh(letters), { dir });
    const rest = join(dir, 'generations', 'writing-20240101T000000000Z-abcdef');
    renameSync(before.dir, rest);
    writeFileSync(join(rest, 'part'), 'x');
    expect(await faultOf(dir)).toBe('index-damaged');
    const { id } = await write(dir, fresh(letters));
    expect(readdirSync(join(dir, 'generations'))).toEqual([id]);
    before.close();
  });
});

const filesOf = ({ dir }: Generation): Record<string, string> =>
  Object.fromEntries(FILES.map((name) => [name, readFileSync(join(dir, name)).toString('latin1')]));

describe('kept letters', () => {
  const WORDS = ['公园', '道路', '绿地', '整治', '茗霭荡', '2023', '完成', '。', '，', '补贴', 'AI'];
  const vocabulary = vocabularyOf({ forms: ['park', '公园', '绿地'] }, { forms: ['road', '道路'] });
  const letter = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    text: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 40 }).map((words) => `${words.join('')}。`),
    heading: fc.option(fc.constantFrom('一、关于道路的建议', '二、关于绿地的建议')),
    disclosure: fc.constantFrom('public' as const, 'withheld' as const, null),
  });
  const generationOf = fc.uniqueArray(letter, { selector: ({ id }) => id, maxLength: 7 });
  const build = (
    drafts: readonly { id: string; text: string; heading: string | null; disclosure: 'public' | 'withheld' | null }[],
  ): Letter[] =>
    drafts.map(({ id, text, heading, disclosure }) =>
      invented(
        `${id}-${createHash('sha256')
          .update(text + heading + disclosure)
          .digest('hex')
          .slice(0, 6)}`,
        {
          sections: [{ heading, text }],
          disclosure,
          title: heading,
        },
      ),
    );

  it('make the same files, byte for byte, as reading all of them anew', async () => {
    await fc.assert(
      fc.asyncProperty(generationOf, generationOf, async (before, after) => {
        const dir = folder();
        const old = build(before);
        const now = build(after);
        const previous = await indexed(fresh(old), { dir, vocabulary });
        const known = new Set(old.map(({ id }) => id));
        const incoming: Incoming[] = now.map((one) =>
          known.has(one.id) ? { kind: 'kept', id: one.id } : { kind: 'new', letter: one },
        );
        const grown = await indexed(incoming, { dir, vocabulary, previous });
        const whole = await indexed(fresh(now), { vocabulary });
        expect(filesOf(grown)).toEqual(filesOf(whole));
        for (const generation of [previous, grown, whole]) generation.close();
      }),
      { numRuns: 40 },
    );
  });

  it('are cut anew, not read anew, when the vocabulary is another', async () => {
    const dir = folder();
    const previous = await indexed(fresh(letters), { dir, vocabulary });
    const other = vocabularyOf({ forms: ['charging', '充电桩'] });
    const kept: Incoming[] = letters.map(({ id }) => ({ kind: 'kept', id }));
    const grown = await indexed(kept, { dir, vocabulary: other, previous });
    const whole = await indexed(fresh(letters), { vocabulary: other });
    expect(filesOf(grown)).toEqual(filesOf(whole));
    const hits = await grown
      .for(PUBLIC)
      .retrieve({ text: '', concepts: [{ concept: 0, weight: 1 }], letters: null, limit: 5 });
    expect(hits.map(({ passage }) => passage.letter)).toEqual([1]);
    for (const generation of [previous, grown, whole]) generation.close();
  });
});
