/** What is stamped on a letter: its own number, the result, whether it may be shown. */
import type { LetterFields, Span } from '../model.ts';
import type { Body, BodyLine } from './body.ts';
import { checkedOption } from './checked.ts';
import { disclosureLine, readDisclosure } from './disclosure.ts';
import type { Facts } from './facts.ts';
import { squeeze } from './fold.ts';
import type { Head } from './header.ts';
import { LABEL_NAMES } from './label-names.ts';
import { type Labelled, labelled } from './labels.ts';
import { findDocNo, type Found } from './numbers.ts';
import { type MarkAt, readOpenness } from './openness.ts';
import { findResultCode, isResultWords } from './results.ts';

const NO_DOC = /^(?:无|暂无|空|\/|—+|-+)$/;

/**
 * The letter's own number, result and disclosure: labels first, then lines of the head, then lines below the text.
 * `outside` are lines that stand outside the text; the text ends before line `textTo`.
 */
export function readMarks(
  body: Body,
  head: Head,
  facts: Facts,
  outside: readonly string[],
  textTo: number,
): Pick<LetterFields, 'docNo' | 'result' | 'disclosure'> {
  let docNo: string | null = null;
  let result: string | null = null;
  const found: MarkAt[] = [];
  const above = body.lines
    .slice(0, head.textFrom)
    .filter((line, i) => i !== head.title && i !== head.salutation && line.text.length <= 120);
  const lines = [...above, ...head.below];

  for (const [i, line] of above.entries()) {
    const number = findDocNo(line.plain, line.text) ?? splitDocNo(above, i);
    if (
      docNo === null &&
      number &&
      !/抄送|附件|根据|按照|印发/.test(line.plain) &&
      line.plain
        .slice(0, number.start)
        .replace(/.*[：〕]/, '')
        .trim().length <= 6
    ) {
      docNo = number.value.replace(/^(?:文号|发文字号|发文文号|文件编号)[：:]?/, '');
      facts.seen('docNo', { start: line.start + number.start, end: line.start + number.end });
      const code = findResultCode(line.plain, number.end);
      if (code && result === null) {
        result = line.text.slice(code.start, code.end);
        facts.seen('result', { start: line.start + code.start, end: line.start + code.end });
      }
      const said = readDisclosure(line.plain.slice(code?.end ?? number.end));
      if (said)
        found.push({ said, at: { start: line.start + (code?.end ?? number.end), end: line.end }, excerpt: line.text });
    }
  }
  const cell = labelled(head.labels, LABEL_NAMES.docNo);
  if (docNo === null && cell && !NO_DOC.test(squeeze(cell.value)) && /\d/.test(cell.value) && cell.value.length <= 40) {
    docNo = squeeze(cell.value);
    facts.seen('docNo', cell.at);
  }

  const marked = head.labels.map(checkedOption).filter((fact) => fact !== null);
  const told = labelled(
    marked.filter((fact) => isResult(fact)),
    LABEL_NAMES.result,
  );
  if (told) {
    result = told.value.replace(/\s+/g, ' ');
    if (told.at) facts.evidence.result = told.at;
  }
  for (const line of lines) {
    const code = result === null ? findResultCode(line.plain, 0) : null;
    if (code || (result === null && isResultWords(line.plain))) {
      result = code ? line.text.slice(code.start, code.end) : line.text.trim();
      facts.seen('result', code ? { start: line.start + code.start, end: line.start + code.end } : line);
    }
  }
  // （可公开）        B类, 文号          A: several marks on one line, set apart by white space.
  for (const line of above) {
    for (const piece of pieces(line)) {
      const code = result === null ? findResultCode(piece.plain, 0) : null;
      if (code || (result === null && isResultWords(piece.plain))) {
        const [start, end] = code ? [piece.start + code.start, piece.start + code.end] : [piece.start, piece.end];
        result = body.text.slice(start, end);
        facts.seen('result', { start, end });
      }
      const said = disclosureLine(piece.plain);
      if (said) found.push({ said, at: piece, excerpt: line.text });
    }
  }
  // …的答复（A类，同意公开）
  const named = head.title < 0 ? undefined : body.lines[head.title];
  const bracket = named ? /（([^（）]{1,24})）\s*$/.exec(named.plain) : null;
  for (const part of bracket && !/[第号]/.test(bracket[1]!) ? bracket[1]!.split(/[，、；·\s]+/) : []) {
    const at = named!.start + bracket!.index + 1 + bracket![1]!.indexOf(part);
    if (result === null && (findResultCode(part, 0) || isResultWords(part))) {
      result = body.text.slice(at, at + part.length);
      facts.seen('result', { start: at, end: at + part.length });
    }
    const said = disclosureLine(part);
    if (said) found.push({ said, at: { start: at, end: at + part.length }, excerpt: named!.text });
  }
  const names = [head.title, head.salutation, head.opening];
  const text = { from: head.textFrom, to: textTo, names };
  return { docNo, result, disclosure: readOpenness(body, head.labels, found, outside, text, facts) };
}

/** Whether a fact can be the result: 类别 may be the proposal's subject, 办理类型 the agency's part. */
function isResult({ label, value }: Labelled): boolean {
  if (value.length > 40 || readDisclosure(value)) return false;
  if (/^(?:主办|会办|协办|分办|独办|单独办理|单办|共同办理|联合办理|承办|书面|当面)/.test(value)) return false;
  return label !== '类别' || /^[A-D]/.test(value) || isResultWords(value);
}

/** Stretches of a line that wide white space sets apart; none for a line of one stretch. */
function pieces(line: BodyLine): (Span & { plain: string })[] {
  const found = [...line.plain.matchAll(/\S+(?:\s\S+)*/g)];
  if (found.length < 2) return [];
  return found.map((part) => ({
    plain: part[0],
    start: line.start + part.index,
    end: line.start + part.index + part[0].length,
  }));
}

/** A document number printed over three cells: 某绿容 / 〔2019〕 / 44号. */
function splitDocNo(lines: readonly BodyLine[], i: number): Found | null {
  const [a, b, c] = [lines[i], lines[i + 1], lines[i + 2]];
  if (
    !a ||
    !b ||
    a.text.length > 16 ||
    b.text.length > 16 ||
    !/^[\u4e00-\u9fa5]{2,12}$/.test(squeeze(a.plain).replace(/^.*：/, ''))
  )
    return null;
  const parts = /^[〔（]/.test(b.plain.trim())
    ? [a, b, ...(c && /\d/.test(c.text) && c.text.length < 10 ? [c] : [])]
    : [];
  const whole = parts.map((line) => squeeze(line.text)).join('');
  const found = parts.length > 0 ? findDocNo(parts.map((line) => squeeze(line.plain)).join(''), whole) : null;
  return found ? { ...found, start: 0, end: a.text.length } : null;
}
