/** Comparisons and sums within a conversation, over invented letters (places, numbers and figures are made up). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { render } from '../../src/inquiry/render.ts';
import { removeFolders } from '../search/invented.ts';
import { letterOf } from './invented.ts';
import { quoted, type Talk, talkOver } from './talk.ts';

const solar = (place: string, number: string, date: string, sum: string) =>
  letterOf({
    file: `solar-${number}.txt`,
    fields: {
      proposalNo: number,
      session: '六届一次',
      title: `对${place}政协六届一次会议第${number}号提案的答复`,
      subject: '关于推广屋顶光伏的提案',
      department: `${place}发展和改革局`,
      date,
      place,
    },
    sections: [
      {
        heading: '一、关于补贴标准的建议',
        sentences: [
          ['我局牵头成立屋顶光伏推进专班，优化屋顶光伏办理流程。', 'done'],
          [`竣工并网后每户给予补贴${sum}元。`, 'stated'],
        ],
      },
    ],
  });
const reed = solar('苇洲县', '061101', '2024-05-06', '3200');
const mill = solar('磨盘区', '061202', '2025-05-06', '4100');
const fines = (session: string, number: string, subject: string, sentence: string, file: string) =>
  letterOf({
    file,
    fields: {
      proposalNo: number,
      session,
      title: `对区政协${session}会议第${number}号提案的答复`,
      subject,
      department: '磨盘区城市管理局',
      date: '2024-08-09',
      place: '磨盘区',
    },
    sections: [
      {
        heading: '一、关于加强管理的建议',
        sentences: [
          ['全区共巡查工地146个次，投入设备资金280万元。', 'done'],
          [sentence, 'done'],
        ],
      },
    ],
  });
const dust = fines('六届二次', '0391', '关于整治工地扬尘的提案', '对其中四家各罚款8000元。', 'dust.txt');
const noise = fines('六届一次', '0391', '关于治理施工噪声的提案', '对其中两家各罚款2000元。', 'noise.txt');

let talk: Talk;
beforeAll(async () => {
  talk = await talkOver([reed, mill, dust, noise], '2025-11-03');
});
afterAll(removeFolders);

describe('the sides of a comparison', () => {
  it.each([
    ['places of the turns before', ['屋顶光伏补贴多少', '苇洲县呢', '磨盘区呢', '哪个多']],
    ['places of the question', ['苇洲县和磨盘区哪个屋顶光伏补贴高']],
    ['years', ['对比2024年和2025年的屋顶光伏补贴']],
    ['years of the turns before', ['2024年屋顶光伏补贴多少', '2025年呢', '对比一下']],
  ])('are the %s, each with its sum', async (_, turns) => {
    const answer = await talk(turns);
    expect(render(answer)).toContain('对照如下');
    expect(quoted(answer).filter((quote) => quote.includes('元'))).toEqual(
      expect.arrayContaining(['竣工并网后每户给予补贴3200元。', '竣工并网后每户给予补贴4100元。']),
    );
    expect(quoted(answer).join()).not.toContain('专班');
  });

  it('are the numbers of the turns before', async () => {
    const answer = await talk(['第061101号提案', '061202号呢', '对比一下']);
    const files = new Set(answer.kind === 'answered' ? answer.citations.map(({ file }) => file) : []);
    expect(files).toEqual(new Set([reed.file, mill.file]));
  });

  it('are not taken from before where the turn names its own', async () => {
    const text = render(await talk(['屋顶光伏补贴多少', '苇洲县呢', '磨盘区的扬尘罚款和苇洲县比哪个多']));
    expect(text).not.toContain('4100');
  });

  it('of which one tells nothing is said to tell nothing', async () => {
    const text = render(await talk(['工地扬尘罚款多少', '苇洲县呢', '磨盘区呢', '哪个多']));
    expect(text).toContain('苇洲县的答复里没有找到');
  });
});

describe('a sum of the letter that was chosen', () => {
  it('is of the thing that the turn names', async () => {
    const answer = await talk(['0391号提案', '1', '罚了多少钱']);
    expect(quoted(answer)).toEqual(['对其中四家各罚款8000元。']);
    expect(quoted(await talk(['0391号提案', '2', '罚了多少钱']))).toEqual(['对其中两家各罚款2000元。']);
  });
  it('is any sum where the turn names none', async () => {
    expect(quoted(await talk(['0391号提案', '1', '那钱呢'])).join()).toMatch(/280万元[\s\S]*8000元/u);
  });
});
