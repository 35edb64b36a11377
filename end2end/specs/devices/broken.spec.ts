// One side has less than camera and microphone; the other has both.
import { joinFromStudio, meet } from '../../support/call.ts';
import { askInVain, breakCamera, joinBy } from '../../support/devices.ts';
import { expect, test } from '../../support/fixtures.ts';
import { expectMovingPicture, expectSound, liveTracks } from '../../support/media.ts';

test('a camera in use: audio only is heard, and sees', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await breakCamera(ada, 'NotReadableError');
  await askInVain(ada, /in use/);
  await joinBy(ada, 'Continue with audio only');
  await joinFromStudio(bob);
  await meet(ada, bob);
  await expectMovingPicture(ada, 'Remote video');
  await expectSound(ada);
  await expectSound(bob);
  await expect(bob.page.getByText('Ada’s camera is off')).toBeVisible();
});

test('no camera: without devices one still sees and hears', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await breakCamera(ada, 'NotFoundError');
  await askInVain(ada, /found/);
  await joinBy(ada, 'Continue without devices');
  await joinFromStudio(bob);
  await meet(ada, bob);
  await expectMovingPicture(ada, 'Remote video');
  await expectSound(ada);
  for (const kind of ['audio', 'video'] as const) expect(await liveTracks(ada, 'Your video', kind)).toBe(0);
});
