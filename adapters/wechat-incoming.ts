/** A WeChat message becomes an Incoming, or nothing: own, old, official accounts' and unaddressed messages are dropped. */
import type { Message, Wechaty } from 'wechaty';
import type { Incoming } from '../src/adapter.ts';

/** What a reply needs to find its place, kept as JSON in `Incoming.route`. */
export interface Route {
  /** Room or contact. */
  readonly to: string;
  /** In a room: whom to name, and the start of what they asked. */
  readonly asker?: { readonly id: string; readonly name: string; readonly asked: string };
}

/**
 * Values of `MessageType` and `ContactType` (wechaty-puppet/src/schemas), which can't be imported here: wechaty is
 * loaded only when the channel is on.
 */
const TEXT = 7;
/** Attachment, audio, card, forwarded chat, emoticon, picture, location, mini program, link, video. */
const WORDLESS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 8, 9, 14, 15]);
const OFFICIAL_ACCOUNT = 2;
/** WeChat's own accounts that look like friends. */
const SYSTEM = new Set(['weixin', 'filehelper', 'fmessage', 'medianote', 'floatbottle', 'notifymessage']);
const ASKED_LONGEST = 30;

/** A quote as WeChat's clients write it: 「name：text」, a line of dashes, then the message. */
const QUOTE = /^「([^：:」]*)[：:][\s\S]*?」\s*\n(?:- ?){5,}\n/;

export function routeOf(message: Incoming): Route {
  return JSON.parse(message.route ?? '{}') as Route;
}

/** `oldest`: milliseconds after which a message is history, which gateways deliver again after a login. */
export async function incomingOf(
  message: Message,
  bot: Wechaty,
  name: string,
  oldest: number,
): Promise<Incoming | null> {
  const talker = message.talker();
  const sentAt = message.date();
  if (message.self() || Date.now() - sentAt.getTime() > oldest) return null;
  if (SYSTEM.has(talker.id) || (talker.type() as number) === OFFICIAL_ACCOUNT) return null;
  const type = message.type() as number;
  if (type !== TEXT && !WORDLESS.has(type)) return null;
  const room = message.room();
  const written = type === TEXT ? message.text() : null;
  const base = { channel: name, messageId: message.id, sender: talker.id, sentAt };
  if (room === undefined) {
    const text = written === null ? null : written.replace(QUOTE, '');
    return {
      ...base,
      conversation: talker.id,
      private: true,
      text,
      route: JSON.stringify({ to: talker.id } satisfies Route),
    };
  }
  // A sticker or a file in a room can't name anybody.
  if (written === null) return null;
  const text = addressed(written, await namesOf(bot, room), await mentioned(message, bot));
  if (text === null) return null;
  const called = (await room.alias(talker)) || talker.name();
  const route: Route = { to: room.id, asker: { id: talker.id, name: called, asked: text.slice(0, ASKED_LONGEST) } };
  return { ...base, conversation: room.id, private: false, text, route: JSON.stringify(route) };
}

/** What was said to us, our name taken out; null when it was said to others. */
function addressed(written: string, names: readonly string[], inList: boolean): string | null {
  const quoted = QUOTE.exec(written);
  const said = quoted === null ? written : written.slice(quoted[0].length);
  let rest = said;
  // U+2005 is what WeChat puts after a mention; people who type one put a space, punctuation or nothing more.
  for (const name of names) rest = rest.replace(mentionOf(name), '');
  const named = rest !== said;
  const repliedTo = quoted?.[1] !== undefined && names.includes(quoted[1].replace(/^@/, '').trim());
  return named || inList || repliedTo ? rest.trim() : null;
}

function mentionOf(name: string): RegExp {
  const literal = name.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  return new RegExp(`@${literal}(?=[\\u2005\\s，,：:。？?！!]|$)[\\u2005\\s，,：:]*`, 'gu');
}

/** Some gateways give a list of who is mentioned, some an empty one, some fail. */
async function mentioned(message: Message, bot: Wechaty): Promise<boolean> {
  try {
    const list = await message.mentionList();
    return list.some((contact) => contact.id === bot.puppet.currentUserId);
  } catch {
    return false;
  }
}

/** What we are called: our own name, and our alias in the room. Longest first, so that no name hides a longer one. */
async function namesOf(bot: Wechaty, room: NonNullable<ReturnType<Message['room']>>): Promise<readonly string[]> {
  const alias = await room.alias(bot.currentUser).catch(() => undefined);
  return [bot.currentUser.name(), alias ?? ''].filter((name) => name !== '').toSorted((a, b) => b.length - a.length);
}
