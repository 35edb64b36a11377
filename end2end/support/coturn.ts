// A TURN and STUN server for one test, Debian's coturn, on ports of its own of the loopback interface.
// What that forces: relayed addresses are loopback ones, which coturn must be allowed to send to.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from '@playwright/test';

import { freePort } from './server.ts';

const secret = 'a-secret-for-tests-only';

export class Coturn {
  log = '';

  private constructor(readonly port: number, private readonly process: ChildProcess) {}

  static async start(): Promise<Coturn> {
    const port = await freePort();
    const process = spawn('turnserver', [
      '-n', '--no-cli', '--no-tls', '--no-dtls', '--no-rfc5780',
      '--listening-ip=127.0.0.1', `--listening-port=${port}`, '--relay-ip=127.0.0.1', '--allow-loopback-peers',
      '--realm=live-loop.test', '--use-auth-secret', `--static-auth-secret=${secret}`,
      '--log-file=stdout', '--simple-log',
      `--pidfile=${join(tmpdir(), `coturn-${port}.pid`)}`, `--userdb=${join(tmpdir(), `coturn-${port}.db`)}`,
    ], { stdio: ['ignore', 'pipe', 'pipe'] });
    const coturn = new Coturn(port, process);
    process.stdout.on('data', (text) => (coturn.log += text));
    process.stderr.on('data', (text) => (coturn.log += text));
    await expect.poll(() => listens(port), { message: 'coturn listens' }).toBe(true);
    return coturn;
  }

  /** What the server must be told, to send its clients to the TURN server at this address. */
  static settings(...urls: string[]): NodeJS.ProcessEnv {
    return { LIVE_LOOP_TURN_URLS: urls.join(','), LIVE_LOOP_TURN_SECRET: secret };
  }

  /** Stands still, and with it whatever it relays, as when the network is gone. */
  pause(): void {
    this.process.kill('SIGSTOP');
  }

  resume(): void {
    this.process.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await gone;
  }
}

/** By TCP: nothing tells of UDP, which coturn opens first. */
function listens(port: number): Promise<boolean> {
  return new Promise((tell) => {
    const probe = connect(port, '127.0.0.1', () => tell(true)).on('error', () => tell(false));
    probe.on('connect', () => probe.destroy());
  });
}
