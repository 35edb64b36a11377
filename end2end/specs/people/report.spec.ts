// Somebody is reported: the operators read what the reporter chose to show, and the server cannot.
import { expectNothingWrong } from '../../support/axe.ts';
import { expectInChat, joinAndMeet, say } from '../../support/call.ts';
import type { ChromiumPerson } from '../../support/chromium.ts';
import { expect, test } from '../../support/fixtures.ts';
import { expectMovingPicture } from '../../support/media.ts';
import { Keys, ask, reports, token } from '../../support/operator.ts';
import { expectStatus } from '../../support/person.ts';

const keys = new Keys();

async function openReport({ page }: ChromiumPerson, name: string) {
  await page.getByRole('tab', { name: 'People' }).click();
  await page.getByRole('button', { name: `Report ${name}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Report ${name}` });
  await expect(dialog).toBeVisible();
  return dialog;
}

test.describe('with a key', () => {
  test.use({ settings: { LIVE_LOOP_ADMIN_TOKEN: token, LIVE_LOOP_REPORT_PUBLIC_KEY: keys.publicKey } });

  test('chat and picture reach the operators alone, and a block ends the call', async ({ chromium, server }) => {
    const ada = await chromium('Ada');
    const bob = await chromium('Bob');
    await joinAndMeet(ada, bob);
    await say(bob, 'Something unkind');
    await expectInChat(ada, 'Something unkind');
    await say(ada, 'Please stop');
    await expectInChat(bob, 'Please stop');
    await expectMovingPicture(ada, 'Remote video');

    const dialog = await openReport(ada, 'Bob');
    await expect(dialog.getByRole('checkbox', { name: 'Include the last 2 lines of the chat' })).toBeChecked();
    const picture = dialog.getByRole('checkbox', { name: 'Include one picture of their video' });
    await expect(picture).not.toBeChecked();
    await picture.check();
    await expect(dialog.getByRole('img', { name: 'The picture that is included' })).toBeVisible();
    await expectNothingWrong(ada.page);
    await dialog.getByRole('button', { name: 'Send report' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Please choose what happened.');
    await dialog.getByRole('radio', { name: 'Harassment, hate or threats' }).check();
    await dialog.getByRole('button', { name: 'Send report' }).click();
    await expect(dialog).toBeHidden();
    await expect(ada.page.getByRole('alert')).toContainText('Thank you: your report');
    await expectStatus(ada, 'Call ended');
    await expectStatus(bob, 'Ada left');

    const [report] = await reports(server.url);
    expect(report).toMatchObject({ reason: 'harassment', hasEvidence: true });
    expect(report!.person).not.toBeNull();
    const opened = await ask(server.url, `reports/${report!.id}`);
    expect(JSON.stringify(opened)).not.toContain('unkind');
    const evidence = keys.open(opened);
    expect(evidence.name).toBe('Bob');
    expect(evidence.chat).toEqual([
      { mine: false, text: 'Something unkind' },
      { mine: true, text: 'Please stop' },
    ]);
    expect(evidence.picture).toMatch(/^data:image\/jpeg;base64,/);
  });

  test('what is not ticked is not sent, also after the call', async ({ chromium, server }) => {
    const ada = await chromium('Ada');
    const bob = await chromium('Bob');
    await joinAndMeet(ada, bob);
    await say(bob, 'Off the record');
    await expectInChat(ada, 'Off the record');
    await bob.click('button', 'Stop');
    await expectStatus(ada, 'Bob left');
    await ada.click('button', 'Report Bob');
    const dialog = ada.page.getByRole('dialog', { name: 'Report Bob' });
    await dialog.getByRole('checkbox', { name: 'Include the last line of the chat' }).uncheck();
    await dialog.getByRole('radio', { name: 'Something else' }).check();
    await expect(dialog.getByRole('checkbox', { name: 'Block Bob' })).toBeHidden();
    await dialog.getByRole('button', { name: 'Send report' }).click();
    await expect(ada.page.getByRole('alert')).toContainText('Thank you: your report');
    expect(await reports(server.url)).toMatchObject([{ reason: 'other', hasEvidence: false }]);
  });

  test('an operator bans, and the banned person reads for how long', async ({ chromium, server }) => {
    const ada = await chromium('Ada');
    const bob = await chromium('Bob');
    await joinAndMeet(ada, bob);
    const dialog = await openReport(ada, 'Bob');
    await dialog.getByRole('radio', { name: 'Violence or danger' }).check();
    await dialog.getByRole('button', { name: 'Send report' }).click();
    await expectStatus(bob, 'Ada left');
    const [report] = await reports(server.url);
    await ask(server.url, `reports/${report!.id}/ban`, 'POST', { seconds: 7200 });
    await bob.click('button', 'Next');
    await expect(bob.page.getByRole('alert')).toContainText('you are excluded from calls here for another 2 hours');
    await expectStatus(bob, 'Ready when you are');
  });
});

test('without a key only the reason is sent', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  const dialog = await openReport(ada, 'Bob');
  await expect(dialog.getByText('Only the reason is sent')).toBeVisible();
  await expect(dialog.getByRole('checkbox')).toHaveCount(1);
  await ada.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(ada.page.getByRole('button', { name: 'Report Bob', exact: true })).toBeFocused();
});
