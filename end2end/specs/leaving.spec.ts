// Leaving the Call page, in whatever way, ends the call for both at once.
import { expectConnected, joinAndMeet } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { keepTracks, statesOfKeptTracks } from '../support/media.ts';
import { expectPath, expectStatus } from '../support/person.ts';

// The server would wait that long for someone who was cut off; whoever says goodbye is gone at once.
const wellWithinTheResumeWindow = { timeout: 10_000 };

test('by a link: camera and microphone are released', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await keepTracks(ada, 'Your video');
  expect(await statesOfKeptTracks(ada)).toEqual(['live', 'live']);

  await ada.click('link', 'Home');
  await ada.click('button', 'Stay');
  await expectStatus(ada, 'Connected to Bob');
  await expectPath(ada, '/call');
  await ada.click('link', 'Home');
  await ada.click('button', 'Leave the call');
  await expect(ada.page.getByRole('link', { name: 'Start a call' })).toBeVisible();
  await expectPath(ada, '/');
  // At once: a second later nobody would show the own picture any more, and that ends them, too.
  expect(await statesOfKeptTracks(ada)).toEqual(['ended', 'ended']);
  await expect(bob.page.getByRole('status')).toContainText('Ada left', wellWithinTheResumeWindow);
});

test('by closing the window', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await ada.close();
  await expect(bob.page.getByRole('status')).toContainText('Ada left', wellWithinTheResumeWindow);
});

test('by another address, and back again', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await ada.visit('/');
  await expect(bob.page.getByRole('status')).toContainText('Ada left', wellWithinTheResumeWindow);
  await ada.page.goBack();
  await expectPath(ada, '/call');
  await ada.click('button', 'Next');
  await expectStatus(ada, 'Waiting for someone…');
  await bob.click('button', 'Next');
  await expectConnected(ada, bob);
});
