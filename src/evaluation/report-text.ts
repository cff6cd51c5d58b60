/** An evaluation as lines for a terminal. */
import { figureNamed, figureText, type Figure } from './figures.ts';
import type { Report } from './evaluate.ts';
import type { Result } from './run.ts';

/** Columns of the table of ablations: the figures that a part is there for. */
export const HEADLINES: readonly (readonly [figure: string, short: string])[] = [
  ['quote shown', 'quote'],
  ['quote shown: policy', 'policy'],
  ['quote shown: followup', 'follow-up'],
  ['quote shown: lang en', 'English'],
  ['letter first', 'letter 1st'],
  ['citation precision', 'precision'],
  ['refused: all unanswerable', 'refused'],
  ['false refusals', 'false ref.'],
  ['recall@5', 'recall@5'],
  ['MRR', 'MRR'],
  ['nDCG@10', 'nDCG@10'],
];

const EXCERPT = 120;
const excerpt = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT)}…` : line;
};

/** `traces`: each miss with its whole explain trace. */
export function reportLines(report: Report, options: { readonly traces: boolean }): readonly string[] {
  const misses = report.results.filter(({ faults }) => faults.length > 0);
  return [
    ...heading(report),
    '',
    ...figureLines(report),
    ...ablationLines(report),
    ...changeLines(report),
    ...(misses.length === 0 ? [] : ['', `Misses: ${misses.length} of ${report.results.length} questions`]),
    ...misses.flatMap((miss) => missLines(miss, options.traces)),
    ...(report.doubts.length === 0 ? [] : ['', 'Gold questions to check:']),
    ...report.doubts.map(({ id, what }) => `  ${id}: ${what}`),
  ];
}

function heading({ facts, results }: Report): readonly string[] {
  const half = facts.half === null ? '' : `, the ${facts.half} half`;
  const without = facts.without.length === 0 ? '' : `, without ${facts.without.join(', ')}`;
  return [`${results.length} questions of ${facts.questions.file}${half}${without}`];
}

/** Digits after the point that a change is told with. */
export const DIGITS: Readonly<Record<Figure['unit'], number>> = { share: 3, score: 3, ms: 1, characters: 0 };

/** +0.042; empty for what rounds to nothing. */
export function signed(change: number, digits: number): string {
  const text = Math.abs(change).toFixed(digits);
  return Number(text) === 0 ? '' : `${change > 0 ? '+' : '−'}${text}`;
}

function figureLines({ figures, changes }: Report): readonly string[] {
  const widest = Math.max(...figures.map(({ name }) => name.length));
  return figures.map((figure) => {
    const change = changes?.figures.find(({ name }) => name === figure.name);
    const told = change ? signed(change.now - change.before, DIGITS[figure.unit]) : '';
    const sign = told === '' ? '' : `  ${told}${change?.better === false ? ' worse' : ''}`;
    return `${`${figure.name}:`.padEnd(widest + 2)}${figureText(figure).padEnd(16)}${sign}`.trimEnd();
  });
}

function ablationLines({ ablations, figures }: Report): readonly string[] {
  if (ablations.length === 0) return [];
  const shown = HEADLINES.filter(([name]) => figureNamed(figures, name) !== null);
  const row = (name: string, of: readonly Figure[]): string =>
    [name.padEnd(22), ...shown.map(([figure]) => (figureNamed(of, figure)?.value.toFixed(3) ?? '–').padStart(10))].join(
      ' ',
    );
  return [
    '',
    'What each part earns:',
    ['left out'.padEnd(22), ...shown.map(([, short]) => short.padStart(10))].join(' '),
    row('nothing', figures),
    ...ablations.map(({ without, figures: left }) => row(without, left)),
  ];
}

function changeLines({ changes }: Report): readonly string[] {
  if (changes === null) return [];
  const none = changes.gained.length + changes.lost.length === 0;
  return [
    '',
    `Since ${changes.since}:${none ? ' no question turned.' : ''}${changes.otherQuestions ? ' (The questions have changed.)' : ''}`,
    ...(changes.gained.length > 0 ? [`  now right: ${changes.gained.join(', ')}`] : []),
    ...(changes.lost.length > 0 ? [`  now wrong: ${changes.lost.join(', ')}`] : []),
  ];
}

/** Why a question was lost, by what retrieval found: the first thing to know for mending it. */
export function whereLost({ loss, ranking, answer }: Result): string | null {
  if (ranking === null || loss === null) return null;
  if (ranking.relevant === 0) return 'no passage that the asker may see holds a gold quote';
  const place =
    ranking.rank === null
      ? `not among the ${ranking.found} passages found`
      : `found at place ${ranking.rank} of ${ranking.found}`;
  const reason = answer?.reason ? `${loss} (${answer.reason})` : loss;
  return `${reason}; the passage with the answer was ${place}`;
}

function missLines(miss: Result, traces: boolean): readonly string[] {
  const { gold, faults, answer, trace } = miss;
  const lost = whereLost(miss);
  const turns = gold.context.length === 0 ? '' : `${gold.context.join(' / ')} / `;
  return [
    '',
    `${gold.id} [${gold.type}/${gold.lang}] ${turns}${gold.q}`,
    ...faults.map((fault) => `  ${fault}`),
    ...(lost === null ? [] : [`  ${lost}`]),
    ...gold.quotes.slice(0, 1).map((quote) => `  wanted: ${gold.letters.join(', ')}: ${excerpt(quote)}`),
    ...(answer?.citations ?? []).slice(0, 2).map(({ file, quote }) => `  shown:  ${file}: ${excerpt(quote)}`),
    ...(answer && answer.citations.length === 0 ? [`  shown:  ${excerpt(answer.text)}`] : []),
    ...(traces ? trace.map((line) => `    | ${line}`) : trace.slice(-1).map((line) => `  ${line}`)),
  ];
}
