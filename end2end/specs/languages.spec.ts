// The site speaks the browser's language, or the one that was chosen, and changes in mid-call.
import { expect, test } from '../support/fixtures.ts';
import { expectMovingPicture } from '../support/media.ts';
import { joinAndMeet } from '../support/call.ts';

for (const javaScriptEnabled of [true, false]) {
  test(`the browser's language first, then the chosen one, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
    chromium,
    problems,
  }) => {
    if (!javaScriptEnabled) problems.allow(/preloaded .* but not used/);
    const { page } = await chromium('Ada', { locale: 'de-AT', javaScriptEnabled });
    await page.goto('/');
    const html = page.locator('html');
    await expect(html).toHaveAttribute('lang', 'de');
    await expect(page.getByRole('link', { name: 'Anruf beginnen' })).toBeVisible();
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('العربية');
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Ändern' }).click();
    await expect(html).toHaveAttribute('lang', 'ar');
    await expect(html).toHaveAttribute('dir', 'rtl');
    const start = page.getByRole('link', { name: 'ابدأ مكالمة' });
    await expect(start).toBeVisible();
    // The cookie may take a moment longer than the words.
    const chosen = async () => (await page.context().cookies()).filter(({ name }) => name === 'language');
    await expect.poll(chosen).toMatchObject([{ value: 'ar', httpOnly: true, sameSite: 'Lax' }]);
    await page.reload();
    await expect(html).toHaveAttribute('dir', 'rtl');
    await expect(start).toBeVisible();
  });
}

test('an unknown language is answered in English', async ({ chromium }) => {
  const { page } = await chromium('Ada', { locale: 'fi-FI' });
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a change in mid-call changes the words, and nothing else', async ({ chromium }) => {
  const [ada, bob] = [await chromium('Ada'), await chromium('Bob')];
  await joinAndMeet(ada, bob);
  await ada.page.getByRole('tab', { name: 'Settings' }).click();
  await ada.page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await expect(ada.page.getByRole('status').first()).toContainText('Verbunden mit Bob');
  // Ada's video has another name now; Bob still finds his, with Ada in it.
  await expectMovingPicture(bob, 'Remote video');
});
