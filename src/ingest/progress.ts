/** How far an ingest is, for a bar on standard error. */
import { createRequire } from 'node:module';
import type { SingleBar } from 'cli-progress';

export type Progress =
  /** `page` is set while a scanned file is read by OCR. */
  | {
      readonly stage: 'reading';
      readonly done: number;
      readonly total: number;
      readonly file: string;
      readonly page?: PageProgress;
    }
  | { readonly stage: 'indexing' }
  | { readonly stage: 'vectors'; readonly done: number; readonly total: number }
  /** Another ingest runs; `owner` says which. */
  | { readonly stage: 'waiting'; readonly owner: string };

export interface PageProgress {
  readonly done: number;
  readonly total: number;
}

export type OnProgress = (progress: Progress) => void;

const TITLES = { reading: 'Reading letters', vectors: 'Making vectors' } as const;

export interface ProgressBar {
  readonly onProgress: OnProgress;
  /** Takes the bar off the screen. */
  stop(): void;
}

/** A bar with files, pages and time left; where the stream is no terminal, only waiting is told, in one line. */
export function progressBar(stream: NodeJS.WriteStream): ProgressBar {
  let shown: SingleBar | null = null;
  const bar = (): SingleBar => (shown ??= barOn(stream));
  let stage: Progress['stage'] | null = null;
  const pages = new Map<string, number>();
  return {
    onProgress(progress) {
      if (progress.stage === 'waiting') {
        if (stage !== 'waiting') stream.write(`Waiting for another ingest (${progress.owner}) …\n`);
      } else if (stream.isTTY === true) {
        if (progress.stage !== stage) shown?.stop();
        if (progress.stage === 'indexing') {
          if (stage !== 'indexing') stream.write('Indexing …\r');
        } else {
          if (progress.stage !== stage)
            bar().start(progress.total, progress.done, { title: TITLES[progress.stage], note: '' });
          if (progress.stage === 'reading' && progress.page) pages.set(progress.file, progress.page.done);
          bar().update(progress.done, { note: progress.stage === 'reading' ? pageNote(progress, pages) : '' });
        }
      }
      ({ stage } = progress);
    },
    stop: () => shown?.stop(),
  };
}

/** Loaded when there is something to show, which for most questions there is not. */
function barOn(stream: NodeJS.WriteStream): SingleBar {
  const { Presets, SingleBar } = createRequire(import.meta.url)('cli-progress') as typeof import('cli-progress');
  return new SingleBar(
    {
      stream,
      format: '{title} {bar} {value}/{total} · ETA {eta_formatted}{note}',
      etaBuffer: 50,
      hideCursor: true,
      clearOnComplete: true,
      linewrap: false,
    },
    Presets.shades_classic,
  );
}

function pageNote(progress: Extract<Progress, { stage: 'reading' }>, pages: ReadonlyMap<string, number>): string {
  let read = 0;
  for (const count of pages.values()) read += count;
  if (read === 0) return '';
  const { page } = progress;
  return ` · ${read} scanned pages${page ? ` (${page.done} of ${page.total} in this file)` : ''}`;
}
