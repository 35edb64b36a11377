// Two instances of the server that share one Redis. Everybody comes to them by an address of their own,
// which leads to the instance they prefer while that is ready, and else to the other.
import { test as base } from './fixtures.ts';
import { Proxy } from './proxy.ts';
import { Redis } from './redis.ts';
import { Server } from './server.ts';

export class Cluster {
  #fronts: Proxy[] = [];

  private constructor(readonly redis: Redis, readonly one: Server, readonly other: Server) {}

  static async start(): Promise<Cluster> {
    const redis = await Redis.start();
    const environment = { LIVE_LOOP_REDIS_URL: redis.url };
    const [one, other] = await Promise.all([Server.start(environment), Server.start(environment)]);
    return new Cluster(redis, one, other);
  }

  get instances(): Server[] {
    return [this.one, this.other];
  }

  /** An address of the site; connections go to the first of these that is ready. */
  async front(...preferred: Server[]): Promise<{ baseURL: string }> {
    const front = await Proxy.start(...preferred.map(({ port }) => port));
    this.#fronts.push(front);
    return { baseURL: front.url };
  }

  async end(): Promise<void> {
    await Promise.all([...this.instances.map((server) => server.kill()), ...this.#fronts.map((front) => front.cut())]);
    await this.redis.end();
  }
}

export const test = base.extend<{ cluster: Cluster }>({
  cluster: async ({}, use, testInfo) => {
    const cluster = await Cluster.start();
    await use(cluster);
    await cluster.end();
    if (testInfo.status !== testInfo.expectedStatus) {
      for (const [index, { log }] of cluster.instances.entries()) {
        await testInfo.attach(`server log ${index + 1}`, { body: log, contentType: 'text/plain' });
      }
    }
  },
  // Whoever comes without an address of their own.
  server: async ({ cluster }, use) => use(cluster.one),
});

export { expect } from './fixtures.ts';
