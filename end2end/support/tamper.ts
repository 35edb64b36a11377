// Somebody between a page and the server who changes what they say to each other: loses frames, answers
// in the server's place. So an outage can be had on purpose, frame by frame, of a server that is well.
import type { Page, WebSocketRoute } from '@playwright/test';

export interface Frame {
  ns: string;
  event: string;
  id?: number;
  seq?: number;
  data: Record<string, unknown>;
}

/** What becomes of a frame: it passes as it is, in another form, or not at all. */
type Rule = (frame: Frame, link: Link) => Frame | 'lost';

interface Link {
  /** Says something to the page in the server's place. */
  tellPage(frame: Frame): void;
  /** Says something to the server in the page's place. */
  tellServer(frame: Frame): void;
  close(code?: number): void;
}

const pass: Rule = (frame) => frame;

export class Tamper {
  fromPage: Rule = pass;
  fromServer: Rule = pass;
  readonly links: Link[] = [];
  #lastSeq = 0;

  /** Has to come before the page opens its socket. */
  static async with(page: Page): Promise<Tamper> {
    const tamper = new Tamper();
    await page.routeWebSocket(/\/ws$/, (socket) => tamper.#join(socket));
    return tamper;
  }

  get link(): Link {
    const link = this.links.at(-1);
    if (!link) throw new Error('the page has no socket yet');
    return link;
  }

  #join(page: WebSocketRoute): void {
    const server = page.connectToServer();
    let closed = false;
    const link: Link = {
      tellPage: (frame) => page.send(JSON.stringify(frame)),
      tellServer: (frame) => {
        // What the page said just before the end may be here only now, and its browser would complain of it.
        if (!closed) server.send(JSON.stringify(frame));
      },
      close: (code) => {
        closed = true;
        void page.close({ code });
        void server.close();
      },
    };
    this.links.push(link);
    page.onMessage((text) => {
      const frame = this.fromPage(JSON.parse(String(text)), link);
      if (frame !== 'lost') link.tellServer(this.#withoutReplay(frame));
    });
    server.onMessage((text) => {
      const original: Frame = JSON.parse(String(text));
      this.#lastSeq = original.seq ?? this.#lastSeq;
      const frame = this.fromServer(original, link);
      if (frame !== 'lost') page.send(JSON.stringify(frame));
    });
  }

  /** What is lost here is lost for good: the page must not ask for it when it resumes. */
  #withoutReplay(frame: Frame): Frame {
    const resume = frame.data.resume as { token: string } | undefined;
    if (frame.event !== 'hello' || !resume) return frame;
    return { ...frame, data: { ...frame.data, resume: { ...resume, seq: this.#lastSeq } } };
  }
}

export function isSignal({ ns, event }: Frame): boolean {
  return ns === 'signaling' && event !== 'media-state';
}

export function ack({ id }: Frame): Frame {
  return { ns: 'session', event: 'ack', data: { id } };
}

export function unavailable(frame?: Frame): Frame {
  const data = { code: 'unavailable', message: 'for a test', id: frame?.id, retryAfterMs: 300 };
  return { ns: 'session', event: 'error', data };
}

/** The welcome that says that an instance was lost. */
export function withGap(frame: Frame): Frame {
  return frame.data.resumed === true ? { ...frame, data: { ...frame.data, gap: true } } : frame;
}
