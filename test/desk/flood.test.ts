import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Flood } from '../../src/desk/flood.ts';

describe('the pace of one person', () => {
  const pace = { burst: 3, perMinute: 60, waiting: 2 };

  it('lets a burst pass, makes the next wait, refuses the rest, tells once', () => {
    const flood = new Flood(pace);
    const admitted = Array.from({ length: 8 }, () => flood.admit('甲', 10_000));
    expect(admitted.map(({ from }) => from)).toEqual([10_000, 10_000, 10_000, 11_000, 12_000, null, null, null]);
    expect(admitted.map(({ notice }) => notice)).toEqual([false, false, false, true, false, false, false, false]);
  });

  it('tells again only after the person has calmed down', () => {
    const flood = new Flood(pace);
    for (let index = 0; index < 6; index += 1) flood.admit('甲', 0);
    expect(flood.admit('甲', 1500).notice).toBe(false);
    const later = Array.from({ length: 4 }, () => flood.admit('甲', 60_000));
    expect(later.map(({ notice }) => notice)).toEqual([false, false, false, true]);
  });

  it('holds one person for nobody else', () => {
    const flood = new Flood(pace);
    for (let index = 0; index < 9; index += 1) flood.admit('甲', 0);
    expect(flood.admit('乙', 0)).toEqual({ from: 0, notice: false });
  });

  it('never works on more than burst + rate allow, and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 }), (gaps) => {
        const flood = new Flood(pace);
        const times: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const { from } = flood.admit('甲', now);
          if (from !== null) times.push(from);
        }
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        for (const [index, from] of times.entries()) {
          const within = times.slice(index).filter((time) => time < from + 10_000).length;
          expect(within).toBeLessThanOrEqual(pace.burst + 10);
        }
      }),
    );
  });
});
