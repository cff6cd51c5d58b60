/** The names of the agencies that write letters. */
import { plain, squeeze } from './fold.ts';

const KIND =
  '局|委员会|委|办公室|政府|人民政府办|厅|部|办|院|中心|分局|联合会|工会|妇联|残联|科协|文联|工商联|总队|支队|大队|管委会|办事处|处|署|站|所|公司|集团|银行|医院|学校|大学|协会|总会|学会|红十字会|党组|公安部|海关|供销社|联社|总社|报社|电视台|法院|检察院|分行|支行|团委|园区|管理所|指挥部|领导小组|(?:督查|督办|研究|政研|信息|档案|编纂|史志)室';
const AGENCY = new RegExp(`^[\\u4e00-\\u9fa5·（）“”0-9]{2,40}(?:${KIND})$`);
const WORDS =
  /[，。；：！？]|提案|建议|议案|答复|感谢|收悉|附件|关于|会议|主题词|抄送|我(?:局|委|办)|下一步|^各|网站|首页|^您|^你/;
const STAMP = /[（〔]\s*(?:盖章|公章|印章|章|印)\s*[）〕]$/;
/** （盖章）某县教育局: the stamp's place printed in front. */
const STAMP_BEFORE = /^\s*[（〔(]\s*(?:盖章|公章|印章|章|印)\s*[）〕)]\s*/;

/** The agency or the joint agencies on a line, as printed with the spaces between letters removed; null when the line is no signature. */
export function agencyOn(line: string): string | null {
  if (line.length > 160) return null;
  const folded = plain(line);
  const stamp = STAMP.exec(folded.trimEnd());
  const printed = (stamp ? line.slice(0, stamp.index) : line)
    .replace(STAMP_BEFORE, '')
    .trim()
    .replace(/^[（(]([^（()）]{3,40})[）)]$/, '$1')
    .replace(/(?:文件|便函|公函)$/, '')
    .trim();
  const whole = squeeze(printed);
  if (whole.length < 3 || WORDS.test(plain(whole))) return null;
  const names = printed.split(/[\s、]+/).filter((name) => name !== '');
  if (names.length > 1 && names.every((name) => name.length >= 4 && AGENCY.test(plain(name)))) return names.join(' ');
  return whole.length <= 40 && AGENCY.test(plain(whole)) ? whole : null;
}

/** 开 原 市 公 安 局: a letterhead or signature whose characters stand apart. */
export function isLetterSpaced(line: string): boolean {
  return /^[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){4,}$/.test(line.trim());
}
