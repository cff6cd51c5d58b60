/** The arrays of a new generation's letters and passages, from cuts and from the earlier generation's arrays. */
import type { NumberArray } from './arrays.ts';
import { ROLES, type Catalog, type StoredCard } from './catalog.ts';
import type { Cut } from './passages.ts';
import type { Renumbering } from './postings.ts';

/** A letter of the new generation, in its order. */
export interface Row {
  readonly card: StoredCard;
  /** Byte offset and length in the new file of letters. */
  readonly at: number;
  readonly bytes: number;
  /** `earlier`: its index in the earlier generation; else its passages, the first of which was the `first`-th to be cut. */
  readonly from: { readonly earlier: number } | { readonly cuts: readonly Cut[]; readonly first: number };
}

function passagesOf(row: Row, earlier: Catalog | null): number {
  if ('cuts' in row.from) return row.from.cuts.length;
  const [first, end] = earlier?.range(row.from.earlier) ?? [0, 0];
  return end - first;
}

/** Where each passage of the new generation comes from, given its letters in order. */
export function renumber(rows: readonly Row[], earlier: Catalog | null): Renumbering {
  const old = new Int32Array(earlier?.passageCount ?? 0).fill(-1);
  let cut = 0;
  for (const row of rows) if ('cuts' in row.from) cut += row.from.cuts.length;
  const fresh = new Uint32Array(cut);
  let id = 0;
  for (const row of rows) {
    const first = 'cuts' in row.from ? row.from.first : (earlier?.range(row.from.earlier)[0] ?? 0);
    const into = 'cuts' in row.from ? fresh : old;
    const count = passagesOf(row, earlier);
    for (let offset = 0; offset < count; offset++) into[first + offset] = id++;
  }
  return { passages: id, old, fresh };
}

export function catalogArrays(
  rows: readonly Row[],
  earlier: Catalog | null,
  passages: number,
): Record<string, NumberArray> {
  const letterAt = Float64Array.from(rows, ({ at }) => at);
  const letterBytes = Uint32Array.from(rows, ({ bytes }) => bytes);
  const firstPassage = new Uint32Array(rows.length + 1);
  const letter = new Uint32Array(passages);
  const start = new Uint32Array(passages);
  const end = new Uint32Array(passages);
  const role = new Uint8Array(passages);
  const section = new Int32Array(passages);
  const heading = new Int32Array(passages).fill(-1);
  const page = new Uint32Array(passages);
  const headings: Uint8Array[] = [];
  let id = 0;
  rows.forEach((row, index) => {
    firstPassage[index] = id;
    letter.fill(index, id, id + passagesOf(row, earlier));
    // Neighbouring passages of a section share one copy of its heading.
    if ('cuts' in row.from) {
      let known: string | null = null;
      for (const cut of row.from.cuts) {
        start[id] = cut.start;
        end[id] = cut.end;
        role[id] = ROLES.indexOf(cut.role);
        section[id] = cut.section;
        page[id] = cut.page ?? 0;
        if (cut.heading !== null) {
          if (cut.heading !== known) headings.push(Buffer.from(cut.heading, 'utf8'));
          known = cut.heading;
          heading[id] = headings.length - 1;
        }
        id++;
      }
      return;
    }
    const { arrays } = earlier!;
    const [from, to] = earlier!.range(row.from.earlier);
    start.set(arrays.start.subarray(from, to), id);
    end.set(arrays.end.subarray(from, to), id);
    role.set(arrays.role.subarray(from, to), id);
    section.set(arrays.section.subarray(from, to), id);
    page.set(arrays.page.subarray(from, to), id);
    let known = -1;
    for (let old = from; old < to; old++, id++) {
      const position = arrays.heading[old]!;
      if (position < 0) continue;
      if (position !== known) {
        const [first, last] = [arrays.headingAt[position], arrays.headingAt[position + 1]];
        headings.push((arrays.headingUnits as Uint8Array).subarray(first, last));
      }
      known = position;
      heading[id] = headings.length - 1;
    }
  });
  firstPassage[rows.length] = id;
  const headingAt = new Uint32Array(headings.length + 1);
  headings.forEach((bytes, index) => (headingAt[index + 1] = headingAt[index]! + bytes.length));
  const headingUnits = new Uint8Array(headingAt[headings.length]!);
  headings.forEach((bytes, index) => headingUnits.set(bytes, headingAt[index]!));
  return {
    letterAt,
    letterBytes,
    firstPassage,
    letter,
    start,
    end,
    role,
    section,
    heading,
    page,
    headingUnits,
    headingAt,
  };
}
