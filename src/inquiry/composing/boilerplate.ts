/** Sentences of courtesy and form, which answer nothing: the opening, thanks, a paragraph's own announcement. */
const courtesy =
  /^(?:特此|专此|專此)|^此[复覆復]|收悉|答[复覆]如下|回[复覆]如下|函[复覆]如下|意[见見]如下|[感谢]{2}(?:您|你|贵|各)|感[謝谢].{0,40}(?:支持|關心|关心|理解|提案|建议|建議)|[欢歡]迎.{0,8}(?:继续|繼續|提出)|以上意见供|供(?:你|您|贵)[^。]{0,20}参考。$|^(?:您|你们?|您们|贵[会委])[^，。]{0,20}(?:提出|列举|反映|指出)的[^，。]{0,30}(?:中肯|很好|重要|到位|体验和核实|交换意见)|^(?:您|你们?|您们|贵[会委])[^。]{0,40}提出的[“《「『]|作出[了过]?答[复覆]|抓住了问题的关键|[作做]出(?:新的|更大的?|更多的?|应有的?|积极的?|我们的)?(?:新的|更大|更多|应有|积极)?的?[贡貢][献獻]。?$|(?:我们|我局|我委|我办|我)(?:将|會|会)?(?:认真|虚心|積極|积极|充分)(?:落实|吸收|采纳|吸纳|听取|研究|借鉴)(?:相关|有关|您|你|贵|各位|委员|代表|提案)[^，。；]{0,12}(?:建议|意见)(?:$|[，。])/u;

/** `关于充电价格。`, which heads the sentences after it where a letter numbers nothing. */
const announcement = /^(?:关于|關於|对于|针对)[^，。；]{2,40}(?:。|：|的(?:建议|问题|意见)[，。：])$/u;

export function isAnnouncement(folded: string): boolean {
  return announcement.test(folded.trim());
}

export function isCourtesy(folded: string): boolean {
  return courtesy.test(folded) && !/\d[\d.]*[万亿]?(?:元|个|家|户|人)/u.test(folded);
}
