/** Which channels there are, what turns each on, and how it is made. A channel's code is loaded when it is on. */
import { readFileSync } from 'node:fs';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { Adapter } from '../src/adapter.ts';
import { InquiryError } from '../src/errors.ts';
import type { Answer, Citation, Question } from '../src/model.ts';

/** The settings that channels read, by the names of the environment. */
export interface ChannelSettings {
  readonly FUWEN_WEB: 'yes' | 'no';
  readonly FUWEN_PUBLIC_URL?: string | undefined;
  /** Sites that may show the page in a frame. */
  readonly FUWEN_EMBED_ORIGINS: readonly string[];
  /** Reverse proxies in front of the port, whose X-Forwarded-For is believed. */
  readonly FUWEN_PROXIES: number;
  readonly TELEGRAM_TOKEN?: string | undefined;
  readonly TELEGRAM_API_ROOT?: string | undefined;
  readonly TELEGRAM_WEBHOOK_URL?: string | undefined;
  readonly TELEGRAM_WEBHOOK_SECRET?: string | undefined;
  readonly WECHATY_PUPPET?: string | undefined;
  readonly WECHATY_TOKEN?: string | undefined;
  readonly WECHATY_ENDPOINT?: string | undefined;
  readonly WECHATY_CA_CERT_FILE?: string | undefined;
  readonly WECHATY_SERVER_NAME?: string | undefined;
  readonly WECHATY_NO_TLS: 'yes' | 'no';
  readonly WECHATY_ACCEPT_FRIENDS: 'yes' | 'no';
}

export interface ChannelTools {
  readonly settings: ChannelSettings;
  /** FUWEN_DATA. */
  readonly data: string;
  readonly log: Logger;
  /** Where a source can be read whole; null when the server has no address of its own. */
  readonly link?: (citation: Citation) => string | null;
  /** A QR code that the operator must scan; null once nobody needs it. */
  readonly onCode: (code: string | null) => void;
  /** The house without a desk, for a page that answers what it shows (examples, a letter's text). */
  readonly house: {
    answer(question: Question): Promise<Answer>;
    examples(language: Answer['language']): readonly string[];
    /** A public letter's file as published; null for any other. */
    original(file: string): Promise<{ readonly bytes: Uint8Array; readonly type: string } | null>;
  };
}

/** An adapter that people reach through the server's port brings its routes; the server mounts them at `/`. */
export type Channel = Adapter & { readonly app?: Hono };

export interface Entry {
  readonly name: string;
  /** Why the channel is off; null when it is on. */
  off(settings: ChannelSettings): string | null;
  make(tools: ChannelTools): Promise<Channel>;
}

export const CATALOG: readonly Entry[] = [
  {
    name: 'web',
    off: ({ FUWEN_WEB }) => (FUWEN_WEB === 'yes' ? null : 'FUWEN_WEB is no'),
    async make({ settings, house }) {
      const { Web } = await import('./web/web.ts');
      return new Web({
        examples: house.examples,
        original: house.original,
        embedders: settings.FUWEN_EMBED_ORIGINS,
        proxies: settings.FUWEN_PROXIES,
        ...(settings.FUWEN_PUBLIC_URL === undefined ? {} : { publicUrl: settings.FUWEN_PUBLIC_URL }),
      });
    },
  },
  {
    name: 'telegram',
    off: ({ TELEGRAM_TOKEN }) => (TELEGRAM_TOKEN === undefined ? 'TELEGRAM_TOKEN is not set' : null),
    async make({ settings, log, link }) {
      const { Telegram } = await import('./telegram.ts');
      const {
        TELEGRAM_TOKEN: token = '',
        TELEGRAM_API_ROOT: apiRoot,
        TELEGRAM_WEBHOOK_URL: url,
        TELEGRAM_WEBHOOK_SECRET: secret = '',
      } = settings;
      return new Telegram({
        token,
        log,
        ...(link === undefined ? {} : { link }),
        ...(apiRoot === undefined ? {} : { apiRoot }),
        ...(url === undefined ? {} : { webhook: { url, secret } }),
      });
    },
  },
  {
    name: 'wechat',
    off: ({ WECHATY_PUPPET }) => (WECHATY_PUPPET === undefined ? 'WECHATY_PUPPET is not set' : null),
    async make({ settings, data, log, link, onCode }) {
      const { WeChat } = await import('./wechat.ts');
      const {
        WECHATY_PUPPET: puppet = '',
        WECHATY_TOKEN: token,
        WECHATY_ENDPOINT: endpoint,
        WECHATY_SERVER_NAME: serverName,
      } = settings;
      const caCert = settings.WECHATY_CA_CERT_FILE === undefined ? undefined : pemOf(settings.WECHATY_CA_CERT_FILE);
      return new WeChat({
        puppet,
        ...(token === undefined ? {} : { token }),
        ...(endpoint === undefined ? {} : { endpoint }),
        tls: {
          ...(caCert === undefined ? {} : { caCert }),
          ...(serverName === undefined ? {} : { serverName }),
          ...(settings.WECHATY_NO_TLS === 'yes' ? { disable: true } : {}),
        },
        data,
        ...(link === undefined ? {} : { link }),
        acceptFriends: settings.WECHATY_ACCEPT_FRIENDS === 'yes',
        log,
        onCode,
      });
    },
  },
];

function pemOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new InquiryError(
      'bad-setting',
      `WECHATY_CA_CERT_FILE names ${file}, which can't be read.`,
      'Give the path of a PEM file.',
      { cause },
    );
  }
}
