/** A text of a letter made ready for comparing with a question: nothing is looked for in it before it is asked about. */
import type { Span } from '../../model.ts';
import { fold } from '../../search/fold.ts';
import { cutWords } from '../../search/terms.ts';
import type { ConceptMatch, Vocabulary } from '../../search/vocabulary.ts';
import { isCutOut } from '../understanding/cuts.ts';

/** A vocabulary, or its concepts that a question asks for. */
export type Looking = Pick<Vocabulary, 'match'>;

export type Told = 'sure' | 'doubtful' | null;

interface Matches {
  readonly all: ConceptMatch[];
  told: Told | undefined;
}

const noMatches: ReadonlyMap<number, Matches> = new Map();

export class Field {
  readonly folded: string;
  readonly #text: string;
  readonly #looking: Looking | null;
  #matches: ReadonlyMap<number, Matches> | null = null;
  /** The clause last cut into words. */
  #clause: (Span & { readonly words: readonly Span[] }) | null = null;

  /** `folded` is `fold(text)`, for who has it at hand. */
  constructor(text: string, looking: Looking | null, folded = fold(text)) {
    this.#text = text;
    this.#looking = looking;
    this.folded = folded;
  }

  /**
   * How the text tells a concept: `doubtful` by a spoken phrase or two everyday characters alone, which in a letter's
   * prose are often chance; null not at all, also where the form is cut out of other words (护工 in 保护工作).
   */
  tells(concept: number): Told {
    const matches = this.#matched().get(concept);
    if (!matches) return null;
    if (matches.told === undefined) matches.told = this.#judged(matches.all);
    return matches.told;
  }

  /** The forms, folded, by which the text tells a concept. */
  forms(concept: number): readonly string[] {
    return (this.#matched().get(concept)?.all ?? []).map((m) => this.folded.slice(m.start, m.end));
  }

  #matched(): ReadonlyMap<number, Matches> {
    this.#matches ??= matchesIn(this.#text, this.#looking);
    return this.#matches;
  }

  #judged(matches: readonly ConceptMatch[]): Told {
    if (matches.some((m) => m.form.length > 3 && !isChance(m))) return 'sure';
    const whole = matches.filter((m) => !this.#cutOut(m));
    return whole.length === 0 ? null : whole.every(isChance) ? 'doubtful' : 'sure';
  }

  #cutOut(form: Span): boolean {
    if (form.end - form.start > 3) return false;
    let { start, end } = form;
    while (start > 0 && !CLAUSE_END.test(this.folded.charAt(start - 1))) start -= 1;
    while (end < this.folded.length && !CLAUSE_END.test(this.folded.charAt(end))) end += 1;
    // No word begins before the clause or ends after it.
    if (start === form.start || end === form.end) return false;
    // Forms of several concepts mostly stand in one clause.
    if (this.#clause?.start !== start || this.#clause.end !== end)
      this.#clause = { start, end, words: spansFrom(start, this.folded.slice(start, end)) };
    return isCutOut(form, this.#clause.words);
  }
}

function matchesIn(text: string, looking: Looking | null): ReadonlyMap<number, Matches> {
  const found = text === '' ? [] : (looking?.match(text) ?? []);
  if (found.length === 0) return noMatches;
  const matches = new Map<number, Matches>();
  for (const match of found) {
    const known = matches.get(match.concept);
    if (known) known.all.push(match);
    else matches.set(match.concept, { all: [match], told: undefined });
  }
  return matches;
}

function isChance({ via, form }: ConceptMatch): boolean {
  return via === 'spoken' || (via === 'everyday' && form.length < 3 && /[\u3400-\u9fff]/u.test(form));
}

/** Between two of these marks words are cut the same as in the whole text: no word reaches over one. */
const CLAUSE_END = /[，。；：、！？,;:!?\n]/u;

function spansFrom(start: number, text: string): readonly Span[] {
  let at = start;
  return cutWords(text).map((word) => {
    const from = at;
    at += word.length;
    return { start: from, end: at };
  });
}

const none = new Field('', null);

export function fieldOf(text: string | null, looking: Looking): Field {
  return text === null || text === '' ? none : new Field(text, looking);
}
