/** One invented letter (虚构：青禾县、沈知秋、政策和数字均非真实) that every format's file holds, and what reading it must give. */

export const TITLE = '关于县政协九届三次会议第086号提案的答复';

/** Paragraphs of the letter, title first. */
export const PARAGRAPHS: readonly string[] = [
  TITLE,
  '沈知秋委员：',
  '您提出的“关于推进村级‘共享菜园’建设的提案”收悉，现答复如下：',
  '一、关于盘活闲置土地',
  '截至2024年6月底，全县建成共享菜园27处，盘活闲置土地318亩。下一步，将在河口镇新建共享菜园5处，计划2025年3月底前开园。',
  '二、关于完善服务配套',
  '2023年以来，为19处菜园铺设灌溉管网41公里。我局正研究制定统一的租种合同文本，争取2024年底前印发。',
  '感谢您对乡村建设的关心和支持。',
  '青禾县农业农村局',
  '2024年7月16日',
];

/** The same letter hard-wrapped at a print width of 24 em; a paragraph starts two em in. */
export function printLines(paragraphs: readonly string[] = PARAGRAPHS, width = 24): { text: string; indent: number }[] {
  return paragraphs.flatMap((paragraph, index) => {
    const isTitle = index === 0;
    const isRight = index >= paragraphs.length - 2;
    if (isTitle) return [{ text: paragraph, indent: 2 }];
    if (isRight) return [{ text: paragraph, indent: width - paragraph.length }];
    const set = index === 1 ? 0 : 2;
    const lines = [{ text: paragraph.slice(0, width - set), indent: set }];
    for (let at = width - set; at < paragraph.length; at += width) {
      lines.push({ text: paragraph.slice(at, at + width), indent: 0 });
    }
    return lines;
  });
}

export const EXPECTED = {
  kind: 'cppcc',
  genre: 'reply',
  proposalNo: '086',
  session: '九届三次',
  title: TITLE,
  addressees: ['沈知秋'],
  department: '青禾县农业农村局',
  date: '2024-07-16',
} as const;

export const HEADINGS = ['一、关于盘活闲置土地', '二、关于完善服务配套'] as const;

export const DONE = [
  '截至2024年6月底，全县建成共享菜园27处，盘活闲置土地318亩。',
  '2023年以来，为19处菜园铺设灌溉管网41公里。',
] as const;

export const PLANNED = [
  '下一步，将在河口镇新建共享菜园5处，计划2025年3月底前开园。',
  '我局正研究制定统一的租种合同文本，争取2024年底前印发。',
] as const;
