// The rules can be read from everywhere, and joining is the confirmation.
import { expectNothingWrong } from '../../support/axe.ts';
import { expect, test } from '../../support/fixtures.ts';
import { expectPath } from '../../support/person.ts';

test('from Home, the footer and the Studio one comes to the rules', async ({ chromium }) => {
  const ada = await chromium('Ada');
  for (const [path, link] of [['/', 'Read the rules'], ['/', 'Rules'], ['/studio', 'Read the rules']] as const) {
    await ada.visit(path);
    await ada.click('link', link);
    await expectPath(ada, '/rules');
    await expect(ada.page.getByRole('heading', { level: 1, name: 'Rules' })).toBeVisible();
  }
  await expect(ada.page.getByRole('heading', { name: 'You are 18 or older' })).toBeVisible();
  await expectNothingWrong(ada.page);
});

test('the Studio says what joining means, and asks for no further step', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.visit('/studio');
  const join = ada.page.getByRole('button', { name: 'Join', exact: true });
  await expect(join).toHaveAccessibleDescription(/you are 18 or older and follow the rules/);
  await ada.fill('Your name', 'Ada');
  await join.click();
  await expectPath(ada, '/call');
});
