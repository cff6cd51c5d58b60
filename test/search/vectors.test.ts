import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchVectorChild } from '../../src/search/vector-builder.ts';
import { GraphWriter, openVectors, vectorFactsSchema, type VectorFacts } from '../../src/search/vectors.ts';

const DIMENSION = 16;
const COUNT = 600;
const ZERO: readonly number[] = Array.from({ length: DIMENSION }, () => 0);
const root = mkdtempSync(join(tmpdir(), 'fuwen-vectors-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const folder = (): string => mkdtempSync(join(root, 'v-'));

/** A repeatable vector for a passage; neighbours in number are no neighbours in space. */
function vectorOf(id: number): number[] {
  let state = (id + 1) * 2654435761;
  return Array.from({ length: DIMENSION }, () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 374761393;
    return ((state >>> 8) % 2001) / 1000 - 1;
  });
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0;
  let left = 0;
  let right = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    left += a[i]! ** 2;
    right += b[i]! ** 2;
  }
  return dot / Math.sqrt(left * right);
}

async function writeAll(dir: string, ids: readonly number[]): Promise<VectorFacts> {
  const writer = GraphWriter.create(DIMENSION, ids.length);
  for (const id of ids) writer.add(id, vectorOf(id));
  return writer.save(dir, 'test');
}

const all = Array.from({ length: COUNT }, (_, id) => id);
let dir: string;
let facts: VectorFacts;
beforeAll(async () => {
  dir = folder();
  facts = await writeAll(dir, all);
});

function exact(query: readonly number[], k: number, allow: (id: number) => boolean = () => true): number[] {
  return all
    .filter(allow)
    .toSorted((a, b) => cosine(query, vectorOf(b)) - cosine(query, vectorOf(a)))
    .slice(0, k);
}

const even = (id: number): boolean => id % 2 === 0;
const breaks = (): boolean => {
  throw new Error('filter broke');
};

describe('search', () => {
  it('finds the nearest as an exact search does, with the cosine as the score', async () => {
    const index = await openVectors(dir, facts);
    let found = 0;
    for (let q = 0; q < 50; q++) {
      const query = vectorOf(10_000 + q);
      const want = new Set(exact(query, 10));
      const hits = index.search(query, 10);
      expect(hits).toHaveLength(10);
      for (const hit of hits) {
        expect(hit.score).toBeCloseTo(cosine(query, vectorOf(hit.id)), 4);
        if (want.has(hit.id)) found++;
      }
      expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).toSorted((a, b) => b - a));
    }
    expect(found / 500).toBeGreaterThan(0.97);
  });

  it('gives only what the filter lets through', async () => {
    const index = await openVectors(dir, facts);
    const query = vectorOf(20_000);
    const hits = index.search(query, 20, even).map((hit) => hit.id);
    expect(hits.every(even)).toBe(true);
    expect(hits.slice(0, 5)).toEqual(exact(query, 5, even));
    expect(index.search(query, 20, () => false)).toEqual([]);
  });

  it('takes any k and passes on the fault of a filter without a crash', async () => {
    const index = await openVectors(dir, facts);
    const query = vectorOf(1);
    for (const k of [0, -1, Number.NaN]) expect(index.search(query, k)).toEqual([]);
    expect(index.search(query, 1e9)).toHaveLength(COUNT);
    expect(index.search(query, Number.POSITIVE_INFINITY)).toHaveLength(COUNT);
    expect(() => index.search(query, 5, breaks)).toThrow('filter broke');
    // A promise is no yes: an async filter must not let a hidden letter through.
    const asyncFilter = (async () => true) as unknown as (id: number) => boolean;
    expect(index.search(query, 5, asyncFilter)).toEqual([]);
    expect(index.search(query, 1)[0]!.id).toBe(1);
  });

  it('refuses every vector that would abort the process, and goes on', async () => {
    const index = await openVectors(dir, facts);
    const bad = fc.oneof(
      fc.array(fc.double(), { maxLength: 3 * DIMENSION }).filter((v) => v.length !== DIMENSION),
      fc
        .tuple(fc.nat(DIMENSION - 1), fc.constantFrom(Number.NaN, Infinity, -Infinity, undefined, null, '1', {}))
        .map(([at, value]) => vectorOf(3).with(at, value as number)),
      fc.constant(vectorOf(3).map((x) => x * 1e300)),
    );
    fc.assert(
      fc.property(bad, (vector) => {
        expect(() => index.search(vector, 3)).toThrow(RangeError);
        expect(() => index.score(vector, [1])).toThrow(RangeError);
        expect(() => GraphWriter.create(DIMENSION, 1).add(0, vector)).toThrow(RangeError);
      }),
    );
    expect(index.search(ZERO, 3)).toEqual([]);
    expect(index.search(vectorOf(3), 1)[0]!.id).toBe(3);
  });

  it('scores chosen passages nearly exactly, and unknown ones as nothing', async () => {
    const index = await openVectors(dir, facts);
    const query = vectorOf(30_000);
    const ids = [5, 599, 0, 600, 1e9];
    const scores = index.score(query, ids);
    for (const i of [0, 1, 2]) expect(Math.abs(scores[i]! - cosine(query, vectorOf(ids[i]!)))).toBeLessThan(0.01);
    expect([scores[3], scores[4]]).toEqual([0, 0]);
    expect(cosine(index.vector(7)!, vectorOf(7))).toBeCloseTo(1, 5);
    expect(index.vector(600)).toBeNull();
  });
});

describe('the files', () => {
  it('has facts that pass through JSON', () => {
    expect(vectorFactsSchema.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
  });

  it('refuses each file with one bit flipped, cut short, longer, gone or of another dimension', async () => {
    let tried = 0;
    for (const name of ['vectors.hnsw', 'vectors.ids']) {
      const bytes = readFileSync(join(dir, name));
      for (let i = 0; i < 20; i++) {
        const other = folder();
        for (const file of ['vectors.hnsw', 'vectors.ids']) copyFileSync(join(dir, file), join(other, file));
        const changed = Buffer.from(bytes);
        const at = Math.floor(((i + 0.5) / 20) ** 3 * bytes.length);
        changed[at]! ^= 1 << (i % 8);
        writeFileSync(join(other, name), changed);
        await expect(openVectors(other, facts)).rejects.toMatchObject({ code: 'index-damaged' });
        tried++;
      }
      const cut = folder();
      for (const file of ['vectors.hnsw', 'vectors.ids']) copyFileSync(join(dir, file), join(cut, file));
      for (const size of [bytes.length - 1, bytes.length >> 1, 95, 0]) {
        truncateSync(join(cut, name), size);
        await expect(openVectors(cut, facts)).rejects.toMatchObject({ code: 'index-damaged' });
      }
      writeFileSync(join(cut, name), Buffer.concat([bytes, Buffer.from([0])]));
      await expect(openVectors(cut, facts)).rejects.toMatchObject({ code: 'index-damaged' });
      rmSync(join(cut, name));
      await expect(openVectors(cut, facts)).rejects.toMatchObject({ code: 'index-damaged' });
    }
    expect(tried).toBe(40);
    await expect(openVectors(dir, { ...facts, dimension: 8 })).rejects.toMatchObject({ code: 'index-damaged' });
  });

  it('says that the disk is full where hnswlib says that it saved', async () => {
    // A limit on the size of a file cuts a write short as a full disk does; the child ignores the signal that tells it.
    const out = folder();
    const program = `
      import { GraphWriter } from '${new URL('../../src/search/vectors.ts', import.meta.url)}';
      process.on('SIGXFSZ', () => {});
      const writer = GraphWriter.create(16, 600);
      for (let id = 0; id < 600; id++) writer.add(id, Array.from({ length: 16 }, (_, i) => Math.sin(id * 17 + i * i)));
      await writer.save(process.argv[1], 'test').then(() => console.log('saved'), (e) => console.log(e.code));`;
    const run = `ulimit -f 64; exec "$0" --import tsx --input-type=module -e "$1" "$2"`;
    const said = execFileSync('bash', ['-c', run, process.execPath, program, out], { encoding: 'utf8' });
    expect(said.trim()).toBe('disk-full');
    expect(statSync(out).isDirectory()).toBe(true);
    expect(() => statSync(join(out, 'vectors.hnsw'))).toThrow('ENOENT');
    expect(() => statSync(join(out, 'vectors.hnsw.tmp'))).toThrow('ENOENT');
  });

  it('keeps nothing for passages whose vector is zero, none at all included', async () => {
    const empty = folder();
    const writer = GraphWriter.create(DIMENSION, 1);
    writer.add(0, ZERO);
    const nothing = await writer.save(empty, 'test');
    const index = await openVectors(empty, nothing);
    expect([index.count, index.search(vectorOf(0), 5), index.vector(0)]).toEqual([0, [], null]);
  });
});

/** Passages 0..599 of the earlier one; every `gone` of them is dropped and the rest move down. */
function carry(gone: (id: number) => boolean): { carried: Int32Array; content: number[] } {
  const carried = new Int32Array(COUNT).fill(-1);
  const content: number[] = [];
  for (const id of all) if (!gone(id)) carried[id] = content.push(id) - 1;
  return { carried, content };
}

describe('a new generation', () => {
  for (const [name, gone] of [
    ['few are gone: deleted in place', (id: number) => id % 50 === 0],
    ['many are gone: built anew', (id: number) => id % 3 === 0],
  ] as const) {
    it(`carries vectors over in a child process when ${name}`, async () => {
      const { carried, content } = carry(gone);
      const added = [700, 701, 702];
      const build = await launchVectorChild().start(DIMENSION, added.length, { dir, facts, carried });
      const ids = Uint32Array.from(added, () => content.length).map((first, i) => first + i);
      await build.add(ids, Float32Array.from(added.flatMap(vectorOf)));
      content.push(...added);
      const out = folder();
      const made = await build.save(out, 'test');
      expect(made.labels - made.dead).toBe(content.length);
      const index = await openVectors(out, made);
      expect(index.count).toBe(content.length);
      let right = 0;
      content.forEach((original, id) => {
        expect(cosine(index.vector(id)!, vectorOf(original))).toBeCloseTo(1, 4);
        if (index.search(vectorOf(original), 1)[0]!.id === id) right++;
      });
      expect(right / content.length).toBeGreaterThan(0.99);
      const goneVector = index.search(vectorOf(0), 1)[0]!;
      expect(goneVector.score).toBeLessThan(0.999);
    });
  }

  it('is refused from damaged files and from a bad row, with the reason', async () => {
    const broken = folder();
    for (const file of ['vectors.hnsw', 'vectors.ids']) copyFileSync(join(dir, file), join(broken, file));
    truncateSync(join(broken, 'vectors.hnsw'), 5000);
    const { carried } = carry(() => false);
    await expect(launchVectorChild().start(DIMENSION, 1, { dir: broken, facts, carried })).rejects.toMatchObject({
      code: 'index-damaged',
    });
    const build = await launchVectorChild().start(DIMENSION, 1, null);
    await build.add(Uint32Array.of(0), new Float32Array(DIMENSION).fill(Number.NaN));
    await expect(build.save(broken, 'test')).rejects.toThrow('NaN');
    build.stop();
  });

  it('is refused, not waited for, when the child is killed', async () => {
    const build = await launchVectorChild().start(DIMENSION, 10, null);
    build.stop();
    await expect(build.save(folder(), 'test')).rejects.toThrow('The process that builds the vectors');
  });
});
