/** The page in a real Chromium, the way people use it. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, CHROMIUM, launch, Stage } from './web-browser.ts';
import { HOSTILE, HOSTILE_HOUSE } from './web-hostile.ts';

// eslint-disable-next-line no-console
if (CHROMIUM === undefined) console.log('The page is not tried in a browser: Chromium is not installed.');

describe.skipIf(CHROMIUM === undefined)('the page in Chromium', { timeout: 60_000 }, () => {
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    stage = await Stage.open(browser, HOSTILE_HOUSE, {
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
    const quotes = page.locator('.answer .quotes.done');
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
    expect(await page.evaluate(`document.activeElement?.id`)).toBe('source-title');
    expect(await page.locator('.answer').isVisible()).toBe(true);
    const download = page.waitForEvent('download');
    await panel.getByRole('link', { name: '下载原件' }).click();
    expect((await download).suggestedFilename()).toBe('青禾县-20号.txt');
    await page.keyboard.press('Escape');
    expect(await page.locator('#source').isVisible()).toBe(false);
    expect(await page.evaluate(`document.activeElement?.getAttribute('aria-label')`)).toMatch(/^出处2/);
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
    const copied = await page.evaluate<string>(`navigator.clipboard.readText()`);
    for (const part of ['问一\n', '［1］', '【2】', '2025-03-02']) expect(copied).toContain(part);
    await page.getByRole('button', { name: '新对话' }).click();
    expect(await page.locator('.turn').count()).toBe(0);
    expect(await page.locator('#welcome').isVisible()).toBe(true);
    await ask(page, '问二');
    expect(await page.locator('.lead').textContent()).toBe('答“问二”，public');
    const before = await page.evaluate<string>(`JSON.parse(sessionStorage.getItem('fuwen.talk')).conversation`);
    await page.getByRole('button', { name: '删除我的记录' }).click();
    await page.getByRole('button', { name: '取消' }).click();
    expect(await page.locator('.turn').count()).toBe(1);
    await page.getByRole('button', { name: '删除我的记录' }).click();
    await page.getByRole('button', { name: '删除', exact: true }).click();
    await page.locator('#welcome').waitFor();
    const after = await page.evaluate<{ turns: unknown[]; conversation: string }>(
      `JSON.parse(sessionStorage.getItem('fuwen.talk'))`,
    );
    expect(after.turns).toEqual([]);
    expect(after.conversation).not.toBe(before);
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
});
