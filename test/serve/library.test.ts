import { EventEmitter, once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readableLog, temporaryFolder } from '../adapters/house.ts';
import { Knowledge, letterText } from './letters.ts';

let folder: ReturnType<typeof temporaryFolder>;
let knowledge: Knowledge;
const log = readableLog();
beforeEach(async () => {
  folder = temporaryFolder();
  knowledge = new Knowledge(folder.path);
  knowledge.put('20.txt', letterText(20));
});
afterEach(() => folder.remove());

const PUBLIC = { role: 'public' } as const;

it('takes up a new index, and lets a question that began go on with the old one', async () => {
  const { library } = await knowledge.library(log.log);
  const gate = new EventEmitter();
  const slow = library.with(PUBLIC, async (view) => {
    await once(gate, 'open');
    return view.letter(0)?.body.includes('12个');
  });
  knowledge.put('20.txt', letterText(20, { stations: 15 }));
  await knowledge.ingest();
  expect(await library.refresh()).toBe(true);
  expect(await library.with(PUBLIC, (view) => view.letter(0)?.body.includes('15个'))).toBe(true);
  gate.emit('open');
  expect(await slow).toBe(true);
  expect(await library.refresh()).toBe(false);
  library.close();
});

it('goes on with the index before when a new one is damaged, and says so once', async () => {
  const { library, dir } = await knowledge.library(log.log);
  knowledge.put('21.txt', letterText(21));
  await knowledge.ingest();
  const generations = join(dir, 'generations');
  const old = library.generation.id;
  for (const id of readdirSync(generations)) {
    if (id !== old) writeFileSync(join(generations, id, 'cards.json'), '[]');
  }
  expect(await library.refresh()).toBe(false);
  expect(await library.refresh()).toBe(false);
  expect(log.lines.filter((one) => String(one['msg']).includes('can not be used'))).toHaveLength(1);
  expect(await library.with(PUBLIC, (view) => view.cards.length)).toBe(1);
  library.close();
});
