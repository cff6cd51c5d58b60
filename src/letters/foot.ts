/** The end of a letter: agency, date, and what stands below them. */
import type { RegionRole, Span } from '../model.ts';
import { agencyOn } from './agency.ts';
import type { BodyLine } from './body.ts';
import { dateAtEnd, type DateReading, readDate } from './dates.ts';
import { disclosureLine } from './disclosure.ts';
import { squeeze } from './fold.ts';

export interface Signature {
  /** First line that is no longer the reply's own text. */
  readonly from: number;
  /** Lines of the signing agencies, in order. */
  readonly agencies: readonly {
    readonly line: number;
    readonly name: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly date: {
    readonly line: number;
    readonly start: number;
    readonly end: number;
    readonly reading: DateReading;
  } | null;
  /** Role of each line from `from` on. */
  readonly roles: readonly RegionRole[];
  /** Lines below the signature that are none of the known kinds. */
  readonly unknown: readonly number[];
}

const CONTACT =
  /^[（〔\s]{0,4}(?:联\s*系\s*人|联\s*系\s*电\s*话|联系方式|联系单位|经\s*办\s*人|承\s*办\s*人|承办负责人|主管领导|领导签批|负责人|咨询电话|电\s*话|传\s*真|手\s*机|邮\s*编|邮政编码|地\s*址|通讯地址|联系地址|电子邮箱|邮\s*箱|E-?mail)[^：|]{0,10}[：|\s]/i;
/** Contact data behind other words: 承办单位：某局 联系电话：…; a person's number offered for questions. */
const CONTACT_WITHIN =
  /(?:联\s*系\s*人|联\s*系\s*电\s*话|经\s*办\s*人|承\s*办\s*人|手\s*机)[^：|。]{0,8}[：|]\s*\S|^[（〔\s]{0,4}(?:如|若)[^。]{0,24}(?:疑问|异议|意见|不明|不清|需要)[^。]{0,24}\d{7}/;
const CONTACT_TAIL =
  /[（〔，\s]*(?:联\s*系\s*人|联\s*系\s*电\s*话|经\s*办\s*人|承\s*办\s*人|联系单位(?:及|和)?电?话?)[^：。]{0,8}：[^。]{2,100}$/;
const ASIDE =
  /^[（〔\s]{0,3}(?:抄\s*送|抄\s*报|主\s*题\s*词|主\s*送|分\s*送|报\s?：|送\s?：|附\s?件|附\s?：|附表|注\s?\d?：|备\s?注：|填表(?:说明|须知)|填报说明|验证码|全部评论|评论|上一[篇条]|下一[篇条]|分享|打印|关闭|收藏|扫一扫|责任编辑|信息来源|来源|编辑：|审核：|主办：|主办单位：|承办：|版权|网站|相关|热门|附件下载|征询意见|字号|返回|浏览|校对|共印|份数)|印发\s*$|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日印$|版权所有|看不清|网站标识码|ICP备/;
const ATTACHMENT = /^[（〔\s]{0,3}附\s?件?\s?(?:\d{0,2}|[一二三四五])\s?(?:[：.、\s]|$)/;
const SENTENCE = /[。！]/;
const SIGNER =
  /^[（〔\s]{0,3}(?:签\s*发\s*人|签\s*发|(?:承\s*办|主\s*办|会\s*办|协\s*办|分\s*办|答\s*复|回\s*复)?\s*单\s*位(?:（[^）]{1,6}）)?|(?:成文|答复|回复|复文|办理|办结|办复|填表|填报|签发)?\s?(?:日\s*期|时\s*间)|(?:办理|答复|结果|复文)?(?:结果|类别)|(?:办理|答复|办复)?结果(?:分类|类别|类型|等级)|(?:是否|可否|能否)(?:可以|同意)?公开|公开(?:意见|属性|类型|方式|形式|情况|选项|类别|范围))\s?(?:[：|]|$)/;

function roleBelow(line: BodyLine): RegionRole | null {
  const text = line.plain.slice(0, 200);
  if (CONTACT.test(text) || isContactLine(line)) return 'contact';
  if (disclosureLine(line.plain) !== null || SIGNER.test(text)) return 'signature';
  return ASIDE.test(text) ? 'aside' : null;
}

interface DateAt {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly reading: DateReading;
  /** The agency stands before the date on its line. */
  readonly glued: boolean;
}

function dateOn(line: BodyLine, index: number): DateAt | null {
  if (line.text.length > 80 || !/\d{4}|年/.test(line.plain)) return null;
  const whole = readDate(line.plain);
  if (whole.kind !== 'none') return { line: index, start: line.start, end: line.end, reading: whole, glued: false };
  const at = dateAtEnd(line.plain);
  if (at <= 0 || agencyOn(line.text.slice(0, at)) === null) return null;
  return { line: index, start: line.start + at, end: line.end, reading: readDate(line.plain.slice(at)), glued: true };
}

/** The signature's date: the last one, but none of an attachment or of the site's foot below the first. */
function signatureDate(lines: readonly BodyLine[], first: number): DateAt | null {
  let chosen: DateAt | null = null;
  let speech = true;
  for (let i = first; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (chosen !== null && ATTACHMENT.test(line.plain.slice(0, 20))) break;
    const date = dateOn(line, i);
    if (date !== null) {
      // Text between two dates: a digest of several agencies, signed one after the other.
      const signed = date.glued || (i > first && agencyOn(lines[i - 1]!.text) !== null);
      if (chosen === null || (speech && signed)) chosen = date;
      speech = false;
    } else if (line.text.length > 12 && SENTENCE.test(line.text) && roleBelow(line) === null) speech = true;
  }
  if (chosen === null) return null;
  // A bare number that looks like a date in the middle of a table is none.
  const after = lines
    .slice(chosen.line + 1)
    .filter((line) => line.text.length > 40 && SENTENCE.test(line.text) && roleBelow(line) === null).length;
  return /^[\d\s]+$/.test(lines[chosen.line]!.plain) && after > 1 ? null : chosen;
}

function agenciesAbove(lines: readonly BodyLine[], first: number, below: number): Signature['agencies'][number][] {
  const found: Signature['agencies'][number][] = [];
  for (let i = below - 1; i >= first && found.length < 8; i -= 1) {
    const line = lines[i]!;
    const name = agencyOn(line.text);
    if (name !== null) found.unshift({ line: i, name, start: line.start, end: line.end });
    else if (found.length > 0 || roleBelow(line) === null) break;
  }
  return found;
}

/** Reads the lines from `first` (the first after the opening) to the end. */
export function readFoot(lines: readonly BodyLine[], first: number): Signature {
  const date = signatureDate(lines, first);
  let agencies: Signature['agencies'][number][] = [];
  if (date?.glued) {
    const line = lines[date.line]!;
    const end = line.start + line.text.slice(0, date.start - line.start).trimEnd().length;
    agencies = [
      ...agenciesAbove(lines, first, date.line),
      { line: date.line, name: agencyOn(line.text.slice(0, end - line.start))!, start: line.start, end },
    ];
  } else if (date !== null) {
    agencies = agenciesAbove(lines, first, date.line);
    const next = lines[date.line + 1];
    const name = agencies.length === 0 && next ? agencyOn(next.text) : null;
    if (name !== null) agencies = [{ line: date.line + 1, name, start: next!.start, end: next!.end }];
  } else {
    // Without a date: the last line that is no known foot line, when it names an agency.
    let last = lines.length - 1;
    while (
      last >= first &&
      agencyOn(lines[last]!.text) === null &&
      (roleBelow(lines[last]!) !== null || squeeze(lines[last]!.text).length <= 3)
    )
      last -= 1;
    agencies = agenciesAbove(lines, first, last + 1);
  }
  let from = Math.min(agencies[0]?.line ?? lines.length, date?.line ?? lines.length);
  // Contacts and disclosure may stand between the last paragraph and the signature.
  while (from > first && roleBelow(lines[from - 1]!) !== null) from -= 1;
  const signed = new Set<number>([...agencies.map((agency) => agency.line), ...(date ? [date.line] : [])]);
  const lastSigned = Math.max(-1, ...signed);
  const unknown: number[] = [];
  let attachment = false;
  const roles = lines.slice(from).map((line, offset): RegionRole => {
    const i = from + offset;
    if (signed.has(i)) return 'signature';
    if (i > lastSigned && ATTACHMENT.test(line.plain.slice(0, 20))) attachment = true;
    const role = attachment ? 'aside' : roleBelow(line);
    if (role === null && line.text.length >= 12) unknown.push(i);
    return role ?? 'aside';
  });
  return { from, agencies, date, roles, unknown };
}

/** A line of contacts (联系人, 电话 …) anywhere in a letter. */
export function isContactLine(line: BodyLine): boolean {
  if (line.text.length > 160 || (line.text.length >= 80 && line.plain.includes('。'))) return false;
  return CONTACT.test(line.plain) || (CONTACT_WITHIN.test(line.plain) && !/。.*[：|]/.test(line.plain));
}

/** Contact data that closes a paragraph: 感谢您的支持！（联系人：…）; null where it has none. */
export function contactTail(line: BodyLine): Span | null {
  if (!line.plain.includes('：')) return null;
  const from = Math.max(0, line.plain.length - 160);
  const match = CONTACT_TAIL.exec(line.plain.slice(from));
  return match === null || from + match.index === 0 ? null : { start: line.start + from + match.index, end: line.end };
}
