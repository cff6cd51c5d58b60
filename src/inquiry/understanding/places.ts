/** Places, learned from the letters at hand: 东埠 is 东埠区, "Dongbu District" too; 梅岭县 is none of theirs. */
import { fold } from '../../search/fold.ts';
import type { LetterCard, View } from '../../search/view.ts';
import { type Reading, matches } from './reading.ts';
import { spellings } from './sounds.ts';

const SUFFIX = /(?:自治[区州县旗]|特别行政区|开发区|新区|街道|[省市区县州盟旗镇乡])$/u;
/** Which bodies answer for which level: 县政协, 县里, 全区. */
const LEVELS = ['区', '县', '市', '省', '州', '旗'] as const;
const LEVEL_WORD = new RegExp(
  `(?<![小社园景城片学厂库牧林山郊校辖灾老新市街战专发贫湖矿营疫地站坊商])(?:全|我|咱|咱们|我们|本|这个|你们)?([区县市省州旗])(?:里面|里|内|政协|人大|政府|财政(?![局厅部所])|委|级|上(?=给|有|对|会|怎|什|补|出))`,
  'gu',
);

export interface Place {
  /** As the letters write it: 东埠区. */
  readonly name: string;
  readonly folded: string;
  /** 东埠; the whole name when nothing but one character would be left. */
  readonly stem: string;
  readonly letters: ReadonlySet<number>;
}

/** The places whose governments answer in these letters. */
export interface Gazetteer {
  readonly places: readonly Place[];
  /** Letters of no place of their own. */
  readonly placeless: readonly number[];
}

export function stemOf(folded: string): string {
  const stem = folded.replace(SUFFIX, '');
  return stem.length >= 2 ? stem : folded;
}

export function gazetteer(cards: readonly LetterCard[]): Gazetteer {
  const letters = new Map<string, { name: string; letters: Set<number> }>();
  const placeless: number[] = [];
  for (const card of cards) {
    const folded = card.place === null ? '' : fold(card.place).replace(/\s/g, '');
    // 区 or 县 alone, from 区绿化和市容管理局, names a level and no place; no place is called 你在县.
    if (stemOf(folded).length < 2 || /[你您我他她们的了在是与]/u.test(folded)) {
      placeless.push(card.index);
      continue;
    }
    const entry = letters.get(folded) ?? { name: card.place ?? folded, letters: new Set<number>() };
    // 東埠區 and 东埠区 are one; the Simplified writing, when a letter has it, is the name.
    if (fold(card.place ?? '') === card.place) entry.name = card.place;
    entry.letters.add(card.index);
    letters.set(folded, entry);
  }
  const places = [...letters].map(([folded, entry]) => ({
    name: entry.name,
    folded,
    stem: stemOf(folded),
    letters: entry.letters,
  }));
  return { places, placeless };
}

export interface AskedPlaces {
  readonly places: readonly Place[];
  /** 县 of "县里", when the question names a level and no place. */
  readonly level: string | null;
  /** A place that looks like one and that no visible letter knows. */
  readonly unknown: string | null;
}

/** The places that the question names, their stretches taken. */
export function takePlaces(reading: Reading, book: Gazetteer, view: View): AskedPlaces {
  const found: Place[] = [];
  // Longest first, so that 新东埠区 is not read as 东埠.
  for (const place of book.places.toSorted((a, b) => b.folded.length - a.folded.length)) {
    if (namesPlace(reading, place)) found.push(place);
  }
  // 澄江市东埠区 is one place: the larger one only says where.
  const narrow = found.filter(
    (place) =>
      !found.some(
        (other) =>
          other !== place && [place.folded, place.stem].some((name) => reading.folded.includes(name + other.stem)),
      ),
  );
  const named = book.places.length > 0 ? levelOf(reading) : null;
  const level = found.length > 0 ? null : named;
  const unknown = found.length > 0 || book.places.length === 0 ? null : unknownPlace(reading, view);
  return { places: narrow, level, unknown };
}

function namesPlace(reading: Reading, place: Place): boolean {
  let named = false;
  for (const name of [place.folded, place.stem]) {
    if (!reading.folded.includes(name)) continue;
    for (const match of matches(
      new RegExp(`${name}(?:(?:本|全)?[区县市](?!监|场|容|政|民|委)|全境|当地|户口|户籍)?`, 'gu'),
      reading.folded,
    )) {
      const start = match.span.start;
      // 户口 and 户籍 say something of the person, not of the place, and stay.
      const end = start + match[0].replace(/户[口籍]$/u, '').length;
      if (reading.isTaken({ start, end })) continue;
      reading.take({ start, end });
      named = true;
    }
  }
  if (!/[a-z]/.test(reading.folded)) return named;
  for (const spelt of spellings(place.stem)) {
    const pattern = new RegExp(
      `(?:in\\s+|of\\s+)?\\b${[...spelt].join("[\\s'’-]?")}(?:['’]s)?(?:[\\s-]*(?:qu|xian|shi)\\b)?(?:\\s+(?:district|county|city|town|township|area|province)(?:['’]s)?)?(?![a-z])`,
      'gu',
    );
    for (const match of matches(pattern, reading.folded)) {
      if (reading.isTaken(match.span)) continue;
      reading.take(match.span);
      named = true;
    }
  }
  return named;
}

function levelOf(reading: Reading): string | null {
  const named = new Set<string>();
  for (const match of matches(LEVEL_WORD, reading.folded)) {
    if (reading.isTaken(match.span)) continue;
    reading.take(match.span);
    named.add(match[1] ?? '');
  }
  // 拿了市里的钱，区里还配不配: two levels are two payers, and bind no letter.
  return named.size === 1 ? (LEVELS.find((level) => named.has(level)) ?? null) : null;
}

/** Characters that can't end a place's stem: 各区, 哪个县, 全市, 本镇 and kinds of area. */
const NO_STEM =
  /[的了在是和与及或到去住从向对我你他她这那哪每各全本该某个几两我们给有为把被让个市区县省镇乡村社小园景城片学郊老新外内里旧山矿商营库牧林厂牧校灾湿地疫街战专贫辖中心工业住宅生活居民风景自然保护服务功能示范试验高新经济城]$/u;
const LOOKS_LIKE =
  /(?<!\p{Script=Han})\s*(\p{Script=Han}{2,4}?)(区|县|市|镇|乡)(?!域|划|分|间|别|民|长|委|政|场|价|容|面|级|里|内|城|情|道|亲|下)/gu;
const AFTER_PREPOSITION =
  /(?:在|住|到|去|是|我们|咱们|换成|那|有没有|查一?下|看看|请问|问下|想问|了解)(\p{Script=Han}{2,3}?)(区|县|市|镇|乡)(?!域|划|分|间|别|民|长|委|政|场|价|容|面|级|里|内|城|情|道|亲|下)/gu;
const ENGLISH = /\b([a-z]{3,16}(?:[\s'’-][a-z]{2,8})?)\s+(district|county|city|province)\b/gu;
const NO_ENGLISH_STEM =
  /^(?:the|our|this|that|each|every|any|your|whole|entire|old|new|in the|of the|across the|inner|smart|capital|business|school|park|historic|central)\b/u;

/** A name that is written as a place's and that no visible passage has; the first. A town in a letter's body is known. */
function unknownPlace(reading: Reading, view: View): string | null {
  for (const pattern of [LOOKS_LIKE, AFTER_PREPOSITION]) {
    for (const match of matches(pattern, reading.folded)) {
      const stem = match[1] ?? '';
      const full = `${stem}${match[2] ?? ''}`;
      const start = match.span.end - full.length;
      if (NO_STEM.test(stem) || reading.isTaken({ start, end: start + full.length })) continue;
      // The stem's last two characters stand side by side in no letter: nothing there is called so.
      if (view.knows(stem.slice(-2)) || view.knows(full) || view.vocabulary.match(full).length > 0) continue;
      reading.take({ start, end: start + full.length });
      return reading.asked.slice(start, start + full.length);
    }
  }
  for (const match of matches(ENGLISH, reading.folded)) {
    if (NO_ENGLISH_STEM.test(match[1] ?? '') || reading.isTaken(match.span)) continue;
    const name = (match[1] ?? '').replace(/^(?:in|of|for|from|at|about|does|is|the|to)\s+/u, '');
    if (name.length < 3 || /^(?:the|our|this|your|city|old|new)$/u.test(name) || !isPinyin(name) || view.knows(name))
      continue;
    reading.take(match.span);
    return `${name} ${match[2] ?? ''}`.replace(/(?<![a-z])[a-z]/gu, (letter) => letter.toUpperCase());
  }
  return null;
}

const SYLLABLES =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|an|en|in|un|ai|ei|ui|ao|ou|iu|ie|ue|ve|er|ia|ua|uo|[aeiouv])){2,4}$/u;
/** Whether a word can be a Chinese name's spelling; "Silver County" may be asked about, "parking district" may not. */
function isPinyin(word: string): boolean {
  return SYLLABLES.test(word.replace(/[\s'’-]/gu, ''));
}

/** How many letters of no place are read in search of one; beyond it, each is taken to fit. */
const READ_AT_MOST = 200;
/** Per gazetteer: the places that each letter of no place mentions. */
const mentioned = new WeakMap<Gazetteer, ReadonlyMap<number, readonly Place[]>>();

function mentions(book: Gazetteer, view: View): ReadonlyMap<number, readonly Place[]> {
  let known = mentioned.get(book);
  if (known === undefined) {
    known = new Map(
      book.placeless.map((index) => {
        const text = fold(view.letter(index)?.body ?? '');
        return [index, book.places.filter(({ stem }) => text.includes(stem))];
      }),
    );
    mentioned.set(book, known);
  }
  return known;
}

/** How a body speaks of its own area: 我县, 全县, 县政协, 县旅游局. Of 市 and 省 any letter beneath them speaks too. */
const OWN_LEVEL =
  /[我全本]([区县旗])(?!级|域|分|段)|(?<![\p{Script=Han}\d])([区县旗])(?:政协|人大|政府|委办|\p{Script=Han}{2,8}?局)/gu;
/** Per gazetteer, as above: 县 where a body speaks of one level's area; null where of none or of two. */
const spoken = new WeakMap<Gazetteer, ReadonlyMap<number, string | null>>();

function levelSpoken(index: number, book: Gazetteer, view: View): string | null {
  let known = spoken.get(book);
  if (known === undefined) {
    known = new Map(
      book.placeless.slice(0, READ_AT_MOST).map((each) => {
        const text = fold(view.letter(each)?.body ?? '');
        const levels = new Set([...text.matchAll(OWN_LEVEL)].map((match) => match[1] ?? match[2] ?? ''));
        return [each, levels.size === 1 ? ([...levels][0] ?? null) : null];
      }),
    );
    spoken.set(book, known);
  }
  return known.get(index) ?? null;
}

/** The level that a letter without a place still shows, 区 of 区绿化和市容管理局, else 县 of its body's 全县; null when it shows none. */
function levelShown(index: number, book: Gazetteer, view: View): string | null {
  const card = view.card(index);
  const shown = [card?.place, card?.department].find((field) => field !== null && field !== undefined) ?? '';
  return LEVELS.find((level) => fold(shown).startsWith(level)) ?? levelSpoken(index, book, view);
}

/** Letters that name no place of their own, whose level is none but these places', and whose text names one of them or none. */
export function placelessLetters(asked: readonly Place[], book: Gazetteer, view: View): readonly number[] {
  if (book.placeless.length > READ_AT_MOST) return book.placeless;
  const found = mentions(book, view);
  return book.placeless.filter((index) => {
    const level = levelShown(index, book, view);
    if (level !== null && !asked.some(({ folded }) => folded.endsWith(level))) return false;
    const places = found.get(index) ?? [];
    return places.length === 0 || places.some((place) => asked.includes(place));
  });
}

/** Letters that name no place of their own, and of these places at most by the way: too little to count them as theirs. */
export function unplaced(asked: readonly Place[], book: Gazetteer, view: View): readonly number[] {
  if (book.placeless.length > READ_AT_MOST) return book.placeless;
  const found = mentions(book, view);
  return book.placeless.filter((index) => !(found.get(index) ?? []).some((place) => asked.includes(place)));
}

/** Letters of a level: those of its places, and those of no place that may be. */
export function lettersOfLevel(level: string, book: Gazetteer, view: View): readonly number[] {
  const places = book.places.filter(({ folded }) => folded.endsWith(level));
  const shown = book.placeless.filter((index) => levelShown(index, book, view) === level);
  return [
    ...new Set([...places.flatMap((place) => [...place.letters]), ...placelessLetters(places, book, view), ...shown]),
  ];
}
