/** Times as a benchmark tells them. */

export interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly mean: number;
}

/** Milliseconds. The nearest-rank percentile. */
export function timesOf(samples: readonly number[]): Times {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), mean: samples.reduce((sum, each) => sum + each, 0) / samples.length };
}

export const milliseconds = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
