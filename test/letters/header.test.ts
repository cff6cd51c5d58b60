/** Facts of a letter's head and foot. All letters, places, people and numbers here are invented (虚构). */
import { describe, expect, it } from 'vitest';
import type { Letter } from '../../src/model.ts';
import { letters } from './header-letters.ts';
import { parsed } from './reading.ts';

describe('header', () => {
  it.each(letters)('%s', (_name, text, expected) => {
    const letter = parsed(text);
    for (const [field, value] of Object.entries(expected)) expect(letter[field as keyof Letter], field).toEqual(value);
    for (const span of Object.values(letter.evidence))
      expect(letter.body.slice(span.start, span.end).trim()).not.toBe('');
  });

  it('leaves the fields of a text that is no letter null and keeps the text whole', () => {
    const text = '云帆盆地位于云岭省西部，面积约1200平方公里。盆地内有河流三条，年均降水量900毫米。';
    const letter = parsed(text);
    expect(letter.body).toBe(text);
    expect([
      letter.kind,
      letter.proposalNo,
      letter.session,
      letter.title,
      letter.department,
      letter.date,
      letter.place,
      letter.result,
    ]).toEqual(Array(8).fill(null));
    expect(letter.regions).toEqual([{ role: 'text', start: 0, end: text.length }]);
    expect(letter.sections).toHaveLength(1);
  });

  it('reads Traditional script, and gives back what is printed', () => {
    const letter = parsed(
      '關於市政協十三屆五次會議第66號提案的答覆\n民盟雲帆市委：\n貴委提出的“關於保護歷史街區的提案”收悉，現答覆如下：\n已修繕12處。\n雲帆市文化廣電旅遊局\n二〇二一年九月三日',
    );
    expect([letter.title, letter.proposalNo, letter.session, letter.department, letter.date, letter.kind]).toEqual([
      '關於市政協十三屆五次會議第66號提案的答覆',
      '66',
      '十三屆五次',
      '雲帆市文化廣電旅遊局',
      '2021-09-03',
      'cppcc',
    ]);
  });

  it('keeps the replies of several agencies, signed one after the other', () => {
    const letter = parsed(
      '关于市政协十五届二次会议第210号提案办理情况的答复摘要\n提案人：民革云帆市委\n市发展改革委：\n2022年安排专项资金3000万元。\n市发展改革委\n2022年6月1日\n市财政局：\n2022年拨付补助资金1.1亿元，支持企业420家。\n市财政局\n2022年6月8日',
    );
    expect([letter.addressees, letter.department, letter.date]).toEqual([['民革云帆市委'], '市财政局', '2022-06-08']);
    expect(letter.regions.map((region) => region.role)).toEqual(['head', 'text', 'signature']);
  });

  it('reports a number that title and opening print differently', () => {
    const letter = parsed(
      '关于市政协九届一次会议第062号提案的答复\n白羽委员：\n您提出的第67号提案收悉，现答复如下：\n已建成公园3个。\n云帆市园林局\n2020年1月2日',
    );
    expect(letter.proposalNo).toBe('062');
    expect(letter.problems.map((problem) => problem.code)).toEqual(['number-differs']);
  });
});
