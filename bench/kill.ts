/**
 * `npx tsx bench/kill.ts [messages] [kills] [chats] [seed]`: kill -9 at random moments over the loopback Bot API.
 * Exit code 1 when a message was lost, out of order, or answered again more than once a conversation a kill.
 */
import { killLoop } from '../test/adapters/kill-loop.ts';

const [messages = 300, kills = 40, chats = 20, first = 1] = process.argv.slice(2).map(Number);
let seed = first;
/** Numerical Recipes' linear congruential generator: the moments are the same for the same seed, the machine's are not. */
function random(): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}
const report = await killLoop(messages, kills, chats, random);
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exitCode = report.lost === 0 && report.disordered === 0 && report.worstRepeats <= 1 ? 0 : 1;
