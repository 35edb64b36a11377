// A person at Chromium, driven by Playwright.
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

import { keepPeerConnections } from './media.ts';
import type { Person, Role, VideoName } from './person.ts';
import type { Problems } from './problems.ts';

export class ChromiumPerson implements Person {
  private constructor(readonly name: string, readonly page: Page) {}

  /** Everybody has a browser context, thus a memory, of their own. */
  static async come(
    name: string,
    browser: Browser,
    home: string,
    problems: Problems,
    options: BrowserContextOptions = {},
  ): Promise<ChromiumPerson> {
    const context = await browser.newContext({ baseURL: home, ...options });
    context.on('console', (message) => problems.consoleMessage(name, message.type(), message.text()));
    context.on('weberror', (error) => problems.thrown(name, error.error()));
    context.on('request', (request) => problems.request(name, home, request.url()));
    await context.addInitScript(keepPeerConnections);
    const page = await context.newPage();
    page.on('websocket', (socket) => problems.request(name, home, socket.url()));
    return new ChromiumPerson(name, page);
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(path);
  }

  path(): string {
    return new URL(this.page.url()).pathname;
  }

  async click(role: Role, name: string): Promise<void> {
    await this.page.getByRole(role, { name, exact: true }).click();
  }

  async fill(name: string, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name, exact: true }).fill(text);
  }

  async sees(role: Role, name: string): Promise<boolean> {
    return this.page.getByRole(role, { name, exact: true }).isVisible();
  }

  async reads(role: Role): Promise<string> {
    const [text] = await this.page.getByRole(role).allInnerTexts();
    return text ?? '';
  }

  async readsPage(): Promise<string> {
    return this.page.locator('body').innerText();
  }

  async withVideo<T, A>(
    name: VideoName,
    act: (video: HTMLVideoElement, argument: A) => T | Promise<T>,
    argument: A,
  ): Promise<T> {
    const video = await this.page.getByLabel(name, { exact: true }).elementHandle();
    return video!.evaluate(act as (video: unknown, argument: unknown) => T | Promise<T>, argument);
  }

  async close(): Promise<void> {
    await this.page.close({ runBeforeUnload: true });
  }
}
