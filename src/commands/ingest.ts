/** `fuwen ingest`: read what changed, report it, and with --watch go on doing so. */
import { loadSettings } from '../config.ts';
import { InquiryError } from '../errors.ts';
import { ingest } from '../ingest.ts';
import { reportText, type IngestReport } from '../ingest/report.ts';
import { ingestOptions, withBar, type HouseOptions } from './house.ts';

export interface IngestCommandOptions extends HouseOptions {
  readonly json?: boolean;
  readonly watch?: boolean;
  readonly rehash?: boolean;
}

/** The report goes to standard output: text for a person, or one JSON object a run. */
export async function ingestCommand(options: IngestCommandOptions): Promise<void> {
  await once(options);
  if (options.watch) await follow(options);
}

async function once(options: IngestCommandOptions): Promise<IngestReport> {
  // Settings and vocabulary are read anew each time: while watching, the vocabulary may be what changed.
  const report = await withBar((bar) =>
    ingest({ ...ingestOptions(options, loadSettings()), rehash: options.rehash, onProgress: bar.onProgress }),
  );
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : reportText(report));
  return report;
}

const tell = (error: unknown): void => {
  process.stderr.write(`fuwen: ${error instanceof InquiryError ? error.message : String(error)}\n`);
};

/** Until a signal ends it. A run that fails is told and the watch goes on: the index before still answers. */
async function follow(options: IngestCommandOptions): Promise<void> {
  const { knowledge } = ingestOptions(options, loadSettings());
  const run = async (): Promise<void> => {
    await once(options).catch(tell);
  };
  // Loaded only here: one run needs nothing of what watches folders.
  const { watchKnowledge } = await import('../ingest/watch.ts');
  const watching = await watchKnowledge(knowledge, run, tell);
  process.stderr.write(`Following ${knowledge}. Ctrl-C ends it.\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await watching.close();
}
