/** Whom a benefit is for. A rule for the old says nothing of the disabled: who is asked about must be who is told of. */

interface Group {
  readonly asked: RegExp;
  readonly told: RegExp;
}

/** Over folded texts; `asked` in questions, `told` in letters, Chinese and English. */
const groups: readonly Group[] = [
  {
    asked: /残疾|盲人|聋|肢残|智障|\bdisab|\bblind\b|\bdeaf\b|wheelchair/u,
    told: /残疾|残障|盲|聋|肢体|失能|行动不便|无障碍/u,
  },
  {
    asked: /老人|老年|老头|老太|长者|\belderly\b|older people|\bseniors?\b|pensioner/u,
    told: /老年|老人|敬老|养老|高龄|周岁以上|岁以上|长者|适老|助老|退休|失能|长护|长期护理/u,
  },
  {
    asked: /退役|退伍|当兵|军人|军属|转业|\bveterans?\b|\bsoldiers?\b|ex-service/u,
    told: /军人|退役|现役|军属|优抚|转业|双拥/u,
  },
  {
    asked: /大学生|毕业生|应届|\bgraduates?\b/u,
    told: /大学|毕业|高校|院校|本科|大专|硕士|学历|(?<![中小])学生(?![卡证票])|青年|人才/u,
  },
  { asked: /高中/u, told: /高中|普高|中学|中小学|各学段|全学段/u },
  { asked: /初中/u, told: /初中|中学|义务教育|中小学|各学段|全学段/u },
  { asked: /(?<!未)成年|成人|大人/u, told: /(?<!未)成年|成人|大人|居民|市民|群众|\d{2}周?岁以上/u },
  { asked: /(?<!大)学生|\bpupils?\b|\bstudents?\b/u, told: /学生|学校|校园|就读|在校|学籍|学位|子女|毕业生|学童/u },
  { asked: /农民工|打工的|外来务工|migrant work/u, told: /农民工|务工|劳动者|工资|外来|随迁|居住证|非本[市区县地]/u },
  { asked: /外国人|老外|外籍|\bforeign(?:er|ers|ners)\b|\bexpat/u, told: /外籍|外国|境外|国际/u },
  { asked: /孕妇|怀孕|产妇|\bpregnan/u, told: /孕|产妇|妇幼|生育|母婴/u },
  { asked: /教师|老师|\bteachers?\b/u, told: /教师|老师|师资|教职|保育|教育工作/u },
  { asked: /医生|护士|\bdoctors?\b|\bnurses?\b/u, told: /医生|护士|医师|医务|护理|医疗|村医|医院|卫生院|坐诊|出诊/u },
  {
    asked: /骑手|外卖(?:小哥|员)|快递(?:小哥|员)|网约车司机|\bcouriers?\b/u,
    told: /骑手|外卖|快递|新就业形态|网约|配送/u,
  },
  { asked: /环卫工|\bstreet cleaners?\b/u, told: /环卫|保洁/u },
];

/** Groups that the question names, as tests of what a letter tells. */
export function askedGroups(folded: string): readonly RegExp[] {
  return groups.filter(({ asked }) => asked.test(folded)).map(({ told }) => told);
}
