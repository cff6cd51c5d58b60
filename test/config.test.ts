import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, todayIn } from '../src/config.ts';
import { InquiryError } from '../src/errors.ts';

describe('readSettings', () => {
  it('needs nothing', () => {
    expect(readSettings({})).toMatchObject({
      FUWEN_KNOWLEDGE: 'knowledge',
      EMBED_PROVIDER: 'none',
      FUWEN_PORT: 8080,
    });
  });

  it('takes an empty line as not set', () => {
    expect(readSettings({ FUWEN_DATA: '', EMBED_DIMENSION: '', TELEGRAM_TOKEN: '' })).toEqual(readSettings({}));
  });

  it.each([
    ['FUWEN_UNPRINTED_DISCLOSURE', 'everyone', 'public or staff'],
    ['FUWEN_TIMEZONE', 'Mars/Base', 'IANA'],
    ['EMBED_DIMENSION', '3.5', 'whole number'],
    ['FUWEN_PORT', '99999', 'port'],
    ['API_TOKENS', 'a:public:short', '16 characters'],
    ['STAFF', 'somebody', 'channel:person'],
  ])('names %s, what it wants and an example', (name, value, wants) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(InquiryError);
    expect(read).toThrow(new RegExp(`${name}.*${wants}.*Example: ${name}=`, 's'));
  });

  it('asks for what a provider needs', () => {
    expect(() => readSettings({ EMBED_PROVIDER: 'openai-compatible' })).toThrow(/EMBED_URL.*Example/);
  });

  it('does not repeat the value, which may be a secret', () => {
    expect(() => readSettings({ OPERATOR_TOKEN: 'hunter2' })).not.toThrow(/hunter2/);
  });

  it('knows every line of .env.example, and each is good as it stands', () => {
    const lines = readFileSync(resolve(import.meta.dirname, '../.env.example'), 'utf8').split('\n');
    const named = lines.flatMap((line) => /^([A-Z_]+)=(.*)$/.exec(line) ?? []).filter((_, i) => i % 3 !== 0);
    const environment = Object.fromEntries(
      Array.from({ length: named.length / 2 }, (_, i) => [named[2 * i], named[2 * i + 1]]),
    ) as Record<string, string>;
    expect(readSettings(environment)).toEqual(readSettings({}));
    expect(Object.keys(environment).toSorted()).toEqual(
      expect.arrayContaining(Object.keys(readSettings({})).toSorted()),
    );
  });
});

describe('todayIn', () => {
  it('is the day of the time zone', () => {
    const late = new Date('2026-03-31T20:00:00Z');
    expect([todayIn('Asia/Shanghai', late), todayIn('UTC', late)]).toEqual(['2026-04-01', '2026-03-31']);
  });
});
