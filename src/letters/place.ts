/** The place whose government answers: 普陀区, 柏溪县. */
import type { Span } from '../model.ts';
import { plain } from './fold.ts';

export interface PlaceSource {
  readonly text: string;
  /** Where `text` starts in the body; null when it stands outside. */
  readonly start: number | null;
}

const LEVEL = '区县市旗州省';
const NAME = new RegExp(
  `([\\u4e00-\\u9fa5]{2,5}?(?:自治[区州县旗]|新区|[${LEVEL}]))(?![内外级域间际里间民属直政]|(?<=市)[容场])`,
  'g',
);
/** Characters that a place's name neither starts with nor holds; 我区, 全县, 本市 and 辖区 name no place. */
const STOP =
  /^(?:我|你|您|他|她|们|其|此|每|某|全|本|各|该|辖|城|社|园|片|校|景|库|厂|小|老|新|市|县|区|省|东部|西部|南部|北部|中心|主城|郊|地|在|于|对|向|由|经|将|把|为|到|和|与|及|是|的|请|赴|从|按|以|第|关|提|委|代表|政协|人大|民|都|乡|村|街|镇|居|教学|工业|产业|开发|示范|试点|保税|度假|旅游|风景|保护|服务|管理|功能|核心|商业|住宅|居住|生活|公共|一|二|三|四|五|六|七|八|九|十|两|多|几|跨|超|上|下|不|有|无|进|出|建|促|推|加|贵|来|会|大|党|商|地)/;
const WITHIN =
  /[你您们的在于对向由经将和与及是了着过我全本各该们]|市区|(?<!^[^老主新县镇中])城区|社区|园区|景区|片区|校区|小区|地区|特区|辖区|库区|山区|街区|郊区|灾区|牧区|老区|军区|自由市|.{2,}城市$/;

function names(text: string): { value: string; at: number }[] {
  const found: { value: string; at: number }[] = [];
  for (const match of text.slice(0, 20000).matchAll(NAME)) {
    // 我局在望江县: the words before the name are no part of it.
    const lead =
      /^[我本局委办厅在于对向由从与和及是的将把为到至经]+(?=[\u4e00-\u9fa5]{2})/.exec(match[1]!)?.[0].length ?? 0;
    const value = match[1]!.slice(lead);
    if (STOP.test(value) || WITHIN.test(value) || value.length < 3) continue;
    found.push({ value, at: match.index + lead });
  }
  return found;
}

/** Level characters that open another word: 绿化和市容, 园林市政, 市场监督, 县域经济, 区域合作. 市政府, 市政协, 市政务 name the city. */
const OTHER_WORD =
  '(?<=市)(?:容|场(?!馆)|民(?![政宗族营兵])|政(?![府协务法数研]))|(?<=[区县省州])(?:[域内级间际]|外(?![事办经贸侨]))|(?<=区)[块划位]';
/** Parts of an agency's name that end in a level character and are no place: 绿化和市, 住房和城市, 旧区, 商务区. */
const NO_PLACE =
  /.{2,}(?:[与及]|和(?!平区|县|静|顺|林|龙|政|硕|田|布))|(?:社|园|景|小|商务|开发|度假|示范|试验|功能|保税)区$|^[旧老新地灾库山牧郊片街校]区$|^(?:.{0,2}[老主新县镇心]城区|.{2,}城区|[新大小]?城市|.{2,}城市)$/;

/** 澄江市东埠区财政局 -> 东埠区: the smallest place that an agency's name starts with. */
function fromAgency(text: string): { value: string; at: number } | null {
  const folded = plain(text);
  // 中共…区委, 国家税务总局…区税务局: the place stands behind.
  let at =
    /^(?:中共|中国共产党|共青团|政协|国家税务总局|国家统计局|国家金融监督管理总局|中国人民银行)/.exec(folded)?.[0]
      .length ?? 0;
  let found: { value: string; at: number } | null = null;
  for (let step = 0; step < 3; step += 1) {
    const match = new RegExp(
      `^([\\u4e00-\\u9fa5]{1,6}?(?:自治[区州县旗]|[${LEVEL}]))(?![\\u4e00-\\u9fa5]{0,1}(?:政|协)$|${OTHER_WORD})`,
    ).exec(folded.slice(at));
    if (
      !match ||
      /^(?:我|全|本|各|该|市|县|区|省)/.test(match[1]!) ||
      /[你您们在第届]|提[出案]|^(?:对|关于|就)/.test(match[1]!) ||
      NO_PLACE.test(match[1]!) ||
      match[1]!.length < 2
    )
      break;
    if (at > 0 || match[1]!.length >= 3 || step > 0 || /[区县市]$/.test(match[1]!)) found = { value: match[1]!, at };
    at += match[1]!.length;
  }
  return found;
}

/**
 * Looks at the agency first, then at title and head, then for the most frequent name in the text.
 * A name must be printed; 区政协 alone names none.
 */
export function findPlace(
  agency: PlaceSource | null,
  head: readonly PlaceSource[],
  body: string,
): { value: string; at: Span | null } | null {
  const spanOf = (source: PlaceSource, at: number, length: number): Span | null =>
    source.start === null ? null : { start: source.start + at, end: source.start + at + length };
  if (agency) {
    const own = fromAgency(agency.text);
    if (own) {
      const branch = /市[\u4e00-\u9fa5]{2,8}局([\u4e00-\u9fa5]{2,3})分局$/.exec(plain(agency.text));
      // A branch office of a city's bureau answers for its district; the letter says which level it speaks for.
      if (
        branch &&
        own.value.endsWith('市') &&
        /(?:^|[^\u4e00-\u9fa5])?区(?:政协|人大|第?[一二三四五六七八九十])/.test(plain(body.slice(0, 1500)))
      ) {
        return { value: `${branch[1]!}区`, at: spanOf(agency, agency.text.lastIndexOf(branch[1]!), branch[1]!.length) };
      }
      return { value: own.value, at: spanOf(agency, own.at, own.value.length) };
    }
  }
  for (const source of head) {
    const first = fromAgency(source.text.replace(/^(?:关于|对)/, '  ').trimStart()) ?? names(plain(source.text))[0];
    const at = first ? plain(source.text).indexOf(first.value) : -1;
    if (first && at >= 0 && first.value.length >= 3)
      return { value: first.value, at: spanOf(source, at, first.value.length) };
  }
  const counts = new Map<string, { count: number; at: number }>();
  for (const { value, at } of names(plain(body))) {
    const seen = counts.get(value);
    if (seen) seen.count += 1;
    else counts.set(value, { count: 1, at });
  }
  const best = [...counts].toSorted((a, b) => b[1].count - a[1].count)[0];
  return best && best[1].count >= 2
    ? { value: best[0], at: { start: best[1].at, end: best[1].at + best[0].length } }
    : null;
}
