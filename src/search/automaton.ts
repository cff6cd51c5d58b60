/** Aho–Corasick over sequences of small integers (characters' or words' codes), compiled into typed arrays. */
import { InquiryError } from '../errors.ts';

/** 13 bits for a code, 19 for a state: an edge is one unsigned 32-bit key. */
const CODE_BITS = 13;
const MAX_CODE = 2 ** CODE_BITS - 1;
const MAX_STATES = 2 ** 19;

/** The compiled form, as it is stored: see `serialise` in vocabulary.ts. */
export interface AutomatonTables {
  /** Open addressing, linear probing; 0 is an empty slot (no edge has key 0, because codes start at 1). */
  readonly edgeKey: Uint32Array;
  readonly edgeTo: Int32Array;
  /** Longest proper suffix that is also a prefix of a pattern. */
  readonly fail: Int32Array;
  /** Nearest state along the fail chain where a pattern ends; 0 for none. */
  readonly output: Int32Array;
  /** Pattern that ends in a state, −1 for none. */
  readonly patternAt: Int32Array;
}

function slotOf(edgeKey: Uint32Array, key: number): number {
  const mask = edgeKey.length - 1;
  let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & mask;
  for (let held = edgeKey[slot]; held !== key && held !== 0; held = edgeKey[slot]) slot = (slot + 1) & mask;
  return slot;
}

/** `patterns` are distinct, non-empty sequences of codes from 1 to 8191; a pattern is known by its position. */
export function compileAutomaton(patterns: readonly (readonly number[])[]): AutomatonTables {
  const most = patterns.reduce((sum, pattern) => sum + pattern.length, 1);
  if (most >= MAX_STATES) {
    throw new InquiryError(
      'bad-vocabulary',
      `The vocabulary's forms have ${most} characters; at most ${MAX_STATES} fit.`,
      'Split the vocabulary.',
    );
  }
  let slots = 16;
  while (slots < most * 2) slots *= 2;
  const edgeKey = new Uint32Array(slots);
  const edgeTo = new Int32Array(slots);
  const parent = new Int32Array(most);
  const entry = new Uint16Array(most);
  const depth = new Uint16Array(most);
  const ends = new Int32Array(most).fill(-1);
  let states = 1;
  patterns.forEach((pattern, position) => {
    let state = 0;
    for (const code of pattern) {
      if (code < 1 || code > MAX_CODE) {
        throw new InquiryError(
          'bad-vocabulary',
          `The vocabulary uses more than ${MAX_CODE} different characters or words.`,
          'Split the vocabulary.',
        );
      }
      const key = ((state << CODE_BITS) | code) >>> 0;
      const slot = slotOf(edgeKey, key);
      if (edgeKey[slot] === 0) {
        edgeKey[slot] = key;
        edgeTo[slot] = states;
        parent[states] = state;
        entry[states] = code;
        depth[states] = depth[state]! + 1;
        states++;
      }
      state = edgeTo[slot]!;
    }
    ends[state] = position;
  });
  const patternAt = ends.slice(0, states);
  const fail = new Int32Array(states);
  const output = new Int32Array(states);
  // A state's fail link is shallower than the state, so links are made level by level.
  const byDepth = Array.from({ length: states - 1 }, (_, index) => index + 1).toSorted((a, b) => depth[a]! - depth[b]!);
  const tables = { edgeKey, edgeTo, fail, output, patternAt };
  for (const state of byDepth) {
    const from = parent[state]!;
    if (from !== 0) fail[state] = step(tables, fail[from]!, entry[state]!);
    const behind = fail[state]!;
    output[state] = patternAt[behind]! >= 0 ? behind : output[behind]!;
  }
  return tables;
}

/** The state after reading `code`; a code that no pattern has must be 0 and leads to the start. */
export function step(tables: AutomatonTables, state: number, code: number): number {
  if (code === 0) return 0;
  const { edgeKey, edgeTo, fail } = tables;
  for (let at = state; ; at = fail[at]!) {
    const slot = slotOf(edgeKey, ((at << CODE_BITS) | code) >>> 0);
    if (edgeKey[slot] !== 0) return edgeTo[slot]!;
    if (at === 0) return 0;
  }
}
