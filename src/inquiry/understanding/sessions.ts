/** Sessions: 十五届五次会议, 第十八届二次, 15届5次, "the fifth session of the 15th committee". */
import { fold } from '../../search/fold.ts';
import type { LetterCard } from '../../search/view.ts';
import type { AskedSession } from '../inquiry.ts';
import { NUMERAL, numeralValue, ordinalValue } from './numerals.ts';
import { type Reading, matches } from './reading.ts';

// Between 届 and 次 stands the assembly's name at most: 十八届[县人大]二次, 十四届[全国委员会第]二次.
const BOTH = new RegExp(`第?(${NUMERAL}{1,3})届\\p{Script=Han}{0,12}?第?(${NUMERAL}{1,2})次(?:全?体?会议|会)?`, 'gu');
const TERM = new RegExp(`第?(${NUMERAL}{1,3})届`, 'gu');
const MEETING = new RegExp(`第?(${NUMERAL}{1,2})次(?:全体)?会议`, 'gu');
const ASSEMBLY = /政协|人大|提案|建议|议案|代表|委员/u;
const ENGLISH = [
  /(?<meeting>[a-z]+|\d{1,2}(?:st|nd|rd|th))\s+(?:plenary\s+)?session\s+of\s+(?:the\s+)?(?<term>[a-z]+|\d{1,2}(?:st|nd|rd|th))\b/gu,
  /(?<term>[a-z]+|\d{1,2}(?:st|nd|rd|th))\s+(?:[a-z]+\s+){0,3}?(?:committee|congress|cppcc|npc)[\s,']*(?:s\s+)?(?:at\s+)?(?:its\s+|the\s+)?(?<meeting>[a-z]+|\d{1,2}(?:st|nd|rd|th))\s+(?:plenary\s+)?session/gu,
];

/** The numbers of a session as a letter prints it (十五届五次); null when it has neither. */
export function sessionOf(printed: string | null): AskedSession | null {
  if (printed === null) return null;
  const text = fold(printed);
  const both = [...text.matchAll(BOTH)][0];
  if (both) return { written: printed, term: numeralValue(both[1] ?? ''), meeting: numeralValue(both[2] ?? '') };
  const term = [...text.matchAll(TERM)][0];
  return term ? { written: printed, term: numeralValue(term[1] ?? ''), meeting: null } : null;
}

/** The session that the question names, its stretch taken. */
export function takeSession(reading: Reading): AskedSession | null {
  for (const match of matches(BOTH, reading.folded)) {
    const [whole, term = '', meeting = ''] = match;
    reading.take(match.span);
    return { written: written(whole), term: numeralValue(term), meeting: numeralValue(meeting) };
  }
  for (const pattern of ENGLISH) {
    for (const match of matches(pattern, reading.folded)) {
      const term = ordinalValue(match.groups?.term ?? '');
      const meeting = ordinalValue(match.groups?.meeting ?? '');
      if (term === null || meeting === null) continue;
      reading.take(match.span);
      return { written: match[0], term, meeting };
    }
  }
  // 第三次会议 and 第二届 may be of anything; with an assembly or its papers they are a session.
  if (!ASSEMBLY.test(reading.folded)) return null;
  for (const match of matches(MEETING, reading.folded)) {
    reading.take(match.span);
    return { written: written(match[0]), term: null, meeting: numeralValue(match[1] ?? '') };
  }
  // 往届, 应届, 换届 have no numeral before 届, and 届 alone is enough of a sign.
  for (const match of matches(TERM, reading.folded)) {
    reading.take(match.span);
    return { written: match[0], term: numeralValue(match[1] ?? ''), meeting: null };
  }
  return null;
}

function written(text: string): string {
  return text.replace(/(?:全?体?会议|会)$/u, '');
}

/** Whether a letter is of the session asked for. */
export function ofSession(asked: AskedSession, card: LetterCard): boolean {
  const own = sessionOf(card.session);
  if (own === null) return false;
  return (asked.term === null || own.term === asked.term) && (asked.meeting === null || own.meeting === asked.meeting);
}
