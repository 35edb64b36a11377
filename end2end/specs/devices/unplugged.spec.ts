// A device is pulled out, comes back, or is taken by the system, in the middle of a call.
import { chromiumPath, threeCamerasFlags } from '../../support/browsers.ts';
import { joinAndMeet } from '../../support/call.ts';
import type { ChromiumPerson } from '../../support/chromium.ts';
import { deviceInUse, makePluggable, plugInAgain, systemMutes, unplug, wakeUp } from '../../support/devices.ts';
import { expect, test } from '../../support/fixtures.ts';
import { expectMovingPicture, expectSilence, expectSound, liveTracks } from '../../support/media.ts';
import { chooseLast, picker } from '../../support/studio.ts';

test.use({ launchOptions: { executablePath: chromiumPath, args: threeCamerasFlags } });

const notice = ({ page }: ChromiumPerson, words: RegExp) => page.getByRole('alert').filter({ hasText: words });

test('another camera takes over, and the one that is back can be chosen again', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await makePluggable(ada);
  await joinAndMeet(ada, bob);
  await ada.click('tab', 'Devices');
  const second = await chooseLast(ada, 'Camera');
  await expect.poll(() => deviceInUse(ada, 'Your video', 'video')).toBe(second);
  await unplug(ada, 'video');
  await expect(notice(ada, /Your camera is gone. Now in use: /)).toBeVisible();
  await expect(picker(ada, 'Camera').locator('option')).toHaveCount(3);
  expect(await deviceInUse(ada, 'Your video', 'video')).not.toBe(second);
  await expectMovingPicture(bob, 'Remote video');
  await expectSound(bob);
  await plugInAgain(ada);
  expect(await chooseLast(ada, 'Camera')).toBe(second);
  await expect.poll(() => deviceInUse(ada, 'Your video', 'video')).toBe(second);
  await expectMovingPicture(bob, 'Remote video');
});

test('without another the picture comes back with the camera, and the sound never stops', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await makePluggable(ada);
  await joinAndMeet(ada, bob);
  await expectMovingPicture(bob, 'Remote video');
  await unplug(ada, 'video', true);
  await expect(notice(ada, /As soon as it is back/)).toBeVisible();
  await expect(bob.page.getByText('Ada’s camera is off')).toBeVisible();
  await expectSound(bob);
  await plugInAgain(ada);
  await expectMovingPicture(bob, 'Remote video');
  await expect(notice(ada, /As soon as it is back/)).toBeHidden();
  await expect(ada.page.getByRole('button', { name: 'Turn camera off' })).toBeVisible();
});

test('whoever is muted stays so with another microphone, and whose camera is off stays unseen', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await makePluggable(ada);
  await joinAndMeet(ada, bob);
  await ada.click('button', 'Mute microphone');
  await ada.click('button', 'Turn camera off');
  await ada.click('tab', 'Devices');
  const second = await chooseLast(ada, 'Microphone');
  await expect.poll(() => deviceInUse(ada, 'Your video', 'audio')).toBe(second);
  await unplug(ada, 'audio');
  await expect(notice(ada, /Your microphone is gone. Now in use: /)).toBeVisible();
  await plugInAgain(ada);
  await expect(ada.page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible();
  await expectSilence(bob);
  await unplug(ada, 'audio', true);
  await expect(notice(ada, /As soon as it is back/)).toBeVisible();
  await plugInAgain(ada);
  await expect.poll(() => liveTracks(ada, 'Your video', 'audio')).toBe(1);
  await expectSilence(bob);
  expect(await liveTracks(ada, 'Your video', 'video'), 'the camera’s light is out').toBe(0);
  await ada.click('button', 'Unmute microphone');
  await expectSound(bob);
});

test('a phone call mutes the microphone, the partner knows, and it comes back by itself', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await systemMutes(ada, 'audio', true);
  await expect(bob.page.getByText('Ada’s microphone is off')).toBeVisible();
  await expect(ada.page.getByRole('button', { name: 'Mute microphone' })).toBeVisible();
  await systemMutes(ada, 'audio', false);
  await expect(bob.page.getByText('Ada’s microphone is off')).toBeHidden();
  await expectSound(bob);
});

test('after the laptop slept, picture and sound come back by themselves', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await makePluggable(ada);
  await joinAndMeet(ada, bob);
  await unplug(ada, 'video', true);
  await unplug(ada, 'audio', true);
  await expect(notice(ada, /As soon as it is back/)).toBeVisible();
  await wakeUp(ada);
  await expectMovingPicture(bob, 'Remote video');
  await expectSound(bob);
});
