// A stranger's picture begins blurred and clears by itself, or at a click; a friend's does not.
import { joinFromStudio, meet } from '../../support/call.ts';
import type { ChromiumPerson } from '../../support/chromium.ts';
import { expect, test } from '../../support/fixtures.ts';
import { expectMovingPicture } from '../../support/media.ts';
import { expectStatus } from '../../support/person.ts';

type Reveal = { veiled: number[]; cleared: number[] };

/** From now on the page notes when the partner's video is veiled and when it is clear again. */
async function noteVeil({ page }: ChromiumPerson): Promise<void> {
  await page.getByLabel('Remote video', { exact: true }).evaluate((video) => {
    const reveal: Reveal = { veiled: [], cleared: [] };
    Object.assign(window, { reveal });
    const note = () => {
      const veiled = getComputedStyle(video).filter.includes('blur') && video.hasAttribute('data-veiled');
      (veiled ? reveal.veiled : reveal.cleared).push(performance.now());
    };
    new MutationObserver(note).observe(video, { attributeFilter: ['data-veiled'] });
  });
}

function noted({ page }: ChromiumPerson): Promise<Reveal> {
  return page.evaluate(() => (window as unknown as { reveal: Reveal }).reveal);
}

test('a stranger is blurred for two to three seconds', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  for (const person of [ada, bob]) await joinFromStudio(person);
  await noteVeil(ada);
  await meet(ada, bob);
  await expect.poll(async () => (await noted(ada)).cleared.length).toBe(1);
  const { veiled, cleared } = await noted(ada);
  expect(veiled).toHaveLength(1);
  expect(cleared[0]! - veiled[0]!).toBeGreaterThanOrEqual(2000);
  await expectMovingPicture(ada, 'Remote video');
  await expect(ada.page.getByLabel('Remote video', { exact: true })).toHaveCSS('filter', 'none');
});

test('a click shows the picture at once', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  for (const person of [ada, bob]) await joinFromStudio(person);
  // Clicks in the very moment in which the button comes: the picture would soon clear by itself.
  await ada.page.evaluate(() => {
    const look = () => {
      const button = [...document.querySelectorAll('button')].find((it) => it.innerText.includes('Show the picture'));
      if (button) Object.assign(window, { clicked: performance.now() });
      button?.click();
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
  await noteVeil(ada);
  await meet(ada, bob);
  await expect.poll(async () => (await noted(ada)).cleared.length).toBe(1);
  const clicked = await ada.page.evaluate(() => (window as unknown as { clicked: number }).clicked);
  expect((await noted(ada)).cleared[0]! - clicked).toBeLessThan(1000);
});

test('whoever does not want it sees strangers at once, and is remembered so', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  for (const person of [ada, bob]) await joinFromStudio(person);
  await ada.page.getByRole('tab', { name: 'Settings' }).click();
  await ada.click('button', 'Show strangers at once');
  await ada.page.reload();
  await expect(ada.page.getByRole('button', { name: 'Blur strangers at first' })).toBeVisible();
  await noteVeil(ada);
  await meet(ada, bob);
  await expectMovingPicture(ada, 'Remote video');
  expect((await noted(ada)).veiled).toEqual([]);
});

test('a friend is never blurred', async ({ chromium, request }) => {
  const { roomId } = await (await request.post('/api/rooms')).json();
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinFromStudio(ada, `/room/${roomId}`);
  await expectStatus(ada, 'Waiting for someone…');
  await noteVeil(ada);
  await joinFromStudio(bob, `/room/${roomId}`);
  await expectMovingPicture(ada, 'Remote video');
  expect((await noted(ada)).veiled).toEqual([]);
});
