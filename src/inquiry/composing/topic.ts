/** Whether evidence is about what the question is about: each thing the question names, looked for where it stands. */
import type { Field } from './field.ts';
import { holdsName } from './named.ts';
import type { Unit } from './units.ts';
import { pairShare } from './words.ts';

/** What a unit counts by how it is met. */
const level = {
  written: 1,
  concept: 0.95,
  narrower: 0.85,
  apart: 0.85,
  named: 0.7,
  remedy: 0.6,
  doubtful: 0.45,
  broader: 0.45,
  inner: 0.35,
  character: 0.4,
  pairs: 0.6,
} as const;

/** Level from which a unit counts as met: a neighbour's literal word does, a wider concept does not. */
export const MET = 0.5;

function written(unit: Unit, folded: string): boolean {
  if (unit.loose) return false;
  if (unit.kind === 'latin')
    return new RegExp(`(?<![a-z0-9.])${unit.text.replaceAll('.', '\\.')}(?![a-z0-9])`, 'u').test(folded);
  return folded.includes(unit.text);
}

/** Share of the unit's words that the text prints, of two or more; a word that no letter prints is what tells it apart. */
function wordShare({ words, loose }: Unit, folded: string): number {
  // What stands in the gap of a phrase is no part of it.
  if (words.filter(({ known }) => known).length < 2 || (!loose && words.some(({ known }) => !known))) return 0;
  let all = 0;
  let had = 0;
  for (const { word, weight, known } of words) {
    if (!known) continue;
    all += weight;
    if (folded.includes(word)) had += weight;
  }
  return all === 0 ? 0 : (had / all) * level.apart;
}

/** 图书馆 alone is not 图书馆自习室座位, though both are forms of one concept. */
function onlyPart(unit: Unit, field: Field, concept: number): boolean {
  const { words, text } = unit;
  if (words.length < 2 || words.every(({ word }) => field.folded.includes(word))) return false;
  return field.forms(concept).every((form) => form.length < text.length && text.includes(form));
}

const COUNTED = /([一二三四五六七八九十\d]+)([\p{Script=Han}])/gu;

/** 九价 is not 二价, nor 三胎 二胎: the same thing with another number beside it. */
function otherNumber(unit: Unit, folded: string): boolean {
  return Array.from(unit.text.matchAll(COUNTED)).some(
    ([whole, , thing]) =>
      !folded.includes(whole) && new RegExp(`[一二三四五六七八九十\\d]${thing ?? ''}`, 'u').test(folded),
  );
}

export function levelOf(unit: Unit, field: Field): number {
  if (field.folded === '') return 0;
  const met = levelMet(unit, field);
  return met >= MET && unit.kind !== 'name' && otherNumber(unit, field.folded) ? level.broader : met;
}

function levelMet(unit: Unit, field: Field): number {
  if (unit.text.length > 1 && written(unit, field.folded)) return level.written;
  if (unit.concepts.some((c) => field.tells(c) === 'sure' && !onlyPart(unit, field, c))) return level.concept;
  if (unit.narrower.some((c) => field.tells(c) === 'sure')) return level.narrower;
  if (unit.parts.length > 0 && unit.parts.every((part) => field.folded.includes(part))) return level.apart;
  if (unit.made.length > 1 && unit.made.every((part) => part.some((c) => field.tells(c) === 'sure')))
    return level.apart;
  if (unit.remedies.some((c) => field.tells(c) === 'sure')) return level.remedy;
  const rest = [
    unit.concepts.some((c) => field.tells(c) === 'doubtful') ? level.doubtful : 0,
    wordShare(unit, field.folded),
    unit.broader.some((c) => field.tells(c) !== null) ? level.broader : 0,
    unit.inner.some((c) => field.tells(c) !== null) ? level.inner : 0,
    unit.text.length === 1 && field.folded.includes(unit.text) ? level.character : 0,
    pairShare(unit.text, field.folded) * level.pairs,
  ];
  return Math.max(...rest);
}

export interface TopicContext {
  readonly field: Field;
  /** What a unit found here counts, against 1 for the sentence itself. */
  readonly weight: number;
}

/** How far evidence is about the question's things; all shares are of the units' weight, 0 to 1. */
export interface TopicFit {
  readonly held: number;
  /** Held by the sentence itself or its heading. */
  readonly own: number;
  /** Level of the heaviest unit. */
  readonly top: number;
  /** Weight of telling concepts, nouns and names that are nowhere near, against the heaviest unit's. */
  readonly missingThing: number;
  readonly missingNoun: number;
  /** Names (望潮小学, 5号线) that are nowhere near. */
  readonly missingNames: number;
  /** Groups of people that are asked about and not told of. */
  readonly missingGroups: number;
}

/** The units of one question, looked for in each field once however often it is asked about. */
export class Topic {
  readonly units: readonly Unit[];
  readonly #names = new Map<string, boolean>();
  readonly #levels = new WeakMap<Field, Float64Array>();

  constructor(units: readonly Unit[]) {
    this.units = units;
  }

  #levelsIn(field: Field): Float64Array {
    let levels = this.#levels.get(field);
    if (!levels) {
      levels = Float64Array.from(this.units, (unit) => levelOf(unit, field));
      this.#levels.set(field, levels);
    }
    return levels;
  }

  #best(unit: number, contexts: readonly TopicContext[]): number {
    let best = 0;
    for (const { field, weight } of contexts) best = Math.max(best, weight * (this.#levelsIn(field)[unit] ?? 0));
    return best;
  }

  /** Looked for in the whole letter, once: a name binds the letter, not the sentence. */
  #named(unit: Unit, body: string): boolean {
    const key = `${unit.text}\n${body.length}\n${body.slice(0, 80)}`;
    let found = this.#names.get(key);
    if (found === undefined) {
      found = holdsName(unit.text, body);
      this.#names.set(key, found);
    }
    return found;
  }

  /**
   * `all`: every place that counts; `own`: the sentence and its heading; `groupsMissing`: of those the question asks for, how many are not told of.
   */
  fit(
    all: readonly TopicContext[],
    places: {
      readonly own: readonly TopicContext[];
      readonly groupsMissing: number;
      readonly body: string;
    },
  ): TopicFit {
    const { own, groupsMissing, body } = places;
    const sum = this.units.reduce((n, u) => n + u.weight, 0);
    if (sum === 0)
      return {
        held: 0,
        own: 0,
        top: 0,
        missingThing: 0,
        missingNoun: 0,
        missingNames: 0,
        missingGroups: groupsMissing,
      };
    let held = 0;
    let near = 0;
    let thing = 0;
    let noun = 0;
    let names = 0;
    let top = 0;
    const most = Math.max(...this.units.map((u) => u.weight));
    for (const [i, unit] of this.units.entries()) {
      const around = this.#best(i, all);
      const named = unit.kind === 'name' && around < MET && this.#named(unit, body);
      // A name that the letter prints elsewhere still tells that the letter is of it.
      const got = named ? level.named : around;
      held += unit.weight * got;
      near += unit.weight * this.#best(i, own);
      if (unit.weight === most) top = Math.max(top, got);
      const lost = got >= MET ? 0 : unit.weight;
      if (unit.kind === 'thing') thing += lost;
      else if (unit.kind === 'noun') noun += lost;
      else if (unit.kind === 'name' && got < MET) names += 1;
    }
    return {
      held: held / sum,
      own: near / sum,
      top,
      missingThing: thing / sum,
      missingNoun: noun / sum,
      missingNames: names,
      missingGroups: groupsMissing,
    };
  }
}
