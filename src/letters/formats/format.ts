/** The seam between a file's format and the reading of a letter: bytes go in, pages of lines come out. */
import type { Format, Problem } from '../../model.ts';

export interface ReadText {
  readonly format: Format;
  /** Lines of each page in reading order. A text without pages is one page and `paged` is false. */
  readonly pages: readonly (readonly string[])[];
  readonly paged: boolean;
  /** True when lines are print lines, to be rejoined; false when each line is a whole paragraph. Null: look and decide. */
  readonly wrapped: boolean | null;
  readonly ocr: boolean;
  /**
   * Labelled fields found outside the letter's text (a site's table, `<meta>` tags, a cell of a form), as printed:
   * { 发布机构: '…', 成文日期: '2024-06-20', 文号: '…' }. Their lines also stand at the start of the first page,
   * as `label：value`, so that evidence offsets exist.
   */
  readonly fields: Readonly<Record<string, string>>;
  /**
   * Lines that the document prints outside its text: headers and footers of its pages, what a site prints around it.
   * They are no part of the body, but may tell whether the letter may be shown.
   */
  readonly outside?: readonly string[];
  readonly problems: readonly Problem[];
}
