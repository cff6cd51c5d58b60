/** Where a letter begins to speak: the salutation and the opening (您提出的…收悉，现答复如下). */
import { squeeze } from './fold.ts';
import { isLabelLine } from './labels.ts';

export interface Landmarks {
  /** Index of the paragraph that opens the reply; null when the text is no letter. */
  readonly opening: number | null;
  /** Index of the paragraph that holds the salutation: before the opening, or the opening itself; null without one. */
  readonly salutation: number | null;
  /** First paragraph of the reply's own text. */
  readonly textFrom: number;
}

const SURE = /收悉|[提建议案]悉[，。]|(?:答复|函复|回复|复函|批复|答)如下|已收到.{0,12}(?:提案|建议)/;
const LIKELY =
  /知悉|(?:会办|协办|办理|主办|分办|答复|回复|反馈)?(?:意见|情况)(?:答复|回复|函复|反馈|汇报|报告|说明)?如下|(?:提出|提交|领衔|转来|交办).{0,80}(?:提案|建议|议案|意见)/;
const ABOUT = /提案|建议|议案|政协|人大|委员|代表/;
const YOU = /^(?:您|你|贵|现|收|承蒙|来|关于|对|经|非常感谢|首先)/;
/** Longer than any salutation: the longest real lists name a few dozen people. */
const LONGEST = 400;

/** Whether a paragraph (folded) reads as a salutation: names or an agency, closed by ： or by 委员 or 代表. */
export function isSalutation(text: string, strict: boolean): boolean {
  if (text.length > LONGEST) return false;
  const said = squeeze(text);
  if (said.length < 2 || /[。！？]/.test(said) || /^(?:关于|对)/.test(said) || isLabelLine(said)) return false;
  if (/(?:如下|办理情况|答复内容|正文)：?$/.test(said) || /(?:提案|建议|议案|答复|复函|号)：?$/.test(said))
    return false;
  if (said.indexOf('：') >= 0 && said.indexOf('：') < said.length - 1) return false;
  if (/(?:委员|代表|同志|先生|女士)：?$/.test(said)) return true;
  return (
    said.endsWith('：') &&
    (!strict ||
      /(?:委员会|委|会|局|办|办公室|政府|党|社|盟|院|厅|部|组|商联|支部|总支|等|中心|单位|[\u4e00-\u9fa5]某+|\*+|[×xX]+)：$/.test(
        said,
      ) ||
      said.length <= 6)
  );
}

/** The salutation that runs on into the opening: its length up to and with ：, else 0. */
export function inlineSalutation(text: string): number {
  const colon = text.slice(0, LONGEST).indexOf('：');
  if (colon > 0 && YOU.test(text.slice(colon + 1).trimStart()) && isSalutation(text.slice(0, colon + 1), true))
    return colon + 1;
  const name = /^[^，。：；]{2,60}?(?:委员|代表)[，\s]?(?=(?:您|你)[们(（]?.{0,30}提)/.exec(text.slice(0, 200));
  return name === null || /[您你]|提[出交]/.test(name[0]) ? 0 : name[0].length;
}

/** Finds salutation and opening among folded paragraphs. */
export function findLandmarks(paragraphs: readonly string[]): Landmarks {
  const head = paragraphs.slice(0, 80).map((text) => text.slice(0, 700));
  let opening: number | null = null;
  for (let i = 0; i < head.length && opening === null; i += 1) {
    const text = squeeze(head[i]!);
    const named = ABOUT.test(text);
    if (SURE.test(text) && (named || (i > 0 && isSalutation(head[i - 1]!, true)))) opening = text.length > 8 ? i : null;
    else if (
      LIKELY.test(text) &&
      named &&
      text.length > 12 &&
      (/^(?:您|你|贵)/.test(text) || (i > 0 && isSalutation(head[i - 1]!, true)))
    )
      opening = i;
    else if (inlineSalutation(head[i]!) > 0 && named) opening = i;
    else if (
      isSalutation(head[i]!, false) &&
      /(?:委员|代表|：)$/.test(text) &&
      /^(?:您|你|贵|首先|非常|感谢|收到)/.test(squeeze(head[i + 1] ?? '')) &&
      text.length < 60
    )
      opening = i + 1;
  }
  if (opening === null) return { opening: null, salutation: null, textFrom: 0 };
  for (let i = opening; i >= Math.max(0, opening - 3); i -= 1) {
    const text = head[i]!;
    if (i === opening) {
      if (inlineSalutation(text) > 0) return { opening, salutation: i, textFrom: i };
      continue;
    }
    if (isSalutation(text, false)) return { opening, salutation: i, textFrom: i + 1 };
    if (!/^(?:您|你)们?好/.test(squeeze(text)) && squeeze(text).length > 30) break;
  }
  return { opening, salutation: null, textFrom: opening };
}
