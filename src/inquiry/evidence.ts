/** Hits -> the sentences that answer, best first, each with the reasons for its place. */
import type { Letter, Passage, Section, Sentence, Span } from '../model.ts';
import { fold } from '../search/fold.ts';
import type { Hit, LetterCard, View } from '../search/view.ts';
import type { Vocabulary } from '../search/vocabulary.ts';
import { aged } from './aged.ts';
import { askFit } from './composing/asks.ts';
import { type Context, Coverage } from './composing/coverage.ts';
import type { Field } from './composing/field.ts';
import { askedConcepts, foldedBody, LetterFields, paragraphsOf } from './composing/letter-fields.ts';
import { conceptWeight, rejoined, topicWords } from './composing/words.ts';
import { isAnnouncement, isCourtesy } from './composing/boilerplate.ts';
import { ledByRetrieval } from './composing/plain.ts';
import { figureFit, figuresOf } from './composing/figures.ts';
import { kindOfFigure } from './composing/measure.ts';
import { sameMatter } from './composing/matter.ts';
import { overlaps } from './understanding/cuts.ts';
import { agesIn, rulesAge } from './understanding/ages.ts';
import type { Inquiry, QuestionWord } from './inquiry.ts';
import { Topic, type TopicFit } from './composing/topic.ts';
import { askedGroups } from './composing/who.ts';
import { unitsOf } from './composing/units.ts';
import { bindsYears, yearFit } from './composing/years.ts';

/** A sentence that may be quoted. */
export interface Evidence extends Span {
  readonly letter: Letter;
  readonly card: LetterCard;
  readonly passage: Passage;
  readonly section: number;
  /** Position among the section's sentences. */
  readonly position: number;
  readonly done: boolean;
  readonly planned: boolean;
  readonly folded: string;
  readonly score: number;
  readonly parts: EvidenceParts;
  /** Share of the question's words that the sentence holds with its neighbours, heading and subject. */
  readonly covered: number;
  /** Whether it is about what the question is about. */
  readonly topic: TopicFit;
}

export interface EvidenceParts {
  readonly words: number;
  readonly concepts: number;
  readonly asks: number;
  readonly passage: number;
  readonly years: number;
  readonly tense: number;
  /** The letter that the conversation is about. */
  readonly focus: number;
  /** Figures of the question that the sentence or its neighbours print. */
  readonly figures: number;
  /** Share of the question's things that are held. */
  readonly topic: number;
  /** To 1 at 150 characters: a sentence with its condition and its figure tells more than a stub. */
  readonly length: number;
}

/** Weights of the parts; set on the odd half of the development set. */
export const weights = {
  words: 1.2,
  concepts: 0.3,
  asks: 1,
  passage: 1.3,
  years: 0.9,
  tense: 0.7,
  focus: 0.5,
  figures: 0.75,
  topic: 0.5,
  length: 0.5,
};
const weighed = Object.keys(weights) as (keyof typeof weights)[];
const neighbour = 0.5;
const headingWeight = 0.6;
const subjectWeight = 0.35;
/** For the decision whether the letters answer at all, what stands around the sentence speaks almost as loud. */
const coverWeights = { own: 1, heading: 0.9, near: 0.65, subject: 0.8 } as const;

interface Ground {
  readonly view: View;
  readonly inquiry: Inquiry;
  readonly coverage: Coverage;
  readonly topic: Topic;
  readonly groups: readonly RegExp[];
  /** Amounts and limits that the question names, folded: 20万, 62岁. */
  readonly figures: readonly string[];
  /** Of people that the question tells of. */
  readonly ages: readonly number[];
  readonly measure: RegExp | null;
  /** Years that the figures must be of. */
  readonly years: Inquiry['years'];
}

/** Words of the question, with those of the turns that it continues at a lower weight. */
export function wordsOf(inquiry: Inquiry): readonly QuestionWord[] {
  const own = topicWords(inquiry);
  if (!inquiry.earlier) return own;
  const known = new Set(own.map((w) => w.word));
  const carried = wordsOf(inquiry.earlier).filter((w) => !known.has(w.word));
  return [...own, ...carried.map((w) => ({ ...w, idf: w.idf * 0.4 }))];
}

function sectionEvidence(
  ground: Ground,
  card: LetterCard,
  fields: LetterFields,
  at: number,
  hits: readonly Hit[],
  top: number,
) {
  const { view, inquiry, coverage } = ground;
  const { letter, subject } = fields;
  const section = letter.sections[at] as Section;
  const { vocabulary } = view;
  const heading = fields.at(section.headingAt);
  const fieldAt = (i: number): Field | undefined => {
    const sentence = section.sentences[i];
    return sentence && fields.at(sentence);
  };
  const paragraphs = paragraphsOf(letter, section);
  return section.sentences.flatMap((sentence, i): Evidence[] => {
    const hit =
      hits.find((h) => h.passage.start <= sentence.start && sentence.end <= h.passage.end) ??
      hits.find((h) => sentence.start <= h.passage.start && h.passage.end <= sentence.end);
    const own = hit && fieldAt(i);
    if (!hit || !own || isAnnouncement(own.folded) || isCourtesy(own.folded)) return [];
    const opens = fieldAt(paragraphs.indexOf(paragraphs[i] ?? 0));
    const announced = opens && isAnnouncement(opens.folded) ? [opens] : [];
    const near = [i - 1, i, i + 1].flatMap((k) => (paragraphs[k] === paragraphs[i] ? (fieldAt(k) ?? []) : []));
    const contexts: readonly (Context & { readonly role: keyof typeof coverWeights })[] = [
      { field: own, weight: 1, role: 'own' },
      ...[heading, ...announced].map((field) => ({ field, weight: headingWeight, role: 'heading' as const })),
      ...near.map((field) => ({ field, weight: neighbour, role: 'near' as const })),
      { field: subject, weight: subjectWeight, role: 'subject' },
    ];
    const held = contexts.map((c) => ({ ...c, weight: coverWeights[c.role] }));
    const covered = coverage.share(held);
    const groupsMissing =
      ground.groups.length === 0
        ? 0
        : groupsMissingIn([near[0] ?? own, ...near, heading, subject, ...announced], ground.groups);
    const topic = ground.topic.fit(held, {
      own: held.filter((c) => c.role === 'own' || c.role === 'heading'),
      groupsMissing,
      body: fields.body,
    });
    const parts: EvidenceParts = {
      words: coverage.share(contexts),
      concepts: conceptShare(inquiry, own, heading, vocabulary),
      asks: askFit(
        inquiry.asks,
        { folded: own.folded, done: sentence.done, planned: sentence.planned },
        ground.measure,
      ),
      passage: top === 0 ? 0 : hit.score / top,
      years: yearFit(ground.years, own.folded, card.date),
      tense: tenseFit(inquiry, sentence),
      figures: ground.ages.some((age) => rulesAge(own.folded, age)) ? 1 : figureFit(ground.figures, own, near),
      focus: focusOf(ground, card),
      topic: topic.held,
      length: Math.min(1, (sentence.end - sentence.start) / 150),
    };
    const score = weighed.reduce((n, k) => n + weights[k] * parts[k], 0);
    const { done, planned } = sentence;
    // A sentence longer than a passage can be cited only as far as the passage goes.
    const start = Math.max(sentence.start, hit.passage.start);
    const end = Math.min(sentence.end, hit.passage.end);
    // One literal: an object that is spread and then grows is kept as a dictionary, and was a third of this function's time.
    return [
      {
        letter,
        card,
        passage: hit.passage,
        section: at,
        position: i,
        start,
        end,
        done,
        planned,
        folded: own.folded,
        score,
        parts,
        covered,
        topic,
      },
    ];
  });
}

function groupsMissingIn(fields: readonly Field[], groups: readonly RegExp[]): number {
  const around = fields.map((f) => f.folded).join('\n');
  return groups.filter((told) => !told.test(around)).length;
}

/** 1 for the letter that the conversation is about and those of its matter, 0.5 for others that it touched. */
function focusOf({ inquiry, view }: Ground, card: LetterCard): number {
  const [first, ...others] = inquiry.focus.map((index) => view.card(index)).filter((c) => c !== null);
  if (!first) return 0;
  if (first.index === card.index || sameMatter(first, card)) return 1;
  return others.some((o) => o.index === card.index) ? 0.5 : 0;
}

function conceptShare(inquiry: Inquiry, own: Field, heading: Field, vocabulary: Vocabulary): number {
  let got = 0;
  let all = 0;
  for (const { concept, weight: asked } of inquiry.concepts) {
    const weight = asked * conceptWeight(concept, vocabulary);
    all += weight;
    if (own.tells(concept) !== null) got += weight;
    else if (heading.tells(concept) !== null) got += weight * headingWeight;
  }
  return all === 0 ? 0 : got / all;
}

function tenseFit(inquiry: Inquiry, sentence: Sentence): number {
  const wantsPlan = inquiry.intent === 'commitment' || inquiry.asks.includes('planned');
  if (wantsPlan) return sentence.planned ? 1 : 0;
  if (inquiry.asks.includes('result')) return 0.5;
  if (inquiry.intent === 'status' || inquiry.asks.includes('done'))
    return sentence.done ? 1 : sentence.planned ? 0.4 : 0;
  if (inquiry.intent === 'policy') return !sentence.done && !sentence.planned ? 0.6 : 0.3;
  return 0.5;
}

/** Letters of the best hits in which names of the question are looked for. */
const lettersRead = 6;

/** Sentences within the hits, best first. */
export function gather(view: View, inquiry: Inquiry, hits: readonly Hit[]): readonly Evidence[] {
  const near = [...new Set(hits.map((h) => h.passage.letter))].slice(0, lettersRead);
  const bodies = near.flatMap((index) => view.letter(index) ?? []).map(foldedBody);
  const printed = (text: string): boolean => bodies.some((body) => body.includes(text));
  const words = rejoined(wordsOf(inquiry), printed, view.idf('\u0000'));
  const coverage = new Coverage(words, view.vocabulary);
  const topic = new Topic(unitsOf(inquiry, view, printed));
  const asked = fold(inquiry.question);
  const ground: Ground = {
    view,
    inquiry,
    coverage,
    topic,
    groups: askedGroups(asked),
    figures: figuresOf(inquiry.question),
    ages: agesIn(asked),
    measure: kindOfFigure(inquiry.asks, asked),
    years: bindsYears(inquiry) ? inquiry.years : [],
  };
  const looking = view.vocabulary.among(askedConcepts(inquiry, coverage, topic.units));
  const top = hits[0]?.score ?? 0;
  const found: Evidence[] = [];
  for (const index of near) {
    const card = view.card(index);
    const letter = view.letter(index);
    if (!card || !letter) continue;
    const fields = new LetterFields(letter, card, looking);
    const own = hits.filter((h) => h.passage.letter === index && h.passage.role === 'text');
    for (const at of letter.sections.keys()) {
      const section = letter.sections[at];
      const inside = own.filter((h) => section && overlaps(h.passage, section));
      if (inside.length > 0) found.push(...sectionEvidence(ground, card, fields, at, inside, top));
    }
  }
  const ranked = aged(found, inquiry).toSorted((a, b) => b.score - a.score || a.start - b.start);
  return ledByRetrieval(ranked, near[0]);
}
