/** A file's text becomes a Letter: layout, landmarks, header, signature, sections, in this order. Never throws on any text. */
import { createHash } from 'node:crypto';
import type { Letter } from '../model.ts';
import { type Body, buildBody, mergeParagraphs } from './body.ts';
import { readContact } from './contact.ts';
import { Facts } from './facts.ts';
import { plain } from './fold.ts';
import { contactTail, isContactLine, readFoot } from './foot.ts';
import type { ReadText } from './formats/format.ts';
import type { LetterMonth } from './jiang.ts';
import { type Head, readNames, readWhom } from './header.ts';
import { readGenre, readKind } from './kinds.ts';
import { readMarks } from './marks.ts';
import { disclosureLine } from './disclosure.ts';
import { splitMarks } from './disclosure-split.ts';
import { findLabels, isBareLabel, isLabelLine, replyCell } from './labels.ts';
import { type Paragraph, paragraphs } from './layout.ts';
import { mayAddressMachine } from './machine.ts';
import { findLandmarks } from './opening.ts';
import { findPlace } from './place.ts';
import { cutRegions, type HiddenPart, hiddenParts } from './regions.ts';
import { classOf, type ResultTable, USUAL_RESULTS } from './results.ts';
import { cutSections, type TextLine } from './sections.ts';
import { readDepartment, readLetterDate } from './signer.ts';
import { findTitle } from './title.ts';

export { letterRecord } from './contract.ts';

export interface Source {
  /** Path below `letters/`, with `/`. */
  readonly file: string;
  /** Of the file's bytes, hex. */
  readonly sha256: string;
}

export interface Tables {
  /** What printed results mean, by place; see results.ts. */
  readonly results?: ResultTable;
}

/** Lines that can stand before the text: a web page's head and a form's cells. */
const HEAD_LINES = 60;

/** Reads one letter. A text that is no letter has null fields and one section; its body is whole. */
export function parseLetter(text: ReadText, source: Source, tables: Tables = {}): Letter {
  let parts = paragraphs(text).flatMap(splitForm).flatMap(splitMarks);
  let folded = parts.map((part) => plain(part.text));
  const marks = findLandmarks(folded);
  const headEnd = marks.salutation ?? marks.opening ?? Math.min(parts.length, HEAD_LINES);
  const title = findTitle(folded, headEnd);
  const merged = title === null ? 0 : title.to - title.from - 1;
  if (title !== null && merged > 0) parts = mergeParagraphs(parts, title.from, title.to);
  folded = [];
  const body = buildBody(parts, text.paged ? text.pages.length : 0);

  const facts = new Facts();
  const shift = (index: number | null) =>
    index === null ? -1 : index - (title !== null && index >= title.to ? merged : 0);
  const isLetter = marks.opening !== null || title !== null || Object.keys(text.fields).length > 0;
  let textFrom = !isLetter ? 0 : marks.opening !== null ? shift(marks.textFrom) : title !== null ? title.from + 1 : 0;
  // Without an opening, the labels below the title are no text, nor are the values under a row of labels.
  if (marks.opening === null && title !== null)
    while (textFrom < body.lines.length && isFormLine(body, textFrom)) textFrom += 1;
  const foot = isLetter
    ? readFoot(body.lines, Math.min(body.lines.length, Math.max(textFrom + 1, shift(marks.opening) + 1)))
    : null;
  const labelsTo = marks.opening !== null ? textFrom : Math.min(body.lines.length, HEAD_LINES);
  const below = foot ? body.lines.slice(foot.from) : [];
  const labels = isLetter
    ? [
        ...findLabels(body, 0, labelsTo, text.fields),
        ...(foot ? findLabels(body, foot.from, Math.min(body.lines.length, foot.from + HEAD_LINES), {}) : []),
      ]
    : [];
  const head: Head = {
    title: title === null ? -1 : title.from,
    salutation: shift(marks.salutation),
    opening: shift(marks.opening),
    textFrom,
    labels,
    below,
  };

  const names = readNames(body, head, facts);
  const addressees = isLetter ? readWhom(body, head, facts) : [];
  const told = isLetter
    ? readMarks(body, head, facts, outsideLines(text, source.file), foot?.from ?? body.lines.length)
    : { docNo: null, result: null, disclosure: null };
  const department = readDepartment(body, head, foot, facts);
  const date = isLetter ? readLetterDate(head, foot, facts, body) : null;
  const place = isLetter ? placeOf(body, head, department, facts) : null;
  const resultClass = told.result === null ? null : classOf(told.result, place, tables.results ?? USUAL_RESULTS);
  if (told.result !== null && resultClass === null)
    facts.unsure(
      'result-unknown',
      'resultClass',
      `办理结果“${told.result}”不在对照表中，请在 result-classes.yaml 中补充。`,
      told.result,
    );
  if (resultClass !== null && facts.evidence.result) facts.evidence.resultClass = facts.evidence.result;

  const textTo = foot?.from ?? body.lines.length;
  const suspect = mayAddressMachine(body.text);
  const hidden = new Map<number, readonly HiddenPart[]>();
  for (let i = 0; i < textTo; i += 1) {
    const line = body.lines[i]!;
    const found: HiddenPart[] = suspect ? hiddenParts(body, line.start, line.end) : [];
    const tail = isLetter && i >= textFrom && found.length === 0 ? contactTail(line) : null;
    if (tail !== null) found.push({ ...tail, role: 'contact' });
    if (found.length > 0) hidden.set(i, found);
  }
  const { regions, problems } = cutRegions(body, { textFrom, foot, hidden });
  const spoken: TextLine[] = [];
  for (let i = textFrom; i < textTo; i += 1) {
    const line = body.lines[i]!;
    const masked = hidden.get(i) ?? [];
    const whole = masked.some((part) => part.start <= line.start && part.end >= line.end);
    if (!whole && !(isLetter && isContactLine(line))) spoken.push({ line, hidden: masked });
  }
  const contacts = isLetter
    ? body.lines.filter(
        (line) => isContactLine(line) || /联系人/.test(line.plain.slice(0, 8)) || contactTail(line) !== null,
      )
    : [];
  return {
    id: createHash('sha256').update(`${source.file}\n${source.sha256}`).digest('hex').slice(0, 16),
    file: source.file,
    sha256: source.sha256,
    format: text.format,
    ocr: text.ocr,
    body: body.text,
    pages: body.pages,
    kind: isLetter ? readKind(body, head) : null,
    genre: isLetter ? readGenre(body, head) : 'reply',
    ...names,
    addressees,
    department,
    ...told,
    resultClass,
    date,
    place,
    regions,
    sections: cutSections(body, spoken, writtenMonth(date, body.text)),
    evidence: facts.evidence,
    contact: readContact(contacts, body.text),
    problems: [...text.problems, ...facts.problems, ...problems],
  };
}

/**
 * Lines outside the text, cut where a mark stands among other words. Names of the file and its folders count where
 * they keep the letter back: 答复（不予公开）.docx.
 */
function outsideLines(text: ReadText, file: string): string[] {
  const names = file.split('/').flatMap((name) => cutAtMarks(name.replace(/\.[A-Za-z]{1,5}$/, '')));
  return [
    ...(text.outside ?? []).flatMap(cutAtMarks),
    ...names.filter((name) => (disclosureLine(plain(name)) ?? 'public') !== 'public'),
  ];
}

function cutAtMarks(line: string): string[] {
  return splitMarks({ text: line, pageStarts: [] }).map((part) => part.text);
}

/** 答复内容：… of a form becomes a label and the reply's own paragraph. */
function splitForm(part: Paragraph): Paragraph[] {
  const at = replyCell(plain(part.text.slice(0, 40)), part.text.length);
  if (at === 0) return [part];
  return [
    { text: part.text.slice(0, at), pageStarts: part.pageStarts.filter((start) => start < at) },
    {
      text: part.text.slice(at),
      pageStarts: part.pageStarts.filter((start) => start >= at).map((start) => start - at),
    },
  ];
}

function isFormLine(body: Body, index: number): boolean {
  const [above, line] = [body.lines[index - 1], body.lines[index]!];
  if (isLabelLine(line.plain)) return true;
  if (above !== undefined && isBareLabel(above.plain) && line.text.length <= 60) return true;
  // A label that nobody lists, among known ones.
  if (/^[\u4e00-\u9fa5（）]{2,10}：[^。]{0,60}$/.test(line.plain))
    return body.lines.slice(index + 1, index + 3).some((next) => isLabelLine(next.plain));
  const columns = line.plain.split('|').length;
  return (
    columns > 1 &&
    above !== undefined &&
    columns === above.plain.split('|').length &&
    above.plain.split('|').every((cell) => isLabelLine(cell))
  );
}

/** The letter's month, or the latest month that it reports up to (截至2025年3月底). */
function writtenMonth(date: string | null, body: string): LetterMonth {
  if (date !== null) return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  let latest: LetterMonth = null;
  for (const match of plain(body.slice(0, 50_000)).matchAll(/截[至止]\s?(?:目前，?)?(20\d\d)\s?年\s?(\d{1,2})\s?月/g)) {
    latest = Math.max(latest ?? 0, Number(match[1]) * 12 + Number(match[2]));
  }
  return latest;
}

function placeOf(body: Body, head: Head, department: string | null, facts: Facts): string | null {
  const at = facts.evidence.department?.start ?? null;
  const lines = [head.title, head.opening].filter((index) => index >= 0).map((index) => body.lines[index]!);
  const found = findPlace(
    department === null ? null : { text: department, start: at },
    lines.map((line) => ({ text: line.text.slice(0, 300), start: line.start })),
    body.text,
  );
  if (found === null) return null;
  facts.seen('place', found.at);
  return found.value;
}
