/**
 * A question as the house understands it: what retrieval looks for, which letters may answer, and how to reply.
 * Made by `understand(question: Question, view: View): Promise<Inquiry>` in understand.ts.
 */
import type { Disclosure, Genre, Kind, Language, ResultClass, Span } from '../model.ts';
import type { WeightedConcept } from '../search/view.ts';

/**
 * What kind of reply fits. `fact`: a figure or state; `policy`: who may get what, how; `commitment`: what is promised;
 * `list`, `count`: letters, all that fit, not the best few; `lookup`: a letter's own field (who handled it, its number);
 * `personal`: one person's case, which no letter can tell; `instruction`: an order to the bot, never followed;
 * `choice`: "2", but nothing was offered.
 */
export type Intent =
  | 'status'
  | 'fact'
  | 'policy'
  | 'commitment'
  | 'list'
  | 'count'
  | 'lookup'
  | 'compare'
  | 'smalltalk'
  | 'help'
  | 'personal'
  | 'instruction'
  | 'choice'
  | 'empty';

/** What the answering sentence must hold; it steers which sentences are quoted. */
export type Ask =
  | 'amount' // money: 多少钱, 补多少
  | 'count' // how many of something: 多少个, 几家
  | 'share' // 比例, 百分之几, a discount
  | 'when' // a date or deadline: 啥时候, 几时
  | 'hours' // a time of day: 几点
  | 'duration' // 多久, 几天办完
  | 'age' // 多大, 几岁
  | 'where' // 在哪, 递到哪儿
  | 'how' // 怎么申请, a way, a channel
  | 'materials' // 带什么, 要啥材料
  | 'who-qualifies' // 谁能, 什么条件, 我能不能
  | 'who' // 谁办的, 哪个单位, 找谁
  | 'phone' // 电话
  | 'benefit' // 有啥好处, what support there is
  | 'whether' // 有没有, 吗
  | 'change' // 有啥变化
  | 'why'
  | 'progress' // 进展, 办到哪了, 建成了吗
  | 'done'
  | 'planned' // 打算, 下一步
  | 'result' // 办理结果
  | 'proposer' // 谁提的
  | 'title' // 提的是什么案
  | 'number' // 哪个提案, 几号
  | 'what';

/** A letter's or a document's number as the question writes it. */
export interface AskedNumber {
  readonly written: string;
  /** Folded, brackets and zeros as `canonicalNumber` makes them; two numbers are the same when these are equal. */
  readonly canonical: string;
  /** `document`: a 文号; `proposal`: a proposal's or suggestion's number. */
  readonly of: 'proposal' | 'document';
  readonly at: Span;
}

/** A year or a range of years, inclusive. */
export interface AskedYears {
  readonly written: string;
  readonly from: number;
  readonly to: number;
  readonly at: Span;
}

/** An agency: the names it goes by, folded, fullest first. */
export interface AskedAgency {
  readonly written: string;
  readonly names: readonly string[];
}

export interface AskedSession {
  readonly written: string;
  /** 届; null when only the meeting is named. */
  readonly term: number | null;
  /** 次; null when only the term is named. */
  readonly meeting: number | null;
}

export type ConstraintKind =
  | 'number'
  | 'document'
  | 'place'
  | 'agency'
  | 'year'
  | 'session'
  | 'proposer'
  | 'result'
  | 'disclosure'
  | 'kind'
  | 'genre';

/** A constraint that no visible letter meets, alone or together with the ones before it. */
export interface Unmet {
  readonly constraint: ConstraintKind;
  /** As the question writes it, for the reply. */
  readonly asked: string;
  /** The closest value that a visible letter has: a number with two digits swapped, the nearest year, a place's name. */
  readonly nearest: string | null;
  /** Letters that hold the nearest value, or that meet the other constraints: for `nearest` in a refusal. */
  readonly letters: readonly number[];
}

/** Letters on one matter (an answer, its co-handling and second answers) among several that fit equally. */
export interface Choice {
  /** Newest first. */
  readonly letters: readonly number[];
  readonly kind: Kind | null;
  readonly session: string | null;
  readonly place: string | null;
  readonly proposalNo: string | null;
}

/** A content word of the question; its span is into the inquiry's `text`. */
export interface QuestionWord extends Span {
  /** Folded, corrected. */
  readonly word: string;
  /** Inverse document frequency among the viewer's passages; the maximum for an unknown word. */
  readonly idf: number;
  /** Whether any passage of the viewer's has it. */
  readonly known: boolean;
  /** Positions of the vocabulary's concepts that one of its forms over this word names. */
  readonly concepts: readonly number[];
}

export interface Correction {
  readonly from: string;
  readonly to: string;
  /** Into the question as asked. */
  readonly at: Span;
}

/** What a short friendly reply is about. */
export type Social = 'greeting' | 'thanks' | 'bye' | 'identity' | 'usage' | 'praise' | 'complaint' | 'other';

export interface Inquiry {
  /** As asked. */
  readonly question: string;
  /**
   * What retrieval looks for: folded, corrected, without the number, the place that `scope` already holds, politeness
   * and question words. Years stay, written in full. Empty when the question names a letter and no topic.
   */
  readonly text: string;
  /** Topic words of the earlier turns that this one continues; null for a new topic. They weigh less than `text`. */
  readonly carried: string | null;
  /** Letters that the earlier turns were about, best first, at most three: preferred, not binding. Empty for a new topic. */
  readonly focus: readonly number[];
  /** The turn that this one continues, already understood; null for a new topic. */
  readonly earlier: Inquiry | null;
  readonly language: Language;
  readonly intent: Intent;
  /** Most telling first; never empty for an intent that is answered from letters. */
  readonly asks: readonly Ask[];
  readonly social: Social | null;

  readonly numbers: readonly AskedNumber[];
  readonly session: AskedSession | null;
  /** Names as letters write them (东埠区 for 东埠 or "Dongbu"). */
  readonly places: readonly string[];
  readonly agencies: readonly AskedAgency[];
  readonly years: readonly AskedYears[];
  /** 九三学社, 龚望舒: names as letters write them. */
  readonly proposers: readonly string[];
  readonly resultClass: ResultClass | null;
  /** What a list or count is narrowed to: 依申请公开的答复; both of those that are not public for 不公开. */
  readonly disclosure?: readonly Disclosure[] | null;
  readonly kind: Kind | null;
  readonly genre: Genre | null;
  /** 第二条, the second suggestion: 1-based; null when none is named, -1 for the last. */
  readonly section: number | null;

  /**
   * Letters (indexes) that meet every hard constraint; null when there is none. Years bind only for `list` and
   * `count` (a letter of 2024 tells figures of 2023); elsewhere composing prefers sentences of the year.
   */
  readonly scope: readonly number[] | null;
  /** The first constraint that no visible letter meets; `scope` is then empty. */
  readonly unmet: Unmet | null;
  /** Two or more, in the order they are offered, when the question fits several matters equally; else empty. */
  readonly ambiguous: readonly Choice[];
  /** 1-based choice that this turn took from what the earlier one offered. */
  readonly chosen: number | null;
  /** Letters that a choice of this turn or an earlier one settled, as long as its number is what is asked about. */
  readonly settled?: readonly number[] | null;
  /** 然后呢, 还有呢: how many times more than was told has been asked for; 0 or missing when it has not. */
  readonly more?: number;
  /** Of a list or count of a place: letters that name no place and may be of it. They are not in `scope`. */
  readonly placeless?: readonly number[];

  readonly concepts: readonly WeightedConcept[];
  /** Content words, for coverage. The place, number and question words are not among them. */
  readonly words: readonly QuestionWord[];
  /** Told to the asker: "按“充电桩”查找". */
  readonly corrections: readonly Correction[];
}
