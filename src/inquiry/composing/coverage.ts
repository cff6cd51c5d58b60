/** How far a text holds the words of a question: as written, by a concept, or in part. */
import type { Span } from '../../model.ts';
import type { QuestionWord } from '../inquiry.ts';
import { fold } from '../../search/fold.ts';
import type { ConceptMatch, Vocabulary } from '../../search/vocabulary.ts';
import { isCutOut, tagsOf } from './units.ts';
import { conceptWeight, weightOf } from './words.ts';

/** A text made ready for comparing. */
export class Field {
  readonly folded: string;
  readonly #text: string;
  readonly #matches = new Map<number, ConceptMatch[]>();
  readonly #told = new Map<number, Told>();
  #words: readonly Span[] | null = null;

  constructor(text: string, vocabulary: Vocabulary | null) {
    this.#text = text;
    this.folded = fold(text);
    for (const match of text === '' ? [] : (vocabulary?.match(text) ?? [])) {
      const known = this.#matches.get(match.concept);
      if (known) known.push(match);
      else this.#matches.set(match.concept, [match]);
    }
  }

  /**
   * How the text tells a concept: `doubtful` by a spoken phrase or two everyday characters alone, which in a letter's
   * prose are often chance; null not at all, also where the form is cut out of other words (护工 in 保护工作).
   */
  tells(concept: number): Told {
    const matches = this.#matches.get(concept);
    if (!matches) return null;
    let told = this.#told.get(concept);
    if (told === undefined) {
      told = this.#judged(matches);
      this.#told.set(concept, told);
    }
    return told;
  }

  /** The forms, folded, by which the text tells a concept. */
  forms(concept: number): readonly string[] {
    return (this.#matches.get(concept) ?? []).map((m) => this.folded.slice(m.start, m.end));
  }

  #judged(matches: readonly ConceptMatch[]): Told {
    const chance = (m: ConceptMatch): boolean =>
      m.via === 'spoken' || (m.via === 'everyday' && m.form.length < 3 && /[\u3400-\u9fff]/u.test(m.form));
    if (matches.some((m) => !chance(m) && m.form.length > 3)) return 'sure';
    // Words are cut only when a form may be cut out of them.
    this.#words ??= tagsOf(fold(this.#text));
    const whole = matches.filter((m) => !isCutOut(m, this.#words ?? []));
    return whole.length === 0 ? null : whole.every(chance) ? 'doubtful' : 'sure';
  }
}

export type Told = 'sure' | 'doubtful' | null;

const none = new Field('', null);

export function fieldOf(text: string | null, vocabulary: Vocabulary): Field {
  return text === null || text === '' ? none : new Field(text, vocabulary);
}

const byConcept = 0.9;
const byKin = 0.55;
/** One character alone is found in many a longer word: 生 in 卫生. */
const byCharacter = 0.4;

/** Share of a word's character pairs that the text has: 概念验证平台 is partly in 概念验证中心. */
function pairShare(word: string, text: string): number {
  let had = 0;
  for (let i = 0; i + 1 < word.length; i++) if (text.includes(word.slice(i, i + 2))) had += 1;
  const share = had / (word.length - 1);
  return share >= 0.5 ? share * 0.7 : 0;
}

interface Probe {
  readonly word: string;
  readonly weight: number;
  readonly concepts: readonly number[];
  readonly kin: readonly number[];
  /** For a word of Latin letters or digits, which must stand whole. */
  readonly whole: RegExp | null;
  readonly pairs: boolean;
}

function probeOf(word: QuestionWord, vocabulary: Vocabulary): Probe {
  const kin = word.concepts.flatMap((c) => {
    const concept = vocabulary.concepts[c];
    // Both a kind of subsidy is not yet one topic: kin that is general ties nothing.
    return concept ? [...concept.narrower, ...concept.broader].filter((k) => conceptWeight(k, vocabulary) >= 0.6) : [];
  });
  const latin = /^[a-z0-9.]+$/u.test(word.word);
  return {
    word: word.word,
    weight: weightOf(word, vocabulary),
    concepts: word.concepts,
    kin,
    whole: latin ? new RegExp(`(?<![a-z0-9.])${word.word.replaceAll('.', '\\.')}(?![a-z0-9])`, 'u') : null,
    pairs: /^[\u3400-\u9fff]{3,}$/u.test(word.word),
  };
}

function levelOf(probe: Probe, field: Field): number {
  const { word, whole } = probe;
  if (field.folded === '') return 0;
  const written = whole ? whole.test(field.folded) : field.folded.includes(word);
  if (written && (whole || word.length > 1)) return 1;
  if (probe.concepts.some((c) => field.tells(c) !== null)) return byConcept;
  const part = probe.pairs ? pairShare(word, field.folded) : written ? byCharacter : 0;
  return part < byKin && probe.kin.some((c) => field.tells(c) !== null) ? byKin : part;
}

export interface Context {
  readonly field: Field;
  /** What a word found here counts, against 1 for the sentence itself. */
  readonly weight: number;
}

/** The words of one question, looked for in each field once however often it is asked about. */
export class Coverage {
  readonly #probes: readonly Probe[];
  readonly #central: readonly number[];
  readonly #levels = new WeakMap<Field, Float64Array>();

  constructor(words: readonly QuestionWord[], vocabulary: Vocabulary) {
    this.#probes = words.map((word) => probeOf(word, vocabulary));
    const topical = words.map((w) => w.known || w.concepts.some((c) => conceptWeight(c, vocabulary) >= 0.6));
    const most = Math.max(0, ...this.#probes.filter((_, i) => topical[i]).map((p) => p.weight));
    this.#central = this.#probes.flatMap((p, i) => (topical[i] && p.weight >= most * nearlyCentral ? [i] : []));
  }

  #levelsIn(field: Field): Float64Array {
    let levels = this.#levels.get(field);
    if (!levels) {
      levels = Float64Array.from(this.#probes, (probe) => levelOf(probe, field));
      this.#levels.set(field, levels);
    }
    return levels;
  }

  #best(probe: number, contexts: readonly Context[]): number {
    let best = 0;
    for (const { field, weight } of contexts) best = Math.max(best, weight * (this.#levelsIn(field)[probe] ?? 0));
    return best;
  }

  /** IDF-weighted share, 0 to 1, of the words that the contexts hold; each word counts where it counts most. */
  share(contexts: readonly Context[]): number {
    let got = 0;
    let all = 0;
    for (const [i, { weight }] of this.#probes.entries()) {
      all += weight;
      got += weight * this.#best(i, contexts);
    }
    return all === 0 ? 0 : got / all;
  }

  /** Whether the most telling word of the question, or one nearly as telling, is held. */
  holdsCentral(contexts: readonly Context[]): boolean {
    return this.#central.length === 0 || this.#central.some((i) => this.#best(i, contexts) >= 0.4);
  }
}

/** Share of the most telling word's weight from which a word is central with it. */
const nearlyCentral = 0.85;
