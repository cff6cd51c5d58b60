/** Facts from several places of one letter: the first source that prints a field gives it, with where it stands. */
import type { LetterField, Problem, Span } from '../model.ts';

export class Facts {
  readonly evidence: Partial<Record<LetterField, Span>> = {};
  readonly problems: Problem[] = [];

  /** Notes where a field is printed; the first span stays. */
  seen(field: LetterField, at: Span | null): void {
    if (at !== null && at.end > at.start && this.evidence[field] === undefined)
      this.evidence[field] = { start: at.start, end: at.end };
  }

  unsure(code: string, field: LetterField | null, message: string, excerpt: string | null): void {
    this.problems.push({ code, field, message, excerpt: excerpt === null ? null : excerpt.slice(0, 80) });
  }
}
