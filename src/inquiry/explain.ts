/** What the pipeline understood, found and decided, as lines for `ask --explain`. */
import type { Hit, View } from '../search/view.ts';
import type { Evidence } from './evidence.ts';
import type { Inquiry } from './inquiry.ts';
import type { Dropped } from './verify.ts';

export interface Trace {
  readonly inquiry: Inquiry;
  readonly hits?: readonly Hit[];
  readonly evidence?: readonly Evidence[];
  readonly dropped?: readonly Dropped[];
  /** Why it was answered or refused. */
  readonly why?: string;
}

const shown = { hits: 6, evidence: 6, text: 60 };
const two = (n: number): string => n.toFixed(2);

function parts(all: Readonly<Record<string, number>>): string {
  return Object.entries(all)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${name} ${two(value)}`)
    .join(', ');
}

function excerpt(text: string): string {
  return text.length > shown.text ? `${text.slice(0, shown.text)}…` : text;
}

function inquiryLines(inquiry: Inquiry, view: View): readonly string[] {
  const named = (c: number): string => view.vocabulary.concepts[c]?.id ?? String(c);
  const constraints = {
    number: inquiry.numbers.map((n) => n.canonical),
    session: inquiry.session ? [inquiry.session.written] : [],
    place: inquiry.places,
    agency: inquiry.agencies.map((a) => a.written),
    year: inquiry.years.map((y) => (y.from === y.to ? String(y.from) : `${y.from}-${y.to}`)),
    proposer: inquiry.proposers,
    result: inquiry.resultClass ? [inquiry.resultClass] : [],
    kind: inquiry.kind ? [inquiry.kind] : [],
    genre: inquiry.genre ? [inquiry.genre] : [],
  };
  const held = Object.entries(constraints).filter(([, values]) => values.length > 0);
  return [
    `intent ${inquiry.intent}; asks ${inquiry.asks.join(', ') || '-'}; language ${inquiry.language}`,
    `searched "${inquiry.text}"${inquiry.carried === null ? '' : `, carried "${inquiry.carried}"`}`,
    `words ${inquiry.words.map((w) => `${w.word} (${two(w.idf)}${w.known ? '' : ', unknown'})`).join(', ') || '-'}`,
    `concepts ${inquiry.concepts.map((c) => `${named(c.concept)} ${two(c.weight)}`).join(', ') || '-'}`,
    `corrections ${inquiry.corrections.map((c) => `${c.from} -> ${c.to}`).join(', ') || '-'}`,
    `constraints ${held.map(([name, values]) => `${name} ${values.join('/')}`).join(', ') || '-'}; scope ${inquiry.scope === null ? 'all' : inquiry.scope.length} letters`,
  ];
}

export function explain(trace: Trace, view: View): readonly string[] {
  const { inquiry, hits = [], evidence = [], dropped = [], why } = trace;
  const lines = [...inquiryLines(inquiry, view)];
  for (const { passage, score, parts: from } of hits.slice(0, shown.hits)) {
    const text = view.letter(passage.letter)?.body.slice(passage.start, passage.end) ?? '';
    lines.push(`hit ${two(score)} (${parts({ ...from })}) ${view.card(passage.letter)?.file ?? ''}: ${excerpt(text)}`);
  }
  for (const e of evidence.slice(0, shown.evidence)) {
    const text = e.letter.body.slice(e.start, e.end);
    lines.push(
      `sentence ${two(e.score)} (${parts({ ...e.parts })}; covered ${two(e.covered)}, topic ${two(e.topic.held)}/${two(e.topic.own)} lacks ${two(e.topic.missingThing)}+${two(e.topic.missingNoun)}) ${e.card.file}: ${excerpt(text)}`,
    );
  }
  for (const d of dropped) lines.push(`dropped (${d.why}): ${excerpt(d.text)}`);
  if (why !== undefined) lines.push(`decided: ${why}`);
  return lines;
}
