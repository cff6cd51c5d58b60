/** What a question calls by a name of its own: a line by its number, a school, an estate, a road. Such a name binds. */
import type { Span } from '../../model.ts';
import { tagged } from '../../search/terms.ts';
import type { View } from '../../search/view.ts';
import { isCutOut, tagsOf } from '../understanding/cuts.ts';
import { soundsLike } from '../understanding/sounds.ts';

/** 15路, 5号线, 第三中学: digits as the letters fold them; Chinese numerals as written. */
const NUMBERED =
  /(?<![\d.第])\d{1,4}(?:路(?!口|段|程)|号线|号楼|号院)|第?[一二三四五六七八九十百]{1,3}号线|第[一二三四五六七八九十百\d]{1,3}(?:中学|小学|幼儿园|人民医院|医院|实验)/gu;

/** Line 6, bus 15: as the letters would write them. */
const ENGLISH_NUMBERED = /\b(line|route|bus|buses)\s+(?:no\.?\s*)?(\d{1,4})\b/gu;

const KIND =
  '(?:小学|中学|高中|幼儿园|大学|学院|医院|卫生院|养老院|福利院|花园|家园|小区|新村|苑|名邸|公寓|路|大道|街|大桥|桥|立交|隧道|公园|广场|大厦|商场|公司|集团|水库|湖|河|江|泵站|水厂|电站|变电站|污水厂|体育馆|体育中心|图书馆|博物馆|农贸市场|菜市场|批发市场|工业园|产业园|车站|码头|古镇|古村|镇|乡|街道|社区)';
const NAMED = new RegExp(`([\\p{Script=Han}]{2,4})${KIND}`, 'gu');

/** Parts of speech that never make a name: 附近的医院, 每个小区, 老旧小区. */
const NO_NAME = /^(?:[adfmqrtupcyo]|uj|ul|uz|nt|vd)/u;
const ORDINARY =
  /[的了在是和与及或到去住从向对我你他她这那哪每各全本该某个几两们给有为把被让没能会要想问请坐过人养护查抓收交补申办修建新老旧大小好坏多少开进出上下里外]/u;

export interface Name extends Span {
  readonly text: string;
}

/**
 * Names in a folded question. A stem is a name when no concept explains it, no letter uses it as a word, and it is no
 * ordinary modifier; a name that letters print is met by them like any other word.
 */
export function namesIn(text: string, view: View): readonly Name[] {
  const found: Name[] = [...text.matchAll(NUMBERED)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    text: m[0],
  }));
  for (const match of text.matchAll(ENGLISH_NUMBERED))
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      text: match[1] === 'line' ? `${match[2] ?? ''}号线` : `${match[2] ?? ''}路`,
    });
  for (const match of text.matchAll(NAMED)) {
    const stem = match[1] ?? '';
    const kind = match[0].slice(stem.length);
    // The stem grows to the left only as far as words reach: 帮我看看望潮小学.
    const words = tagged(stem);
    let name = '';
    let pieces = 0;
    for (const [i, { word, tag }] of words.toReversed().entries()) {
      pieces += 1;
      // 梧桐里小区: 里 ends a name only where it stands before what it is.
      if (word === '里' && i === 0 && /小区|社区/u.test(kind)) {
        name = word;
        continue;
      }
      if (NO_NAME.test(tag) || ORDINARY.test(word) || view.vocabulary.match(word).length > 0) break;
      name = word + name;
    }
    const cut = tagsOf(name + kind);
    const explained = view.vocabulary.match(name + kind).some((m) => m.start < name.length && !isCutOut(m, cut));
    if (name.length < 2 || explained) continue;
    // 农村小学, 城市公园: one plain word before the kind. 望/潮/小学: two that make none.
    const plain =
      pieces === 1 && view.knows(name) && !words.some((w) => name.endsWith(w.word) && /^n[rsz]/u.test(w.tag));
    if (plain) continue;
    const end = match.index + match[0].length;
    found.push({ start: end - kind.length - name.length, end, text: name + kind });
  }
  return found;
}

/** Whether a letter's folded text holds the name, as written or by one that sounds the same (望朝泵站 for 望潮泵站). */
export function holdsName(name: string, folded: string): boolean {
  // 17路 is not in 217路.
  if (/\d/u.test(name)) return new RegExp(`(?<![\\d第])${name}`, 'u').test(folded);
  if (folded.includes(name)) return true;
  // Letters list towns without their kind: 云坪、坞头两个乡.
  const bare = name.replace(/(?:街道|社区|小区|[镇乡])$/u, '');
  if (bare.length >= 2 && bare !== name && folded.includes(bare)) return true;
  // One character of a name may be another of its sound: looked for where the rest stands.
  for (let at = 0; at < name.length; at += 1) {
    const [before, after] = [name.slice(0, at), name.slice(at + 1)];
    const rest = before.length >= after.length ? before : after;
    if (rest === '') continue;
    for (let found = folded.indexOf(rest); found >= 0; found = folded.indexOf(rest, found + 1)) {
      const start = rest === before ? found : found - at - 1;
      const text = start < 0 ? '' : folded.slice(start, start + name.length);
      if (text.startsWith(before) && text.endsWith(after) && soundsLike(text, name)) return true;
    }
  }
  return false;
}
