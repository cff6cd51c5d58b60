/** A real Chromium in front of the page, with the desk behind it, and what both said meanwhile. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { WebOptions } from '../../adapters/web/web.ts';
import { Desk } from '../../src/desk/desk.ts';
import type { House } from '../../src/desk/replier.ts';
import { deskOptions, SILENT, temporaryFolder } from './house.ts';
import { WebLine } from './web-line.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const CHROMIUM = PLACES.find((place) => existsSync(place));

export function launch(): Promise<Browser> {
  return chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export class Stage {
  readonly #folder = temporaryFolder();
  /** Errors of the console and of scripts, requests to other hosts, dialogs: all of them are faults. */
  readonly faults: string[] = [];

  private constructor(
    readonly line: WebLine,
    readonly browser: Browser,
    readonly house: House,
  ) {}

  #desk: Desk | null = null;
  #web: ReturnType<WebLine['adapter']> | null = null;

  static async open(browser: Browser, house: House, options: Partial<WebOptions> = {}): Promise<Stage> {
    const stage = new Stage(await WebLine.open(options), browser, house);
    await stage.up();
    return stage;
  }

  async up(): Promise<void> {
    this.#desk = new Desk(deskOptions(this.#folder.path), { house: this.house, log: SILENT });
    this.#web = this.line.adapter();
    await this.#desk.open(this.#web);
  }

  /** The house goes down, in order or in the middle of an answer. */
  async down(milliseconds = 1000): Promise<void> {
    if (this.#desk !== null && this.#web !== null) await this.#desk.close(this.#web, milliseconds);
    this.#desk?.end();
    this.#desk = null;
  }

  async page(options: BrowserContextOptions = {}, path = '/'): Promise<Page> {
    const context = await this.browser.newContext({
      locale: 'zh-CN',
      viewport: { width: 1280, height: 860 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      // A server that is away on purpose is no fault of the page.
      const expected = /Failed to load resource.*(503|ERR_)/.test(message.text());
      if (!expected && ['error', 'warning'].includes(message.type())) this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('dialog', (dialog) => {
      this.faults.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1') this.faults.push(`request: ${request.url()}`);
    });
    await page.goto(new URL(path, this.line.origin).href);
    return page;
  }

  async close(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
    await this.down();
    await this.line.close();
    this.#folder.remove();
  }
}

/** Types a question and waits for its answer. */
export async function ask(page: Page, question: string): Promise<void> {
  const turns = await page.locator('.turn').count();
  await page.fill('#question', question);
  await page.keyboard.press('Enter');
  await page.locator('.turn').nth(turns).locator('.answer[aria-busy="false"]').waitFor();
}

/**
 * Text whose contrast with its ground is below WCAG AA (4.5:1; 3:1 from 24 px, or 18.66 px and bold), each with the
 * ratio. Formula: WCAG 2.2, relative luminance and contrast ratio.
 */
export function faint(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(${FAINT})()`);
}

/** Runs in the page, whose types this project's compiler does not know. */
const FAINT = `() => {
  const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => {
      const s = part / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color.length === 3 || color[3] > 0.99) return color.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const found = [];
  let looked = 0;
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    const box = element.getBoundingClientRect();
    if (!own || box.width < 2 || box.height < 2 || !element.checkVisibility()) continue;
    looked += 1;
    const style = getComputedStyle(element);
    const [a, b] = [luminance(parse(style.color).slice(0, 3)), luminance(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (!(ratio >= (large ? 3 : 4.5))) found.push(ratio.toFixed(2) + ' ' + element.textContent.slice(0, 20));
  }
  return looked < 20 ? ['only ' + looked + ' texts were looked at'] : found;
}`;
