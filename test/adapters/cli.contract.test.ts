import { PassThrough, Writable } from 'node:stream';
import { Terminal } from '../../adapters/cli.ts';
import { contract, type Line, type Seen } from './contract.ts';

/** Keys in, screen out. Each write is what a person sees at once. */
function terminalLine(): Line {
  let input = new PassThrough();
  const screen: Seen[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      screen.push({ text: chunk.toString(), pointsBack: false });
      done();
    },
  });
  return {
    adapter: () => {
      // A restarted program has a terminal of its own.
      input = new PassThrough();
      return new Terminal({ input, output, interactive: false });
    },
    write: (_person, text) => ({ text }),
    async deliver(...deliveries) {
      for (const delivery of deliveries as { text: string }[]) input.write(`${delivery.text}\n`);
    },
    seen: () => screen,
    close: async () => void input.destroy(),
  };
}

contract({
  name: 'The terminal',
  limit: Number.POSITIVE_INFINITY,
  unit: 'chars',
  repeats: false,
  single: true,
  open: async () => terminalLine(),
});
