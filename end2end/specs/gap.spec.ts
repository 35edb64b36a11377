// An instance of the server was lost, and signals with it: whoever is told negotiates anew.
import { expectConnected, expectInChat, expectSeenAndHeard, joinAndMeet, joinFromStudio, say } from '../support/call.ts';
import type { ChromiumPerson } from '../support/chromium.ts';
import { expect, test } from '../support/fixtures.ts';
import { iceUserNames, longestFreeze, watchForFreezes } from '../support/media.ts';
import { expectStatus } from '../support/person.ts';
import { type Frame, Tamper, ack, isSignal, withGap } from '../support/tamper.ts';

test('in mid-call it renews the connection, tells of mute again, and the picture never stops', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const between = await Tamper.with(ada.page);
  await joinAndMeet(ada, bob);
  await expectSeenAndHeard(ada, bob);
  for (const person of [ada, bob]) await watchForFreezes(person);
  const before = [await iceUserNames(ada), await iceUserNames(bob)];

  // Taken by an instance that then was lost.
  between.fromPage = loseFromPage(({ event }) => event === 'media-state');
  await ada.click('button', 'Mute microphone');
  await expect(ada.page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible();
  between.fromPage = (frame) => frame;
  between.fromServer = withGap;
  between.link.close();

  await expect.poll(() => bob.readsPage()).toContain('Ada’s microphone is off');
  for (const [index, person] of [ada, bob].entries()) {
    await expect.poll(() => iceUserNames(person), person.name).not.toEqual(before[index]);
  }
  await expectConnected(ada, bob);
  await ada.click('button', 'Unmute microphone');
  await expectSeenAndHeard(ada, bob);
  await say(bob, 'Still here');
  await expectInChat(ada, 'Still here');
  for (const person of [ada, bob]) expect(await longestFreeze(person), person.name).toBeLessThan(2000);
});

for (const told of ['polite', 'impolite']) {
  test(`while connecting, where only the ${told} side is told of it, they connect`, async ({ chromium }) => {
    const people = [await chromium('Ada'), await chromium('Bob')] as const;
    const sides = await Promise.all(people.map((person) => loseSignals(person)));
    for (const person of people) await joinFromStudio(person);
    for (const person of people) await person.click('button', 'Next');
    for (const person of people) await expectStatus(person, 'Connecting…');
    await expect.poll(() => sides.some((side) => side.lost.includes('negotiation-call-offer'))).toBe(true);

    for (const side of sides) side.loseNoMore();
    const [side] = sides.filter((side) => side.polite === (told === 'polite'));
    side!.between.link.close();
    await expectConnected(...people);
    await expectSeenAndHeard(...people);
  });
}

function loseFromPage(isLost: (frame: Frame) => boolean): Tamper['fromPage'] {
  return (frame, link) => {
    if (!isLost(frame)) return frame;
    link.tellPage(ack(frame));
    return 'lost';
  };
}

/** Every signal of this person is taken and lost, until they lose no more. */
async function loseSignals({ page }: ChromiumPerson) {
  const side = {
    between: await Tamper.with(page),
    polite: undefined as unknown,
    lost: [] as string[],
    loseNoMore: () => (side.between.fromPage = (frame) => frame),
  };
  side.between.fromPage = loseFromPage((frame) => {
    if (isSignal(frame)) side.lost.push(frame.event);
    return isSignal(frame);
  });
  side.between.fromServer = (frame) => {
    if (frame.event === 'match-done') side.polite = frame.data.polite;
    return withGap(frame);
  };
  return side;
}
