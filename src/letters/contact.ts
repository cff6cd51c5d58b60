/** Who can be asked: kept for staff, never part of a passage. */
import type { Contact } from '../model.ts';
import type { BodyLine } from './body.ts';

const PHONE = /(?<!\d)(?:1\d{10}|(?:（?0\d{2,3}）?[-—－ ]{0,2})?\d{5,8}(?:[-转]\d{1,5})?)(?!\d)/;
const NAME =
  /(?:联\s*系\s*人|经\s*办\s*人|承\s*办\s*人)[^：|]{0,10}[：|]\s*((?:(?!联\s*系|电\s*话|手\s*机)[\u4e00-\u9fa5·*＊×]){1,2}(?:\s{0,3}(?!联\s*系|电\s*话|手\s*机)[\u4e00-\u9fa5·*＊×]){0,6})/;
const PHONE_AFTER = new RegExp(`(?:电\\s*话|手\\s*机|联系方式)[^：|\\d]{0,6}[：|]?\\s*(${PHONE.source})`);
const POSTCODE = /(?:邮\s*编|邮政编码)\s*[：|]\s*(\d{6})(?!\d)/;
const ADDRESS = /地\s*址\s*[：|]\s*([^，；。|\s][^；。|\n]{2,60})/;

/** Reads the contact lines together; null when they hold nothing known. */
export function readContact(lines: readonly BodyLine[], body: string): Contact | null {
  const found: { name?: string; phone?: string; address?: string; postcode?: string } = {};
  const take = (key: keyof Contact, pattern: RegExp, line: BodyLine) => {
    const match = found[key] === undefined ? pattern.exec(line.plain) : null;
    if (!match) return;
    const start = line.start + match.index + match[0].lastIndexOf(match[1]!);
    found[key] = body
      .slice(start, start + match[1]!.length)
      .replace(key === 'address' ? /\s*(?:邮\s*编|邮政编码|联系电话).*$/ : /\s+/g, '')
      .trim();
  };
  for (const line of lines) {
    take('name', NAME, line);
    take('phone', PHONE_AFTER, line);
    // 联系人及电话：某某 5560000, and a name followed by its number.
    if (/联系人|经办人|承办人|联系单位/.test(line.plain)) take('phone', new RegExp(`(${PHONE.source})`), line);
    take('postcode', POSTCODE, line);
    take('address', ADDRESS, line);
  }
  return Object.keys(found).length > 0 ? found : null;
}
