// An instance of the server was lost, and signals with it: whoever is told negotiates anew.
import { expectConnected, expectInChat, expectSeenAndHeard, joinAndMeet, joinFromStudio, say } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { iceUserNames, longestFreeze, watchForFreezes } from '../support/media.ts';
import { expectStatus } from '../support/person.ts';
import { type Frame, Tamper, ack, isSignal, withGap } from '../support/tamper.ts';

for (const told of ['polite', 'impolite']) {
  test(`in mid-call, where the ${told} side is told, all is told anew, and the picture never stops`, async ({ chromium }) => {
    const ada = await chromium('Ada');
    const bob = await chromium('Bob');
    const between = await Tamper.with(ada.page);
    // Who comes first makes the first offer.
    await (told === 'impolite' ? joinAndMeet(ada, bob) : joinAndMeet(bob, ada));
    await expectSeenAndHeard(ada, bob);
    for (const person of [ada, bob]) await watchForFreezes(person);
    const before = [await iceUserNames(ada), await iceUserNames(bob)];

    // Taken by an instance that then was lost, both ways.
    const lost: Frame[] = [];
    const lose = (frame: Frame) => {
      const isLost = frame.event === 'media-state';
      if (isLost) lost.push(frame);
      return isLost;
    };
    between.fromPage = loseFromPage(lose);
    between.fromServer = (frame) => (lose(frame) ? 'lost' : frame);
    for (const person of [ada, bob]) await person.click('button', 'Mute microphone');
    await expect.poll(() => lost.length).toBe(2);
    between.fromPage = (frame) => frame;
    between.fromServer = withGap;
    between.link.close();

    await expect.poll(() => bob.readsPage()).toContain('Ada’s microphone is off');
    await expect.poll(() => ada.readsPage()).toContain('Bob’s microphone is off');
    for (const [index, person] of [ada, bob].entries()) {
      await expect.poll(() => iceUserNames(person), person.name).not.toEqual(before[index]);
    }
    await expectConnected(ada, bob);
    for (const person of [ada, bob]) await person.click('button', 'Unmute microphone');
    await expectSeenAndHeard(ada, bob);
    await say(bob, 'Still here');
    await expectInChat(ada, 'Still here');
    for (const person of [ada, bob]) expect(await longestFreeze(person), person.name).toBeLessThan(2000);
  });
}

test('where both are told and their offers cross, the picture never stops', async ({ chromium }) => {
  const people = [await chromium('Ada'), await chromium('Bob')] as const;
  const between = await Promise.all(people.map(({ page }) => Tamper.with(page)));
  await joinAndMeet(...people);
  await expectSeenAndHeard(...people);
  for (const person of people) await watchForFreezes(person);
  const before = await Promise.all(people.map(iceUserNames));

  // Neither offer goes on before both are made.
  const waiting = new Map<Tamper, () => void>();
  for (const side of between) {
    side.fromServer = withGap;
    side.fromPage = (frame, link) => {
      if (frame.event !== 'negotiation-call-offer' || waiting.has(side)) return frame;
      const { id: _, ...unanswered } = frame;
      waiting.set(side, () => link.tellServer(unanswered));
      link.tellPage(ack(frame));
      if (waiting.size === between.length) waiting.forEach((goOn) => goOn());
      return 'lost';
    };
    side.link.close();
  }
  await expect.poll(() => waiting.size, 'both have made an offer').toBe(2);

  for (const [index, person] of people.entries()) {
    await expect.poll(() => iceUserNames(person), person.name).not.toEqual(before[index]);
  }
  await expectConnected(...people);
  await expectSeenAndHeard(...people);
  for (const person of people) expect(await longestFreeze(person), person.name).toBeLessThan(2000);
});

// The side that is told, and the other side's browser: what is not told has to find out.
const pairs = [
  { told: 'polite', partner: 'Chromium' },
  { told: 'impolite', partner: 'Chromium' },
  { told: 'polite', partner: 'Firefox' },
  { told: 'impolite', partner: 'Firefox' },
] as const;

for (const { told, partner } of pairs) {
  test(`while connecting to ${partner}, where only the ${told} side is told, they connect`, async ({ chromium, firefox }) => {
    const ada = await chromium('Ada');
    const bob = partner === 'Firefox' ? await firefox('Bob') : await chromium('Bob');
    const between = await Tamper.with(ada.page);
    let isPolite: unknown;
    const lost: string[] = [];
    const lose = (frame: Frame) => {
      if (isSignal(frame)) lost.push(frame.event);
      return isSignal(frame);
    };
    between.fromPage = loseFromPage(lose);
    between.fromServer = (frame) => {
      if (frame.event === 'match-done') isPolite = frame.data.polite;
      return lose(frame) ? 'lost' : frame;
    };
    for (const person of [ada, bob]) await joinFromStudio(person);
    for (const person of told === 'polite' ? [bob, ada] : [ada, bob]) await person.click('button', 'Next');
    for (const person of [ada, bob]) await expectStatus(person, 'Connecting…');
    expect(isPolite).toBe(told === 'polite');
    await expect.poll(() => lost).toContain('negotiation-call-offer');

    between.fromPage = (frame) => frame;
    between.fromServer = withGap;
    between.link.close();
    await expectConnected(ada, bob);
    await expectSeenAndHeard(ada, bob);
  });
}

function loseFromPage(isLost: (frame: Frame) => boolean): Tamper['fromPage'] {
  return (frame, link) => {
    if (!isLost(frame)) return frame;
    link.tellPage(ack(frame));
    return 'lost';
  };
}
