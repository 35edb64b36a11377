// Going on to somebody else.
import { expectConnected, expectInChat, joinFromStudio, meet, say, timesInChat } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectMovingPicture } from '../support/media.ts';
import { expectStatus } from '../support/person.ts';

test('four people change partners', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const cleo = await chromium('Cleo');
  const dan = await chromium('Dan');
  for (const person of [ada, bob, cleo, dan]) await joinFromStudio(person);
  await meet(ada, bob);
  await meet(cleo, dan);
  await say(ada, 'Only for Bob');
  await expectInChat(bob, 'Only for Bob');

  await ada.click('button', 'Next');
  await expectStatus(bob, 'Ada left');
  await expectStatus(ada, 'Waiting for someone…');
  await cleo.click('button', 'Next');
  await expectStatus(dan, 'Cleo left');
  await expectConnected(ada, cleo);
  await meet(dan, bob);
  for (const person of [ada, bob, cleo, dan]) await expectMovingPicture(person, 'Remote video');

  await say(cleo, 'Only for Ada');
  await expectInChat(ada, 'Only for Ada');
  expect(await timesInChat(cleo, 'Only for Bob'), 'what was said to Bob').toBe(0);
  expect(await timesInChat(dan, 'Only for Ada'), 'what was said to Ada').toBe(0);
});

test('whoever waits can stop', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  for (const person of [ada, bob]) await joinFromStudio(person);
  await ada.click('button', 'Next');
  await expectStatus(ada, 'Waiting for someone…');
  await ada.click('button', 'Stop');
  await expectStatus(ada, 'Call ended');
  await bob.click('button', 'Next');
  await expectStatus(bob, 'Waiting for someone…');
  await ada.click('button', 'Next');
  await expectConnected(ada, bob);
});
