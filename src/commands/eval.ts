/** `fuwen eval`: gold questions asked, the answers judged, and the figures told on a page. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadSettings } from '../config.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { readGold, type Half } from '../evaluation/gold.ts';
import { historyFolder, readHistory, runPath, writeWhole } from '../evaluation/history.ts';
import { pageOf } from '../evaluation/page.ts';
import { reportRecord } from '../evaluation/record.ts';
import { reportLines } from '../evaluation/report-text.ts';
import type { Part } from '../evaluation/run.ts';
import { openHouse, type HouseOptions } from './house.ts';

export interface EvalOptions extends HouseOptions {
  /** Folder with letters/ and the gold questions; the knowledge folder where none is named. */
  readonly set?: string;
  readonly without?: readonly Part[];
  readonly half?: Half;
  readonly ablations?: boolean;
  readonly json?: boolean;
  /** Each miss in the terminal with its explain trace. */
  readonly show?: boolean;
  /** Opens the page in the browser. */
  readonly open?: boolean;
}

/** gold/questions.jsonl before questions.jsonl. */
export function goldFile(set: string): string {
  const own = join(set, 'gold', 'questions.jsonl');
  return existsSync(own) ? own : join(set, 'questions.jsonl');
}

/** The report goes to standard output, everything else to standard error. */
export async function evalCommand(options: EvalOptions): Promise<void> {
  const settings = loadSettings();
  const set = options.set ?? options.knowledge ?? settings.FUWEN_KNOWLEDGE;
  const gold = readGold(goldFile(set));
  const house = await openHouse({ ...options, knowledge: options.knowledge ?? set });
  try {
    const folder = historyFolder(options.data ?? settings.FUWEN_DATA, gold.file);
    const history = readHistory(folder);
    for (const name of history.unreadable)
      process.stderr.write(`${join(folder, name)} is no run of this version; it is left out.\n`);
    const ground = { view: house.view, today: house.today() };
    const report = await evaluate(gold, ground, history, {
      half: options.half ?? null,
      without: options.without ?? [],
      ablations: options.ablations ?? false,
      at: new Date().toISOString(),
      onProgress: progress,
    });
    const path = resolve(runPath(folder, report.facts.at));
    writeWhole(`${path}.html`, pageOf(report));
    writeWhole(`${path}.json`, `${JSON.stringify(report.run)}\n`);
    process.stdout.write(
      options.json
        ? `${JSON.stringify(reportRecord(report, `${path}.html`), null, 1)}\n`
        : `${[...reportLines(report, { traces: options.show ?? false }), '', `Page: ${path}.html`].join('\n')}\n`,
    );
    if (options.open) openInBrowser(`${path}.html`);
  } finally {
    house.close();
  }
}

function progress(done: number, of: number): void {
  if (process.stderr.isTTY !== true) return;
  process.stderr.write(done === of ? '\r\u001b[K' : `\r${done} of ${of} questions`);
}

/** The desktop's own way. Where there is none the path that was printed is enough. */
function openInBrowser(file: string): void {
  const opener: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer' };
  const child = spawn(opener[process.platform] ?? 'xdg-open', [file], { detached: true, stdio: 'ignore' });
  child.on('error', () => process.stderr.write(`No browser could be opened. The page is ${file}\n`));
  child.unref();
}
