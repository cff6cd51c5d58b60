/** Radicals that PDF fonts put in place of characters, back to the characters; nothing else of the text is changed. */

/** Unicode 15, EquivalentUnifiedIdeograph.txt, U+2E80–2EF3, those with one character of the basic plane: radical, character. */
const SUPPLEMENT =
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟';

const CHARACTER = new Map<string, string>();
for (let i = 0; i + 1 < SUPPLEMENT.length; i += 2) CHARACTER.set(SUPPLEMENT[i] ?? '', SUPPLEMENT[i + 1] ?? '');

/**
 * Kangxi radicals (U+2F00–2FD5) and compatibility ideographs (U+F900–FAD9) have one character each, which their
 * decomposition names; the supplement's radicals stand in the table.
 */
export function withoutRadicals(text: string): string {
  return text.replaceAll(/[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufad9]/g, (radical) =>
    radical < '\u2f00' ? (CHARACTER.get(radical) ?? radical) : radical.normalize('NFKC'),
  );
}

/** Characters that only Simplified text holds. */
const SIMPLIFIED = /[们个为这发会国关对时务员实]/g;
const TRADITIONAL = /[們個為這發會國關對時務員實]/g;

/** The radical ⼾ decomposes to 戶, which in Simplified text is 户. */
export function withSimplifiedDoor(pages: readonly (readonly string[])[]): string[][] {
  const count = (pattern: RegExp): number =>
    pages.reduce((sum, lines) => sum + lines.reduce((all, line) => all + (line.match(pattern)?.length ?? 0), 0), 0);
  const simplified = count(SIMPLIFIED) > count(TRADITIONAL);
  return pages.map((lines) => lines.map((line) => (simplified ? line.replaceAll('戶', '户') : line)));
}
