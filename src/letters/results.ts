/** The printed result of a proposal (办理结果) and what it means, which differs from place to place. */
import type { ResultClass } from '../model.ts';

interface Words {
  readonly words: readonly string[];
  readonly class: ResultClass;
}
/** `knowledge/result-classes.yaml` (checked by `result-table.ts`). Words are looked for in the printed result, the first rule that fits wins. */
export interface ResultTable {
  readonly letters: Readonly<Record<ResultClass, ResultClass>>;
  readonly words: readonly Words[];
  readonly places: readonly {
    readonly place: string;
    readonly letters?: Partial<Record<ResultClass, ResultClass>> | undefined;
    readonly words?: readonly Words[] | undefined;
  }[];
}

/** Used where no table is given; the shipped table says the same. */
export const USUAL_RESULTS: ResultTable = {
  letters: { A: 'A', B: 'B', C: 'C', D: 'D' },
  words: [
    {
      words: [
        '不采纳',
        '未采纳',
        '不予采纳',
        '暂不',
        '无法解决',
        '难以解决',
        '不能解决',
        '不可行',
        '条件限制',
        '参考',
        '解释说明',
        '说明解释',
      ],
      class: 'D',
    },
    {
      words: [
        '列入计划',
        '列入规划',
        '纳入计划',
        '纳入规划',
        '计划解决',
        '规划解决',
        '计划逐步',
        '拟解决',
        '逐步解决',
        '待解决',
      ],
      class: 'C',
    },
    { words: ['正在', '部分', '基本采纳并推进', '办理中'], class: 'B' },
    { words: ['解决', '采纳', '落实', '办结', '完成'], class: 'A' },
  ],
  places: [],
};

const LETTER = /^[（(〔“]?([A-Da-d])\d?[）)〕”]?(?:类|级)?(?:$|[：:（(〔、，\s])/;
const WITH_LETTER = /(?:^|[（(〔])([A-D])\d?类?[）)〕]?$/;

/** The class of a printed result, by the place's own rules first; null when no rule fits. */
export function classOf(result: string, place: string | null, table: ResultTable): ResultClass | null {
  const text = result.normalize('NFKC').replace(/\s+/g, '');
  const own = table.places.find((entry) => place !== null && (place === entry.place || place.endsWith(entry.place)));
  const code = (LETTER.exec(text)?.[1] ?? WITH_LETTER.exec(text)?.[1])?.toUpperCase() as ResultClass | undefined;
  const rules = [...(own?.words ?? []), ...table.words];
  const worded = rules.find((rule) => rule.words.some((word) => text.includes(word)))?.class;
  // 列入规划（C）: the words say what the letter of the code means here.
  if (code === undefined) return worded ?? null;
  return own?.letters?.[code] ?? (text.length > 3 && worded !== undefined ? worded : (table.letters[code] ?? null));
}

/** A result code printed by itself or glued to the document number: A类, B, A3, B：正在解决. Offsets into the line (folded). */
export function findResultCode(line: string, after: number): { start: number; end: number } | null {
  if (after === 0) {
    const alone =
      /^\s*[（〔]?((?:[A-D]\d?类?|[A-D]\s?：\s?[\u4e00-\u9fa5]{2,12}|[A-D]类?[（][^）]{2,12}[）]))[）〕]?\s*$/.exec(
        line.slice(0, 40),
      );
    if (!alone || line.length > 40) return null;
    const start = line.indexOf(alone[1]!);
    return { start, end: start + alone[1]!.length };
  }
  const glued = /^[\s）〕]{0,100}[（〔]?([A-D]\d?类?)(?![A-Za-z\d\u4e00-\u9fa5])/.exec(line.slice(after, after + 120));
  if (!glued) return null;
  const start = after + glued[0].indexOf(glued[1]!);
  return { start, end: start + glued[1]!.length };
}

/** A line that is a result in words by itself, as Shanghai prints it above the title. */
export function isResultWords(line: string): boolean {
  return /^(?:解决或采纳|采纳或解决|解决采纳|部分采纳|列入计划拟解决|留作参考|正在解决|已(?:经)?解决|已采纳|采纳|计划解决|列入规划)$/.test(
    line.replace(/\s+/g, ''),
  );
}
