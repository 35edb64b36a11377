// Trouble with camera and microphone, and the ways on from it.
import { expect } from '@playwright/test';

import type { ChromiumPerson } from './chromium.ts';
import { type Person, type VideoName, expectPath } from './person.ts';

export type Way = 'Continue with audio only' | 'Continue without devices';

/** In the Studio, asks for the devices and is told why not. */
export async function askInVain(person: ChromiumPerson, words: RegExp): Promise<void> {
  await person.visit('/studio');
  await person.click('button', 'Turn on camera and microphone');
  await expect(person.page.getByRole('alert').filter({ hasText: words })).toBeVisible();
}

/** Goes on to the Call all the same. */
export async function joinBy(person: ChromiumPerson, way: Way): Promise<void> {
  await person.click('button', way);
  await person.fill('Your name', person.name);
  await person.click('button', 'Join');
  await expectPath(person, '/call');
}

/** Every camera fails from now on, as `getUserMedia` says it; microphones work. */
export async function breakCamera(person: ChromiumPerson, problem: 'NotFoundError' | 'NotReadableError'): Promise<void> {
  await person.page.addInitScript((problem) => {
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = (wanted) =>
      wanted?.video ? Promise.reject(new DOMException('broken for a test', problem)) : ask(wanted);
  }, problem);
}

type Plugged = { unplugged: string[] };

/**
 * Makes devices that can be unplugged: no flag of Chromium does that to its fake ones. What is unplugged is
 * neither listed nor opened any more.
 */
export async function makePluggable({ page }: ChromiumPerson): Promise<void> {
  await page.addInitScript(() => {
    const unplugged: string[] = [];
    Object.assign(window, { unplugged });
    const { mediaDevices } = navigator;
    const list = mediaDevices.enumerateDevices.bind(mediaDevices);
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    const there = async () => (await list()).filter(({ deviceId }) => !unplugged.includes(deviceId));
    mediaDevices.enumerateDevices = there;
    mediaDevices.getUserMedia = async (wanted) => {
      const devices = await there();
      const missing = (['audio', 'video'] as const).some(
        (kind) => wanted?.[kind] && !devices.some((it) => it.kind === `${kind}input` && it.deviceId !== 'default'),
      );
      if (missing) throw new DOMException('nothing is plugged in', 'NotFoundError');
      return ask(wanted);
    };
  });
}

/** Pulls out the device behind the own track, or all devices of that kind. */
export async function unplug(person: ChromiumPerson, kind: 'audio' | 'video', all = false): Promise<void> {
  await person.withVideo('Your video', async (element, [kind, all]) => {
    const track = (element.srcObject as MediaStream).getTracks().find((track) => track.kind === kind)!;
    const { unplugged } = window as unknown as Plugged;
    const devices = await navigator.mediaDevices.enumerateDevices();
    const ids = devices.filter((it) => it.kind === `${kind}input`).map((it) => it.deviceId);
    unplugged.push(...(all ? ids : [track.getSettings().deviceId!]));
    // A track that the browser ends tells so; one that a page stops does not.
    track.stop();
    track.dispatchEvent(new Event('ended'));
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, [kind, all] as const);
}

export async function plugInAgain({ page }: ChromiumPerson): Promise<void> {
  await page.evaluate(() => {
    (window as unknown as Plugged).unplugged.length = 0;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
}

/** The laptop is opened again: everything is there, and nothing tells of it but that the page is seen. */
export async function wakeUp({ page }: ChromiumPerson): Promise<void> {
  await page.evaluate(() => {
    (window as unknown as Plugged).unplugged.length = 0;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
}

/** The system mutes or unmutes an own track, as in a phone call; nothing else can bring that about here. */
export async function systemMutes(person: ChromiumPerson, kind: 'audio' | 'video', muted: boolean): Promise<void> {
  await person.withVideo('Your video', (element, [kind, muted]) => {
    const track = (element.srcObject as MediaStream).getTracks().find((track) => track.kind === kind)!;
    Object.defineProperty(track, 'muted', { value: muted, configurable: true });
    track.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }, [kind, muted] as const);
}

/** The id of the device behind an own track. */
export function deviceInUse(person: Person, video: VideoName, kind: 'audio' | 'video'): Promise<string | undefined> {
  return person.withVideo(video, (element, kind) => {
    const tracks = (element.srcObject as MediaStream | null)?.getTracks() ?? [];
    return tracks.find((track) => track.kind === kind)?.getSettings().deviceId;
  }, kind);
}
