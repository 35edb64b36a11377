// What no page may ever do, in any test: complain in the console (which is where hydration tells of
// its troubles), throw, or ask another origin for anything.
import { expect } from '@playwright/test';

export class Problems {
  #found: string[] = [];
  #expected: RegExp[] = [];

  /** This test brings such a complaint about on purpose. */
  allow(complaint: RegExp): void {
    this.#expected.push(complaint);
  }

  consoleMessage(who: string, type: string, text: string): void {
    if (['error', 'warn', 'warning', 'assert'].includes(type)) this.#found.push(`${who}: ${type}: ${text}`);
  }

  thrown(who: string, error: unknown): void {
    this.#found.push(`${who}: thrown: ${error}`);
  }

  request(who: string, home: string, url: string): void {
    const { protocol, host } = new URL(url);
    const isWithinPage = ['data:', 'blob:', 'about:'].includes(protocol);
    if (!isWithinPage && host !== new URL(home).host) this.#found.push(`${who}: foreign request: ${url}`);
  }

  check(): void {
    const unexpected = this.#found.filter((problem) => !this.#expected.some((one) => one.test(problem)));
    expect(unexpected, 'complaints in consoles, errors, requests to other origins').toEqual([]);
  }
}
