// Nothing lies over anything else and nothing sticks out, however one holds the phone or sizes the window.
import type { Page } from '@playwright/test';

import { joinAndMeet } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';

const windows = {
  desktop: [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }, { width: 900, height: 700 }, { width: 768, height: 1024 }],
  phone: [{ width: 390, height: 844 }, { width: 844, height: 390 }, { width: 320, height: 568 }, { width: 667, height: 375 }],
};
const corners = ['bottom-start', 'top-start', 'top-end', 'bottom-end'];

for (const locale of ['en', 'de', 'ar']) {
  test(`in a call, in ${locale}`, async ({ chromium }, { project }) => {
    test.setTimeout(150_000);
    const ada = await chromium('Ada');
    const bob = await chromium('Bob');
    await joinAndMeet(ada, bob);
    await bob.click('button', 'Mute microphone');
    await ada.page.getByRole('tab', { name: 'Settings' }).click();
    await ada.page.locator('#call-language').selectOption(locale);
    await expect(ada.page.locator('html')).toHaveAttribute('lang', locale);
    for (const size of windows[project.name === 'phone' ? 'phone' : 'desktop']) {
      await ada.page.setViewportSize(size);
      for (const corner of corners) {
        await ada.page.locator('.own-move').focus();
        await ada.page.keyboard.press('Enter');
        await expect(ada.page.locator('.own-video')).toHaveAttribute('data-corner', corner);
        await expectTidy(ada.page, `${locale}, ${size.width} x ${size.height}, ${corner}`);
      }
    }
  });
}

async function expectTidy(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => troubles(page), { message: where }).toEqual([]);
}

/** What overlaps, sticks out, or is too small for a finger. */
function troubles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll('.stage-words, .own-video, .control, .menu-tab, .menu-toggle')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    const name = (element: Element) => `${element.className} ${element.getAttribute('aria-label') ?? ''}`.trim();
    // Not innerWidth: on phones that grows with what stands out.
    const { clientWidth } = document.documentElement;
    const found: string[] = [];
    for (const { element, box } of shown) {
      const { x, y, right, bottom } = box;
      if (x < -0.5 || y < -0.5 || right > clientWidth + 0.5 || bottom > innerHeight + 0.5) {
        found.push(`${name(element)} sticks out: ${[x, y, right, bottom].map(Math.round)}`);
      }
    }
    for (const button of document.querySelectorAll('.call button')) {
      const { width, height } = button.getBoundingClientRect();
      if (width > 0 && (width < 43.5 || height < 43.5)) found.push(`${name(button)} is small: ${width} x ${height}`);
    }
    shown.forEach(({ element, box }, index) => {
      for (const other of shown.slice(index + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.x, other.box.x);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.y, other.box.y);
        if (across > 1 && down > 1) found.push(`${name(element)} lies over ${name(other.element)}`);
      }
    });
    const overhang = document.documentElement.scrollWidth - clientWidth;
    if (overhang > 0) found.push(`${overhang} pixels to scroll sideways`);
    return found;
  });
}
