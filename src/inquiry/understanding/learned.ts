/** What a view's letters teach about names: numbers, places, agencies, people. Gathered once for a view, then looked up. */
import type { View } from '../../search/view.ts';
import { type AgencyBook, agencyBook, shippedAgencies } from './agencies.ts';
import { type NumberBook, numberBook } from './numbers.ts';
import { type Gazetteer, gazetteer } from './places.ts';
import { type NameBook, nameBook } from './proposers.ts';

export interface Learned {
  readonly numbers: NumberBook;
  readonly gazetteer: Gazetteer;
  readonly agencies: AgencyBook;
  readonly names: NameBook;
  /** Places as the letters write them, folded. */
  readonly placeNames: readonly string[];
}

// A view is immutable and lives as long as its generation serves.
const byView = new WeakMap<View, Learned>();

export function learned(view: View): Learned {
  let known = byView.get(view);
  if (known === undefined) {
    const places = gazetteer(view.cards);
    const stems = places.places.map(({ stem }) => stem);
    known = {
      numbers: numberBook(view.cards),
      gazetteer: places,
      agencies: agencyBook(shippedAgencies(), view.cards, stems),
      names: nameBook(view.cards),
      placeNames: places.places.map(({ folded }) => folded),
    };
    byView.set(view, known);
  }
  return known;
}
