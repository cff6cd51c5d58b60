/** The page's charts, each of one question that an operator has. */
import type { Report } from '../evaluate.ts';
import { figureNamed, lossesOf, quantile, type Figure } from '../figures.ts';
import { wantsNone } from '../judge.ts';
import { RECALL_AT } from '../ranking.ts';
import { bars, histogram, lines, square, stack, type Bar } from './charts.ts';
import { html, type Markup } from './markup.ts';

function card(title: string, chart: Markup, note = ''): Markup {
  return html`<section class="card">
    <h3>${title}</h3>
    ${chart}${note === '' ? null : html`<p class="soft small" style="margin-top:10px">${note}</p>`}
  </section>`;
}

export function charts(report: Report): Markup {
  const { figures } = report;
  const types = rows(report, /^(?:quote shown|refused): (?!lang |all )/);
  const languages = rows(report, /^quote shown: lang /, 'shown, ');
  const refusals = rows(report, /^refused: lang /, 'refused, ');
  const ranked = figureNamed(figures, 'MRR') !== null;
  return html`<h2>Where it stands</h2>
    <div class="cards">
      ${types.length > 0 ? card('Right by type of question', bars(types, 'Share of right replies by type'), 'The answer was shown; or, where nothing answers, it was refused. The line is the run before.') : null}
      ${ranked ? recall(figures) : null}${history(report)}${languages.length + refusals.length > 0 ? card('Right by language', bars([...languages, ...refusals], 'Share of right replies by language')) : null}
      ${ranked ? lost(report) : null}${bothWays(report)}${lengths(report)}${times(report)}
    </div>`;
}

/** Figures whose name begins so, as bars: `quote shown: policy` is `policy`. */
function rows({ figures, changes }: Report, names: RegExp, prefix = ''): readonly Bar[] {
  return figures
    .filter(({ name, unit }) => names.test(name) && unit === 'share')
    .map(({ name, value, hits, of }) => ({
      label: `${prefix}${name.replace(/^[^:]*: (?:lang )?/, '')}`,
      share: value,
      hits: hits ?? 0,
      of: of ?? 0,
      before: changes?.figures.find((change) => change.name === name)?.before ?? null,
    }));
}

function recall(figures: readonly Figure[]): Markup {
  const values = RECALL_AT.map((k) => figureNamed(figures, `recall@${k}`)?.value ?? null);
  const mrr = figureNamed(figures, 'MRR')?.value.toFixed(3) ?? '–';
  const ndcg = figureNamed(figures, 'nDCG@10')?.value.toFixed(3) ?? '–';
  const chart = lines(
    [{ name: 'recall', colour: 'a', values }],
    RECALL_AT.map((k) => `first ${k}`),
    'Recall at k',
  );
  return card('Is the passage with the answer among the first k found?', chart, `MRR ${mrr} · nDCG@10 ${ndcg}`);
}

function lost({ results }: Report): Markup {
  const losses = lossesOf(results);
  const pieces = [
    { name: 'answer shown', of: 'quote shown', colour: 'a' },
    { name: 'found, another sentence quoted', of: 'not quoted', colour: 'b' },
    { name: 'not found', of: 'not found', colour: 'd' },
    { name: 'refused', of: 'refused', colour: 'c' },
    { name: 'asked back', of: 'asked back', colour: 'main-soft' },
    { name: 'fault', of: 'fault', colour: 'bad' },
  ] as const;
  const told = pieces.flatMap(({ name, of, colour }) => {
    const count = losses.get(of) ?? 0;
    return count === 0 ? [] : [{ name, count, colour }];
  });
  return card('Where questions that have an answer end', stack(told, 'Where answerable questions end'));
}

function bothWays({ results }: Report): Markup {
  const counts: [[number, number], [number, number]] = [
    [0, 0],
    [0, 0],
  ];
  for (const { gold, answer } of results)
    if (answer !== null) counts[wantsNone(gold) ? 1 : 0][answer.kind === 'answered' ? 0 : 1] += 1;
  const chart = square(
    { rows: ['has an answer', 'has none'], columns: ['answered', 'not answered'], counts },
    'Answered and refused, against what was wanted',
  );
  return card('Refusal both ways', chart);
}

const FOLLOWED = [
  ['quote shown', 'answer shown', 'a'],
  ['letter first', 'letter first', 'b'],
  ['citation precision', 'precision', 'c'],
  ['refused: all that should be', 'refused rightly', 'd'],
] as const;
/** Runs drawn: more would touch each other. */
const LAST = 12;

function history({ earlier, run }: Report): Markup | null {
  const runs = [...earlier, run].slice(-LAST);
  if (runs.length < 2) return null;
  const series = FOLLOWED.map(([figure, name, colour]) => ({
    name,
    colour,
    values: runs.map(({ figures }) => figureNamed(figures, figure)?.value ?? null),
  })).filter(({ values }) => values.some((value) => value !== null));
  const places = runs.map(({ at }, i) => (i === 0 || i === runs.length - 1 ? at.slice(5, 10) : ''));
  return card(`The last ${runs.length} runs`, lines(series, places, 'Figures of the last runs'));
}

function lengths({ results, figures }: Report): Markup | null {
  const values = results.flatMap(({ quotedCharacters }) => quotedCharacters ?? []);
  const median = figureNamed(figures, 'quoted characters per answer: median')?.value;
  if (median === undefined) return null;
  const marks = [[`median ${median}`, median]] as const;
  const chart = histogram(values, { step: 40, steps: 11, unit: 'characters', marks }, 'Quoted characters per answer');
  return card('Characters quoted per answer', chart, 'Questions that have an answer.');
}

function times({ results, figures }: Report): Markup | null {
  const values = results.flatMap(({ answer }) => answer?.elapsedMs ?? []);
  const median = figureNamed(figures, 'elapsed ms per answer: p50')?.value;
  if (median === undefined) return null;
  // Steps of 1, 2 or 5, so that nineteen of twenty stand on the drawing.
  const wanted = quantile(values, 0.95) / 10;
  const ten = 10 ** Math.floor(Math.log10(Math.max(wanted, 0.1)));
  const step = [1, 2, 5, 10].map((n) => n * ten).find((size) => size >= wanted) ?? 10 * ten;
  const marks = [[`median ${median.toFixed(1)} ms`, median]] as const;
  return card(
    'Milliseconds per answer',
    histogram(values, { step, steps: 11, unit: 'ms', marks }, 'Milliseconds per answer'),
  );
}
