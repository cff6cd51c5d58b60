/** The settings of the house, from the environment and `.env`. The only reader of process.env. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { InquiryError } from './errors.ts';
import { serveDescribed, serveSettings } from './serve/settings.ts';

/** An empty line in `.env` means "not set". */
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const text = () => z.preprocess(blankIsUnset, z.string().optional());

interface Described {
  /** What the setting wants, for an error message. */
  readonly wants: string;
  readonly example: string;
}

const described: Record<string, Described> = {
  ...serveDescribed,
  FUWEN_KNOWLEDGE: { wants: 'a folder that holds letters/', example: 'FUWEN_KNOWLEDGE=knowledge' },
  FUWEN_DATA: { wants: 'a folder that Fuwen may write to', example: 'FUWEN_DATA=.fuwen' },
  FUWEN_UNPRINTED_DISCLOSURE: { wants: 'public or staff', example: 'FUWEN_UNPRINTED_DISCLOSURE=public' },
  FUWEN_TIMEZONE: { wants: 'an IANA time zone', example: 'FUWEN_TIMEZONE=Asia/Shanghai' },
  EMBED_PROVIDER: { wants: 'none, builtin or openai-compatible', example: 'EMBED_PROVIDER=none' },
  EMBED_URL: { wants: 'the address of an OpenAI-compatible server', example: 'EMBED_URL=http://127.0.0.1:11434/v1' },
  EMBED_MODEL: { wants: 'the name of an embedding model', example: 'EMBED_MODEL=bge-m3' },
  EMBED_KEY: { wants: 'the key of that server, if it needs one', example: 'EMBED_KEY=sk-...' },
  EMBED_DIMENSION: { wants: 'a whole number from 8 to 4096', example: 'EMBED_DIMENSION=1024' },
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const schema = serveSettings
  .extend({
    FUWEN_KNOWLEDGE: z.preprocess(blankIsUnset, z.string().default('knowledge')),
    FUWEN_DATA: z.preprocess(blankIsUnset, z.string().default('.fuwen')),
    /** What a letter that prints no 公开属性 counts as. */
    FUWEN_UNPRINTED_DISCLOSURE: z.preprocess(blankIsUnset, z.enum(['public', 'staff']).default('public')),
    FUWEN_TIMEZONE: z.preprocess(blankIsUnset, z.string().refine(isTimeZone).default('Asia/Shanghai')),
    EMBED_PROVIDER: z.preprocess(blankIsUnset, z.enum(['none', 'builtin', 'openai-compatible']).default('none')),
    EMBED_URL: z.preprocess(blankIsUnset, z.url({ protocol: /^https?$/ }).optional()),
    EMBED_MODEL: text(),
    EMBED_KEY: text(),
    EMBED_DIMENSION: z.preprocess(blankIsUnset, z.coerce.number().int().min(8).max(4096).optional()),
  })
  .superRefine((settings, context) => {
    if (settings.EMBED_PROVIDER !== 'openai-compatible') return;
    for (const name of ['EMBED_URL', 'EMBED_MODEL'] as const)
      if (settings[name] === undefined)
        context.addIssue({ code: 'custom', path: [name], message: 'needed by EMBED_PROVIDER=openai-compatible' });
  });

export type Settings = z.infer<typeof schema>;

/**
 * Settings of an environment. Throws InquiryError 'bad-setting' naming the variable, what it wants and an example;
 * the value itself is not repeated, because it may be a secret.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? 'the environment');
  const about = described[name];
  throw new InquiryError(
    'bad-setting',
    `The setting ${name} can't be used: ${issue?.message ?? 'it is not valid'}.`,
    about ? `It wants ${about.wants}. Example: ${about.example}` : 'See .env.example.',
    { cause: parsed.error },
  );
}

/** Settings of this process; `.env` in the current folder fills in what the environment leaves out. */
export function loadSettings(): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readSettings(process.env);
}

/** Today's date in the settings' time zone, YYYY-MM-DD. */
export function todayIn(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}
