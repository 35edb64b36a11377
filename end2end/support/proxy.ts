// A line between a browser and the server that a test can cut and mend. The browser visits the site
// through it, so that page and socket have one origin. Where it leads to several servers it is a small
// load balancer: each connection goes to the first that is ready.
import { once } from 'node:events';
import { createServer, type Server as Listener, type Socket, connect } from 'node:net';

import { freePort, isReady } from './server.ts';

export class Proxy {
  #listener: Listener | undefined;
  #pairs = new Set<{ browser: Socket; server: Socket }>();

  private constructor(readonly port: number, private readonly targets: number[]) {}

  static async start(...targets: number[]): Promise<Proxy> {
    const proxy = new Proxy(await freePort(), targets);
    await proxy.mend();
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Every connection breaks off, and new ones are refused. */
  async cut(): Promise<void> {
    const listener = this.#listener;
    if (!listener) return;
    const closed = once(listener, 'close');
    listener.close();
    for (const { browser, server } of this.#pairs) {
      browser.destroy();
      server.destroy();
    }
    await closed;
    this.#listener = undefined;
  }

  async mend(): Promise<void> {
    this.#listener = createServer((browser) => void this.#take(browser)).listen(this.port, '127.0.0.1');
    await once(this.#listener, 'listening');
  }

  /** What the browser says still arrives, but no answer comes back. */
  silenceServer(): void {
    for (const { browser, server } of this.#pairs) server.unpipe(browser).pause();
  }

  async #take(browser: Socket): Promise<void> {
    const [only, ...others] = this.targets;
    const target = others.length === 0 ? only : await this.#firstReady();
    if (target === undefined) browser.destroy();
    else this.#join(browser, target);
  }

  async #firstReady(): Promise<number | undefined> {
    for (const target of this.targets) if (await isReady(target)) return target;
    return undefined;
  }

  #join(browser: Socket, target: number): void {
    const server = connect(target, '127.0.0.1');
    const pair = { browser, server };
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      browser.destroy();
      server.destroy();
    };
    for (const socket of [browser, server]) socket.setNoDelay(true).on('error', end).on('close', end);
    browser.pipe(server).pipe(browser);
  }
}
