import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PAGE_FILES } from '../../adapters/web/files.ts';
import { Gate } from '../../adapters/web/guard.ts';
import { HOUSE } from './house.ts';
import { answerTo, events, WebRoom } from './web-room.ts';

let room: WebRoom;
beforeEach(async () => void (room = await WebRoom.open()));
afterEach(() => room.close());

/** In place of the room of before. */
async function again(...given: Parameters<typeof WebRoom.open>): Promise<void> {
  await room.close();
  room = await WebRoom.open(...given);
}

describe('every page', () => {
  it.each(Object.keys(PAGE_FILES))('%s is served under the strict policy', async (address) => {
    const response = await fetch(`${room.origin}${address}`);
    expect(response.status).toBe(200);
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "img-src 'self'",
      "frame-ancestors 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy.split('; ')).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const body = await response.text();
    expect(body.length).toBeGreaterThan(50);
    // Nothing inline, nothing from elsewhere.
    if (address === '/' || address.endsWith('.html')) {
      expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
      expect(body).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/i);
    }
    if (!address.endsWith('.svg') && !address.startsWith('/embed') && !address.endsWith('dom.js'))
      expect(body).not.toMatch(/https?:\/\//);
    // The only ways from text to markup.
    expect(body).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|DOMParser|srcdoc/);
  });

  it('holds every file of the page, and no other', () => {
    const folder = resolve(import.meta.dirname, '../../adapters/web/page');
    const files = readdirSync(folder).filter((name) => name !== 'tsconfig.json');
    expect(new Set(Object.values(PAGE_FILES))).toEqual(new Set(files));
  });

  it.each(['/tsconfig.json', '/../web.ts', '/%2e%2e/web.ts', '/page/index.html', '/letters/', '/letters/L1.txt'])(
    '%s is not to be had',
    async (address) => {
      const response = await fetch(`${room.origin}${address}`);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );

  it('is sent again only when it changed', async () => {
    const etag = (await fetch(`${room.origin}/main.js`)).headers.get('etag') ?? '';
    expect((await fetch(`${room.origin}/main.js`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(`${room.origin}/main.js`, { headers: { 'if-none-match': '"old"' } })).status).toBe(200);
  });

  it('lets only the named sites frame it, and lends them only the script', async () => {
    await again(answerTo, { embedders: ['https://www.qinghe.example', 'https://rd.qinghe.example:8443'] });
    const page = await fetch(`${room.origin}/`);
    expect(page.headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://www.qinghe.example https://rd.qinghe.example:8443",
    );
    expect(page.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const script = await fetch(`${room.origin}/embed.js`);
    expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it('gives examples in the language asked for', async () => {
    expect(await (await fetch(`${room.origin}/examples?language=zh-Hans`)).json()).toEqual({
      examples: ['第20号提案办得怎么样？'],
    });
  });
});

describe('GET /letters', () => {
  const LETTERS = new Map([
    ['青禾县/20号 (1).html', '<script>alert(document.domain)</script>'],
    ['a.txt', '答复'],
  ]);
  let asked: string[];
  let withdrawn: boolean;

  beforeEach(async () => {
    asked = [];
    withdrawn = false;
    await again(
      async (incoming) => {
        const given = await answerTo(incoming);
        const [citation] = given.kind === 'answer' && given.answer.kind === 'answered' ? given.answer.citations : [];
        if (citation === undefined) throw new Error('the house gives no citation');
        const source = await HOUSE.source({ ...citation, file: '青禾县/20号 (1).html' }, { role: 'public' });
        return source === null ? null : { kind: 'source', source, language: 'zh-Hans' };
      },
      {
        original: async (file) => {
          asked.push(file);
          const text = LETTERS.get(file);
          return text === undefined || withdrawn ? null : { bytes: Buffer.from(text), type: 'text/html' };
        },
      },
    );
  });

  it('hands out what the server calls public, as a download that can run nothing', async () => {
    const heard = await events(await room.post(room.message({ text: '/source 1', about: 'a1b2c3' })));
    expect(heard[0]?.[0]).toBe('source');
    const response = await fetch(`${room.origin}/${heard[0]?.[1].original}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(LETTERS.get('青禾县/20号 (1).html'));
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''20%E5%8F%B7%20%281%29.html`);
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('offers no download of a letter that the server does not hand out', async () => {
    withdrawn = true;
    const heard = await events(await room.post(room.message({ text: '/source 1', about: 'a1b2c3' })));
    expect(heard[0]?.[1]).toMatchObject({ marker: 1, original: null });
  });

  it.each([
    'missing.txt',
    '..%2Fa.txt',
    'x%2F..%2Fa.txt',
    '.env',
    'a%5C..%5Ca.txt',
    'a.txt%00',
    '%2Fa.txt',
    '%E0%A4%A',
  ])('404 for %s', async (file) => {
    expect((await fetch(`${room.origin}/letters/${file}`)).status).toBe(404);
    expect(asked.filter((one) => one !== 'missing.txt' && /\.\.|\\|\0|^\/|^\./.test(one))).toEqual([]);
  });
});

describe('the gate', () => {
  it('lets the burst through, then the pace, and forgets who is at rest', () => {
    const gate = new Gate({ burst: 3, perMinute: 60 });
    expect([0, 0, 0, 0].map((_, index) => gate.wait('a', index))).toEqual([0, 0, 0, 997]);
    expect(gate.wait('b', 4)).toBe(0);
    expect(gate.wait('a', 1100)).toBe(0);
    expect(gate.wait('a', 1101)).toBeGreaterThan(0);
    expect([0, 0, 0].map(() => gate.wait('a', 60_000))).toEqual([0, 0, 0]);
  });
});
