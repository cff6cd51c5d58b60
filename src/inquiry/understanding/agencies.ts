/** Agencies by any of their names: 科委, 科学技术委员会, STC. A book of the usual ones, and what the letters themselves print. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { InquiryError } from '../../errors.ts';
import { fold } from '../../search/fold.ts';
import type { LetterCard } from '../../search/view.ts';
import type { AskedAgency } from '../inquiry.ts';
import { overlaps } from './cuts.ts';
import { type Reading, matches } from './reading.ts';

const Entry = z.strictObject({
  names: z.array(z.string().min(2)).min(1),
  short: z.array(z.string().min(2)),
  english: z.array(z.string().min(2)),
});

export interface AgencyKind {
  /** Folded, fullest first, without the place. */
  readonly names: readonly string[];
  readonly short: readonly string[];
  readonly english: readonly string[];
}

/** Reads `agencies.yaml`. Throws InquiryError('bad-vocabulary') that names the entry. */
export function parseAgencies(yaml: string, file: string): readonly AgencyKind[] {
  const parsed = z.array(Entry).safeParse(parse(yaml));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new InquiryError(
      'bad-vocabulary',
      `${file}: entry ${String(issue?.path[0] ?? 0)}: ${issue?.message ?? 'not a list'}.`,
      'Each entry needs names, short and english, each a list.',
    );
  }
  const owner = new Map<string, string>();
  return parsed.data.map(({ names, short, english }) => {
    for (const name of [...names, ...short, ...english]) {
      const other = owner.get(name);
      if (other !== undefined && other !== names[0])
        throw new InquiryError(
          'bad-vocabulary',
          `${file}: "${name}" stands under ${other} and under ${names[0] ?? ''}.`,
          'Leave it under one of them.',
        );
      owner.set(name, names[0] ?? '');
    }
    return { names: names.map(fold), short: short.map(fold), english: english.map(fold) };
  });
}

let shipped: readonly AgencyKind[] | undefined;
/** The shipped book, read when first needed. */
export function shippedAgencies(): readonly AgencyKind[] {
  shipped ??= parseAgencies(
    readFileSync(new URL('../../../knowledge/agencies.yaml', import.meta.url), 'utf8'),
    'knowledge/agencies.yaml',
  );
  return shipped;
}

/** 区绿化和市容管理局 and 东埠区绿化和市容管理局 without their place; 澄江市公安局东埠分局 keeps 公安局. */
export function withoutPlace(department: string, stems: readonly string[]): string {
  let name = fold(department).replace(/\s/g, '');
  for (const stem of stems) name = name.replace(new RegExp(`${stem}[省市区县州旗镇乡]?`, 'gu'), '');
  return name.replace(/^(?:\p{Script=Han}{2,4}[省市区县州旗])*[省市区县]?(?:人民政府)?/u, '') || name;
}

/** Names of one agency that the book has not, the usual short forms derived: 房屋管理局 is 房管局. */
function derived(name: string): readonly string[] {
  const forms = [
    name,
    name.replace(/[和与]/gu, ''),
    name.replace(/管理局$/u, '局'),
    name.replace(/[和与]/gu, '').replace(/管理局$/u, '局'),
  ];
  forms.push(name.replace(/委员会$/u, '委'), name.replace(/办公室$/u, '办'));
  return [...new Set(forms)].filter((form) => form.length >= 3);
}

/**
 * Whether a question that names an agency binds the letters to it: a list, or 财政局的答复, 由…办理, "answered by".
 * Anywhere else it is a word of the topic.
 */
const BINDING_AFTER =
  /^(?:\s*(?:部门|系统|\d{4}年|今年|去年|[〇零一二三四五六七八九]{4}年|一共|总共|都|对|给|关于|的|针对))*\s*(?:给?的?(?:答复|回复|复函|复文|答覆|回函|信)|答复|回复|承办|主办|会办|办理|办了|办的|协办|(?:都|又|还)?(?:说|讲|做|干|提|答应|承诺)[了过的]|怎么[说答回]|(?:的)?(?:下一步|后续|承诺|打算|计划)|(?:还)?有(?:什么|啥|哪些|何)(?:计划|打算|承诺|举措|措施|安排|没))/u;
/** 石梁县消防大队 alone asks for that agency's letters. */
const NOTHING_BEFORE = /^[\s区县市省]*$/u;
const NOTHING_AFTER = /^\s*[?？。!！]*\s*$/u;
const BINDING_BEFORE = /(?:由|归|是|answered by|replied by|from|by|of the)\s*(?:the\s+)?(?:\p{Script=Han}{0,4})$/u;

const EACH = /各(?:自|家|方)?(?:是|都|有|怎|如何|说|讲|答)|分别|对比|比较|相比|\b(?:compare|each|both|versus)\b/u;

export interface AskedAgencies {
  readonly agencies: readonly AskedAgency[];
  /** Whether the letters must be of these agencies. */
  readonly binding: boolean;
}

/** Every name by which an agency may be asked for, longest first, each with all names of its agency. */
export type AgencyBook = readonly { readonly form: string; readonly names: readonly string[] }[];

/** The book's agencies and those that the letters print besides. `stems` are the places' names, for taking them off. */
export function agencyBook(
  kinds: readonly AgencyKind[],
  cards: readonly LetterCard[],
  stems: readonly string[],
): AgencyBook {
  const forms: { form: string; names: readonly string[] }[] = [];
  for (const kind of kinds)
    for (const form of [...kind.names, ...kind.short, ...kind.english])
      forms.push({ form, names: [...kind.names, ...kind.short] });
  const inBook = new Set(forms.map(({ form }) => form));
  for (const department of new Set(
    cards.flatMap((card) => (card.department === null ? [] : card.department.split(/[\s、,，]+/u))),
  )) {
    const name = withoutPlace(department, stems);
    if (name.length < 3 || inBook.has(name)) continue;
    for (const form of derived(name)) {
      if (!inBook.has(form)) forms.push({ form, names: derived(name) });
      inBook.add(form);
    }
  }
  return forms.toSorted((a, b) => b.form.length - a.form.length);
}

/** The agencies that the question names. Their stretches are taken only where they bind. */
export function takeAgencies(reading: Reading, book: AgencyBook, list: boolean): AskedAgencies {
  const candidates: { written: string; names: readonly string[] }[] = [];
  let binding = false;
  const seen: { start: number; end: number }[] = [];
  for (const { form, names } of book) {
    // Two-character everyday words (公安, 工会) are in half of all letters' topics: as agencies they need 区, 县, 市 before or a verb after.
    const latin = /^[a-z]/u.test(form);
    if (!reading.folded.includes(form)) continue;
    const pattern = latin
      ? new RegExp(`(?<![a-z])(?:the\\s+)?${form.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?![a-z])`, 'gu')
      : new RegExp(`[区县市省]?${form}`, 'gu');
    for (const match of matches(pattern, reading.folded)) {
      // 区 of 兰浦区卫健委 belongs to the place before it.
      const own =
        match[0].length > form.length &&
        !latin &&
        reading.isTaken({ start: match.span.start, end: match.span.start + 1 });
      const at = own ? { start: match.span.start + 1, end: match.span.end } : match.span;
      if (reading.isTaken(at) || seen.some((other) => overlaps(other, at))) continue;
      const binds =
        list ||
        BINDING_AFTER.test(reading.folded.slice(at.end)) ||
        (own &&
          at.start === match.span.start + 1 &&
          NOTHING_AFTER.test(reading.folded.slice(at.end)) &&
          NOTHING_BEFORE.test(reading.rest().slice(0, at.start))) ||
        BINDING_BEFORE.test(reading.folded.slice(0, at.start));
      if (form.length < 3 && !latin && !/[委局办]$/u.test(form) && !binds && match[0].length === form.length) continue;
      seen.push(at);
      if (binds) {
        binding = true;
        reading.take(at);
      }
      candidates.push({ written: reading.asked.slice(at.start, at.end), names });
    }
  }
  // 水务局和卫健委各说了什么: the sides of a comparison.
  if (!binding && candidates.length > 1 && EACH.test(reading.folded)) {
    binding = true;
    for (const at of seen) reading.take(at);
  }
  const unknown = candidates.length === 0 ? unknownAgency(reading, list) : null;
  if (unknown) return { agencies: [unknown], binding: true };
  return { agencies: candidates, binding };
}

const LOOKS_LIKE =
  /(\p{Script=Han}{2,12}?(?:局|委员会|办公室))(?=\s*(?:\d{4}年|今年|去年)?\s*(?:的)?(?:答复|回复|复函|办理|承办))/gu;

/** An agency that neither the book nor a letter knows, where it binds: 海洋局答复了哪些. */
function unknownAgency(reading: Reading, list: boolean): AskedAgency | null {
  if (!list) return null;
  for (const match of matches(LOOKS_LIKE, reading.rest())) {
    const name = (match[1] ?? '').replace(/^(?:请问|列出|列举|查一下|所有|全部|的|由)+/u, '');
    if (name.length < 3) continue;
    reading.take({ start: match.span.end - name.length, end: match.span.end });
    return { written: name, names: [name] };
  }
  return null;
}

/** Whether a letter's department is one of the asked agency's names: 公安局 stands inside 澄江市公安局东埠分局. */
export function ofAgency(asked: AskedAgency, card: LetterCard): boolean {
  if (card.department === null) return false;
  const department = fold(card.department).replace(/\s/g, '');
  return asked.names.some((name) => (name.length >= 3 ? department.includes(name) : department.endsWith(name)));
}
