/** What a government site prints about a letter outside its text: a table, a list, a run-together line, `<meta>` tags. */
import type { CheerioAPI } from 'cheerio';
import { disclosureLine } from '../disclosure.ts';
import { plain } from '../fold.ts';
import { ALL_LABELS } from '../label-names.ts';

/** Labels of sites' metadata; between the characters of a label sites put spaces to align them. */
const SITE_LABELS = (
  '索引号 索取号 发布机构 发布单位 发布部门 发文机关 发文单位 发文机构 制发机关 公开主体 公开机构 信息来源 稿件来源 文章来源 来源 承办单位 主办单位 答复单位 ' +
  '成文日期 成文时间 发文日期 发文时间 印发日期 生成日期 制发日期 签发日期 发布日期 发布时间 公开日期 公开时间 公布日期 更新时间 日期 时间 实施日期 废止日期 ' +
  '发文字号 文件编号 公文文号 文号 公文种类 文种 公文名称 文件名称 信息名称 标题 名称 主题分类 信息分类 体裁分类 组配分类 分类 主题词 关键词 关键字 ' +
  '公开方式 公开类型 公开属性 公开形式 公开范围 公开程序 公开类别 公开时限 有效性 时效性 效力状态 是否有效 责任编辑 作者 编辑 ' +
  '提案编号 建议编号 提案号 建议号 编号 届次 提案人 提案者 建议人 领衔代表 案由 办理结果 答复类型 办理类型 类别 ' +
  '浏览次数 浏览量 阅读次数 阅读量 点击数 点击次数 点击量 访问量 访问次数 字号 字体 分享到 打印 语音播报 服务对象 有效期 内容概述 内容概要 内容摘要 概述'
).split(' ');

/** Printed by the site's software, of no use to a reader. */
const USELESS = /^(浏览|阅读|点击|访问|字号|字体|分享|打印|语音|责任编辑|编辑|内容概|概述|时间$|日期$)/;

/** Where the letter is, never told by these labels, so a shorter one of them needs its colon. */
const SOURCE = [...new Set([...SITE_LABELS, ...ALL_LABELS.filter((label) => label.length > 2)])]
  .toSorted((a, b) => b.length - a.length)
  .map((label) => [...label].join('[ \\t\\u00a0\\u3000]*'))
  .join('|');
/** A label, bracketed or with a colon, anywhere; the colon may stand outside or inside the brackets. */
const LABELLED = new RegExp(`[\\[【［]\\s*(${SOURCE})\\s*[:：]?\\s*[\\]】］]\\s*[:：]?|(${SOURCE})\\s*[:：]`, 'g');
/** A line that is a label and nothing more. */
const BARE = new RegExp(`^(?:${SOURCE})$`);
/** 发文字号某函〔2023〕8号: a label in an element of its own, which the page sets apart by looks alone. */
const UNMARKED = new RegExp(`^(${SOURCE})\\s*(?![:：\\s])(.{1,60})$`);
/** A run-together line has no colon after 无 or a value, but each label has its own; values end at the next label. */
const VALUE_LENGTH = 120;

/**
 * Labelled values in lines of a page that stand outside the letter. A value ends at the next label, or at the end of
 * its line; where the line ends with the label, the next line is the value. Empty values are left out.
 */
export function siteFields(lines: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  const put = (label: string, value: string): void => {
    const key = label.replaceAll(/[\s\u00a0\u3000]/g, '');
    const text = value.replaceAll(/^[\s|｜:：;；]+|[\s|｜;；]+$/g, '').trim();
    if (text !== '' && text.length <= VALUE_LENGTH && !USELESS.test(key) && fields[key] === undefined)
      fields[key] = text;
  };
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const next = lines[i + 1] ?? '';
    if (BARE.test(line.trim())) {
      if (next !== '' && !startsWithLabel(next)) put(line, next);
      continue;
    }
    const bare = UNMARKED.exec(line.trim());
    if (bare && isUnmarked(line) && (isUnmarked(lines[i - 1]) || isUnmarked(next))) {
      put(bare[1] ?? '', bare[2] ?? '');
      continue;
    }
    const found = [...line.matchAll(LABELLED)];
    found.forEach((match, n) => {
      const label = match[1] ?? match[2] ?? '';
      const end = found[n + 1]?.index ?? line.length;
      const value = line.slice(match.index + match[0].length, end);
      if (value.trim() !== '') put(label, value);
      else if (n === found.length - 1 && next !== '' && !startsWithLabel(next)) put(label, next);
    });
  }
  return fields;
}

/** Labels that sites print and letters do not. */
const SITE_LINE =
  /^[[【]?\s*(索\s*引\s*号|发布(时间|日期|机构|单位|部门)|信息来源|稿件来源|文章来源|来\s*源|更新时间|浏览(次数|量)|点击(次数|量|数)|阅读(次数|量)|作\s*者|字\s*号|公开主体|信息(分类|名称)|主题分类|组配分类|体裁分类)\s*[\]】]?\s*[:：]/;

/** Lines at the top of the letter's own part that are the site's, as where it puts no element between both. */
export function isSiteLine(line: string): boolean {
  return line.length < 300 && SITE_LINE.test(line.trim());
}

/** One such line may be a menu's; two together are a list of facts. */
function isUnmarked(line: string | undefined): boolean {
  const label = UNMARKED.exec(line?.trim() ?? '')?.[1];
  return label !== undefined && label.length >= 4 && label !== '信息公开';
}

function startsWithLabel(line: string): boolean {
  const text = line.trim();
  return BARE.test(text) || text.search(LABELLED) === 0;
}

/** `<meta>` names of the national standard for government sites (网站标签规范), and the label each is printed under. */
const META: Readonly<Record<string, string>> = {
  pubdate: '发布日期',
  publishdate: '发布日期',
  contentsource: '来源',
  sitename: '网站名称',
  columnname: '栏目名称',
};

/** Tags that tell of the site's columns and of what a search may find, not of the letter. */
const META_OF_SITE = /keyword|description|column|channel|site/;

/** The page's `<meta>` tags as fields, its ArticleTitle, and `marks`: contents that are nothing but a mark of disclosure. */
export function metaFields($: CheerioAPI): {
  fields: Record<string, string>;
  title: string | null;
  marks: readonly string[];
} {
  const fields: Record<string, string> = {};
  let title: string | null = null;
  const marks: string[] = [];
  $('meta').each((_, node) => {
    const name = ($(node).attr('name') ?? $(node).attr('property') ?? '').toLowerCase().trim();
    const content = ($(node).attr('content') ?? '').replaceAll(/\s+/g, ' ').trim();
    if (content === '' || content.length > VALUE_LENGTH) return;
    const label = META[name];
    const labelled = /公开|发布范围/.test(name) ? `${name}：${content}` : content;
    if (!META_OF_SITE.test(name) && disclosureLine(plain(labelled)) !== null) marks.push(labelled);
    if (label !== undefined) fields[label] ??= content;
    else if (name === 'articletitle' || name === 'og:title') title ??= content;
  });
  return { fields, title, marks };
}
