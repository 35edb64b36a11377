// An operator's day at /admin, in a browser: log in, look, read a report and act on it, answer a letter, drain.
import { expectNothingWrong } from '../support/axe.ts';
import { expectInChat, expectSeenAndHeard, joinAndMeet, say } from '../support/call.ts';
import type { ChromiumPerson } from '../support/chromium.ts';
import { expect, test } from '../support/fixtures.ts';
import { Keys, reports, token } from '../support/operator.ts';
import { Redis } from '../support/redis.ts';

const keys = new Keys();

const onRedis = test.extend<{ redis: Redis }>({
  redis: async ({}, use) => {
    const redis = await Redis.start();
    await use(redis);
    await redis.end();
  },
  settings: async ({ redis }, use) => use({ LIVE_LOOP_ADMIN_TOKEN: token, LIVE_LOOP_REDIS_URL: redis.url }),
});

async function logIn(operator: ChromiumPerson): Promise<void> {
  await operator.visit('/admin');
  await operator.page.getByLabel('Token').fill(token);
  await operator.click('button', 'Log in');
  await expect(operator.page.getByRole('heading', { name: 'Instances' })).toBeVisible();
}

/** The figure that stands under a name. */
function tile({ page }: ChromiumPerson, name: string) {
  return page.locator('.admin-tiles > div', { hasText: name }).locator('dd');
}

async function report(ada: ChromiumPerson, reason: string): Promise<void> {
  await ada.page.getByRole('tab', { name: 'People' }).click();
  await ada.click('button', 'Report Bob');
  const dialog = ada.page.getByRole('dialog', { name: 'Report Bob' });
  await dialog.getByRole('checkbox', { name: 'Include one picture of their video' }).check();
  await dialog.getByRole('radio', { name: reason }).check();
  await dialog.getByRole('button', { name: 'Send report' }).click();
  await expect(dialog).toBeHidden();
}

test('without a token there is no such page', async ({ chromium, problems }) => {
  problems.allow(/status of 404/);
  const ada = await chromium('Ada');
  await ada.visit('/admin');
  await expect(ada.page.locator('.not-found')).toBeVisible();
  await expect(ada.page.getByLabel('Token')).toHaveCount(0);
});

onRedis('while Redis is away the page says so, and comes back with it', async ({ chromium, problems, redis }) => {
  problems.allow(/status of 503/);
  const operator = await chromium('Operator');
  await logIn(operator);
  await redis.kill();
  await operator.page.reload();
  await expect(operator.page.getByRole('alert')).toContainText('out of reach');
  await expect(operator.page.getByLabel('Token')).toHaveCount(0);
  await expectNothingWrong(operator.page);
  await redis.start();
  await expect(operator.page.getByRole('heading', { name: 'Instances' })).toBeVisible();
});

test.describe('with a token', () => {
  test.use({ settings: { LIVE_LOOP_ADMIN_TOKEN: token, LIVE_LOOP_REPORT_PUBLIC_KEY: keys.publicKey } });

  test('only the token lets one in, and logging out ends that', async ({ chromium, problems }) => {
    problems.allow(/status of 401/);
    const operator = await chromium('Operator');
    await operator.visit('/admin');
    await expectNothingWrong(operator.page);
    await operator.page.getByLabel('Token').fill('sesame');
    await operator.click('button', 'Log in');
    await expect(operator.page.getByText('That is not the token.')).toBeVisible();
    await logIn(operator);
    await operator.page.reload();
    await expect(operator.page.getByRole('heading', { name: 'Instances' })).toBeVisible();
    await operator.click('button', 'Log out');
    await expect(operator.page.getByLabel('Token')).toBeVisible();
    await operator.page.reload();
    await expect(operator.page.getByLabel('Token')).toBeVisible();
  });

  test('figures come by themselves, and a report is read, banned for and dismissed', async ({ chromium, server }) => {
    const operator = await chromium('Operator');
    await logIn(operator);
    await expect(tile(operator, 'Connected')).toHaveText('0');
    const ada = await chromium('Ada');
    const bob = await chromium('Bob');
    await joinAndMeet(ada, bob);
    await expectSeenAndHeard(ada, bob);
    await say(bob, 'Something unkind');
    await expectInChat(ada, 'Something unkind');
    await expect(tile(operator, 'Rooms with two')).toHaveText('1');
    await expect(operator.page.getByRole('row', { name: /^First picture 2 100 %/ })).toBeVisible();

    await report(ada, 'Violence or danger');
    const filed = operator.page.getByRole('listitem').filter({ hasText: 'Violence' });
    await filed.getByRole('button', { name: 'Open evidence' }).click();
    await expect(filed.getByText('Choose your private key first.')).toBeVisible();
    await operator.page.getByLabel('Your private report key').setInputFiles(new Keys().file);
    await filed.getByRole('button', { name: 'Open evidence' }).click();
    await expect(filed.getByText('It was sealed for another key.')).toBeVisible();
    await operator.page.getByLabel('Your private report key').setInputFiles(keys.file);
    await filed.getByRole('button', { name: 'Open evidence' }).click();
    await expect(filed.getByText('Something unkind')).toBeVisible();
    await expect(filed.getByRole('img', { name: 'What the reporter saw' })).toBeVisible();
    await expectNothingWrong(operator.page);

    await filed.getByLabel('Ban for').selectOption('1 day');
    await filed.getByRole('button', { name: 'Ban' }).click();
    const bans = operator.page.getByRole('region', { name: 'Bans' });
    await expect(bans.getByRole('listitem')).toHaveCount(1);
    await filed.getByRole('button', { name: 'Dismiss' }).click();
    await expect(filed).toBeHidden();
    expect(await reports(server.url)).toEqual([]);
    await bans.getByRole('button', { name: 'Lift' }).click();
    await expect(bans.getByText('Nobody is banned.')).toBeVisible();
  });

  test('a letter is read and done with', async ({ chromium }) => {
    const ada = await chromium('Ada');
    await ada.visit('/');
    await ada.page.getByLabel('Your email').fill('ada@example.org');
    await ada.page.getByLabel('Your message').fill('How do you do?\n<b>Ada</b>');
    await ada.click('button', 'Send message');
    const operator = await chromium('Operator');
    await logIn(operator);
    const letter = operator.page.getByRole('region', { name: 'Messages to you' }).getByRole('listitem');
    await expect(letter).toContainText('<b>Ada</b>');
    await expectNothingWrong(operator.page);
    await letter.getByRole('button', { name: 'Done with it' }).click();
    await expect(operator.page.getByText('Nobody has written.')).toBeVisible();
  });

  test('without scripts it works as well', async ({ chromium, problems }) => {
    problems.allow(/./);
    const operator = await chromium('Operator', { javaScriptEnabled: false });
    await operator.page.goto('/admin');
    await operator.page.getByLabel('Token').fill(token);
    await operator.page.getByRole('button', { name: 'Log in' }).click();
    await expect(operator.page.getByRole('heading', { name: 'Instances' })).toBeVisible();
    await operator.page.getByRole('button', { name: 'Log out' }).click();
    await expect(operator.page.getByLabel('Token')).toBeVisible();
  });

  test('an instance is told to leave, and does', async ({ chromium, server, problems }) => {
    problems.allow(/./);
    const operator = await chromium('Operator');
    await logIn(operator);
    await operator.page.getByText('Drain…').click();
    await operator.page.getByRole('button', { name: /^Drain / }).click();
    await expect.poll(() => fetch(server.url).then(() => 'here', () => 'gone')).toBe('gone');
  });
});
