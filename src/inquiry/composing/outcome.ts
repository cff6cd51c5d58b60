/**
 * What a later letter on the same proposal tells of a promise. Told only where the two sentences clearly speak of one
 * thing: a wrong "done" is worse than none.
 */
import type { Letter, Sentence } from '../../model.ts';
import { fold } from '../../search/fold.ts';
import { terms } from '../../search/terms.ts';
import type { LetterCard, View } from '../../search/view.ts';
import { sameMatter } from './matter.ts';

/** `reported`: a later figure or step on the same matter that does not settle whether the promise was kept. */
export type Tells = 'done' | 'missed' | 'reported';

export interface Later {
  readonly tells: Tells;
  readonly file: string;
  readonly date: string;
  readonly heading: string | null;
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
}

const MISSED =
  /未能?(?:按期|如期|按时|按计划|在[^，。]{1,12}前)|(?:推迟|延期|延后|顺延|搁置|暂缓|中止|取消|不再)[^，。]{0,10}|逾期|滞后|尚未[^，。]{0,12}(?:完成|建成|印发|出台|开工|启动|到位|实现|开放|投用)|未(?:完成|建成|印发|出台|实现)/u;
const FINISHED =
  /已|完成|建成|竣工|投用|印发|出台|发布|施行|实现|达到|超过|开放|启用|上线|开通|通车|落成|到位|设立|成立|提高到|降低到|覆盖/u;
/** Words of promising and reporting, which any two sentences may share. */
const COMMON = new Set(
  '计划 将会 我局 我委 我办 我会 下一步 下步 年底 底前 月底 年内 年度 全年 继续 持续 推进 推动 进一步 加强 加大 加快 工作 完成 开展 实施 积极 研究 组织 落实 力争 争取 预计 确保 时间 关于 建议 提案 问题 情况 全县 全区 全市 全省 有关 相关 部门 单位 按照 同时 目前 截至 累计 进行 不断 提升 提高 力度 不少 少于 以上 左右 同期 前完 再次 原计划'.split(
    ' ',
  ),
);

/** Figures with what they count: 30台, 9.3亿元. Years, dates and numbers of letters are none. */
function counted(folded: string): readonly { readonly value: number; readonly unit: string }[] {
  const found = folded.matchAll(
    /(?<![\d第.〔])(\d+(?:\.\d+)?)(万|亿)?\s?(?!\d|年|月|日|号|届|次会|季度|:|时)([\p{Script=Han}%])/gu,
  );
  return [...found].map(([, digits, power, unit]) => ({
    value: Number(digits) * (power === '万' ? 1e4 : power === '亿' ? 1e8 : 1),
    unit: unit ?? '',
  }));
}

function contentWords(text: string): ReadonlySet<string> {
  return new Set(terms(text).words.filter((word) => word.length > 1 && !COMMON.has(word) && !/^\d/.test(word)));
}

/** Least share of the promise's words, by rarity, that the later sentence holds; less where a figure agrees too. */
const NEEDED = { words: 0.5, wordsWithFigure: 0.3, wordWithFigure: 0.8 } as const;

interface Fit {
  readonly share: number;
  readonly settled: boolean;
}

function fitOf(promise: string, later: string, view: View): Fit | null {
  const words = [...contentWords(promise)];
  const there = contentWords(later);
  const shared = words.filter((word) => there.has(word));
  const weight = (list: readonly string[]): number => list.reduce((sum, word) => sum + view.idf(word), 0);
  const share = weight(shared) / (weight(words) || 1);
  const targets = counted(fold(promise));
  const figures = counted(fold(later));
  const agrees = targets.some((t) => figures.some((f) => f.unit === t.unit && f.value === t.value));
  const enough = agrees
    ? shared.length > 0 && share >= (shared.length > 1 ? NEEDED.wordsWithFigure : NEEDED.wordWithFigure)
    : share >= NEEDED.words && shared.length >= 3;
  if (!enough) return null;
  const reached = targets.every((t) => figures.some((f) => f.unit === t.unit && f.value >= t.value));
  return { share, settled: targets.length === 0 || reached };
}

function tellsOf(sentence: Sentence, text: string, settled: boolean): Tells | null {
  const folded = fold(text);
  if (MISSED.test(folded)) return 'missed';
  if (!sentence.done) return null;
  return settled && !sentence.planned && FINISHED.test(folded) ? 'done' : 'reported';
}

/** Letters by number, so that each letter's relatives are not looked for among all. */
export type Matters = ReadonlyMap<string, readonly LetterCard[]>;

const numberOf = ({ proposalNo }: LetterCard): string | null =>
  proposalNo === null ? null : proposalNo.normalize('NFKC').replace(/^0+(?=\d)/u, '');

export function mattersOf(view: View): Matters {
  const groups = new Map<string, LetterCard[]>();
  for (const card of view.cards) {
    const number = numberOf(card);
    if (number !== null) groups.set(number, [...(groups.get(number) ?? []), card]);
  }
  return groups;
}

/** Letters on the same proposal that were written later by the same agency. */
function laterLetters(card: LetterCard, matters: Matters, view: View): readonly Letter[] {
  const { date, department } = card;
  if (date === null) return [];
  return (matters.get(numberOf(card) ?? '') ?? []).flatMap((other) => {
    if (other.date === null || other.date <= date || !sameMatter(card, other)) return [];
    const same = department === null || other.department === null || fold(other.department) === fold(department);
    return (same ? view.letter(other.index) : null) ?? [];
  });
}

/** Outcomes for the promises of one letter: its later letters are read once. */
export function outcomes(card: LetterCard, matters: Matters, view: View): (promise: string) => Later | null {
  const letters = laterLetters(card, matters, view);
  return (promise) => {
    let best: { later: Later; rank: number } | null = null;
    for (const letter of letters) {
      for (const section of letter.sections) {
        for (const sentence of section.sentences) {
          const text = letter.body.slice(sentence.start, sentence.end);
          const fit = fitOf(promise, `${section.heading ?? ''}\n${text}`, view);
          const tells = fit === null ? null : tellsOf(sentence, text, fit.settled);
          if (fit === null || tells === null) continue;
          // What settles the promise tells more than what only touches it.
          const rank = fit.share + (tells === 'reported' ? 0 : 1);
          if (best !== null && best.rank >= rank) continue;
          const { start, end } = sentence;
          const { file, date } = letter;
          best = {
            rank,
            later: { tells, file, date: date ?? '', heading: section.heading, sentence: text, start, end },
          };
        }
      }
    }
    return best?.later ?? null;
  };
}
