/** Letters on one matter: the reply, its co-handling opinions and second replies. */
import type { LetterCard, View } from '../../search/view.ts';

interface Keys {
  /** Without session marks, place names and zeros in front: 062 and 62 are one number. */
  readonly number: string | null;
  /** What the letters call the matter: 关于…第62号建议的再次答复函 and …的答复函 are of one. */
  readonly name: string | null;
}

const known = new WeakMap<LetterCard, Keys>();

function keysOf(card: LetterCard): Keys {
  let keys = known.get(card);
  if (!keys) {
    const name = card.subject ?? card.title;
    keys = {
      number: card.proposalNo === null ? null : card.proposalNo.normalize('NFKC').replace(/^0+(?=\d)/u, ''),
      name:
        name === null ? null : name.normalize('NFKC').replace(/\s|再次|会办意见|答复函?|复函|回复函?|[《》“”]/gu, ''),
    };
    known.set(card, keys);
  }
  return keys;
}

function agree(x: string | null, y: string | null): boolean {
  return x === null || y === null || x === y;
}

/**
 * Number, session, kind and place agree; what one of the two does not print can't tell them apart. Where one prints no
 * number, the name of the matter stands for it.
 */
export function sameMatter(a: LetterCard, b: LetterCard): boolean {
  if (a.index === b.index) return false;
  const [own, other] = [keysOf(a), keysOf(b)];
  if (
    own.number !== null && other.number !== null
      ? own.number !== other.number
      : own.name === null || own.name !== other.name
  )
    return false;
  return agree(a.session, b.session) && agree(a.kind, b.kind) && agree(a.place, b.place);
}

/** Newest first; undated last. */
export function newestFirst(a: LetterCard, b: LetterCard): number {
  return (b.date ?? '').localeCompare(a.date ?? '');
}

/** The letter that speaks for a matter: the newest reply or second reply; a co-handling opinion only when alone. */
export function mainOf(cards: readonly LetterCard[]): LetterCard | null {
  const own = cards.filter((c) => c.genre !== 'cohandling');
  return (own.length > 0 ? own : cards).toSorted(newestFirst)[0] ?? null;
}

function put(map: Map<string, LetterCard[]>, key: string | null, card: LetterCard): void {
  if (key === null) return;
  const entry = map.get(key);
  if (entry) entry.push(card);
  else map.set(key, [card]);
}

/** Letters by what makes them of one matter, so that thousands need not be compared. */
class Kin {
  readonly #byNumber = new Map<string, LetterCard[]>();
  readonly #byName = new Map<string, LetterCard[]>();
  readonly #unnumbered = new Map<string, LetterCard[]>();

  add(card: LetterCard): void {
    const { number, name } = keysOf(card);
    put(this.#byNumber, number, card);
    put(this.#byName, name, card);
    if (number === null) put(this.#unnumbered, name, card);
  }

  /** Those of the card's matter, itself not among them. */
  of(card: LetterCard): readonly LetterCard[] {
    const { number, name } = keysOf(card);
    const named = (number === null ? this.#byName : this.#unnumbered).get(name ?? '') ?? [];
    const near = number === null ? named : [...(this.#byNumber.get(number) ?? []), ...named];
    return near.filter((other) => sameMatter(other, card));
  }
}

const kin = new WeakMap<readonly LetterCard[], Kin>();

/** The others of a letter's matter, newest first. */
export function relatives(view: View, card: LetterCard): readonly LetterCard[] {
  const { cards } = view;
  let all = kin.get(cards);
  if (!all) {
    all = new Kin();
    for (const each of cards) all.add(each);
    kin.set(cards, all);
  }
  return all.of(card).toSorted((a, b) => newestFirst(a, b) || a.index - b.index);
}

/** Letters grouped by matter, in the order in which each first appears. */
export function matters(cards: readonly LetterCard[]): readonly (readonly LetterCard[])[] {
  const groups: LetterCard[][] = [];
  const groupOf = new Map<LetterCard, number>();
  const before = new Kin();
  for (const card of cards) {
    const first = Math.min(...before.of(card).map((other) => groupOf.get(other) ?? Infinity));
    const group = groups[first];
    if (group) group.push(card);
    else groups.push([card]);
    groupOf.set(card, group ? first : groups.length - 1);
    before.add(card);
  }
  return groups;
}
