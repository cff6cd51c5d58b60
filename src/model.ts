/** The nouns of the house. Offsets everywhere are UTF-16 code units into a letter's `body`, end exclusive. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** cppcc: a 政协提案; npc: a 人大代表建议. */
export type Kind = 'cppcc' | 'npc';
/** cohandling: 会办意见; second_reply: 再次答复; form: 回复单. */
export type Genre = 'reply' | 'cohandling' | 'second_reply' | 'form';
/** A solved or adopted, B being solved, C planned, D for reference (../score/contract.md of the project's plan). */
export type ResultClass = 'A' | 'B' | 'C' | 'D';
/** public 主动公开, on_request 依申请公开, withheld 不予公开. */
export type Disclosure = 'public' | 'on_request' | 'withheld';
/** What a sentence tells: work finished or policy in force, a promise, or neither. */
export type Tense = 'done' | 'planned' | 'stated';
export type Format = 'txt' | 'html' | 'docx' | 'doc' | 'wps' | 'pdf' | 'pdf-scan' | 'image' | 'ofd';

/** A sentence with both a finished and a promised part is both `done` and `planned`. */
export interface Sentence extends Span {
  readonly done: boolean;
  readonly planned: boolean;
}

export interface Section extends Span {
  /** As printed, without the closing 。; null for text under no heading. */
  readonly heading: string | null;
  /** Where the heading stands in the body; null when there is none. */
  readonly headingAt: Span | null;
  /** Sentences of the section's text, in order, the heading left out. */
  readonly sentences: readonly Sentence[];
}

/**
 * What a stretch of the body is. Passages are cut from `head`, `text` and `signature` only:
 * `contact` (names, phones) is for staff, `aside` is site text, attachments' forms and
 * paragraphs addressed to machines, which no answer may quote.
 */
export type RegionRole = 'head' | 'text' | 'signature' | 'contact' | 'aside';
export interface Region extends Span {
  readonly role: RegionRole;
}

export interface Contact {
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly postcode?: string;
}

/** Something the clerk is unsure of, for a person to settle. `excerpt` is the line that tells it. */
export interface Problem {
  readonly code: string;
  readonly field: LetterField | null;
  readonly message: string;
  readonly excerpt: string | null;
}

/** The fields a letter prints. What is not printed is null (or an empty list), never a guess. */
export interface LetterFields {
  readonly kind: Kind | null;
  readonly genre: Genre;
  /** As printed, without 第, 号 and the noun: 155145, B〔2019〕017. */
  readonly proposalNo: string | null;
  /** 十五届五次. */
  readonly session: string | null;
  /** White space and line breaks removed. */
  readonly title: string | null;
  /** The proposal's own title, as the letter names it, without quotation marks. */
  readonly subject: string | null;
  readonly addressees: readonly string[];
  readonly department: string | null;
  readonly docNo: string | null;
  readonly result: string | null;
  readonly resultClass: ResultClass | null;
  readonly disclosure: Disclosure | null;
  /** YYYY-MM-DD of the signature (成文日期), not of publication. */
  readonly date: string | null;
  /** 普陀区, 柏溪县: the place whose government answers, where the letter shows it. */
  readonly place: string | null;
}
export type LetterField = keyof LetterFields;

export interface Letter extends LetterFields {
  /** Stable for the same file content and name. */
  readonly id: string;
  /** Path below `letters/`, with `/`. */
  readonly file: string;
  /** Of the file's bytes, hex. */
  readonly sha256: string;
  readonly format: Format;
  /** True when the text was read from a picture (扫描识别). */
  readonly ocr: boolean;
  /** The one text that all offsets point into: paragraphs, one a line. */
  readonly body: string;
  /** Start offset of each page of the original; empty when it has no pages. */
  readonly pages: readonly number[];
  readonly regions: readonly Region[];
  readonly sections: readonly Section[];
  /** Where in the body each field is printed, so that a card can cite it. */
  readonly evidence: Readonly<Partial<Record<LetterField, Span>>>;
  readonly contact: Contact | null;
  readonly problems: readonly Problem[];
}

/** A stretch of one letter that is ranked and cited; its text is `body.slice(start, end)`. */
export interface Passage extends Span {
  /** Position in the generation, 0-based. */
  readonly id: number;
  /** Position of the letter in the generation, 0-based. */
  readonly letter: number;
  readonly role: 'head' | 'text' | 'signature';
  /** Index into the letter's `sections`; -1 for head and signature. */
  readonly section: number;
  readonly heading: string | null;
  /** 1-based page of the original where the passage starts; null without pages. */
  readonly page: number | null;
}

/** Decided by the server from who is writing, never from the message. */
export interface Viewer {
  readonly role: 'public' | 'staff';
}

export type Language = 'zh-Hans' | 'zh-Hant' | 'en';

export interface Citation {
  /** 1, 2, … as in the answer's text. */
  readonly marker: number;
  readonly file: string;
  readonly letterId: string;
  readonly proposalNo: string | null;
  readonly title: string | null;
  readonly department: string | null;
  readonly date: string | null;
  readonly heading: string | null;
  readonly page: number | null;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly tense: Tense;
  /** The quote was read from a picture. */
  readonly ocr: boolean;
  /** Of the letter, to name it by: 第155145号提案会办意见. */
  readonly kind?: Kind | null;
  readonly genre?: Genre;
  readonly subject?: string | null;
  readonly addressees?: readonly string[];
}

/** A citation with the letter's text around it: what `/source 2` and a tapped marker show. */
export interface SourceInContext {
  readonly citation: Citation;
  /** Text before and after the quote, cut at sentence ends; only of passages (never contacts or site text). */
  readonly before: string;
  readonly after: string;
  readonly subject: string | null;
}

export interface NearLetter {
  readonly file: string;
  readonly title: string | null;
  readonly proposalNo: string | null;
  readonly department: string | null;
  readonly date: string | null;
  readonly kind?: Kind | null;
  readonly genre?: Genre;
}

/** One line of a reply. `quote` lines are verbatim; everything else is a frame sentence of ours. */
export interface Line {
  readonly text: string;
  readonly markers: readonly number[];
  /** Exact translation of the quote by the vocabulary's concepts, for an English reply. */
  readonly gloss?: string;
}

/** What a reply is made of, before a channel's format is chosen. */
export type Block =
  | { readonly kind: 'lead'; readonly text: string; readonly markers: readonly number[] }
  | { readonly kind: 'card'; readonly rows: readonly { label: string; value: string; markers: readonly number[] }[] }
  | { readonly kind: 'quotes'; readonly tense: Tense; readonly title: string | null; readonly lines: readonly Line[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'choices'; readonly items: readonly string[] }
  | { readonly kind: 'note'; readonly text: string };

interface AnswerBase {
  readonly question: string;
  readonly language: Language;
  readonly blocks: readonly Block[];
  /** `extractive`, or the name of the model that wrote the sentences. */
  readonly writer: string;
}
export type NonEmpty<T> = readonly [T, ...T[]];

declare const proven: unique symbol;
/** Only `inquiry/verify.ts` makes one. */
export interface Answered extends AnswerBase {
  readonly kind: 'answered';
  readonly citations: NonEmpty<Citation>;
  readonly [proven]: true;
}
export interface Unanswered extends AnswerBase {
  readonly kind: 'unanswered';
  readonly reason:
    | 'no-match'
    | 'no-such-number'
    | 'no-such-place'
    | 'no-such-year'
    | 'restricted'
    | 'personal'
    | 'bad-question';
  readonly nearest: readonly NearLetter[];
}
export interface Clarify extends AnswerBase {
  readonly kind: 'clarify';
  readonly reason: 'ambiguous';
  readonly choices: NonEmpty<string>;
}
export interface Help extends AnswerBase {
  readonly kind: 'help';
  readonly reason: 'smalltalk' | 'unsupported';
}
export type Answer = Answered | Unanswered | Clarify | Help;

/** Which items of a longer list an answer shows: 1-based, inclusive. */
export interface ListPart {
  readonly first: number;
  readonly last: number;
  readonly total: number;
}

/** What a person asked, with what they asked before it, oldest first. */
export interface Question {
  readonly text: string;
  readonly viewer: Viewer;
  readonly turns: readonly string[];
  /** Today where the person is: YYYY-MM-DD; "去年" is counted from it. */
  readonly today: string;
}
