// The pages look as they did when somebody last looked at them: each that stands still, by day and by night, against
// its picture in looks/. After a change that is meant: npm --prefix end2end run looks, and look at what git shows.
import { fileURLToPath } from 'node:url';

import { chromiumFlags, chromiumPath } from '../support/browsers.ts';
import { expect, test } from '../support/fixtures.ts';

const fonts = fileURLToPath(new URL('../fonts.conf', import.meta.url));
test.use({
  launchOptions: {
    executablePath: chromiumPath,
    args: [...chromiumFlags, '--font-render-hinting=none', '--disable-lcd-text'],
    env: { ...process.env, FONTCONFIG_FILE: fonts },
  },
});

const pages = [
  { name: 'home', path: '/' },
  { name: 'studio', path: '/studio' },
  { name: 'lost', path: '/no/such/page' },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name, path } of pages) {
    test(`${name}, ${colorScheme}`, async ({ chromium, problems }) => {
      if (name === 'lost') problems.allow(/status of 404/);
      const { page } = await chromium('Ada', { colorScheme, reducedMotion: 'reduce' });
      await page.goto(path);
      // What only a page without scripts needs is gone once it is hydrated.
      await expect(page.locator('.language button').first()).toBeHidden();
      await expect(page).toHaveScreenshot(`${name}-${colorScheme}.png`, { fullPage: true });
    });
  }
}
