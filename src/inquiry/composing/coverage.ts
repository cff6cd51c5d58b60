/** How far a text holds the words of a question: as written, by a concept, or in part. */
import type { Vocabulary } from '../../search/vocabulary.ts';
import type { QuestionWord } from '../inquiry.ts';
import type { Field } from './field.ts';
import { conceptWeight, isCompound, pairShare, weightOf } from './words.ts';

const byConcept = 0.9;
const byKin = 0.55;
const byPairs = 0.7;
/** One character alone is found in many a longer word: 生 in 卫生. */
const byCharacter = 0.4;

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
    pairs: isCompound(word.word),
  };
}

function levelOf(probe: Probe, field: Field): number {
  const { word, whole } = probe;
  if (field.folded === '') return 0;
  const written = whole ? whole.test(field.folded) : field.folded.includes(word);
  if (written && (whole || word.length > 1)) return 1;
  if (probe.concepts.some((c) => field.tells(c) !== null)) return byConcept;
  const part = probe.pairs ? pairShare(word, field.folded) * byPairs : written ? byCharacter : 0;
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
  readonly #levels = new WeakMap<Field, Float64Array>();

  constructor(words: readonly QuestionWord[], vocabulary: Vocabulary) {
    this.#probes = words.map((word) => probeOf(word, vocabulary));
  }

  /** Every concept that a field may be asked about. */
  concepts(): readonly number[] {
    return this.#probes.flatMap(({ concepts, kin }) => [...concepts, ...kin]);
  }

  #levelsIn(field: Field): Float64Array {
    let levels = this.#levels.get(field);
    if (!levels) {
      levels = Float64Array.from(this.#probes, (probe) => levelOf(probe, field));
      this.#levels.set(field, levels);
    }
    return levels;
  }

  /** Each word where it counts most. */
  #best(contexts: readonly Context[]): Float64Array {
    const best = new Float64Array(this.#probes.length);
    for (const { field, weight } of contexts) {
      const levels = this.#levelsIn(field);
      for (let probe = 0; probe < best.length; probe += 1)
        best[probe] = Math.max(best[probe] ?? 0, weight * (levels[probe] ?? 0));
    }
    return best;
  }

  /** IDF-weighted share, 0 to 1, of the words that the contexts hold; each word counts where it counts most. */
  share(contexts: readonly Context[]): number {
    const best = this.#best(contexts);
    let got = 0;
    let all = 0;
    for (const [i, { weight }] of this.#probes.entries()) {
      all += weight;
      got += weight * (best[i] ?? 0);
    }
    return all === 0 ? 0 : got / all;
  }
}
