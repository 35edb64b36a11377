// The caller's instance dies in mid-call, without a word: the session goes on at the other one.
import { expectConnected, expectInChat, expectSeenAndHeard, joinAndMeet, joinFromStudio, say, timesInChat } from '../../support/call.ts';
import { expect, test } from '../../support/cluster.ts';
import { iceUserNames, longestFreeze, watchForFreezes } from '../../support/media.ts';
import { expectStatus } from '../../support/person.ts';
import { noteWords, notedWords } from '../../support/words.ts';

test.beforeEach(({ problems }) => problems.allow(/WebSocket connection to .* failed/));

for (const place of ['on the other instance', 'on the same instance']) {
  test(`with the partner ${place}, the picture never stops and no word is lost`, async ({ chromium, cluster }) => {
    const { one, other } = cluster;
    const ada = await chromium('Ada', await cluster.front(one, other));
    const bob = await chromium('Bob', await (place === 'on the same instance' ? cluster.front(one, other) : cluster.front(other, one)));
    await joinAndMeet(ada, bob);
    await expectSeenAndHeard(ada, bob);
    for (const person of [ada, bob]) {
      await watchForFreezes(person);
      await noteWords(person, [' left', 'restarted', 'without chat']);
    }

    const before = await iceUserNames(ada);
    const gone = one.kill();
    await say(ada, 'Ada while it dies');
    await say(bob, 'Bob while it dies');
    await gone;
    await say(ada, 'Ada afterwards');
    await say(bob, 'Bob afterwards');
    const lines = { ada: ['Ada while it dies', 'Ada afterwards'], bob: ['Bob while it dies', 'Bob afterwards'] };
    for (const words of lines.ada) await expectInChat(bob, words);
    for (const words of lines.bob) await expectInChat(ada, words);
    await expect(ada.page.getByText('Reconnecting to the server')).toBeHidden();
    await expect(bob.page.getByText('Ada lost the link to the server')).toBeHidden();
    await expect.poll(() => iceUserNames(ada), 'they have negotiated anew').not.toEqual(before);
    await expectConnected(ada, bob);
    await say(ada, 'Where were we?');
    await expectInChat(bob, 'Where were we?');
    await expectSeenAndHeard(ada, bob);

    for (const person of [ada, bob]) {
      for (const words of [...lines.ada, ...lines.bob]) expect(await timesInChat(person, words), words).toBe(1);
      expect(await longestFreeze(person), person.name).toBeLessThan(2000);
      expect(await notedWords(person), person.name).toEqual([]);
    }
    await ada.click('button', 'Stop');
    await expectStatus(bob, 'Ada left');
  });
}

test('whoever waits keeps waiting, and is found', async ({ chromium, cluster }) => {
  const { one, other } = cluster;
  const ada = await chromium('Ada', await cluster.front(one, other));
  const bob = await chromium('Bob', await cluster.front(other, one));
  for (const person of [ada, bob]) await joinFromStudio(person);
  await ada.click('button', 'Next');
  await expectStatus(ada, 'Waiting for someone…');
  await one.kill();
  await bob.click('button', 'Next');
  await expectConnected(ada, bob);
  await expectSeenAndHeard(ada, bob);
});

test('while they connect, they connect all the same', async ({ chromium, cluster }) => {
  const { one, other } = cluster;
  const ada = await chromium('Ada', await cluster.front(one, other));
  const bob = await chromium('Bob', await cluster.front(other, one));
  for (const person of [ada, bob]) await joinFromStudio(person);
  await ada.click('button', 'Next');
  await expectStatus(ada, 'Waiting for someone…');
  const matched = expect(bob.page.getByRole('status')).toContainText(/Connecting|Connected/);
  await bob.click('button', 'Next');
  await matched;
  await one.kill();
  await expectConnected(ada, bob);
  await expectSeenAndHeard(ada, bob);
});
