// The server dies in mid-call and comes back knowing nobody: picture and sound need no server.
import { expectInChat, expectSeenAndHeard, joinAndMeet, meet, say } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { longestFreeze, watchForFreezes } from '../support/media.ts';

test('the picture never stops, and both are told', async ({ chromium, server, problems }) => {
  problems.allow(/WebSocket connection to .* failed/);
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await expectSeenAndHeard(ada, bob);
  for (const person of [ada, bob]) await watchForFreezes(person);

  await server.kill();
  for (const { page } of [ada, bob]) await expect(page.getByText('Reconnecting to the server')).toBeVisible();
  await expectSeenAndHeard(ada, bob);

  await server.start();
  for (const { page } of [ada, bob]) {
    await expect(page.getByRole('alert').filter({ hasText: 'server was restarted' })).toBeVisible();
    await expect(page.getByText('Reconnecting to the server')).toBeHidden();
  }
  await expectSeenAndHeard(ada, bob);
  for (const person of [ada, bob]) expect(await longestFreeze(person), person.name).toBeLessThan(2000);

  await meet(ada, bob);
  await expectSeenAndHeard(ada, bob);
  await say(ada, 'There you are again');
  await expectInChat(bob, 'There you are again');
});
