/** Table rows as lines: a form's cells as `label：value`, a data table's as `cell｜cell`. */

import { plain } from '../fold.ts';
import { ALL_LABELS } from '../label-names.ts';

/** A cell is its lines, in order; empty for an empty cell. */
export type Cell = readonly string[];

export interface TableLines {
  readonly lines: readonly string[];
  /** A form's short cells by their labels, as printed. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What the label cells of reply forms and site tables say, inner spaces left out. */
const FORM_LABEL = new RegExp(
  '^(?:(?:提案|建议|议案|案件|代表建议|委员提案)?(?:编号|案号|号|序号|题目|标题|名称|案由|内容|类别|类型)|案由|事由|届次|会议名称|会次|' +
    '(?:第一|联名)?(?:提案|建议|提议)(?:人|者|单位|代表|委员)|领衔(?:代表|人|委员)|附议人|联名人|界别|代表团|' +
    '(?:主办|承办|会办|协办|分办|办理|答复|经办|责任|牵头|交办|签发)(?:单位|部门|人|人员|领导|科室|处室|日期|时间|期限|方式|结果|类别|类型|情况|意见|内容|进度|等级)|' +
    '(?:是否|能否)(?:同意)?公开|(?:是否)?公开(?:属性|方式|类型|形式|意见|情况)|结果分类|结果类别|(?:答复|办理)?(?:函|文)?(?:文号|字号|编号)|' +
    '(?:联系|经办)?(?:人及(?:联系)?电话|电话|人|方式|地址)|联系人(?:及电话)?|电话|手机|邮编|邮政编码|地址|通讯地址|工作单位|职务|' +
    '满意(?:度|程度|情况)|沟通(?:方式|情况|日期)|见面(?:情况|日期)|(?:委员|代表)(?:意见|反馈意见|签名)|备注|盖章|日期|办结(?:日期|时间)|' +
    '索引号|发布机构|发文机关|发文单位|发布单位|公开主体|成文日期|发文日期|生成日期|发布日期|发布时间|公开日期|公开时间|印发日期|文号|发文字号|' +
    '公文种类|主题分类|信息分类|公文名称|信息名称|体裁|有效性|时效性|关键词|主题词|来源|信息来源|公开范围|公开程序|公开目录)$',
);

const KNOWN = new Set(ALL_LABELS);

/** A value of more characters than this is the letter's text, not a field. */
const VALUE_LENGTH = 80;
/** Several lines of so few characters are one value: options to tick, a name and an office. */
const SEVERAL_LENGTH = 60;

/** The label a cell prints, without spaces, brackets and colon; null when it prints none. */
export function labelOf(cell: Cell): string | null {
  const text = labelText(cell);
  if (text.length === 0 || text.length > 12) return null;
  const folded = plain(text);
  return KNOWN.has(folded) || FORM_LABEL.test(folded) ? text : null;
}

function labelText(cell: Cell): string {
  return cell.join('').replaceAll(/[\s\u3000：:[\]【】]/g, '');
}

/** A cell that by its look can be a label: a few Chinese characters and nothing else. */
function looksLabel(cell: Cell): boolean {
  return /^[\u3400-\u9fff（）()、]{2,10}$/.test(labelText(cell));
}

/** Lines of a table in reading order. Rows hold cells; a cell that spans rows or columns is given once. */
export function tableLines(rows: readonly (readonly Cell[])[]): TableLines {
  const lines: string[] = [];
  const fields: Record<string, string> = {};
  // Where most rows are a form's, a row of labels that nobody lists is one too.
  const form = rows.filter((row) => isForm(row.map(withoutBlank))).length * 2 > rows.length;
  for (let i = 0; i < rows.length; i += 1) {
    const row = (rows[i] ?? []).map(withoutBlank);
    const next = (rows[i + 1] ?? []).map(withoutBlank);
    if (isHeaderOf(row, next)) {
      row.forEach((cell, column) => addPair(cell, next[column] ?? [], lines, fields));
      i += 1;
    } else if (isForm(row) || (form && row.length >= 2 && row.length % 2 === 0 && row.every(isPairCell))) {
      addForm(row, lines, fields);
    } else {
      lines.push(...plainRow(row));
    }
  }
  return { lines, fields };
}

function withoutBlank(cell: Cell): Cell {
  return cell.map((line) => line.trimEnd()).filter((line) => line.trim() !== '');
}

/** A row of labels only, over a row of values. */
function isHeaderOf(row: readonly Cell[], next: readonly Cell[]): boolean {
  return (
    row.length >= 2 &&
    next.length === row.length &&
    row.every((cell) => labelOf(cell) !== null) &&
    next.every((cell) => labelOf(cell) === null && cell.length <= 1)
  );
}

function isForm(row: readonly Cell[]): boolean {
  const labels = row.filter((_, column) => column % 2 === 0).filter((cell) => labelOf(cell) !== null).length;
  return row.length >= 2 && labels > 0 && labels * 2 >= Math.ceil(row.length / 2);
}

function isPairCell(cell: Cell, column: number): boolean {
  return column % 2 === 0 ? looksLabel(cell) : cell.join('').length <= VALUE_LENGTH;
}

function addForm(row: readonly Cell[], lines: string[], fields: Record<string, string>): void {
  for (let column = 0; column < row.length;) {
    const cell = row[column] ?? [];
    const value = row[column + 1];
    const known = labelOf(cell) !== null;
    const paired = row.length % 2 === 0 && (known || (column % 2 === 0 && looksLabel(cell)));
    if (value !== undefined && (paired || (known && labelOf(value) === null))) {
      addPair(cell, value, lines, fields);
      column += 2;
    } else {
      lines.push(...cell);
      column += 1;
    }
  }
}

function addPair(labelCell: Cell, value: Cell, lines: string[], fields: Record<string, string>): void {
  const label = labelOf(labelCell) ?? labelText(labelCell);
  const short = value.length > 1 && !/(?:内容|意见|情况|措施)$/.test(label) && value.join('').length <= SEVERAL_LENGTH;
  const said = short && value.every((line) => !/。/.test(line)) ? [value.map((line) => line.trim()).join(' ')] : value;
  const only = said[0];
  if (only === undefined) {
    lines.push(`${label}：`);
  } else if (said.length === 1) {
    lines.push(`${label}：${only.trim()}`);
    if (only.length <= VALUE_LENGTH && fields[label] === undefined) fields[label] = only.trim();
  } else {
    // Several paragraphs in one cell are the letter itself, under its label.
    lines.push(`${label}：`, ...said);
  }
}

/** One line a row; a cell with several paragraphs, as layout tables have, keeps them as lines of their own. */
function plainRow(row: readonly Cell[]): string[] {
  const filled = row.filter((cell) => cell.length > 0);
  if (filled.length === 1 || filled.some((cell) => cell.length > 3)) return filled.flat();
  return filled.length === 0 ? [] : [filled.map((cell) => cell.map((line) => line.trim()).join('')).join('｜')];
}
