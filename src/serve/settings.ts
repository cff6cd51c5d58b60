/** The settings of the server and its channels, to be merged into the environment's schema by config.ts. */
import { z } from 'zod';

/** An empty line in `.env` means "not set". */
const unset = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const text = z.preprocess(unset, z.string().trim().optional());
const whole = (fallback: number, least: number, most: number) =>
  z.preprocess(unset, z.coerce.number().int().min(least).max(most).default(fallback));
const yes = z.preprocess(unset, z.enum(['yes', 'no']).default('no'));
const address = z.preprocess(unset, z.url({ protocol: /^https?$/ }).optional());

export interface ApiToken {
  readonly name: string;
  readonly role: 'public' | 'staff';
  readonly secret: string;
}

/** `https://www.example.gov.cn,https://zwfw.example.gov.cn`: origins, without a path. */
const origins = z.preprocess(
  unset,
  z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((one) => one.trim().replace(/\/$/, ''))
        .filter((one) => one !== ''),
    )
    .refine((list) => list.every((one) => URL.canParse(one) && new URL(one).origin === one), {
      message: 'is not a list of origins',
    }),
);

/** `telegram:123456,wechat:wxid_abc`: channel and the channel's id of the person. */
const staff = z.preprocess(
  unset,
  z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    )
    .refine((list) => list.every((one) => /^[a-z]+:\S+$/.test(one)), { message: 'is not a list of channel:person' }),
);

/** `intranet:staff:SECRET,website:public:SECRET`: name, whose letters it sees, and the secret. */
const tokens = z.preprocess(
  unset,
  z
    .string()
    .default('')
    .transform((list, context): ApiToken[] => {
      const parts = list
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '');
      const read = parts.map((part) => /^([\w.-]{1,40}):(public|staff):(\S{16,})$/.exec(part));
      if (read.some((match) => match === null)) {
        context.addIssue({
          code: 'custom',
          message: 'is not a list of name:public|staff:secret, each secret of 16 characters or more',
        });
        return z.NEVER;
      }
      return read.map((match) => ({
        name: match?.[1] ?? '',
        role: match?.[2] === 'staff' ? 'staff' : 'public',
        secret: match?.[3] ?? '',
      }));
    }),
);

export const serveSettings = z.object({
  FUWEN_HOST: z.preprocess(unset, z.string().default('127.0.0.1')),
  FUWEN_PORT: whole(8080, 0, 65_535),
  /** Where people reach the server from outside, for links to whole letters. */
  FUWEN_PUBLIC_URL: address,
  /** Sites that may show the page in a frame. */
  FUWEN_EMBED_ORIGINS: origins,
  /** Reverse proxies in front of the port, whose X-Forwarded-For is believed. */
  FUWEN_PROXIES: whole(0, 0, 5),
  FUWEN_WEB: z.preprocess(unset, z.enum(['yes', 'no']).default('yes')),
  FUWEN_LOG_LEVEL: z.preprocess(unset, z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info')),
  /** Opens /metrics and the operator's page from other machines. */
  OPERATOR_TOKEN: z.preprocess(unset, z.string().min(16).optional()),
  STAFF: staff,
  API_TOKENS: tokens,
  FUWEN_AT_ONCE: whole(8, 1, 256),
  FUWEN_QUEUE: whole(5000, 10, 1_000_000),
  FUWEN_PER_MINUTE: whole(20, 1, 10_000),
  TELEGRAM_TOKEN: text,
  TELEGRAM_API_ROOT: address,
  TELEGRAM_WEBHOOK_URL: address,
  TELEGRAM_WEBHOOK_SECRET: text,
  WECHATY_PUPPET: text,
  WECHATY_TOKEN: text,
  WECHATY_ENDPOINT: text,
  /** PEM file of the authority that signed the gateway's certificate. */
  WECHATY_CA_CERT_FILE: text,
  WECHATY_SERVER_NAME: text,
  WECHATY_NO_TLS: yes,
  WECHATY_ACCEPT_FRIENDS: yes,
});
export type ServeSettings = z.infer<typeof serveSettings>;

/** What each setting wants and an example, for error messages and `.env.example`. */
export const serveDescribed: Readonly<
  Record<keyof ServeSettings, { readonly wants: string; readonly example: string }>
> = {
  FUWEN_HOST: { wants: 'the address to listen on', example: 'FUWEN_HOST=127.0.0.1' },
  FUWEN_PORT: { wants: 'a port from 0 to 65535', example: 'FUWEN_PORT=8080' },
  FUWEN_PUBLIC_URL: {
    wants: 'the address that people reach the server at',
    example: 'FUWEN_PUBLIC_URL=https://fuwen.example.org',
  },
  FUWEN_EMBED_ORIGINS: {
    wants: 'origins with commas between',
    example: 'FUWEN_EMBED_ORIGINS=https://www.example.gov.cn',
  },
  FUWEN_PROXIES: { wants: 'how many reverse proxies stand in front, 0 to 5', example: 'FUWEN_PROXIES=1' },
  FUWEN_WEB: { wants: 'yes or no', example: 'FUWEN_WEB=yes' },
  FUWEN_LOG_LEVEL: { wants: 'debug, info, warn, error or silent', example: 'FUWEN_LOG_LEVEL=info' },
  OPERATOR_TOKEN: { wants: 'a secret of 16 characters or more', example: 'OPERATOR_TOKEN= (openssl rand -hex 24)' },
  STAFF: { wants: 'channel:person pairs', example: 'STAFF=telegram:123456,wechat:wxid_abc' },
  API_TOKENS: {
    wants: 'name:public|staff:secret, secrets of 16 characters or more',
    example: 'API_TOKENS=website:public: (openssl rand -hex 24)',
  },
  FUWEN_AT_ONCE: { wants: 'a whole number from 1 to 256', example: 'FUWEN_AT_ONCE=8' },
  FUWEN_QUEUE: { wants: 'a whole number of messages that may wait, 10 or more', example: 'FUWEN_QUEUE=5000' },
  FUWEN_PER_MINUTE: { wants: 'how many messages a minute one person may send', example: 'FUWEN_PER_MINUTE=20' },
  TELEGRAM_TOKEN: { wants: 'the token of a bot, from @BotFather', example: 'TELEGRAM_TOKEN=110201543:AAH…' },
  TELEGRAM_API_ROOT: {
    wants: 'the address of another Bot API server',
    example: 'TELEGRAM_API_ROOT=http://127.0.0.1:8081',
  },
  TELEGRAM_WEBHOOK_URL: {
    wants: 'an https address ending in /channels/telegram/webhook',
    example: 'TELEGRAM_WEBHOOK_URL=https://fuwen.example.org/channels/telegram/webhook',
  },
  TELEGRAM_WEBHOOK_SECRET: {
    wants: '16 to 256 letters, digits, _ or -',
    example: 'TELEGRAM_WEBHOOK_SECRET= (openssl rand -hex 32)',
  },
  WECHATY_PUPPET: { wants: 'the package of a wechaty puppet', example: 'WECHATY_PUPPET=wechaty-puppet-service' },
  WECHATY_TOKEN: { wants: 'the token of the gateway', example: 'WECHATY_TOKEN=puppet_workpro_…' },
  WECHATY_ENDPOINT: { wants: 'host:port of the gateway', example: 'WECHATY_ENDPOINT=127.0.0.1:8788' },
  WECHATY_CA_CERT_FILE: { wants: 'a PEM file', example: 'WECHATY_CA_CERT_FILE=gateway-ca.pem' },
  WECHATY_SERVER_NAME: {
    wants: "the name in the gateway's certificate",
    example: 'WECHATY_SERVER_NAME=gateway.example.org',
  },
  WECHATY_NO_TLS: { wants: 'yes or no', example: 'WECHATY_NO_TLS=no' },
  WECHATY_ACCEPT_FRIENDS: { wants: 'yes or no', example: 'WECHATY_ACCEPT_FRIENDS=no' },
};
