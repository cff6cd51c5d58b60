/** Charts as inline SVG: numbers stand beside what is drawn, so that no chart has to be measured by eye. */
import { html, type Markup } from './markup.ts';

const WIDTH = 480;
const percent = (share: number): string => `${(share * 100).toFixed(0)}%`;
const at = (value: number): string => value.toFixed(1);

export interface Bar {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
  readonly hits: number;
  readonly of: number;
  /** The share of the run before, drawn as a tick. */
  readonly before: number | null;
}

/** Shares as bars, one a line, with the counts written out. */
export function bars(rows: readonly Bar[], about: string): Markup {
  const [left, right, row] = [132, 92, 26];
  const span = WIDTH - left - right;
  return html`<svg viewBox="0 0 ${WIDTH} ${rows.length * row}" role="img" aria-label="${about}">
    ${rows.map(({ label, share, hits, of, before }, i) => {
      const y = i * row;
      const tick = before === null || Math.abs(before - share) < 0.0005 ? null : left + before * span;
      return html`<g>
        <title>
          ${label}: ${percent(share)}, ${hits} of ${of}${before === null ? '' : `, before ${percent(before)}`}
        </title>
        <text x="${left - 10}" y="${y + 16}" text-anchor="end">${label}</text>
        <rect class="track" x="${left}" y="${y + 5}" width="${span}" height="14" rx="3" />
        <rect
          class="bar"
          x="${left}"
          y="${y + 5}"
          width="${at(Math.max(share * span, share > 0 ? 3 : 0))}"
          height="14"
          rx="3"
        />
        ${tick === null ? null : html`<line class="before" x1="${at(tick)}" x2="${at(tick)}" y1="${y + 2}" y2="${y + 22}" />`}
        <text x="${left + span + 10}" y="${y + 16}"
          >${percent(share)}<tspan class="soft" dx="6">${hits}/${of}</tspan></text
        ></g
      >`;
    })}
  </svg>`;
}

export interface Line {
  readonly name: string;
  /** A colour of the style sheet: a, b, c, d. */
  readonly colour: string;
  /** 0 to 1; null where that place has none. */
  readonly values: readonly (number | null)[];
}

/** Lines over places with the same distance; the scale starts where the values do, and says so. */
export function lines(series: readonly Line[], places: readonly string[], about: string): Markup {
  const height = 190;
  const [left, right, top, bottom] = [40, 46, 12, 26];
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const lowest = Math.max(0, Math.min(1, ...values) - 0.02);
  const apart = lowest >= 0.75 ? 0.05 : lowest >= 0.5 ? 0.1 : 0.2;
  const floor = Math.floor(lowest / apart) * apart;
  const x = (i: number): number => left + ((WIDTH - left - right) * (i + 0.5)) / places.length;
  const y = (value: number): number => top + ((height - top - bottom) * (1 - value)) / (1 - floor || 1);
  const steps = Array.from({ length: Math.round((1 - floor) / apart) + 1 }, (_, i) => floor + apart * i);
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${about}">
      ${steps.map(
        (step) =>
          html`<line class="grid" x1="${left}" x2="${WIDTH - right}" y1="${at(y(step))}" y2="${at(y(step))}" />
            <text class="soft" x="${left - 8}" y="${at(y(step) + 4)}" text-anchor="end">${percent(step)}</text>`,
      )}
      ${places.map((place, i) => html`<text class="soft" x="${at(x(i))}" y="${height - 6}" text-anchor="middle">${place}</text>`)}
      ${series.map((one) => {
        const points = one.values.flatMap((value, i) => (value === null ? [] : [[x(i), y(value), value] as const]));
        const last = points.at(-1);
        return html`<polyline
            points="${points.map(([px, py]) => `${at(px)},${at(py)}`).join(' ')}"
            fill="none"
            stroke="var(--${one.colour})"
            stroke-width="2"
          />
          ${points.map(
            ([px, py, value]) =>
              html`<circle cx="${at(px)}" cy="${at(py)}" r="3.5" fill="var(--${one.colour})"
                ><title>${one.name}: ${value.toFixed(3)}</title></circle
              >`,
          )}
          ${
            last && series.length === 1
              ? points.map(([px, py, value], i) =>
                  // The first stands at the left of its point, where no line runs through it.
                  i === 0
                    ? html`<text x="${at(px - 9)}" y="${at(py + 4)}" text-anchor="end">${percent(value)}</text>`
                    : html`<text x="${at(px)}" y="${at(py - 9)}" text-anchor="middle">${percent(value)}</text>`,
                )
              : null
          }`;
      })}</svg
    >${series.length > 1 ? legend(series.map(({ name, colour, values: of }) => [`${name} ${percentOf(of.at(-1))}`, colour])) : null}`;
}

const percentOf = (value: number | null | undefined): string =>
  value === null || value === undefined ? '' : percent(value);

function legend(entries: readonly (readonly [name: string, colour: string])[]): Markup {
  return html`<ul class="legend">
    ${entries.map(([name, colour]) => html`<li><i style="background:var(--${colour})"></i>${name}</li>`)}
  </ul>`;
}

export interface Piece {
  readonly name: string;
  readonly count: number;
  readonly colour: string;
}

/** One bar cut into parts. */
export function stack(pieces: readonly Piece[], about: string): Markup {
  const all = pieces.reduce((sum, { count }) => sum + count, 0);
  let from = 0;
  return html`<svg viewBox="0 0 ${WIDTH} 34" role="img" aria-label="${about}">
      ${pieces.map(({ name, count, colour }) => {
        const width = (count / (all || 1)) * WIDTH;
        const start = from;
        from += width;
        return html`<rect
          x="${at(start)}"
          y="2"
          width="${at(Math.max(0, width - 1.5))}"
          height="30"
          rx="3"
          fill="var(--${colour})"
          ><title>${name}: ${count}</title></rect
        >`;
      })}</svg
    >${legend(pieces.map(({ name, count, colour }) => [`${name}: ${count}`, colour]))}`;
}

export interface Square {
  readonly rows: readonly [string, string];
  readonly columns: readonly [string, string];
  /** By row, then column; the diagonal is as wanted. */
  readonly counts: readonly [readonly [number, number], readonly [number, number]];
}

/** Two by two: what was wanted against what was done. */
export function square({ rows, columns, counts }: Square, about: string): Markup {
  const [left, top, w, h] = [130, 24, 160, 62];
  return html`<svg viewBox="0 0 ${WIDTH} ${top + 2 * h + 8}" role="img" aria-label="${about}">
    ${columns.map((name, j) => html`<text class="soft" x="${left + j * (w + 6) + w / 2}" y="14" text-anchor="middle">${name}</text>`)}
    ${rows.map((name, i) => {
      const all = counts[i]!.reduce((sum, count) => sum + count, 0) || 1;
      return html`<text x="${left - 10}" y="${top + i * (h + 4) + h / 2 + 4}" text-anchor="end">${name}</text> ${counts[
          i
        ]!.map((count, j) => {
          const wanted = i === j;
          const share = count / all;
          const px = left + j * (w + 6);
          const py = top + i * (h + 4);
          return html`<rect
              x="${px}"
              y="${py}"
              width="${w}"
              height="${h}"
              rx="6"
              fill="var(--${wanted ? 'good' : 'bad'})"
              fill-opacity="${(0.06 + 0.34 * share).toFixed(2)}"
            />
            <text x="${px + w / 2}" y="${py + h / 2 + 1}" text-anchor="middle" style="font-size:18px;font-weight:600"
              >${count}</text
            >
            <text class="soft" x="${px + w / 2}" y="${py + h / 2 + 19}" text-anchor="middle">${percent(share)}</text>`;
        })}`;
    })}
  </svg>`;
}

/** Counts of values in equal steps; what is beyond the last step stands in it. `marks` are drawn as lines. */
export function histogram(
  values: readonly number[],
  {
    step,
    steps,
    unit,
    marks,
  }: {
    readonly step: number;
    readonly steps: number;
    readonly unit: string;
    readonly marks: readonly (readonly [string, number])[];
  },
  about: string,
): Markup {
  const height = 170;
  const [left, right, top, bottom] = [8, 8, 38, 24];
  const counts = Array.from({ length: steps }, () => 0);
  for (const value of values) {
    const bin = Math.min(steps - 1, Math.max(0, Math.floor(value / step)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  const width = (WIDTH - left - right) / steps;
  const floor = height - bottom;
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${about}">
    ${counts.map((count, i) => {
      const tall = ((floor - top) * count) / most;
      const name = i === steps - 1 ? `${i * step} and more` : `${i * step} to ${(i + 1) * step}`;
      return html`<g
        ><title>${name} ${unit}: ${count}</title
        ><rect
          class="bar"
          x="${at(left + i * width + 1)}"
          y="${at(floor - tall)}"
          width="${at(width - 2)}"
          height="${at(tall)}"
          rx="2"
        />
        ${count > 0 ? html`<text class="soft" x="${at(left + (i + 0.5) * width)}" y="${at(floor - tall - 4)}" text-anchor="middle">${count}</text>` : null}
        <text class="soft" x="${at(left + i * width)}" y="${height - 6}" text-anchor="${i === 0 ? 'start' : 'middle'}"
          >${i % 2 === 0 ? `${Number((i * step).toFixed(2))}${i === steps - 1 ? '+' : ''}` : ''}</text
        ></g
      >`;
    })}
    <line class="grid" x1="${left}" x2="${WIDTH - right}" y1="${floor}" y2="${floor}" />
    ${marks.map(([name, value]) => {
      const px = left + Math.min(steps, value / step) * width;
      return html`<line
          x1="${at(px)}"
          x2="${at(px)}"
          y1="${top - 8}"
          y2="${floor}"
          stroke="var(--b)"
          stroke-width="1.5"
          stroke-dasharray="4 3"
        />
        <text x="${at(Math.min(px + 6, WIDTH - 90))}" y="12">${name}</text>`;
    })}
  </svg>`;
}
