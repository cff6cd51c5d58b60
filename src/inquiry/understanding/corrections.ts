/**
 * Slips of the hand and ear: 充电庄 for 充电桩, 加装电题 for 加装电梯, cdz. A word is corrected only when it is no word
 * itself, no passage has it, and what it is taken for is the vocabulary's or the letters'.
 */
import type { Span } from '../../model.ts';
import { terms } from '../../search/terms.ts';
import type { View } from '../../search/view.ts';
import type { Vocabulary } from '../../search/vocabulary.ts';
import type { Correction } from '../inquiry.ts';
import { overlaps } from './cuts.ts';
import { oneSlip } from './numbers.ts';
import { matches } from './reading.ts';
import { initials, soundKey } from './sounds.ts';
import { ENGLISH_STOP } from './spoken.ts';
import { SINGLE_STOP, cut } from './topic.ts';

const LONGEST = 8;
/** Characters that stand alone in any sentence: no slip. */
const JOINING = new Set(
  '的了是在有不没我你他她给和就都也要能会这那个多少几吗呢吧点怎办家什么哪啊呀得地着过里到去来把被让叫于以与而其之为从由对向及或',
);

interface Spellings {
  /** By sound: 充电桩 under "cong dian zuan ". */
  readonly sound: ReadonlyMap<string, readonly string[]>;
  /** With one character left open: 加装□梯. Forms of four characters and more. */
  readonly open: ReadonlyMap<string, readonly string[]>;
  readonly initials: ReadonlyMap<string, readonly string[]>;
  /** English words of the vocabulary, seven letters and more. */
  readonly english: readonly string[];
}

const ofVocabulary = new WeakMap<Vocabulary, Spellings>();
const ofWords = new WeakMap<View, ReadonlyMap<string, readonly string[]>>();

function put(map: Map<string, string[]>, key: string, form: string): void {
  const entry = map.get(key);
  if (entry === undefined) map.set(key, [form]);
  else if (!entry.includes(form)) entry.push(form);
}

function spellingsOf(vocabulary: Vocabulary): Spellings {
  const known = ofVocabulary.get(vocabulary);
  if (known) return known;
  const sound = new Map<string, string[]>();
  const open = new Map<string, string[]>();
  const short = new Map<string, string[]>();
  const english = new Set<string>();
  for (const concept of vocabulary.concepts) {
    for (const form of [...concept.office, ...concept.everyday, ...concept.abbreviation]) {
      if (!/^\p{Script=Han}{2,}$/u.test(form) || form.length > LONGEST) continue;
      // 喝的水 is heard in 盐塘河的水: a short phrase with 的 or 不 in it is no word that a slip could hit.
      if (form.length > 4 || ![...form].some((character) => JOINING.has(character))) put(sound, soundKey(form), form);
      if (form.length >= 3) put(short, initials(form), form);
      if (form.length >= 4 && ![...form].some((character) => SINGLE_STOP.has(character)))
        for (let at = 0; at < form.length; at += 1) put(open, `${form.slice(0, at)}□${form.slice(at + 1)}`, form);
    }
    for (const form of concept.english) for (const [word] of form.matchAll(/[a-z]{7,}/g)) english.add(word);
  }
  const made = { sound, open, initials: short, english: [...english] };
  ofVocabulary.set(vocabulary, made);
  return made;
}

/** The letters' own words by sound; made when a question first holds a word that nobody knows. */
function wordsOf(view: View): ReadonlyMap<string, readonly string[]> {
  let known = ofWords.get(view);
  if (known === undefined) {
    const sound = new Map<string, string[]>();
    for (const [word] of view.words()) if (/^\p{Script=Han}{2,6}$/u.test(word)) put(sound, soundKey(word), word);
    known = sound;
    ofWords.set(view, known);
  }
  return known;
}

const ofNames = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

function soundsOf(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  let known = ofNames.get(names);
  if (known === undefined) {
    const sound = new Map<string, string[]>();
    for (const name of names) put(sound, soundKey(name), name);
    known = sound;
    ofNames.set(names, known);
  }
  return known;
}

export interface Corrected {
  /** The question with what is corrected; the question itself when nothing is. */
  readonly text: string;
  readonly corrections: readonly Correction[];
}

/**
 * Corrects `folded` outside `kept` (numbers, places, names that are understood). `names` are further known names, the
 * places', that a slip may have hit: one list for all questions, whose sounds are kept.
 */
export function correct(
  asked: string,
  folded: string,
  kept: readonly Span[],
  names: readonly string[],
  view: View,
): Corrected {
  const found: Correction[] = [];
  const closed = [...kept, ...view.vocabulary.match(folded)];
  const free = (at: Span): boolean =>
    ![...closed, ...found.map((correction) => correction.at)].some((other) => overlaps(other, at));
  // A form inside a longer slip must not shield it: 电梯 is not in 加装电题, but 充电 is in 充电庄.
  const open = (at: Span): boolean =>
    ![...kept, ...found.map((correction) => correction.at)].some((other) => overlaps(other, at)) &&
    !closed.some((other) => other.start <= at.start && at.end <= other.end);
  const propose = (at: Span, to: string | null): void => {
    if (to !== null) found.push({ from: asked.slice(at.start, at.end), to, at });
  };
  for (const match of matches(/\p{Script=Han}{2,}/gu, folded)) {
    const loose = looseCharacters(match[0], view);
    // Shortest first, so that the correction told is the word and not the phrase; two characters alone are the least sure.
    for (const length of [3, 4, 5, 6, 7, LONGEST, 2]) {
      for (let at = match.span.start; at + length <= match.span.end; at += 1) {
        const span = { start: at, end: at + length };
        if (
          loose.some(
            (alone, where) => alone && where >= at - match.span.start && where < at - match.span.start + length,
          ) &&
          open(span)
        )
          propose(span, soundAlike(folded.slice(at, at + length), loose.slice(at - match.span.start), names, view));
      }
    }
  }
  const chinese = /\p{Script=Han}{2}/u.test(folded);
  for (const match of matches(/[a-z]+/gu, folded)) {
    if (!free(match.span) || ENGLISH_STOP.has(match[0]) || view.knows(match[0])) continue;
    propose(match.span, chinese ? abbreviated(match[0], view) : misspelt(match[0], view));
  }
  found.sort((a, b) => a.at.start - b.at.start);
  let text = '';
  let done = 0;
  for (const { at, to } of found) {
    text += asked.slice(done, at.start) + to;
    done = at.end;
  }
  return { text: text + asked.slice(done), corrections: found };
}

/** Per character of a run, whether it stands alone when the run is cut into words: slips do, for they break the word. */
function looseCharacters(run: string, view: View): readonly boolean[] {
  const held = Array.from({ length: run.length }, () => false);
  for (const { start, end } of cut(run, view)) if (end - start > 1) held.fill(true, start, end);
  return held.map((inWord, at) => !inWord && !JOINING.has(run[at] ?? ''));
}

/** What a stretch of Chinese sounds or, when long enough, looks like; null when it is a word, or like nothing. */
function soundAlike(stretch: string, loose: readonly boolean[], names: readonly string[], view: View): string | null {
  const { sound, open } = spellingsOf(view.vocabulary);
  const key = soundKey(stretch);
  const candidates = [...(sound.get(key) ?? []), ...(soundsOf(names).get(key) ?? [])];
  // One character quite wrong: inside the form only, since at its ends any neighbour of a shorter form would do.
  if (stretch.length >= 4 && candidates.length === 0) {
    for (let at = 1; at < stretch.length - 1; at += 1)
      candidates.push(...(open.get(`${stretch.slice(0, at)}□${stretch.slice(at + 1)}`) ?? []));
  }
  if (candidates.length === 0 && stretch.length >= 3) candidates.push(...(wordsOf(view).get(key) ?? []));
  if (candidates.length === 0 || candidates.includes(stretch) || isWord(stretch, view)) return null;
  const fitting = candidates.filter((candidate) => isSlip(stretch, candidate, loose, view));
  // The letters' own first, then the one that differs least.
  fitting.sort(
    (a, b) =>
      Number(view.knows(b)) - Number(view.knows(a)) || differing(stretch, a).length - differing(stretch, b).length,
  );
  return fitting[0] ?? null;
}

/** Whether the tokeniser or the letters have it as a word. */
function isWord(stretch: string, view: View): boolean {
  return view.knows(stretch) || terms(stretch).words.includes(stretch);
}

function differing(a: string, b: string): readonly number[] {
  return [...a].flatMap((character, at) => (character === b[at] ? [] : [at]));
}

/**
 * Whether `stretch` can be `candidate` mistyped: most characters stay, and each changed one stands in no word and makes,
 * with its neighbours, pairs that no passage has. Two characters alone must be all telling ones, and a word of the letters.
 */
function isSlip(stretch: string, candidate: string, loose: readonly boolean[], view: View): boolean {
  const changed = differing(stretch, candidate);
  if (changed.length === 0 || changed.length * 2 > stretch.length) return false;
  if (
    stretch.length === 2 &&
    !(view.knows(candidate) && [...stretch].every((character) => !SINGLE_STOP.has(character)))
  )
    return false;
  return changed.every((at) => {
    const pairs = [at > 0 ? stretch.slice(at - 1, at + 1) : '', stretch.slice(at, at + 2)].filter(
      (pair) => pair.length === 2,
    );
    return loose[at] === true && pairs.every((pair) => !view.knows(pair));
  });
}

/** cdz as 充电桩: of the forms with these initials that the letters print, the commonest. */
function abbreviated(token: string, view: View): string | null {
  if (token.length < 3 || token.length > LONGEST) return null;
  const forms = spellingsOf(view.vocabulary).initials.get(token) ?? [];
  const printed = forms.filter((form) =>
    [...form].every((_, at) => at === 0 || view.knows(form.slice(at - 1, at + 1))),
  );
  const rarity = (form: string): number => Math.max(...terms(form).words.map((word) => view.idf(word)));
  return printed.toSorted((a, b) => rarity(a) - rarity(b))[0] ?? null;
}

/** An English word one slip away from one of the vocabulary's. */
function misspelt(token: string, view: View): string | null {
  if (token.length < 7) return null;
  const { english } = spellingsOf(view.vocabulary);
  if (english.includes(token)) return null;
  // A changed letter makes another word too often (created, cheated): only swapped, missing and extra letters inside it count.
  const near = english.filter(
    (word) =>
      word.slice(0, 2) === token.slice(0, 2) &&
      word.at(-1) === token.at(-1) &&
      oneSlip(word, token) &&
      (word.length !== token.length || [...word].toSorted().join('') === [...token].toSorted().join('')),
  );
  return near.length === 1 ? (near[0] ?? null) : null;
}
