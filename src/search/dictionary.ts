/**
 * Term dictionaries in typed arrays, sorted, so that a load costs nothing and a lookup is a binary search: words as one
 * UTF-16 text with offsets, bigrams as their numbers.
 */

/** Position of `key` in ascending numbers, -1 when it is not there. */
export function findNumber(sorted: Uint32Array, key: number): number {
  const at = lowerBound(sorted, key, 0, sorted.length);
  return sorted[at] === key ? at : -1;
}

/** First position in `[from, to)` whose number is not below `key`; `to` when there is none. */
export function lowerBound(sorted: Uint32Array, key: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Words by code unit order, each once; a word's position is its term id. */
export class WordDictionary {
  readonly units: Uint16Array;
  /** One more than there are words. */
  readonly offsets: Uint32Array;

  constructor(units: Uint16Array, offsets: Uint32Array) {
    this.units = units;
    this.offsets = offsets;
  }

  /** From words in code unit order, each once. */
  static of(words: readonly string[]): WordDictionary {
    const offsets = new Uint32Array(words.length + 1);
    let total = 0;
    for (let id = 0; id < words.length; id++) {
      total += words[id]?.length ?? 0;
      offsets[id + 1] = total;
    }
    const units = new Uint16Array(total);
    let at = 0;
    for (const word of words) for (let unit = 0; unit < word.length; unit++) units[at++] = word.charCodeAt(unit);
    return new WordDictionary(units, offsets);
  }

  get size(): number {
    return this.offsets.length - 1;
  }

  word(id: number): string {
    const units = this.units.subarray(this.offsets[id] ?? 0, this.offsets[id + 1] ?? 0);
    return String.fromCharCode.apply(null, units as unknown as number[]);
  }

  /** Term id, -1 when no letter has the word. */
  find(word: string): number {
    let low = 0;
    let high = this.size - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const order = this.#compare(middle, word);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  #compare(id: number, word: string): number {
    const start = this.offsets[id] ?? 0;
    const length = (this.offsets[id + 1] ?? 0) - start;
    const shared = Math.min(length, word.length);
    for (let at = 0; at < shared; at++) {
      const difference = (this.units[start + at] ?? 0) - word.charCodeAt(at);
      if (difference !== 0) return difference;
    }
    return length - word.length;
  }
}

/** Code unit order, the order of `WordDictionary`. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
