/** The limits of https://core.telegram.org/bots/api that the loopback server enforces, and its two kinds of answer. */
import type { ServerResponse } from 'node:http';
import type { InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import { readHtml } from './bot-api-html.ts';

/** A message as a person sees it. */
export interface Shown {
  readonly chat: number;
  readonly id: number;
  /** Milliseconds of the clock when it came. */
  readonly at: number;
  text: string;
  html: string;
  buttons: { text: string; data: string }[];
  readonly replyTo: number | null;
  readonly thread: number | null;
  edits: number;
  deleted: boolean;
}

export class Refusal extends Error {
  readonly code: number;
  constructor(code: number, description: string) {
    super(description);
    this.code = code;
  }
}

/** Text, markup and buttons of a call, within the limits of the Bot API. */
export function contentOf(payload: Record<string, unknown>): Pick<Shown, 'text' | 'html' | 'buttons'> {
  const html = String(payload['text'] ?? '');
  const text =
    payload['parse_mode'] === 'HTML'
      ? readHtml(html, (reason) => new Refusal(400, `Bad Request: can't parse entities: ${reason}`))
      : html;
  if (text.trim() === '') throw new Refusal(400, 'Bad Request: message text is empty');
  if (text.length > 4096) throw new Refusal(400, 'Bad Request: message is too long');
  const rows = (payload['reply_markup'] as InlineKeyboardMarkup | undefined)?.inline_keyboard ?? [];
  const buttons = rows
    .flat()
    .map((button) => ({ text: button.text, data: 'callback_data' in button ? button.callback_data : '' }));
  if (rows.some((row) => row.length > 8) || buttons.length > 100)
    throw new Refusal(400, 'Bad Request: reply markup is too long');
  for (const { text: label, data } of buttons) {
    if (label === '') throw new Refusal(400, 'Bad Request: BUTTON_TEXT_INVALID');
    if (Buffer.byteLength(data) < 1 || Buffer.byteLength(data) > 64)
      throw new Refusal(400, 'Bad Request: BUTTON_DATA_INVALID');
  }
  return { text, html, buttons };
}

/** Mentions and commands of a text, as Telegram's clients mark them. */
export function entitiesOf(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const match of text.matchAll(/(?<![\w/])@\w+/g))
    found.push({ type: 'mention', offset: match.index, length: match[0].length });
  for (const match of text.matchAll(/(?<!\S)\/\w+(?:@\w+)?/g))
    found.push({ type: 'bot_command', offset: match.index, length: match[0].length });
  return found;
}

export function grant(response: ServerResponse, result: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }));
}

export function refuse(response: ServerResponse, code: number, description: string, retryAfter?: number): void {
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
  response
    .writeHead(code, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ok: false, error_code: code, description, ...parameters }));
}
