// An instance says that it is leaving: the next link stands before the old one ends, so nobody is away.
import { expectConnected, expectInChat, joinAndMeet, say } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { longestFreeze, watchForFreezes } from '../support/media.ts';
import { noteWords, notedWords } from '../support/words.ts';
import { Tamper } from '../support/tamper.ts';

const draining = { ns: 'session', event: 'draining', data: { reconnectWithinMs: 500 } };

test('nobody notices', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const between = await Tamper.with(ada.page);
  await joinAndMeet(ada, bob);
  for (const person of [ada, bob]) {
    await watchForFreezes(person);
    await noteWords(person, ['Reconnecting', 'lost the link', 'left']);
  }
  between.link.tellPage(draining);
  await expect.poll(() => between.links.length, 'Ada has moved').toBe(2);
  await say(ada, 'Nothing happened here');
  await expectInChat(bob, 'Nothing happened here');
  await say(bob, 'Nor here');
  await expectInChat(ada, 'Nor here');
  await expectConnected(ada, bob);
  for (const person of [ada, bob]) {
    expect(await notedWords(person), person.name).toEqual([]);
    expect(await longestFreeze(person), person.name).toBeLessThan(2000);
  }
});

test('where nobody takes one in yet, the old link serves on', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const between = await Tamper.with(ada.page);
  await joinAndMeet(ada, bob);
  await noteWords(ada, ['Reconnecting']);
  await noteWords(bob, ['lost the link']);
  between.fromPage = (frame, link) => {
    if (frame.event !== 'hello') return frame;
    link.close(1013);
    return 'lost';
  };
  between.link.tellPage(draining);
  await expect.poll(() => between.links.length, 'Ada tries again and again').toBeGreaterThan(3);
  await say(ada, 'Still on the old one');
  await expectInChat(bob, 'Still on the old one');

  let welcomed = false;
  between.fromServer = (frame) => {
    welcomed ||= frame.event === 'welcome';
    return frame;
  };
  between.fromPage = (frame) => frame;
  await expect.poll(() => welcomed, 'Ada has moved').toBe(true);
  await say(bob, 'And now?');
  await expectInChat(ada, 'And now?');
  await say(ada, 'On the new one');
  await expectInChat(bob, 'On the new one');
  for (const person of [ada, bob]) expect(await notedWords(person), person.name).toEqual([]);
});
