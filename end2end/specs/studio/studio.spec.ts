// The Studio: one looks at oneself before others do.
import { joinFromStudio } from '../../support/call.ts';
import { expect, test } from '../../support/fixtures.ts';
import { expectMovingPicture, keepTracks, liveTracks, statesOfKeptTracks } from '../../support/media.ts';
import { expectPath } from '../../support/person.ts';

test('asks for nothing before a click, then shows picture and level', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.page.addInitScript(() => {
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = (wanted) => {
      document.documentElement.dataset.asked = 'yes';
      return ask(wanted);
    };
  });
  await ada.visit('/studio');
  const turnOn = ada.page.getByRole('button', { name: 'Turn on camera and microphone' });
  await expect(turnOn).toBeEnabled();
  await expect(ada.page.locator('html')).not.toHaveAttribute('data-asked');
  await turnOn.click();
  await expectMovingPicture(ada, 'Your preview');
  const level = ada.page.getByRole('meter', { name: 'Microphone level' });
  const heights = new Set<number>();
  await expect
    .poll(async () => heights.add(await level.evaluate((meter) => (meter as HTMLMeterElement).value)).size)
    .toBeGreaterThan(2);
});

test('remembers name and devices in this browser', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.visit('/studio');
  await ada.click('button', 'Turn on camera and microphone');
  await expectMovingPicture(ada, 'Your preview');
  const camera = ada.page.getByRole('combobox', { name: 'Camera' });
  await expect(ada.page.getByRole('combobox', { name: 'Microphone' })).toBeVisible();
  const second = await camera.locator('option').last().getAttribute('value');
  await camera.selectOption(second);
  await expect
    .poll(() => ada.withVideo('Your preview', (video) => {
      const stream = video.srcObject as MediaStream | null;
      return stream?.getVideoTracks()[0]?.getSettings().deviceId;
    }, undefined))
    .toBe(second);
  await expectMovingPicture(ada, 'Your preview');
  await ada.fill('Your name', 'Ada');
  await ada.click('button', 'Join');
  await expectPath(ada, '/call');

  await ada.visit('/studio');
  await expect(ada.page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Ada');
  await ada.click('button', 'Turn on camera and microphone');
  await expectMovingPicture(ada, 'Your preview');
  await expect(camera).toHaveValue(second!);
});

test('wants a name that others can read', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.visit('/studio');
  for (const name of ['', '   ', 'a'.repeat(31)]) {
    await ada.fill('Your name', name);
    await ada.click('button', 'Join');
    await expect(ada.page.getByRole('alert').filter({ hasText: /name/ })).toBeVisible();
    expect(ada.path()).toBe('/studio');
  }
});

test('the call leads here whoever has no name', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.visit('/call');
  await expectPath(ada, '/studio');
});

test('going home releases camera and microphone', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.visit('/studio');
  await ada.click('button', 'Turn on camera and microphone');
  await expectMovingPicture(ada, 'Your preview');
  await keepTracks(ada, 'Your preview');
  await ada.click('link', 'Home');
  await expectPath(ada, '/');
  await expect.poll(() => statesOfKeptTracks(ada)).toEqual(['ended', 'ended']);
});

test('after a reload the call still has name and devices', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await joinFromStudio(ada);
  await ada.page.reload();
  await expectMovingPicture(ada, 'Your video');
  await expect.poll(() => liveTracks(ada, 'Your video', 'video')).toBe(1);
});
