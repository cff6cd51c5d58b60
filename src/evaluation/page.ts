/** An evaluation as one HTML page: opened from a file, asks nothing of any network, runs no script. */
import type { Report } from './evaluate.ts';
import { figureNamed, figureText, LESS_IS_BETTER, type Figure } from './figures.ts';
import { charts } from './page/chart-cards.ts';
import { html, Markup, type Markup as Whole } from './page/markup.ts';
import { missList } from './page/misses.ts';
import { STYLE } from './page/style.ts';
import { DIGITS, HEADLINES, signed } from './report-text.ts';

const TILES: readonly (readonly [figure: string, name: string])[] = [
  ['quote shown', 'Answer shown'],
  ['letter first', 'Right letter first'],
  ['citation precision', 'Citation precision'],
  ['refused: all that should be', 'Refused, where nothing answers'],
  ['false refusals', 'False refusals'],
  ['quoted characters per answer: median', 'Quoted characters, median'],
];

export function pageOf(report: Report): string {
  const { facts, results, ablations, doubts } = report;
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>Fuwen evaluation, ${facts.at.slice(0, 10)}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>Fuwen 复文: evaluation</h1>
          <p class="soft">
            ${results.length} questions of
            ${facts.questions.file}${facts.half === null ? '' : `, the ${facts.half} half`}${
              facts.without.length === 0 ? '' : `, without ${facts.without.join(', ')}`
            }
            · ${facts.at.slice(0, 16).replace('T', ' ')} UTC · index ${facts.generation}
          </p>
          <div class="tiles">${TILES.map(([name, shown]) => tile(report, name, shown))}</div>
          ${changed(report)} ${charts(report)} ${ablations.length === 0 ? null : ablationTable(report)}
          ${missList(report)}
          ${
            doubts.length === 0
              ? null
              : html`<h2>Gold questions to check</h2>
                  <div class="card">${doubts.map(({ id, what }) => html`<p><b>${id}</b> ${what}</p>`)}</div>`
          }
          ${allFigures(report)}
        </main>
      </body>
    </html>`;
  return `${text}\n`;
}

/** A share is shown in hundredths here, so its change is told in them. */
function delta(report: Report, figure: Figure): Whole | null {
  const change = report.changes?.figures.find(({ name }) => name === figure.name);
  if (change === undefined) return null;
  const by = change.now - change.before;
  const told = figure.unit === 'share' ? signed(by * 100, 1) : signed(by, DIGITS[figure.unit]);
  if (told === '') return null;
  return html`<span class="${change.better ? 'better' : 'worse'}"
    >${told}${figure.unit === 'share' ? ' pts' : ''}</span
  >`;
}

function tile(report: Report, name: string, shown: string): Whole | null {
  const figure = figureNamed(report.figures, name);
  if (figure === null) return null;
  const value = figure.unit === 'share' ? `${(figure.value * 100).toFixed(1)}%` : figure.value.toFixed(0);
  const of = figure.hits === null ? `${figure.of} answers` : `${figure.hits} of ${figure.of}`;
  return html`<div class="tile">
    <div class="name">${shown}</div>
    <div class="value">${value}</div>
    <div class="under">${of} ${delta(report, figure)}</div>
  </div>`;
}

function changed({ changes, results, facts }: Report): Whole | null {
  if (changes === null) return null;
  const asked = new Map(results.map(({ gold }) => [gold.id, gold.q]));
  const list = (ids: readonly string[], name: string, way: string): Whole | null =>
    ids.length === 0
      ? null
      : html`<h3 class="${way}">${name}: ${ids.length}</h3>
          ${ids.map((id) => html`<p class="small"><span class="soft">${id}</span> ${asked.get(id) ?? ''}</p>`)}`;
  const still = changes.gained.length + changes.lost.length === 0;
  return html`<h2>What changed</h2>
    <div class="card">
      <p class="soft small">
        Against the ${facts.without.length === 0 ? 'last run' : 'last run with nothing left out'},
        ${changes.since.slice(0, 16).replace('T', ' ')}
        UTC.${changes.otherQuestions ? ' The questions have changed since.' : ''}${still ? ' No question turned.' : ''}
      </p>
      ${list(changes.gained, 'Now right', 'better')}${list(changes.lost, 'Now wrong', 'worse')}
    </div>`;
}

function ablationTable({ figures, ablations }: Report): Whole {
  const shown = HEADLINES.filter(([name]) => figureNamed(figures, name) !== null);
  const cells = (of: readonly Figure[]): readonly Whole[] =>
    shown.map(([name]) => {
      const value = figureNamed(of, name)?.value;
      const whole = figureNamed(figures, name)?.value ?? 0;
      const less = LESS_IS_BETTER.test(name);
      const worse = value !== undefined && (less ? value > whole + 0.0005 : value < whole - 0.0005);
      return html`<td class="${worse ? 'worse' : ''}">${value?.toFixed(3) ?? '–'}</td>`;
    });
  return html`<h2>What each part earns</h2>
    <div class="card scroll">
      <table>
        <thead>
          <tr>
            <th>Left out</th>
            ${shown.map(([, short]) => html`<th>${short}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>nothing</td>
            ${cells(figures)}
          </tr>
          ${ablations.map(
            ({ without, figures: left }) =>
              html`<tr>
                <td>${without}</td>
                ${cells(left)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function allFigures(report: Report): Whole {
  return html`<h2>All figures</h2>
    <div class="card scroll">
      <table>
        <thead>
          <tr>
            <th>Figure</th>
            <th>Value</th>
            <th>Change</th>
          </tr>
        </thead>
        <tbody>
          ${report.figures.map(
            (figure) =>
              html`<tr>
                <td>${figure.name}</td>
                <td>${figureText(figure)}</td>
                <td>${delta(report, figure)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
