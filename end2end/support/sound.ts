// What the page plays beside the partner's picture: an element that is in no document can only be found as it
// begins to play.
import type { ChromiumPerson } from './chromium.ts';

interface Played {
  /** The speaker's id; empty for the system's own. */
  sink: string;
  /** The loudest sample, 0 to 1. */
  peak: number;
}

type Listening = { played: Played[] };

/** From the next page on, notes what audio elements play. */
export async function listenToElements({ page }: ChromiumPerson): Promise<void> {
  await page.addInitScript(() => {
    const played: Played[] = [];
    Object.assign(window, { played });
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      if (this instanceof HTMLAudioElement && this.srcObject instanceof MediaStream) {
        const one: Played = { sink: (this as HTMLAudioElement & { sinkId: string }).sinkId, peak: 0 };
        played.push(one);
        const audio = new AudioContext();
        const ear = audio.createAnalyser();
        audio.createMediaStreamSource(this.srcObject).connect(ear);
        const samples = new Float32Array(ear.fftSize);
        const looking = setInterval(() => {
          ear.getFloatTimeDomainData(samples);
          one.peak = Math.max(one.peak, ...samples.map(Math.abs));
        }, 20);
        setTimeout(() => clearInterval(looking), 5000);
      }
      return play.call(this);
    };
  });
}

export function played({ page }: ChromiumPerson): Promise<Played[]> {
  return page.evaluate(() => (window as unknown as Listening).played);
}
