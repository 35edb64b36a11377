// The person, or the system, does not let the site use camera and microphone.
import { chromiumPath, refusingFlags } from '../../support/browsers.ts';
import { expectInChat, meet, say } from '../../support/call.ts';
import { askInVain, joinBy } from '../../support/devices.ts';
import { expect, test } from '../../support/fixtures.ts';

test.use({ launchOptions: { executablePath: chromiumPath, args: refusingFlags } });

const words = /did not let us/;

test('they are told, and a call without devices works', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  for (const person of [ada, bob]) {
    await askInVain(person, words);
    await joinBy(person, 'Continue without devices');
  }
  await meet(ada, bob);
  await say(ada, 'We can still write');
  await expectInChat(bob, 'We can still write');
  await say(bob, 'So we do');
  await expectInChat(ada, 'So we do');
});

test('Join waits for a choice', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await askInVain(ada, words);
  await expect(ada.page.getByRole('button', { name: 'Continue with audio only' })).toBeVisible();
  await ada.fill('Your name', 'Ada');
  await ada.click('button', 'Join');
  await expect(ada.page.getByRole('alert').filter({ hasText: 'how to go on' })).toBeVisible();
  expect(ada.path()).toBe('/studio');
});
