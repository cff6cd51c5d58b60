/** The page in a real Chromium: small and large, light and dark, read aloud, on paper, in other sites. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, CHROMIUM, faint, launch, Stage } from './web-browser.ts';
import { HOSTILE_HOUSE } from './web-hostile.ts';

// eslint-disable-next-line no-console
if (CHROMIUM === undefined) console.log('The look of the page is not tried in a browser: Chromium is not installed.');

describe.skipIf(CHROMIUM === undefined)('how the page looks in Chromium', { timeout: 60_000 }, () => {
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
        `<!doctype html><html lang="${lang}"><title>站</title><h1>青禾县</h1><script src="${stage.line.origin}/embed.js" data-position="left"></script>`,
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
    stage = await Stage.open(browser, HOSTILE_HOUSE, {
      embedders: [siteOrigin],
    });
  });
  afterEach(async () => {
    const { faults } = stage;
    await stage.close();
    expect(faults).toEqual([]);
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
      page.evaluate<number>(`document.documentElement.scrollWidth - document.documentElement.clientWidth`);
    expect(await overflow()).toBeLessThanOrEqual(0);
    const small = await page.evaluate(
      `[...document.querySelectorAll('button:not(.marker), select, summary, textarea, a.button')]
        .map((one) => [one.getBoundingClientRect(), one.textContent])
        .filter(([box]) => box.width > 0 && (box.width < 44 || box.height < 44))
        .map(([box, text]) => text + ' ' + box.width + 'x' + box.height)`,
    );
    expect(small).toEqual([]);
    await page.locator('.quotes .marker').first().tap();
    await page.locator('#source .source').waitFor();
    expect(await page.evaluate(`document.querySelector('#source')?.matches(':modal')`)).toBe(true);
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
    expect(await page.evaluate(`document.documentElement.lang`)).toBe('zh-Hant');
    await page.getByRole('button', { name: '大字' }).click();
    await page.getByRole('button', { name: '深色' }).click();
    await ask(page, '問一');
    await page.reload();
    expect(await page.getByRole('button', { name: '發送' }).isVisible()).toBe(true);
    expect(await page.evaluate(`({ ...document.documentElement.dataset })`)).toMatchObject({
      size: 'large',
      theme: 'dark',
    });
    expect(await page.evaluate(`getComputedStyle(document.documentElement).colorScheme`)).toBe('dark');
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
      `[...document.querySelectorAll('button, a, select, textarea, [role=group], dialog[open]')]
        .filter((one) => one.getBoundingClientRect().width > 0)
        .filter((one) => (one.labels?.length ?? 0) === 0 && one.textContent.trim() === '')
        .filter((one) => !one.hasAttribute('aria-label') && !one.hasAttribute('aria-labelledby')).length`,
    );
    expect(nameless).toBe(0);
    await page.locator('.skip').focus();
    const order: string[] = [];
    for (let count = 0; count < 18; count += 1) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate<string>(`document.activeElement?.id || document.activeElement?.className || ''`));
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

  it('prints the answer with its sources and nothing to press', async () => {
    const page = await stage.page();
    await ask(page, '问一');
    await ask(page, '各种恶');
    await page.evaluate(`window.print = () => undefined`);
    await page.locator('.turn').nth(0).getByRole('button', { name: '打印' }).click();
    await page.evaluate(`window.dispatchEvent(new Event('beforeprint'))`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.turn').nth(0).isVisible()).toBe(true);
    expect(await page.locator('.turn').nth(1).isVisible()).toBe(false);
    expect(await page.locator('.turn').nth(0).locator('.sources li').first().isVisible()).toBe(true);
    for (const gone of ['.tools', '#form', '.turn:first-child .actions', '.small'])
      expect(await page.locator(gone).isVisible(), gone).toBe(false);
    expect(await page.locator('#printed').textContent()).toMatch(/\d{4}年\d+月\d+日打印/);
    await page.evaluate(`window.dispatchEvent(new Event('afterprint'))`);
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
    await page.locator('iframe').waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: '问复文' }).getAttribute('aria-expanded')).toBe('false');
    const english = await stage.page({}, `${siteOrigin}/?lang=en`);
    await english.getByRole('button', { name: 'Ask Fuwen' }).click();
    await english.frameLocator('iframe').getByRole('button', { name: 'Send' }).waitFor();
  });

  it('stands in no other site', async () => {
    await stage.close();
    stage = await Stage.open(browser, HOSTILE_HOUSE);
    const page = await stage.page({}, siteOrigin);
    await page.getByRole('button', { name: '问复文' }).click();
    await expect.poll(() => stage.faults.some((fault) => /frame-ancestors/.test(fault))).toBe(true);
    expect(await page.frameLocator('iframe').locator('#question').count()).toBe(0);
    stage.faults.length = 0;
  });
});
