/**
 * Keeps tsx off the modules of packages, which are plain JavaScript already. Compiling pdfjs again costs a child two
 * seconds and 150 MB of the 512 it may use. To be imported before anything that loads packages as they are needed.
 */
import { register } from 'node:module';

const HOOKS = `
import { readFile } from 'node:fs/promises';
export async function load(url, context, next) {
  if (context.format !== 'module' || !url.startsWith('file:') || !url.includes('/node_modules/')) return next(url, context);
  return { format: 'module', source: await readFile(new URL(url)), shortCircuit: true };
}`;

// Hooks registered last run first, so these come before tsx's. Module customization hooks: Node 20, "module" API.
register(`data:text/javascript,${encodeURIComponent(HOOKS)}`);
