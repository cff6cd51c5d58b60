/** What composing hands to verification: blocks that claim, and where in the letters each claim stands. */
import type { Block, Language, Letter, Line, Span, Tense } from '../../model.ts';
import type { View } from '../../search/view.ts';

export interface DraftCitation extends Span {
  readonly marker: number;
  /** Position of the letter in the generation. */
  readonly letter: number;
  readonly tense: Tense;
}

export interface Draft {
  readonly question: string;
  readonly language: Language;
  readonly writer: string;
  readonly blocks: readonly Block[];
  readonly citations: readonly DraftCitation[];
}

/** Collects blocks and citations; a span that is cited twice keeps its first marker. */
export class DraftBuilder {
  readonly #view: View;
  readonly #citations: DraftCitation[] = [];
  readonly #markers = new Map<string, number>();
  readonly blocks: Block[] = [];

  constructor(view: View) {
    this.#view = view;
  }

  /** Marker of a span, or null when no passage of the viewer's holds it: what can't be cited can't be said. */
  cite(letter: Letter, index: number, span: Span, tense: Tense): number | null {
    const place = `${index} ${span.start} ${span.end} ${tense}`;
    const known = this.#markers.get(place);
    if (known !== undefined) return known;
    if (span.end <= span.start || span.end > letter.body.length) return null;
    if (!this.citable(index, span)) return null;
    const marker = this.#citations.length + 1;
    this.#markers.set(place, marker);
    this.#citations.push({ marker, letter: index, start: span.start, end: span.end, tense });
    return marker;
  }

  /** Whether one passage of the viewer's holds the span whole. */
  citable(index: number, span: Span): boolean {
    return this.#view.passages(index).some((p) => p.start <= span.start && span.end <= p.end);
  }

  /** A verbatim line of a span, with its marker. */
  quote(letter: Letter, index: number, span: Span, tense: Tense): Line | null {
    const marker = this.cite(letter, index, span, tense);
    return marker === null ? null : { text: letter.body.slice(span.start, span.end), markers: [marker] };
  }

  build(question: string, language: Language): Draft {
    return { question, language, writer: 'extractive', blocks: this.blocks, citations: this.#citations };
  }
}
