/**
 * A Bot API server on loopback, of the project's own: it holds chats, delivers updates by polling or webhook, enforces
 * the limits of https://core.telegram.org/bots/api, and misbehaves on demand.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Chat, Message, Update, User } from 'grammy/types';
import { contentOf, entitiesOf, grant, Refusal, refuse, type Shown } from './bot-api-limits.ts';

export const TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1';
export const BOT: User = { id: 110201543, is_bot: true, first_name: '复文', username: 'fuwen_test_bot' };

/** `reset` cuts the connection after the call was done, `drop` before. */
export type Misbehaviour =
  | { readonly kind: 'error'; readonly code: number; readonly description: string; readonly retryAfter?: number }
  | { readonly kind: 'hang' | 'reset' | 'drop' };

interface Call {
  readonly method: string;
  readonly at: number;
  readonly payload: Record<string, unknown>;
}

export class BotApi {
  readonly calls: Call[] = [];
  readonly shown: Shown[] = [];
  readonly toasts: { query: string; text: string }[] = [];
  readonly commands = new Map<string, unknown>();
  /** People who blocked the bot. */
  readonly blockedBy = new Set<number>();
  webhook: { url: string; secret: string } | null = null;
  readonly #server: Server;
  readonly #updates: Update[] = [];
  readonly #faults: { method: string; fault: Misbehaviour; times: number; skip: number }[] = [];
  readonly #held = new Set<ServerResponse>();
  #poll: { response: ServerResponse; offset: number; timer: NodeJS.Timeout } | null = null;
  #updateId = 5000;
  #messageId = 100;

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return this;
  }

  get root(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#release();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** `skip` calls of a method go right, then `times` go wrong. */
  misbehave(method: string, fault: Misbehaviour, times = 1, skip = 0): void {
    this.#faults.push({ method, fault, times, skip });
  }

  /** All calls go right again. */
  behave(): void {
    this.#faults.length = 0;
  }

  /** A new message of a person; the update is made, not delivered. */
  message(chat: Chat, from: User, content: Partial<Message> & { text?: string }): Update {
    const message = {
      message_id: (this.#messageId += 1),
      date: Math.floor(Date.now() / 1000),
      chat,
      from,
      entities: entitiesOf(content.text ?? ''),
      ...content,
    };
    return { update_id: (this.#updateId += 1), message: message as Message } as Update;
  }

  /** An edit of a message that was sent before. */
  edit(update: Update, text: string): Update {
    const edited = { ...update.message, text, entities: entitiesOf(text), edit_date: Math.floor(Date.now() / 1000) };
    return { update_id: (this.#updateId += 1), edited_message: edited } as Update;
  }

  /** A person presses the button with this label below a message. */
  press(shown: Shown, label: string, from: User, chat: Chat): Update {
    const button = shown.buttons.find(({ text }) => text.startsWith(label));
    if (button === undefined) throw new Error(`no button "${label}" below message ${shown.id}`);
    const message = { message_id: shown.id, date: 1_700_000_000, chat, from: BOT, text: shown.text } as Message;
    const id = String((this.#updateId += 1));
    return {
      update_id: Number(id),
      callback_query: { id, from, message, chat_instance: '1', data: button.data },
    } as Update;
  }

  /** Hands updates to the bot, in this order, all at once. */
  async deliver(...updates: Update[]): Promise<number[]> {
    if (this.webhook !== null) return Promise.all(updates.map((update) => this.post(JSON.stringify(update))));
    this.#updates.push(...updates);
    this.#answerPoll();
    return [];
  }

  /** Posts a body to the webhook and returns the status. */
  async post(body: string, secret = this.webhook?.secret ?? ''): Promise<number> {
    if (this.webhook === null) throw new Error('no webhook is set');
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
    const response = await fetch(this.webhook.url, { method: 'POST', body, headers });
    return response.status;
  }

  /** Updates that the bot has not confirmed. */
  get unconfirmed(): number {
    return this.#updates.length;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)/.exec(request.url ?? '') ?? [];
    const payload = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
    this.calls.push({ method, at: Date.now(), payload });
    const fault = this.#faultOf(method);
    if (fault?.kind === 'hang') return void this.#held.add(response);
    if (fault?.kind === 'drop') return void request.socket.destroy();
    if (fault?.kind === 'error') return refuse(response, fault.code, fault.description, fault.retryAfter);
    if (token !== TOKEN) return refuse(response, 401, 'Unauthorized');
    if (method === 'getUpdates') return this.#getUpdates(payload, response);
    try {
      const result = this.#call(method, payload);
      if (fault?.kind === 'reset') request.socket.destroy();
      else grant(response, result);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error.code, error.message);
    }
  }

  #faultOf(method: string): Misbehaviour | null {
    const entry = this.#faults.find((one) => one.method === method && one.times > 0);
    if (entry === undefined) return null;
    if (entry.skip > 0) {
      entry.skip -= 1;
      return null;
    }
    entry.times -= 1;
    return entry.fault;
  }

  #call(method: string, payload: Record<string, unknown>): unknown {
    switch (method) {
      case 'getMe':
        return { ...BOT, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false };
      case 'setMyCommands':
        this.commands.set((payload['language_code'] as string | undefined) ?? '', payload['commands']);
        return true;
      case 'setWebhook':
        this.webhook = { url: payload['url'] as string, secret: (payload['secret_token'] as string | undefined) ?? '' };
        return true;
      case 'deleteWebhook':
        this.webhook = null;
        return true;
      case 'sendChatAction':
        return true;
      case 'answerCallbackQuery':
        if (((payload['text'] as string | undefined)?.length ?? 0) > 200)
          throw new Refusal(400, 'Bad Request: MESSAGE_TOO_LONG');
        this.toasts.push({
          query: payload['callback_query_id'] as string,
          text: (payload['text'] as string | undefined) ?? '',
        });
        return true;
      case 'sendMessage':
        return this.#send(payload);
      case 'editMessageText':
        return this.#edit(payload);
      case 'deleteMessage':
        this.#find(payload).deleted = true;
        return true;
      default:
        throw new Refusal(404, 'Not Found');
    }
  }

  #send(payload: Record<string, unknown>): unknown {
    const chat = Number(payload['chat_id']);
    if (this.blockedBy.has(chat)) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    const reply = payload['reply_parameters'] as { message_id: number } | undefined;
    const shown: Shown = {
      chat,
      id: (this.#messageId += 1),
      at: Date.now(),
      ...contentOf(payload),
      replyTo: reply?.message_id ?? null,
      thread: (payload['message_thread_id'] as number | undefined) ?? null,
      edits: 0,
      deleted: false,
    };
    this.shown.push(shown);
    return {
      message_id: shown.id,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chat, type: 'private', first_name: '某' },
      text: shown.text,
    };
  }

  #edit(payload: Record<string, unknown>): unknown {
    const shown = this.#find(payload);
    const content = contentOf(payload);
    if (content.html === shown.html && JSON.stringify(content.buttons) === JSON.stringify(shown.buttons)) {
      throw new Refusal(400, 'Bad Request: message is not modified');
    }
    Object.assign(shown, content, { edits: shown.edits + 1 });
    return {
      message_id: shown.id,
      date: 1,
      chat: { id: shown.chat, type: 'private', first_name: '某' },
      text: shown.text,
    };
  }

  #find(payload: Record<string, unknown>): Shown {
    const shown = this.shown.find(
      (one) => one.chat === Number(payload['chat_id']) && one.id === payload['message_id'] && !one.deleted,
    );
    if (shown === undefined) throw new Refusal(400, 'Bad Request: message to edit not found');
    return shown;
  }

  #getUpdates(payload: Record<string, unknown>, response: ServerResponse): void {
    if (this.webhook !== null)
      return refuse(response, 409, "Conflict: can't use getUpdates method while webhook is active");
    const offset = (payload['offset'] as number | undefined) ?? 0;
    // The offset confirms everything below it.
    for (let index = this.#updates.length - 1; index >= 0; index -= 1) {
      if ((this.#updates[index] as Update).update_id < offset) this.#updates.splice(index, 1);
    }
    if (this.#poll !== null) {
      const other = this.#poll;
      this.#poll = null;
      clearTimeout(other.timer);
      if (!other.response.destroyed) refuse(other.response, 409, 'Conflict: terminated by other getUpdates request');
    }
    const timer = setTimeout(() => this.#answerPoll(true), ((payload['timeout'] as number | undefined) ?? 0) * 1000);
    this.#poll = { response, offset, timer };
    response.on('close', () => {
      if (this.#poll?.response === response) this.#release();
    });
    this.#answerPoll();
  }

  #answerPoll(empty = false): void {
    const poll = this.#poll;
    if (poll === null || (this.#updates.length === 0 && !empty)) return;
    clearTimeout(poll.timer);
    this.#poll = null;
    grant(poll.response, this.#updates.slice(0, 100));
  }

  #release(): void {
    if (this.#poll !== null) clearTimeout(this.#poll.timer);
    this.#poll = null;
    for (const response of this.#held) response.destroy();
    this.#held.clear();
  }
}
