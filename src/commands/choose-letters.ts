/** Letters by agency, place, year and result: all that fit, as `letters` and `commitments` filter them. */
import { agencyBook, ofAgency, shippedAgencies } from '../inquiry/understanding/agencies.ts';
import { gazetteer, stemOf } from '../inquiry/understanding/places.ts';
import { fold } from '../search/fold.ts';
import type { LetterCard } from '../search/view.ts';

export interface LetterFilters {
  /** Full name or a usual short one: 科委, 财政局. */
  readonly agency?: string;
  /** 东埠区 or 东埠. */
  readonly place?: string;
  /** Of the letter's date. */
  readonly year?: number;
  /** A class (A to D) or words of the result as printed. */
  readonly result?: string;
}

export interface Chosen {
  readonly cards: readonly LetterCard[];
  /** What no letter has, each with what there is instead. */
  readonly notices: readonly string[];
}

const tight = (text: string): string => fold(text).replace(/\s/g, '');

export function chooseLetters(cards: readonly LetterCard[], filters: LetterFilters): Chosen {
  const notices: string[] = [];
  const kept = (name: string, wanted: string, fits: (card: LetterCard) => boolean, has: readonly (string | null)[]) => {
    if (cards.some(fits)) return fits;
    const there = [...new Set(has.filter((value) => value !== null))].toSorted();
    notices.push(`No letter has the ${name} ${wanted}. There are: ${there.join(', ') || 'none'}.`);
    return () => false;
  };
  const tests: ((card: LetterCard) => boolean)[] = [];
  const { agency, place, year, result } = filters;
  if (agency !== undefined)
    tests.push(
      kept(
        'agency',
        agency,
        agencyTest(agency, cards),
        cards.map((card) => card.department),
      ),
    );
  if (place !== undefined)
    tests.push(
      kept(
        'place',
        place,
        placeTest(place),
        cards.map((card) => card.place),
      ),
    );
  if (year !== undefined)
    tests.push(
      kept(
        'year',
        String(year),
        ({ date }) => date?.startsWith(String(year)) ?? false,
        cards.map(({ date }) => date?.slice(0, 4) ?? null),
      ),
    );
  if (result !== undefined)
    tests.push(
      kept(
        'result',
        result,
        resultTest(result),
        cards.map((card) => card.result),
      ),
    );
  return { cards: cards.filter((card) => tests.every((fits) => fits(card))), notices };
}

function agencyTest(written: string, cards: readonly LetterCard[]): (card: LetterCard) => boolean {
  const name = tight(written);
  const stems = gazetteer(cards).places.map(({ stem }) => stem);
  const known = agencyBook(shippedAgencies(), cards, stems).find(({ form }) => form === name);
  // A name as the letter prints it, place and all, stands for itself; a short one for all its agency's names.
  const asked = { written, names: known?.names ?? [name] };
  return (card) => ofAgency(asked, card) || (card.department !== null && tight(card.department) === name);
}

function placeTest(written: string): (card: LetterCard) => boolean {
  const name = tight(written);
  return ({ place }) => place !== null && (tight(place) === name || stemOf(tight(place)) === name);
}

function resultTest(written: string): (card: LetterCard) => boolean {
  const wanted = tight(written);
  const letter = /^([abcd])类?$/.exec(wanted)?.[1]?.toUpperCase();
  return ({ result, resultClass }) =>
    letter === undefined ? result !== null && tight(result).includes(wanted) : resultClass === letter;
}
