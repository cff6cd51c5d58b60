/**
 * Letters for the tests of answering. Everything in them (places, agencies, people, numbers) is invented.
 * Offsets are recorded as the body is put together.
 */
import type { Inquiry } from '../../src/inquiry/inquiry.ts';
import type { Letter, LetterField, LetterFields, Region, Section, Sentence, Span } from '../../src/model.ts';

type Told = 'done' | 'planned' | 'both' | 'stated';
interface Plan {
  readonly file: string;
  readonly fields: Partial<LetterFields>;
  readonly sections: readonly {
    readonly heading: string | null;
    readonly sentences: readonly (readonly [string, Told])[];
  }[];
  readonly contact?: string;
  readonly ocr?: boolean;
  readonly restricted?: 'on_request' | 'withheld';
}

const blank: LetterFields = {
  kind: 'cppcc',
  genre: 'reply',
  proposalNo: null,
  session: null,
  title: null,
  subject: null,
  addressees: [],
  department: null,
  docNo: null,
  result: null,
  resultClass: null,
  disclosure: null,
  date: null,
  place: null,
};

export function letterOf(plan: Plan): Letter {
  const fields: LetterFields = {
    ...blank,
    ...plan.fields,
    disclosure: plan.restricted ?? plan.fields.disclosure ?? null,
  };
  let body = '';
  const evidence: Partial<Record<LetterField, Span>> = {};
  const put = (text: string): Span => {
    const start = body.length;
    body += text;
    return { start, end: body.length };
  };
  const line = (text: string): Span => {
    const span = put(text);
    put('\n');
    return span;
  };
  if (fields.result !== null) {
    put('办理结果：');
    evidence.result = line(fields.result);
  }
  if (fields.title !== null) {
    const at = line(fields.title);
    evidence.title = at;
    const number = fields.proposalNo === null ? -1 : fields.title.indexOf(fields.proposalNo);
    if (number >= 0)
      evidence.proposalNo = { start: at.start + number, end: at.start + number + (fields.proposalNo ?? '').length };
  }
  if (fields.addressees.length > 0) {
    evidence.addressees = put(fields.addressees.join('、'));
    put('：\n');
  }
  if (fields.subject !== null) {
    put('您提出的《');
    evidence.subject = put(fields.subject);
    put('》收悉，现答复如下：\n');
  }
  const regions: Region[] = [{ role: 'head', start: 0, end: body.length }];
  const textStart = body.length;
  const sections: Section[] = plan.sections.map(({ heading, sentences }) => {
    const start = body.length;
    let headingAt: Span | null = null;
    if (heading !== null) {
      headingAt = put(heading);
      put('。');
    }
    const told: Sentence[] = sentences.map(([text, tense]) => ({
      ...put(text),
      done: tense === 'done' || tense === 'both',
      planned: tense === 'planned' || tense === 'both',
    }));
    const end = body.length;
    put('\n');
    return { start, end, heading, headingAt, sentences: told };
  });
  regions.push({ role: 'text', start: textStart, end: body.length });
  const signatureStart = body.length;
  if (fields.department !== null) evidence.department = line(fields.department);
  if (fields.date !== null) {
    const [y, m, d] = fields.date.split('-');
    evidence.date = line(`${y}年${Number(m)}月${Number(d)}日`);
  }
  regions.push({ role: 'signature', start: signatureStart, end: body.length });
  if (plan.contact !== undefined) regions.push({ role: 'contact', ...line(plan.contact) });
  return {
    ...fields,
    id: plan.file,
    file: plan.file,
    sha256: '0'.repeat(64),
    format: 'txt',
    ocr: plan.ocr ?? false,
    body,
    pages: plan.ocr ? [0, textStart] : [],
    regions,
    sections,
    evidence,
    contact: null,
    problems: [],
  };
}

export const charging = letterOf({
  file: 'charging.txt',
  fields: {
    proposalNo: '031207',
    session: '三届二次',
    title: '对区政协三届二次会议第031207号提案的答复',
    subject: '关于加快小区充电设施建设的提案',
    addressees: ['林晚舟'],
    department: '云屏区发展和改革委员会',
    result: '采纳或解决',
    resultClass: 'A',
    date: '2025-06-12',
    place: '云屏区',
  },
  sections: [
    {
      heading: '一、关于增加小区充电设施的建议',
      sentences: [
        ['截至2025年5月底，全区已建成公共充电设施1268个，覆盖83个小区。', 'done'],
        ['对新建的直流充电设施，按每千瓦150元给予补助，单个场站最高20万元。', 'done'],
        ['申请人应当在建成后六个月内向所在街道提出申请。', 'stated'],
        ['下一步，将在2026年底前再建充电设施400个。', 'planned'],
      ],
    },
    {
      heading: '二、关于降低充电价格的建议',
      sentences: [
        ['2024年，全区充电服务费平均下降百分之十二。', 'done'],
        ['拟于2025年第四季度出台分时电价方案。', 'planned'],
      ],
    },
  ],
  contact: '联系人：周某某 电话：55500011',
});

export const canteen = letterOf({
  file: 'canteen.txt',
  ocr: true,
  fields: {
    kind: 'npc',
    proposalNo: '58',
    session: '五届一次',
    title: '关于县五届人大一次会议第58号建议的答复',
    subject: '关于办好社区食堂的建议',
    addressees: ['何秋水', '唐渡'],
    department: '松溪县民政局',
    date: '2021-09-03',
    place: '松溪县',
  },
  sections: [
    {
      heading: '一是建设情况',
      sentences: [
        ['全县已建成老年助餐点35个，累计供餐12.6万份。', 'done'],
        ['年满65周岁的本县户籍老年人，每餐补助4元。', 'stated'],
        ['计划2022年6月底前再建9个。', 'planned'],
      ],
    },
  ],
});

export const secret = letterOf({
  file: 'secret.txt',
  restricted: 'on_request',
  fields: {
    proposalNo: '031299',
    title: '对区政协三届二次会议第031299号提案的答复',
    subject: '关于充电设施事故处置的提案',
    department: '云屏区消防救援大队',
    date: '2025-07-01',
    place: '云屏区',
  },
  sections: [{ heading: null, sentences: [['2024年共处置充电设施火情17起。', 'done']] }],
});

export const letters = [charging, canteen, secret] as const;

/** An inquiry by hand, for tests of composing alone. */
export function inquiryOf(question: string, over: Partial<Inquiry> = {}): Inquiry {
  return {
    question,
    text: question,
    carried: null,
    focus: [],
    earlier: null,
    language: 'zh-Hans',
    intent: 'fact',
    asks: ['what'],
    social: null,
    numbers: [],
    session: null,
    places: [],
    agencies: [],
    years: [],
    proposers: [],
    resultClass: null,
    kind: null,
    genre: null,
    section: null,
    scope: null,
    unmet: null,
    ambiguous: [],
    chosen: null,
    concepts: [],
    words: [],
    corrections: [],
    ...over,
  };
}

export { viewOf, vocabulary } from './invented-view.ts';
