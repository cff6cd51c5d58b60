/** Whether a letter may be shown: 主动公开, 依申请公开, 不予公开. */
import type { Disclosure } from '../model.ts';

const WITHHELD =
  /不(?:予|同意|宜|得|能|可|可以|应|便|对外|向社会|面向社会|主动|作|做)?(?:主动|对外|向社会|全文)?公开|非公开|免[予于]公开|^(?:否|不|不可以|不同意|不宜|不能|不可|内部)$|^(?:仅|限|只)(?!.*社会)|(?:内部|系统内|本人|部门间|单位内)(?:范围)?(?:内)?(?:公开|掌握|使用)?$/;
const ON_REQUEST = /依申请公开|申请公开|依申请/;
const PUBLIC =
  /主动公开|同意(?:全文|对外|摘要)?公开|公开发布|全部公开|全文公开|予以公开|可以?公开|此件公开|对外公开|(?:面向|向|对)[^，。；]{0,8}(?:社会|公众|群众|市民|大众)[^，。；]{0,6}公开|^(?:面向|向|对)?(?:全|整个)?社会(?:公众|各界)?$|^(?:全文|摘要|主动|全面)?公开$|^(?:是|同意|可|可以|能|主动|全文|全部)$/;
const LINE =
  /^[（〔]?(?:此件|本件|此文|该件|本答复|公开属性|信息公开|公开意见|公开类别|公开情况|是否公开|可否公开|公开范围)?(?:选项|类型|方式)?：?(?:主动公开|依申请公开|不予公开|不公开|同意(?:全文|对外)?公开|不同意公开|不宜公开|不得公开|可以?公开|可以?全文公开|可以?主动公开|可以?(?:对外|向社会|面向社会)公开|(?:面向|向|对)全?社会(?:公众)?公开|此件公开(?:发布)?|公开发布|公开|予以公开|全文公开)[）〕]?$/;

/** What a label's value says; null when it says nothing of disclosure. A stricter word wins over a laxer one. */
export function readDisclosure(value: string): Disclosure | null {
  const text = value.replace(/\s+/g, '');
  if (text.length > 40) return null;
  if (WITHHELD.test(text)) return 'withheld';
  if (ON_REQUEST.test(text)) return 'on_request';
  return PUBLIC.test(text) ? 'public' : null;
}

/** A whole line (folded) that tells the disclosure by itself: （依申请公开）. */
export function disclosureLine(line: string): Disclosure | null {
  const text = line.length > 40 ? '' : line.replace(/\s+/g, '');
  return LINE.test(text) ? readDisclosure(text) : null;
}
