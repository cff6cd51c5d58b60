/** Counts for an operator's Prometheus: questions, time to the reply, what waits, which index, which channel is up. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from '../desk/replier.ts';

export interface Sources {
  readonly waiting: () => number;
  readonly index: () => { readonly generation: string; readonly letters: number };
  readonly channels: () => ReadonlyMap<string, boolean>;
}

export class Metrics {
  readonly registry = new Registry();
  readonly #questions: Counter<'channel' | 'outcome'>;
  readonly #seconds: Histogram<'channel'>;

  constructor(sources: Sources) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry, prefix: 'fuwen_' });
    this.#questions = new Counter({
      name: 'fuwen_questions_total',
      help: 'Messages answered, by channel and outcome',
      labelNames: ['channel', 'outcome'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'fuwen_reply_seconds',
      help: 'Time from the start of work on a message until its reply was sent',
      labelNames: ['channel'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    });
    const waiting: Gauge = new Gauge({
      name: 'fuwen_waiting',
      help: 'Messages taken and not answered yet',
      registers,
      collect: () => waiting.set(sources.waiting()),
    });
    const index: Gauge<'generation'> = new Gauge({
      name: 'fuwen_index_letters',
      help: 'Public letters of the index in use',
      labelNames: ['generation'],
      registers,
      collect: () => {
        const { generation, letters } = sources.index();
        index.reset();
        index.set({ generation }, letters);
      },
    });
    const up: Gauge<'channel'> = new Gauge({
      name: 'fuwen_channel_up',
      help: '1 while a channel is connected',
      labelNames: ['channel'],
      registers,
      collect: () => {
        for (const [channel, on] of sources.channels()) up.set({ channel }, on ? 1 : 0);
      },
    });
  }

  observe(done: { channel: string; outcome: Outcome; milliseconds: number }): void {
    this.#questions.inc({ channel: done.channel, outcome: done.outcome });
    if (done.outcome !== 'refused') this.#seconds.observe({ channel: done.channel }, done.milliseconds / 1000);
  }
}
