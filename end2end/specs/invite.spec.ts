// A friend by link: from Home into a room for two, and what is said where there is no room.
import type { Page } from '@playwright/test';

import { expectNothingWrong } from '../support/axe.ts';
import { expectConnected, expectSeenAndHeard, joinFromStudio } from '../support/call.ts';
import type { ChromiumPerson } from '../support/chromium.ts';
import { pasteInto } from '../support/clipboard.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectStatus } from '../support/person.ts';
import { readQrCode } from '../support/qr.ts';
import { Tamper } from '../support/tamper.ts';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Your private room' });
const codeOf = (page: Page) => page.getByRole('img', { name: 'QR code of the link' });

/** Asks for a room on Home, and returns its link. */
async function invite({ page }: ChromiumPerson): Promise<string> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Invite a friend' }).click();
  await expect(dialogOf(page)).toBeVisible();
  return page.getByRole('textbox', { name: 'Link' }).inputValue();
}

test('a friend is invited on Home and comes by link', async ({ chromium, server }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const link = await invite(ada);
  expect(link).toMatch(new RegExp(`^${server.url}/room/[\\w-]{22}$`));
  await expect(dialogOf(ada.page)).toContainText(/good until \w+day/);
  await ada.click('link', 'Go to the room');
  await ada.click('button', 'Turn on camera and microphone');
  await ada.fill('Your name', 'Ada');
  await ada.click('button', 'Join');
  await expectStatus(ada, 'Waiting for someone…');
  await expect(ada.page.getByRole('textbox', { name: 'Link' })).toHaveValue(link);

  await joinFromStudio(bob, link);
  await expectConnected(ada, bob);
  await expectSeenAndHeard(ada, bob);
  await expect(ada.page.getByRole('textbox', { name: 'Link' })).toBeHidden();
});

test('the QR code is the link, on Home and while one waits', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const link = await invite(ada);
  for (const colorScheme of ['light', 'dark'] as const) {
    await ada.page.emulateMedia({ colorScheme });
    await expect.poll(() => readQrCode(codeOf(ada.page)), { message: colorScheme }).toBe(link);
  }
  await joinFromStudio(ada, link);
  await expectStatus(ada, 'Waiting for someone…');
  await expect.poll(() => readQrCode(codeOf(ada.page))).toBe(link);
});

test('the link is copied by the clipboard, or where there is none by a selection', async ({ chromium }) => {
  const ada = await chromium('Ada', { permissions: ['clipboard-write'] });
  const { page } = ada;
  const link = await invite(ada);
  const copyAndPaste = async () => {
    await ada.click('button', 'Copy link');
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    await page.keyboard.press('Escape');
    return pasteInto(page.getByRole('textbox', { name: 'Your message' }));
  };
  expect(await copyAndPaste()).toBe(link);

  await page.evaluate(() => navigator.clipboard.writeText('something else'));
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await ada.click('button', 'Invite a friend');
  await expect(page.getByRole('button', { name: 'Copied' })).toBeHidden();
  expect(await copyAndPaste()).toBe(link);
});

test('the link is shared where the browser can', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.page.addInitScript(() => {
    const share = async (data: ShareData) => void Object.assign(window, { shared: data.url });
    Object.defineProperty(navigator, 'share', { configurable: true, value: share });
  });
  const link = await invite(ada);
  await ada.click('button', 'Share');
  await expect.poll(() => ada.page.evaluate(() => (window as unknown as { shared?: string }).shared)).toBe(link);
});

test('the dialog is all keyboard, and nothing is wrong with it', async ({ chromium }) => {
  const { page } = await chromium('Ada');
  await page.goto('/');
  const button = page.getByRole('button', { name: 'Invite a friend' });
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(codeOf(page)).toBeVisible();
  await expectNothingWrong(page);
  await page.keyboard.press('Escape');
  await expect(dialogOf(page)).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toBeHidden();
});

test('without scripts the button is off, and the page says why', async ({ chromium, problems }) => {
  problems.allow(/preloaded .* but not used/);
  const { page } = await chromium('Ada', { javaScriptEnabled: false });
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Invite a friend' })).toBeDisabled();
  await expect(page.getByRole('main')).toContainText('need JavaScript', { useInnerText: true });
});

test('over the limit, and where the server is gone, there are words', async ({ chromium, problems }) => {
  problems.allow(/status of 429|ERR_|Failed to fetch/);
  const { page } = await chromium('Ada');
  const answer = { status: 429, headers: { 'retry-after': '120' }, body: '{}' };
  await page.route('/api/rooms', (route) => route.fulfill(answer));
  await page.goto('/');
  const button = page.getByRole('button', { name: 'Invite a friend' });
  await button.click();
  await expect(page.getByRole('alert')).toContainText('in 2 minutes');
  await page.unroute('/api/rooms');
  await page.route('/api/rooms', (route) => route.abort());
  await button.click();
  await expect(page.getByRole('alert')).toContainText('could not be made');
  await page.unroute('/api/rooms');
  await button.click();
  await expect(dialogOf(page)).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('where the room is full, one tries again or meets someone new', async ({ chromium }) => {
  const [ada, bob, eve] = [await chromium('Ada'), await chromium('Bob'), await chromium('Eve')];
  const link = await invite(ada);
  for (const person of [ada, bob, eve]) await joinFromStudio(person, link);
  await expect(eve.page.getByRole('alert')).toContainText('Two people are already in this room');
  await expectNothingWrong(eve.page);
  await bob.click('button', 'Stop');
  await eve.click('button', 'Try again');
  await expectConnected(ada, eve);
  await bob.click('button', 'Next');
  await expectStatus(bob, 'Waiting for someone…');
});

test('where there is no such room, one makes a new one', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinFromStudio(ada, '/room/nobody-made-this');
  await expect(ada.page.getByRole('alert')).toContainText('does not exist');
  await ada.click('button', 'Make a new link');
  await expectStatus(ada, 'Waiting for someone…');
  const link = await ada.page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(new URL(ada.page.url()).searchParams.get('room')).toBe(link.split('/').pop());
  await joinFromStudio(bob, link);
  await expectConnected(ada, bob);
});

test('where there is no such room, one meets someone new', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await joinFromStudio(ada, '/room/nobody-made-this');
  await ada.click('button', 'Meet someone new');
  await expectStatus(ada, 'Waiting for someone…');
  await expect(ada.page.getByRole('alert')).toBeHidden();
});

test('a room that expires while one waits there is told', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const tamper = await Tamper.with(ada.page);
  const link = await invite(ada);
  let over = false;
  tamper.fromServer = (frame) => {
    if (frame.event !== 'room-waiting') return frame;
    over = true;
    return { ...frame, data: { ...frame.data, expiresAt: new Date(Date.now() - 1000).toISOString() } };
  };
  tamper.fromPage = (frame, { tellPage }) => {
    if (!over || frame.event !== 'join-room') return frame;
    tellPage({ ns: 'session', event: 'error', data: { code: 'room-not-found', message: 'for a test', id: frame.id } });
    return 'lost';
  };
  await joinFromStudio(ada, link);
  await expect(ada.page.getByRole('alert')).toContainText('has expired');
  await expect(ada.page.getByRole('button', { name: 'Make a new link' })).toBeVisible();
});
