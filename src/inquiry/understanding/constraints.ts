/** What binds the letters that may answer: number, session, place, agency, year, proposer, kind, genre, result. */
import type { Disclosure, Genre, Kind, ResultClass } from '../../model.ts';
import type { LetterCard, View } from '../../search/view.ts';
import type { AskedNumber, AskedSession, AskedYears, ConstraintKind, Intent, Unmet } from '../inquiry.ts';
import { type AskedAgencies, ofAgency } from './agencies.ts';
import { disclosureName } from './disclosure.ts';
import type { Learned } from './learned.ts';
import { lettersOfNumber, nearestNumber } from './numbers.ts';
import { type AskedPlaces, lettersOfLevel, placelessLetters, stemOf, unplaced } from './places.ts';
import type { AskedProposers } from './proposers.ts';
import { ofSession } from './sessions.ts';

/** Constraints as one turn names them, or as it takes them over from the turn it continues. */
export interface Constraints {
  readonly numbers: readonly AskedNumber[];
  readonly session: AskedSession | null;
  readonly places: AskedPlaces;
  readonly agencies: AskedAgencies;
  readonly years: readonly AskedYears[];
  readonly proposers: AskedProposers | null;
  readonly resultClass: ResultClass | null;
  readonly disclosure: readonly Disclosure[] | null;
  readonly kind: Kind | null;
  readonly genre: Genre | null;
}

export interface Scope {
  readonly letters: readonly number[] | null;
  readonly unmet: Unmet | null;
  /** Letters that name no place and meet all else, of a list or count of a place. */
  readonly placeless: readonly number[];
}

/** How many letters an unmet constraint names as near. */
const NEAR = 3;

/** 政协 or 提案 is a 政协提案, 人大 or 代表建议 a 人大代表建议; null when the question says both or neither. */
export function kindOf(folded: string): Kind | null {
  const cppcc =
    /政协|提案|cppcc|political consultative/u.test(folded) || /(?<!人大|代表)委员(?=的|提|，)/u.test(folded);
  const npc = /人大(?!学)|代表建议|代表的建议|代表提|号建议|(?:people['’]s )?congress|deput(?:y|ies)/u.test(folded);
  return cppcc === npc ? null : cppcc ? 'cppcc' : 'npc';
}

export function genreOf(folded: string): Genre | null {
  if (/会办|协办|co-?handling/u.test(folded)) return 'cohandling';
  if (/再次答复|二次答复|第二次答复|重新答复|second reply/u.test(folded)) return 'second_reply';
  return /回复单|答复单|办理单/u.test(folded) ? 'form' : null;
}

/** Class by its letter or by the words that replies print. */
export function resultClassOf(folded: string): ResultClass | null {
  const letter =
    /(?:结果|类别|class|result|outcome)\s*(?:是|为|:|属于|is|of)?\s*["“']?([abcd])(?![a-z])|(?<![a-z])([abcd])\s*类(?!似|别)/u.exec(
      folded,
    );
  const named = letter?.[1] ?? letter?.[2];
  if (named) return named.toUpperCase() as ResultClass;
  if (/留作参考|供参考/u.test(folded)) return 'D';
  if (/列入计划|计划解决|拟解决/u.test(folded)) return 'C';
  if (/正在解决|部分采纳/u.test(folded)) return 'B';
  return /(?:解决|采纳)(?:或|和|、)?(?:采纳|解决)|已(?:经)?(?:解决|采纳)|被采纳|办结/u.test(folded) ? 'A' : null;
}

/** Newest first. */
function near(cards: readonly LetterCard[]): readonly number[] {
  return newest(cards)
    .slice(0, NEAR)
    .map(({ index }) => index);
}

function none(): { value: null; letters: readonly number[] } {
  return { value: null, letters: [] };
}

/** The letters that meet all constraints, or the first constraint that nothing meets. */
export function scopeOf(constraints: Constraints, intent: Intent, view: View, book: Learned): Scope {
  const exhaustive = intent === 'list' || intent === 'count';
  let current: readonly LetterCard[] = view.cards;
  let bound = false;
  let unmet: Unmet | null = null;
  /** Narrows; when nothing is left, `nearest` tells what comes closest. */
  const bind = (
    constraint: ConstraintKind,
    asked: string,
    fits: Fits,
    nearest: () => { value: string | null; letters: readonly number[] },
  ): void => {
    if (unmet !== null) return;
    const kept = keptOf(current, fits, view);
    bound = true;
    if (kept.length === 0) {
      const closest = nearest();
      unmet = { constraint, asked, nearest: closest.value, letters: closest.letters };
    }
    current = kept;
  };
  const rest = (): { value: null; letters: readonly number[] } => ({ value: null, letters: near(current) });
  /** Narrows only where something is left: a sign, not a demand. */
  const lean = (fits: (card: LetterCard) => boolean): void => {
    const kept = current.filter(fits);
    if (unmet !== null || kept.length === 0 || kept.length === current.length) return;
    current = kept;
    bound = true;
  };

  const { disclosure } = constraints;
  if (exhaustive && disclosure !== null) {
    // To the public, what is not public is no set to ask about: the same words whatever there is.
    const hidden = view.viewer.role === 'public' && !disclosure.includes('public');
    if (hidden)
      return {
        letters: [],
        unmet: { constraint: 'disclosure', asked: disclosureName(disclosure), nearest: null, letters: [] },
        placeless: [],
      };
    if (view.viewer.role === 'staff')
      bind(
        'disclosure',
        disclosureName(disclosure),
        ({ disclosure: own }) => own !== null && disclosure.includes(own),
        none,
      );
  }
  bindPlaces(constraints.places, view, book, bind, lean);
  const { kind, session, numbers, agencies, proposers, years } = constraints;
  if (session !== null) bind('session', session.written, (card) => ofSession(session, card), rest);
  for (const of of ['document', 'proposal'] as const) {
    const asked = numbers.filter((number) => number.of === of);
    if (asked.length === 0) continue;
    const fitting = new Set(asked.flatMap((number) => lettersOfNumber(number, book.numbers)).map(({ index }) => index));
    bind(of === 'document' ? 'document' : 'number', asked.map(({ written }) => written).join('、'), fitting, () => {
      const slip = asked.map((number) => nearestNumber(number, current)).find((card) => card !== null) ?? null;
      if (slip) return { value: of === 'document' ? slip.docNo : slip.proposalNo, letters: [slip.index] };
      return { value: null, letters: near(view.cards.filter((card) => fitting.has(card.index))) };
    });
  }
  // People say 提案 of a 建议: the noun chooses among several, and rules out nothing.
  if (kind !== null && disclosure === null && (session !== null || numbers.length > 0 || exhaustive))
    lean((card) => card.kind === kind);
  if (agencies.binding)
    bind(
      'agency',
      agencies.agencies.map(({ written }) => written).join('、'),
      (card) => agencies.agencies.some((agency) => ofAgency(agency, card)),
      rest,
    );
  else if (numbers.length > 0) lean((card) => agencies.agencies.some((agency) => ofAgency(agency, card)));
  if (proposers !== null)
    bind('proposer', proposers.names.join('、'), (card) => proposers.letters.includes(card.index), rest);
  if (constraints.genre !== null && (exhaustive || bound)) lean((card) => card.genre === constraints.genre);
  if (exhaustive && constraints.resultClass !== null)
    bind('result', constraints.resultClass, (card) => card.resultClass === constraints.resultClass, rest);
  if (exhaustive && years.length > 0) {
    const inYears = (card: LetterCard): boolean =>
      years.some(({ from, to }) => yearOf(card) >= from && yearOf(card) <= to);
    bind('year', years.map(({ written }) => written).join('、'), inYears, () => nearestYear(years, current));
  }
  let placeless: readonly number[] = [];
  if (
    exhaustive &&
    constraints.places.places.length > 0 &&
    unmet === null &&
    !agencies.binding &&
    numbers.length === 0
  ) {
    // A letter that names no place must not be counted as this one's.
    const unsure = new Set(unplaced(constraints.places.places, book.gazetteer, view));
    placeless = current.filter(({ index }) => unsure.has(index)).map(({ index }) => index);
    bind(
      'place',
      constraints.places.places.map(({ name }) => name).join('、'),
      ({ index }) => !unsure.has(index),
      () => ({
        value: null,
        letters: placeless.slice(0, NEAR),
      }),
    );
  }
  return { letters: unmet !== null ? [] : bound ? current.map(({ index }) => index) : null, unmet, placeless };
}

/** What a card must be, or the letters that fit. */
type Fits = ((card: LetterCard) => boolean) | ReadonlySet<number>;

/** Letters that are known need not be looked for among tens of thousands. */
function keptOf(cards: readonly LetterCard[], fits: Fits, view: View): readonly LetterCard[] {
  if (typeof fits === 'function') return cards.filter(fits);
  if (cards !== view.cards) return cards.filter(({ index }) => fits.has(index));
  return [...fits].toSorted((a, b) => a - b).flatMap((index) => view.card(index) ?? []);
}

type Bind = (
  constraint: ConstraintKind,
  asked: string,
  fits: Fits,
  nearest: () => { value: string | null; letters: readonly number[] },
) => void;

function bindPlaces(
  places: AskedPlaces,
  view: View,
  book: Learned,
  bind: Bind,
  lean: (fits: (card: LetterCard) => boolean) => void,
): void {
  if (places.places.length > 0) {
    const letters = new Set(places.places.flatMap((place) => [...place.letters]));
    for (const index of placelessLetters(places.places, book.gazetteer, view)) letters.add(index);
    bind('place', places.places.map(({ name }) => name).join('、'), letters, () => ({ value: null, letters: [] }));
  } else if (places.unknown !== null) {
    const stem = stemOf(places.unknown);
    const like = book.gazetteer.places.find(
      (place) =>
        place.stem.length === stem.length &&
        [...stem].filter((character, at) => place.stem[at] !== character).length === 1,
    );
    bind(
      'place',
      places.unknown,
      () => false,
      () => ({ value: like?.name ?? null, letters: [] }),
    );
  } else if (places.level !== null) {
    // 市里 and 区里 mostly mean "the government": they narrow only where letters of that level have a place of their own.
    const { level } = places;
    if (!book.gazetteer.places.some(({ folded }) => folded.endsWith(level))) return;
    const letters = new Set(lettersOfLevel(level, book.gazetteer, view));
    lean((card) => letters.has(card.index));
  }
}

export function yearOf(card: LetterCard): number {
  return card.date === null ? Number.NaN : Number(card.date.slice(0, 4));
}

function nearestYear(
  years: readonly AskedYears[],
  cards: readonly LetterCard[],
): { value: string | null; letters: readonly number[] } {
  const distance = (card: LetterCard): number =>
    Math.min(...years.map(({ from, to }) => Math.max(from - yearOf(card), yearOf(card) - to)));
  const dated = cards.filter((card) => card.date !== null);
  const least = Math.min(...dated.map(distance));
  const closest = dated.filter((card) => distance(card) === least);
  return {
    value: closest[0] ? `${yearOf(closest[0])}` : null,
    letters: newest(closest)
      .slice(0, NEAR)
      .map(({ index }) => index),
  };
}

/** Newest first; letters without a date last, in the order of the generation. */
export function newest(cards: readonly LetterCard[]): readonly LetterCard[] {
  return cards.toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? '') || a.index - b.index);
}
