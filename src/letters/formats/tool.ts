/** A program of the system run on bytes, with limits on time, memory and output. */
import { spawn } from 'node:child_process';

export type ToolOutcome =
  | { readonly kind: 'ran'; readonly output: Buffer }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'failed'; readonly message: string };

export interface ToolLimits {
  readonly milliseconds: number;
  readonly outputBytes: number;
}

/** Address space in KiB; tesseract needs about 300 MB for a page at 200 dpi. */
const ADDRESS_SPACE = 1_500_000;

/**
 * Runs `command` with `input` on its standard input. The shell only sets limits: it gets arguments as a list, so no
 * name is ever parsed. One thread each (OMP_THREAD_LIMIT), because pages run side by side.
 */
export function runTool(
  command: string,
  args: readonly string[],
  input: Uint8Array,
  limits: ToolLimits,
): Promise<ToolOutcome> {
  const script = `ulimit -v ${ADDRESS_SPACE} 2>/dev/null; OMP_THREAD_LIMIT=1; export OMP_THREAD_LIMIT; exec "$0" "$@"`;
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', script, command, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    let size = 0;
    let complaint = '';
    let slow = false;
    let large = false;
    const timer = setTimeout(() => {
      slow = true;
      child.kill('SIGKILL');
    }, limits.milliseconds);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.outputBytes) {
        large = true;
        child.kill('SIGKILL');
      } else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 500) complaint += chunk.toString();
    });
    // A program that ends before it has read its input breaks the pipe; its exit code tells why.
    child.stdin.on('error', () => {});
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ kind: 'failed', message: error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (slow) resolve({ kind: 'too-slow' });
      else if (large) resolve({ kind: 'failed', message: `more than ${limits.outputBytes} bytes of output` });
      else if (code === 0) resolve({ kind: 'ran', output: Buffer.concat(chunks) });
      else if (code === 127) resolve({ kind: 'missing' });
      else resolve({ kind: 'failed', message: complaint.trim().slice(0, 200) || `exit code ${code}` });
    });
    child.stdin.end(input);
  });
}
