// No page has what axe-core can find wrong, by day or by night, idle or in a call; on phones nothing
// stands out of the page.
import { expectNothingWrong } from '../support/axe.ts';
import { expectConnected, joinFromStudio, say } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectMovingPicture } from '../support/media.ts';
import { expectStatus } from '../support/person.ts';
import { addInterest, enterStudio, open } from '../support/studio.ts';

test('Home, Studio and the 404 page', async ({ chromium, problems }) => {
  problems.allow(/status of 404/);
  const ada = await chromium('Ada');
  for (const path of ['/', '/studio', '/rules', '/no/such/page']) {
    await ada.visit(path);
    await expectNothingWrong(ada.page);
  }
  await ada.visit('/studio');
  await ada.click('button', 'Turn on camera and microphone');
  await expectMovingPicture(ada, 'Your preview');
  await expectNothingWrong(ada.page);
});

test('the Studio with everything open and filled in', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await enterStudio(ada);
  await open(ada, 'About you');
  await ada.click('button', 'Take a picture');
  await addInterest(ada, 'tea');
  await addInterest(ada, 'tea');
  await ada.click('button', 'Add English');
  await open(ada, 'Test your devices');
  await expectNothingWrong(ada.page);
});

test('the Studio in trouble', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('stubbed', 'NotAllowedError'));
  });
  await ada.visit('/studio');
  await ada.click('button', 'Turn on camera and microphone');
  await expect(ada.page.getByRole('button', { name: 'Continue without devices' })).toBeVisible();
  await expectNothingWrong(ada.page);
});

test('the Call, alone and with someone, with each panel of its menu', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  for (const person of [ada, bob]) await joinFromStudio(person);
  await ada.click('button', 'Next');
  await expectStatus(ada, 'Waiting for someone…');
  await expectNothingWrong(ada.page);
  await bob.click('button', 'Next');
  await expectConnected(ada, bob);
  await say(ada, 'Hello');
  const tabs = ada.page.getByRole('tablist', { name: 'Call menu' }).getByRole('tab');
  for (const tab of await tabs.all()) {
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expectNothingWrong(ada.page);
  }
  await ada.click('button', 'Close side panel');
  await bob.click('button', 'Mute microphone');
  await expect(ada.page.getByText('Bob turned the microphone off.')).toBeVisible();
  await expectNothingWrong(ada.page);
  await ada.page.keyboard.press('?');
  await expect(ada.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectNothingWrong(ada.page);
  await ada.page.keyboard.press('Escape');
  await ada.click('link', 'Home');
  await expect(ada.page.getByRole('dialog', { name: 'Leave the call?' })).toBeVisible();
  await expectNothingWrong(ada.page);
  await ada.click('button', 'Stay');
  await ada.click('button', 'Stop');
  await expect(ada.page.getByRole('status')).toContainText('Call ended');
  await expectNothingWrong(ada.page);
});
