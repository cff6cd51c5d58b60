/** Whether a letter may be shown: 主动公开, 依申请公开, 不予公开. */
import type { Disclosure } from '../model.ts';
import { checkedOption } from './checked.ts';

const WITHHELD =
  /不(?:予|同意|宜|得|能|可|可以|应|便|对外|向社会|面向社会|主动|上网|作|做)?(?:主动|对外|向社会|全文|上网|网上)?(?:公开|发布(?!会))|非公开|免[予于]公开|暂缓公开|^(?:否|不|不可以|不同意|不宜|不能|不可|内部)$|^(?:仅|限|只)(?!.*社会)|(?:内部|系统内|本人|部门间|单位内)(?:范围)?(?:内)?(?:公开|掌握|使用|传阅|资料|文件)?$|^(?:工作)?(?:秘密|机密|绝密)|[勿得禁]外传|注意保[密存]/;
const ON_REQUEST = /依申请公开|依法申请公开|申请公开|依申请/;
const PUBLIC =
  /主动公开|同意(?:全文|对外|摘要)?公开|公开发布|全部公开|全文公开|予以公开|可以?公开|此件公开|对外公开|(?:面向|向|对)[^，。；]{0,8}(?:社会|公众|群众|市民|大众)[^，。；]{0,6}公开|^(?:面向|向|对)?(?:全|整个)?社会(?:公众|各界)?$|^(?:全文|摘要|主动|全面)?公开$|^(?:是|同意|可|可以|能|主动|全文|全部)$/;
/** Longer than this, a value is its first words and a reason: 依申请公开（理由：…）. */
const VALUE = 40;

/** What a label's value says; null when it says nothing of disclosure. A stricter word wins over a laxer one. */
export function readDisclosure(value: string): Disclosure | null {
  const whole = value.replace(/\s+/g, '');
  // A long value is a sentence; what it says after its first words is about something else.
  const text = whole.length > VALUE ? (/^[^（，。；：]{1,24}/.exec(whole)?.[0] ?? '') : whole;
  if (WITHHELD.test(text)) return 'withheld';
  if (ON_REQUEST.test(text)) return 'on_request';
  return PUBLIC.test(text) ? 'public' : null;
}

const RANK = { withheld: 3, on_request: 2, public: 1 } as const;

/** Whether `said` keeps a letter from more people than `than` does. */
export function isStricter(said: Disclosure, than: Disclosure | null): boolean {
  return than === null || RANK[said] > RANK[than];
}

/** The letter that a mark speaks of: 此件, 本答复. */
const THIS =
  '(?:(?:此|本|该|以上)(?:件|文|函|复函|复文|公文|文件|信息|(?:提案|建议)?答复(?:函|件|书)?|回复|意见|材料)|答复(?:件|意见|内容)?|复文|复函|全文)(?:内容|意见|全文)?';
const LABEL =
  '(?:(?:信息|答复|复文|答复件|答复意见|此件|本件|文件|公文|办理结果)?公开(?:属性|类型|类别|方式|形式|情况|选项|选择|范围|意见|与否|性质|级别|程度|限制|要求|建议|分类)|(?:答复|复文|此件|本件|答复内容|答复件|办理结果)?(?:是否|可否|能否)(?:同意|可以|可|予以|宜)?(?:向社会|对外|全文|主动|上网|网上)*(?:公开|发布)|信息公开|公开|密级|知悉范围|发布范围)';
const COPULA = '(?:为|是|系|属于?|按照?|定为|列为|作|同意|建议|可以?|，)?：?';
const LAX =
  '(?:主动公开|公开发布|同意(?:全文|对外|摘要|主动)?公开|可以?(?:全文|主动|对外|向社会|面向社会)?公开|(?:面向|向|对)全?社会(?:公众)?公开|予以公开|对外公开|全文公开|公开)';
const AUDIENCE = '委员|代表|提案[人者方]|提案单位|建议人|领衔人|本人|个人|内部|系统内|本单位|机关|工作人员|领导';
const STRICT = `(?:依(?:法|据|照)?申请(?:予以|后)?公开类?|依申请|申请公开|(?:暂|暂时|均|一律|网上|对外|全文)?不(?:予|同意|宜|得|能|可以?|应|便|作|做)?(?:主动|对外|向社会|面向社会|上网|网上|全文)*公开(?:发布)?|不(?:予|得|宜|对外|上网)+(?:发布|公布)|不(?:宜|得|可)?(?:上网|挂网)|不(?:宜|得)?[在于](?:互联网|网上|网站|网络|门户网站)上?(?:公开|发布)|非公开|免[予于]公开|暂缓公开|仅(?:限|供|向|对|送|发)?于?(?![^，]*(?:答复|回复|汇总)[^，]*参考)[^，。]{0,10}(?:${AUDIENCE})[^，。]{0,10}|限于?(?:${AUDIENCE})[^，。]{0,10}|内部(?:资料|文件|材料|件|使用|掌握|传阅|参阅|参考|公开|刊物|信息|情况)|(?:注意|妥善)(?:保密|保存|保管)|(?:请勿|切勿|勿|不得|严禁|不要|禁止)(?:外传|转发|外泄|泄露|公开传播|扩散|翻印|上网)|工作秘密|(?:秘密|机密|绝密)(?:[★☆*](?:\\d{1,2}|[一二三四五六七八九十]{1,2})(?:年|个月)|[★☆*]长期)?|内部(?:[★☆*].{0,6})?)`;
const REASON = '(?:(?:因|由于|鉴于)?(?:涉及|涉)[^，。]{1,24}，)?';
const MARK_LAX = new RegExp(`^(?:${THIS}${COPULA}|${LABEL}：?)?(?:${LAX}|此件公开(?:发布)?)(?:处理|件|文件|发布)?$`);
const MARK_STRICT = new RegExp(
  `^(?:${THIS}${COPULA})?${REASON}(?:${LABEL}[：|—\\-]*)?${STRICT}(?:处理|件|文件|范围)?(?:[，；：、（★☆]?(?:${STRICT}|(?:因|理由|原因|涉及|涉|依据|由于).{0,40}))*）?$`,
);
const MARK_LABEL = new RegExp(`^${LABEL}[：|—\\-]+(.{1,80})$`);
const LABEL_FIRST = new RegExp(`^${LABEL}[：|\\s]*`);
/** Options with boxes to tick: □主动公开, 否（√）, 〔x〕. */
const BOXES = /[□☐☑☒√✓✔■]|[（〔]\s*[xXvV]\s*[）〕]/;
const AROUND =
  /^[（〔｛{〈<〖﹝﹙「“『‘《＜〘★☆*·\-—－=~～_【[\s]+|[）〕｝}〉>〗﹞﹚」”』’》＞〙★☆*·\-—－=~～_】\]\s。；，！]+$/g;
/** Real marks have a dozen characters, with a reason some forty. */
const MARK = 90;

/** What a whole stretch of text (folded) says that is nothing but a mark: （依申请公开）, 公开属性：不予公开. */
export function disclosureLine(line: string): Disclosure | null {
  if (line.length > MARK * 2 || !/[公保外内秘密限仅申上否]/.test(line)) return null;
  const whole = line.replace(/\s+/g, '');
  if (whole.length > MARK) return null;
  const text = whole.replace(AROUND, '');
  const labelled = MARK_LABEL.exec(text);
  if (BOXES.test(whole) && /公开/.test(whole)) return tickedDisclosure(line.trim().replace(LABEL_FIRST, ''));
  // 内部资料 注意保存: two words of one mark; a space between them is as good as a comma.
  if (MARK_STRICT.test(text)) return /申请/.test(text) && !/不[^，]{0,6}公开/.test(text) ? 'on_request' : 'withheld';
  if (MARK_LAX.test(text)) return readDisclosure(text);
  return labelled && labelled[1]!.length <= VALUE ? readDisclosure(labelled[1]!) : null;
}

/** □主动公开 ☑依申请公开 □不予公开, which a label may not stand before. */
function tickedDisclosure(text: string): Disclosure | null {
  const one = checkedOption({
    label: '公开',
    value: text.replace(/^[（〔](.*[□☐☑☒√✓✔■].*)[）〕]$/, '$1'),
    at: null,
    line: -1,
  });
  return one === null || one.value === text ? null : readDisclosure(one.value);
}

/** Whether a line (folded) offers its disclosure for ticking. */
export function hasBoxes(line: string): boolean {
  return BOXES.test(line);
}

/** Words that keep a letter back, wherever they stand. */
const STRICT_WORD =
  /依申请(?:予以)?公开|不(?:予|宜|得|便|同意)?(?:对外|向社会|主动|上网|[在于][^，。]{1,6})?公开|(?:部分|删减后?|脱敏后?)公开|非公开|[勿得禁]外传|注意保[密存]|内部(?:资料|文件|掌握)(?!室)|仅供[^，。]{0,8}(?:本人|内部)/;
/** Behind the word, what makes it a name for something else: 依申请公开工作, 不予公开的信息. */
const NAMES =
  /^(?:的|工作|制度|方式|渠道|信息|程序|流程|办理|受理|申请|答复|事项|情形|范围|目录|共|清单|数|等|”|》|平台|指南|内容|\d|[和与或及、])/;
const OF_THE_TOPIC =
  /政务|政府信息|信息公开|条例|制度|申请人|渠道|平台|目录|招标|投标|商业秘密的|公开方式|受理|《|“|您(?:建议|提出)|依法不予公开|(?:依法|一律|同时)/;
const OF_THIS = new RegExp(
  `(?:^|[，；：])(?:鉴于|由于|因)?${THIS}(?![^，]{0,12}(?:工作|制度))[^。]{0,40}?${STRICT}(?:处理|范围)?(?=$|[，；。！（])`,
);

/** A sentence (folded) that says of its own letter whom it is for: 本答复涉及…，不宜公开. */
export function saysOfItself(sentence: string): Disclosure | null {
  const text = sentence.replace(/\s+/g, '').slice(0, 400);
  const said = OF_THIS.exec(text)?.[0];
  if (said === undefined) return null;
  return /申请/.test(said) && !/不[^，]{0,6}公开/.test(said) ? 'on_request' : 'withheld';
}

/** Whether a sentence (folded) holds a strict word that may or may not be the letter's mark. */
export function isDoubtful(sentence: string): boolean {
  const text = sentence.replace(/\s+/g, '').slice(0, 400);
  const word = STRICT_WORD.exec(text);
  return word !== null && !OF_THE_TOPIC.test(text) && !NAMES.test(text.slice(word.index + word[0].length));
}

/** What a note beside the text (folded) says in words of its own: （提案者不同意公开）, 注：本件不公开. Not of an attachment. */
export function noteSays(note: string): Disclosure | null {
  const text = note.replace(/\s+/g, '');
  if (text.length > 60 || !isDoubtful(text) || /附件|附表|附图|部分|删减|脱敏/.test(text)) return null;
  return /申请(?:予以)?公开/.test(text) && !/不[^，]{0,6}公开/.test(text) ? 'on_request' : 'withheld';
}

const MENU =
  /首页|公开(?:指南|制度|年报|目录|年度报告)|^\s*(?:政府|政务)?信息公开\s*$|^\s*政务公开\s*$|法定主动公开|^\s*(?:栏目|频道|关键[词字]|主题|信息分类|标签|来源|网站|当前位置)[^：]{0,4}：/;

/** The items of a site's menu, where 依申请公开 is one more: 信息公开指南, 信息公开年报. */
export function isMenu(line: string): boolean {
  return MENU.test(line);
}
