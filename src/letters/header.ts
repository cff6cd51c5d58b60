/** The names at a letter's head: title, subject, number, session, addressees. */
import type { LetterFields } from '../model.ts';
import { readAddressees } from './addressees.ts';
import type { Body, BodyLine } from './body.ts';
import type { Facts } from './facts.ts';
import { LABEL_NAMES } from './label-names.ts';
import { type Labelled, labelled } from './labels.ts';
import { bareProposalNo, findProposalNo, findSession, type Found } from './numbers.ts';
import { inlineSalutation } from './opening.ts';
import { findSubject } from './subject.ts';
import { cleanTitle } from './title.ts';

/** Where the head's parts stand, by body line; -1 where there is none. */
export interface Head {
  readonly title: number;
  readonly salutation: number;
  readonly opening: number;
  /** First line of the reply's text. */
  readonly textFrom: number;
  readonly labels: readonly Labelled[];
  /** Lines below the text: signature, contacts, copies. */
  readonly below: readonly BodyLine[];
}

const STEM = /^0+(?=\d)/;

export function lineOf(body: Body, index: number): BodyLine | null {
  return index >= 0 ? (body.lines[index] ?? null) : null;
}

/** Title, subject, number, session, as printed; the title wins over the opening, the opening over labels. */
export function readNames(
  body: Body,
  head: Head,
  facts: Facts,
): Pick<LetterFields, 'title' | 'subject' | 'proposalNo' | 'session'> {
  const title = lineOf(body, head.title);
  const opening = lineOf(body, head.opening);
  const named = labelled(head.labels, LABEL_NAMES.title);
  let printed = title === null ? null : cleanTitle(title.text);
  if (title) facts.seen('title', title);
  else if (named && /答复|复函|回复|会办意见|协办意见|答覆/.test(named.value)) {
    printed = cleanTitle(named.value);
    facts.seen('title', named.at);
  }

  const sources = [title, opening].filter((line) => line !== null);
  const number = firstOf(sources, findProposalNo, 'proposalNo', facts);
  const cell = labelled(head.labels, LABEL_NAMES.proposalNo);
  let proposalNo = number?.value ?? null;
  const other =
    opening && number && title && number.line === title ? findProposalNo(opening.plain, opening.text) : null;
  if (
    other &&
    other.value.replace(STEM, '') !== number!.value.replace(STEM, '') &&
    !other.value.endsWith(number!.value) &&
    !number!.value.endsWith(other.value)
  ) {
    facts.unsure(
      'number-differs',
      'proposalNo',
      `标题印的是“${number!.value}”，正文印的是“${other.value}”，取标题的。`,
      opening!.text.slice(0, 80),
    );
  }
  if (proposalNo === null && cell) {
    proposalNo =
      bareProposalNo(cell.value) ?? findProposalNo(cell.label + cell.value, cell.label + cell.value)?.value ?? null;
    if (proposalNo !== null) facts.seen('proposalNo', cell.at);
  }
  if (proposalNo === null) proposalNo = loneNumber(body, head, facts);

  let session = firstOf(sources, findSession, 'session', facts)?.value ?? null;
  if (session === null) {
    const cells = head.labels.filter((fact) => LABEL_NAMES.session.includes(fact.label));
    for (const fact of [...cells, ...head.labels]) {
      session ??= findSession(fact.value, fact.value)?.value ?? null;
      if (session !== null) facts.seen('session', fact.at);
      if (session !== null) break;
    }
  }

  return { title: printed, subject: readSubject(body, head, facts), proposalNo, session };
}

function firstOf(
  lines: readonly BodyLine[],
  find: (text: string, printed: string) => Found | null,
  field: 'proposalNo' | 'session',
  facts: Facts,
): (Found & { line: BodyLine }) | null {
  for (const line of lines) {
    const found = find(line.plain, line.text);
    if (found === null) continue;
    facts.seen(field, {
      start: line.start + found.start,
      end: line.start + line.text.slice(0, found.end).trimEnd().length,
    });
    return { ...found, line };
  }
  return null;
}

/** A number in brackets or after 编号 on a line of its own, above or below the title. */
function loneNumber(body: Body, head: Head, facts: Facts): string | null {
  for (const line of body.lines.slice(0, head.textFrom)) {
    if (line.text.length > 40) continue;
    const match = /^\s*(?:（\s*(?:第?\s*)?([A-Za-z]?\d{2,10})\s*号?\s*）|第\s*([A-Za-z\d]{1,12})\s*号)\s*$/.exec(
      line.plain,
    );
    const found = match ? { value: (match[1] ?? match[2])!, start: match[0].indexOf((match[1] ?? match[2])!) } : null;
    if (!found) continue;
    facts.seen('proposalNo', { start: line.start + found.start, end: line.start + found.start + found.value.length });
    return found.value;
  }
  return null;
}

function readSubject(body: Body, head: Head, facts: Facts): string | null {
  for (const line of [lineOf(body, head.opening), lineOf(body, head.title)]) {
    const found = line ? findSubject(line.plain) : null;
    if (!found) continue;
    facts.seen('subject', { start: line!.start + found.start, end: line!.start + found.end });
    return cleanTitle(line!.text.slice(found.start, found.end));
  }
  const cell = labelled(head.labels, LABEL_NAMES.subject);
  if (!cell) return null;
  facts.seen('subject', cell.at);
  return cleanTitle(cell.value).replace(/^[《“](.*)[》”]$/, '$1');
}

export function readWhom(body: Body, head: Head, facts: Facts): string[] {
  const line = lineOf(body, head.salutation);
  if (line) {
    const inline = head.salutation === head.opening ? inlineSalutation(line.plain) : 0;
    const end = inline > 0 ? inline : line.text.length;
    facts.seen('addressees', { start: line.start, end: line.start + end });
    return readAddressees(line.text.slice(0, end));
  }
  const cell = labelled(head.labels, LABEL_NAMES.proposer);
  if (!cell) return [];
  facts.seen('addressees', cell.at);
  return readAddressees(cell.value);
}
