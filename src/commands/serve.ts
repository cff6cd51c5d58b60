/** `fuwen serve`: the server, until a signal stops it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { serve, untilStopped } from '../serve.ts';
import { Library } from '../serve/library.ts';
import { createLog } from '../serve/log.ts';
import { ledger } from './commitments/ledger.ts';
import { openHouse, shelfOf, type HouseOptions } from './house.ts';

const Package = z.object({ version: z.string() });

export async function serveCommand(options: HouseOptions): Promise<void> {
  const { settings, index } = await openHouse(options);
  const log = createLog({ level: settings.FUWEN_LOG_LEVEL, pretty: process.stderr.isTTY === true });
  const { version } = Package.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')));
  const running = await serve({
    settings,
    data: options.data ?? settings.FUWEN_DATA,
    letters: join(options.knowledge ?? settings.FUWEN_KNOWLEDGE, 'letters'),
    timeZone: settings.FUWEN_TIMEZONE,
    version,
    library: new Library(index.generation, shelfOf(index), log),
    promisesOf: ledger(),
    log,
  });
  await untilStopped(running, log);
}
