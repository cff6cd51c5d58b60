/** Who answers and when: agency and date of the signature, else what the letterhead, the title or the labels print. */
import { agencyOn, isLetterSpaced } from './agency.ts';
import type { Body } from './body.ts';
import { readDate } from './dates.ts';
import type { Facts } from './facts.ts';
import { plain, squeeze } from './fold.ts';
import type { Signature } from './foot.ts';
import type { Head } from './header.ts';
import { LABEL_NAMES } from './label-names.ts';
import { type Labelled, labelled } from './labels.ts';
import { agencyInTitle } from './title.ts';

const SITE = /网站|网$|门户|政府信息公开/;

export function readDepartment(body: Body, head: Head, foot: Signature | null, facts: Facts): string | null {
  if (foot && foot.agencies.length > 0) {
    const [first, last] = [foot.agencies[0]!, foot.agencies.at(-1)!];
    facts.seen('department', { start: first.start, end: last.end });
    return foot.agencies.map((agency) => agency.name).join(' ');
  }
  const owner = labelled(head.labels, LABEL_NAMES.department);
  if (owner && agencyOn(owner.value)) {
    facts.seen('department', owner.at);
    return agencyOn(owner.value);
  }
  const stop =
    head.title >= 0 ? head.title : Math.min(head.textFrom, head.salutation >= 0 ? head.salutation : head.textFrom);
  const letterhead = body.lines.slice(0, stop).filter((line) => agencyOn(line.text) !== null && !SITE.test(line.plain));
  const spaced = letterhead.find((line) => isLetterSpaced(line.text)) ?? letterhead.at(-1);
  if (spaced) {
    facts.seen('department', spaced);
    return agencyOn(spaced.text);
  }
  const title = head.title >= 0 ? body.lines[head.title]! : null;
  if (title) {
    const after = head.title + 1 < head.textFrom ? body.lines[head.title + 1] : undefined;
    const named = agencyInTitle(squeeze(title.text), after?.text);
    if (named !== null) {
      const line = after && plain(squeeze(after.text)).includes(plain(named)) ? after : title;
      const at = line.text.indexOf(named);
      facts.seen('department', at >= 0 ? { start: line.start + at, end: line.start + at + named.length } : line);
      return named;
    }
  }
  const published = labelled(head.labels, LABEL_NAMES.publisher);
  const name = published && !SITE.test(published.value) ? agencyOn(published.value) : null;
  if (name !== null) facts.seen('department', published!.at);
  return name;
}

/** 日期：… in a form, or below the text; above a web page's text it may be the day of publication. */
function formDate(head: Head, foot: Signature | null): Labelled | null {
  const below = head.below.length > 0 && foot !== null ? head.below[0]!.start : Infinity;
  return (
    head.labels.find((fact) => /^(?:日期|时间)$/.test(fact.label) && fact.at !== null && fact.at.start >= below) ?? null
  );
}

export function readLetterDate(head: Head, foot: Signature | null, facts: Facts, body: Body): string | null {
  const signed = foot?.date ?? null;
  if (signed !== null) {
    if (signed.reading.kind === 'date') {
      facts.seen('date', signed);
      return signed.reading.date;
    }
    const printed = body.text.slice(signed.start, signed.end);
    const message =
      signed.reading.kind === 'ambiguous' ? `落款“${printed}”可读作两个日期，未取。` : `落款“${printed}”没有日，未取。`;
    facts.unsure(signed.reading.kind === 'ambiguous' ? 'date-ambiguous' : 'date-incomplete', 'date', message, printed);
  }
  const cell = labelled(head.labels, LABEL_NAMES.date) ?? formDate(head, foot);
  const reading = cell ? readDate(plain(cell.value).replace(/\s+\d{1,2}：\d{2}.*$/, '')) : null;
  if (reading?.kind === 'date') {
    facts.seen('date', cell!.at);
    return reading.date;
  }
  return null;
}
