/**
 * Words as the source of one regular expression in which those that begin alike share their beginning. Of five hundred
 * labels listed one by one V8 compiles 0.4 s before the first letter is read; so written, a fifth of that.
 */

interface Branch {
  readonly next: Map<string, Branch>;
  /** A word ends here. */
  ends: boolean;
}

/**
 * `between` may stand between two characters of a word. Of two words of which one begins the other the longer is tried
 * first. Words hold no characters with a meaning in regular expressions.
 */
export function anyOf(words: readonly string[], between: string): string {
  const root: Branch = { next: new Map(), ends: false };
  for (const word of words) {
    let branch = root;
    for (const character of word) {
      let next = branch.next.get(character);
      if (next === undefined) branch.next.set(character, (next = { next: new Map(), ends: false }));
      branch = next;
    }
    branch.ends = true;
  }
  return sourceOf(root, between);
}

function sourceOf({ next }: Branch, between: string): string {
  const parts = [...next].map(([character, branch]) => {
    const rest = sourceOf(branch, between);
    if (rest === '') return character;
    return branch.ends ? `${character}(?:${between}${rest})?` : `${character}${between}${rest}`;
  });
  return parts.length === 1 ? parts[0]! : parts.length === 0 ? '' : `(?:${parts.join('|')})`;
}
