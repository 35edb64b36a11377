// The browsers of this machine, with cameras that are only computed. Playwright's own browsers are
// not used: Debian's are what our visitors' are like, and need no download.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export const chromiumPath = onPath('chromium', 'google-chrome');
export const firefoxPath = onPath('firefox-esr', 'firefox');

/** No word to anyone outside of this machine. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
const fakeDevices = '--use-fake-device-for-media-stream=device-count=2';

export const chromiumFlags = [...quiet, fakeDevices, '--use-fake-ui-for-media-stream'];
/** A third camera: Chromium's second fake one films depth, which shows in a preview, but no call can send it. */
export const threeCamerasFlags = [
  ...quiet,
  '--use-fake-device-for-media-stream=device-count=3',
  '--use-fake-ui-for-media-stream',
];
/** Whoever is asked for camera and microphone says no. */
export const refusingFlags = [...quiet, fakeDevices, '--use-fake-ui-for-media-stream=deny'];
/** Whoever is asked says yes, but nothing is plugged in. */
export const devicelessFlags = [...quiet, '--use-fake-ui-for-media-stream'];

export const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.getusermedia.insecure.enabled': true,
};

function onPath(...names: string[]): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (!found) throw new Error(`${names.join(' or ')} is not installed; scripts/setup/tests installs it`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
