/**
 * The server in a process of its own: argv[2] is a folder with `knowledge` and its index, argv[3] its settings as
 * JSON, argv[4] a module beside this one whose `catalog` it serves.
 */
import { join } from 'node:path';
import type { Entry } from '../../adapters/catalog.ts';
import { ledger } from '../../src/commands/commitments/ledger.ts';
import { serve, untilStopped } from '../../src/serve.ts';
import { createLog } from '../../src/serve/log.ts';
import { serveSettings } from '../../src/serve/settings.ts';
import { Knowledge } from './letters.ts';

const [, , folder = '', environment = '{}', channels] = process.argv;
const settings = serveSettings.parse({ FUWEN_PORT: '0', ...(JSON.parse(environment) as object) });
const log = createLog({ level: settings.FUWEN_LOG_LEVEL, pretty: false });
const { library } = await new Knowledge(folder).library(log);
const chosen = channels === undefined ? {} : ((await import(channels)) as { catalog: readonly Entry[] });
const running = await serve({
  settings,
  data: join(folder, 'desk'),
  letters: join(folder, 'knowledge/letters'),
  timeZone: 'Asia/Shanghai',
  version: '0.0.0',
  library,
  promisesOf: ledger(),
  log,
  ...chosen,
});
const stopped = untilStopped(running, log);
await running.tried;
process.stdout.write(`${running.url}\n`);
await stopped;
