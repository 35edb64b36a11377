// What was smuggled into a page runs in no browser, and the site itself does.
import { Problems } from '../support/problems.ts';
import { expect, test } from '../support/fixtures.ts';
import { ChromiumPerson } from '../support/chromium.ts';
import { FirefoxPerson } from '../support/firefox.ts';

/**
 * Runs in the page: puts in what an attacker would, and tells which of it ran. Not `eval`, which browsers
 * let through for whoever drives them from outside.
 */
async function smuggle(): Promise<string[]> {
  const ran: string[] = [];
  Object.assign(window, { ran: (what: string) => ran.push(what) });
  const holder = document.createElement('div');
  holder.innerHTML = `<img src="/nothing" onerror="ran('an event handler')"><a href="javascript:ran('a link')">x</a>`;
  document.body.append(holder);
  const inline = document.createElement('script');
  inline.textContent = `ran('an inline script')`;
  const foreign = document.createElement('script');
  foreign.src = `data:text/javascript,ran('a foreign script')`;
  document.body.append(inline, foreign);
  holder.querySelector('a')!.click();
  const framed = document.createElement('iframe');
  framed.srcdoc = `<script>parent.ran('a frame')</script>`;
  document.body.append(framed);
  // What would run has run when images and scripts have failed or loaded.
  await new Promise((resolve) => {
    const image = new Image();
    image.onerror = resolve;
    image.src = '/nothing-either';
  });
  return ran;
}

test('in Chromium', async ({ browser, server }) => {
  const person = await ChromiumPerson.come('Ada', browser, server.url, new Problems());
  await person.visit('/studio');
  await expect(person.page.getByRole('button', { name: 'Join' }), 'the WASM runs').toBeEnabled();
  expect(await person.page.evaluate(smuggle)).toEqual([]);
  await person.page.context().close();
});

test('in Firefox', async ({ server }) => {
  const person = await FirefoxPerson.come('Bob', server.url, new Problems());
  await person.visit('/studio');
  await expect.poll(() => person.page.$eval('.join .button', (join) => !join.hasAttribute('disabled'))).toBe(true);
  expect(await person.page.evaluate(smuggle)).toEqual([]);
  await person.close();
});
