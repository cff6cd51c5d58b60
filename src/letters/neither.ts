/** Sentences that tell neither work nor promise: courtesy at the letter's end, a state of affairs, a problem. */

const COURTESY =
  /^(?:衷心|再次|非常|最后|诚挚|十分|真诚|在此)?[，]?(?:感谢|谢谢|欢迎|希望您|希望你|恳请|敬请|诚请|以上答复|以上意见|特此|专此|此复|如有不妥|如对|祝|最后，)/;

/** 做出更大贡献, 继续努力: what a closing pledge ends in. */
const FLOURISH =
  /(?:[做作]出|贡献)[^，]{0,12}(?:贡献|力量|努力)$|(?:继续|不懈|加倍)努力$|再接再厉|不辜负|不负[^，]{1,12}(?:期望|厚望|重托|所托)|添砖加瓦|新篇章$/;
const WHO = '(?:最后|今后|下一?步|接下来|同时)?(?:我[们局委办院区县市]|本[局委办院]|区|县|市)?[局委办]?';
const HOW = '(?:将|会|愿|一定|一如既往地?|继续|进一步|更加|不断|持续|认真|积极|切实|虚心|充分|以)*';
/** A clause that promises nothing in particular: 我们将认真落实相关建议, 不断改进工作. */
const VAGUE = new RegExp(
  `^${WHO}${HOW}(?:(?:落实|采纳|吸收|吸纳|听取|研究|对待|办理|借鉴)好?(?:相关|有关|您|你|贵|各位|各|代表|委员|提案|议案|该|上述|这些|的|们|党派|团体|和|、|宝贵|意见|建议|单位|人大|政协|会|提出|所提)+|(?:改进|提升|做好|提高|加强|推进)(?:各项|我们的|自身|本职|相关)?(?:工作|服务)(?:水平|质量|质效|效能|作风)?|履职尽责|担当作为|恪尽职守|)$`,
);

/** Whether a paragraph or sentence (folded) opens with thanks or closes the letter: 以上答复, 专此函复. */
export function opensCourtesy(text: string): boolean {
  return COURTESY.test(text);
}

/** The middle of a pledge: 不断优化企业服务, 提升发展新动能. */
const GENERAL =
  /^(?:不断|进一步|持续|着力|切实|努力)*(?:优化|提升|改进|提高|推动|加强|促进|增强|改善|完善|做好)[^，\d]{0,16}(?:服务|工作|水平|动能|质量|环境|能力|发展|效能|实效|质效|建设)$/;
const FLOURISHES = new RegExp(`^${WHO}${HOW}(?:为|推动|促进|努力|再接|不|谱写|书写|在|$)`);

/** Whether clauses make a closing pledge without matter: 我们将认真落实相关建议，为全区高质量发展做出更大贡献. */
export function isClosingPledge(clauses: readonly string[]): boolean {
  const first = clauses[0] ?? '';
  const last = clauses.at(-1) ?? '';
  const pledges = VAGUE.test(first) || (FLOURISH.test(first) && FLOURISHES.test(first));
  return (
    pledges &&
    clauses.some((clause) => FLOURISH.test(clause)) &&
    (FLOURISH.test(last) || VAGUE.test(last)) &&
    clauses.every(
      (clause) =>
        !/\d/.test(clause) &&
        (VAGUE.test(clause) || GENERAL.test(clause) || (FLOURISH.test(clause) && FLOURISHES.test(clause))),
    )
  );
}

const PROBLEM =
  /(?:问题|矛盾|压力|缺口|难题|短板|隐患|现象|困难|形势|风险)[^，]{0,8}(?:突出|凸显|显现|严重|严峻|较大|加剧|存在|时有发生|不容忽视)$|需求[^，]{0,6}(?:迫切|强烈|旺盛)$|成为[^，]{0,40}(?:问题|难题|短板|瓶颈|挑战|痛点|堵点|难点|焦点|热点|趋势|共识|课题|关切|隐患|障碍)(?:之一)?$/;
const POPULATION =
  /(?:人口|老年人|老龄化|老人|出生率|生育率)[^，]{0,16}(?:占比|占|比例|比重|已|超过|突破|达|进入|下降|增长|上升)/;
const QUANTITY =
  /(?:占比|比例|比重|数量|总量|保有量|需求|规模|缺口)[^，]{0,10}(?:超过|达|突破|接近|攀升|增长|上升|增加|扩大)|每年[^，]{0,24}(?:保持在|约|达|左右|以上)|以前建成的[^，]{2,12}(?:约|有|共)/;
/** Words of somebody's work in a clause of figures: 参保人口已达52万. */
const WORK =
  /参保|参加|覆盖|服务|享受|发放|办理|登记|接种|签约|入住|培训|就业|脱贫|救助|惠及|受益|解决|供水|饮水|建档|体检|转移|保障|补贴|普及|建成|完成|新增|投入|为[^，]{0,12}老年?人/;

/** The clauses that may tell of work; states of affairs (老年人口占比已经超过四分之一) and problems are left out. */
export function clausesOfWork(clauses: readonly string[]): readonly string[] {
  const troubled = clauses.some((clause) => PROBLEM.test(clause));
  return clauses.filter(
    (clause) =>
      !PROBLEM.test(clause) &&
      !(POPULATION.test(clause) && !WORK.test(clause)) &&
      !(troubled && QUANTITY.test(clause) && !/我[局委办院们]|已(?:建|完|投|为)|完成|投入/.test(clause)),
  );
}
