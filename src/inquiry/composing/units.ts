/** What a question is about, cut into things: each concept it names once, and each word that no concept explains. */
import type { Span } from '../../model.ts';
import { fold } from '../../search/fold.ts';
import { terms } from '../../search/terms.ts';
import type { View } from '../../search/view.ts';
import type { ConceptMatch, Vocabulary } from '../../search/vocabulary.ts';
import type { Inquiry, QuestionWord } from '../inquiry.ts';
import {
  contains,
  cutsNumber,
  isCutOut,
  overlap,
  overlaps,
  tagAt,
  type Tagged,
  tagsOf,
} from '../understanding/cuts.ts';
import { ENGLISH_STOP } from '../understanding/spoken.ts';
import { type Name, namesIn } from './named.ts';
import { joined, partsOf, wholeWord } from './pieces.ts';
import { conceptWeight, topicWords } from './words.ts';

/**
 * `thing`: a concept that tells one topic from another; `general`: one that many topics share (subsidy, apply); `noun`,
 * `verb`, `other`: a word by its part of speech; `latin`: a word of Latin letters; `name`: 望潮小学, 5号线, which binds.
 */
export type UnitKind = 'thing' | 'general' | 'noun' | 'verb' | 'other' | 'name' | 'latin';

export interface Unit extends Span {
  readonly kind: UnitKind;
  /** As the question writes it, folded. */
  readonly text: string;
  readonly weight: number;
  /** Whether some visible passage has the text itself. */
  readonly known: boolean;
  readonly concepts: readonly number[];
  /** Concepts of forms inside the unit's own: 电梯 of 加装电梯. */
  readonly inner: readonly number[];
  /** 加装电梯…补贴 is made of these, each known by any of its concepts: told together they are the thing. */
  readonly made: readonly (readonly number[])[];
  readonly narrower: readonly number[];
  readonly broader: readonly number[];
  /** Of a need in everyday words (缺钱怎么办): what letters call its remedy, the wider concept and its others. */
  readonly remedies: readonly number[];
  /** Words that the text is made of, when there are two or more: 免费乘坐公交车 tells of 公交车免费 too. */
  readonly parts: readonly string[];
  /** Words of the question inside the unit with their weights: 老化管线 has half of 老旧管线. */
  readonly words: readonly { readonly word: string; readonly weight: number; readonly known: boolean }[];
  /** A phrase with a gap (孩子…没人带): no text prints it, only its concept can be met. */
  readonly loose: boolean;
}

/** Weight of a concept from which it tells a topic of its own. */
const TELLING = 0.6;

function gaps({ form }: ConceptMatch): number {
  return form.includes('…') ? 1 : 0;
}

/** Spans of matches, longest first, phrases with a gap last, none inside another; those of one span together. */
function outermost(matches: readonly ConceptMatch[]): readonly (readonly ConceptMatch[])[] {
  const groups: ConceptMatch[][] = [];
  for (const match of matches.toSorted(
    (a, b) => gaps(a) - gaps(b) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  )) {
    const same = groups.find((g) => g[0] && g[0].start === match.start && g[0].end === match.end);
    if (same) same.push(match);
    else if (!groups.some((g) => g[0] && overlap(g[0], match) * 2 > match.end - match.start)) groups.push([match]);
  }
  return groups;
}

/** Themes of everyday words (words-things, words-acts): they say the same in office words, and are no topic. */
function isEveryday(concept: number, vocabulary: Vocabulary): boolean {
  return vocabulary.concepts[concept]?.theme.startsWith('words-') === true;
}

/** Everyday words for acts, states and people: what they are of stands elsewhere in the question. */
const VAGUE: ReadonlySet<string> = new Set(['words-acts', 'words-states', 'words-people']);

function isTelling(concept: number, vocabulary: Vocabulary): boolean {
  return !isEveryday(concept, vocabulary) && conceptWeight(concept, vocabulary) >= TELLING;
}

function kindOfTag(tag: string): UnitKind {
  if (/^(?:n|l|i|j|b)/u.test(tag) || tag === 'vn' || tag === 'x') return 'noun';
  return /^(?:v|a)/u.test(tag) ? 'verb' : 'other';
}

/** No passage has it, so its rarity is the greatest there is. */
const UNSEEN = '\u0000';

/** A concept's rarity is only half its own wording's: rare words for a common thing are still that thing. */
const share = { general: 0.3, noun: 1, verb: 0.55, other: 0.25, strangeNoun: 0.75, strangeVerb: 0.25, character: 0.15 };

/** Help is asked for: letters answer a need by its remedy. */
const HELP = /怎么办(?!理)|咋办|咋整|帮|\bhelp\b|\bsupport\b/u;

function remediesOf(group: readonly ConceptMatch[], inquiry: Inquiry, vocabulary: Vocabulary): readonly number[] {
  if (!HELP.test(fold(inquiry.question))) return [];
  const needs = group.filter(({ via }) => via === 'everyday' || via === 'spoken' || via === 'english');
  const wider = needs.flatMap(({ concept }) => vocabulary.concepts[concept]?.broader ?? []);
  return [...wider, ...wider.flatMap((c) => vocabulary.concepts[c]?.narrower ?? [])].filter((c) =>
    isTelling(c, vocabulary),
  );
}

/** Each stretch once, the longest; single characters are found in too many other words. */
function wordsIn(words: readonly QuestionWord[]): Unit['words'] {
  return words
    .filter(
      (w) => w.word.length > 1 && !words.some((o) => o !== w && contains(o, w) && o.end - o.start > w.end - w.start),
    )
    .map(({ word, idf, known }) => ({ word, weight: idf, known }));
}

function conceptUnit(
  group: readonly ConceptMatch[],
  all: readonly ConceptMatch[],
  text: string,
  tags: readonly Tagged[],
  inquiry: Inquiry,
  view: View,
): Unit {
  const { vocabulary } = view;
  const [first] = group as [ConceptMatch];
  const named = [...new Set(group.map((m) => m.concept))];
  // 幼儿园学费 names both the fee and, as its wider one, the kindergarten: the fee is what is asked.
  const precise = named.filter(
    (c) => !named.some((o) => vocabulary.concepts[o]?.broader.includes(c) && !isEveryday(o, vocabulary)),
  );
  const whole = wholeWord(first, tags, text, view);
  const concepts = whole ? [] : precise;
  const inner = all.filter((m) => contains(first, m) && !concepts.includes(m.concept)).map((m) => m.concept);
  const made = outermost(
    all.filter((m) => contains(first, m) && m.end - m.start < first.end - first.start && !concepts.includes(m.concept)),
  ).map((g) => g.map((m) => m.concept).filter((c) => !isEveryday(c, vocabulary)));
  // 跑路 is a shop that closed or an employer who fled: with an everyday sense beside it, a loose form tells no topic.
  const ambiguous =
    named.some((c) => VAGUE.has(vocabulary.concepts[c]?.theme ?? '')) &&
    group.every((m) => m.via === 'everyday' || m.via === 'spoken');
  const telling = !ambiguous && precise.some((c) => isTelling(c, vocabulary));
  const of = (kin: 'narrower' | 'broader'): readonly number[] =>
    concepts.flatMap((c) => (vocabulary.concepts[c]?.[kin] ?? []).filter((k) => isTelling(k, vocabulary)));
  const inside = inquiry.words.filter((w) => overlaps(w, first));
  const weight = Math.max(...precise.map((c) => conceptWeight(c, vocabulary)));
  const written = whole ? text.slice(whole.start, whole.end) : text.slice(first.start, first.end);
  const rare = Math.max(0, ...inside.map((w) => w.idf)) || view.idf(written);
  return {
    start: Math.min(first.start, whole?.start ?? first.start),
    end: Math.max(first.end, whole?.end ?? first.end),
    kind: telling ? 'thing' : 'general',
    text: written,
    weight: weight * (telling ? 0.5 * rare + 0.4 * view.idf(UNSEEN) : rare * share.general),
    known: view.knows(written),
    concepts,
    inner: [...new Set(inner)].filter((c) => isTelling(c, vocabulary)),
    made: whole || made.length < 2 || made.some((g) => g.length === 0) ? [] : made,
    remedies: remediesOf(group, inquiry, vocabulary),
    narrower: of('narrower'),
    broader: of('broader'),
    parts: partsOf(text, tags, first),
    words: wordsIn(inside),
    loose: group.every((m) => m.form.includes('…')),
  };
}

/** A word or a name that no concept explains. */
const unexplained: Pick<
  Unit,
  'concepts' | 'inner' | 'made' | 'remedies' | 'narrower' | 'broader' | 'parts' | 'words' | 'loose'
> = {
  concepts: [],
  inner: [],
  made: [],
  remedies: [],
  narrower: [],
  broader: [],
  parts: [],
  words: [],
  loose: false,
};

function wordUnit(word: QuestionWord, tags: readonly Tagged[]): Unit {
  const latin = /^[a-z0-9.'-]+$/u.test(word.word);
  const kind = latin ? 'latin' : kindOfTag(tagAt(tags, word));
  const factor =
    word.word.length === 1
      ? share.character
      : kind === 'noun'
        ? word.known
          ? share.noun
          : share.strangeNoun
        : kind === 'verb'
          ? word.known
            ? share.verb
            : share.strangeVerb
          : kind === 'other'
            ? share.other
            : word.known
              ? 1
              : 0.4;
  const { start, end, known } = word;
  return { start, end, kind, text: word.word, weight: word.idf * factor, known, ...unexplained };
}

function nameUnit(name: Name, view: View): Unit {
  // A town narrows where; what is asked of it is told by the other things.
  const weight = /(?:街道|[镇乡])$/u.test(name.text) ? 0 : view.idf(name.text);
  return { ...name, kind: 'name', weight, known: view.knows(name.text), ...unexplained };
}

/** Weight from which a concept is one that the question itself names. */
const NAMED = 0.4;

const FIGURE = /^[\d.一二三四五六七八九十百千万亿零〇两几]+[岁年个户家吨斤人块元只件张台天]?$/u;

/**
 * Things that the question names, in order. `printed`: whether a letter at hand has the text, for names cut into characters.
 * Agencies and figures are none: agencies bind letters, figures are circumstances. */
export function unitsOf(
  inquiry: Inquiry,
  view: View,
  printed: (text: string) => boolean = () => false,
): readonly Unit[] {
  const { vocabulary } = view;
  // English is cut to its telling words, which parts "proof of concept": forms are looked for in what was asked.
  const english = inquiry.language === 'en' && inquiry.earlier === null;
  const text = fold(english ? inquiry.question : inquiry.text);
  const asked = new Set(inquiry.concepts.filter(({ weight }) => weight >= NAMED).map(({ concept }) => concept));
  const words = topicWords(inquiry);
  const kept = new Set(words);
  const tags = tagsOf(text);
  const matches = vocabulary
    .match(text)
    .filter((m) => !ENGLISH_STOP.has(text.slice(m.start, m.end)) && !isCutOut(m, tags) && !cutsNumber(text, m))
    .filter((m) => !english || asked.has(m.concept));
  const names = inquiry.agencies.flatMap((a) => [fold(a.written), ...a.names]);
  // 青坑那条路 loses a word and becomes 青坑路: only what was asked side by side is a name.
  const asSaid = fold(inquiry.question);
  const called = namesIn(text, view).filter((name) => inquiry.language === 'en' || asSaid.includes(name.text));
  const concepts = outermost(matches)
    .filter(([m]) => m && !called.some((n) => overlaps(n, m)))
    .filter(([m]) => m && !names.some((name) => name.includes(text.slice(m.start, m.end))))
    .map((group) => conceptUnit(group, matches, text, tags, inquiry, view));
  const free = inquiry.words.filter(
    (w) =>
      kept.has(w) &&
      !called.some((n) => overlaps(n, w)) &&
      !FIGURE.test(w.word) &&
      !concepts.some((u) =>
        english
          ? terms(u.text).words.includes(w.word)
          : u.loose
            ? u.kind === 'thing' && contains(u, w) && w.concepts.length > 0
            : overlaps(u, w),
      ),
  );
  return [
    ...concepts,
    ...joined(free, tags, printed).map((w) => wordUnit(w, tags)),
    ...called.map((n) => nameUnit(n, view)),
  ].toSorted((a, b) => a.start - b.start);
}
