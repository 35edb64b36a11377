// While one waits, and what may come after a call.
import { expectNothingWrong } from '../support/axe.ts';
import { expectConnected, joinAndMeet, joinFromStudio, meet } from '../support/call.ts';
import type { ChromiumPerson } from '../support/chromium.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectStatus } from '../support/person.ts';

const autoNext = ({ page }: ChromiumPerson) => page.getByRole('switch', { name: 'Go on by itself' });

async function interestedIn(person: ChromiumPerson, interest: string): Promise<void> {
  const kept = JSON.stringify([interest]);
  await person.page.addInitScript((kept) => localStorage.setItem('live-loop.interests', kept), kept);
}

test('a wait is timed, second by second, in silence', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await joinFromStudio(ada);
  await ada.click('button', 'Next');
  const timer = ada.page.getByRole('timer');
  await expect(timer).toHaveText('0:01');
  await expect(timer).toHaveText('0:02');
  await expect(timer).toHaveAttribute('aria-live', 'off');
  await expectNothingWrong(ada.page);
  await ada.click('button', 'Stop');
  await expect(timer).toBeHidden();
});

test('whoever drops their interests meets whoever has none', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await interestedIn(ada, 'chess');
  for (const person of [ada, bob]) await joinFromStudio(person);
  await ada.click('button', 'Next');
  await expectStatus(ada, 'Waiting for someone…');
  await bob.click('button', 'Next');
  await expectStatus(bob, 'Waiting for someone…');
  // The server itself lets go of interests only after ten seconds.
  await ada.click('button', 'Drop interests');
  await expect(ada.page.getByRole('status')).toContainText('Connected to Bob', { timeout: 5000 });
  await expectConnected(ada, bob);
});

test('after ten seconds there is nothing left to drop', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await interestedIn(ada, 'chess');
  await joinFromStudio(ada);
  await ada.click('button', 'Next');
  await expect(ada.page.getByRole('button', { name: 'Drop interests' })).toBeVisible();
  await expect(ada.page.getByText('interests do not matter any more')).toBeVisible();
  await expect(ada.page.getByRole('button', { name: 'Drop interests' })).toBeHidden();
});

test('with auto-next the next one comes by themselves, after a countdown', async ({ chromium }) => {
  const [ada, bob, cleo] = [await chromium('Ada'), await chromium('Bob'), await chromium('Cleo')];
  for (const person of [ada, bob, cleo]) await joinFromStudio(person);
  await expect(autoNext(ada)).not.toBeChecked();
  await autoNext(ada).check();
  await ada.page.reload();
  await expect(autoNext(ada)).toBeChecked();
  await meet(ada, bob);
  await bob.click('button', 'Stop');
  await expectStatus(ada, 'Bob left');
  const countdown = ada.page.getByText(/^Next in \d s$/);
  await expect(countdown).toBeVisible();
  await expectStatus(ada, 'Bob left');
  await expectStatus(ada, 'Waiting for someone…');
  await cleo.click('button', 'Next');
  await expectConnected(ada, cleo);
  await ada.click('button', 'Stop');
  await expectStatus(ada, 'Call ended');
  await expect(countdown).toBeHidden();
});

test('auto-next can be held back, and is off unless wanted', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  for (const person of [ada, bob]) await joinFromStudio(person);
  await autoNext(ada).check();
  await meet(ada, bob);
  await bob.click('button', 'Stop');
  await expect(ada.page.getByText('Next in')).toBeVisible();
  await expectNothingWrong(ada.page);
  await ada.click('button', 'Stay here');
  await expect(ada.page.getByText('Next in')).toBeHidden();
  await expectStatus(ada, 'Bob left');
  await expect(bob.page.getByText('Next in')).toBeHidden();
});

test('two who both want it talk again after an accidental Next', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await ada.click('button', 'Next');
  await expectStatus(bob, 'Ada left');
  await expectStatus(ada, 'Waiting for someone…');
  await expectNothingWrong(bob.page);
  // With the keyboard only.
  const again = ada.page.getByRole('button', { name: 'Talk again with Bob' });
  await again.focus();
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByText('Bob was asked')).toBeVisible();
  await expect(bob.page.getByText('Ada would like to talk again')).toBeVisible();
  await bob.click('button', 'Talk again with Ada');
  await expectConnected(ada, bob);
  await expect(again).toBeHidden();
});

test('two talk again after Stop', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await ada.click('button', 'Stop');
  await expectStatus(bob, 'Ada left');
  await bob.click('button', 'Talk again with Ada');
  await expect(ada.page.getByText('Bob would like to talk again')).toBeVisible();
  await ada.click('button', 'Talk again with Bob');
  await expectConnected(ada, bob);
});

test('whoever asks in vain is told', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await ada.click('button', 'Stop');
  await ada.click('button', 'Talk again with Bob');
  await expect(bob.page.getByRole('button', { name: 'Talk again with Ada' })).toBeVisible();
  await expect(bob.page.getByRole('button', { name: 'Talk again with Ada' })).toBeHidden();
  await expect(ada.page.getByRole('alert')).toContainText('Bob did not come back');
});
