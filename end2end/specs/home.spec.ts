// The first page: complete without scripts, and a form that answers in words with or without them.
import { expect, test } from '../support/fixtures.ts';
import type { ChromiumPerson } from '../support/chromium.ts';

const thanks = 'your message is with us';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    if (!javaScriptEnabled) test.beforeEach(({ problems }) => problems.allow(/preloaded .* but not used/));

    test('is complete', async ({ chromium }) => {
      const { page } = await chromium('Ada', { javaScriptEnabled });
      const answer = await page.goto('/');
      expect(answer?.status()).toBe(200);
      await expect(page).toHaveTitle(/Live Loop/);
      await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /.{20,}/);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const name of ['How to set up', 'Contact us']) {
        await expect(page.getByRole('heading', { name })).toBeVisible();
      }
      const navigation = page.getByRole('navigation', { name: 'Main' });
      await expect(navigation.getByRole('link', { name: 'Home' })).toBeVisible();
      await expect(navigation.getByRole('link', { name: 'Studio' })).toHaveAttribute('href', '/studio');
      await expect(page.getByRole('link', { name: 'Start a call' })).toHaveAttribute('href', '/studio');
      await expect(page.getByRole('contentinfo')).toBeVisible();
    });

    test('a message is taken, with thanks', async ({ chromium }) => {
      const ada = await chromium('Ada', { javaScriptEnabled });
      await ada.visit('/');
      await write(ada, 'ada@example.org', 'Hello there');
      await expect(ada.page.getByRole('status').filter({ hasText: thanks })).toBeVisible();
    });

    test('an address that nobody could answer to is refused, in words', async ({ chromium, problems }) => {
      problems.allow(/status of 422/);
      const ada = await chromium('Ada', { javaScriptEnabled });
      await ada.visit('/');
      // The browser's own check lets this one pass.
      await write(ada, 'ada@example', 'Hello there');
      await expect(ada.page.getByRole('alert').filter({ hasText: 'email address' })).toBeVisible();
      await expect(ada.page.getByText(thanks)).toBeHidden();
    });
  });
}

test('an empty message is refused, and its words are kept when mended', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await hydrated(ada);
  await write(ada, 'ada@example.org', '   ');
  await expect(ada.page.getByRole('alert').filter({ hasText: 'write a message' })).toBeVisible();
  await expect(ada.page.getByRole('textbox', { name: 'Your email' })).toHaveValue('ada@example.org');
  await write(ada, 'ada@example.org', 'Now with words');
  await expect(ada.page.getByRole('status').filter({ hasText: thanks })).toBeVisible();
  await expect(ada.page.getByRole('textbox', { name: 'Your message' })).toHaveValue('');
});

test('too many messages are too many', async ({ chromium, problems }) => {
  problems.allow(/status of 429/);
  const ada = await chromium('Ada');
  await hydrated(ada);
  const refusal = ada.page.getByRole('alert').filter({ hasText: 'a lot of messages' });
  await expect(async () => {
    await write(ada, 'ada@example.org', 'Hello, again');
    await expect(refusal).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('pages that are nothing without scripts say so', async ({ chromium, problems }) => {
  problems.allow(/preloaded .* but not used/);
  const { page } = await chromium('Ada', { javaScriptEnabled: false });
  for (const path of ['/studio', '/call']) {
    await page.goto(path);
    await expect(page.getByRole('main')).toContainText('need JavaScript', { useInnerText: true });
  }
});

test('an address that is no page is a 404 page', async ({ chromium, problems }) => {
  problems.allow(/status of 404/);
  const { page } = await chromium('Ada');
  const answer = await page.goto('/no/such/page');
  expect(answer?.status()).toBe(404);
  await expect(page).toHaveTitle(/not found/i);
  await page.getByRole('main').getByRole('link').click();
  await expect(page).toHaveURL('/');
});

async function write(person: ChromiumPerson, email: string, message: string): Promise<void> {
  await person.fill('Your email', email);
  await person.fill('Your message', message);
  await person.click('button', 'Send message');
}

/** Visits Home and waits until the app has taken over, as it tells by taking over the form's checks. */
async function hydrated({ page }: ChromiumPerson): Promise<void> {
  await page.goto('/');
  await expect(page.locator('form[novalidate]')).toBeVisible();
}
