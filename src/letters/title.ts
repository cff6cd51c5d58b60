/** The letter's own title, also where it is printed over several lines or twice. */
import { agencyOn } from './agency.ts';
import { plain, squeeze } from './fold.ts';

/** Paragraphs `from` to `to` (exclusive) hold the title. */
export interface TitleAt {
  readonly from: number;
  readonly to: number;
}

const END =
  /(?:答复|答复函|复函|的函|回复|答复意见|回复意见|办理情况|办理情况的?报告|办理意见|会办意见|协办意见|分办意见|办理答复|复文|回函|函复|答复书|回复函|意见函|情况说明|情况汇报|情况反馈|反馈意见|告知书|(?:提案|建议|议案|回复|答复|办理|办复|处理|反馈|复函|落实)[^，。：；《》]{0,10}(?:单|表|笺|回执|回执单|登记卡|登记簿))(?:摘要|（[^）]{0,14}）|〔[^〕]{0,14}〕)?$/;
const ABOUT = /提案|建议|议案|政协|人大|人民代表大会|代表|委员|第.{1,16}号|《/;
/** A line that a title can only start with. */
const START = /^(?:(?:再次)?(?:关于|对|就)|[^，。：]{2,30}?关于|\d{3,10}《)/;
const FRAGMENT =
  /^(?:关于|对|答复|就|《|“|[^，。：]{2,25}(?:局|府|委|会|厅|部|办|院|中心|公室)(?:关于|对)|[^，。：；]{0,30}(?:政协|人大|提案|建议|会议|号))/;
const LABEL = /^[^：]{1,14}：|^〔[^〕]{1,8}〕/;
const DOC_NO =
  /^[A-Za-z]{0,3}[\u4e00-\u9fa5][^，。：《》]{0,13}(?:〔|（)\s*(?:19|20)\d{2}\s*(?:〕|）)[^，。《》]{0,12}号?/;
/** A real title is at most some 120 characters; four lines are the most seen. */
const LONGEST = 160;
const MOST_LINES = 4;

function usable(text: string | undefined): text is string {
  // 对市政协B（2021）033号提案的答复 has a proposal's number, no letter's own.
  const numbered = (line: string): boolean => DOC_NO.test(line) && !/号(?:提案|建议|议案)/.test(line);
  return text !== undefined && text !== '' && !/[。！；]$/.test(text) && !LABEL.test(text) && !numbered(text);
}

/**
 * Finds the title among the folded paragraphs before `headEnd`; the last one when it stands there twice.
 * Null when there is none.
 */
export function findTitle(paragraphs: readonly string[], headEnd: number): TitleAt | null {
  const head = paragraphs.slice(0, headEnd).map((text) => (text.length > LONGEST ? '' : squeeze(text)));
  for (let last = head.length - 1; last >= 0; last -= 1) {
    const line = head[last]!;
    // …办理情况的复 / 函: print set the last characters on a line of their own.
    const above = head[last - 1];
    const cut =
      line.length <= 6 &&
      usable(above) &&
      !END.test(line) &&
      !END.test(above) &&
      above.length > 12 &&
      END.test(above + line);
    if (!usable(line) || !(cut || END.test(line))) continue;
    let from = cut ? last - 1 : last;
    while (
      from > 0 &&
      last - from + 1 < MOST_LINES &&
      !START.test(head[from]!) &&
      usable(head[from - 1]) &&
      (!END.test(head[from - 1]!) || /^(?:的|之|答复|复函)/.test(head[from]!)) &&
      FRAGMENT.test(head[from - 1]!)
    )
      from -= 1;
    // 某局 / 对…提案的答复: a title of two lines, unless the agency signs below; then it is the letterhead.
    const sender = head[from - 1];
    if (sender !== undefined && /^(?:关于|对|就)/.test(head[from]!) && isSender(paragraphs, from - 1)) from -= 1;
    // 关于… / …会议 / …的答复: the start may stand one line above a line that could be a fragment itself.
    const whole = head.slice(from, last + 1).join('');
    if (whole.length >= 6 && whole.length <= LONGEST && ABOUT.test(whole)) return { from, to: last + 1 };
  }
  return null;
}

function isSender(paragraphs: readonly string[], index: number): boolean {
  const line = paragraphs[index]!.trim();
  const name = agencyOn(line);
  return (
    name !== null &&
    name === line &&
    !paragraphs.slice(index + 1).some((text) => squeeze(text).startsWith(name) && agencyOn(text) !== null)
  );
}

/** A title without what a web page puts into it: white space, injected pinyin, 关于关于. */
export function cleanTitle(text: string): string {
  return squeeze(text)
    .replace(/[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,7}[）)]/g, '')
    .replace(/^关于关于/, '关于');
}

/** The agency named in brackets after a title, or as the sender before 关于: （水利局）, 柏溪县民政局关于… */
export function agencyInTitle(title: string, after: string | undefined): string | null {
  const sender = /^([^，。：《“]{3,24}(?:局|委员会|委|办公室|政府|厅|部|院|中心|会|公司|办))(?:关于|对(?!外))/.exec(
    plain(title),
  );
  if (sender) return title.slice(0, sender[1]!.length);
  for (const text of [after, title]) {
    const bracketed = /^（([^）]{2,24}(?:局|委员会|委|办公室|政府|厅|部|院|中心|会|公司|办))）$/.exec(
      squeeze(plain(text ?? '')),
    );
    if (bracketed) return squeeze(text!).slice(-bracketed[1]!.length - 1, -1);
  }
  return null;
}
