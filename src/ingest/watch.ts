/** Follows a knowledge folder for `ingest --watch` and a running server. */
import { watch } from 'chokidar';

/** Quiet time after the last change: a copy of many files is one change, and a file still being written is not read. */
const QUIET_MS = 500;

export interface Watching {
  /** Waits for a call of `onChange` that is under way. */
  close(): Promise<void>;
}

/**
 * Calls `onChange` after letters, sidecars or vocabulary below `dir` changed, never twice at once; a change during a call
 * leads to one more call. Resolves when the watch stands. `onChange` must not reject; `onError` is told about the watch.
 */
export async function watchKnowledge(
  dir: string,
  onChange: () => Promise<void>,
  onError: (error: unknown) => void,
): Promise<Watching> {
  const watcher = watch(dir, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path) => /(?:^|[\\/])\.[^\\/.]/.test(path.slice(dir.length)),
  });
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  const run = (): void => {
    if (running !== null) {
      again = true;
      return;
    }
    running = onChange().finally(() => {
      running = null;
      if (again) {
        again = false;
        run();
      }
    });
    running.catch(onError);
  };
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(run, QUIET_MS);
  });
  watcher.on('error', onError);
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  return {
    async close() {
      clearTimeout(timer);
      again = false;
      await watcher.close();
      await running?.catch(() => undefined);
    },
  };
}
