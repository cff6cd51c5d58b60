/** Sentences of courtesy and form, which answer nothing: the opening, thanks, a paragraph's own announcement. */
const courtesy =
  /^(?:特此|专此|專此)|^此[复覆復]|收悉|答[复覆]如下|回[复覆]如下|函[复覆]如下|意[见見]如下|[感谢]{2}(?:您|你|贵|各)|感[謝谢].{0,40}(?:支持|關心|关心|理解|提案|建议|建議)|[欢歡]迎.{0,8}(?:继续|繼續|提出)|以上意见供|供(?:你|您|贵)[^。]{0,20}参考。$|^(?:您|你们?|您们|贵[会委])[^，。]{0,20}(?:提出|列举|反映|指出)的[^，。]{0,30}(?:中肯|很好|重要|到位|体验和核实|交换意见)|^(?:您|你们?|您们|贵[会委])[^。]{0,40}提出的[“《「『]|作出[了过]?答[复覆]|抓住了问题的关键|[作做]出(?:新的|更大的?|更多的?|应有的?|积极的?|我们的)?(?:新的|更大|更多|应有|积极)?的?[贡貢][献獻]。?$|(?:我们|我局|我委|我办|我)(?:将|會|会)?(?:认真|虚心|積極|积极|充分)(?:落实|吸收|采纳|吸纳|听取|研究|借鉴)(?:相关|有关|您|你|贵|各位|委员|代表|提案)[^，。；]{0,12}(?:建议|意见)(?:$|[，。])/u;

/** 经商某局，现将办理情况答复 (cut at its line's end); 现就…提出协办意见，供你局参考：; 我局进行了认真梳理。 */
const opening =
  /(?:^|，)现[将就][^。，]{0,40}(?:答复|回复|函复|复函|函告|汇报|反馈)(?:您|你们?|贵[会委单位]*)?(?:如下)?[。：]?$|^(?:经|结合|根据|按照)[^。]{0,60}现[将就][^。]{0,40}(?:答复|回复|函告|意见)[^。]{0,16}[。：]?$|供(?:你|您|贵)[^。]{0,20}参考[。：]?$|(?:如下|函复您|答复您)[：。]?$|^[^，\d]{0,20}(?:，)?我[局委办院会][^，\d]{0,24}进行了?(?:认真|深入|专题|逐条|全面|仔细)的?(?:梳理|研究|分析|学习|讨论)。?$/u;
/** 安静的环境是群众切身利益。: true of everything, and so no answer to anything. */
const general =
  /^[^，。\d]{2,24}(?:是|为|关系到?|事关|关乎|涉及|牵动|连着)[^，。\d]{0,18}(?:切身利益|民生(?:大事|实事|工程|问题)?|千家万户|重要(?:内容|组成部分|举措|保障|抓手|途径|基础|支撑|载体|环节)|头等大事|生命线|幸福感?|福祉|民心|热切期盼|共同期盼|必然要求|应有之义|永恒(?:的)?主题)。?$|^民生无小事/u;

/** `关于充电价格。`, `（2）关于路灯。`, which heads the sentences after it where a letter numbers nothing. */
const announcement =
  /^(?:关于|对于|针对)[^，。；]{2,40}(?:。|：|的(?:建议|问题|意见)[，。：])$|^[^，。；\d]{0,6}(?:基本|工作|总体|办理|主要|有关|具体)(?:情况|做法|措施|举措|成效|问题)[。：]$/u;
/** 一、 （2） 2. before it. */
const mark = /^\s*(?:[(（]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|[\d一二三四五六七八九十]{1,3}[、.．)）]|[①-⑳])\s*/u;

/** 新建泵站3座: a courtesy that counts something tells something. */
const COUNTED = /\d[\d.]*[万亿]?(?![\d.年月日号届次条点])\p{Script=Han}/u;

/** Folded text has its commas and colons in ASCII; the patterns have them as letters print them. */
function printed(folded: string): string {
  return folded.trim().replaceAll(',', '，').replaceAll(':', '：').replaceAll(';', '；');
}

export function isAnnouncement(folded: string): boolean {
  return announcement.test(printed(folded).replace(mark, ''));
}

export function isCourtesy(folded: string): boolean {
  const text = printed(folded);
  if (opening.test(text) || general.test(text.replace(mark, ''))) return true;
  return (courtesy.test(folded) || courtesy.test(text)) && !COUNTED.test(text);
}
