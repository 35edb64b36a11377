// Several of each kind: the choice is remembered, takes effect at once, and in a call without a gap.
import { chromiumPath, threeCamerasFlags } from '../../support/browsers.ts';
import { joinAndMeet } from '../../support/call.ts';
import { deviceInUse } from '../../support/devices.ts';
import { expect, test } from '../../support/fixtures.ts';
import { expectMovingPicture, expectSound, longestFreeze, watchForFreezes } from '../../support/media.ts';
import { chooseLast, enterStudio, join, open, picker } from '../../support/studio.ts';

test.use({ launchOptions: { executablePath: chromiumPath, args: threeCamerasFlags } });

test('camera, microphone and speaker are chosen in the Studio, and still so after a reload', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await enterStudio(ada);
  await open(ada, 'Test your devices');
  // Beside the browser's own choice.
  await expect(picker(ada, 'Camera').locator('option')).toHaveCount(4);
  const chosen = { Camera: '', Microphone: '', Speaker: '' };
  for (const name of ['Camera', 'Microphone', 'Speaker'] as const) chosen[name] = await chooseLast(ada, name);
  await expect.poll(() => deviceInUse(ada, 'Your preview', 'video')).toBe(chosen.Camera);
  await expect.poll(() => deviceInUse(ada, 'Your preview', 'audio')).toBe(chosen.Microphone);
  await enterStudio(ada);
  await open(ada, 'Test your devices');
  for (const name of ['Camera', 'Microphone', 'Speaker'] as const) {
    await expect(picker(ada, name)).toHaveValue(chosen[name]);
  }
  expect(await deviceInUse(ada, 'Your preview', 'video')).toBe(chosen.Camera);
  await join(ada);
  await expectMovingPicture(ada, 'Your video');
  expect(await deviceInUse(ada, 'Your video', 'video')).toBe(chosen.Camera);
  const sink = await ada.withVideo('Remote video', (video) => (video as HTMLVideoElement & { sinkId: string }).sinkId, undefined);
  expect(sink, 'the partner is heard on the chosen speaker').toBe(chosen.Speaker);
});

test('another camera and microphone in mid-call leave no gap', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await expectMovingPicture(bob, 'Remote video');
  await watchForFreezes(bob);
  await ada.click('tab', 'Devices');
  for (const [name, kind] of [['Camera', 'video'], ['Microphone', 'audio']] as const) {
    const id = await chooseLast(ada, name);
    await expect.poll(() => deviceInUse(ada, 'Your video', kind)).toBe(id);
  }
  await expectMovingPicture(bob, 'Remote video');
  await expectSound(bob);
  expect(await longestFreeze(bob)).toBeLessThan(1000);
});

test('a phone turns to its other camera in mid-call, and remembers which', async ({ chromium }) => {
  const ada = await chromium('Ada', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  const camera = () => deviceInUse(ada, 'Your video', 'video');
  await ada.click('tab', 'Devices');
  // Chromium's second one is for depth, and nothing to see: after the last comes the first.
  const before = await chooseLast(ada, 'Camera');
  await expect.poll(camera).toBe(before);
  await ada.click('button', 'More controls');
  await ada.click('button', 'Turn to the other camera');
  await expect.poll(camera).not.toBe(before);
  await expectMovingPicture(bob, 'Remote video');
  const after = await camera();
  await ada.page.reload();
  await expectMovingPicture(ada, 'Your video');
  expect(await camera()).toBe(after);
  await expect(bob.page.getByRole('button', { name: 'Turn to the other camera' })).toHaveCount(0);
});
