/**
 * Posting lists: for each term the passages that hold it, ascending, with how often. In compressed rows: term `t` owns
 * `[offsets[t], offsets[t + 1])` of `ids` and `counts`. A new generation's lists are the old ones, renumbered, merged
 * with those of the letters that were read anew, so that unchanged letters are not tokenised again.
 */
export interface Postings {
  readonly offsets: Uint32Array;
  readonly ids: Uint32Array;
  /** Occurrences in the passage, 255 for more. */
  readonly counts: Uint8Array;
  /** Occurrences of all terms in each passage, 65,535 for more: its length for BM25. */
  readonly lengths: Uint16Array;
}

const MOST_OCCURRENCES = 65_535;

/** Numbers that grow by doubling. */
class Growing {
  array: Uint32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.array = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.array.length) {
      const larger = new Uint32Array(this.array.length * 2);
      larger.set(this.array);
      this.array = larger;
    }
    this.array[this.length++] = value;
  }
}

/** Terms of the passages that were cut anew, in the order of cutting: the forward index that lists are made from. */
export class ForwardIndex {
  readonly #terms = new Growing();
  readonly #counts = new Growing();
  /** Where each passage starts in the two above. */
  readonly #starts = new Growing();
  readonly #lengths = new Growing();
  readonly #seen = new Map<number, number>();

  /** Term ids of the next passage, repeats as repeats. */
  add(terms: Iterable<number>): void {
    this.#starts.push(this.#terms.length);
    this.#seen.clear();
    let length = 0;
    for (const term of terms) {
      this.#seen.set(term, (this.#seen.get(term) ?? 0) + 1);
      length++;
    }
    for (const [term, count] of this.#seen) {
      this.#terms.push(term);
      this.#counts.push(Math.min(255, count));
    }
    this.#lengths.push(Math.min(MOST_OCCURRENCES, length));
  }

  get passages(): number {
    return this.#starts.length;
  }

  length(passage: number): number {
    return this.#lengths.array[passage] ?? 0;
  }

  /** Calls back for each term of one passage, each term once. */
  each(passage: number, visit: (term: number, count: number) => void): void {
    const end = passage + 1 < this.#starts.length ? (this.#starts.array[passage + 1] ?? 0) : this.#terms.length;
    for (let at = this.#starts.array[passage] ?? 0; at < end; at++) {
      visit(this.#terms.array[at] ?? 0, this.#counts.array[at] ?? 0);
    }
  }
}

/** Where the passages of a new generation come from. */
export interface Renumbering {
  readonly passages: number;
  /** Old passage id to new, -1 for one that is gone. */
  readonly old: Int32Array;
  /** Passages cut anew, in the order of cutting, to their new ids. */
  readonly fresh: Uint32Array;
}

export interface TermMap {
  readonly terms: number;
  /** Term id of the old generation to the new; -1 for a term that the new one has not. No two to the same. */
  readonly old: Int32Array;
  /** Term id of the forward index to the new. */
  readonly fresh: Uint32Array;
}

/** Lists of the new generation from those of the old and the forward index. A term that no passage has gets an empty one. */
export function mergePostings(old: Postings | null, forward: ForwardIndex, at: Renumbering, map: TermMap): Postings {
  const fresh = invert(forward, at, map);
  return old === null ? fresh : merge(old, fresh, at, map);
}

/** The same lists without those of terms that are not in `kept`, which must be empty; `kept` ascends. */
export function keepTerms({ offsets, ids, counts, lengths }: Postings, kept: Uint32Array): Postings {
  const fewer = new Uint32Array(kept.length + 1);
  kept.forEach((term, position) => (fewer[position] = offsets[term] ?? 0));
  fewer[kept.length] = ids.length;
  return { offsets: fewer, ids, counts, lengths };
}

/** The forward index as lists, by counting sort: its passages are gone through in the order of their new ids. */
function invert(forward: ForwardIndex, at: Renumbering, map: TermMap): Postings {
  const offsets = new Uint32Array(map.terms + 1);
  for (let passage = 0; passage < forward.passages; passage++) {
    forward.each(passage, (term) => {
      offsets[map.fresh[term]! + 1]!++;
    });
  }
  for (let term = 0; term < map.terms; term++) offsets[term + 1]! += offsets[term]!;
  const size = offsets[map.terms] ?? 0;
  const ids = new Uint32Array(size);
  const counts = new Uint8Array(size);
  const lengths = new Uint16Array(at.passages);
  const next = offsets.slice(0, map.terms);
  for (const passage of ascending(at.fresh)) {
    const to = at.fresh[passage] ?? 0;
    lengths[to] = forward.length(passage);
    forward.each(passage, (term, count) => {
      const write = next[map.fresh[term]!]!++;
      ids[write] = to;
      counts[write] = count;
    });
  }
  return { offsets, ids, counts, lengths };
}

/** One pass over the old lists, term by term in the new order: what is kept, renumbered, with what is fresh between. */
function merge(old: Postings, fresh: Postings, at: Renumbering, map: TermMap): Postings {
  const { lengths } = fresh;
  // A passage has at most as many terms as occurrences, where those were counted to the end.
  let most = 0;
  for (let passage = 0; passage < old.lengths.length; passage++) {
    const to = at.old[passage] ?? -1;
    if (to < 0) continue;
    const length = old.lengths[passage] ?? 0;
    lengths[to] = length;
    most += length < MOST_OCCURRENCES ? length : Infinity;
  }
  const before = new Int32Array(map.terms).fill(-1);
  map.old.forEach((to, term) => {
    if (to >= 0) before[to] = term;
  });
  const offsets = new Uint32Array(map.terms + 1);
  // Room for all that may come; what is left of it is cut off at the end.
  const ids = new Uint32Array(Math.min(old.ids.length, most) + fresh.ids.length);
  const counts = new Uint8Array(ids.length);
  // Kept passages mostly stay in their order, so that each old list stays sorted.
  const sorted = isAscending(at.old);
  const { old: renumbered } = at;
  const { ids: oldIds, counts: oldCounts } = old;
  const { ids: freshIds, counts: freshCounts } = fresh;
  let write = 0;
  for (let term = 0; term < map.terms; term++) {
    const start = write;
    let next = fresh.offsets[term]!;
    const last = fresh.offsets[term + 1]!;
    const from = before[term]!;
    const end = from < 0 ? 0 : old.offsets[from + 1]!;
    for (let p = from < 0 ? 0 : old.offsets[from]!; p < end; p++) {
      const to = renumbered[oldIds[p]!]!;
      if (to < 0) continue;
      for (; next < last && freshIds[next]! < to; next++) {
        ids[write] = freshIds[next]!;
        counts[write++] = freshCounts[next]!;
      }
      ids[write] = to;
      counts[write++] = oldCounts[p]!;
    }
    for (; next < last; next++) {
      ids[write] = freshIds[next]!;
      counts[write++] = freshCounts[next]!;
    }
    if (!sorted && write - start > 1) order(ids, counts, start, write);
    offsets[term + 1] = write;
  }
  // What is written beyond an array's end is lost without a word.
  if (write > ids.length) throw new RangeError('Posting lists hold more than the lengths of their passages tell.');
  return { offsets, ids: ids.subarray(0, write), counts: counts.subarray(0, write), lengths };
}

/** Positions of `values`, by value. */
function ascending(values: Uint32Array): Uint32Array {
  const positions = Uint32Array.from(values.keys());
  return isAscending(values) ? positions : positions.toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
}

/** Negative values, which stand for passages that are gone, left aside. */
function isAscending(values: Uint32Array | Int32Array): boolean {
  let before = -1;
  for (const value of values) {
    if (value < 0) continue;
    if (value < before) return false;
    before = value;
  }
  return true;
}

/** Puts the list `[start, end)` in the order of its passages. */
function order(ids: Uint32Array, counts: Uint8Array, start: number, end: number): void {
  // Passage id and count in one number of 40 bits, so that a numeric sort keeps them together.
  const packed = new Float64Array(end - start);
  for (let at = start; at < end; at++) packed[at - start] = (ids[at] ?? 0) * 256 + (counts[at] ?? 0);
  packed.sort();
  for (let at = start; at < end; at++) {
    const value = packed[at - start] ?? 0;
    ids[at] = Math.floor(value / 256);
    counts[at] = value % 256;
  }
}
