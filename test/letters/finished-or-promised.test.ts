/** Finished acts and states in the dress of promises and rules, and the other way round. All sentences are invented (虚构). */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/letters/fold.ts';
import type { LetterMonth } from '../../src/letters/jiang.ts';
import { opensPlans, readTense } from '../../src/letters/tense.ts';

type Told = 'done' | 'planned' | 'neither' | 'under' | 'untold';
const sentences = parse(readFileSync(new URL('finished-or-promised.yaml', import.meta.url), 'utf8')) as Readonly<
  Record<Told, readonly string[]>
>;
const NOVEMBER_2024 = 2024 * 12 + 11;
const read = (sentence: string, written: LetterMonth, afterLead = false): string => {
  const reading = readTense(plain(sentence), { written, afterLead });
  return `${reading.done ? 'D' : ''}${reading.planned ? 'P' : ''}` || '-';
};

describe('finished or promised', () => {
  it.each(sentences.done)('done: %s', (said) => expect(read(said, NOVEMBER_2024)).toBe('D'));
  it.each(sentences.planned)('planned: %s', (said) => expect(read(said, NOVEMBER_2024)).toBe('P'));
  it.each(sentences.neither)('neither: %s', (said) => expect(read(said, NOVEMBER_2024)).toBe('-'));
  it.each(sentences.untold)('told as neither: %s', (said) => expect(read(said, NOVEMBER_2024)).toBe('-'));
  it.each(sentences.under)('never done below a lead: %s', (said) =>
    expect(read(said, NOVEMBER_2024, true)).not.toContain('D'),
  );

  it('reads the year before 将 against the month of the letter', () => {
    const said = '2023年将4家企业列入重点监测名单，期限三年。';
    expect([read(said, NOVEMBER_2024), opensPlans(said, NOVEMBER_2024)]).toEqual(['D', false]);
    expect([read(said, 2022 * 12 + 5), opensPlans(said, 2022 * 12 + 5)]).toEqual(['P', true]);
    expect(opensPlans('2024年，我局将开展专项检查。', NOVEMBER_2024)).toBe(true);
    expect(opensPlans('2024年将4家企业列入重点监测名单。', NOVEMBER_2024)).toBe(false);
  });

  it('tells no plan as done where the letter prints no date', () => {
    expect(read('2025年，将4所学校的操场对外开放。', null)).not.toContain('D');
    expect(read('12月起，将课后服务延时到18时，覆盖学生1.9万名。', null)).not.toContain('D');
    expect(read('2025年3月，我局约谈两家外卖平台，要求取消超时罚款。', null)).not.toContain('D');
  });
});
