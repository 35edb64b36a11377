// The call's panel "Connection": what it says, and its switches.
import { expect } from '@playwright/test';

import type { ChromiumPerson } from './chromium.ts';

export async function openConnection(person: ChromiumPerson): Promise<void> {
  await person.click('tab', 'Connection');
}

/** Turns on "Hide my address"; the panel is open then. */
export async function hideAddress(person: ChromiumPerson): Promise<void> {
  await openConnection(person);
  await person.page.getByRole('switch', { name: 'Hide my address' }).check();
}

/** A figure of the way, as it is told. */
export async function readsFigure({ page }: ChromiumPerson, name: string): Promise<string> {
  return page.locator(`dt:text-is("${name}") + dd`).innerText();
}

/** Of one direction: what is sent, what is received. */
export async function readsFlow({ page }: ChromiumPerson, name: string): Promise<string[]> {
  const head = page.getByRole('rowheader', { name, exact: true });
  return page.getByRole('row').filter({ has: head }).getByRole('cell').allInnerTexts();
}

export async function expectWay(person: ChromiumPerson, way: string): Promise<void> {
  await expect.poll(() => readsFigure(person, 'Way'), { message: `${person.name}'s way` }).toBe(way);
}
