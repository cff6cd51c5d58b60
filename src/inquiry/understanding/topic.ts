/** The words that a question is about, each with how rare it is among the viewer's passages. */
import type { Span } from '../../model.ts';
import { terms } from '../../search/terms.ts';
import type { ConceptMatch } from '../../search/vocabulary.ts';
import type { View, WeightedConcept } from '../../search/view.ts';
import type { Ask, QuestionWord } from '../inquiry.ts';
import { overlaps } from './cuts.ts';
import { matches } from './reading.ts';
import { ENGLISH_STOP } from './spoken.ts';

/** Chinese words that join others and tell no topic; single characters without a meaning of their own here. */
const CHINESE_STOP: ReadonlySet<string> = new Set(
  `可以 能够 应该 需要 想要 愿意 觉得 认为 知道 看到 听到 发现 出来 起来 下来 上来 进来 下去 出去 过来 过去 回来 一下 一点 一些 一个 一种 一样 这样 那样 这么 那么 这个 那个 这些 那些 这里 那里 有点 有些 有人 有的 没有 不是 不能 不会 不要 还是 还有 已经 曾经 正在 刚刚 刚才 马上 一直 总是 经常 常常 有时 现在 目前 当前 以前 以后 之前 之后 期间 时候 时间 问题 事情 情况 方面 部分 内容 关于 对于 根据 按照 通过 由于 因为 所以 但是 不过 而且 或者 如果 虽然 即使 只要 只有 除了 除非 包括 其中 其他 其它 另外 以及 并且 然后 于是 因此 例如 比如 等等 左右 上下 以上 以下 以内 以外 之间 之一 里面 外面 上面 下面 前面 后面 里头 我们 你们 他们 她们 它们 咱们 大家 自己 别人 人家 什么 怎么 怎样 如何 多少 哪个 哪些 哪里 为什么 是否 请问 今年 去年 明年 前年 年度 属于 进行 开展 有关 相关 具体 主要 总共 一共 到底 究竟 真的 的话 来说 可能 也许 大概 全部 所有 各个 每个 每年 每月 每次 有没有 能不能 是不是 比较 对比 相比 区别 差别 差异 不同 变化 最后 最近 最新 现有 原来 本来 家里 那边 这边 说要 对应 编号`.split(
    /\s+/,
  ),
);
export const SINGLE_STOP: ReadonlySet<string> = new Set(
  '办做干搞弄整说讲看问听想给让叫找来去到走用拿带要得能会可应该是有在为对从向跟和与同或等被把将比按因如若却都也还又再就才只很太更最真挺好大小多少几第个些种样次回下上里外前后中间内的地得着了过吗呢吧啊呀么嘛哦您你我他她它俺咱人家事某各每本该此这那哪谁何不没别未无请把点完成出入起定好',
);

/** Words of the papers themselves: every letter holds them, so they tell no topic. */
const PAPER_WORDS: ReadonlySet<string> = new Set(
  '提案 建议 议案 建议案 答复 复文 复函 回复 回函 答复函 答复件 会办 会办意见 政协 人大 委员 代表 人大代表 政协委员'.split(
    ' ',
  ),
);
/** Words of looking letters up: what the question wants of them, not what they are about. */
const LOOKUP_WORDS: ReadonlySet<string> = new Set(
  '签发 出具 印发 发出 出过 清单 列表 名单 目录 汇总 文号 编号 案号 号码 标题 题目 名称 承办 主办 协办 办理 办 办结 牵头 单位 承办单位 主办单位 部门 机关 机构 类 类别 结果 件 份 意见 以来 以前 之前 之后 所有 全部 提 提出 提交 领衔 公开 日期 时间 采纳 解决 列入 计划 参考 留作 正在 proposed answered bureau agency department list letter reply result'.split(
    ' ',
  ),
);

/** The topic's words without those of looking letters up. */
export function withoutLookup(words: readonly QuestionWord[]): readonly QuestionWord[] {
  return words.filter(({ word }) => !LOOKUP_WORDS.has(word));
}

/** Words that only say again what is asked for: 打哪个电话问, 地址在哪. */
const ASKING_WORDS: Readonly<Partial<Record<Ask, RegExp>>> = {
  phone: /^(?:电话|热线|号码|拨打|打|拨|联系|phone|call|ring|hotline|telephone|contact)$/u,
  where: /^(?:地址|地点|位置|address|location)$/u,
  amount: /^(?:钱|要钱|块钱|多少钱)$/u,
  when: /^(?:时间|日期)$/u,
};

/** The topic's words without those that the asks already tell; a question of nothing else keeps them. */
export function withoutAsking(words: readonly QuestionWord[], asks: readonly Ask[]): readonly QuestionWord[] {
  return words.filter(({ word }) => !asks.some((ask) => ASKING_WORDS[ask]?.test(word)));
}

/** Words that ask for a side of what was told before: 那计划呢, 结果呢, 那材料呢. */
const SIDE =
  /^(?:计划|打算|安排|下一步|下步|后续|承诺|进展|进度|结果|成效|成果|效果|措施|举措|做法|材料|手续|流程|条件|资格|期限|时限|原因|plans?|progress|results?|deadlines?|requirements?|documents?)$/u;

/** Whether a turn's words only ask for a side of the matter before it and tell no matter of their own. */
export function asksSide(words: readonly QuestionWord[]): boolean {
  return words.every(({ word }) => SIDE.test(word));
}

/** The words' own stretches of the text they are in, neighbours together. */
export function wordsOnly(text: string, words: readonly QuestionWord[], joint: string): string {
  let joined = '';
  let reached = -1;
  for (const { start, end } of words.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < reached) continue;
    joined += (joined === '' || start === reached ? '' : joint) + text.slice(start, end);
    reached = end;
  }
  return joined;
}

/** 六十二岁, 二十: a person's own figures, which rules give as limits. */
const FIGURE = /^[〇零一二三四五六七八九十百千万两半]+[岁个年月天]?$/u;

const RUN = /\p{Script=Han}+|[a-z][a-z0-9]*(?:['’-][a-z0-9]+)*|\d+(?:\.\d+)?%?/gu;

/** Words of the text with their places in it: each longest word that some passage has, else its parts. */
export function topicWords(text: string, found: readonly ConceptMatch[], view: View): readonly QuestionWord[] {
  const words: QuestionWord[] = [];
  const seen = new Set<string>();
  const add = (word: string, at: Span): void => {
    if (seen.has(word)) return;
    seen.add(word);
    const concepts = [...new Set(found.filter((match) => overlaps(match, at)).map(({ concept }) => concept))];
    words.push({ word, ...at, idf: view.idf(word), known: view.knows(word), concepts });
  };
  for (const match of matches(RUN, text)) {
    const [run] = match;
    const from = match.span.start;
    if (/^\p{Script=Han}/u.test(run)) {
      for (const { word, start, end } of cut(run, view)) {
        const at = { start: from + start, end: from + end };
        const named = found.some((concept) => concept.start <= at.start && at.end <= concept.end);
        if (
          CHINESE_STOP.has(word) ||
          PAPER_WORDS.has(word) ||
          FIGURE.test(word) ||
          (word.length === 1 && (SINGLE_STOP.has(word) || !(named || view.knows(word))))
        )
          continue;
        add(word, at);
      }
    } else if (/^\d/.test(run)) {
      // 11月, 8点: a day or an hour, which rules print as limits.
      if (run.length > 1 && !/^[年月日号点时岁]/u.test(text.slice(match.span.end))) add(run, match.span);
    } else {
      if (ENGLISH_STOP.has(run) || run.length < 2) continue;
      for (const word of terms(run).words) add(word, match.span);
    }
  }
  return words;
}

export interface Cut extends Span {
  readonly word: string;
}

/**
 * Words of a run of Chinese characters, in order. The tokeniser gives parts before the whole they make up; a whole that
 * no passage has gives way to its parts. Words come in order, so each one's place follows from those before it.
 */
export function cut(run: string, view: View): readonly Cut[] {
  const pieces: Cut[] = [];
  let settled = 0;
  let reached = 0;
  for (const word of terms(run).words) {
    let start = run.indexOf(word, settled);
    if (start < 0) start = Math.max(0, run.lastIndexOf(word, reached));
    if (start >= reached) settled = start;
    pieces.push({ word, start, end: start + word.length });
    reached = Math.max(reached, start + word.length);
  }
  const inside = (part: Cut, whole: Cut): boolean =>
    part !== whole && part.start >= whole.start && part.end <= whole.end && part.word.length < whole.word.length;
  return pieces.filter((piece) => {
    const parts = pieces.filter((other) => inside(other, piece));
    if (parts.length > 0 && !view.knows(piece.word) && parts.some(({ word }) => view.knows(word))) return false;
    return !pieces.some((whole) => inside(piece, whole) && view.knows(whole.word));
  });
}

const VIA: Readonly<Record<ConceptMatch['via'], number>> = {
  office: 1,
  everyday: 0.9,
  spoken: 0.8,
  abbreviation: 0.9,
  english: 1,
};
/** A concept of a form inside another concept's longer form: 电梯 in 加装电梯. */
const INSIDE = 0.4;
const BROADER = 0.25;
const MOST_CONCEPTS = 12;

/** A concept whose form the topic's words no longer hold: 怎么申请, 给人才住的那种房子. */
const SPOKEN = 0.6;

/**
 * Concepts that the topic names, those of the whole wording at less weight, and broader ones at little; best first, at
 * most twelve.
 */
export function weighConcepts(
  found: readonly ConceptMatch[],
  whole: readonly ConceptMatch[],
  view: View,
): readonly WeightedConcept[] {
  const weights = new Map<number, number>();
  const raise = (concept: number, weight: number): void => {
    weights.set(concept, Math.max(weights.get(concept) ?? 0, weight));
  };
  for (const match of found) {
    const inside = found.some(
      (other) =>
        other !== match &&
        other.start <= match.start &&
        match.end <= other.end &&
        other.end - other.start > match.end - match.start,
    );
    raise(match.concept, VIA[match.via] * (inside ? INSIDE : 1));
  }
  for (const { concept, via } of whole) if (!weights.has(concept)) raise(concept, VIA[via] * SPOKEN);
  const named = Array.from(weights).filter(([, weight]) => weight >= 0.6);
  for (const [concept, weight] of named) {
    for (const broader of view.vocabulary.concepts[concept]?.broader ?? [])
      if (!weights.has(broader)) raise(broader, weight * BROADER);
  }
  return [...weights]
    .map(([concept, weight]) => ({ concept, weight }))
    .toSorted((a, b) => b.weight - a.weight || a.concept - b.concept)
    .slice(0, MOST_CONCEPTS);
}
