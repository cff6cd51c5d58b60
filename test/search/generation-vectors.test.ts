/** A generation with its vectors, without them, and with vectors that fail. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InquiryError } from '../../src/errors.ts';
import { openGeneration, type Generation } from '../../src/search/generation.ts';
import { writeGeneration } from '../../src/search/generation-writer.ts';
import type { Incoming } from '../../src/search/generation-writer.ts';
import type { QueryEmbedder, VectorPlan, VectorsWriter } from '../../src/search/vector-plan.ts';
import { GraphWriter } from '../../src/search/vectors.ts';
import { folder, fresh, indexed, NO_VOCABULARY, plain, PUBLIC, removeFolders } from './invented.ts';

afterAll(removeFolders);

const MODEL = 'three-topics';
/** How much of each topic a text has: parks, roads, care. A stand-in that knows synonyms, as a real model would. */
const topics = (text: string): number[] =>
  [/公园|绿地|散步/, /道路|桥梁|开车/, /养老|助餐|爷爷/].map((words) => (words.test(text) ? 1 : 0.01));

function writer(plans: VectorPlan[]): VectorsWriter {
  return {
    model: MODEL,
    dimension: 3,
    async write(plan) {
      plans.push(plan);
      const { earlier, dir } = plan;
      const graph =
        earlier === null
          ? GraphWriter.create(3, Math.max(1, plan.fresh.length))
          : await GraphWriter.from(earlier.dir, earlier.facts, earlier.carried, plan.fresh.length);
      for (const id of plan.fresh) graph.add(id, topics(plan.text(id)));
      return graph.save(dir, MODEL);
    },
  };
}
const embedder = (more: Partial<QueryEmbedder> = {}): QueryEmbedder => ({
  model: MODEL,
  dimension: 3,
  weight: 0.3,
  embedQuery: async (text) => topics(text),
  ...more,
});

const letters = [
  plain('park', '公园夜间开放。'),
  plain('road', '道路养护完成。'),
  plain('closed', '绿地养护另行通知。', { disclosure: 'withheld' }),
  plain('care', '养老助餐点营业。'),
];

async function write(
  dir: string,
  incoming: readonly Incoming[],
  vectors: VectorsWriter,
  previous: Generation | null = null,
  onVectorFault?: (fault: unknown) => void,
) {
  const base = {
    dir,
    letters: incoming,
    previous,
    vocabulary: NO_VOCABULARY,
    vectors,
    settings: { unprinted: 'public' } as const,
  };
  return writeGeneration(onVectorFault ? { ...base, onVectorFault } : base);
}
async function open(dir: string, query: QueryEmbedder | null): Promise<Generation> {
  const generation = await openGeneration(dir, { vocabulary: NO_VOCABULARY, unprinted: 'public', embedder: query });
  if (generation === null) throw new Error('Nothing was written.');
  return generation;
}
async function found(generation: Generation, text: string, more: object = {}): Promise<(string | undefined)[]> {
  const view = generation.for(PUBLIC);
  const hits = await view.retrieve({ text, concepts: [], letters: null, limit: 10, ...more });
  for (const { score, parts } of hits) {
    expect(parts.words + parts.bigrams + parts.concepts + parts.vectors).toBeCloseTo(score, 5);
  }
  return hits.map(({ passage }) => view.card(passage.letter)?.id);
}

describe('vectors', () => {
  it('find what no word finds, never for a viewer who may not see it', async () => {
    const dir = folder();
    await write(dir, fresh(letters), writer([]));
    const generation = await open(dir, embedder());
    expect(generation.vectorFault).toBeNull();
    // No letter says 散步; the restricted one on green spaces is as near as the park, and stays out.
    const order = await found(generation, '散步');
    expect(order[0]).toBe('park');
    expect(order).not.toContain('closed');
    expect(await found(generation, '散步', { letters: [1] })).toEqual(['road']);
    expect(await found(generation, '散步', { without: ['vectors'] })).toEqual([]);
    generation.close();
  });

  it('take their share of the score and no more: a word in the letter stays first', async () => {
    const dir = folder();
    await write(dir, fresh(letters), writer([]));
    // The vector of this question is the park's, its words are the road's.
    const slight = await open(dir, embedder({ weight: 0.05 }));
    expect(await found(slight, '养护完成散步')).toEqual(['road', 'park', 'care']);
    slight.close();
    const generation = await open(dir, embedder({ weight: 0.9 }));
    expect((await found(generation, '养护完成散步'))[0]).toBe('park');
    generation.close();
  });

  it('are asked nothing at weight 0, and a provider that fails or answers nonsense costs only its part', async () => {
    const dir = folder();
    await write(dir, fresh(letters), writer([]));
    let asked = 0;
    const counting = { embedQuery: async () => (asked++, [1, 1, 1]), weight: 0 };
    const silent = await open(dir, embedder(counting));
    expect(await found(silent, '公园')).toEqual(['park']);
    expect(asked).toBe(0);
    silent.close();
    const answers = [async () => Promise.reject(new Error('down')), async () => [1], async () => [Number.NaN, 1, 1]];
    for (const embedQuery of answers) {
      const generation = await open(dir, embedder({ embedQuery }));
      expect(await found(generation, '公园')).toEqual(['park']);
      generation.close();
    }
  });

  it('are carried over for kept letters and made for new ones only', async () => {
    const dir = folder();
    const plans: VectorPlan[] = [];
    await write(dir, fresh(letters), writer(plans));
    const previous = await open(dir, embedder());
    const incoming: Incoming[] = [
      { kind: 'new', letter: plain('bridge', '桥梁加固。') },
      { kind: 'kept', id: 'care' },
      { kind: 'kept', id: 'park' },
    ];
    await write(dir, incoming, writer(plans), previous);
    expect(Array.from(plans[1]?.fresh ?? [])).toEqual([0]);
    expect(Array.from(plans[1]?.earlier?.carried ?? [])).toEqual([2, -1, 1, -1]);
    const generation = await open(dir, embedder());
    expect((await found(generation, '爷爷'))[0]).toBe('care');
    expect((await found(generation, '开车'))[0]).toBe('bridge');
    previous.close();
    generation.close();
  });

  it('that are damaged are made anew from the letters, kept ones too', async () => {
    const dir = folder();
    const plans: VectorPlan[] = [];
    await write(dir, fresh(letters), writer(plans));
    const previous = await open(dir, null);
    damage(previous);
    await write(
      dir,
      letters.map(({ id }) => ({ kind: 'kept', id })),
      writer(plans),
      previous,
    );
    expect(plans.map(({ fresh: ids, earlier }) => [ids.length, earlier !== null])).toEqual([
      [4, false],
      [0, true],
      [4, false],
    ]);
    const generation = await open(dir, embedder());
    expect(generation.vectorFault).toBeNull();
    previous.close();
    generation.close();
  });
});

function damage(generation: Generation): void {
  const name = readdirSync(generation.dir).find((file) => file.includes('vector') || file.includes('graph')) ?? '';
  const bytes = readFileSync(join(generation.dir, name));
  bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
  writeFileSync(join(generation.dir, name), bytes);
}

describe('words alone serve, and it is told', () => {
  it.each([
    ['when the vectors are damaged', 'index-damaged', {}],
    ['when they are of another model', 'index-version', { model: 'other' }],
    ['when they are of another dimension', 'index-version', { dimension: 4 }],
  ])('%s', async (_, code, more) => {
    const dir = folder();
    await write(dir, fresh(letters), writer([]));
    if (code === 'index-damaged') {
      const whole = await open(dir, null);
      damage(whole);
      whole.close();
    }
    const generation = await open(dir, embedder(more));
    expect(generation.vectorFault).toMatchObject({ code });
    expect(await found(generation, '公园')).toEqual(['park']);
    generation.close();
  });

  it('when there are none', async () => {
    const dir = folder();
    (await indexed(fresh(letters), { dir })).close();
    const generation = await open(dir, embedder());
    expect(generation.vectorFault).toMatchObject({ code: 'index-version' });
    expect(await found(generation, '道路')).toEqual(['road']);
    generation.close();
  });

  it('when making them failed; only a full disk stops the whole', async () => {
    const dir = folder();
    const faults: unknown[] = [];
    const failing = (error: Error): VectorsWriter => ({ ...writer([]), write: async () => Promise.reject(error) });
    const { id } = await write(dir, fresh(letters), failing(new Error('The child died.')), null, (fault) =>
      faults.push(fault),
    );
    expect(faults).toHaveLength(1);
    const full = new InquiryError('disk-full', 'No room.', 'Make room.');
    await expect(write(dir, fresh(letters), failing(full))).rejects.toBe(full);
    const generation = await open(dir, null);
    expect(generation.id).toBe(id);
    generation.close();
  });
});
