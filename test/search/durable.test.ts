import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { replaceFile } from '../../src/search/durable.ts';
import { folder, removeFolders } from './invented.ts';

afterAll(removeFolders);

it('a small file replaces the one before it, and an empty folder of its name', async () => {
  const dir = folder();
  const path = join(dir, 'current');
  mkdirSync(path);
  await replaceFile(path, 'first');
  await replaceFile(path, 'second');
  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(readdirSync(dir)).toEqual(['current']);
});

it('a folder that holds something is left as it is', async () => {
  const path = join(folder(), 'current');
  mkdirSync(path);
  writeFileSync(join(path, 'kept.txt'), 'kept');
  await expect(replaceFile(path, 'first')).rejects.toMatchObject({ message: expect.stringContaining('current') });
  expect(readFileSync(join(path, 'kept.txt'), 'utf8')).toBe('kept');
});
