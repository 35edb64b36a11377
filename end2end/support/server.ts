// A server process for one test, on a free port of its own: it may be killed and started again
// while browsers are connected to it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

import { expect } from '@playwright/test';

const root = join(import.meta.dirname, '../..');

/** All limits are lifted, and nothing outside of this machine is asked for help. */
const settings = {
  LIVE_LOOP_STUN_URLS: '',
  LIVE_LOOP_CONNECTIONS_PER_IP: '0',
  LIVE_LOOP_CONNECTS_PER_MINUTE: '0',
  LIVE_LOOP_MESSAGES_PER_SECOND: '0',
};

export class Server {
  log = '';
  #process: ChildProcess | undefined;

  private constructor(readonly port: number, private readonly environment: NodeJS.ProcessEnv) {}

  static async start(environment: NodeJS.ProcessEnv = {}): Promise<Server> {
    const server = new Server(await freePort(), environment);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const server = spawn(binary(), {
      cwd: root,
      env: { ...process.env, ...settings, ...this.environment, LEPTOS_SITE_ADDR: `127.0.0.1:${this.port}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    server.stdout.on('data', (text) => (this.log += text));
    server.stderr.on('data', (text) => (this.log += text));
    this.#process = server;
    await expect.poll(() => isReady(this.port), { message: 'the server is ready' }).toBe(true);
  }

  /** As a power cut would: no goodbye to anyone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Lets it leave well, and waits until it has. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#process;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  }
}

/** Whether the server at this port takes new sockets. */
export function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok, () => false);
}

/**
 * The binary that the site on the disk belongs to, built by `scripts/build` or by cargo-leptos: both
 * leave the digests of the site's files beside it. A bare `cargo build`, or `cargo test`, does not.
 */
function binary(): string {
  const builds = ['release', 'debug']
    .map((profile) => join(root, 'target', profile))
    .map((folder) => ({ folder, built: statSync(join(folder, 'hash.txt'), { throwIfNoEntry: false })?.mtimeMs }))
    .filter((build) => build.built !== undefined)
    .sort((one, other) => Number(other.built) - Number(one.built));
  const [newest] = builds;
  if (!newest) throw new Error('target/release/live-loop is missing: run scripts/build first');
  return join(newest.folder, 'live-loop');
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
