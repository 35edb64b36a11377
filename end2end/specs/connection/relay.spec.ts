// Relays only: who hides their address is reached through a TURN server (the real coturn), or not at all.
import { expectSeenAndHeard, joinFromStudio, meet } from '../../support/call.ts';
import { expectWay, hideAddress, openConnection } from '../../support/connection.ts';
import { Coturn } from '../../support/coturn.ts';
import { expect, test as base } from '../../support/fixtures.ts';
import { pathOf } from '../../support/media.ts';
import { freePort } from '../../support/server.ts';

const test = base.extend({
  settings: async ({ coturn }, use) => use(Coturn.settings(`turn:127.0.0.1:${coturn.port}?transport=udp`)),
});

test('one who hides makes both go through the relay', async ({ chromium }) => {
  const [ada, bob] = [await chromium('Ada'), await chromium('Bob')];
  for (const person of [ada, bob]) await joinFromStudio(person);
  await hideAddress(ada);
  await meet(ada, bob);
  await expectSeenAndHeard(ada, bob);
  for (const person of [ada, bob]) {
    expect(await pathOf(person)).toEqual(['relay', 'relay']);
    await openConnection(person);
    await expectWay(person, 'through a relay');
  }
});

test('the wish outlives the page', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await joinFromStudio(ada);
  await hideAddress(ada);
  await ada.page.reload();
  await openConnection(ada);
  await expect(ada.page.getByRole('switch', { name: 'Hide my address' })).toBeChecked();
});

base('without a relay the switch says why it cannot be had', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await joinFromStudio(ada);
  await openConnection(ada);
  const relayOnly = ada.page.getByRole('switch', { name: 'Hide my address' });
  await expect(relayOnly).toBeDisabled();
  await expect(relayOnly).toHaveAccessibleDescription(/no relay/);
});

base('who hides is not called where no relay is offered, and told the way on', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.page.addInitScript(() => localStorage.setItem('live-loop.relay-only', 'true'));
  await joinFromStudio(ada);
  await openConnection(ada);
  await expect(ada.page.getByText('cannot be hidden here')).toBeVisible();
  await ada.click('button', 'Next');
  await expect(ada.page.getByRole('alert').filter({ hasText: 'this site has no relay' })).toBeVisible();
  await ada.page.getByRole('switch', { name: 'Hide my address' }).uncheck();
  await ada.click('button', 'Next');
  await expect(ada.page.getByRole('status')).toContainText('Waiting for someone…');
});

const unreachable = base.extend({
  settings: async ({}, use) => use(Coturn.settings(`turn:127.0.0.1:${await freePort()}?transport=udp`)),
});

unreachable('a relay that does not answer is named as the reason', async ({ chromium }) => {
  const [ada, bob] = [await chromium('Ada'), await chromium('Bob')];
  for (const person of [ada, bob]) await joinFromStudio(person);
  await hideAddress(ada);
  await ada.click('button', 'Next');
  await bob.click('button', 'Next');
  // Both sides try in vain; whoever finds out first leaves, and the other is told that they left.
  const told = () => Promise.all([ada, bob].map((person) => person.reads('alert')));
  await expect.poll(async () => (await told()).join()).toContain('none could be reached');
});
