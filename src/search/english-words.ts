/** English words for matching: one spelling (British or American), inflection ignored where the vocabulary allows it. */

// A Map and not an object: a person's word may be "constructor".
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  `children:child kids:kid men:man women:woman people:person persons:person lives:life wives:wife
   buses:bus busses:bus gases:gas viruses:virus movies:movie news:news teeth:tooth feet:foot bought:buy
   sold:sell paid:pay built:build lost:lose taught:teach sent:send got:get gave:give given:give done:do
   did:do does:do doing:do programme:program programmes:program licence:license licences:license
   ageing:aging kerb:curb kerbs:curb tyre:tire tyres:tire enrol:enroll enrols:enroll
   enrolment:enrollment instalment:installment cheque:check practise:practice`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);

/** Words that may stand inside a phrase without changing it: "rent subsidy for (the) graduates". */
const DETERMINERS = new Set('the a an my our your his her their its this that these those'.split(' '));

export function isDeterminer(word: string): boolean {
  return DETERMINERS.has(word);
}

function oneSpelling(word: string): string {
  let spelt = word;
  if (spelt.length >= 6) {
    spelt = spelt
      .replace(/is(e|ed|es|ing|er|ers|ation|ations)$/, 'iz$1')
      .replace(/our(s|ed|ing|hood|hoods|al)?$/, 'or$1');
    spelt = spelt.replace(/(cent|theat|met|fib|lit)re(s?)$/, '$1er$2');
  }
  return spelt;
}

function singular(word: string): string {
  if (word.length <= 3) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/** The written form under which a word (lower case) is known, the same for a form's word and a text's. */
export function wordKey(word: string): string {
  return IRREGULAR.get(word) ?? singular(oneSpelling(word));
}

/**
 * Keys to try for a word of a text, best first: its own, then without -ing or -ed. A vocabulary that has "parking" as
 * a word of its own thereby never takes it for "park".
 */
export function* wordKeys(word: string): Generator<string> {
  const key = wordKey(word);
  yield key;
  if (key.endsWith('ied')) yield `${key.slice(0, -3)}y`;
  const stem = /^(.{3,}?)(?:ing|ed)$/.exec(key)?.[1];
  if (stem === undefined) return;
  yield stem;
  yield `${stem}e`;
  if (/([b-df-hj-np-tv-z])\1$/.test(stem)) yield stem.slice(0, -1);
}

export interface TextWord {
  /** As written, without a possessive 's. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Whether only spaces or a joint (hyphen, ampersand, the point of P.E.) stand between it and the word before. */
  readonly joined: boolean;
}

// Half- and full-width letters and digits; a possessive belongs to its word.
const WORD = /([0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+)(?:['’]s(?![A-Za-z]))?/g;
const JOINT = /^(?:[\s\u3000]{1,3}|[ ]?[‐‑–'’&-][ ]?|[.+])$/;

/** Latin words and numbers of a text in order, with offsets. */
export function* latinWords(text: string): Generator<TextWord> {
  let before = -1;
  for (const match of text.matchAll(WORD)) {
    const joined = before >= 0 && match.index - before <= 3 && JOINT.test(text.slice(before, match.index));
    before = match.index + match[0].length;
    yield { word: match[1] ?? '', start: match.index, end: before, joined };
  }
}
