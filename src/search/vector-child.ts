/** The child process in which graphs of vectors are built: hnswlib's crashes and its long calls stay out of the parent. */
import { InquiryError, type ErrorCode } from '../errors.ts';
import { GraphWriter, type VectorFacts } from './vectors.ts';

export type BuildRequest =
  | {
      readonly kind: 'start';
      readonly dimension: number;
      readonly room: number;
      readonly earlier: EarlierVectors | null;
    }
  /** Rows one after another, as many as there are ids. */
  | { readonly kind: 'add'; readonly ids: Uint32Array; readonly rows: Float32Array }
  | { readonly kind: 'save'; readonly dir: string; readonly model: string };
export type BuildReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'saved'; readonly facts: VectorFacts }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };

/** An earlier generation's vectors; `carried[p]` is the new id of its passage p, or -1. */
export interface EarlierVectors {
  readonly dir: string;
  readonly facts: VectorFacts;
  readonly carried: Int32Array;
}

/** Rows between two looks at the channel, so that a parent's death is noticed within a moment. */
const ROWS_AT_ONCE = 256;

let writer: GraphWriter | null = null;

async function serve(request: BuildRequest): Promise<BuildReply> {
  if (request.kind === 'start') {
    const { dimension, room, earlier } = request;
    writer = earlier
      ? await GraphWriter.from(earlier.dir, earlier.facts, earlier.carried, room)
      : GraphWriter.create(dimension, Math.max(1, room));
    return { kind: 'done' };
  }
  if (writer === null) throw new Error('The graph was not started.');
  if (request.kind === 'save') return { kind: 'saved', facts: await writer.save(request.dir, request.model) };
  const { dimension } = writer;
  for (let row = 0; row < request.ids.length; row++) {
    writer.add(request.ids[row]!, request.rows.subarray(row * dimension, (row + 1) * dimension));
    if (row % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  return { kind: 'done' };
}

// Requests are served one after another, in the order they came.
let turn = Promise.resolve();
process.on('message', (request: BuildRequest) => {
  turn = turn.then(async () => {
    const reply = await serve(request).catch((error: unknown): BuildReply => {
      const code = error instanceof InquiryError ? error.code : 'internal';
      return { kind: 'failed', code, message: error instanceof Error ? error.message : String(error) };
    });
    process.send?.(reply);
  });
});
process.on('disconnect', () => process.exit(0));
