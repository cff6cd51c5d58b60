/** A question while it is read: each part takes the stretch it understood, and what is left is the topic. */
import { fold } from '../../search/fold.ts';
import type { Span } from '../../model.ts';

export const BREAK = ' ';
/** Removed from the text at the end; a letter never holds it. */
export const JOINT = '\u0000';

export class Reading {
  /** As asked. */
  readonly asked: string;
  /** The same length as `asked`: an offset into one is an offset into the other. */
  readonly folded: string;
  /** What stands for a character that is taken: nothing yet, a break, or a joint that vanishes. */
  readonly #taken: ('' | typeof BREAK | typeof JOINT)[];

  constructor(asked: string) {
    this.asked = asked;
    this.folded = fold(asked);
    this.#taken = Array.from({ length: this.folded.length }, () => '');
  }

  /** `joins`: what stands before and after belongs together: 给人才住的[那种]房子. */
  take({ start, end }: Span, joins = false): void {
    for (let at = start; at < end; at += 1) this.#taken[at] ||= joins ? JOINT : BREAK;
  }

  /** Whether any of the stretch has been taken. */
  isTaken({ start, end }: Span): boolean {
    return this.#taken.slice(start, end).some((mark) => mark !== '');
  }

  /** The folded text with a space or a joint for each character taken, so that offsets still hold. */
  rest(): string {
    return this.folded
      .split('')
      .map((unit, at) => this.#taken[at] || unit)
      .join('');
  }
}

/** Every match of a global pattern, with its span. */
export function* matches(pattern: RegExp, text: string): Generator<RegExpMatchArray & { readonly span: Span }> {
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    yield Object.assign(match, { span: { start, end: start + match[0].length } });
  }
}
