// Whether a picture really moves and a sound is really heard: measured in the page, on what its
// video elements show and play. A measurement takes a fixed while; expectations poll it.
import { expect } from '@playwright/test';

import type { ChromiumPerson } from './chromium.ts';
import type { Person, VideoName } from './person.ts';

export async function expectMovingPicture(person: Person, video: VideoName): Promise<void> {
  const message = `${person.name} sees "${video}" move`;
  await expect.poll(() => differentPictures(person, video), { message }).toBeGreaterThan(2);
}

export async function expectStillPicture(person: Person, video: VideoName): Promise<void> {
  const message = `${person.name} sees "${video}" stand still`;
  await expect.poll(() => differentPictures(person, video), { message }).toBeLessThan(2);
}

export async function expectSound(person: Person): Promise<void> {
  await expect.poll(() => loudness(person), { message: `${person.name} hears something` }).toBeGreaterThan(0.01);
}

export async function expectSilence(person: Person): Promise<void> {
  await expect.poll(() => loudness(person), { message: `${person.name} hears nothing` }).toBeLessThan(0.001);
}

/**
 * How many different pictures a video shows within a second. Shades that nobody could tell apart count as one: with its
 * camera off Firefox sends black once a second, a little different each time as the encoder has it.
 */
function differentPictures(person: Person, video: VideoName): Promise<number> {
  return person.withVideo(video, async (element) => {
    const canvas = new OffscreenCanvas(64, 48);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const seen = new Set<string>();
    const look = () => {
      if (element.videoWidth === 0 || !context) return;
      context.drawImage(element, 0, 0, canvas.width, canvas.height);
      seen.add(context.getImageData(0, 0, canvas.width, canvas.height).data.map((shade) => shade >> 3).join());
    };
    const looking = setInterval(look, 100);
    await new Promise((done) => setTimeout(done, 1000));
    clearInterval(looking);
    return seen.size;
  }, undefined);
}

type Listening = { peerConnections: RTCPeerConnection[] };

/** Runs in every page before its own scripts: only a peer connection knows what it receives. */
export function keepPeerConnections(): void {
  const peerConnections: RTCPeerConnection[] = [];
  Object.assign(window, { peerConnections });
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peerConnections.push(this);
    }
  };
}

/**
 * The energy of the sound that the partner's video plays, within a second and a half: fake
 * microphones beep twice a second. Web Audio would not do: Firefox has none without a sound card.
 */
function loudness(person: Person): Promise<number> {
  return person.withVideo('Remote video', async (element) => {
    const { srcObject, muted, paused } = element;
    if (!(srcObject instanceof MediaStream) || muted || paused) return 0;
    const [track] = srcObject.getAudioTracks();
    const { peerConnections } = window as unknown as Listening;
    const receiver = peerConnections.flatMap((it) => it.getReceivers()).find((it) => it.track === track);
    if (track?.readyState !== 'live' || !receiver) return 0;
    const energy = async () => {
      const reports = [...(await receiver.getStats()).values()];
      return reports.find((report) => report.type === 'inbound-rtp')?.totalAudioEnergy ?? 0;
    };
    const before = await energy();
    await new Promise((done) => setTimeout(done, 1500));
    return (await energy()) - before;
  }, undefined);
}

/** From now on the page notes for how long the partner's picture stood still. */
export async function watchForFreezes(person: Person): Promise<void> {
  await person.withVideo('Remote video', (element) => {
    const watch = { last: performance.now(), longest: 0 };
    Object.assign(element, { freezeWatch: watch });
    const onFrame = (now: number) => {
      watch.longest = Math.max(watch.longest, now - watch.last);
      watch.last = now;
      element.requestVideoFrameCallback(onFrame);
    };
    element.requestVideoFrameCallback(onFrame);
  }, undefined);
}

/** The longest freeze since [`watchForFreezes`], in milliseconds. */
export function longestFreeze(person: Person): Promise<number> {
  return person.withVideo('Remote video', (element) => {
    const { last, longest } = (element as HTMLVideoElement & { freezeWatch: { last: number; longest: number } }).freezeWatch;
    return Math.max(longest, performance.now() - last);
  }, undefined);
}

/** How long until the partner's picture, which stands still, moves again, in milliseconds. */
export function nextPicture(person: Person): Promise<number> {
  return person.withVideo('Remote video', (element) => {
    const begin = performance.now();
    return new Promise<number>((tell) => element.requestVideoFrameCallback(() => tell(performance.now() - begin)));
  }, undefined);
}

/** The candidates' types of the path that the call takes, from here to there. */
export function pathOf({ page }: ChromiumPerson): Promise<string[]> {
  return page.evaluate(async () => {
    const { peerConnections } = window as unknown as Listening;
    const stats = await peerConnections.at(-1)?.getStats();
    const entries = new Map([...(stats?.entries() ?? [])]);
    const transport = [...entries.values()].find((it) => it.type === 'transport');
    const pair = entries.get(transport?.selectedCandidatePairId);
    return [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => entries.get(id)?.candidateType);
  });
}

/** What ICE calls this side of the call now; another name after a new negotiation. */
export function iceUserNames({ page }: ChromiumPerson): Promise<string[]> {
  return page.evaluate(() => {
    const { peerConnections } = window as unknown as Listening;
    const sdp = peerConnections.at(-1)?.currentLocalDescription?.sdp ?? '';
    return [...sdp.matchAll(/a=ice-ufrag:(\S+)/g)].map(([, name]) => name ?? '');
  });
}

/** How many camera and microphone tracks behind the video are live. */
export function liveTracks(person: Person, video: VideoName, kind: 'audio' | 'video'): Promise<number> {
  return person.withVideo(video, (element, kind) => {
    const stream = element.srcObject;
    if (!(stream instanceof MediaStream)) return 0;
    return stream.getTracks().filter((track) => track.kind === kind && track.readyState === 'live').length;
  }, kind);
}

type Kept = { keptTracks: MediaStreamTrack[] };

/** Keeps hold of the tracks behind a video, to see later what became of them. */
export async function keepTracks(person: Person, video: VideoName): Promise<void> {
  await person.withVideo(video, (element) => {
    const { srcObject } = element;
    Object.assign(window, { keptTracks: srcObject instanceof MediaStream ? srcObject.getTracks() : [] });
  }, undefined);
}

export function statesOfKeptTracks({ page }: ChromiumPerson): Promise<MediaStreamTrackState[]> {
  return page.evaluate(() => (window as unknown as Kept).keptTracks.map((track) => track.readyState));
}
