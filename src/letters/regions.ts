/** What each stretch of the body is, so that passages are cut from the reply alone. */
import type { Problem, Region, RegionRole, Span } from '../model.ts';
import type { Body } from './body.ts';
import { isContactLine, type Signature } from './foot.ts';
import { addressesMachine, goesOnAddressing } from './machine.ts';
import { cutSentences } from './sections.ts';

/** Traces of a web page around the letter: where the reader stands, print buttons, counters, tags. */
const SITE =
  /当前位置|您的位置|您现在的位置|首页\s*[>＞»›\-/]|&nbsp;|<\/?[a-zA-Z][^>]{0,80}>|^字\s*[号体]|【?打印】?.{0,6}【?关闭|浏览次数|点击数|阅读次数|访问量|分享到|扫一扫|责任编辑|^(?:无障碍|长者模式|繁體|简体|登录|注册|政务公开|政务服务|互动交流)/;

/** A stretch of a line of text that no answer may quote: orders to a program, or contact data behind a sentence. */
export interface HiddenPart extends Span {
  readonly role: 'aside' | 'contact';
}

/** Parts of a line that are written to steer a program: a sentence, or all of it when that is most of it. */
export function hiddenParts(body: Body, start: number, end: number): HiddenPart[] {
  const whole = body.text.slice(start, end);
  const sentences = cutSentences(body.text, start, end);
  const alone = (span: Span): boolean => addressesMachine(body.text.slice(span.start, span.end));
  let addressed = false;
  let paired = false;
  const parts = sentences.filter(({ start: from, end: to }, i) => {
    const said = body.text.slice(from, to);
    // An order may name its reader in one sentence and say in the next what to answer.
    const next = sentences[i + 1];
    const opensNext =
      next !== undefined && next.end - from < 600 && !alone(next) && addressesMachine(body.text.slice(from, next.end));
    addressed = addressesMachine(said) || opensNext || paired || (addressed && goesOnAddressing(said));
    paired = opensNext && !addressesMachine(said);
    return addressed;
  });
  const length = parts.reduce((sum, span) => sum + span.end - span.start, 0);
  if (length === 0) return [];
  return length >= whole.length * 0.6 || /^[【〔[]/.test(whole)
    ? [{ start, end, role: 'aside' }]
    : parts.map((part) => ({ start: part.start, end: part.end, role: 'aside' }));
}

export interface Layout {
  /** Lines `head` end and `text` end; below stands the signature. */
  readonly textFrom: number;
  readonly foot: Signature | null;
  /** Hidden parts of each line of the text, by line. */
  readonly hidden: ReadonlyMap<number, readonly HiddenPart[]>;
}

/** Regions in order, without overlap, each within one role; they leave out only the line breaks between lines. */
export function cutRegions(body: Body, layout: Layout): { regions: Region[]; problems: Problem[] } {
  const regions: Region[] = [];
  const problems: Problem[] = [];
  const add = (role: RegionRole, start: number, end: number) => {
    if (end <= start) return;
    const last = regions.at(-1);
    if (last !== undefined && last.role === role && start - last.end <= 1)
      regions[regions.length - 1] = { role, start: last.start, end };
    else regions.push({ role, start, end });
  };
  const footFrom = layout.foot?.from ?? body.lines.length;
  body.lines.forEach((line, i) => {
    if (i >= footFrom) add(layout.foot!.roles[i - footFrom]!, line.start, line.end);
    else if (layout.foot !== null && isContactLine(line)) add('contact', line.start, line.end);
    else if (i < layout.textFrom && !layout.hidden.has(i))
      add(SITE.test(line.text) ? 'aside' : 'head', line.start, line.end);
    else {
      const role = i < layout.textFrom ? 'head' : 'text';
      let at = line.start;
      for (const part of layout.hidden.get(i) ?? []) {
        add(role, at, part.start);
        add(part.role, part.start, part.end);
        at = part.end;
        if (part.role === 'contact') continue;
        problems.push({
          code: 'addresses-a-program',
          field: null,
          message: '这段文字是写给自动程序的指令，不属于答复内容，不会被引用。',
          excerpt: body.text.slice(part.start, Math.min(part.end, part.start + 60)),
        });
      }
      add(role, at, line.end);
    }
  });
  for (const i of layout.foot?.unknown ?? []) {
    const line = body.lines[i]!;
    problems.push({
      code: 'text-after-signature',
      field: null,
      message: '落款之后还有文字，未作为答复内容；如属正文，请在旁注文件中说明。',
      excerpt: line.text.slice(0, 60),
    });
  }
  return { regions, problems };
}
