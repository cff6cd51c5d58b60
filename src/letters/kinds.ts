/** What kind of letter it is: on a proposal or a motion; a reply, a co-handling opinion, a second reply or a form. */
import type { Genre, Kind } from '../model.ts';
import type { Body } from './body.ts';
import { squeeze } from './fold.ts';
import { type Head, lineOf } from './header.ts';

/** 政协 or 人大; 提案, 代表建议 and the addressee's 委员 or 代表 where neither is named. */
export function readKind(body: Body, head: Head): Kind | null {
  const title = lineOf(body, head.title)?.plain ?? '';
  const opening = (lineOf(body, head.opening)?.plain ?? '').slice(0, 300);
  const labels = head.labels
    .map((fact) => `${fact.label}${fact.value}`)
    .join(' ')
    .slice(0, 600);
  const addressed = (lineOf(body, head.salutation)?.plain ?? '').slice(0, 200);
  for (const text of [title, opening, addressed, labels]) {
    const cppcc = /政\s*协/.test(text);
    const npc = /人\s*大(?!学|力|量|事|家)|人民代表大会/.test(text);
    if (cppcc !== npc) return cppcc ? 'cppcc' : 'npc';
  }
  for (const text of [title, opening.slice(0, 160), labels]) {
    const proposal = /提\s*案(?!单位|者)/.test(text);
    const motion = /代表建议|议案|代表提出的?建议/.test(text);
    if (proposal !== motion) return proposal ? 'cppcc' : 'npc';
  }
  if (/委员[：:\s]*$/.test(addressed)) return 'cppcc';
  if (/代表[：:\s]*$/.test(addressed)) return 'npc';
  return null;
}

export function readGenre(body: Body, head: Head): Genre {
  const title = squeeze(lineOf(body, head.title)?.plain ?? '');
  const opening = squeeze((lineOf(body, head.opening)?.plain ?? '').slice(0, 600));
  const last = body.lines
    .slice(Math.max(head.textFrom, body.lines.length - 12))
    .map((line) => line.plain.slice(0, 200));
  if (
    /(?:再次|二次|第二次|补充|重新|跟踪)(?:办理)?(?:答复|复函|回复|函复)/.test(title) ||
    /(?:再次|二次|重新)(?:答复|函复|回复)如下/.test(opening)
  )
    return 'second_reply';
  if (/会办|协办意见|协办复函|分办意见/.test(title) || /(?:会办|协办|分办)(?:意见|情况)[^。]{0,8}如下/.test(opening))
    return 'cohandling';
  if (
    last.some(
      (text) =>
        /供(?:你|贵)(?:单位|委|局|办|院|厅|会)[^。]{0,24}(?:答复|回复)[^。]{0,24}(?:参考|参阅)/.test(text) ||
        /(?:请|由)(?:你|贵)(?:单位|委|局|办|院|厅|会)[^。]{0,10}(?:统一|一并|综合|汇总)(?:答复|回复)/.test(text),
    )
  )
    return 'cohandling';
  if (
    /(?:提案|建议|议案|回复|答复|办理|办复|处理|反馈|复函|落实|情况)[^，。：；《》]{0,10}(?:单|表|笺|回执|登记卡|登记簿)(?:（|〔|摘要|$)/.test(
      title,
    )
  )
    return 'form';
  return 'reply';
}
