// A small NAT between browsers and a STUN or TURN server: whoever sends through it is seen at a port of
// its own. On one machine that is the only way to another address than the host's, and it can be cut.
import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';

export class Nat {
  #isCut = false;
  #outside = new Map<string, Socket>();

  private constructor(private readonly inside: Socket) {}

  /** Leads to this UDP port of the loopback interface. */
  static async start(target: number): Promise<Nat> {
    const inside = createSocket('udp4').bind(0, '127.0.0.1');
    await once(inside, 'listening');
    const nat = new Nat(inside);
    inside.on('message', (packet, from) => {
      if (!nat.#isCut) nat.#mapped(from.port, from.address).send(packet, target, '127.0.0.1');
    });
    return nat;
  }

  get port(): number {
    return this.inside.address().port;
  }

  /** What is sent from now on is lost, both ways, and nobody is told. */
  cut(): void {
    this.#isCut = true;
  }

  mend(): void {
    this.#isCut = false;
  }

  stop(): void {
    for (const socket of [this.inside, ...this.#outside.values()]) socket.close();
  }

  #mapped(port: number, address: string): Socket {
    const key = `${address} ${port}`;
    const known = this.#outside.get(key);
    if (known) return known;
    const socket = createSocket('udp4').on('message', (packet) => {
      if (!this.#isCut) this.inside.send(packet, port, address);
    });
    this.#outside.set(key, socket);
    return socket;
  }
}
