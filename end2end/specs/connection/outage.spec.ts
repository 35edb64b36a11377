// All packets between the two are lost for a while: the picture comes back with the network. How fast it does is
// told as an annotation: within 3 s on a machine that has nothing else to do, which a test cannot ask for.
import { expectSeenAndHeard, joinFromStudio, meet } from '../../support/call.ts';
import type { ChromiumPerson } from '../../support/chromium.ts';
import { hideAddress } from '../../support/connection.ts';
import { Coturn } from '../../support/coturn.ts';
import { expect, test as base } from '../../support/fixtures.ts';
import { expectMovingPicture, expectStillPicture, nextPicture } from '../../support/media.ts';
import { expectStatus } from '../../support/person.ts';

/** Everything goes through the relay, and to it through the NAT, which can be cut. */
const test = base.extend<{ relayed: Record<'ada' | 'bob', ChromiumPerson> }>({
  settings: async ({ nat }, use) => use(Coturn.settings(`turn:127.0.0.1:${nat.port}?transport=udp`)),
  /** Ada and Bob, in a call through the relay. */
  relayed: async ({ chromium }, use) => {
    const [ada, bob] = [await chromium('Ada'), await chromium('Bob')];
    for (const person of [ada, bob]) await joinFromStudio(person);
    await hideAddress(ada);
    await meet(ada, bob);
    await expectSeenAndHeard(ada, bob);
    await use({ ada, bob });
  },
});

/** Far more than it takes, so that only a picture which does not come back by itself is a failure. */
const within = 15_000;

test('a relay that stands still for 5 s', async ({ relayed, coturn }) => {
  const { ada, bob } = relayed;

  coturn.pause();
  await new Promise((done) => setTimeout(done, 5000));
  const back = [ada, bob].map(nextPicture);
  coturn.resume();
  expectBack(await Promise.all(back));
  await expectSeenAndHeard(ada, bob);
});

for (const seconds of [5, 12, 20]) {
  test(`a network that is gone for ${seconds} s`, async ({ relayed, nat }) => {
    const { ada, bob } = relayed;

    nat.cut();
    await new Promise((done) => setTimeout(done, seconds * 1000));
    await expectStillPicture(ada, 'Remote video');
    if (seconds > 10) await expectStatus(ada, 'Connecting…');
    const back = [ada, bob].map(nextPicture);
    nat.mend();
    expectBack(await Promise.all(back));
    for (const person of [ada, bob]) await expectMovingPicture(person, 'Remote video');
    await expectStatus(ada, 'Connected to Bob');
    await expectStatus(bob, 'Connected to Ada');
  });
}

test('one that does not come back ends in words', async ({ relayed, nat }) => {
  const { ada } = relayed;
  nat.cut();
  const lost = ada.page.getByRole('alert').filter({ hasText: 'broke off and could not be mended' });
  const left = ada.page.getByRole('status').filter({ hasText: 'Bob left' });
  await expect(lost.or(left)).toBeVisible({ timeout: 60_000 });
});

/** `times`: ms from the network's return to the first new picture, for either side. */
function expectBack(times: number[]): void {
  test.info().annotations.push({ type: 'back after', description: `${times.map(Math.round).join(' and ')} ms` });
  for (const time of times) expect(time).toBeLessThan(within);
}
