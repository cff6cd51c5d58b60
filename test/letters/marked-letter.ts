/** Letters (虚构) with a mark of disclosure at one of the places where offices print it. */
import type { Disclosure, Letter } from '../../src/model.ts';
import { parsed } from './reading.ts';

export interface Parts {
  readonly above?: string;
  readonly title?: string;
  readonly whom?: string;
  readonly text?: string;
  readonly closing?: string;
  readonly foot?: string;
  readonly below?: string;
}
export const TITLE = '关于区政协十届三次会议第118号提案的答复';
export const FOOT = '柘溪区文物局\n2024年5月6日';

export function letterOf(parts: Parts): Letter {
  return parsed(
    [
      parts.above,
      parts.title ?? TITLE,
      parts.whom ?? '董芷岚委员：',
      '　　您提出的《关于修缮青石巷古井的提案》收悉，现答复如下：',
      parts.text ?? '　　2023年修缮古井6口。下一步，将再修缮4口。',
      parts.closing ?? '　　感谢您对古井保护的关心。',
      parts.foot ?? FOOT,
      parts.below,
    ]
      .filter((part) => part !== undefined)
      .join('\n'),
  );
}

export type Case = readonly [name: string, parts: Parts, disclosure: Disclosure | null];
export const R = 'on_request';
export const W = 'withheld';
export const P = 'public';

/** Codes of the problems about disclosure. */
export function problemsOf(letter: Letter): string[] {
  return letter.problems.filter((problem) => problem.field === 'disclosure').map((problem) => problem.code);
}
