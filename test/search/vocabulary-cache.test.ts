import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedVocabulary } from '../../src/search/vocabulary-cache.ts';

let folder: string;
const yaml = () => join(folder, 'things.yaml');
const cache = () => join(folder, 'cache');
const ids = () => cachedVocabulary(folder, cache()).concepts.map(({ id }) => id);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuwen-vocabulary-'));
  writeFileSync(yaml(), '- id: lamp\n  office: [路灯]\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('cachedVocabulary', () => {
  it('gives the same vocabulary from the cache', () => {
    const compiled = cachedVocabulary(folder, cache());
    const restored = cachedVocabulary(folder, cache());
    expect(restored.sha256).toBe(compiled.sha256);
    expect(restored.match('修路灯')).toEqual(compiled.match('修路灯'));
  });

  it('follows the files', () => {
    expect(ids()).toEqual(['things.lamp']);
    writeFileSync(yaml(), '- id: bench\n  office: [长椅]\n');
    expect(ids()).toEqual(['things.bench']);
  });

  it('is made anew when a bit of it has flipped, it is cut short, or it is no cache', () => {
    const whole = cachedVocabulary(folder, cache()).serialise();
    const path = join(cache(), 'vocabulary.cache');
    const stored = readFileSync(path);
    const flipped = Buffer.from(stored);
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    for (const damaged of [flipped, stored.subarray(0, 90), Buffer.from('x'), Buffer.alloc(0)]) {
      writeFileSync(path, damaged);
      expect(Buffer.compare(cachedVocabulary(folder, cache()).serialise(), whole)).toBe(0);
      expect(Buffer.compare(readFileSync(path), stored)).toBe(0);
    }
  });

  it('does without a cache that cannot be written', () => {
    writeFileSync(cache(), 'a file where the folder should be');
    expect(ids()).toEqual(['things.lamp']);
  });
});
