// What the Call page does beside the call: the own picture moves, controls step aside, the screen stays
// awake, the menu remembers, news come and go.
import { expectConnected, joinAndMeet, joinFromStudio, say } from '../support/call.ts';
import type { ChromiumPerson } from '../support/chromium.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectMovingPicture } from '../support/media.ts';

test('the own picture moves by pointer, keys and presses, folds away, and stays so', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await joinFromStudio(ada);
  const { page } = ada;
  const own = page.locator('.own-video');
  const stage = page.locator('.stage');
  await expect(own).toHaveAttribute('data-corner', 'bottom-end');

  const [from, to] = [(await own.boundingBox())!, (await stage.boundingBox())!];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height * 0.75);
  await page.mouse.down();
  await page.mouse.move(to.x + 120, to.y + 120, { steps: 8 });
  await expect(own).toHaveAttribute('data-dragged', '');
  await page.mouse.up();
  await expect(own).toHaveAttribute('data-corner', 'top-start');
  await expect.poll(async () => (await own.boundingBox())!.x - to.x).toBeLessThan(20);

  const handle = page.getByRole('button', { name: /^Move your picture/ });
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await expect(handle).toHaveAccessibleName('Move your picture, now upper right');
  await page.keyboard.press('ArrowDown');
  await expect(own).toHaveAttribute('data-corner', 'bottom-end');
  await page.keyboard.press('Enter');
  await expect(own).toHaveAttribute('data-corner', 'bottom-start');
  await expectMovingPicture(ada, 'Your video');

  await page.getByRole('button', { name: 'Hide your picture' }).click();
  await page.reload();
  await expect(own).toHaveAttribute('data-corner', 'bottom-start');
  await page.getByRole('button', { name: 'Show your picture' }).click();
  await expect(page.getByRole('button', { name: 'Hide your picture' })).toBeAttached();
});

test('controls step aside for a resting mouse, not for keys, and come back', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.page.clock.install();
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  const { page } = ada;
  const stage = page.locator('.stage');
  const rest = async () => {
    const box = (await stage.boundingBox())!;
    await page.mouse.move(box.x + 200, box.y + 200);
    await page.mouse.move(box.x + 210, box.y + 210);
  };
  await rest();
  await page.clock.fastForward(4000);
  await expect(stage).toHaveAttribute('data-hidden-from', 'mouse');
  await expect(page.locator('.controls')).toHaveCSS('opacity', '0');
  await rest();
  await expect(stage).not.toHaveAttribute('data-hidden-from');
  await expect(stage).toHaveAttribute('data-hidden-from', 'mouse');

  await page.keyboard.press('Tab');
  await expect(stage).not.toHaveAttribute('data-hidden-from');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Always show the controls' }).click();
  await rest();
  // Longer than they would take to go.
  await page.clock.fastForward(4000);
  await expect(stage).not.toHaveAttribute('data-hidden-from');
});

test('a finger that brings the controls back presses none of them', async ({ chromium }) => {
  const ada = await chromium('Ada', { hasTouch: true });
  await ada.page.clock.install();
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  const { page } = ada;
  const stage = page.locator('.stage');
  const box = (await stage.boundingBox())!;
  const mute = (await page.getByRole('button', { name: 'Mute microphone' }).boundingBox())!;
  await page.touchscreen.tap(box.x + 200, box.y + 200);
  await page.clock.fastForward(4000);
  await expect(stage).toHaveAttribute('data-hidden-from', 'finger');
  await page.touchscreen.tap(mute.x + mute.width / 2, mute.y + mute.height / 2);
  await expect(stage).not.toHaveAttribute('data-hidden-from');
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible();
});

test('nothing is said of a link that is well', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.visit('/call');
  await expect(ada.page.locator('.link-banner')).toBeHidden();
  await expect(ada.page.locator('.chat-counter')).toBeHidden();
});

test('keys never lose the controls', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.page.clock.install();
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await ada.page.keyboard.press('Tab');
  await ada.page.clock.fastForward(4000);
  await expect(ada.page.locator('.stage')).not.toHaveAttribute('data-hidden-from');
});

test('full screen, picture in picture, fit and volume', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await expectMovingPicture(ada, 'Remote video');
  const { page } = ada;
  await ada.click('button', 'Full screen');
  await expect(page.getByRole('button', { name: 'Leave full screen' })).toBeVisible();
  expect(await page.evaluate(() => document.fullscreenElement?.id)).toBe('content');
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: 'Full screen', exact: true })).toBeVisible();

  await ada.click('button', 'Picture in picture');
  await expect(page.getByRole('button', { name: 'Leave picture in picture' })).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Picture in picture', exact: true })).toBeVisible();

  const video = page.getByLabel('Remote video');
  await ada.click('button', 'Fill the stage');
  await expect(video).toHaveCSS('object-fit', 'cover');
  await ada.click('button', 'Show the whole picture');
  await expect(video).toHaveCSS('object-fit', 'contain');
  await page.getByRole('slider', { name: 'Partner’s volume' }).fill('0.3');
  await expect(video).toHaveJSProperty('volume', 0.3);
  await page.reload();
  await expect(video).toHaveJSProperty('volume', 0.3);
});

test('the screen stays awake for as long as there is a call', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  // Stubbed: a headless browser has no screen to keep awake.
  await ada.page.addInitScript(() => {
    const held = { now: 0, ever: 0 };
    const request = async () => {
      held.now += 1;
      held.ever += 1;
      const sentinel = { released: false, release: async () => {
        if (!sentinel.released) held.now -= 1;
        sentinel.released = true;
      } };
      Object.assign(held, { last: sentinel });
      return sentinel;
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    Object.assign(window, { held });
  });
  const held = () => ada.page.evaluate(() => (window as unknown as { held: { now: number; ever: number } }).held);
  await joinFromStudio(ada);
  await joinFromStudio(bob);
  expect((await held()).ever).toBe(0);
  await bob.click('button', 'Next');
  await ada.click('button', 'Next');
  await expectConnected(ada, bob);
  await expect.poll(async () => (await held()).now).toBe(1);
  // As the browser does when the page was hidden: it takes the lock away, and the page comes back.
  await ada.page.evaluate(async () => {
    const { held } = window as unknown as { held: { last: { release(): Promise<void> } } };
    await held.last.release();
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  await expect.poll(held).toMatchObject({ now: 1, ever: 2 });
  await ada.click('button', 'Stop');
  await expect.poll(async () => (await held()).now).toBe(0);
});

test('the menu remembers, and counts what was not read', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  const { page } = ada;
  await page.getByRole('tab', { name: 'People' }).click();
  await say(bob, 'One');
  await expect(page.getByRole('tab', { name: /^Chat ?, 1 new message$/ })).toBeVisible();
  await page.getByRole('tab', { name: /^Chat/ }).click();
  await expect(page.getByRole('tab', { name: 'Chat', exact: true })).toBeVisible();
  await ada.click('button', 'Close side panel');
  await expect(page.getByRole('tabpanel')).toHaveCount(0);
  for (const words of ['Two', 'Three']) await say(bob, words);
  await expect(page.getByRole('tab', { name: /^Chat ?, 2 new messages$/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.reload();
  await expect(page.getByRole('tabpanel', { name: 'Settings' })).toBeVisible();
  await ada.click('button', 'Close side panel');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Open side panel' })).toBeEnabled();
  await expect(page.getByRole('tabpanel')).toHaveCount(0);
});

test('news come as toasts, two at most, and go', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  const toasts = ada.page.getByRole('list', { name: 'What just happened' }).getByRole('listitem');
  await bob.click('button', 'Mute microphone');
  await expect(toasts).toHaveText(['Bob turned the microphone off.']);
  await bob.click('button', 'Unmute microphone');
  await expect(toasts).toHaveText(['Bob can be heard again.']);
  await bob.click('button', 'Turn camera off');
  await expect(toasts).toHaveText(['Bob can be heard again.', 'Bob turned the camera off.']);
  await toasts.first().getByRole('button', { name: 'Dismiss' }).click();
  await expect(toasts).toHaveText(['Bob turned the camera off.']);
  await moveAway(ada);
  await expect(toasts).toHaveCount(0);
  await expect(ada.page.getByText('Bob’s camera is off')).toBeVisible();
});

test('who speaks is seen', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  // The fake microphones beep.
  await expect(ada.page.locator('.stage')).toHaveAttribute('data-speaks', '');
  await expect(ada.page.locator('.own-video')).toHaveAttribute('data-speaks', '');
  await bob.click('button', 'Mute microphone');
  await expect(ada.page.locator('.stage')).not.toHaveAttribute('data-speaks');
});

async function moveAway({ page }: ChromiumPerson): Promise<void> {
  await page.mouse.move(1, 1);
}
