// The ways that specs have in common: through the Studio, into a call, and what a working call is.
import { expect } from '@playwright/test';

import { expectMovingPicture, expectSound } from './media.ts';
import { type Person, expectPath, expectStatus } from './person.ts';

/** From the Studio, or an invitation that leads there, to the Call. */
export async function joinFromStudio(person: Person, path = '/studio'): Promise<void> {
  await person.visit(path);
  await person.click('button', 'Turn on camera and microphone');
  await expectMovingPicture(person, 'Your preview');
  await person.fill('Your name', person.name);
  await person.click('button', 'Join');
  await expectPath(person, '/call');
}

/** Both press Next, one after the other, and find each other. */
export async function meet(first: Person, second: Person): Promise<void> {
  await first.click('button', 'Next');
  await expectStatus(first, 'Waiting for someone…');
  await second.click('button', 'Next');
  await expectConnected(first, second);
}

/** Through the Studio into a call with each other. */
export async function joinAndMeet(first: Person, second: Person): Promise<void> {
  for (const person of [first, second]) await joinFromStudio(person);
  await meet(first, second);
}

export async function expectConnected(one: Person, other: Person): Promise<void> {
  await expectStatus(one, `Connected to ${other.name}`);
  await expectStatus(other, `Connected to ${one.name}`);
}

/** Each sees the other's moving picture and hears their sound. */
export async function expectSeenAndHeard(one: Person, other: Person): Promise<void> {
  for (const person of [one, other]) {
    await expectMovingPicture(person, 'Remote video');
    await expectSound(person);
  }
}

export async function say(person: Person, words: string): Promise<void> {
  await person.fill('Message', words);
  await person.click('button', 'Send');
}

/** How often a line stands in the person's chat. */
export async function timesInChat(person: Person, words: string): Promise<number> {
  return (await person.reads('log')).split(words).length - 1;
}

export async function expectInChat(person: Person, words: string): Promise<void> {
  const message = `${person.name} reads "${words}" in the chat`;
  await expect.poll(() => timesInChat(person, words), { message }).toBe(1);
}
