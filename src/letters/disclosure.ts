/** Whether a letter may be shown: 主动公开, 依申请公开, 不予公开. */
import type { Disclosure } from '../model.ts';

const WITHHELD = /不予公开|不公开|不同意公开|不宜公开|非公开|免予公开|不得公开|不对外公开/;
const ON_REQUEST = /依申请公开|申请公开|依申请/;
const PUBLIC =
  /主动公开|同意(?:全文|对外|摘要)?公开|公开发布|全部公开|全文公开|予以公开|可以?公开|此件公开|对外公开|^(?:全文|摘要|主动)?公开$|^(?:是|同意)$/;
const LINE =
  /^[（〔]?(?:此件|本件|此文|该件|本答复|公开属性|信息公开|公开意见|公开类别|公开情况)?(?:选项|类型|方式)?：?(?:主动公开|依申请公开|不予公开|不公开|同意(?:全文|对外)?公开|不同意公开|不宜公开|不得公开|可以?公开|可以?全文公开|可以?主动公开|此件公开(?:发布)?|公开发布|公开|予以公开|全文公开)[）〕]?$/;

/** What a label's value says; null when it says nothing of disclosure. A stricter word wins over a laxer one. */
export function readDisclosure(value: string): Disclosure | null {
  const text = value.replace(/\s+/g, '');
  if (text.length > 40) return null;
  if (WITHHELD.test(text) || text === '否') return 'withheld';
  if (ON_REQUEST.test(text)) return 'on_request';
  return PUBLIC.test(text) ? 'public' : null;
}

/** A whole line (folded) that tells the disclosure by itself: （依申请公开）. */
export function disclosureLine(line: string): Disclosure | null {
  const text = line.length > 40 ? '' : line.replace(/\s+/g, '');
  return LINE.test(text) ? readDisclosure(text) : null;
}
