/** Which part of a government site's page is the letter, found by names sites share and by where the text stands. */
import type { AnyNode, Element } from 'domhandler';
import type { CheerioAPI } from 'cheerio';
import { isTag, isText } from './html-lines.ts';

/** Ids and classes that the common site systems (TRS, UCAP, JCMS, 博达, 拓尔思 …) give to the text of an article. */
const CONTENT_NAME =
  /^(zoom|ucap-content|trs_editor|trs_ueditor|trs_editor_view|view|article|articlecontent|article[-_]?(con|content|body|text|main)|artcontent|art_con|content|contentbox|contenttext|con_?text|news_?(content|text|con|body)|newscontent|detail(s)?[-_]?(content|con|text|body)?|pages_content|wp_articlecontent|v_news_content|xxgk_?(content|con|text)|bodylabel|main[-_]?(text|txt|content)|text[-_]?con(tent)?|txt(_?con)?|j-fontcontent|info[-_]?(content|con)|showcontent|editor|rich_?text)$/i;

/** What a page's furniture is called: whole words of an id or class. */
const FURNITURE_NAME =
  /(^|[-_\s])(nav|navs|navbar|navigation|menu|menus|crumb|crumbs|breadcrumb|breadcrumbs|bread|position|location|local|dqwz|share|sharebox|bdshare|bdsharebuttonbox|social|print|printer|fontsize|font-size|tool|tools|toolbar|related|relate|relevant|xgwz|xgxx|xgyd|recommend|rec|hot|hotlist|rank|ranking|prev|prevnext|next|pn|pager|pagination|pagenav|page|footer|foot|copyright|copy|sitemap|friendlink|links|sidebar|side|aside|left-nav|leftnav|right-nav|header|head|top|topbar|banner|logo|search|searchbox|login|qrcode|ewm|erweima|comment|comments|pinglun|evaluate|pingjia|advert|ad|ads|mobile-nav|skip|hidden|hide|none)(?=$|[-_\s])/i;

const FURNITURE_TAG = new Set(['nav', 'footer', 'aside', 'form', 'button', 'select', 'dialog']);

/** Lines of page furniture that sites put in unnamed places. */
const FURNITURE_LINE =
  /^(您?(的)?(当前|现在|所在)?(位置|所在位置)\s*[:：]|(上|下|前|后)一[篇条页个](\s*[:：]|$)|\[?(上|下)一[篇条]\]?|【?\s*(打印|关闭|收藏|返回)|(打印|关闭|返回顶部|返回列表|收藏|纠错|我要纠错|分享到?|扫一扫|相关(链接|阅读|文章|信息|新闻|文件)|热门(推荐|文章)|推荐阅读|猜你喜欢|网站地图|联系我们|设为首页|加入收藏)\s*[:：]?\s*$|分享到\s*[:：]?|字\s*(号|体)\s*[:：]|【?字(号|体)|扫一扫在手机|(浏览|阅读|点击|访问)(次数|量|数)?\s*[:：]\s*\d*|版权所有|主办\s*[:：].*(版权|标识码|备案)|网站标识码|.{0,6}ICP备|.{0,4}公网安备|(大|中|小)(\s+(大|中|小))*$|打印本页|关闭窗口|验证码|全部评论|责任编辑\s*[:：])/;

export function isFurnitureLine(line: string): boolean {
  const text = line.trim();
  return text.length < 120 && FURNITURE_LINE.test(text);
}

/** Style rules of the page that hide elements: `.a{display:none}` gives `.a`. Only plain class and id selectors. */
function hiddenNames(css: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const match of css.matchAll(/([^{}]{1,300})\{([^{}]{0,2000})\}/g)) {
    if (!/display\s*:\s*none|visibility\s*:\s*hidden/i.test(match[2] ?? '')) continue;
    for (const selector of (match[1] ?? '').split(',')) {
      if (/^\s*[.#][\w-]+\s*$/.test(selector)) names.add(selector.trim());
    }
  }
  return names;
}

/** Takes away what a reader of the page does not see. */
export function removeHidden($: CheerioAPI): void {
  const hidden = hiddenNames($('style').text());
  $('script,style,noscript,template,iframe,object,embed,svg,select,textarea,input,button').remove();
  $('*').each((_, node) => {
    if (isTag(node) && isHidden(node, hidden)) $(node).remove();
  });
}

function isHidden(node: Element, hidden: ReadonlySet<string>): boolean {
  const { style = '', id = '', class: classes = '' } = node.attribs;
  if (node.attribs['hidden'] !== undefined || node.attribs['aria-hidden']?.toLowerCase() === 'true') return true;
  if (style !== '') {
    if (/display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(;|!|$)/i.test(style))
      return true;
    if (/font-size\s*:\s*0(?:\.0+)?(px|pt|em|rem|%)?\s*(;|!|$)/i.test(style)) return true;
    if (/(left|top|text-indent)\s*:\s*-\d{4,}/i.test(style)) return true;
  }
  if (hidden.size === 0) return false;
  return hidden.has(`#${id}`) || classes.split(/\s+/).some((name) => name !== '' && hidden.has(`.${name}`));
}

const SITE_TEXT =
  /(来源|作者|(发布|发文|成文|生成|更新)(时间|日期|机构)|(浏览|点击|阅读)(次数|量)|索\s*引\s*号|版权所有|网站标识码)\s*[】\]]?\s*[:：]|版权所有|ICP备/;

/** Text of an element as it weighs for choosing the letter: sentences count, links do not. */
interface Weight {
  readonly text: number;
  readonly link: number;
}

export interface LetterPart {
  /** The letter's nodes in order: the container, and pieces of the letter that stand beside it. */
  readonly nodes: readonly Element[];
  readonly container: Element;
}

/** Finds the letter. Null when the page holds no running text. */
export function findLetter($: CheerioAPI): LetterPart | null {
  const body = $('body').get(0) ?? $.root().children().get(0);
  if (!body || !isTag(body)) return null;
  const weights = weigh(body);
  const whole = weights.get(body)?.text ?? 0;
  if (whole === 0) return null;
  const named = namedContainer(body, weights, whole);
  const container = named ?? densest(body, weights, whole);
  return { container, nodes: [...besides(container, body, weights)] };
}

/** Weights of all elements, children before parents, without recursion. */
function weigh(root: Element): ReadonlyMap<Element, Weight> {
  const order: Element[] = [root];
  for (let i = 0; i < order.length; i += 1) {
    for (const child of order[i]?.children ?? []) if (isTag(child)) order.push(child);
  }
  const weights = new Map<Element, Weight>();
  for (let i = order.length - 1; i >= 0; i -= 1) {
    const node = order[i];
    if (!node) continue;
    let text = 0;
    let link = 0;
    for (const child of node.children) {
      if (isText(child)) text += sentenceWeight(child.data);
      else if (isTag(child)) {
        const weight = weights.get(child);
        text += weight?.text ?? 0;
        link += weight?.link ?? 0;
      }
    }
    weights.set(node, node.name === 'a' ? { text: 0, link: link + text } : { text, link });
  }
  return weights;
}

/** Chinese characters of a text, doubled by its punctuation: a menu has none. */
function sentenceWeight(text: string): number {
  // What the site prints about the letter is no part of it, however many colons it has.
  if (text.length < 300 && SITE_TEXT.test(text)) return 0;
  const characters = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  const stops = text.match(/[，。；：、！？]/g)?.length ?? 0;
  return characters === 0 ? 0 : characters / 4 + Math.min(characters, stops * 12);
}

export function isFurniture(node: Element): boolean {
  if (FURNITURE_TAG.has(node.name)) return true;
  return FURNITURE_NAME.test(node.attribs['id'] ?? '') || FURNITURE_NAME.test(node.attribs['class'] ?? '');
}

function namedContainer(body: Element, weights: ReadonlyMap<Element, Weight>, whole: number): Element | null {
  let best: Element | null = null;
  let bestText = 0;
  for (const [node, weight] of weights) {
    if (node === body || weight.text < whole * 0.5) continue;
    const names = [node.attribs['id'] ?? '', ...(node.attribs['class'] ?? '').split(/\s+/)];
    const isNamed = node.name === 'article' || names.some((name) => CONTENT_NAME.test(name));
    // The map runs from the root down, so among equals the innermost is kept.
    if (isNamed && weight.text >= bestText * 0.97) {
      best = node;
      bestText = weight.text;
    }
  }
  return best;
}

/** The deepest element that still holds nearly all of the running text. */
function densest(body: Element, weights: ReadonlyMap<Element, Weight>, whole: number): Element {
  let at = body;
  for (;;) {
    const inner = at.children.find(
      (child): child is Element =>
        isTag(child) && (weights.get(child)?.text ?? 0) >= whole * 0.85 && child.name !== 'table',
    );
    const table = at.children.find((child): child is Element => isTag(child) && child.name === 'table');
    const next =
      inner ?? (table && (weights.get(table)?.text ?? 0) >= whole * 0.85 ? layoutCell(table, weights, whole) : null);
    if (!next || next.name === 'p' || next.name === 'span') return at;
    at = next;
  }
}

/** In a page laid out by tables, the cell that holds the letter; null when the table itself is the letter (a form). */
function layoutCell(table: Element, weights: ReadonlyMap<Element, Weight>, whole: number): Element | null {
  for (const [node, weight] of weights) {
    if (node.name !== 'td' || weight.text < whole * 0.85 || !isInside(node, table)) continue;
    const row = node.parent;
    const cells = row && isTag(row) ? row.children.filter((child) => isTag(child) && child.name === 'td').length : 1;
    const paragraphs = node.children.filter((child) => isTag(child) && /^(p|div|table|br)$/.test(child.name)).length;
    return cells <= 3 && paragraphs > 2 && !isFormTable(table) ? node : null;
  }
  return null;
}

function isFormTable(table: Element): boolean {
  return (
    (table.attribs['border'] ?? '0') !== '0' ||
    /border-collapse|tablegrid|msotable/i.test(`${table.attribs['style'] ?? ''} ${table.attribs['class'] ?? ''}`)
  );
}

export function isInside(node: AnyNode, ancestor: AnyNode): boolean {
  for (let at: AnyNode | null = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** No colon but the last: a line of labels and values ends in one too. */
const SALUTATION = /^[^：:]*(委员|代表|委员会|委|局|办|会|党|盟|社|院|署|厅|部)[^，。：:]{0,6}[：:]$/;
const CLOSING =
  /[0-9０-９〇○零一二三四五六七八九十]{1,4}\s*年.{1,8}[月日]|^(联系人|联系电话|抄送|附件|（?此件)|(局|委员会|政府|办公室|中心|厅|院|支队|大队)$/;

/** The container with short pieces of the letter that stand beside it: an addressee before, a signature after. */
function* besides(container: Element, body: Element, weights: ReadonlyMap<Element, Weight>): Generator<Element> {
  const before: Element[] = [];
  const after: Element[] = [];
  for (let at: Element = container; at !== body && at.parent && isTag(at.parent); at = at.parent) {
    const siblings = at.parent.children.filter(isTag);
    const here = siblings.indexOf(at);
    const last = siblings[here - 1];
    if (last && isPiece(last, weights, SALUTATION)) before.unshift(last);
    for (const sibling of siblings.slice(here + 1, here + 6)) {
      if (!isPiece(sibling, weights, CLOSING)) break;
      after.push(sibling);
    }
  }
  yield* before;
  yield container;
  yield* after;
}

function isPiece(node: Element, weights: ReadonlyMap<Element, Weight>, pattern: RegExp): boolean {
  if (isFurniture(node) || (weights.get(node)?.link ?? 0) > 0 || /^h[1-6]$/.test(node.name)) return false;
  const text = plainText(node).replaceAll(/\s+/g, '');
  return (
    text.length > 0 &&
    text.length < 150 &&
    pattern.test(text) &&
    !isFurnitureLine(text) &&
    !/(来源|发布(日期|时间))[:：]/.test(text)
  );
}

/** All text below a node, without recursion. */
export function plainText(node: AnyNode): string {
  const parts: string[] = [];
  const stack: AnyNode[] = [node];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (isText(at)) parts.push(at.data);
    else if ('children' in at)
      for (let i = at.children.length - 1; i >= 0; i -= 1) stack.push(at.children[i] as AnyNode);
  }
  return parts.join('');
}
