// Every page in every state that a visitor meets.
import { expectInChat, joinAndMeet, say } from '../support/call.ts';
import type { ChromiumPerson } from '../support/chromium.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectMovingPicture } from '../support/media.ts';
import { type Portrait, sitForPortrait } from './portraits.ts';

const adasPortrait: Portrait = { wall: '#e9b872', skin: '#d9a07c', hair: '#4a2c2a', shirt: '#c23a1e' };
const bobsPortrait: Portrait = { wall: '#6fd0c0', skin: '#8d5a3b', hair: '#1c1420', shirt: '#f0b347' };

test('pages', async ({ chromium, problems }, { project }) => {
  problems.allow(/status of 404/);
  const ada = await chromium('Ada');
  await ada.page.addInitScript(sitForPortrait, adasPortrait);
  const shoot = (name: string, fullPage = false) =>
    ada.page.screenshot({ path: `artifacts/${name}-${project.name}.png`, fullPage });

  await ada.visit('/');
  await shoot('home', true);
  await ada.click('button', 'Send message');
  await ada.page.getByRole('alert').first().waitFor();
  await shoot('home-form');
  await ada.visit('/no/such/page');
  await shoot('404');
  await ada.visit('/studio');
  await shoot('studio');
  await ada.click('button', 'Turn on camera and microphone');
  await expectMovingPicture(ada, 'Your preview');
  await shoot('studio-ready', true);
});

test('studio in trouble', async ({ chromium }, { project }) => {
  const { page } = await chromium('Ada');
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('stubbed', 'NotAllowedError'));
  });
  await page.goto('/studio');
  await page.getByRole('button', { name: 'Turn on camera and microphone' }).click();
  await expect(page.getByRole('button', { name: 'Continue without devices' })).toBeVisible();
  await page.screenshot({ path: `artifacts/studio-trouble-${project.name}.png`, fullPage: true });
});

test('call', async ({ chromium }, { project }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await ada.page.addInitScript(sitForPortrait, adasPortrait);
  await bob.page.addInitScript(sitForPortrait, bobsPortrait);
  const shoot = (name: string) => ada.page.screenshot({ path: `artifacts/${name}-${project.name}.png` });

  await joinAndMeet(ada, bob);
  await expectMovingPicture(ada, 'Remote video');
  await talk(ada, bob);
  await shoot('call-veiled');
  await expect(ada.page.getByRole('button', { name: 'Show the picture' })).toBeHidden();
  await ada.page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  await shoot('call');
  if (project.name === 'desktop-light') await ada.page.screenshot({ path: '../docs/call.png' });
  for (const tab of await ada.page.getByRole('tab').all()) {
    await tab.click();
    await shoot(`call-${(await tab.innerText()).trim().toLowerCase()}`);
  }
  await ada.page.getByRole('tab', { name: 'Chat' }).click();
  await ada.page.keyboard.press('?');
  await shoot('call-keys');
  await ada.page.keyboard.press('Escape');
  await ada.click('link', 'Home');
  await shoot('call-leave');
  await ada.click('button', 'Stay');
  await ada.click('button', 'Close side panel');
  await say(bob, 'Are you still there?');
  await expect(ada.page.getByText('1 new message')).toBeAttached();
  await shoot('call-closed');
  const more = ada.page.getByRole('button', { name: 'More controls' });
  if (await more.isVisible()) {
    await more.click();
    await shoot('call-more');
    await more.click();
    await inLandscape(ada, shoot);
  }
  await ada.click('button', 'Open side panel');
  await bob.click('button', 'Turn camera off');
  await bob.click('button', 'Mute microphone');
  await expect(ada.page.getByText('Bob’s camera is off')).toBeVisible();
  await shoot('call-toasts');
  await expect(ada.page.locator('.toast')).toHaveCount(0);
  await shoot('call-dark');
  await bob.click('button', 'Stop');
  await expect(ada.page.getByRole('status')).toContainText('Bob left');
  await shoot('call-left');
  await ada.click('button', 'Next');
  await expect(ada.page.getByRole('status')).toContainText('Waiting');
  await shoot('call-waiting');
});

async function talk(ada: ChromiumPerson, bob: ChromiumPerson): Promise<void> {
  const lines: [ChromiumPerson, ChromiumPerson, string][] = [
    [bob, ada, 'Hello Ada! Where does the loop find you?'],
    [ada, bob, 'At the kitchen table, with tea'],
    [bob, ada, 'The best place for it'],
  ];
  for (const [from, to, words] of lines) {
    await say(from, words);
    await expectInChat(to, words);
  }
}

/** The phone is turned on its side, and back. */
async function inLandscape({ page }: ChromiumPerson, shoot: (name: string) => Promise<unknown>): Promise<void> {
  const upright = page.viewportSize()!;
  await page.setViewportSize({ width: upright.height, height: upright.width });
  await shoot('call-landscape');
  await page.getByRole('tab', { name: 'Chat' }).click();
  await shoot('call-landscape-panel');
  await page.setViewportSize(upright);
  await page.getByRole('button', { name: 'Close side panel' }).or(page.getByRole('button', { name: 'Open side panel' })).waitFor();
}

test('in Arabic', async ({ chromium }, { project }) => {
  const [huda, bob] = [await chromium('Huda'), await chromium('Bob')];
  await huda.page.addInitScript(sitForPortrait, adasPortrait);
  await bob.page.addInitScript(sitForPortrait, bobsPortrait);
  const shoot = (name: string) => huda.page.screenshot({ path: `artifacts/arabic-${name}-${project.name}.png` });
  await joinAndMeet(huda, bob);
  await expectMovingPicture(huda, 'Remote video');
  await huda.page.getByRole('tab', { name: 'Settings' }).click();
  await huda.page.locator('#call-language').selectOption('ar');
  await expect(huda.page.locator('html')).toHaveAttribute('dir', 'rtl');
  await shoot('call-settings');
  await huda.page.getByRole('tab').first().click();
  await shoot('call');
  await huda.page.keyboard.press('?');
  await shoot('call-keys');
  await huda.visit('/');
  await shoot('home');
});
