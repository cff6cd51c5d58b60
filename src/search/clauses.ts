/** What a term, or several counted as one, gives to the passages that hold it: BM25 over posting lists. */
import { lowerBound } from './dictionary.ts';
import type { Postings } from './postings.ts';
import type { Clause, Part, Ranges, Scores } from './ranking.ts';

/** A term's list, of which `[start, end)` is visible. An occurrence counts by `share`. */
export interface List {
  readonly start: number;
  readonly end: number;
  readonly share: number;
}

/** The most that a passage can get, and what its length adds to the denominator. */
export interface Saturation {
  readonly most: number;
  readonly base: number;
  readonly slope: number;
}

/** First position in `[from, to)` whose id is not below `key`, looked for in growing steps: it is mostly near. */
function ahead(ids: Uint32Array, key: number, from: number, to: number): number {
  let step = 1;
  let low = from;
  while (low + step < to && ids[low + step]! < key) {
    low += step;
    step *= 2;
  }
  return lowerBound(ids, key, low, Math.min(to, low + step + 1));
}

export class TermClause implements Clause {
  readonly part: Part;
  readonly count: number;
  readonly most: number;
  readonly #postings: Postings;
  readonly #list: List;
  readonly #saturation: Saturation;

  constructor(part: Part, postings: Postings, list: List, saturation: Saturation) {
    this.part = part;
    this.count = list.end - list.start;
    this.most = saturation.most;
    this.#postings = postings;
    this.#list = list;
    this.#saturation = saturation;
  }

  add(into: Scores, within: Ranges | null = null): void {
    const { start, end } = this.#list;
    if (within === null) this.#walk(into, start, end);
    else {
      let at = start;
      for (const [first, last] of within) {
        at = ahead(this.#postings.ids, first, at, end);
        if (at === end) return;
        const stop = ahead(this.#postings.ids, last, at, end);
        this.#walk(into, at, stop);
        at = stop;
      }
    }
  }

  #walk(into: Scores, start: number, end: number): void {
    const { ids, counts, lengths } = this.#postings;
    const { most, base, slope } = this.#saturation;
    const { values, touched } = into;
    let known = into.count;
    for (let at = start; at < end; at++) {
      const id = ids[at]!;
      const count = counts[at]!;
      const before = values[id]!;
      if (before === 0) touched[known++] = id;
      values[id] = before + (most * count) / (count + base + slope * lengths[id]!);
    }
    into.count = known;
  }

  at(id: number): number {
    const { ids, counts, lengths } = this.#postings;
    const { start, end } = this.#list;
    const at = lowerBound(ids, id, start, end);
    if (at === end || ids[at] !== id) return 0;
    const { most, base, slope } = this.#saturation;
    return (most * counts[at]!) / (counts[at]! + base + slope * lengths[id]!);
  }
}

/** Several lists as one. `occurrences` is zeroes whenever nobody is adding, one for each passage. */
export class GroupClause implements Clause {
  readonly part: Part;
  readonly count: number;
  readonly most: number;
  readonly #postings: Postings;
  readonly #lists: readonly List[];
  readonly #saturation: Saturation;
  readonly #occurrences: Float32Array;

  constructor(
    part: Part,
    postings: Postings,
    lists: readonly List[],
    count: number,
    saturation: Saturation,
    occurrences: Float32Array,
  ) {
    this.part = part;
    this.count = count;
    this.most = saturation.most;
    this.#postings = postings;
    this.#lists = lists;
    this.#saturation = saturation;
    this.#occurrences = occurrences;
  }

  add(into: Scores, within: Ranges | null = null): void {
    const held: number[] = [];
    const { ids } = this.#postings;
    for (const { start, end, share } of this.#lists) {
      if (within === null) this.#gather(held, start, end, share);
      else {
        let at = start;
        for (const [first, last] of within) {
          at = ahead(ids, first, at, end);
          if (at === end) break;
          const stop = ahead(ids, last, at, end);
          this.#gather(held, at, stop, share);
          at = stop;
        }
      }
    }
    const { values, touched } = into;
    for (const id of held) {
      if (values[id] === 0) touched[into.count++] = id;
      values[id]! += this.#scoreOf(id, this.#occurrences[id]!);
      this.#occurrences[id] = 0;
    }
  }

  #gather(held: number[], start: number, end: number, share: number): void {
    const { ids, counts } = this.#postings;
    const occurrences = this.#occurrences;
    for (let at = start; at < end; at++) {
      const id = ids[at]!;
      const before = occurrences[id]!;
      if (before === 0) held.push(id);
      occurrences[id] = before + share * counts[at]!;
    }
  }

  #scoreOf(id: number, count: number): number {
    const { most, base, slope } = this.#saturation;
    return (most * count) / (count + base + slope * this.#postings.lengths[id]!);
  }

  at(id: number): number {
    const { ids, counts } = this.#postings;
    let count = 0;
    for (const { start, end, share } of this.#lists) {
      const at = lowerBound(ids, id, start, end);
      if (at < end && ids[at] === id) count += share * counts[at]!;
    }
    return count === 0 ? 0 : this.#scoreOf(id, count);
  }
}

/** Passages that hold any of the lists' terms. `occurrences` is zeroes before and after. */
export function union({ ids }: Postings, lists: readonly List[], occurrences: Float32Array): number {
  if (lists.length === 1) return lists[0]!.end - lists[0]!.start;
  let count = 0;
  for (const { start, end } of lists) {
    for (let at = start; at < end; at++) {
      const id = ids[at]!;
      if (occurrences[id] === 0) count++;
      occurrences[id] = 1;
    }
  }
  for (const { start, end } of lists) for (let at = start; at < end; at++) occurrences[ids[at]!] = 0;
  return count;
}

/** Passages that are in every list, each ascending. Walks the shortest; the others are looked into ahead. */
export function inAll(lists: readonly Uint32Array[]): number {
  const [shortest, ...others] = lists.toSorted((a, b) => a.length - b.length);
  const reached = new Uint32Array(others.length);
  let count = 0;
  for (const id of shortest ?? []) {
    let held = true;
    for (let other = 0; held && other < others.length; other++) {
      const ids = others[other]!;
      const at = ahead(ids, id, reached[other]!, ids.length);
      // Past the end of one list nothing more is in all.
      if (at === ids.length) return count;
      reached[other] = at;
      held = ids[at] === id;
    }
    if (held) count++;
  }
  return count;
}
