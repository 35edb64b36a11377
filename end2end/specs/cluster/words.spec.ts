// Friends whose browsers reach different instances: the room is made on one, entered on both, and what is
// written goes across.
import { expectConnected, expectInChat, expectSeenAndHeard, joinFromStudio, say } from '../../support/call.ts';
import { expect, test } from '../../support/cluster.ts';

test('a friend comes by link to another instance, and both read each other', async ({ chromium, cluster }) => {
  const { one, other } = cluster;
  const ada = await chromium('Ada', await cluster.front(one));
  const bob = await chromium('Bob', await cluster.front(other));
  await ada.visit('/');
  await ada.click('button', 'Invite a friend');
  const link = await ada.page.getByRole('textbox', { name: 'Link' }).inputValue();
  const { pathname } = new URL(link);
  for (const person of [ada, bob]) await joinFromStudio(person, pathname);
  await expectConnected(ada, bob);
  await expectSeenAndHeard(ada, bob);
  for (const { url } of cluster.instances) {
    const status = (await (await fetch(`${url}/api/status`)).json()) as { activeConnections: number };
    expect(status.activeConnections, 'each has one of the two').toBe(1);
  }

  for (const [from, to] of [[ada, bob], [bob, ada]] as const) {
    await say(from, `From ${from.name} to ${to.name}`);
    await expectInChat(to, `From ${from.name} to ${to.name}`);
    await expect(from.page.getByRole('listitem').filter({ hasText: `From ${from.name}` })).toContainText('Delivered');
  }
  await ada.page.getByRole('textbox', { name: 'Message' }).pressSequentially('…');
  await expect(bob.page.getByText('Ada is writing…')).toBeVisible();
});
