// Trouble with camera and microphone, and the ways on from it.
import { expect } from '@playwright/test';

import type { ChromiumPerson } from './chromium.ts';
import { expectPath } from './person.ts';

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
