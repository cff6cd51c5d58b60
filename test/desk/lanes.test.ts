import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Lanes, type Job } from '../../src/desk/lanes.ts';

function job(done: string[], name: string, sentAt: number, changes: Partial<Job> = {}): Job {
  return {
    sentAt,
    sequence: 0,
    person: '甲',
    from: 0,
    run: async () => {
      await delay(5);
      done.push(name);
    },
    ...changes,
  };
}

it('works on one conversation in the order of sending, whatever the order of arrival', async () => {
  const lanes = new Lanes(10);
  const done: string[] = [];
  lanes.add('c', job(done, '3', 3));
  lanes.add('c', job(done, '1', 1));
  lanes.add('c', job(done, '2b', 2, { sequence: 2 }));
  lanes.add('c', job(done, '2a', 2, { sequence: 1 }));
  lanes.add('c', job(done, '3 too', 3));
  await lanes.idle();
  expect(done).toEqual(['1', '2a', '2b', '3', '3 too']);
});

it('works on conversations side by side', async () => {
  const lanes = new Lanes(0);
  let [running, most] = [0, 0];
  for (let index = 0; index < 10; index += 1) {
    const run = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await delay(10);
      running -= 1;
    };
    lanes.add(`c${index}`, job([], '', 0, { run }));
  }
  await lanes.idle();
  expect(most).toBe(10);
});

it('lets others pass in a room where one has to wait, and keeps the order of that one', async () => {
  const lanes = new Lanes(0);
  const done: string[] = [];
  const now = Date.now();
  lanes.add('room', job(done, '甲2', 2, { from: now + 30 }));
  lanes.add('room', job(done, '甲1', 1, { from: now + 60 }));
  lanes.add('room', job(done, '乙', 3, { person: '乙' }));
  await lanes.idle();
  expect(done).toEqual(['乙', '甲1', '甲2']);
});

it('starts nothing after a halt, and lets go of what waits', async () => {
  const lanes = new Lanes(0);
  const done: string[] = [];
  lanes.add('c', job(done, '1', 1));
  lanes.add('c', job(done, '2', 2, { from: Date.now() + 60_000 }));
  await delay(30);
  expect(lanes.waiting).toBe(1);
  lanes.halt();
  await lanes.idle();
  expect(done).toEqual(['1']);
});
