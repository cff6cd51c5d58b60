/** What tesseract writes, back to what Chinese letters print: no spaces between characters, full-width punctuation. */

const CHINESE = '\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u3000-\\u303f“”‘’—…〔〕《》';
const INNER_SPACE = new RegExp(`(?<=[${CHINESE}]) +| +(?=[${CHINESE}])`, 'g');

const FULL_WIDTH: Readonly<Record<string, string>> = {
  ',': '，',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
};

/**
 * Only marks beside Chinese characters are widened, so 21:40 and (2) stay; a year in square brackets is that of a
 * document number, which GB/T 9704 prints in 〔〕.
 */
export function printedText(text: string): string {
  return text
    .replaceAll(INNER_SPACE, '')
    .replaceAll(/\s*[[【［(]\s*((?:19|20)\d\d)\s*[\]】］)]\s*(?=第?\d{1,5}号)/g, '〔$1〕')
    .replaceAll(
      /(?<=[\u4e00-\u9fff”》）])[,:;?!)]|\((?=[\u4e00-\u9fff“《])|(?<=[\u4e00-\u9fff”》])\(/g,
      (mark) => FULL_WIDTH[mark] ?? mark,
    );
}
