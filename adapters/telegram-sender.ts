/** A Reply becomes Telegram messages: HTML pieces with the question quoted, buttons below the last. */
import { type Api, GrammyError, InlineKeyboard } from 'grammy';
import { type Incoming, type Reply, Undeliverable } from '../src/adapter.ts';
import { escapeHtml, pieces, renderSource } from '../src/inquiry/render.ts';
import type { Answer, Citation, Language, ListPart } from '../src/model.ts';
import { inDoubt } from './telegram-call.ts';
import { type Route, routeOf } from './telegram-incoming.ts';

/** https://core.telegram.org/bots/api#sendmessage and #answercallbackquery and #inlinekeyboardbutton */
const MESSAGE = { limit: 4096, unit: 'chars', format: 'html' } as const;
const TOAST = 200;
const SOURCES_A_ROW = 5;
const BUTTON_WORDS = 40;
/** Answers whose messages are remembered, so that an edited question edits its answer. */
const REMEMBERED = 10_000;

const LABELS: Readonly<Record<Language, { source: string; useful: string; useless: string; next: string }>> = {
  'zh-Hans': { source: '原文', useful: '有用', useless: '没用', next: '下一页' },
  'zh-Hant': { source: '原文', useful: '有用', useless: '沒用', next: '下一頁' },
  en: { source: 'Source ', useful: 'Useful', useless: 'Not useful', next: 'Next page' },
};

export class TelegramSender {
  readonly #api: Api;
  readonly #link: ((citation: Citation) => string | null) | undefined;
  /**
   * Messages already sent of a reply that is being tried again; null for one that was sent twice and whose number is
   * not known.
   */
  readonly #begun = new Map<string, (number | null)[]>();
  /** Replies whose next message was sent once over a connection that broke. */
  readonly #doubted = new Set<string>();
  readonly #onDoubt: () => void;
  /** `chat:question` -> messages of its answer. */
  readonly #answers = new Map<string, readonly number[]>();

  /** `onDoubt`: a message was sent twice and both times its connection broke. */
  constructor(api: Api, link: ((citation: Citation) => string | null) | undefined, onDoubt: () => void) {
    this.#api = api;
    this.#link = link;
    this.#onDoubt = onDoubt;
  }

  async send(to: Incoming, reply: Reply): Promise<void> {
    try {
      const route = routeOf(to);
      if (route.toast !== undefined) await this.#toast(route.toast, reply);
      else await this.#say(to, route, reply);
      this.#forget(to.messageId);
    } catch (error) {
      // 400: the chat is gone or the text is refused; 403: the person blocked us. Trying again changes neither.
      if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) {
        this.#forget(to.messageId);
        throw new Undeliverable(`Telegram refused the reply: ${error.description}`, { cause: error });
      }
      throw error;
    }
  }

  #forget(reply: string): void {
    this.#begun.delete(reply);
    this.#doubted.delete(reply);
  }

  async #toast(query: string, reply: Reply): Promise<void> {
    const text = reply.kind === 'text' ? reply.text.slice(0, TOAST) : '';
    // A query expires after some seconds; the verdict is stored all the same.
    await this.#api
      .answerCallbackQuery(query, { text })
      .catch(unless(/query is too old|query_id_invalid|query id is invalid/i));
  }

  async #say(to: Incoming, route: Route, reply: Reply): Promise<void> {
    const parts = this.#parts(reply);
    const buttons = reply.kind === 'answer' ? keyboard(reply.answer, reply.id, reply.part) : undefined;
    const key = `${route.chat}:${route.message}`;
    const old = to.edited === true ? [...(this.#answers.get(key) ?? [])] : [];
    const sent = this.#begun.get(to.messageId) ?? [];
    this.#begun.set(to.messageId, sent);
    for (const [index, part] of parts.entries()) {
      if (index < sent.length) continue;
      const last = index === parts.length - 1 ? buttons : undefined;
      const before = old[index];
      sent.push(
        await this.#atMostTwice(to.messageId, () =>
          before === undefined ? this.#post(route, part, last) : this.#edit(route, before, part, last),
        ),
      );
    }
    for (const extra of old.slice(parts.length)) await this.#api.deleteMessage(route.chat, extra).catch(unless(/./));
    this.#remember(
      key,
      sent.filter((id) => id !== null),
    );
  }

  /**
   * The Bot API has no way to ask whether a message arrived whose connection broke, nor to send it so that a repeat
   * is recognised. Such a message is sent once more, after another call has shown that the connection holds again;
   * broken off a second time it is taken for sent: a person sees it at most twice.
   */
  async #atMostTwice(reply: string, send: () => Promise<number>): Promise<number | null> {
    const again = this.#doubted.has(reply);
    if (again) await this.#api.getMe();
    try {
      const id = await send();
      this.#doubted.delete(reply);
      return id;
    } catch (error) {
      const doubt = inDoubt(error);
      if (doubt) this.#doubted.add(reply);
      if (!doubt || !again) throw error;
      this.#doubted.delete(reply);
      this.#onDoubt();
      return null;
    }
  }

  async #post(route: Route, html: string, buttons: InlineKeyboard | undefined): Promise<number> {
    const { message_id } = await this.#api.sendMessage(route.chat, html, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(route.thread === undefined ? {} : { message_thread_id: route.thread }),
      ...(route.message === undefined
        ? {}
        : { reply_parameters: { message_id: route.message, allow_sending_without_reply: true } }),
      ...(buttons === undefined ? {} : { reply_markup: buttons }),
    });
    return message_id;
  }

  async #edit(route: Route, message: number, html: string, buttons: InlineKeyboard | undefined): Promise<number> {
    try {
      await this.#api.editMessageText(route.chat, message, html, {
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        ...(buttons === undefined ? {} : { reply_markup: buttons }),
      });
      return message;
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
      if (/not modified/i.test(error.description)) return message;
      // Deleted or too old to be edited.
      return this.#post(route, html, buttons);
    }
  }

  #parts(reply: Reply): readonly string[] {
    const link = this.#link === undefined ? {} : { link: this.#link };
    switch (reply.kind) {
      case 'answer':
        return pieces(reply.answer, { ...MESSAGE, ...link, part: reply.part });
      case 'source':
        return renderSource(reply.source, reply.language, { ...MESSAGE, ...link });
      case 'text':
        return [escapeHtml(reply.text)];
    }
  }

  #remember(key: string, messages: readonly number[]): void {
    this.#answers.delete(key);
    this.#answers.set(key, messages);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > REMEMBERED && oldest !== undefined) this.#answers.delete(oldest);
  }
}

function keyboard(answer: Answer, id: string, part: ListPart | undefined): InlineKeyboard | undefined {
  const labels = LABELS[answer.language];
  const buttons = new InlineKeyboard();
  if (answer.kind === 'clarify') {
    for (const [index, choice] of answer.choices.entries()) {
      buttons.text(`${index + 1}. ${[...choice].slice(0, BUTTON_WORDS).join('')}`, `c:${id}:${index + 1}`).row();
    }
    return buttons;
  }
  if (answer.kind !== 'answered') return undefined;
  for (const [index, { marker }] of answer.citations.entries()) {
    if (index > 0 && index % SOURCES_A_ROW === 0) buttons.row();
    buttons.text(`${labels.source}${marker}`, `s:${id}:${marker}`);
  }
  if (part !== undefined && part.last < part.total) buttons.row().text(labels.next, `n:${id}:+`);
  return buttons.row().text(labels.useful, `f:${id}:+`).text(labels.useless, `f:${id}:-`);
}

/** Lets a refusal pass whose description matches. */
function unless(pattern: RegExp): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof GrammyError) || !pattern.test(error.description)) throw error;
  };
}
