// A room for two that is reached by a link.
import { expectConnected, expectInChat, expectSeenAndHeard, joinFromStudio, say } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectStatus } from '../support/person.ts';

test('two friends meet by link, and a third finds it full', async ({ chromium, request }) => {
  const room = await invite(request);
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const eve = await chromium('Eve');
  await joinFromStudio(ada, room);
  await expectStatus(ada, 'Waiting for someone…');
  await joinFromStudio(bob, room);
  await expectConnected(ada, bob);
  await expectSeenAndHeard(ada, bob);
  await say(ada, 'So it works');
  await expectInChat(bob, 'So it works');

  await joinFromStudio(eve, room);
  await expect(eve.page.getByRole('alert').filter({ hasText: 'Two people are already in this room' })).toBeVisible();
  await expectConnected(ada, bob);
});

test('"left" can be read for two seconds before waiting goes on', async ({ chromium, request }) => {
  const room = await invite(request);
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinFromStudio(ada, room);
  await joinFromStudio(bob, room);
  await expectConnected(ada, bob);
  const status = ada.page.getByRole('status');
  await status.evaluate((region) => {
    const changes: { words: string; at: number }[] = [];
    Object.assign(window, { changes });
    const note = () => changes.push({ words: region.textContent ?? '', at: performance.now() });
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await bob.click('button', 'Stop');
  await expect(status).toContainText('Bob left');
  await expect(status).toContainText('Waiting for someone…');
  const changes = await ada.page.evaluate(
    () => (window as unknown as { changes: { words: string; at: number }[] }).changes,
  );
  const left = changes.find((change) => change.words.includes('Bob left'));
  const waiting = changes.find((change) => change.words.includes('Waiting for someone…'));
  expect(waiting!.at - left!.at).toBeGreaterThanOrEqual(2000);
});

test('a room that does not exist says so', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await joinFromStudio(ada, '/room/nobody-made-this');
  await expect(ada.page.getByRole('alert').filter({ hasText: 'does not exist' })).toBeVisible();
});

/** Makes a private room, and returns the path of its link. */
async function invite(request: import('@playwright/test').APIRequestContext): Promise<string> {
  const answer = await request.post('/api/rooms');
  expect(answer.status()).toBe(201);
  const { roomId, inviteUrl } = await answer.json();
  expect(inviteUrl).toContain(`/room/${roomId}`);
  return `/room/${roomId}`;
}
