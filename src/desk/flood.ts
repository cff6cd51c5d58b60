/** One person's pace: a token bucket. Too fast waits, far too fast is refused, and is told so once. */

export interface Pace {
  /** Messages a person may send at once. */
  readonly burst: number;
  /** Messages a minute after that. */
  readonly perMinute: number;
  /** Messages of one person that may wait. */
  readonly waiting: number;
}

export interface Admission {
  /** Milliseconds (epoch) before which the message is not worked on; null: refused. */
  readonly from: number | null;
  /** The person is to be told, once until the pace has calmed down. */
  readonly notice: boolean;
}

interface Bucket {
  /** When the bucket will be full again: the further in the future, the emptier it is. */
  fullAt: number;
  noticed: boolean;
}

export class Flood {
  readonly #pace: Pace;
  readonly #interval: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(pace: Pace) {
    this.#pace = pace;
    this.#interval = 60_000 / pace.perMinute;
  }

  /** Takes one message of a person at `now`. */
  admit(person: string, now: number): Admission {
    const bucket = this.#buckets.get(person) ?? { fullAt: now, noticed: false };
    this.#buckets.set(person, bucket);
    if (bucket.fullAt <= now) {
      bucket.fullAt = now;
      bucket.noticed = false;
    }
    // Virtual scheduling (ITU-T I.371, generic cell rate algorithm): conforming while fullAt lies within the burst.
    const from = bucket.fullAt - (this.#pace.burst - 1) * this.#interval;
    if (from <= now) {
      bucket.fullAt += this.#interval;
      return { from: now, notice: false };
    }
    const notice = !bucket.noticed;
    bucket.noticed = true;
    if (from - now > this.#pace.waiting * this.#interval) return { from: null, notice };
    bucket.fullAt += this.#interval;
    return { from, notice };
  }

  /** Forgets people whose bucket is full again. */
  sweep(now: number): void {
    for (const [person, bucket] of this.#buckets) if (bucket.fullAt <= now) this.#buckets.delete(person);
  }
}
