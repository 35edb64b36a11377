// A whole call without a mouse, and the single keys that do what buttons do.
import type { Page } from '@playwright/test';

import { expectConnected, expectInChat, joinAndMeet, joinFromStudio } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectMovingPicture } from '../support/media.ts';
import { type Role, expectPath, expectStatus } from '../support/person.ts';

test('a whole call by Tab and Enter', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinFromStudio(bob);
  const { page } = ada;
  await ada.visit('/');
  await pressOn(page, 'link', 'Start a call');
  await expectPath(ada, '/studio');
  await pressOn(page, 'button', 'Turn on camera and microphone');
  await expectMovingPicture(ada, 'Your preview');
  await reach(page, 'textbox', 'Your name');
  await page.keyboard.type('Ada');
  await pressOn(page, 'button', 'Join');
  await expectPath(ada, '/call');

  await pressOn(page, 'button', 'Next');
  await expectStatus(ada, 'Waiting for someone…');
  await bob.click('button', 'Next');
  await expectConnected(ada, bob);

  await reach(page, 'textbox', 'Message');
  await page.keyboard.type('No mouse here');
  await page.keyboard.press('Enter');
  await expectInChat(bob, 'No mouse here');
  await pressOn(page, 'button', 'Mute microphone');
  await expect(page.getByRole('button', { name: 'Unmute microphone' })).toBeFocused();
  await pressOn(page, 'button', 'Next');
  await expectStatus(bob, 'Ada left');
  await expectStatus(ada, 'Waiting for someone…');
  await pressOn(page, 'button', 'Stop');
  await expectStatus(ada, 'Call ended');
});

test('single keys', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  const { page } = ada;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.keyboard.press('m');
  await expect(button('Unmute microphone')).toBeVisible();
  await page.keyboard.press('M');
  await expect(button('Mute microphone')).toBeVisible();
  await page.keyboard.press('v');
  await expect(button('Turn camera on')).toBeVisible();
  await page.keyboard.press('Control+m');
  await expect(button('Mute microphone')).toBeVisible();

  // Written words are words.
  await page.keyboard.press('c');
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
  await page.keyboard.type('vmn?');
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('vmn?');
  await expect(button('Turn camera on')).toBeVisible();
  await page.getByRole('tab', { name: 'Settings' }).focus();

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  await page.keyboard.press('v');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(button('Turn camera on')).toBeVisible();

  await page.getByRole('tab', { name: 'Settings' }).click();
  await button('Turn keyboard shortcuts off').click();
  await page.getByRole('tab', { name: 'Settings' }).focus();
  await page.keyboard.press('m');
  await page.keyboard.press('?');
  await expect(button('Mute microphone')).toBeVisible();
  await expect(sheet).toBeHidden();
  await button('Turn keyboard shortcuts on').click();
  await page.keyboard.press('n');
  await expectStatus(bob, 'Ada left');
});

/** Goes on by Tab until the focus is there. */
async function reach(page: Page, role: Role, name: string): Promise<void> {
  const goal = page.getByRole(role, { name, exact: true });
  await expect(goal).toBeEnabled();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${role} "${name}" is not reached by Tab`);
}

async function pressOn(page: Page, role: Role, name: string): Promise<void> {
  await reach(page, role, name);
  await page.keyboard.press('Enter');
}
