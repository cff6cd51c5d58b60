/** The proposal's own name, as the opening tells it. */

const AFTER = /(?:提出|提交|反映|领衔|印发|转来)(?:的|了)?(?:第[^，。“《]{1,30}号)?[^，。：“《]{0,24}?/;
const QUOTED = new RegExp(`${AFTER.source}(?=[《“])`);
const BARE = new RegExp(
  `(?:提出|提交|反映|领衔)(?:的)?(?:关于)?(关于[^，。：“”《》]{2,80}?的?(?:提案|建议|议案))(?=的?案?(?:收悉|悉|，|（|已|,))`,
);
const CLOSE: Readonly<Record<string, string>> = { '《': '》', '“': '”' };

/** Offsets of the subject in `text` (folded), quotation marks left out; null when it is not named. */
export function findSubject(text: string): { start: number; end: number } | null {
  const head = text.slice(0, 600);
  const quoted = QUOTED.exec(head);
  if (quoted) return inside(head, quoted.index + quoted[0].length);
  const bare = BARE.exec(head);
  if (bare) {
    const start = bare.index + bare[0].lastIndexOf(bare[1]!);
    return { start, end: start + bare[1]!.length };
  }
  const named = head.search(/《(?:关于|加|推|优|完|建|设|进一步)/);
  return named >= 0 && named < 200 ? inside(head, named) : null;
}

/** What stands between the mark at `at` and its partner, nested marks counted. */
function inside(text: string, at: number): { start: number; end: number } | null {
  const opens = text[at]!;
  const closes = CLOSE[opens]!;
  let depth = 0;
  for (let i = at; i < text.length; i += 1) {
    if (text[i] === opens) depth += 1;
    else if (text[i] === closes) depth -= 1;
    if (depth === 0) return i > at + 1 ? { start: at + 1, end: i } : null;
  }
  return null;
}
