// What one does in the Studio beside turning on the devices and writing one's name.
import { expect } from '@playwright/test';

import type { ChromiumPerson } from './chromium.ts';
import { expectMovingPicture } from './media.ts';
import { expectPath } from './person.ts';

export type Section = 'About you' | 'Test your devices';

export async function enterStudio(person: ChromiumPerson, path = '/studio'): Promise<void> {
  await person.visit(path);
  await person.click('button', 'Turn on camera and microphone');
  await expectMovingPicture(person, 'Your preview');
}

export async function open({ page }: ChromiumPerson, section: Section): Promise<void> {
  const disclosure = page.locator('details').filter({ has: page.getByRole('heading', { name: section }) });
  if ((await disclosure.getAttribute('open')) === null) await disclosure.locator('summary').click();
}

export async function addInterest(person: ChromiumPerson, interest: string): Promise<void> {
  await person.fill('Interests', interest);
  await person.click('button', 'Add interest');
}

/** What stands in one of the lists, in its order. */
export function listed({ page }: ChromiumPerson, list: 'Your interests' | 'Your languages'): Promise<string[]> {
  return page.getByRole('list', { name: list }).getByRole('listitem').allInnerTexts();
}

export async function join(person: ChromiumPerson): Promise<void> {
  await person.fill('Your name', person.name);
  await person.click('button', 'Join');
  await expectPath(person, '/call');
}

export function picker({ page }: ChromiumPerson, name: 'Camera' | 'Microphone' | 'Speaker') {
  return page.getByRole('combobox', { name, exact: true });
}

/** Chooses the last device of the list; returns its id. */
export async function chooseLast(person: ChromiumPerson, name: 'Camera' | 'Microphone' | 'Speaker'): Promise<string> {
  // The browser's own choice stands first.
  await expect.poll(() => picker(person, name).locator('option').count()).toBeGreaterThan(2);
  const id = await picker(person, name).locator('option').last().getAttribute('value');
  await picker(person, name).selectOption(id);
  return id!;
}
