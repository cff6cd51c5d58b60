/** Who may import whom. The table is DESIGN.md's; a file in no room of it fails too, so a new room needs a line here. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

interface Room {
  readonly name: string;
  readonly holds: (file: string) => boolean;
  /** Rooms it may import beside itself; model and errors are open to all. */
  readonly may: readonly string[];
}

const exactly =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);
const under =
  (...folders: string[]) =>
  (file: string) =>
    folders.some((folder) => file.startsWith(`${folder}/`));

/** First match wins, so a single file stands before the folder it lives in. */
export const rooms: readonly Room[] = [
  { name: 'open', holds: exactly('src/model.ts', 'src/errors.ts'), may: [] },
  { name: 'adapter', holds: exactly('src/adapter.ts'), may: [] },
  { name: 'main', holds: (file) => file === 'src/main.ts', may: ['commands', 'config'] },
  {
    name: 'commands',
    holds: under('src/commands'),
    may: [
      'config',
      'letters',
      'search',
      'inquiry',
      'render',
      'ingest',
      'desk',
      'serve',
      'serve-settings',
      'evaluation',
      'adapter',
      'adapters',
      'catalog',
    ],
  },
  { name: 'config', holds: exactly('src/config.ts'), may: ['serve-settings'] },
  { name: 'serve-settings', holds: exactly('src/serve/settings.ts'), may: [] },
  {
    name: 'serve',
    holds: (file) => file === 'src/serve.ts' || file.startsWith('src/serve/'),
    may: ['adapter', 'adapters', 'catalog', 'desk', 'search', 'inquiry', 'config', 'serve-settings'],
  },
  { name: 'letters', holds: under('src/letters'), may: [] },
  { name: 'search', holds: under('src/search'), may: [] },
  {
    name: 'render',
    holds: (file) => file === 'src/inquiry/render.ts' || file.startsWith('src/inquiry/rendering/'),
    may: [],
  },
  { name: 'inquiry', holds: under('src/inquiry'), may: ['search', 'render'] },
  {
    name: 'ingest',
    holds: (file) => file === 'src/ingest.ts' || file.startsWith('src/ingest/'),
    may: ['letters', 'search'],
  },
  { name: 'evaluation', holds: under('src/evaluation'), may: ['search', 'inquiry', 'render'] },
  { name: 'desk', holds: under('src/desk'), may: ['adapter'] },
  { name: 'catalog', holds: exactly('adapters/catalog.ts'), may: ['adapter', 'adapters', 'serve-settings'] },
  { name: 'adapters', holds: under('adapters'), may: ['adapter', 'render'] },
];

const roomOf = (file: string): Room | undefined => rooms.find((room) => room.holds(file));

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
}

/** Relative imports of a file (static, dynamic, re-exports), as paths below the root. */
function importsOf(file: string, code: string): string[] {
  const found = code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g);
  return [...found].map(([, path]) => relative(root, resolve(root, dirname(file), path!)).replaceAll('\\', '/'));
}

/** An adapter may share a folder with its own parts (adapters/telegram/…), but not import another adapter. */
const adapterOf = (file: string) => /^adapters\/([^/.]+?)(?:-[^/]*)?(?:\.ts|\/)/.exec(file)?.[1];

/** Breaches of the table in one file, each as a sentence. */
export function breaches(file: string, code: string): string[] {
  const room = roomOf(file);
  if (!room) return [`${file} lives in no room of the import table`];
  const wrong: string[] = [];
  for (const target of importsOf(file, code)) {
    const there = roomOf(target);
    if (!there) wrong.push(`${file} imports ${target}, which lives in no room`);
    else if (there.name === 'main') wrong.push(`${file} imports main`);
    else if (there.name === 'adapters' && room.name === 'adapters') {
      if (adapterOf(file) !== adapterOf(target)) wrong.push(`${file} imports another adapter, ${target}`);
    } else if (there.name !== 'open' && there.name !== room.name && !room.may.includes(there.name))
      wrong.push(`${file} (${room.name}) may not import ${target} (${there.name})`);
  }
  return wrong;
}

describe('the import table', () => {
  const files = [...sources('src'), ...sources('adapters')];

  it('finds the files itself', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files).toContain('src/model.ts');
  });

  it('is kept by every file', () => {
    expect(files.flatMap((file) => breaches(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  it('knows process.env in config.ts alone', () => {
    const readers = files.filter((file) => /\bprocess\.env\b/.test(readFileSync(join(root, file), 'utf8')));
    expect(readers).toEqual(['src/config.ts']);
  });

  it.each([
    ['src/letters/parse.ts', "import { fold } from '../search/fold.ts';"],
    ['src/search/retrieve.ts', "import { ask } from '../inquiry/ask.ts';"],
    ['src/desk/inbox.ts', "const s = await import('../search/fold.ts');"],
    ['adapters/telegram.ts', "import { say } from './wechat.ts';"],
    ['adapters/telegram.ts', "export { ask } from '../src/inquiry/ask.ts';"],
    ['src/inquiry/ask.ts', "import '../main.ts';"],
    ['src/stray.ts', "import './model.ts';"],
  ])('reports a breach planted in %s: %s', (file, code) => {
    expect(breaches(file, code)).toHaveLength(1);
  });
});
