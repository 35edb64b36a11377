// A line between a browser and the server that a test can cut and mend. The browser visits the site
// through it, so that page and socket have one origin.
import { once } from 'node:events';
import { createServer, type Server as Listener, type Socket, connect } from 'node:net';

import { freePort } from './server.ts';

export class Proxy {
  #listener: Listener | undefined;
  #pairs = new Set<{ browser: Socket; server: Socket }>();

  private constructor(readonly port: number, private readonly target: number) {}

  static async start(target: number): Promise<Proxy> {
    const proxy = new Proxy(await freePort(), target);
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
    this.#listener = createServer((browser) => this.#join(browser)).listen(this.port, '127.0.0.1');
    await once(this.#listener, 'listening');
  }

  /** What the browser says still arrives, but no answer comes back. */
  silenceServer(): void {
    for (const { browser, server } of this.#pairs) server.unpipe(browser).pause();
  }

  #join(browser: Socket): void {
    const server = connect(this.target, '127.0.0.1');
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
