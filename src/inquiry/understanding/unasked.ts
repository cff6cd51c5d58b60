/** Messages that ask the letters nothing: empty ones, small talk, help, orders. */
import { fold } from '../../search/fold.ts';
import type { Inquiry, Intent, Social } from '../inquiry.ts';
import { choiceNamed } from './conversation.ts';
import { replyLanguage } from './language.ts';
import { isInstruction, socialOf } from './social.ts';

/** Beyond this a message is a pasted text, and an order inside it is part of the text. */
const SPOKEN = 600;

/** The inquiry of a message that needs no letter; null for every other one. */
export function withoutQuestion(asked: string, earlier: Inquiry | null): Inquiry | null {
  const folded = fold(asked.slice(0, SPOKEN));
  // "?" asks for help; anything else without a letter or a digit asks nothing.
  if (!/[\p{L}\p{N}]/u.test(folded))
    return /^[\s?？]+$/u.test(folded) && /[?？]/u.test(folded)
      ? bare(asked, earlier, 'help', 'usage')
      : bare(asked, earlier, 'empty', null);
  if (isInstruction(folded)) return bare(asked, earlier, 'instruction', null);
  const social = socialOf(folded);
  if (social !== null)
    return bare(asked, earlier, social === 'usage' || social === 'identity' ? 'help' : 'smalltalk', social);
  if (/^\s*\d{1,2}\s*$/u.test(folded) && choiceNamed(folded) !== null) return bare(asked, earlier, 'choice', null);
  return null;
}

function bare(asked: string, earlier: Inquiry | null, intent: Intent, social: Social | null): Inquiry {
  return {
    question: asked,
    text: '',
    carried: null,
    focus: [],
    earlier: null,
    // A lone emoji or number has no language of its own.
    language: /\p{L}/u.test(asked) ? replyLanguage(asked) : (earlier?.language ?? 'zh-Hans'),
    intent,
    asks: [],
    social,
    numbers: [],
    session: null,
    places: [],
    agencies: [],
    years: [],
    proposers: [],
    resultClass: null,
    kind: null,
    genre: null,
    section: null,
    scope: null,
    unmet: null,
    ambiguous: [],
    chosen: null,
    concepts: [],
    words: [],
    corrections: [],
  };
}
