import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listLetterFiles, readLetterFiles, type ReadOutcome } from '../../src/letters/read.ts';
import { GOOD, hostileFiles, writeAstray, writeFiles, type HostileFile } from './hostile-files.ts';

const COUNT = 200;
/** Less than the 30 s of a real ingest, so that files that hang cost the suite little. */
const LIMITS = { fileMs: 6000 };

let folder: string;
let outside: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuwen-hostile-'));
  outside = mkdtempSync(join(tmpdir(), 'fuwen-outside-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(outside, { recursive: true });
});

const told = (outcome: ReadOutcome): string => (outcome.kind === 'letter' ? 'letter' : outcome.reason);

/**
 * Longest time, in ms, that this process kept its event loop busy: the time between two ticks, as far as the process
 * used the processor in it. A machine that gives its processor to others blocks nothing here.
 */
function watchBlocks(): () => number {
  let longest = 0;
  let at = performance.now();
  let used = process.cpuUsage();
  const timer = setInterval(() => {
    const now = performance.now();
    const more = process.cpuUsage(used);
    longest = Math.max(longest, Math.min(now - at - 10, (more.user + more.system) / 1000));
    at = now;
    used = process.cpuUsage();
  }, 10);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

/** A zip with a comment of so many bytes behind it. */
function withComment(zip: Uint8Array, length: number): Buffer {
  const bytes = Buffer.concat([zip, Buffer.alloc(length)]);
  bytes.writeUInt16LE(length, zip.length - 2);
  return bytes;
}

describe('hostile files', () => {
  it(`gives each of ${COUNT} a letter or a typed refusal, within limits, the event loop free`, async () => {
    const files: HostileFile[] = hostileFiles(COUNT, 20240716);
    writeFiles(folder, files);
    const astray = writeAstray(folder, outside);
    const listed = await listLetterFiles(folder);
    expect(
      Object.fromEntries(listed.refused.filter(({ file }) => file in astray).map(({ file, reason }) => [file, reason])),
    ).toEqual(astray);
    expect(listed.refused.every(({ file }) => !/[\n\r]/.test(file))).toBe(true);
    expect(listed.files).toHaveLength(COUNT);

    const outcomes = new Map<string, ReadOutcome[]>();
    const started = performance.now();
    const blocks = watchBlocks();
    for await (const outcome of readLetterFiles(listed.files, { limits: LIMITS })) {
      const file = outcome.source.file;
      outcomes.set(file, [...(outcomes.get(file) ?? []), outcome]);
    }
    const longest = blocks();

    const counts: Record<string, number> = {};
    for (const outcome of [...outcomes.values()].flat()) counts[told(outcome)] = (counts[told(outcome)] ?? 0) + 1;
    const seconds = (performance.now() - started) / 1000;
    console.info(
      `hostile files: ${seconds.toFixed(1)} s, longest block ${longest.toFixed(0)} ms, ${JSON.stringify(counts)}`,
    );

    expect(outcomes.size).toBe(COUNT);
    const wrong = files
      .filter(
        ({ file, reasons }) =>
          reasons && !(outcomes.get(file) ?? []).every((outcome) => reasons.includes(told(outcome))),
      )
      .map(({ file }) => `${file}: ${(outcomes.get(file) ?? []).map(told).join(', ')}`);
    expect(wrong).toEqual([]);
    expect(counts['crashed'] ?? 0).toBe(0);
    expect(longest).toBeLessThan(200);
    for (const outcome of [...outcomes.values()].flat()) {
      if (outcome.kind === 'refused')
        expect(outcome.problem).toMatchObject({ code: outcome.reason, message: expect.stringMatching(/\S{3,}/) });
      expect(outcome.file).not.toMatch(/[\n\r]/);
    }
  }, 240_000);

  it('tells a file that changes while it is read', async () => {
    const changing = mkdtempSync(join(tmpdir(), 'fuwen-changing-'));
    const path = join(changing, 'a.docx');
    const bytes = withComment(GOOD['good.docx'] ?? new Uint8Array(), 1);
    writeFileSync(path, bytes);
    const { files } = await listLetterFiles(changing);
    const file = openSync(path, 'r+');
    let n = 0;
    const timer = setInterval(() => {
      // Another last byte each time, in place: the length of the comment that zip readers allow stays.
      writeSync(file, Buffer.from([(n += 1) % 256]), 0, 1, bytes.length - 1);
    }, 1);
    try {
      const reasons: string[] = [];
      for (let round = 0; round < 5 && !reasons.includes('changed-while-reading'); round += 1) {
        for await (const outcome of readLetterFiles(files)) reasons.push(told(outcome));
      }
      expect(reasons).toContain('changed-while-reading');
    } finally {
      clearInterval(timer);
      closeSync(file);
      rmSync(changing, { recursive: true });
    }
  }, 60_000);
});
