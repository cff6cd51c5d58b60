/** A disclosure mark that is printed on a line with other text becomes a line of its own. */
import { disclosureLine } from './disclosure.ts';
import { plain } from './fold.ts';
import type { Paragraph } from './layout.ts';

const BRACKETED = /[（〔｛{〈<〖﹝﹙＜]([^（〔｛{〈<〖﹝﹙＜）〕｝}〉>〗﹞﹚＞]{2,80})[）〕｝}〉>〗﹞﹚＞]?/g;
const ENDED = /[。！？；…：：）〕”》]\s*$/;
/** The end of a title, an agency, a date, a number or a code, where a mark may follow without any space. */
const WHOLE =
  /(?:答复|复函|的函|回复|复文|意见|情况|报告|摘要|年\s*\d{1,2}\s*月\s*\d{0,2}\s*日?|日|号|类|[局委办厅部院处会]|政府|中心|公室|\d|委员|代表)\s*$/;
/** 政府信息公开方式（依申请公开）: the bracket belongs to the words before it. */
const OF_TOPIC = /(?:公开|申请|方式|形式|渠道|类型|途径|包括|分为|清单|信息|目录)\s*$/;
/** A line of a head or foot; running text is longer, or has its full stop. */
const SHORT = 90;

interface Cut {
  readonly start: number;
  readonly end: number;
}

/** The paragraph, or its pieces: what stands before a mark, the mark, what stands behind it. */
export function splitMarks(part: Paragraph): Paragraph[] {
  if (
    !/公\s*开|保\s*[密存]|外\s*传|内\s*部|秘\s*密|仅|限|申\s*请/.test(
      plain(part.text.slice(0, 200) + part.text.slice(-200)),
    )
  )
    return [part];
  const folded = plain(part.text);
  const cuts = [...bracketed(folded), ...bare(folded)].toSorted((a, b) => a.start - b.start);
  const edges = [0];
  for (const cut of cuts) if (cut.start >= edges.at(-1)!) edges.push(cut.start, cut.end);
  edges.push(part.text.length);
  const pieces: Paragraph[] = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const [start, end] = [edges[i]!, edges[i + 1]!];
    const text = part.text.slice(start, end);
    const lead = text.length - text.trimStart().length;
    const kept = text.trim();
    const last = i + 2 === edges.length;
    const starts = part.pageStarts
      .filter((at) => at >= start && (at < end || last))
      .map((at) => Math.min(kept.length, Math.max(0, at - start - lead)));
    // Nothing but a full stop behind the bracket stays with what stands before it.
    const before = pieces.at(-1);
    if (kept === '' || /^[。；，！]$/.test(kept)) {
      if (before !== undefined && (kept !== '' || starts.length > 0))
        pieces[pieces.length - 1] = {
          text: before.text + kept,
          pageStarts: [...before.pageStarts, ...starts.map(() => before.text.length)],
        };
      continue;
    }
    pieces.push({ text: kept, pageStarts: starts });
  }
  return cuts.length === 0 || pieces.length === 0 ? [part] : pieces;
}

function* bracketed(folded: string): Generator<Cut> {
  for (const match of folded.matchAll(BRACKETED)) {
    const end = match.index + match[0].length;
    if (disclosureLine(match[1]!) === null) continue;
    const before = folded.slice(Math.max(0, match.index - 40), match.index);
    const after = folded.slice(end, end + 40);
    const open = !/[）〕｝}〉>〗﹞﹚＞]$/.test(match[0]);
    if (open && after.trim() !== '') continue;
    if (stands(folded, before, after)) yield { start: match.index, end };
  }
}

/** Whether a bracket stands by itself between `before` and `after`: at an end of its line, behind a sentence, between spaces. */
function stands(folded: string, before: string, after: string): boolean {
  const first = before.trim() === '';
  const last = /^[\s。；，！]*$/.test(after) || /^\s*[（〔]/.test(after);
  const topic = OF_TOPIC.test(before) && !WHOLE.test(before);
  if (first) return last || !/^(?:的|和|与|及|、)/.test(after);
  if (ENDED.test(before)) return last || /^\s|^[一-龥]/.test(after);
  if (last) return !topic;
  return folded.length <= SHORT && (WHOLE.test(before) || /\s$/.test(before)) && /^[\s|]/.test(after);
}

/** Marks without brackets: behind the last full stop, or parted by white space on a short line. */
function* bare(folded: string): Generator<Cut> {
  const tail = /[。！？；]\s*([^。！？；]{2,80}[。！]?\s*)$/.exec(folded.slice(-120));
  if (tail && !/^公开。?\s*$/.test(tail[1]!) && disclosureLine(tail[1]!) !== null) {
    yield { start: folded.length - tail[1]!.length, end: folded.length };
    return;
  }
  if (folded.length > SHORT || /[。]/.test(folded) || folded.includes('|')) return;
  for (const piece of folded.matchAll(/\S+(?:\s\S+)*/g)) {
    const end = piece.index + piece[0].length;
    if (piece[0].length === folded.length || !isStrictMark(piece[0])) continue;
    const before = folded.slice(0, piece.index);
    if (before.trim() === '' || WHOLE.test(before) || folded.slice(end).trim() !== '')
      yield { start: piece.index, end };
  }
  // 2024年5月6日依申请公开, …的答复 不予公开
  const glued =
    /^(.{4,}?(?:答复|复函|的函|回复|复文|日|局|委|办|厅|部|政府))\s?((?:此件|本件)?(?:依申请|不予|不)公开)$/.exec(
      folded,
    );
  if (glued && !OF_TOPIC.test(glued[1]!)) yield { start: folded.length - glued[2]!.length, end: folded.length };
}

function isStrictMark(text: string): boolean {
  const said = disclosureLine(text);
  return said !== null && said !== 'public';
}
