/** The page in a real Chromium, the way people use it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { House } from '../../src/desk/replier.ts';
import type { Answer } from '../../src/model.ts';
import { HOUSE } from './house.ts';
import { ask, CHROMIUM, faint, launch, Stage } from './web-browser.ts';

/** In an invented letter and in a question; none of it may ever be more than text. */
const HOSTILE = `<img src=x onerror="alert(1)"><script>alert(2)</script><a href="javascript:alert(3)">甲</a>"'&lt;${'${7*7}'}`;

/** The small house, with a hostile letter and all kinds of blocks. */
const house: House = {
  ...HOUSE,
  async answer(question) {
    const answer = await HOUSE.answer(question);
    if (answer.kind !== 'answered' || !/恶|种/.test(question.text)) return answer;
    const [first, ...rest] = answer.citations;
    const line = { text: HOSTILE, markers: [1], gloss: HOSTILE };
    return {
      ...answer,
      citations: [{ ...first, quote: HOSTILE, heading: HOSTILE, title: HOSTILE, department: HOSTILE }, ...rest],
      blocks: [
        { kind: 'lead', text: HOSTILE, markers: [1] },
        { kind: 'card', rows: [{ label: HOSTILE, value: HOSTILE, markers: [1] }] },
        { kind: 'quotes', tense: 'done', title: HOSTILE, lines: [line] },
        { kind: 'quotes', tense: 'planned', title: null, lines: [line] },
        { kind: 'quotes', tense: 'stated', title: null, lines: [line] },
        { kind: 'table', head: [HOSTILE, HOSTILE], rows: [[line, line]] },
        { kind: 'list', items: [line] },
        { kind: 'note', text: HOSTILE },
      ],
    } as unknown as Answer;
  },
  async source(citation, viewer) {
    const source = await HOUSE.source(citation, viewer);
    if (source === null || citation.quote !== HOSTILE) return source;
    return { ...source, before: `${HOSTILE}\n`, after: `\n${HOSTILE}`, subject: HOSTILE };
  },
};

// eslint-disable-next-line no-console
if (CHROMIUM === undefined) console.log('The page is not tried in a browser: Chromium is not installed.');

describe.skipIf(CHROMIUM === undefined)('the page in Chromium', { timeout: 60_000 }, () => {
  let browser: Browser;
  let stage: Stage;
  let site: Server;
  let siteOrigin: string;

  beforeAll(async () => {
    browser = await launch();
    site = createServer((request, response) => {
      const lang = new URL(request.url ?? '/', 'http://x').searchParams.get('lang') ?? 'zh-Hans';
      // As strict as a careful site: only the script and the frame of ours.
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; script-src ${stage.line.origin}; frame-src ${stage.line.origin}`,
      });
      response.end(
        `<!doctype html><html lang="${lang}"><title>站</title><link rel="icon" href="data:,"><h1>青禾县</h1><script src="${stage.line.origin}/embed.js" data-position="left"></script>`,
      );
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    siteOrigin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    site.close();
  });
  beforeEach(async () => {
    stage = await Stage.open(browser, house, {
      embedders: [siteOrigin],
      original: async (file) =>
        file === '青禾县-20号.txt' ? { bytes: Buffer.from('答复'), type: 'text/plain; charset=utf-8' } : null,
    });
  });
  afterEach(async () => {
    const { faults } = stage;
    await stage.close();
    expect(faults).toEqual([]);
  });

  it('answers, follows up, says which part is whose, and survives a reload', async () => {
    const page = await stage.page();
    expect(await page.locator('#examples button').allTextContents()).toEqual(['第20号提案办得怎么样？']);
    await ask(page, '问一');
    expect(await page.locator('.lead').textContent()).toBe('答“问一”，public');
    const quotes = page.locator('.quotes.done');
    expect(await quotes.locator('.tense').textContent()).toBe('已办');
    expect(await quotes.locator('blockquote').first().textContent()).toContain(
      '青禾县已建成共享农机站<12>个，覆盖全部乡镇。',
    );
    expect(await page.locator('#welcome').isHidden()).toBe(true);
    await page.fill('#question', '问二');
    await page.keyboard.press('Shift+Enter');
    expect(await page.inputValue('#question')).toBe('问二\n');
    await ask(page, '问二');
    expect(await page.locator('.turn').nth(1).locator('.lead').textContent()).toContain('（接“问一”）');
    expect(await page.locator('#status').textContent()).toBe('回答已到，有2条出处。');
    await page.reload();
    expect(await page.locator('.turn .lead').allTextContents()).toEqual([
      '答“问一”，public',
      '答“问二”（接“问一”），public',
    ]);
    await ask(page, '问三');
    expect(await page.locator('.turn').nth(2).locator('.lead').textContent()).toContain('（接“问二”）');
  });

  it('opens a source by keyboard beside the answer, and gives the focus back', async () => {
    const page = await stage.page();
    await ask(page, '问一');
    const marker = page.locator('.quotes .marker').nth(1);
    expect(await marker.getAttribute('aria-label')).toMatch(/^出处2：第20号提案答复 · 一、建设情况/);
    await marker.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog');
    await panel.locator('.source').waitFor();
    expect(await panel.locator('mark').textContent()).toBe('下一步，县农业农村局拟再建3个，争取2026年底前投用。');
    expect(await panel.locator('.passage').textContent()).toContain('服务热线每天8:00—20:00接听');
    const facts = await panel.locator('dl').textContent();
    for (const fact of [
      '20',
      '关于青禾县第20号提案的答复',
      '关于推广共享农机的提案',
      '一、建设情况',
      '第2页',
      '青禾县农业农村局',
      '2025-03-02',
    ])
      expect(facts).toContain(fact);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('source-title');
    expect(await page.locator('.answer').isVisible()).toBe(true);
    const download = page.waitForEvent('download');
    await panel.getByRole('link', { name: '下载原件' }).click();
    expect((await download).suggestedFilename()).toBe('青禾县-20号.txt');
    await page.keyboard.press('Escape');
    expect(await page.locator('#source').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^出处2/);
  });

  it('says no plainly, asks back with choices, apologises for a fault', async () => {
    const page = await stage.page();
    await ask(page, '无');
    expect(await page.locator('.answer').getAttribute('class')).toContain('unanswered');
    expect(await page.locator('.answer .note').textContent()).toBe('没有找到。');
    expect(await page.locator('.sources').count()).toBe(0);
    await ask(page, '选');
    await page.getByRole('button', { name: '问乙' }).click();
    await page.locator('.turn').nth(2).locator('.lead').waitFor();
    expect(await page.locator('.turn').nth(2).locator('.bubble').textContent()).toBe('问乙');
    expect(await page.locator('.turn').nth(2).locator('.lead').textContent()).toContain('答“问乙”');
    await ask(page, '坏');
    expect(await page.locator('.turn').nth(3).locator('.answer').textContent()).toContain('抱歉');
  });

  it('shows a hostile letter and a hostile question as text, everywhere', async () => {
    const page = await stage.page();
    await ask(page, `恶${HOSTILE}`);
    expect(await page.locator('.bubble').textContent()).toBe(`恶${HOSTILE}`);
    const shown = await page.locator('.answer').textContent();
    expect(shown?.split(HOSTILE).length).toBeGreaterThanOrEqual(14);
    await page.locator('.quotes .marker').first().click();
    await page.locator('#source .source').waitFor();
    expect(await page.locator('#source mark').textContent()).toBe(HOSTILE);
    expect(
      await page.locator('#log img, #log script, #log a, #source img, #source script, #source a:not(.button)').count(),
    ).toBe(0);
    await page.reload();
    expect(await page.locator('.bubble').textContent()).toBe(`恶${HOSTILE}`);
  });

  it('rates, copies with sources, starts afresh, deletes', async () => {
    const page = await stage.page({ permissions: ['clipboard-read', 'clipboard-write'] });
    await ask(page, '问一');
    await page.getByRole('button', { name: '有用' }).click();
    await page.getByText('谢谢您的评价。').waitFor();
    expect(await page.getByRole('button', { name: '有用' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: '没用' }).click();
    await page.getByText('我们会改进').waitFor();
    await page.getByRole('button', { name: '复制' }).click();
    await page.getByText('已复制，连同出处。').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    for (const part of ['问一\n', '［1］', '【2】', '2025-03-02']) expect(copied).toContain(part);
    await page.getByRole('button', { name: '新对话' }).click();
    expect(await page.locator('.turn').count()).toBe(0);
    expect(await page.locator('#welcome').isVisible()).toBe(true);
    await ask(page, '问二');
    expect(await page.locator('.lead').textContent()).toBe('答“问二”，public');
    const before = await page.evaluate(() => JSON.parse(sessionStorage.getItem('fuwen.talk') ?? '{}').conversation);
    await page.getByRole('button', { name: '删除我的记录' }).click();
    await page.getByRole('button', { name: '取消' }).click();
    expect(await page.locator('.turn').count()).toBe(1);
    await page.getByRole('button', { name: '删除我的记录' }).click();
    await page.getByRole('button', { name: '删除', exact: true }).click();
    await page.locator('#welcome').waitFor();
    const after = await page.evaluate(() => JSON.parse(sessionStorage.getItem('fuwen.talk') ?? '{}'));
    expect(after.turns).toEqual([]);
    expect(after.conversation).not.toBe(before);
  });

  it.each([
    [360, undefined],
    [320, undefined],
    [375, 'large'],
  ])('fits a phone %i px wide, %s text', async (width, size) => {
    const page = await stage.page({ viewport: { width, height: 700 }, hasTouch: true, isMobile: true });
    if (size === 'large') await page.getByRole('button', { name: '大字' }).click();
    await ask(page, '各种恶');
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button:not(.marker), select, summary, textarea, a.button')]
        .map((one) => [one.getBoundingClientRect(), one.textContent] as const)
        .filter(([box]) => box.width > 0 && (box.width < 44 || box.height < 44))
        .map(([box, text]) => `${text} ${box.width}x${box.height}`),
    );
    expect(small).toEqual([]);
    await page.locator('.quotes .marker').first().tap();
    await page.locator('#source .source').waitFor();
    expect(await page.evaluate(() => document.querySelector('#source')?.matches(':modal'))).toBe(true);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    expect(await page.locator('#source').isVisible()).toBe(false);
  });

  it.each(['light', 'dark'] as const)('can be read in %s', async (colorScheme) => {
    const page = await stage.page({ colorScheme });
    expect(await faint(page)).toEqual([]);
    await ask(page, '各种恶');
    await page.locator('.quotes .marker').first().click();
    await page.locator('#source .source').waitFor();
    expect(await faint(page)).toEqual([]);
  });

  it('speaks the language of the browser, and keeps what was chosen', async () => {
    const page = await stage.page({ locale: 'en-GB' });
    expect(await page.title()).toContain('Fuwen');
    expect(await page.getByRole('button', { name: 'Send' }).isVisible()).toBe(true);
    await page.selectOption('#language', 'zh-Hant');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-Hant');
    await page.getByRole('button', { name: '大字' }).click();
    await page.getByRole('button', { name: '深色' }).click();
    await ask(page, '問一');
    await page.reload();
    expect(await page.getByRole('button', { name: '發送' }).isVisible()).toBe(true);
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({
      size: 'large',
      theme: 'dark',
    });
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
    const other = await stage.page({ locale: 'zh-HK' });
    expect(await other.getByRole('button', { name: '發送' }).isVisible()).toBe(true);
  });

  it('has landmarks, names and one order of focus', async () => {
    const page = await stage.page();
    await ask(page, '问一');
    for (const role of ['banner', 'main', 'contentinfo', 'log'] as const)
      expect(await page.getByRole(role).count(), role).toBe(1);
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('polite');
    const nameless = await page.evaluate(
      () =>
        [...document.querySelectorAll('button, a, select, textarea, [role=group], dialog[open]')]
          .filter((one) => one.getBoundingClientRect().width > 0)
          .filter((one) => {
            const labels = 'labels' in one ? [...(one as HTMLTextAreaElement).labels].length : 0;
            return (
              labels === 0 &&
              !one.hasAttribute('aria-label') &&
              !one.hasAttribute('aria-labelledby') &&
              (one.textContent ?? '').trim() === ''
            );
          }).length,
    );
    expect(nameless).toBe(0);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const order: string[] = [];
    for (let count = 0; count < 15; count += 1) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate(() => document.activeElement?.id || document.activeElement?.className || ''));
    }
    const at = ['large', 'dark', 'language', 'fresh', 'marker', 'quiet', 'question', 'forget'].map((name) =>
      order.indexOf(name),
    );
    expect(
      at.every((place) => place >= 0),
      order.join(' '),
    ).toBe(true);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
  });

  it('does not send while an input method composes', async () => {
    const page = await stage.page();
    await page.fill('#question', 'nongji');
    await page
      .locator('#question')
      .dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
    expect(await page.locator('.turn').count()).toBe(0);
  });

  it('keeps the question while the server is away, and has the answer when it is back', async () => {
    const page = await stage.page();
    await page.fill('#question', '问慢');
    await page.keyboard.press('Enter');
    await page.locator('.answer .looking').waitFor();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await stage.down(1);
    await stage.up();
    await page.locator('.answer[aria-busy="false"] .lead').waitFor();
    expect(await page.locator('.lead').textContent()).toContain('答“问慢”');
    expect(await page.locator('.turn').count()).toBe(1);
  });

  it('prints the answer with its sources and nothing to press', async () => {
    const page = await stage.page();
    await ask(page, '问一');
    await ask(page, '各种恶');
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await page.locator('.turn').nth(0).getByRole('button', { name: '打印' }).click();
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.turn').nth(0).isVisible()).toBe(true);
    expect(await page.locator('.turn').nth(1).isVisible()).toBe(false);
    expect(await page.locator('.turn').nth(0).locator('.sources li').first().isVisible()).toBe(true);
    for (const gone of ['.tools', '#form', '.turn:first-child .actions', '.small'])
      expect(await page.locator(gone).isVisible(), gone).toBe(false);
    expect(await page.locator('#printed').textContent()).toMatch(/\d{4}年\d+月\d+日打印/);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await page.locator('.turn').nth(1).isVisible()).toBe(true);
  });

  it('stands in a site that may embed it, and closes there with Escape', async () => {
    const page = await stage.page({}, siteOrigin);
    expect(page.frames()).toHaveLength(1);
    await page.getByRole('button', { name: '问复文' }).click();
    const frame = page.frameLocator('iframe');
    await frame.locator('#examples button').click();
    await frame.locator('.answer[aria-busy="false"] .lead').waitFor();
    await frame.locator('#question').focus();
    await page.keyboard.press('Escape');
    expect(await page.locator('iframe').isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: '问复文' }).getAttribute('aria-expanded')).toBe('false');
    const english = await stage.page({}, `${siteOrigin}/?lang=en`);
    await english.getByRole('button', { name: 'Ask Fuwen' }).click();
    await english.frameLocator('iframe').getByRole('button', { name: 'Send' }).waitFor();
  });

  it('stands in no other site', async () => {
    await stage.close();
    stage = await Stage.open(browser, house);
    const page = await stage.page({}, siteOrigin);
    await page.getByRole('button', { name: '问复文' }).click();
    await expect.poll(() => stage.faults.some((fault) => /frame-ancestors/.test(fault))).toBe(true);
    expect(await page.frameLocator('iframe').locator('#question').count()).toBe(0);
    stage.faults.length = 0;
  });
});
