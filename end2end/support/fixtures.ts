// What every spec starts from: a server of its own, people who come to it, and an eye on what must
// never happen.
import { test as base, type BrowserContextOptions } from '@playwright/test';

import { ChromiumPerson } from './chromium.ts';
import { Coturn } from './coturn.ts';
import { FirefoxPerson } from './firefox.ts';
import { Nat } from './nat.ts';
import { Problems } from './problems.ts';
import { Proxy } from './proxy.ts';
import { Server } from './server.ts';

/** Brings somebody to the site, or to another address that leads there. */
type Chromium = (name: string, options?: BrowserContextOptions) => Promise<ChromiumPerson>;
type Firefox = (name: string) => Promise<FirefoxPerson>;

interface Fixtures {
  /** What a spec sets of the server beside the usual. */
  settings: NodeJS.ProcessEnv;
  server: Server;
  coturn: Coturn;
  /** On the way to coturn. */
  nat: Nat;
  /** A line to the server that can be cut. */
  line: Proxy;
  problems: Problems;
  chromium: Chromium;
  firefox: Firefox;
}

export const test = base.extend<Fixtures>({
  settings: async ({}, use) => use({}),
  coturn: async ({}, use) => {
    const coturn = await Coturn.start();
    await use(coturn);
    await coturn.stop();
  },
  nat: async ({ coturn }, use) => {
    const nat = await Nat.start(coturn.port);
    await use(nat);
    nat.stop();
  },
  server: async ({ settings }, use, testInfo) => {
    const server = await Server.start(settings);
    await use(server);
    await server.kill();
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server log', { body: server.log, contentType: 'text/plain' });
    }
  },
  baseURL: async ({ server }, use) => use(server.url),
  line: async ({ server }, use) => {
    const proxy = await Proxy.start(server.port);
    await use(proxy);
    await proxy.cut();
  },
  problems: async ({}, use) => {
    const problems = new Problems();
    await use(problems);
    problems.check();
  },
  chromium: async ({ browser, server, problems }, use) => {
    const people: ChromiumPerson[] = [];
    await use(async (name, options = {}) => {
      const home = options.baseURL ?? server.url;
      const person = await ChromiumPerson.come(name, browser, home, problems, options);
      people.push(person);
      return person;
    });
    await Promise.all(people.map((person) => person.page.context().close()));
  },
  firefox: async ({ server, problems }, use) => {
    const people: FirefoxPerson[] = [];
    await use(async (name) => {
      const person = await FirefoxPerson.come(name, server.url, problems);
      people.push(person);
      return person;
    });
    await Promise.all(people.map((person) => person.browser.close()));
  },
});

export { expect } from '@playwright/test';
