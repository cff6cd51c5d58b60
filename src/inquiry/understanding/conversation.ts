/** Whether a turn goes on with the one before it, and what it takes over. */
import { fold } from '../../search/fold.ts';
import type { Hit, View } from '../../search/view.ts';
import type { Inquiry, QuestionWord } from '../inquiry.ts';
import { overlaps, tagsOf } from './cuts.ts';
import { numeralValue, ordinalValue } from './numerals.ts';
import { asksSide } from './topic.ts';

const OPENS_AS_NEXT =
  /^\s*(?:那么?|还有|另外|然后|接着|再|以及|并且|而|可是|但是?|不过|除了|除此|其他|其余|剩下|and|but|so|what about|how about|also|then|or|what else|any others?)(?!个(?:区|县|市)政协)/u;
const ENDS_AS_NEXT = /(?:呢|咧|捏)\s*[?？。!！]*\s*$|\b(?:then|too|instead|as well)\s*\??\s*$/u;
const POINTS_BACK =
  /换成|改成|换个|同样|一样的?(?:问题|情况)|(?:^|[^\p{Script=Han}])(?:它|他们|它们|这个|这些|那个|那些|这件|这份|这封|该|此|其中|其余|上述|上面|刚才|刚刚|前面|前述|之前说|你说的|你刚)|这(?:个|项|些|条|笔)|\b(?:it|its|they|them|their|those|these|that one|this one|the same|the rest|the others?|the remaining|ones?)\b/u;
const SECTION =
  /(?:第\s*([〇零一二三四五六七八九十\d]{1,3})\s*(?:条|点|项|个(?:建议|问题|方面|部分|意见)|部分|方面|款|段)(?:建议|意见)?)|(最后一?(?:条|点|项|个建议|部分|方面))|\b(?:the\s+)?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))\s+(?:suggestion|point|item|recommendation|part|section|one)\b|\b(?:suggestion|point|item|section|part)\s+(\d{1,2})\b|\b(last (?:suggestion|point|item|part|section|one))\b/u;
const CHOICE =
  /^\s*(?:我?(?:要|选|看|是|问的是|说的是)|选择|option|number|no\.?|#)?\s*(?:第|the\s+)?\s*(\d{1,2}|[一二三四五六七八九十]|first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)\s*(?:个|号|条|项|种|件|份|封|one|option)?\s*(?:吧|呢|啊|的|please)?[.。!！、)）]*\s*$/u;

/** A suggestion's place in its letter, 1-based, -1 for the last, with the stretch that names it; null when none is named. */
export function sectionNamed(folded: string): { readonly ordinal: number; readonly written: string } | null {
  const match = SECTION.exec(folded);
  if (!match) return null;
  const ordinal =
    match[2] !== undefined || match[5] !== undefined
      ? -1
      : (numeralValue(match[1] ?? match[4] ?? '') ?? ordinalValue(match[3] ?? ''));
  return ordinal === null || ordinal === 0 ? null : { ordinal, written: match[0] };
}

/** "2", "第二个", "the first one": which of the offered choices, 1-based; null when it is none. */
export function choiceNamed(folded: string): number | null {
  const written = CHOICE.exec(folded)?.[1];
  if (written === undefined) return null;
  return numeralValue(written) ?? ordinalValue(written);
}

export interface Turn {
  readonly folded: string;
  readonly text: string;
  readonly concepts: Inquiry['concepts'];
  readonly words: Inquiry['words'];
  /** A letter is named: number, document, proposer. */
  readonly namesLetter: boolean;
  readonly hasPlace: boolean;
}

export interface Continuation {
  readonly focus: readonly number[];
  /** False for a new topic within the same letters: they and the place stay, what was asked of them doesn't. */
  readonly topic: boolean;
}

/** Asks for what comes after what was told, and nothing else. */
const MORE =
  /^\s*(?:那|那么)?(?:然后|还有(?:别的|其他的?|什么|啥|哪些|吗|没有?)*|接着|接下来|继续|别的|其他的?|更多|再多?说(?:点|些|说)|and then|what else|anything else|more|go on|next)(?:呢|吗|么|说|讲|啊)?[\s?？。!！]*$/u;

export function asksMore(folded: string): boolean {
  return MORE.test(folded);
}

/** Weight of a concept from which it may be what a turn is about: 预约 and 提前 are not, 充电桩 is. */
const TOPICAL = 0.45;
/** Themes of what one does or asks in any matter: 找谁交材料, 怎么申请. */
const OF_ASKING: ReadonlySet<string> = new Set(['asking', 'words-acts']);
/** Up to this many characters of topic a turn leans on what was said before. */
const SHORT = 10;
/**
 * How well the earlier turn's letters must answer the new turn, against the best letter of all, for it to go on with
 * them. Lower where the wording itself points back.
 */
const FITS = { pointing: 0.25, short: 0.5, long: 0.8 } as const;

/** Below this share of what a passage could score, nothing was found for the turn alone. */
const WEAK = 0.1;

function onward(focus: readonly number[]): Continuation {
  return { focus, topic: true };
}

/** What the turn goes on with; null when it opens a new topic. */
export async function continuation(turn: Turn, earlier: Inquiry, view: View): Promise<Continuation | null> {
  const topical = earlier.text !== '' || earlier.carried !== null || earlier.scope !== null;
  if (!topical) return null;
  // "finished", 多少钱, 多久给结果: words of asking, and of what every matter has, are no topic.
  const topics = (concepts: readonly number[]): readonly number[] =>
    concepts.filter((concept) => {
      const { weight, theme } = view.vocabulary.concepts[concept] ?? { weight: 0, theme: '' };
      return weight >= TOPICAL && !OF_ASKING.has(theme);
    });
  const telling = turn.words.filter(
    (word) =>
      !asksSide([word]) &&
      (topics(word.concepts).length > 0 || (word.known && word.concepts.length === 0 && word.word.length > 1)),
  );
  const points = OPENS_AS_NEXT.test(turn.folded) || ENDS_AS_NEXT.test(turn.folded) || POINTS_BACK.test(turn.folded);
  // Nothing met the earlier turn: only one without a topic of its own still means it.
  if (earlier.unmet !== null) {
    // 那充电桩呢 after a place that no letter knows is still asked of that place.
    const samePlace = earlier.unmet.constraint === 'place' && points && !turn.hasPlace;
    return !turn.namesLetter && (samePlace || turn.words.length === 0) ? onward([]) : null;
  }
  if (turn.namesLetter) return points && telling.length === 0 ? onward([]) : null;
  // A place on its own, or a new place with "呢": the topic stays, the letters don't.
  if (turn.hasPlace) return telling.length === 0 || (points && turn.text.length <= 4) ? onward([]) : null;
  const { letters: focus, told } = await focusOf(earlier, view);
  // 市长叫什么名字: a thing that no letter knows is a topic all the same.
  if (telling.length === 0)
    return !points && turn.words.some((word) => isUnknownThing(word, turn.text)) ? null : onward(focus);
  if (focus.length === 0) return points || turn.text.length <= SHORT ? onward(focus) : null;
  const query = { text: turn.text, concepts: turn.concepts, limit: 1 };
  const [alone] = await view.retrieve({ ...query, letters: null });
  const [within] = await view.retrieve({ ...query, letters: focus });
  const short = turn.text.length <= SHORT || turn.words.length <= 2;
  if (!alone || (alone.score < WEAK && (short || points))) return onward(focus);
  const need = points ? FITS.pointing : short ? FITS.short : FITS.long;
  // 低保呢 after 石梁县水费: that another place's letters tell more of 低保 makes it no question about them.
  const ofPlace = ENDS_AS_NEXT.test(turn.folded) && turn.text.length <= SHORT && earlier.places.length > 0;
  if ((within?.score ?? 0) < alone.score * need) return ofPlace ? onward(focus) : null;
  return { focus, topic: points || within === undefined || !isElsewhere(telling, within, told, view) };
}

function isUnknownThing({ word, known, concepts, start, end }: QuestionWord, text: string): boolean {
  if (known || concepts.length > 0 || word.length < 2 || !/^\p{Script=Han}/u.test(word)) return false;
  return tagsOf(text).some((piece) => overlaps(piece, { start, end }) && piece.tag.startsWith('n'));
}

/** Share of a turn's telling words that the earlier turn's passages must hold for it to be about them. */
const HELD = 0.5;
/** Telling words that make a topic by themselves. */
const WHOLE_TOPIC = 2;

/** Whether the turn is answered in another section than the earlier one was, which holds little of what it tells. */
function isElsewhere(telling: readonly QuestionWord[], within: Hit, told: readonly Hit[], view: View): boolean {
  const { letter, section } = within.passage;
  if (told.length === 0 || telling.filter(({ concepts }) => concepts.length > 0).length < WHOLE_TOPIC) return false;
  if (told.some(({ passage }) => passage.letter === letter && passage.section === section)) return false;
  const text = told
    .map(({ passage }) => fold(view.letter(passage.letter)?.body.slice(passage.start, passage.end) ?? ''))
    .join('\n');
  const there = new Set(view.vocabulary.match(text).map(({ concept }) => concept));
  const holds = ({ word, concepts }: QuestionWord): boolean =>
    text.includes(word) || concepts.some((concept) => there.has(concept));
  const all = telling.reduce((sum, { idf }) => sum + idf, 0);
  return telling.filter(holds).reduce((sum, { idf }) => sum + idf, 0) < all * HELD;
}

/** The letters that the earlier turn was most likely answered from, best first, at most three, and the passages of it. */
async function focusOf(
  earlier: Inquiry,
  view: View,
): Promise<{ readonly letters: readonly number[]; readonly told: readonly Hit[] }> {
  if (earlier.text === '') return { letters: (earlier.scope ?? earlier.focus).slice(0, 3), told: [] };
  const hits = await view.retrieve({
    text: earlier.text,
    ...(earlier.carried === null ? {} : { carried: earlier.carried }),
    concepts: earlier.concepts,
    letters: earlier.scope,
    limit: 6,
  });
  const best = hits[0]?.score ?? 0;
  const told = hits.filter(({ score }) => score >= best * 0.7);
  return { letters: [...new Set(told.map(({ passage }) => passage.letter))].slice(0, 3), told };
}
