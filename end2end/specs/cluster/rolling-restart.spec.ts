// Deploying at noon: one instance after the other leaves and comes back, and nobody in a call notices.
import { expectConnected, expectInChat, expectSeenAndHeard, joinAndMeet, say, timesInChat } from '../../support/call.ts';
import { expect, test } from '../../support/cluster.ts';
import { longestFreeze, watchForFreezes } from '../../support/media.ts';
import { expectStatus } from '../../support/person.ts';
import { noteWords, notedWords } from '../../support/words.ts';

test('a call lasts through a restart of all instances', async ({ chromium, cluster }) => {
  const { one, other } = cluster;
  const ada = await chromium('Ada', await cluster.front(one, other));
  const bob = await chromium('Bob', await cluster.front(other, one));
  await joinAndMeet(ada, bob);
  await expectSeenAndHeard(ada, bob);
  for (const person of [ada, bob]) {
    await watchForFreezes(person);
    await noteWords(person, [' left', 'Connecting', 'restarted', 'without chat', 'Reconnecting', 'lost the link']);
  }

  const said: string[] = [];
  const talk = async (when: string) => {
    for (const [person, listener] of [[ada, bob], [bob, ada]] as const) {
      const words = `${person.name} ${when}`;
      said.push(words);
      await say(person, words);
      await expectInChat(listener, words);
    }
  };
  await talk('before');
  for (const [index, instance] of cluster.instances.entries()) {
    const gone = instance.stop();
    await talk(`while number ${index + 1} leaves`);
    await gone;
    await talk(`without number ${index + 1}`);
    await instance.start();
  }
  await talk('after it all');

  await expectConnected(ada, bob);
  await expectSeenAndHeard(ada, bob);
  for (const person of [ada, bob]) {
    for (const words of said) expect(await timesInChat(person, words), words).toBe(1);
    expect(await notedWords(person), person.name).toEqual([]);
    expect(await longestFreeze(person), person.name).toBeLessThan(2000);
  }
  await bob.click('button', 'Stop');
  await expectStatus(ada, 'Bob left');
});
