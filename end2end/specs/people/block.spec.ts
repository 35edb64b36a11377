// Whoever is blocked is not met again, whatever is loaded anew.
import { joinAndMeet, joinFromStudio } from '../../support/call.ts';
import { expect, test } from '../../support/fixtures.ts';
import { expectStatus } from '../../support/person.ts';

test('a block outlasts both sessions', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await ada.page.getByRole('tab', { name: 'People' }).click();
  await ada.click('button', 'Block Bob');
  await expectStatus(ada, 'Call ended');
  await expectStatus(bob, 'Ada left');
  for (const person of [ada, bob]) {
    await person.page.reload();
    await expectStatus(person, 'Ready when you are');
    await person.click('button', 'Next');
    await expectStatus(person, 'Waiting for someone…');
  }
  // One who comes later meets the first of the two: had they fitted, they would be in a call by now.
  const cleo = await chromium('Cleo');
  await joinFromStudio(cleo);
  await cleo.click('button', 'Next');
  await expectStatus(cleo, 'Connected to Ada');
  await expectStatus(bob, 'Waiting for someone…');
});

test('the browser keeps one cookie that no script can read', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.visit('/');
  const [cookie, ...others] = await ada.page.context().cookies();
  expect(cookie).toMatchObject({ name: 'visitor', httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(others).toEqual([]);
  expect(await ada.page.evaluate(() => document.cookie)).toBe('');
  await ada.visit('/studio');
  expect(await ada.page.context().cookies()).toEqual([cookie]);
});
