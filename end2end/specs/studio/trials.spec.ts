// One hears the speaker and oneself before anyone else does.
import { expect, test } from '../../support/fixtures.ts';
import { listenToElements, played } from '../../support/sound.ts';
import { chooseLast, enterStudio, open } from '../../support/studio.ts';

test('the test sound is heard on the chosen speaker', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await listenToElements(ada);
  await enterStudio(ada);
  await open(ada, 'Test your devices');
  const speaker = await chooseLast(ada, 'Speaker');
  await ada.click('button', 'Play test sound');
  await expect(ada.page.getByText('You should hear two notes now.')).toBeVisible();
  await expect.poll(async () => (await played(ada))[0]?.peak).toBeGreaterThan(0.1);
  expect((await played(ada)).map(({ sink }) => sink)).toEqual([speaker]);
  await expect(ada.page.getByText('You should hear two notes now.')).toBeHidden();
});

test('three seconds are recorded and played back, and leave the browser nowhere', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await listenToElements(ada);
  await ada.visit('/studio');
  await open(ada, 'Test your devices');
  const record = ada.page.getByRole('button', { name: 'Record three seconds' });
  await expect(record).toBeDisabled();
  await ada.click('button', 'Turn on camera and microphone');
  await expect(record).toBeEnabled();
  const requests: string[] = [];
  // The browser asks for the tab's symbol whenever it likes.
  ada.page.on('request', (request) => request.url().endsWith('/favicon.svg') || requests.push(request.url()));
  await record.click();
  await expect(ada.page.getByText('Say something…')).toBeVisible();
  const progress = ada.page.getByRole('progressbar', { name: 'Recording' });
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0.5);
  await expect(ada.page.getByText('This is how others hear you.')).toBeVisible();
  await expect.poll(async () => (await played(ada))[0]?.peak).toBeGreaterThan(0.05);
  await expect(ada.page.getByText('This is how others hear you.')).toBeHidden();
  await expect(ada.page.getByText('That did not work')).toBeHidden();
  expect(requests).toEqual([]);
});
