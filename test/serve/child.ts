/** Starts and watches the server of serve-child.ts. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Server {
  readonly url: string;
  readonly process: ChildProcess;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const CHILD = fileURLToPath(new URL('serve-child.ts', import.meta.url));

/** `channels`: a module beside this one whose `catalog` is served. `lines`: its log, instead of on our own stderr. */
export async function startServer(
  folder: string,
  settings: Record<string, string>,
  { channels, lines }: { readonly channels?: string; readonly lines?: string[] } = {},
): Promise<Server> {
  const program = [CHILD, folder, JSON.stringify(settings), ...(channels === undefined ? [] : [channels])];
  const child = spawn(process.execPath, ['--import', 'tsx', ...program], { stdio: ['ignore', 'pipe', 'pipe'] });
  if (lines === undefined) child.stderr.pipe(process.stderr, { end: false });
  else createInterface(child.stderr).on('line', (line) => lines.push(line));
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null);
  const url = await Promise.race([
    once(child.stdout, 'data').then(([line]) => String(line).trim()),
    ended.then((how) => Promise.reject(new Error(`the server ended with ${how} before it was up`))),
  ]);
  return { url, process: child, ended };
}
