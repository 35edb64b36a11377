// How good the connection is, as the panel "Connection" tells it.
import { expectSeenAndHeard, joinAndMeet } from '../../support/call.ts';
import { expectWay, openConnection, readsFigure, readsFlow } from '../../support/connection.ts';
import { expect, test } from '../../support/fixtures.ts';

test('figures come and go with the call', async ({ chromium }) => {
  const [ada, bob] = [await chromium('Ada'), await chromium('Bob')];
  await joinAndMeet(ada, bob);
  await openConnection(ada);
  await expectWay(ada, 'direct');
  await expect(ada.page.getByText('Good connection').first()).toBeVisible();
  expect(await readsFigure(ada, 'There and back')).toMatch(/^\d+ ms$/);
  for (const words of await readsFlow(ada, 'Data')) expect(words).toMatch(/^[1-9]\d* kbit\/s$/);
  for (const words of await readsFlow(ada, 'Picture')) expect(words).toMatch(/^\d+ × \d+$/);
  for (const words of await readsFlow(ada, 'Lost')) expect(words).toMatch(/ %$/);
  for (const words of await readsFlow(ada, 'Encoding')) expect(words).toMatch(/^(VP8|VP9|H264|AV1)$/);
  await ada.click('button', 'Stop');
  await expect(ada.page.getByText('The figures appear while you are connected.')).toBeVisible();
});

test('the data saver sends less, and is remembered', async ({ chromium }) => {
  const [ada, bob] = [await chromium('Ada'), await chromium('Bob')];
  await joinAndMeet(ada, bob);
  await expectSeenAndHeard(ada, bob);
  await openConnection(ada);
  const limits = () => ada.page.evaluate(() => {
    const { peerConnections } = window as unknown as { peerConnections: RTCPeerConnection[] };
    const senders = peerConnections.at(-1)?.getSenders() ?? [];
    return senders.map((sender) => sender.getParameters().encodings[0]?.maxBitrate);
  });
  await expect.poll(limits).toEqual([40_000, 1_700_000]);
  await ada.page.getByRole('switch', { name: 'Data saver' }).check();
  await expect.poll(limits).toEqual([24_000, 300_000]);
  await ada.page.reload();
  await openConnection(ada);
  await expect(ada.page.getByRole('switch', { name: 'Data saver' })).toBeChecked();
});
