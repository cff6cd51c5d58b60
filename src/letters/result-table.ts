/**
 * The operator's table of result classes (`knowledge/result-classes.yaml`) as it must be written. Apart from `results.ts`,
 * so that a process that only reads letters does without zod, whose loading takes a quarter of its start.
 */
import { z } from 'zod';
import type { ResultTable as Table } from './results.ts';

const Class = z.enum(['A', 'B', 'C', 'D']);
const Words = z.object({ words: z.array(z.string().min(1)).min(1), class: Class }).strict();
export const ResultTable = z
  .object({
    letters: z.record(Class, Class),
    words: z.array(Words),
    places: z
      .array(
        z
          .object({
            place: z.string().min(2),
            letters: z.partialRecord(Class, Class).optional(),
            words: z.array(Words).optional(),
          })
          .strict(),
      )
      .default([]),
  })
  .strict() satisfies z.ZodType<Table>;
