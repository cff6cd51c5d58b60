/** Print lines to paragraphs. All letters are invented (虚构). */
import { describe, expect, it } from 'vitest';
import { parsed } from './reading.ts';

const WRAPPED = `办理结果：采纳或解决

公开属性：主动公开·全文

     对区政协九届三次会议

     第 093071 号提案的答复

民盟雁湖区委：

    贵会提出的“关于推进雁湖沿岸步道贯通，改善市民休闲环境”

的提案收悉，经商区水务局，现将办理情况答复如下：

    一、关于贯通步道的建议。2024年，我局完成北岸步道3.6公里，

新增休息驿站4处，安装照明灯具280盏，累计投入1260万元，沿岸

— 1 —
\f
居民出行更加方便。

    二、关于增设母婴室的建议。已在3处驿站设置母婴室，全天开

放。下一步，我局将在南岸再设置2处。

感谢贵会对园林工作的关心和支持！

                    雁湖区园林局

                    2025 年 4 月 8 日

— 2 —
`;

describe('layout', () => {
  it('rejoins hard-wrapped lines, across a page number in mid-sentence, and keeps the page starts', () => {
    const letter = parsed(WRAPPED);
    expect(letter.title).toBe('对区政协九届三次会议第093071号提案的答复');
    expect(letter.body).toContain('累计投入1260万元，沿岸居民出行更加方便。\n二、');
    expect(letter.body).not.toMatch(/—/);
    expect(letter.pages).toHaveLength(2);
    expect(letter.body.slice(letter.pages[1])).toMatch(/^居民出行更加方便。/);
    expect(letter.sections.map((section) => section.heading)).toEqual([
      null,
      '一、关于贯通步道的建议',
      '二、关于增设母婴室的建议',
      null,
    ]);
    expect([letter.result, letter.resultClass, letter.disclosure, letter.date]).toEqual([
      '采纳或解决',
      'A',
      'public',
      '2025-04-08',
    ]);
  });

  it('undoes wraps without indents, where only short lines end paragraphs', () => {
    const letter = parsed(WRAPPED.replaceAll(/^ +/gm, ''));
    expect(letter.body).toContain('累计投入1260万元，沿岸居民出行更加方便。\n二、');
    expect(letter.department).toBe('雁湖区园林局');
    expect(letter.addressees).toEqual(['民盟雁湖区委']);
  });

  it('leaves paragraphs that stand one a line as they are', () => {
    const lines = [
      '白羽委员：',
      '您提出的提案收悉，现答复如下：',
      '一、建设情况',
      '已建成公园3个。',
      '云帆市园林局',
      '2020年1月2日',
    ];
    expect(parsed(lines.join('\n')).body).toBe(lines.join('\n'));
  });

  it('takes bare numbers for page numbers only at page edges and in order', () => {
    const letter = parsed('白羽委员：\n您提出的提案收悉，现答复如下：\n各年数量：\n12\n30\n1\f已建成公园3个。\n2');
    expect(letter.body).toContain('12\n30');
    expect(letter.body).not.toMatch(/\n1\n|\n2$/);
  });

  it('joins a sentence that an unwrapped text breaks at a page end', () => {
    const letter = parsed(
      '白羽委员：\n您提出的提案收悉，现答复如下：\n我局会同有关单位建成社区公园三个并且对全体\f居民免费开放。',
      { wrapped: false },
    );
    expect(letter.body).toContain('对全体居民免费开放。');
  });
});
