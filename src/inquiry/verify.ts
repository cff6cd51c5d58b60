/**
 * Draft -> Answer: the only maker of `answered`. Every quote is an exact slice of a passage of the viewer's; every
 * value in a sentence of ours is printed in what it cites; nothing planned stands under done. What fails is dropped.
 */
import type { Answered, Block, Citation, Line, Tense } from '../model.ts';
import type { View } from '../search/view.ts';
import type { Draft } from './composing/draft.ts';
import { phrasesOf, readBack } from './rendering/phrases.ts';
import { holds, squeeze } from './verifying/facts.ts';
import { markersOf, renumber } from './verifying/markers.ts';
import { type Dropped, printed, type Proof, proofOf } from './verifying/proof.ts';

export type { Dropped };

export interface Verified {
  /** Null when nothing is left. */
  readonly answer: Answered | null;
  readonly dropped: readonly Dropped[];
}

class Verifier {
  readonly #draft: Draft;
  readonly #asked: string;
  readonly #proofs: ReadonlyMap<number, Proof>;
  readonly dropped: Dropped[] = [];

  constructor(draft: Draft, asked: string, view: View) {
    this.#draft = draft;
    this.#asked = squeeze(asked);
    const proofs = new Map<number, Proof>();
    for (const citation of draft.citations) {
      const proof = proofOf(citation, view);
      if ('why' in proof) this.dropped.push(proof);
      // Of a marker that names two places, the first alone counts.
      else if (!proofs.has(proof.marker)) proofs.set(proof.marker, proof);
    }
    this.#proofs = proofs;
  }

  get proofs(): ReadonlyMap<number, Proof> {
    return this.#proofs;
  }

  #cited(markers: readonly number[]): readonly Proof[] | null {
    const found = markers.map((m) => this.#proofs.get(m));
    return found.every((p) => p !== undefined) ? found : null;
  }

  #fail(text: string, why: Dropped['why']): false {
    this.dropped.push({ text, why });
    return false;
  }

  /** A value alone: a field of a cited letter, or a whole part of a cited quote. */
  #valueHolds(value: string, proofs: readonly Proof[]): boolean {
    const wanted = squeeze(value);
    return proofs.some((p) => printed(p).includes(wanted) || holds(p.text, value));
  }

  /** A sentence of ours: one of the phrases with proven values, or values alone joined by ` · `. */
  #ownWords(text: string, markers: readonly number[], count: number): boolean {
    const proofs = markers.length > 0 ? this.#cited(markers) : [...this.#proofs.values()];
    if (proofs === null) return this.#fail(text, 'no-citation');
    const parts = text.split(' · ');
    const good = parts.every(
      (part) =>
        this.#valueHolds(part, proofs) ||
        readBack(this.#draft.language, part).some((filled) =>
          filled.every(([slot, value]) => this.#slotHolds(slot, value, proofs, count)),
        ),
    );
    return good || this.#fail(text, 'unproven');
  }

  #slotHolds(slot: string, value: string, proofs: readonly Proof[], count: number): boolean {
    if (slot === 'count') return value === String(count);
    if (slot === 'asked') return this.#asked.includes(squeeze(value));
    if (slot === 'heard') return value.length <= 40 && !/\d/u.test(value);
    if (slot === 'page') return proofs.some((p) => String(p.page) === value);
    return this.#valueHolds(value, proofs);
  }

  #quoteLine(line: Line, tense: Tense | null): boolean {
    const proofs = this.#cited(line.markers);
    const proof = proofs?.[0];
    if (!proof || proofs?.length !== 1) return this.#fail(line.text, 'no-citation');
    if (line.text !== proof.quote) return this.#fail(line.text, 'not-verbatim');
    if (tense !== null && proof.tense !== tense) return this.#fail(line.text, 'tense');
    return true;
  }

  #rowHolds(row: { label: string; value: string; markers: readonly number[] }): boolean {
    const label = Object.values(phrasesOf(this.#draft.language)).includes(row.label);
    const proofs = this.#cited(row.markers);
    if (!label || !proofs?.length) return this.#fail(row.value, 'no-citation');
    const wanted = squeeze(row.value);
    // A field's value is proven by the place where the letter prints it, not by any other line of that letter.
    const good = proofs.some((p) => holds(p.text, row.value) || this.#evident(p, wanted));
    return good || this.#fail(row.value, 'unproven');
  }

  #evident(proof: Proof, wanted: string): boolean {
    const { evidence, ...fields } = proof.source;
    return (Object.keys(evidence) as (keyof typeof evidence)[]).some((field) => {
      const span = evidence[field];
      const value = fields[field];
      const text = Array.isArray(value) ? value.join('、') : String(value);
      return span !== undefined && span.start === proof.start && span.end === proof.end && squeeze(text) === wanted;
    });
  }

  #cell(line: Line): boolean {
    return line.markers.length === 1 && this.#proofs.get(line.markers[0] ?? 0)?.quote === line.text
      ? true
      : this.#ownWords(line.text, line.markers, 0);
  }

  /** A line that names a letter cites where that one letter prints its fields, and nothing else. */
  #named(item: Line): boolean {
    const proofs = this.#cited(item.markers) ?? [];
    const [first] = proofs;
    const good = proofs.every(
      (p) =>
        p.letter === first?.letter &&
        (p.quote === item.text || Object.values(p.source.evidence).some((e) => e.start === p.start && e.end === p.end)),
    );
    return (first !== undefined && good) || this.#fail(item.text, 'no-citation');
  }

  block(block: Block, count: number): Block | null {
    switch (block.kind) {
      case 'lead':
        return this.#ownWords(block.text, block.markers, count) ? block : null;
      case 'note':
        return this.#ownWords(block.text, [], count) ? block : null;
      case 'card': {
        const rows = block.rows.filter((row) => this.#rowHolds(row));
        return rows.length > 0 ? { ...block, rows } : null;
      }
      case 'quotes': {
        const lines = block.lines.filter((line) => this.#quoteLine(line, block.tense));
        const proofs = lines.flatMap((line) => this.#cited(line.markers) ?? []);
        const titled = block.title !== null && proofs.length > 0 && this.#titleHolds(block.title, proofs);
        return lines.length > 0 ? { ...block, title: titled ? block.title : null, lines } : null;
      }
      case 'table': {
        const rows = block.rows.filter((row) => row.every((cell) => this.#cell(cell)));
        const head = block.head.every((h) => this.#ownWords(h, [], 0));
        return rows.length > 0 && head ? { ...block, rows } : null;
      }
      case 'list': {
        const items = block.items.filter((item) => this.#named(item) && this.#cell(item));
        return items.length > 0 ? { ...block, items } : null;
      }
      case 'choices':
        // Choices belong to a question back, never to an answer.
        return null;
    }
  }

  #titleHolds(title: string, proofs: readonly Proof[]): boolean {
    const parts = title.split(' · ');
    return parts.every((part) =>
      this.#ownWords(
        part,
        proofs.map((p) => p.marker),
        0,
      ),
    );
  }
}

function citationOf(proof: Proof, marker: number): Citation {
  const { file, id: letterId, proposalNo, title, department, date, kind, genre, subject, addressees } = proof.card;
  const { heading, page, quote, start, end, tense } = proof;
  const names = { kind, genre, subject, addressees };
  const letter = { file, letterId, proposalNo, title, department, date, ...names, ocr: proof.source.ocr };
  return { marker, ...letter, heading, page, quote, start, end, tense };
}

/** Items that a `{count}` of this draft counts: those of its first list, else its quotes. A later list is told apart. */
function counted(blocks: readonly Block[]): number {
  const items = blocks.find((b) => b.kind === 'list')?.items.length ?? 0;
  return items > 0 ? items : blocks.reduce((n, b) => n + (b.kind === 'quotes' ? b.lines.length : 0), 0);
}

/**
 * Proves a draft against what its viewer may see. `asked` is the question with its earlier turns: the only words of
 * others that a reply may repeat.
 */
export function verify(draft: Draft, asked: string, view: View): Verified {
  const verifier = new Verifier(draft, asked, view);
  // Lists and quotes first: what they lose, a count in a lead or note must not count.
  const carried = draft.blocks.map((b) => (b.kind === 'lead' || b.kind === 'note' ? b : verifier.block(b, 0)));
  const count = counted(carried.filter((b) => b !== null));
  const kept = carried
    .map((b) => (b && (b.kind === 'lead' || b.kind === 'note') ? verifier.block(b, count) : b))
    .filter((b) => b !== null);

  const order = new Map<number, number>();
  for (const marker of kept.flatMap(markersOf)) if (!order.has(marker)) order.set(marker, order.size + 1);
  const citations = [...order].flatMap(([from, to]) => {
    const proof = verifier.proofs.get(from);
    return proof ? [citationOf(proof, to)] : [];
  });
  const [first, ...rest] = citations;
  const { dropped } = verifier;
  if (!first || !kept.some((b) => b.kind !== 'note' && b.kind !== 'lead')) return { answer: null, dropped };
  const blocks = kept.map((b) => renumber(b, (m) => order.get(m) ?? m));
  const { question, language, writer } = draft;
  // The one place that claims proof: everything above has been checked against the viewer's passages.
  const answer = {
    kind: 'answered',
    question,
    language,
    writer,
    blocks,
    citations: [first, ...rest],
  } as unknown as Answered;
  return { answer, dropped };
}
