// Invitations, the chat's parts and what comes after a call, in two languages of opposite directions.
import { joinFromStudio, meet, say } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { readQrCode } from '../support/qr.ts';

test('by link', async ({ chromium }, { project }) => {
  const ada = await chromium('Ada');
  const shoot = (name: string) => ada.page.screenshot({ path: `artifacts/${name}-${project.name}.png` });
  await ada.visit('/');
  await shoot('home-first');
  await ada.click('button', 'Invite a friend');
  const code = ada.page.getByRole('img', { name: 'QR code' });
  await expect.poll(() => readQrCode(code)).toContain('/room/');
  await shoot('invite');
  const link = await ada.page.getByRole('textbox', { name: 'Link' }).inputValue();
  await joinFromStudio(ada, link);
  await expect.poll(() => readQrCode(code)).toContain('/room/');
  await shoot('room-alone');
  await joinFromStudio(ada, '/room/nobody-made-this');
  await expect(ada.page.getByRole('alert')).toBeVisible();
  await shoot('room-unknown');
});

test('chat and afterwards', async ({ chromium }, { project }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const shoot = (name: string) => ada.page.screenshot({ path: `artifacts/${name}-${project.name}.png` });
  for (const person of [ada, bob]) await joinFromStudio(person);
  await ada.page.getByRole('switch', { name: 'Go on by itself' }).check();
  await shoot('call-idle');
  await meet(ada, bob);
  await say(bob, 'Hello Ada! The plans: https://example.org/house (two pages)');
  await say(ada, 'Thank you, I read them at once');
  await say(bob, 'https://аpple.example/');
  await ada.page.getByRole('button', { name: 'Emoji' }).click();
  await shoot('chat-emoji');
  await ada.page.keyboard.press('Escape');
  await ada.page.getByRole('textbox', { name: 'Message' }).fill('ü'.repeat(1002));
  await shoot('chat-too-long');
  await ada.page.getByRole('textbox', { name: 'Message' }).fill('');
  await shoot('chat-links');
  await bob.click('button', 'Next');
  await expect(ada.page.getByText('Next in')).toBeVisible();
  await bob.click('button', 'Talk again with Ada');
  await expect(ada.page.getByText('would like')).toBeVisible();
  await shoot('talk-again');
});

test('in Arabic', async ({ chromium }, { project }) => {
  const ada = await chromium('Ada', { locale: 'ar' });
  const { page } = ada;
  const shoot = (name: string) => page.screenshot({ path: `artifacts/${name}-arabic-${project.name}.png` });
  await page.goto('/');
  await page.getByRole('button', { name: 'ادعُ صديقًا' }).click();
  await expect(page.getByRole('img', { name: 'رمز QR' })).toBeVisible();
  await shoot('invite');
  const link = await page.getByRole('dialog').getByRole('textbox').inputValue();
  await page.goto(link);
  await page.getByRole('textbox').fill('سلمى');
  await page.locator('.join button').click();
  await expect(page.getByRole('timer')).toBeVisible();
  await expect(page.getByRole('img', { name: 'رمز QR' })).toBeVisible();
  await page.locator('.emoji > button').click();
  await shoot('room-alone');
});
