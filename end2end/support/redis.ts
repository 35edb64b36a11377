// A real Redis for one test, which keeps nothing on the disk: when it dies, its memory is gone.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from '@playwright/test';

import { freePort } from './server.ts';

export class Redis {
  #process: ChildProcess | undefined;

  private constructor(readonly port: number, private readonly folder: string) {}

  static async start(): Promise<Redis> {
    const redis = new Redis(await freePort(), await mkdtemp(join(tmpdir(), 'live-loop-redis-')));
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const settings = { bind: '127.0.0.1', port: this.port, save: '', appendonly: 'no', dir: this.folder };
    const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.#process = spawn('redis-server', words, { stdio: 'ignore' });
    await expect.poll(() => isListening(this.port), { message: 'Redis is ready' }).toBe(true);
  }

  async kill(): Promise<void> {
    const redis = this.#process;
    if (!redis || redis.exitCode !== null || redis.signalCode !== null) return;
    const gone = once(redis, 'exit');
    redis.kill('SIGKILL');
    await gone;
  }

  async end(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true });
  }
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
