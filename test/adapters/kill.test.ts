import { expect, it } from 'vitest';
import { killLoop } from './kill-loop.ts';

// The long run, 300 messages and 40 kills, is `npx tsx bench/kill.ts`.
it(
  'loses nothing and keeps order over kill -9, repeating at most one answer a conversation a kill',
  { timeout: 120_000 },
  async () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    const report = await killLoop(60, 6, 6, random);
    expect(report).toMatchObject({ lost: 0, disordered: 0 });
    expect(report.worstRepeats).toBeLessThanOrEqual(1);
  },
);
