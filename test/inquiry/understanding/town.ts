/**
 * Letters of invented places (云沧市兰浦区, 梅岭县) with invented people and figures, indexed as the house indexes, with
 * the vocabulary that is shipped.
 */
import { understand } from '../../../src/inquiry/understand.ts';
import type { Inquiry } from '../../../src/inquiry/inquiry.ts';
import type { Letter, LetterFields } from '../../../src/model.ts';
import type { View } from '../../../src/search/view.ts';
import { loadVocabulary } from '../../../src/search/vocabulary.ts';
import { fresh, indexed, invented } from '../../search/invented.ts';

export const TODAY = '2025-09-01';

const letter = (id: string, fields: Partial<LetterFields>, ...texts: string[]): Letter =>
  invented(id, {
    head: fields.title ?? '',
    sections: texts.map((text, at) => ({
      heading: texts.length > 1 ? `${'一二三四五六'[at]}、关于建议之${at + 1}` : null,
      text,
    })),
    ...(fields.department ? { signature: fields.department } : {}),
    ...fields,
  });

/** In the order of their positions in the generation: public ones first. */
export const TOWN: readonly Letter[] = [
  letter(
    'lift',
    {
      proposalNo: '062031',
      session: '六届二次',
      title: '对区政协六届二次会议第062031号提案的答复',
      subject: '关于加快老旧小区加装电梯的提案',
      addressees: ['沈听澜', '民盟兰浦区委'],
      department: '兰浦区住房和城乡建设局',
      date: '2024-06-18',
      place: '兰浦区',
      resultClass: 'A',
      result: '采纳或解决',
    },
    '截至2024年5月底，兰浦区已完成加装电梯146台，在建37台。对符合条件的加装电梯项目，区财政每台补助18万元。',
    '下一步，区住房和城乡建设局将制定低层住户补偿指导意见，计划2025年底前印发。',
  ),
  letter(
    'charge',
    {
      kind: 'npc',
      proposalNo: '0027',
      session: '九届三次',
      title: '关于区九届人大三次会议第0027号建议的答复',
      subject: '关于新能源汽车充电桩建设的建议',
      addressees: ['陆怀舟等8名代表'],
      department: '兰浦区发展和改革委员会',
      docNo: '兰发改函〔2025〕14号',
      date: '2025-05-20',
      place: '兰浦区',
    },
    '兰浦区已建成公共充电桩1320个。居民在自有车位安装充电桩，可向供电营业厅提出报装申请，提供车位证明和身份证明。',
  ),
  letter(
    'childcare',
    {
      proposalNo: '062044',
      session: '六届二次',
      title: '对区政协六届二次会议第062044号提案的答复',
      subject: '关于增加普惠托位的提案',
      addressees: ['区妇女联合会'],
      department: '兰浦区卫生健康委员会',
      date: '2024-07-02',
      place: '兰浦区',
      resultClass: 'B',
      result: '正在解决',
    },
    '全区现有普惠托位2150个，托育机构每个新增普惠托位可获一次性建设补助8000元。',
    '计划2025年新增普惠托位400个，由区卫生健康委员会牵头落实。',
  ),
  letter(
    'meiling-bus',
    {
      kind: 'npc',
      proposalNo: '27',
      session: '七届一次',
      title: '关于县七届人大一次会议第27号建议的答复',
      subject: '关于优化农村公交线路的建议',
      addressees: ['顾望山'],
      department: '梅岭县交通运输局',
      date: '2023-08-09',
      place: '梅岭县',
    },
    '梅岭县现有农村公交线路23条，青竹镇开通了预约公交，票价2元。65岁以上老年人凭敬老卡免费乘坐公交车。',
  ),
  letter(
    'meiling-lift',
    {
      kind: 'npc',
      proposalNo: '27',
      session: '七届四次',
      title: '关于县七届人大四次会议第27号建议的答复',
      subject: '关于推进加装电梯的建议',
      addressees: ['江照野'],
      department: '梅岭县住房和城乡建设局',
      docNo: '梅建函〔2025〕6号',
      date: '2025-07-11',
      place: '梅岭县',
      resultClass: 'C',
      result: '列入计划',
    },
    '梅岭县财政对加装电梯项目每台补助12万元，2024年竣工加装电梯19台。',
  ),
  letter(
    'meiling-tea',
    {
      proposalNo: 'B〔2021〕009',
      session: '五届五次',
      title: '关于县政协五届五次会议B〔2021〕009号提案的答复',
      subject: '关于做强茶产业的提案',
      addressees: ['叶疏桐'],
      department: '梅岭县农业农村局',
      date: '2021-09-01',
      place: '梅岭县',
    },
    '2020年，梅岭县茶园面积4.6万亩，茶叶产值3.1亿元。县农业农村局对茶叶加工企业给予贷款贴息。',
  ),
];

let town: View | undefined;
export async function townView(): Promise<View> {
  if (!town) {
    const generation = await indexed(fresh(TOWN), { vocabulary: loadVocabulary('knowledge/vocabulary') });
    town = generation.for({ role: 'public' });
  }
  return town;
}

/** What is understood of the last of these messages, the others being earlier turns. */
export async function said(...turns: readonly string[]): Promise<Inquiry> {
  const view = await townView();
  return understand({ text: turns.at(-1) ?? '', turns: turns.slice(0, -1), viewer: view.viewer, today: TODAY }, view);
}

/** Ids of letters by their positions. */
export async function ids(letters: readonly number[] | null): Promise<readonly string[] | null> {
  const view = await townView();
  return letters === null ? null : letters.map((index) => view.card(index)?.id ?? `? ${index}`);
}
