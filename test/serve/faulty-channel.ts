/** A catalog with one channel more, whose first lives throw what nobody catches, each from elsewhere. */
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs';
import { createServer } from 'node:net';
import { CATALOG, type Channel, type Entry } from '../../adapters/catalog.ts';

const faults: readonly ((fault: Error) => void)[] = [
  (fault) =>
    void setTimeout(() => {
      throw fault;
    }, 20),
  // From the thread pool, as a store's lock that is held is.
  (fault) => readFile(import.meta.filename, () => new EventEmitter().emit('error', fault)),
  (fault) => {
    const server = createServer((socket) => socket.end());
    server.listen(0, '127.0.0.1', () => {
      server.close();
      throw fault;
    });
  },
];

let lives = 0;

const faulty: Entry = {
  name: 'faulty',
  off: () => null,
  async make(): Promise<Channel> {
    const life = lives;
    lives += 1;
    return {
      name: 'faulty',
      async start() {
        faults[life]?.(new Error(`fault ${life + 1}`));
        // This one throws while it starts, and never gets anywhere.
        if (life === 2) await new Promise(() => undefined);
      },
      send: async () => undefined,
      stop: async () => undefined,
      onFailure: () => undefined,
    };
  },
};

export const catalog: readonly Entry[] = [...CATALOG, faulty];

// The house itself throws when the test says so.
process.on('SIGUSR2', () => {
  throw new Error('the house is on fire');
});
