// A person at Firefox, driven by Puppeteer over WebDriver BiDi: Playwright needs a Firefox of its
// own making, which is not what our visitors have.
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

import { firefoxPath, firefoxPreferences } from './browsers.ts';
import { keepPeerConnections } from './media.ts';
import type { Person, Role, VideoName } from './person.ts';
import type { Problems } from './problems.ts';

export class FirefoxPerson implements Person {
  private constructor(
    readonly name: string,
    readonly browser: Browser,
    readonly page: Page,
    private readonly home: string,
  ) {}

  static async come(name: string, home: string, problems: Problems): Promise<FirefoxPerson> {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: firefoxPath,
      extraPrefsFirefox: firefoxPreferences,
      defaultViewport: { width: 1280, height: 800 },
    });
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(keepPeerConnections);
    page.on('console', (message) => problems.consoleMessage(name, message.type(), message.text()));
    page.on('pageerror', (error) => problems.thrown(name, error));
    page.on('request', (request) => problems.request(name, home, request.url()));
    return new FirefoxPerson(name, browser, page, home);
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.home).href);
  }

  path(): string {
    return new URL(this.page.url()).pathname;
  }

  async click(role: Role, name: string): Promise<void> {
    await this.page.locator(selector(role, name)).click();
  }

  async fill(name: string, text: string): Promise<void> {
    await this.page.locator(selector('textbox', name)).fill(text);
  }

  async sees(role: Role, name: string): Promise<boolean> {
    const found = await this.page.$(selector(role, name));
    return (await found?.isVisible()) ?? false;
  }

  async reads(role: Role): Promise<string> {
    const found = await this.page.$(`aria/[role="${role}"]`);
    return (await found?.evaluate((element) => (element as HTMLElement).innerText)) ?? '';
  }

  async readsPage(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  async withVideo<T, A>(
    name: VideoName,
    act: (video: HTMLVideoElement, argument: A) => T | Promise<T>,
    argument: A,
  ): Promise<T> {
    // Videos have no role to be found by.
    const video = await this.page.waitForSelector(`video[aria-label="${name}"]`);
    return video!.evaluate(act as (video: unknown, argument: unknown) => T | Promise<T>, argument);
  }

  async close(): Promise<void> {
    await this.page.close({ runBeforeUnload: true });
  }
}

function selector(role: Role, name: string): string {
  return `aria/${name}[role="${role}"]`;
}
