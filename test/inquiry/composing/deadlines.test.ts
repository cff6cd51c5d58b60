import { describe, expect, it } from 'vitest';
import { deadlineOf } from '../../../src/inquiry/composing/deadlines.ts';

// Sentences are invented.
const cases: readonly (readonly [string, string | null, string | null])[] = [
  ['年内再建成服务站3个。', '2025-04-08', '2025-12-31'],
  ['计划2026年底前全部完成改造。', '2025-04-08', '2026-12-31'],
  ['办法将在三季度印发。', '2025-04-08', '2025-09-30'],
  ['9月底前完成整改。', '2025-04-08', '2025-09-30'],
  ['力争今年底投入使用。', '2025-04-08', '2025-12-31'],
  ['下半年启动二期工程。', '2025-04-08', '2025-12-31'],
  ['力争三年内实现全覆盖。', '2025-04-08', '2028-04-08'],
  ['计划2024年清明节前开放。', '2023-04-08', '2024-04-03'],
  ['2026年春节前完成供暖管网改造。', '2025-04-08', '2026-02-16'],
  ['计划2025年解决4个、2026年解决3个。', '2024-04-08', '2026-12-31'],
  ['2026年第一季度提交审议。', '2025-04-08', '2026-03-31'],
  ['拟于2025年10月上线。', '2025-04-08', '2025-10-31'],
  ['预计2025年6月15日前完工。', '2025-04-08', '2025-06-15'],
  ['截至2025年3月底已建成5个，计划明年再建3个。', '2025-04-08', '2026-12-31'],
  ['我局将尽快研究出台细则。', '2025-04-08', null],
  ['力争两年内建成。', null, null],
  ['“十五五”期间逐步推广。', '2025-04-08', '2030-12-31'],
  ['2026年上半年完成招标，2027年底前通车。', '2025-04-08', '2027-12-31'],
];

describe('deadlines', () => {
  it.each(cases)('reads the last day of %s', (text, date, last) => {
    expect(deadlineOf(text, date)?.last ?? null).toBe(last);
  });
  it('finds none where none is named, in the past, or in a title', () => {
    expect(deadlineOf('我们将继续加强宣传。', '2025-04-08')).toBeNull();
    expect(deadlineOf('自2024年1月1日起执行新标准。', '2025-04-08')).toBeNull();
    expect(deadlineOf('将认真落实《2026年工作要点》。', '2025-04-08')).toBeNull();
    expect(deadlineOf('2023年已完成一期。', '2025-04-08')).toBeNull();
    expect(deadlineOf('将推动各镇把户口迁移审批压缩到5个工作日以内。', '2025-04-08')).toBeNull();
    expect(deadlineOf('将把报修等候时间控制在两天内，力争年内实现。', '2025-04-08')?.last).toBe('2025-12-31');
  });
  it('keeps the words of a promise without a day', () => {
    expect(deadlineOf('将适时组织评估。', '2025-04-08')).toEqual({ text: '适时', last: null });
  });
});
