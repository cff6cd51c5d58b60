import { describe, expect, it } from 'vitest';
import { agesIn, peopleOf, rulesAge } from '../../../src/inquiry/understanding/ages.ts';

describe('ages', () => {
  it.each([
    ['我爸七十六了有补贴吗', [76]],
    ['老人家今年83岁', [83]],
    ['娃两岁半能上托班吗', [2]],
    ["i'm 66, is the bus free for me?", [66]],
    ['a 70-year-old applicant', [70]],
    ['补贴60万元', []],
    ['60周岁以上的老人有多少', []],
    ['我们家住6楼', []],
  ])('are read from %s', (asked, ages) => {
    expect(agesIn(asked)).toEqual(ages);
  });

  it('call the old and the very young by the words of letters', () => {
    expect(peopleOf([72])).toEqual(['老年人']);
    expect(peopleOf([2])).toEqual(['婴幼儿']);
    expect(peopleOf([35])).toEqual([]);
  });

  it('fall under ranges and limits, and not under those of others', () => {
    expect(rulesAge('70至79周岁每人每月40元', 72)).toBe(true);
    expect(rulesAge('70至79周岁每人每月40元', 82)).toBe(false);
    expect(rulesAge('65周岁以上老年人免费', 72)).toBe(true);
    expect(rulesAge('年龄在45周岁以下', 30)).toBe(true);
    expect(rulesAge('年龄在45周岁以下', 50)).toBe(false);
  });
});
