// One person's line to the server breaks in mid-call and comes back: the session resumes, nothing
// is lost and nothing comes twice. Ada's browser reaches the site through a line that can be cut.
import { expectInChat, expectSeenAndHeard, joinAndMeet, say, timesInChat } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { longestFreeze, watchForFreezes } from '../support/media.ts';
import { expectStatus } from '../support/person.ts';

test.beforeEach(({ problems }) => problems.allow(/WebSocket connection to .* failed/));

test('what is said meanwhile arrives once, on both sides', async ({ chromium, line }) => {
  const ada = await chromium('Ada', { baseURL: line.url });
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await expectSeenAndHeard(ada, bob);
  for (const person of [ada, bob]) await watchForFreezes(person);

  await line.cut();
  await expect(ada.page.getByText('Reconnecting to the server')).toBeVisible();
  await expect(bob.page.getByText('Ada lost the link to the server')).toBeVisible();
  await say(ada, 'Said into the void');
  await say(bob, 'Said to someone away');
  expect(await timesInChat(bob, 'Said into the void')).toBe(0);

  await line.mend();
  await expectInChat(bob, 'Said into the void');
  await expectInChat(ada, 'Said to someone away');
  await expect(bob.page.getByText('Ada lost the link to the server')).toBeHidden();
  await say(ada, 'Back again');
  await expectInChat(bob, 'Back again');
  for (const words of ['Said into the void', 'Said to someone away', 'Back again']) {
    expect(await timesInChat(ada, words), words).toBe(1);
    expect(await timesInChat(bob, words), words).toBe(1);
  }
  await expectSeenAndHeard(ada, bob);
  await expectStatus(ada, 'Connected to Bob');
  for (const person of [ada, bob]) expect(await longestFreeze(person), person.name).toBeLessThan(2000);
});

test('a message whose receipt was lost is not delivered again', async ({ chromium, line }) => {
  const ada = await chromium('Ada', { baseURL: line.url });
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);

  line.silenceServer();
  await say(ada, 'Did you get this?');
  await expectInChat(bob, 'Did you get this?');
  await say(bob, 'I did');
  await line.cut();
  await expect(ada.page.getByText('Reconnecting to the server')).toBeVisible();
  await line.mend();
  await expectInChat(ada, 'I did');
  await say(ada, 'Good');
  await expectInChat(bob, 'Good');
  expect(await timesInChat(bob, 'Did you get this?')).toBe(1);
});
