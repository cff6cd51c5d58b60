/** Who made a proposal: 九三学社的提案, 龚望舒委员, 工商联提的. */
import { fold } from '../../search/fold.ts';
import type { LetterCard, View } from '../../search/view.ts';
import { type Reading, matches } from './reading.ts';

/** Parties and bodies that submit proposals: short name, full name, English. Eight parties, the federation, mass bodies. */
const BODIES: readonly (readonly [short: string, full: string, english: RegExp])[] = [
  ['民革', '中国国民党革命委员会', /revolutionary committee of the (?:chinese )?kuomintang/],
  ['民盟', '中国民主同盟', /china democratic league/],
  ['民建', '中国民主建国会', /china national democratic construction association/],
  ['民进', '中国民主促进会', /china association for promoting democracy/],
  ['农工党', '中国农工民主党', /chinese peasants['’]? and workers['’]? democratic party/],
  ['致公党', '中国致公党', /china zhi gong (?:party|dang)|zhi gong party/],
  ['九三学社', '九三学社', /jiu ?san society/],
  ['台盟', '台湾民主自治同盟', /taiwan democratic self-government league/],
  ['工商联', '工商业联合会', /federation of industry and commerce/],
  ['共青团', '共产主义青年团', /communist youth league/],
  ['青联', '青年联合会', /youth federation/],
  ['妇联', '妇女联合会', /women['’]?s federation/],
  ['总工会', '总工会', /federation of trade unions/],
  ['科协', '科学技术协会', /association for science and technology/],
  ['侨联', '归国华侨联合会', /federation of returned overseas chinese/],
  ['台联', '台湾同胞联谊会', /taiwan compatriots/],
  ['知联会', '知识分子联谊会', /association of (?:non-party )?intellectuals/],
];
const ALIASES: Readonly<Record<string, string>> = {
  九三: '九三学社',
  农工民主党: '农工党',
  农工: '农工党',
  致公: '致公党',
  团委: '共青团',
};

/** What makes a name a proposer's: 提的, 的提案; or a title. */
const AFTER =
  /^(?:(?:区|县|市|省)?(?:委员会|委|支部|总支|界别?))?(?:等)?(?:几位|\d*位|\d*名)?\s*(?:政协)?(?:委员|代表|同志)?们?(?:的)?(?:集体|联名|界别|重点|书面)?(?:所|都|还|也|一共|共|在[^，,？?]{0,12})?\s*(?:提案|建议|议案|提的|提了|提过|提出|提交|交的|写的|递交|案子|提什么|提啥|那件|那份|那个案)/u;
/** 鹤汀区委 of 民盟鹤汀区委: where the branch is stands between the body's name and what makes it a proposer. */
const BRANCH = /^\p{Script=Han}{2,5}?[区县市省州](?:委员会|工?委|支部|总支)/u;
const TITLE = /^(?:等)?\s*(?:政协)?(?:委员|代表)(?!会|们|大会|团|提案|建议|工作|性|联络)/u;
const ENGLISH_BEFORE = /(?:by|from|of|submitted by|raised by|made by|proposed by)\s+(?:the\s+)?$/;
const UNKNOWN = /(?<![\p{Script=Han}])(\p{Script=Han}{2,3})(?:委员|代表)(?=的|提|在|那|，|,|写|交|\s)/gu;
const NO_NAME =
  /(?:政协|人大|这位|那位|一位|两位|几位|哪位|该位|各位|全体|所有|部分|有关|其他|女|老|医务|职工|业主|居民|村民|党|学生|家长|企业|妇女|青年|界别|专门|常务|工作|专业|社区|基层|省市|全国|多名|多位|名|个|位|些)$/u;

export interface AskedProposers {
  /** As the letters write them; as asked, when no visible letter has the name. */
  readonly names: readonly string[];
  readonly letters: readonly number[];
}

/** Addressee as a name: blanks, titles, 等6名代表 and level words removed. */
export function nameOf(addressee: string): string {
  return fold(addressee)
    .replace(/\s/g, '')
    .replace(/等?(?:[\d一二三四五六七八九十]+)?(?:位|名)?(?:政协)?(?:委员|代表)?$/u, '');
}

/** The short name of a party or body in an addressee (民进东埠区委, 中国民主促进会…), null when there is none. */
function bodyIn(text: string): string | null {
  for (const [short, full] of BODIES) if (text.includes(short) || text.includes(full)) return short;
  return null;
}

/** The proposers that the question names, their stretches taken; null when it names none. */
export function takeProposers(reading: Reading, view: View, known: NameBook): AskedProposers | null {
  // Spares most questions the search for thousands of names.
  if (!/委员|代表|同志|提|建议|议案|案|写|交|propos|suggest|submit|rais/u.test(reading.folded)) return null;
  const { cards } = view;
  const names: string[] = [];
  const letters = new Set<number>();
  const take = (start: number, end: number, name: string, fits: (card: LetterCard) => boolean): void => {
    const title = TITLE.exec(reading.folded.slice(end));
    const until = end + (title?.[0].length ?? 0);
    const noun = /^(?:们)?(?:的)?(?:集体)?(?:提案|建议|议案)/u.exec(reading.folded.slice(until));
    reading.take({ start, end: until + (noun?.[0].length ?? 0) });
    if (!names.includes(name)) names.push(name);
    for (const card of cards) if (fits(card)) letters.add(card.index);
  };
  const bodies = [
    ...BODIES.flatMap(([short, full]) => [[full, short] as const, [short, short] as const]),
    ...Object.entries(ALIASES),
  ];
  for (const [form, short] of bodies.toSorted((a, b) => b[0].length - a[0].length)) {
    for (const match of matches(new RegExp(`[区县市]?${form}`, 'gu'), reading.folded)) {
      const branch = BRANCH.exec(reading.folded.slice(match.span.end))?.[0] ?? '';
      const end = match.span.end + branch.length;
      if (
        reading.isTaken({ start: match.span.end - form.length, end: match.span.end }) ||
        !AFTER.test(reading.folded.slice(end))
      )
        continue;
      take(match.span.start, end, short, (card) =>
        card.addressees.some((addressee) => bodyIn(fold(addressee).replace(/\s/g, '')) === short),
      );
    }
  }
  for (const [short, , english] of BODIES) {
    for (const match of matches(new RegExp(english.source, 'gu'), reading.folded)) {
      if (
        !ENGLISH_BEFORE.test(reading.folded.slice(0, match.span.start)) &&
        !/^['’]s\s+(?:proposal|suggestion)/.test(reading.folded.slice(match.span.end))
      )
        continue;
      take(match.span.start, match.span.end, short, (card) =>
        card.addressees.some((addressee) => bodyIn(fold(addressee).replace(/\s/g, '')) === short),
      );
    }
  }
  takeNames(reading, known, view, take);
  return names.length === 0 ? null : { names, letters: [...letters].toSorted((a, b) => a - b) };
}

type Take = (start: number, end: number, name: string, fits: (card: LetterCard) => boolean) => void;

/** Addressees by name, with their letters. Masked ones (许**) can't be asked for. */
export type NameBook = ReadonlyMap<string, readonly number[]>;

export function nameBook(cards: readonly LetterCard[]): NameBook {
  const known = new Map<string, number[]>();
  for (const card of cards) {
    for (const addressee of card.addressees) {
      const name = nameOf(addressee);
      if (name.length < 2 || /[*×某]/u.test(name)) continue;
      const holders = known.get(name);
      if (holders) holders.push(card.index);
      else known.set(name, [card.index]);
    }
  }
  return known;
}

/** The one name in scanned letters that differs from the asked one by a character that the recognition took for another. */
function misread(
  asked: string,
  known: NameBook,
  view: View,
): { readonly name: string; readonly letters: readonly number[] } | null {
  if (asked.length < 3) return null;
  const near = [...known].filter(
    ([name]) =>
      name.length === asked.length && [...name].filter((character, at) => character !== asked[at]).length === 1,
  );
  const scanned = near
    .map(([name, letters]) => ({ name, letters: letters.filter((index) => view.letter(index)?.ocr === true) }))
    .filter(({ letters }) => letters.length > 0);
  return scanned.length === 1 ? (scanned[0] ?? null) : null;
}

interface Entry {
  readonly name: string;
  readonly holders: readonly number[];
  readonly position: number;
}

const byCharacter = new WeakMap<NameBook, ReadonlyMap<string, readonly Entry[]>>();

/** Names whose first character, that of their place aside, the text has: of tens of thousands, some dozens. In the book's order. */
function possible(known: NameBook, folded: string): readonly Entry[] {
  let index = byCharacter.get(known);
  if (index === undefined) {
    const made = new Map<string, Entry[]>();
    for (const [position, [name, holders]] of [...known].entries()) {
      for (const first of new Set([name.charAt(0), name.replace(/^(?:区|县|市)/u, '').charAt(0)])) {
        const entries = made.get(first);
        if (entries) entries.push({ name, holders, position });
        else made.set(first, [{ name, holders, position }]);
      }
    }
    index = made;
    byCharacter.set(known, index);
  }
  const found = new Map<number, Entry>();
  for (const character of new Set(folded.split('')))
    for (const entry of index.get(character) ?? []) found.set(entry.position, entry);
  return [...found.values()].toSorted((a, b) => a.position - b.position);
}

function takeNames(reading: Reading, known: NameBook, view: View, take: Take): void {
  for (const { name, holders } of possible(known, reading.folded)) {
    let at = reading.folded.indexOf(name);
    if (at < 0 && name.length > 5) at = reading.folded.indexOf(name.replace(/^(?:区|县|市)/u, ''));
    if (at < 0) continue;
    const end = at + (reading.folded.startsWith(name, at) ? name.length : name.length - 1);
    if (reading.isTaken({ start: at, end })) continue;
    const after = reading.folded.slice(end);
    // A person's name is a proposer's wherever it stands with a title or a verb; a committee is one only as the maker.
    if (!AFTER.test(after) && !TITLE.test(after)) continue;
    take(at, end, name, (card) => holders.includes(card.index));
  }
  for (const match of matches(UNKNOWN, reading.rest())) {
    const name = match[1] ?? '';
    if (NO_NAME.test(name)) continue;
    const read = misread(name, known, view);
    take(
      match.span.start,
      match.span.start + name.length,
      read?.name ?? name,
      (card) => read?.letters.includes(card.index) ?? false,
    );
  }
}
