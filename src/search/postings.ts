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
    this.#lengths.push(Math.min(65_535, length));
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
  /** Term id of the old generation to the new; -1 for a term that no passage has any more. */
  readonly old: Int32Array;
  /** Term id of the forward index to the new. */
  readonly fresh: Uint32Array;
}

/** How many passages of the new generation hold each term; `map` may still count terms that will be dropped. */
export function countPassages(old: Postings | null, forward: ForwardIndex, at: Renumbering, map: TermMap): Uint32Array {
  const totals = new Uint32Array(map.terms);
  if (old) {
    for (let term = 0; term + 1 < old.offsets.length; term++) {
      const to = map.old[term] ?? -1;
      if (to < 0) continue;
      let kept = 0;
      for (let p = old.offsets[term]!, end = old.offsets[term + 1]!; p < end; p++)
        if (at.old[old.ids[p]!]! >= 0) kept++;
      totals[to] = (totals[to] ?? 0) + kept;
    }
  }
  for (let passage = 0; passage < forward.passages; passage++) {
    forward.each(passage, (term) => {
      const to = map.fresh[term] ?? 0;
      totals[to] = (totals[to] ?? 0) + 1;
    });
  }
  return totals;
}

/**
 * Lists of the new generation from those of the old and the forward index, by counting sort. `totals` is what
 * `countPassages` gives for the same arguments.
 */
export function mergePostings(
  old: Postings | null,
  forward: ForwardIndex,
  at: Renumbering,
  map: TermMap,
  totals = countPassages(old, forward, at, map),
): Postings {
  const offsets = new Uint32Array(map.terms + 1);
  for (let term = 0; term < map.terms; term++) offsets[term + 1] = (offsets[term] ?? 0) + (totals[term] ?? 0);
  const size = offsets[map.terms] ?? 0;
  const ids = new Uint32Array(size);
  const counts = new Uint8Array(size);
  const lengths = new Uint16Array(at.passages);
  const next = offsets.slice(0, map.terms);
  if (old) {
    for (let passage = 0; passage < old.lengths.length; passage++) {
      const to = at.old[passage] ?? -1;
      if (to >= 0) lengths[to] = old.lengths[passage] ?? 0;
    }
    for (let term = 0; term + 1 < old.offsets.length; term++) {
      const toTerm = map.old[term] ?? -1;
      if (toTerm < 0) continue;
      let write = next[toTerm] ?? 0;
      for (let p = old.offsets[term]!, end = old.offsets[term + 1]!; p < end; p++) {
        const to = at.old[old.ids[p]!]!;
        if (to < 0) continue;
        ids[write] = to;
        counts[write++] = old.counts[p]!;
      }
      next[toTerm] = write;
    }
  }
  const boundaries = next.slice();
  for (const passage of ascending(at.fresh)) {
    const to = at.fresh[passage] ?? 0;
    lengths[to] = forward.length(passage);
    forward.each(passage, (term, count) => {
      const toTerm = map.fresh[term] ?? 0;
      const write = next[toTerm] ?? 0;
      ids[write] = to;
      counts[write] = count;
      next[toTerm] = write + 1;
    });
  }
  const kept = isAscending(at.old);
  for (let term = 0; term < map.terms; term++) {
    const start = offsets[term] ?? 0;
    const middle = boundaries[term] ?? 0;
    const end = offsets[term + 1] ?? 0;
    // What came from the old generation stands first, and is in order when its passages kept theirs; so is what is new.
    if (!kept && middle - start > 1) order(ids, counts, start, end);
    else if (start < middle && middle < end) join(ids, counts, start, middle, end);
  }
  return { offsets, ids, counts, lengths };
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

/** Merges `[start, middle)` and `[middle, end)`, each in order, from the end, so that what stands before both stays. */
function join(ids: Uint32Array, counts: Uint8Array, start: number, middle: number, end: number): void {
  if (ids[middle - 1]! < ids[middle]!) return;
  const laterIds = ids.slice(middle, end);
  const laterCounts = counts.slice(middle, end);
  let early = middle - 1;
  let late = laterIds.length - 1;
  for (let write = end - 1; late >= 0; write--) {
    if (early >= start && ids[early]! > laterIds[late]!) {
      ids[write] = ids[early]!;
      counts[write] = counts[early--]!;
    } else {
      ids[write] = laterIds[late]!;
      counts[write] = laterCounts[late--]!;
    }
  }
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
