/** The numbers of a proposal and of the letter itself: 155145, B〔2019〕017, 西湖33, 某建函〔2021〕253号; and the session. */
import { squeeze } from './fold.ts';

/** Offsets into the text that was searched. `value` is as printed, white space removed. */
export interface Found {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const NOUN = '(?:提案|建议|议案|重点|代表|委员|政协|人大|集体|平时|的|案|《|“)';
const DIGITS = '\\d[\\d \\t]{0,11}';
const CLASSED =
  '[A-Za-z]{1,2}[-－\\s]?(?:[〔（]\\s?\\d{4}\\s?[〕）]\\s?)?\\d{1,6}|\\d{4}[〔（]?[A-Za-z]{1,2}[〕）]?\\d{1,6}';
const NUMBER = `(?:${CLASSED}|[^\\s第，。、；：“”《》（）〔〕号届次年会\\dA-Za-z]{0,4}?${DIGITS}(?:[、和及\\-—]\\s?\\d{1,8}){0,8})`;
const PATTERNS: readonly RegExp[] = [
  // 第（2019）43号提案
  /第\s?([〔（]\s?\d{4}\s?[〕）]\s?\d{1,6})\s?号\s?(?=提案|建议|议案)/,
  // 02704(农业水利类225号)
  /(\d{3,10})\s?号?（[^）]{1,12}类[^）]{0,8}号）/,
  // 第155145号, 第 38 号, 第B(2017)103号, 第西湖33号; not the 第5号 of a document number.
  new RegExp(`(?<![〕）]\\s?)第\\s?(${NUMBER})\\s?(?:号|（[^）]{0,16}号）|提案|建议|议案)`),
  /第\s?([一二三四五六七八九十百零〇]{1,8})\s?号/,
  // 编号:B〔2017〕062号, 提案编号：20240087, 建议第41号, 提案（0641）, （1140号）
  new RegExp(`(?:编号|案号|提案号|建议号)\\s?[：第]{0,2}\\s?(${NUMBER})\\s?号?`),
  new RegExp(
    `(?<![\\d〔（])(${CLASSED}|(?<=关于|对|^|[（《：\\s])(?!关于|提案|建议|议案|编号|案号)[\\u4e00-\\u9fa5]{2,3}?\\d{1,4}|\\d{1,10})\\s?号\\s?(?=（?${NOUN})`,
  ),
  /(?:提案|建议|议案|案)\s?（?\s?(?:第|：)?\s?(\d[\d ]{0,10})\s?号/,
  /[》”案议]\s?（\s?第?\s?([A-Za-z]?\d[\d ]{2,11})\s?号?\s?）/,
  /^\s?(\d{3,10})\s?号?\s?《/,
  /(?<![〔）〕])（\s?第?\s?(\d{3,10})\s?号\s?）/,
];
const DOC_NO =
  /([\u4e00-\u9fa5A-Za-z]{1,16}?)\s{0,4}(〔|（)\s{0,3}((?:19|20)\d{2})\s{0,3}(〕|）)\s{0,3}(?:第\s?)?([A-Za-z]?\d{1,6}(?:-\d{1,4})?)\s{0,3}号/;
const SESSION =
  /(?:第\s?)?([一二三四五六七八九十百〇零\d]{1,4})\s?届([^，。；：“”《》\d一二三四五六七八九十]{0,24}?)(?:第\s?)?([一二三四五六七八九十\d]{1,3})\s?次/;

/** The proposal's number in a title, an opening or a label's value (`text` folded); null when none is printed. */
export function findProposalNo(text: string, printed: string): Found | null {
  const searched = text.slice(0, 600);
  for (const pattern of PATTERNS) {
    const match = pattern.exec(searched);
    if (match === null) continue;
    const start = match.index + match[0].indexOf(match[1]!);
    const end = start + match[1]!.length;
    return { value: squeeze(printed.slice(start, end)), start, end };
  }
  return null;
}

/** A number that stands alone, as in a form's cell: 20240087, B〔2019〕017, 第112号. */
export function bareProposalNo(value: string): string | null {
  const tight = squeeze(value);
  const match = /^第?([^第号]*\d[^第号]*|[一二三四五六七八九十百]+)号?$/.exec(tight);
  return match && tight.length <= 24 ? match[1]! : null;
}

/** The letter's own number (文号), with 号; the agency's characters must stand before the year. */
export function findDocNo(text: string, printed: string): Found | null {
  const match = DOC_NO.exec(text.slice(0, 300));
  // 第（2019）43号提案 is the proposal's number.
  if (match && /^\s?(?:提案|建议|议案)/.test(text.slice(match.index + match[0].length))) return null;
  if (match === null || !/[\u4e00-\u9fa5]/.test(match[1]!) || /^(?:编号|第|案号)$/.test(match[1]!)) return null;
  const start = match.index;
  const end = start + match[0].length;
  return { value: squeeze(printed.slice(start, end)), start, end };
}

/** 十五届五次 of 区政协十五届五次会议, 第十五届委员会第五次会议: as printed, without 第 and what stands between. */
export function findSession(text: string, printed: string): Found | null {
  const match = SESSION.exec(text.slice(0, 600));
  if (match === null) return null;
  const start = match.index;
  const end = start + match[0].length;
  const whole = printed.slice(start, end);
  const later = match[0].lastIndexOf(match[3]!);
  const term = match[0].indexOf('届');
  const value = squeeze(whole.slice(0, term + 1) + whole.slice(later)).replace(/^第/, '');
  return { value, start, end };
}
