/** `fuwen chat`: a conversation in the terminal, through the same desk as every other channel. */
import { Terminal } from '../../adapters/cli.ts';
import { Desk } from '../desk/desk.ts';
import type { Viewer } from '../model.ts';
import { deskOptions } from '../serve/desk-options.ts';
import { houseOf } from '../serve/house.ts';
import { Library } from '../serve/library.ts';
import { createLog } from '../serve/log.ts';
import { ledger } from './commitments/ledger.ts';
import { openHouse, shelfOf, type HouseOptions } from './house.ts';

export interface ChatCommandOptions extends HouseOptions {
  readonly role: Viewer['role'];
}

const FOLLOW_EVERY = 2000;
/** Whoever sits at the machine floods nobody; what is piped in is answered at the machine's pace, all of it. */
const LIMITS = { pace: { burst: 1, perMinute: Infinity, waiting: 0 }, waiting: Infinity } as const;
/** Longest that a timer of Node can be: what is piped in is answered to its end. */
const TO_THE_END = 2 ** 31 - 1;

/** Until Ctrl-D, or the end of what is piped in. What was asked is answered first. */
export async function chatCommand(options: ChatCommandOptions): Promise<void> {
  const { settings, index, today } = await openHouse(options);
  // A person at the terminal sees the replies; only faults are for the log.
  const log = createLog({ level: 'error', pretty: process.stderr.isTTY === true });
  const library = new Library(index.generation, shelfOf(index), log);
  const data = options.data ?? settings.FUWEN_DATA;
  const staff = new Set(options.role === 'staff' ? [`cli:${Terminal.person}`] : []);
  const desk = new Desk(
    { ...deskOptions(settings, data, settings.FUWEN_TIMEZONE), ...LIMITS, staff },
    { house: houseOf(library, today, ledger()), log },
  );
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const terminal = new Terminal({ input: process.stdin, output: process.stdout, interactive });
  if (interactive) process.stdout.write('Fuwen 复文：请直接提问。/help 帮助，Ctrl-D 离开。\n');
  void library.follow(FOLLOW_EVERY);
  await desk.open(terminal);
  await terminal.left;
  await desk.close(terminal, interactive ? 30_000 : TO_THE_END);
  library.close();
  await desk.end();
}
