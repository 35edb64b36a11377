// Somebody at a browser. They find things as people do, by what they are and what they are called
// (wire-contract: "What the pages call things"), whichever browser it is.
import { expect } from '@playwright/test';

export type Role = 'alert' | 'button' | 'link' | 'log' | 'status' | 'tab' | 'textbox';

export interface Person {
  readonly name: string;
  visit(path: string): Promise<void>;
  path(): string;
  click(role: Role, name: string): Promise<void>;
  fill(name: string, text: string): Promise<void>;
  /** Whether such a control can be seen. */
  sees(role: Role, name: string): Promise<boolean>;
  /** What the first element of this role says; nothing when there is none. */
  reads(role: Role): Promise<string>;
  /** Everything on the page, as text. */
  readsPage(): Promise<string>;
  /** Runs `act` in the page, on the video of this name. */
  withVideo<T, A>(name: VideoName, act: (video: HTMLVideoElement, argument: A) => T | Promise<T>, argument: A): Promise<T>;
  /** Closes the window. */
  close(): Promise<void>;
}

export type VideoName = 'Your preview' | 'Your video' | 'Remote video';

export async function expectStatus(person: Person, words: string): Promise<void> {
  await expect.poll(() => person.reads('status'), { message: `${person.name} reads` }).toContain(words);
}

export async function expectPath(person: Person, path: string): Promise<void> {
  await expect.poll(() => person.path(), { message: `${person.name} is at` }).toBe(path);
}

export async function expectToSee(person: Person, role: Role, name: string): Promise<void> {
  await expect.poll(() => person.sees(role, name), { message: `${person.name} sees ${role} ${name}` }).toBe(true);
}
