/** Which messages the desk answers itself, in any channel and script. Everything else is a question. */
import type { Verdict } from './feedback.ts';

export type Command =
  /** `next`: the next part of a list. */
  | { readonly kind: 'start' | 'help' | 'new' | 'forget' | 'next' }
  /** 原文2, /source 2: the passage behind a marker. */
  | { readonly kind: 'source'; readonly marker: number }
  /** A bare number: a choice when choices were offered, else a source. */
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'feedback'; readonly verdict: Verdict }
  /** /letter 155145, /find …: answered by the house's look-ups, by name. */
  | { readonly kind: 'lookup'; readonly name: string; readonly argument: string }
  | { readonly kind: 'unknown' };

const WORDS: readonly (readonly [RegExp, Command])[] = [
  [/^(帮助|幫助|help|使用说明|使用說明)$/, { kind: 'help' }],
  [/^(新对话|新對話|重新开始|重新開始|new)$/, { kind: 'new' }],
  [/^(忘记我|忘記我|删除我的记录|刪除我的記錄|forget me)$/, { kind: 'forget' }],
  [/^(下一页|下一頁|下页|下頁|next|next page)$/, { kind: 'next' }],
  [/^(有用|👍|useful)$/u, { kind: 'feedback', verdict: 'useful' }],
  [/^(没用|沒用|没有用|沒有用|👎|not useful|useless)$/u, { kind: 'feedback', verdict: 'useless' }],
];
const SLASHED: Readonly<Record<string, Command>> = {
  start: { kind: 'start' },
  help: { kind: 'help' },
  new: { kind: 'new' },
  next: { kind: 'next' },
  delete: { kind: 'forget' },
  forget: { kind: 'forget' },
  useful: { kind: 'feedback', verdict: 'useful' },
  useless: { kind: 'feedback', verdict: 'useless' },
};
const SOURCE = /^(?:原文|出处|出處|来源|來源|source|\/source(?:@\w+)?)\s*[[【(]?\s*(\d{1,2})\s*[\]】)]?$/;
const NUMBER = /^[[【(]?\s*(\d{1,2})\s*[\]】).、]?$/;
// Telegram writes /command@name in groups.
const SLASH = /^\/([a-z]+)(?:@\w+)?(?:\s+(.*))?$/s;

/** Null for a question. `lookups` are the names that `/name argument` may call. */
export function parseCommand(text: string, lookups: ReadonlySet<string>): Command | null {
  const folded = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[。!！~]+$/, '');
  const source = SOURCE.exec(folded);
  if (source?.[1] !== undefined) return { kind: 'source', marker: Number(source[1]) };
  const number = NUMBER.exec(folded);
  if (number?.[1] !== undefined) return { kind: 'number', number: Number(number[1]) };
  const word = WORDS.find(([pattern]) => pattern.test(folded));
  if (word !== undefined) return word[1];
  const slash = SLASH.exec(folded);
  if (slash?.[1] === undefined) return null;
  const own = SLASHED[slash[1]];
  if (own !== undefined) return own;
  return lookups.has(slash[1])
    ? { kind: 'lookup', name: slash[1], argument: slash[2]?.trim() ?? '' }
    : { kind: 'unknown' };
}
