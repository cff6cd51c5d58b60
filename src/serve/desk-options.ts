/** The desk's limits: how much it takes at once, how long it waits, what it forgets and when. */
import type { DeskOptions } from '../desk/desk.ts';
import type { ServeSettings } from './settings.ts';

const DAY = 86_400_000;
/** What a person who just read an answer sends at once. */
const BURST = 5;
const WAITING = 20;

/** `data` is the folder of the store (FUWEN_DATA). */
export function deskOptions(settings: ServeSettings, data: string, timeZone: string): DeskOptions {
  return {
    data,
    staff: new Set(settings.STAFF),
    turns: 6,
    turnLife: 30 * 60_000,
    timeZone,
    longest: 2000,
    atOnce: settings.FUWEN_AT_ONCE,
    waiting: settings.FUWEN_QUEUE,
    pace: { burst: BURST, perMinute: settings.FUWEN_PER_MINUTE, waiting: WAITING },
    retry: { first: 1000, longest: 60_000, giveUp: 3_600_000 },
    settle: 40,
    patience: 30_000,
    deliveryLife: 7 * DAY,
    personLife: 180 * DAY,
  };
}
