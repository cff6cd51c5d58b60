/** A Reply becomes plain WeChat messages: pieces within the limit, menus by number, in a room the asker named. */
import type { Incoming, Reply } from '../src/adapter.ts';
import { pieces, renderSource } from '../src/inquiry/render.ts';
import type { Citation, Language } from '../src/model.ts';
import { routeOf, type Route } from './wechat-incoming.ts';

/** What gateways pass on safely, in bytes of UTF-8. */
const LIMIT = 2048;
/** Accounts that write faster look like machines and get limited. */
const GAP = 300;

const MENU: Readonly<Record<Language, string>> = {
  'zh-Hans': '回复1看第1条原文；回复“有用”或“没用”评价。',
  'zh-Hant': '回覆1看第1條原文；回覆「有用」或「沒用」評價。',
  en: 'Reply 1 for the first source; “useful” or “useless” to rate.',
};

/** Sends one text; rejects when the gateway does not take it. */
export type Say = (to: string, text: string, mention: string | null) => Promise<void>;

type Link = (citation: Citation) => string | null;

export class WeChatSender {
  readonly #say: Say;
  readonly #link: Link | undefined;
  readonly #gap: number;
  /** How many messages of a reply were sent that is being tried again. */
  readonly #begun = new Map<string, number>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(say: Say, link?: Link, gap = GAP) {
    this.#say = say;
    this.#link = link;
    this.#gap = gap;
  }

  async send(to: Incoming, reply: Reply): Promise<void> {
    const route = routeOf(to);
    const head = headOf(route);
    const parts = partsOf(reply, LIMIT - Buffer.byteLength(head), this.#link);
    for (let index = this.#begun.get(to.messageId) ?? 0; index < parts.length; index += 1) {
      const text = `${index === 0 ? head : ''}${parts[index]}`;
      await this.#paced(() => this.#say(route.to, text, index === 0 ? (route.asker?.id ?? null) : null));
      this.#begun.set(to.messageId, index + 1);
    }
    this.#begun.delete(to.messageId);
  }

  /** One message at a time, with a gap, whoever it is for. */
  #paced(task: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(task);
    this.#turn = turn.then(
      () => new Promise((resolve) => setTimeout(resolve, this.#gap)),
      () => undefined,
    );
    return turn;
  }
}

/** WeChat's own way to quote, as text: a room goes on while an answer is written. */
function headOf(route: Route): string {
  if (route.asker === undefined) return '';
  const { name, asked } = route.asker;
  return `@${name}\u2005「${asked.replace(/\s+/g, ' ')}」\n`;
}

function partsOf(reply: Reply, limit: number, link: Link | undefined): readonly string[] {
  const options = { format: 'plain', limit, unit: 'bytes', ...(link === undefined ? {} : { link }) } as const;
  if (reply.kind === 'text') return within(reply.text.split('\n'), limit);
  if (reply.kind === 'source') return renderSource(reply.source, reply.language, options);
  const parts = pieces(reply.answer, { ...options, part: reply.part });
  return reply.answer.kind === 'answered' ? within([...parts, MENU[reply.answer.language]], limit, '\n\n') : parts;
}

/** Joins lines into messages within the limit, in bytes. */
function within(lines: readonly string[], limit: number, between = '\n'): readonly string[] {
  const messages: string[] = [];
  for (const line of lines) {
    const last = messages.at(-1);
    const joined = last === undefined ? line : `${last}${between}${line}`;
    if (last !== undefined && Buffer.byteLength(joined) <= limit) messages[messages.length - 1] = joined;
    else messages.push(line);
  }
  return messages;
}
