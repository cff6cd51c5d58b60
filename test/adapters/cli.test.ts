import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { Terminal } from '../../adapters/cli.ts';
import { until } from './house.ts';

it('prompts at a terminal, skips empty lines, and leaves at Ctrl-D', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let screen = '';
  output.on('data', (chunk: Buffer) => (screen += chunk.toString()));
  const heard: (string | null)[] = [];
  const terminal = new Terminal({ input, output, interactive: true });
  await terminal.start(async ({ text }) => {
    heard.push(text);
    return 'taken';
  });
  await until('the prompt', () => screen.includes('› '));
  input.write('\r问一\r');
  await until('the question', () => heard.length > 0);
  expect(heard).toEqual(['问一']);
  input.write('\u0004');
  await terminal.left;
  await terminal.stop(async () => undefined);
});

it('says so when a message can not be stored', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let screen = '';
  output.on('data', (chunk: Buffer) => (screen += chunk.toString()));
  const terminal = new Terminal({ input, output, interactive: false });
  await terminal.start(async () => {
    throw new Error('the disk is full');
  });
  input.end('问一\n');
  await terminal.left;
  await until('the reason', () => screen.includes('the disk is full'));
});
