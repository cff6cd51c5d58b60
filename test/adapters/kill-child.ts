/** One life of the bot in the kill loop: the real desk and adapter over the API at argv[2], stored below argv[3]. */
import { Telegram } from '../../adapters/telegram.ts';
import { Desk } from '../../src/desk/desk.ts';
import { TOKEN } from './bot-api.ts';
import { deskOptions, HOUSE, SILENT } from './house.ts';

const [, , apiRoot = '', data = ''] = process.argv;
const desk = new Desk(deskOptions(data), { house: HOUSE, log: SILENT });
await desk.open(new Telegram({ token: TOKEN, apiRoot, log: SILENT }));
process.stdout.write('up\n');
