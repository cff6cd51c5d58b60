/** The labels that letters, forms and government sites print beside a fact, by what the fact is; all in their folded form. */

/** Each of the first words with each of the last: 办理 答复 × 结果 类别. */
function joined(first: string, last: string): string[] {
  return first.split(' ').flatMap((head) => last.split(' ').map((tail) => head + tail));
}

const words = (list: string): string[] => list.split(' ');

/** Where several of one kind are printed, the first of the list is taken. */
export const LABEL_NAMES = {
  result: [
    ...words('办理结果 结果类别 办理类别 答复类别 复文类别 办理类型 答复类型 结果分类 办理程度 解决程度'),
    ...joined(
      '办理 答复 复文 办复 办结 处理 承办 落实 采纳',
      '结果分类 结果类别 结果类型 结果等级 结果代码 情况分类 情况类别',
    ),
    ...joined('答复 复文 办复 处理 承办 落实 采纳 解决', '结果'),
    ...joined('办理 答复 复文 办复 处理 承办 落实 采纳 解决', '分类 类别 类型 程度 等级 代码 性质'),
    ...words('结果类型 结果等级 结果代码 结果 类别'),
  ],
  disclosure: [
    ...joined('公开', '属性 类型 方式 形式 情况 选项 类别 范围 意见 与否 性质 级别 程度 限制 要求 建议'),
    ...joined('信息公开 答复公开 复文公开 答复意见公开', '属性 类型 方式 形式 情况 选项 类别 范围'),
    ...joined(
      '是否 可否 能否 是否同意 可否同意 是否可以 是否可 是否予以 是否宜',
      '公开 主动公开 对外公开 全文公开 向社会公开',
    ),
    ...joined('答复 复文 此件 本件 答复内容 答复件 办理结果', '是否公开 可否公开 能否公开 是否可公开'),
    ...words('信息公开 公开'),
  ],
  docNo: words(
    '文号 发文字号 发文文号 文件编号 公文文号 文件字号 答复文号 复文字号 复文文号 答复字号 答复函号 复函文号 函号',
  ),
  proposalNo: [
    ...words('提案编号 提案号 建议编号 建议号 议案编号 案号 提案序号'),
    ...joined('委员提案 代表建议 建议提案 建议 议案 提案 案件', '编号 序号 号码 案号 顺序号'),
    '编号',
  ],
  session: words('届次 会议 会议名称 会议届次 会次 届别 届次会议 会议届别 所属届次 提出会议 所属会议 届会'),
  subject: [
    ...words('案由 事由'),
    ...joined('提案 建议 议案 代表建议 委员提案 建议提案', '名称 题目 标题 案由 题名 主题'),
  ],
  title: words('公文名称 信息名称 文件名称 答复标题 标题 名称 题目'),
  proposer: words(
    '提案人 提案者 第一提案人 第一提案者 提出人 提出者 建议人 建议者 提议人 领衔代表 领衔人 领衔委员 提案委员 建议代表 ' +
      '代表姓名 委员姓名 提案单位 提案人姓名 提出单位 提出代表 提出委员 主提人 提建议代表 提建议人 提案代表 主送 主送单位 主送代表 主送委员',
  ),
  department: words(
    '承办单位 主办单位 答复单位 办理单位 承办部门 主办部门 办理部门 答复部门 回复单位 复文单位 牵头单位 责任单位 责任部门',
  ),
  publisher: words('发布机构 发布单位 发文机关 发文单位 发文机构 公开机构 公开主体 制发机关 信息来源 来源'),
  /** Days of the letter itself, not of its publication. */
  date: [
    ...words('成文日期 成文时间 生成日期 生成时间 落款日期'),
    ...joined('答复 复文 办复 办结 回复 填表 填报 签发', '日期 时间'),
  ],
  /** Known as labels, of no use to the fields. */
  other: words(
    '发布日期 发布时间 公开日期 发文日期 公开时间 信息时间 日期 时间 签发人 联系人 联系电话 联系人及电话 联系人及联系电话 经办人 ' +
      '经办人及电话 经办科室 承办科室 电话 索引号 主题分类 信息分类 公文种类 体裁分类 关键词 浏览次数 访问次数 点击数 字号 有效性 ' +
      '办理情况 答复内容 答复意见 办理意见 建议类别 提案类别 提案分类 会办单位 协办单位 分办单位 办理日期 办理时间 提出日期 交办日期 ' +
      '提出时间 交办时间 办理时限 办理期限 办理方式 界别 党派 代表团 联名人 附议人 联名代表 附议代表 联名委员 附议委员 联系方式 承办人 ' +
      '工作单位 单位及职务 职务 沟通方式 沟通情况 满意程度 满意度 提案内容 建议内容 手机 地址 通讯地址 通信地址 邮编 邮政编码 审核人 ' +
      '审签人 分管领导 单位负责人 备注',
  ),
} as const satisfies Readonly<Record<string, readonly string[]>>;

export const ALL_LABELS: readonly string[] = [...new Set(Object.values(LABEL_NAMES).flat())].toSorted(
  (a, b) => b.length - a.length,
);
