/** Whether a sentence holds the kind of thing that is asked for. */
import type { Ask } from '../inquiry.ts';

const number = '[0-9一二三四五六七八九十两]';

/** Over the folded sentence. An ask without a pattern is met by any sentence. */
const patterns: Readonly<Partial<Record<Ask, RegExp>>> = {
  amount: /\d[\d.]*[万亿千百]*元|免费|不收|不收取|免[收除予交缴租]|全免|减半|首月免/u,
  count: new RegExp(`${number}[\\d.]*[万亿千百]*(?![\\d.万亿千百%年月日号时点分届次条元岁])[\\p{L}]`, 'u'),
  share:
    /\d[%]|[百千万二三四五六七八九]分之|[一二三四五六七八九]折|一半|一倍|[一二三四五六七八九]成(?!立|果|效|长|员|功)|翻番/u,
  when: /\d年|\d月|\d+[天日][前内]|前\d+[天日]|每学期|开学|年内|年底|月底|季度|[上下]半年|近期|尽快|即日|[今明]年|工作日|未确定|不能确定|待定|每年/u,
  hours: /\d[时点]|24小时|全天|[上下]午/u,
  duration: new RegExp(
    `${number}+(?:\\.\\d+)?个?(?:工作日|小时(?!热线|开放|服务|受理|值守|值班|营业|在线|供|运行|自助|不间断)|分钟|天|日内|个月|周(?![岁年末一二三四五六日])|年(?!\\d|底|内|以来|全|度|\\d*月))|期限|有效期|[一二两三五十]年`,
    'u',
  ),
  age: /\d+(?:至\d+)?(?:个月|周?岁)|年满/u,
  where:
    /(?:向|到|在|去|至|赴)[^，。；]{2,30}?(?:申请|提出|提交|登记|反映|办理|申报|填报|预约|领取|报装|咨询|投诉|受理|收取)|(?:登录|通过|平台|小程序|窗口|服务中心|网站|公众号|地址|集散点|服务点)|(?:投放|送|交|停放|存放|堆放)(?:至|到)|(?:投放|回收|集散|收运|停放|服务|接种|报名)点/u,
  how: /申请|登录|凭|拨打|提交|提出|办理|预约|登记|填报|申报|小程序|扫码|网上|线上|向[^，。；]{2,20}反映/u,
  materials: /凭|持有?|提供|提交|材料|证明|身份证|证件|合同|票据|执照|证书/u,
  'who-qualifies':
    /应当|条件|符合|以上|以下|以内|年满|户籍|对象|限于|面向|不得|资格|不受|均可|可以|凡|家庭|人员|已经享受|满[一二三六\d]/u,
  who: /(?:由|向|经|会同|联合|牵头|负责|所在)[^，。；]{0,24}?(?:局|委|办|中心|街道|镇|乡|村|社区|公司|单位|部门|大队|中队|银行|协会|企业|政府)|牵头|负责/u,
  phone: /\d{5,}|电话|热线/u,
  benefit: /给予|补助|补贴|奖励|享受|优惠|免费|减免|报销|资助|贴息|津贴|补偿|奖补/u,
  change: /由[^，。；]{1,24}(?:提高|降|调整|增|延|缩|改|升|扩)|调整|新标准|提高到|降到|改为|变化|此前|原标准/u,
  why: /因|由于|原因|鉴于|缺乏|考虑到|难以|影响/u,
  result: /采纳|参考|暂不|不予|列入|不宜|不具备|尚未|完成|解决/u,
  progress: /已|完成|建成|目前|截至|达到|开工|正在|累计|全部|启用|开通|未能/u,
};

/** Whether the sentence says that a thing is not so, or not yet: what answers 有没有 and 采纳了吗 just as well. */
const denial = /暂不|不予|尚未|尚不|不能确定|未能|不再|不宜|无法|暂未|没有|不具备|不享受|不重复|难以/u;

interface AskedSentence {
  readonly folded: string;
  readonly done: boolean;
  readonly planned: boolean;
}

/** What a number of another measure counts for, against one of the measure asked. */
const OTHER_MEASURE = 0.4;
/** A sum of another kind: too little to answer. */
const OTHER_SUM = 0.2;

function meets(ask: Ask, sentence: AskedSentence, measure: RegExp | null): number {
  const { folded, done, planned } = sentence;
  if (ask === 'planned') return planned ? 1 : 0;
  if (ask === 'done') return done ? 1 : 0;
  if (ask === 'progress') return done ? (/\d/u.test(folded) ? 1 : 0.6) : patterns.progress?.test(folded) ? 0.5 : 0;
  if (ask === 'result') return denial.test(folded) ? 1 : patterns.result?.test(folded) ? 0.7 : 0;
  if (ask === 'whether') return done || denial.test(folded) ? 1 : 0.6;
  const pattern = patterns[ask];
  if (!pattern) return 0.5;
  if (ask === 'amount' && measure !== null && !measure.test(folded)) return OTHER_SUM;
  const measures = ask === 'count' || ask === 'when';
  if (pattern.test(folded)) return measures && measure !== null && !measure.test(folded) ? OTHER_MEASURE : 1;
  // 按保费的百分之三十给予支持 answers how much, if not in money.
  if (ask === 'amount' && patterns.share?.test(folded) === true) return 0.7;
  // 由县财政承担 answers who pays.
  if (ask === 'amount' && /承担|自理|分摊|负担/u.test(folded)) return 0.6;
  // A plain no answers "how much" and "when" too.
  return denial.test(folded) ? 0.4 : 0;
}

/** 3500 万元 and 3,500万元 as 3500万元: print shops set blanks and commas that no figure needs. */
function tight(sentence: AskedSentence): AskedSentence {
  if (!/\d[ ,，]\s?[\d万亿千百元%个]/u.test(sentence.folded)) return sentence;
  const { done, planned, folded } = sentence;
  const joined = folded.replaceAll(/(?<=\d)[,，](?=\d{3}(?!\d))|(?<=\d) +(?=[万亿千百元%\p{Script=Han}])/gu, '');
  return { done, planned, folded: joined };
}

/** 0 to 1: how much of what is asked for the sentence holds; the first ask weighs most. */
export function askFit(asks: readonly Ask[], printed: AskedSentence, measure: RegExp | null = null): number {
  const sentence = tight(printed);
  let got = 0;
  let all = 0;
  // 采纳了吗 asks for the result; that it is asked as a yes or no adds nothing.
  const own = asks.some((ask) => ask === 'result' || ask === 'progress') ? asks.filter((a) => a !== 'whether') : asks;
  for (const [i, ask] of own.entries()) {
    const weight = 1 / (i + 1);
    all += weight;
    got += weight * meets(ask, sentence, measure);
  }
  return all === 0 ? 0.5 : got / all;
}

/** The asks that the sentence meets, so that a second one can be chosen for the rest. */
export function metBy(asks: readonly Ask[], printed: AskedSentence): readonly Ask[] {
  const sentence = tight(printed);
  return asks.filter((ask) => meets(ask, sentence, null) >= 0.9);
}
