/** A disk that is full, for real: /dev/full, and a small tmpfs where this user may mount one. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeDurable, writeFault } from '../../src/search/durable.ts';
import { openGeneration } from '../../src/search/generation.ts';
import { writeGeneration } from '../../src/search/generation-writer.ts';
import { folder, fresh, indexed, NO_VOCABULARY, plain, removeFolders } from './invented.ts';

function smallDisk(): string | null {
  const dir = folder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', dir], { stdio: 'ignore' });
    return dir;
  } catch {
    return null;
  }
}
const disk = smallDisk();
if (disk === null) console.log('Skipped: a small tmpfs, because this user may not mount one.');
afterAll(() => {
  if (disk !== null) execFileSync('umount', [disk]);
  removeFolders();
});

it.runIf(existsSync('/dev/full'))('a write without room is disk-full, with the remedy', async () => {
  const { open } = await import('node:fs/promises');
  const handle = await open('/dev/full', 'w');
  const cause = await handle.write(Buffer.from('x')).catch((error: unknown) => error);
  await handle.close();
  expect(writeFault('/data/lexical.bin', cause)).toMatchObject({ code: 'disk-full', cause });
  expect(writeFault('/data/lexical.bin', cause).message).toContain('/data/lexical.bin');
});

it('a folder that is not there is a fault of its own, not a full disk', async () => {
  const missing = join(folder(), 'none', 'file');
  await expect(writeDurable(missing, [])).rejects.toMatchObject({ code: 'internal' });
});

describe.runIf(disk !== null)('an ingest on a full disk', () => {
  it('says so, leaves the old generation whole and in use, and takes its own parts away', async () => {
    const dir = disk ?? '';
    const before = await indexed(fresh([plain('a', '公园开放。')]), { dir });
    const large = Array.from({ length: 300 }, (_, n) => plain(`n${n}`, `第${n}处道路${'绿化养护整治'.repeat(80)}。`));
    const failed = writeGeneration({
      dir,
      letters: fresh(large),
      previous: before,
      vocabulary: NO_VOCABULARY,
      vectors: null,
      settings: { unprinted: 'public' },
    });
    await expect(failed).rejects.toMatchObject({ code: 'disk-full' });
    before.close();
    expect(readdirSync(join(dir, 'generations'))).toEqual([before.id]);
    const after = await openGeneration(dir, { vocabulary: NO_VOCABULARY, unprinted: 'public', embedder: null });
    expect(after?.id).toBe(before.id);
    after?.close();
  });
});
