/** What a turn takes over from the one that it goes on with: its letters, place, agencies and years. */
import type { Inquiry, Intent } from '../inquiry.ts';
import type { Constraints } from './constraints.ts';
import { asksNow } from './dates.ts';
import type { Learned } from './learned.ts';
import type { TurnRead } from './turn.ts';

/** Whether the letters named before are left: a new letter, or a new place. */
export function leavesLetter(turn: TurnRead): boolean {
  return turn.namesLetter || turn.hasPlace;
}

function lists(intent: Intent): boolean {
  return intent === 'list' || intent === 'count';
}

/** What the conversation named one after another, oldest first, each once. */
function namedSoFar<T>(earlier: Inquiry, of: (turn: Inquiry) => readonly T[], key: (named: T) => string): readonly T[] {
  const found = new Map<string, T>();
  for (let turn: Inquiry | null = earlier; turn !== null; turn = turn.earlier)
    for (const named of of(turn)) if (!found.has(key(named))) found.set(key(named), named);
  return [...found.values()].toReversed();
}

/** 哪个多 after two places, years or numbers sets those side by side; null when the turn names its own sides or compares nothing. */
function sidesOf(turn: TurnRead, earlier: Inquiry): Pick<Inquiry, 'places' | 'years' | 'numbers'> | null {
  if (turn.intent !== 'compare' || leavesLetter(turn) || turn.constraints.years.length > 0) return null;
  const sides = {
    places: namedSoFar(earlier, ({ places }) => places, String),
    years: namedSoFar(
      earlier,
      ({ years }) => years,
      ({ from, to }) => `${from}-${to}`,
    ),
    numbers: namedSoFar(
      earlier,
      ({ numbers }) => numbers,
      ({ canonical, of }) => `${of} ${canonical}`,
    ),
  };
  return Object.values(sides).some((named) => named.length > 1) ? sides : null;
}

/**
 * The turn's constraints with those it takes over. A place, number, year or agency that the turn names replaces the
 * earlier one. What nothing met is taken over only where the turn still asks for it: a number or a place.
 */
export function inherited(turn: TurnRead, earlier: Inquiry, book: Learned): Constraints {
  const own = turn.constraints;
  const other = leavesLetter(turn);
  // 换成梅岭县呢 after "45号建议" and nothing else: the 45th of that place.
  const sameNumber = turn.hasPlace && !turn.namesLetter && turn.words.length === 0 && isBare(earlier);
  // 卫健委答复了哪些, 梅岭县呢: the list stays, its place changes.
  const sameList = !turn.namesLetter && lists(earlier.intent) && turn.words.length === 0;
  const { unmet } = earlier;
  const sides = sidesOf(turn, earlier);
  const named = sides?.places ?? earlier.places;
  const places = book.gazetteer.places.filter(({ name }) => named.includes(name));
  const unknown = unmet?.constraint === 'place' && places.length === 0 ? unmet.asked : null;
  const keepsAgencies = own.agencies.agencies.length === 0 && (!other || sameList) && unmet?.constraint !== 'agency';
  const keepsProposers = !other && unmet === null && earlier.proposers.length > 0;
  return {
    numbers: other && !sameNumber ? own.numbers : (sides?.numbers ?? earlier.numbers),
    session: other || own.session !== null ? own.session : earlier.session,
    places: other || own.places.level !== null ? own.places : { places, level: null, unknown },
    agencies: keepsAgencies
      ? { agencies: earlier.agencies, binding: earlier.agencies.length > 0 && lists(earlier.intent) }
      : own.agencies,
    years:
      own.years.length > 0 || turn.words.length > 0 || asksNow(turn.folded)
        ? (sides?.years ?? own.years)
        : (sides?.years ?? earlier.years),
    proposers: own.proposers ?? (keepsProposers ? { names: earlier.proposers, letters: earlier.scope ?? [] } : null),
    resultClass: own.resultClass ?? (sameList ? earlier.resultClass : null),
    disclosure: own.disclosure ?? (sameList ? (earlier.disclosure ?? null) : null),
    kind: own.kind ?? (other ? null : earlier.kind),
    genre: own.genre,
  };
}

/** A letter's number and no topic within it. */
function isBare(earlier: Inquiry): boolean {
  return earlier.numbers.length > 0 && earlier.text === '' && earlier.carried === null;
}

/** The letters that a choice settled, as long as its number is what is asked about. */
export function settledLetters(constraints: Constraints, earlier: Inquiry | null): readonly number[] | null {
  return earlier !== null && constraints.numbers === earlier.numbers && constraints.places.unknown === null
    ? (earlier.settled ?? null)
    : null;
}

/** The earlier topic with the years left out that no longer bind; as long as before, so that its words keep their places. */
export function withoutYears(text: string, earlier: Inquiry, kept: Inquiry['years']): string {
  if (kept === earlier.years) return text;
  return text.replace(/(?:19|20)\d\d年?/gu, (year) => '，'.repeat(year.length));
}
