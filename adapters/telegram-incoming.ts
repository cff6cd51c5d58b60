/** A Telegram update becomes an Incoming, or nothing: own, other bots', service and unaddressed messages are dropped. */
import type { CallbackQuery, Message, MessageEntity, Update, User } from 'grammy/types';
import type { Incoming } from '../src/adapter.ts';
import type { Language } from '../src/model.ts';

/** What a reply needs to find its place, kept as JSON in `Incoming.route`. */
export interface Route {
  readonly chat: number;
  readonly thread?: number;
  /** Message to reply to. */
  readonly message?: number;
  /** Callback query to answer with a short notice instead of a message. */
  readonly toast?: string;
}

/** Buttons carry at most 64 bytes: `s:<answer>:<marker>`, `c:<answer>:<choice>`, `f:<answer>:+`, `n:<answer>:+`. */
const PRESSED = /^([scfn]):([a-z0-9]{1,12}):(\d{1,2}|[+-])$/;

/** Kinds of content that people send and that hold no text for us; any other message without text is a service message. */
const WORDLESS = [
  'animation',
  'audio',
  'contact',
  'dice',
  'document',
  'game',
  'location',
  'paid_media',
  'photo',
  'poll',
  'sticker',
  'story',
  'venue',
  'video',
  'video_note',
  'voice',
] as const satisfies readonly (keyof Message)[];

export function routeOf(message: Incoming): Route {
  return JSON.parse(message.route ?? '{}') as Route;
}

/** Null when the update is not for us. `now` stamps pressed buttons, which carry no time. */
export function incomingOf(update: Update, me: User, name: string, now: Date): Incoming | null {
  if (update.callback_query !== undefined) return pressed(update.callback_query, update.update_id, name, now);
  const message = update.message ?? update.edited_message;
  if (message === undefined) return null;
  return written(message, update, me, name);
}

function written(message: Message, update: Update, me: User, name: string): Incoming | null {
  const { from, chat } = message;
  if (from === undefined || from.is_bot || message.via_bot?.id === me.id) return null;
  const isPrivate = chat.type === 'private';
  const words = message.text ?? message.caption ?? null;
  if (words === null && !WORDLESS.some((kind) => kind in message)) return null;
  const mentions = mentionsOf(words ?? '', message.entities ?? message.caption_entities ?? [], me);
  if (!isPrivate && mentions.length === 0 && !isReplyTo(message, me)) return null;
  const text = words === null ? null : without(words, mentions);
  const edited = update.edited_message !== undefined;
  const language = languageOf(from.language_code);
  return {
    channel: name,
    messageId: String(update.update_id),
    conversation: conversationOf(message),
    sender: String(from.id),
    private: isPrivate,
    text,
    sentAt: new Date((message.edit_date ?? message.date) * 1000),
    sequence: update.update_id,
    ...(edited ? { edited } : {}),
    ...(language === undefined ? {} : { language }),
    route: JSON.stringify(routeTo(message) satisfies Route),
  };
}

function pressed(query: CallbackQuery, id: number, name: string, now: Date): Incoming | null {
  const [, kind, about, value] = PRESSED.exec(query.data ?? '') ?? [];
  const { message } = query;
  if (kind === undefined || about === undefined || value === undefined || message === undefined) return null;
  const text = textOf(kind, value);
  const language = languageOf(query.from.language_code);
  // A message too old for Telegram to give (`InaccessibleMessage`) has date 0 and no thread.
  const place = message.date === 0 ? { chat: message.chat.id } : routeTo(message as Message);
  return {
    channel: name,
    messageId: String(id),
    conversation: message.date === 0 ? String(message.chat.id) : conversationOf(message as Message),
    sender: String(query.from.id),
    private: message.chat.type === 'private',
    text,
    sentAt: now,
    sequence: id,
    about,
    ...(language === undefined ? {} : { language }),
    route: JSON.stringify({ ...place, ...(kind === 'f' ? { toast: query.id } : {}) } satisfies Route),
  };
}

/** What the person would have written instead of pressing. */
function textOf(kind: string, value: string): string {
  if (kind === 's') return `原文${value}`;
  if (kind === 'c') return value;
  if (kind === 'n') return '下一页';
  return value === '+' ? '有用' : '没用';
}

function routeTo(message: Message): Route {
  const thread = message.is_topic_message === true ? message.message_thread_id : undefined;
  return { chat: message.chat.id, message: message.message_id, ...(thread === undefined ? {} : { thread }) };
}

function conversationOf(message: Message): string {
  const topic = message.is_topic_message === true ? `/${message.message_thread_id}` : '';
  return `${message.chat.id}${topic}`;
}

function isReplyTo(message: Message, me: User): boolean {
  const { reply_to_message: to } = message;
  // Every message of a topic is a reply to the notice that opened it, which may be ours.
  return to !== undefined && to.from?.id === me.id && to.forum_topic_created === undefined;
}

/** Spans of the text (UTF-16) that name this bot; `/help@name` counts as one, without its command. */
function mentionsOf(text: string, entities: readonly MessageEntity[], me: User): { start: number; end: number }[] {
  const name = `@${me.username ?? ''}`.toLowerCase();
  return entities.flatMap((entity) => {
    const [start, end] = [entity.offset, entity.offset + entity.length];
    const marked = text.slice(start, end).toLowerCase();
    if (entity.type === 'mention' && marked === name) return [{ start, end }];
    if (entity.type === 'text_mention' && entity.user.id === me.id) return [{ start, end }];
    if (entity.type === 'bot_command' && marked.endsWith(name)) return [{ start: end - name.length, end }];
    return [];
  });
}

function without(text: string, spans: readonly { start: number; end: number }[]): string {
  return spans
    .toReversed()
    .reduce((rest, { start, end }) => `${rest.slice(0, start)}${rest.slice(end)}`, text)
    .trim();
}

function languageOf(code: string | undefined): Language | undefined {
  if (code === undefined) return undefined;
  if (/^zh-(hant|tw|hk|mo)/i.test(code)) return 'zh-Hant';
  if (/^zh/i.test(code)) return 'zh-Hans';
  return /^en/i.test(code) ? 'en' : undefined;
}
