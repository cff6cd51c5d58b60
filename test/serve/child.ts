/** Starts and watches the server of serve-child.ts. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Server {
  readonly url: string;
  readonly process: ChildProcess;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const CHILD = fileURLToPath(new URL('serve-child.ts', import.meta.url));

export async function startServer(folder: string, settings: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, folder, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null);
  const url = await Promise.race([
    once(child.stdout, 'data').then(([line]) => String(line).trim()),
    ended.then((how) => Promise.reject(new Error(`the server ended with ${how} before it was up`))),
  ]);
  return { url, process: child, ended };
}
