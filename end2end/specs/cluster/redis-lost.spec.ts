// Redis dies in mid-call and comes back empty: the call goes on, and so does everything else afterwards.
import { expectConnected, expectInChat, expectSeenAndHeard, joinAndMeet, joinFromStudio, meet, say, timesInChat } from '../../support/call.ts';
import { expect, test } from '../../support/cluster.ts';
import { longestFreeze, watchForFreezes } from '../../support/media.ts';
import { expectStatus } from '../../support/person.ts';
import { isReady } from '../../support/server.ts';
import { noteWords, notedWords } from '../../support/words.ts';

for (const place of ['two instances', 'one instance']) {
  test(`of a call on ${place} nothing is lost`, async ({ chromium, cluster }) => {
    const { one, other, redis } = cluster;
    const ada = await chromium('Ada', await cluster.front(one, other));
    const bob = await chromium('Bob', await (place === 'one instance' ? cluster.front(one, other) : cluster.front(other, one)));
    await joinAndMeet(ada, bob);
    await expectSeenAndHeard(ada, bob);
    for (const person of [ada, bob]) {
      await watchForFreezes(person);
      await noteWords(person, [' left', 'restarted', 'without chat', 'not sent', 'May not have arrived']);
    }

    await redis.kill();
    for (const { port } of cluster.instances) {
      await expect.poll(() => isReady(port), 'an instance is not ready without Redis').toBe(false);
    }
    await say(ada, 'Ada without Redis');
    await say(bob, 'Bob without Redis');
    await expectSeenAndHeard(ada, bob);
    await redis.start();
    await expectInChat(bob, 'Ada without Redis');
    await expectInChat(ada, 'Bob without Redis');
    await expect(ada.page.getByText('Sending…')).toHaveCount(0);
    await say(ada, 'Ada with Redis');
    await expectInChat(bob, 'Ada with Redis');
    await expectConnected(ada, bob);
    await expectSeenAndHeard(ada, bob);
    for (const person of [ada, bob]) {
      for (const words of ['Ada without Redis', 'Bob without Redis', 'Ada with Redis']) {
        expect(await timesInChat(person, words), words).toBe(1);
      }
      expect(await longestFreeze(person), person.name).toBeLessThan(2000);
      expect(await notedWords(person), person.name).toEqual([]);
    }

    await ada.click('button', 'Next');
    await expectStatus(bob, 'Ada left');
    await expectStatus(ada, 'Waiting for someone…');
    const cleo = await chromium('Cleo', await cluster.front(other, one));
    await joinFromStudio(cleo);
    await cleo.click('button', 'Next');
    await expectConnected(ada, cleo);
    await expectSeenAndHeard(ada, cleo);
  });
}

test('whoever asks meanwhile waits, is told why, and is found afterwards', async ({ chromium, cluster }) => {
  const { one, other, redis } = cluster;
  const ada = await chromium('Ada', await cluster.front(one, other));
  const bob = await chromium('Bob', await cluster.front(other, one));
  for (const person of [ada, bob]) await joinFromStudio(person);
  await meet(ada, bob);
  await redis.kill();
  for (const person of [ada, bob]) await person.click('button', 'Next');
  for (const { page } of [ada, bob]) {
    await expect(page.getByRole('status')).toContainText('It goes on by itself');
    await expect(page.getByRole('status')).toContainText('Waiting for someone…');
  }
  await redis.start();
  // The last partner counts for a while, then no longer.
  await expectConnected(ada, bob);
  await expectSeenAndHeard(ada, bob);
});
