/**
 * The best k passages by a sum of clauses. Exact: passages are only left out when all that is still to come could not
 * lift them into the best k (the idea of MaxScore: Turtle and Flood, "Query evaluation: strategies and optimizations",
 * 1995), so that the long lists of common words are not walked when rare ones have decided.
 */
export type Part = 'words' | 'bigrams' | 'concepts';

/** A score for each passage, zeroes between two uses, and which passages have one: most queries touch few. */
export class Scores {
  readonly values: Float32Array;
  /** The first `count` are the passages whose value is not 0, in no order. */
  readonly touched: Uint32Array;
  count = 0;

  constructor(passages: number) {
    this.values = new Float32Array(passages);
    this.touched = new Uint32Array(passages);
  }

  clear(): void {
    for (let at = 0; at < this.count; at++) this.values[this.touched[at]!] = 0;
    this.count = 0;
  }
}

/** One term or group of terms of a query, with its weight. */
export interface Clause {
  readonly part: Part;
  /** Visible passages that it gives something to. */
  readonly count: number;
  /** No passage gets more than this. */
  readonly most: number;
  /**
   * Adds to every passage what it gets, which is more than 0 for those it gives anything to. Within `within`, whose
   * ranges are ascending and apart, at least: what lies outside may be left out.
   */
  add(into: Scores, within?: Ranges | null): void;
  /** What one passage gets. */
  at(id: number): number;
}

export interface Ranked {
  readonly id: number;
  readonly score: number;
}

/** Ranges `[first, end)` of passage ids. */
export type Ranges = readonly (readonly [first: number, end: number])[];

/** A list longer than this share of the passages is walked last. Measured at 100,000 passages from 1/8 to 1/128. */
const COMMON = 1 / 8;
/** Steps of looking one passage up in a list, against steps of walking it. */
const LOOK_UP = 20;

/**
 * Best first, equal scores by id, none that gets nothing. `scores` is clear before and after;
 * `within` are the passages that may be found, ascending and apart, null for all `[0, passages)`.
 */
export function best(
  clauses: readonly Clause[],
  passages: number,
  limit: number,
  scores: Scores,
  within: Ranges | null,
): Ranked[] {
  const ranges: Ranges = within ?? [[0, passages]];
  const size = ranges.reduce((sum, [first, end]) => sum + Math.max(0, end - first), 0);
  const heap = new Heap(limit);
  const walking = clauses.reduce((sum, { count }) => sum + count, passages);
  if (size * clauses.length * LOOK_UP < walking) {
    for (const [first, end] of ranges) for (let id = first; id < end; id++) heap.offer(id, total(clauses, id, 0));
    return heap.sorted();
  }
  try {
    if (within !== null) {
      for (const clause of clauses) clause.add(scores, within);
      offerAll(heap, scores, within);
      return heap.sorted();
    }
    const common = clauses.filter(({ count }) => count > passages * COMMON).toSorted((a, b) => b.most - a.most);
    const rare = clauses.filter(({ count }) => count <= passages * COMMON);
    for (const clause of rare) clause.add(scores);
    let come = sumOfMost(rare);
    let tryBelow = Infinity;
    for (let next = 0; next < common.length; next++) {
      const rest = sumOfMost(common.slice(next));
      // A look costs a pass over the passages: only where it can succeed, and again when much less is still to come.
      const worth = rest < come && rest < tryBelow;
      if (worth) tryBelow = rest / 2;
      come += common[next]!.most;
      const candidates = worth ? decided(common.slice(next), limit, scores) : null;
      if (candidates !== null) {
        for (const id of candidates) heap.offer(id, total(common.slice(next), id, scores.values[id]!));
        return heap.sorted();
      }
      common[next]!.add(scores);
    }
    offerAll(heap, scores, null);
    return heap.sorted();
  } finally {
    scores.clear();
  }
}

function sumOfMost(clauses: readonly Clause[]): number {
  return clauses.reduce((sum, { most }) => sum + most, 0);
}

function total(clauses: readonly Clause[], id: number, start: number): number {
  let sum = start;
  for (const clause of clauses) sum += clause.at(id);
  return sum;
}

/** The passages that may still be among the best, when they are few enough to be scored one by one; else null. */
function decided(rest: readonly Clause[], limit: number, scores: Scores): number[] | null {
  const heap = new Heap(limit);
  offerAll(heap, scores, null);
  const still = sumOfMost(rest);
  // The margin covers the rounding of 32-bit sums.
  const needed = (heap.threshold - still) * (1 - 1e-5);
  if (!(needed > 0)) return null;
  const affordable = rest.reduce((sum, { count }) => sum + count, 0) / (LOOK_UP * rest.length);
  const candidates: number[] = [];
  const { touched, values, count } = scores;
  for (let at = 0; at < count; at++) {
    const id = touched[at]!;
    if (values[id]! < needed) continue;
    if (candidates.push(id) > affordable) return null;
  }
  return candidates;
}

/** By halving: a place has hundreds of letters. */
function isWithin(id: number, ranges: Ranges | null): boolean {
  if (ranges === null) return true;
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]![1] <= id) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length && ranges[low]![0] <= id;
}

function offerAll(heap: Heap, { touched, values, count }: Scores, within: Ranges | null): void {
  let threshold = heap.threshold;
  for (let at = 0; at < count; at++) {
    const id = touched[at]!;
    const score = values[id]!;
    if (score < threshold || !isWithin(id, within)) continue;
    heap.offer(id, score);
    threshold = heap.threshold;
  }
}

/** The best so far, the worst of them at the root. */
class Heap {
  readonly #ids: number[] = [];
  readonly #scores: number[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = Math.max(0, Math.floor(size));
  }

  /** A passage with a higher id and this score or less is not among the best. */
  get threshold(): number {
    if (this.#size === 0) return Infinity;
    return this.#ids.length < this.#size ? 0 : this.#scores[0]!;
  }

  offer(id: number, score: number): void {
    if (score <= 0 || this.#size === 0) return;
    if (this.#ids.length < this.#size) {
      this.#ids.push(id);
      this.#scores.push(score);
      this.#up(this.#ids.length - 1);
    } else if (behind(this.#scores[0]!, this.#ids[0]!, score, id)) {
      this.#ids[0] = id;
      this.#scores[0] = score;
      this.#down();
    }
  }

  sorted(): Ranked[] {
    return this.#ids
      .map((id, at) => ({ id, score: this.#scores[at]! }))
      .toSorted((a, b) => b.score - a.score || a.id - b.id);
  }

  #below(a: number, b: number): boolean {
    return behind(this.#scores[a]!, this.#ids[a]!, this.#scores[b]!, this.#ids[b]!);
  }

  #swap(a: number, b: number): void {
    [this.#ids[a], this.#ids[b]] = [this.#ids[b]!, this.#ids[a]!];
    [this.#scores[a], this.#scores[b]] = [this.#scores[b]!, this.#scores[a]!];
  }

  #up(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#below(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #down(): void {
    for (let at = 0; ;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < this.#ids.length && this.#below(child, worst)) worst = child;
      }
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }
}

/** Whether the first stands behind the second. */
function behind(score: number, id: number, thanScore: number, thanId: number): boolean {
  return score < thanScore || (score === thanScore && id > thanId);
}
