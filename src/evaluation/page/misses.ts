/** Each miss: what was asked, wanted and shown, and why, as `ask --explain` tells it. */
import type { Report } from '../evaluate.ts';
import { whereLost } from '../report-text.ts';
import type { Result } from '../run.ts';
import { html, type Markup } from './markup.ts';

export function missList({ results }: Report): Markup {
  const misses = results.filter(({ faults }) => faults.length > 0);
  if (misses.length === 0)
    return html`<h2>Misses</h2>
      <p>None: every reply is as wanted.</p>`;
  return html`<h2>Misses: ${misses.length} of ${results.length} questions</h2>
    ${misses.map(missOf)}`;
}

function missOf(miss: Result): Markup {
  const { gold, faults, answer, trace } = miss;
  const where = whereLost(miss);
  return html`<details>
    <summary>
      <span class="id">${gold.id}</span>${gold.q}
      <span class="soft small">${gold.type} · ${gold.lang} · ${gold.role}</span
      ><span class="why">${faults.join('; ')}</span>
    </summary>
    <div class="inside">
      ${
        gold.context.length === 0
          ? null
          : html`<h3>Asked before</h3>
              <p>${gold.context.join(' / ')}</p>`
      }
      ${
        where === null
          ? null
          : html`<h3>Where it was lost</h3>
              <p>${where}</p>`
      }
      ${
        gold.quotes.length === 0
          ? null
          : html`<h3>Wanted, from ${gold.letters.join(', ')}</h3>
              ${gold.quotes.map((quote) => html`<blockquote class="wanted">${quote}</blockquote>`)}`
      }
      <h3>Shown</h3>
      ${shown(answer)}
      ${
        gold.note === ''
          ? null
          : html`<h3>Note</h3>
              <p>${gold.note}</p>`
      }
      <h3>Why</h3>
      <pre>${trace.join('\n')}</pre>
    </div>
  </details>`;
}

function shown(answer: Result['answer']): Markup {
  if (answer === null) return html`<p>Nothing: the house failed on this question.</p>`;
  if (answer.citations.length === 0) return html`<blockquote>${answer.text}</blockquote>`;
  return html`${answer.citations.map(
    ({ file, quote, tense }) =>
      html`<blockquote>${quote}<br /><span class="soft small">${file} · ${tense}</span></blockquote>`,
  )}`;
}
