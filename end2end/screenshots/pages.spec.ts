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
  await shoot('call');
  if (project.name === 'desktop-light') await ada.page.screenshot({ path: '../docs/call.png' });
  for (const tab of await ada.page.getByRole('tab').all()) {
    await tab.click();
    await shoot(`call-${(await tab.innerText()).trim().toLowerCase()}`);
  }
  await bob.click('button', 'Turn camera off');
  await bob.click('button', 'Mute microphone');
  await expect(ada.page.getByText('Bob’s camera is off')).toBeVisible();
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
