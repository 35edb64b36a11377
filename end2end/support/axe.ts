// What axe-core finds wrong with a page, by day and by night.
import { type Page, expect } from '@playwright/test';
import axe from 'axe-core';

export async function expectNothingWrong(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Half-faded colours would be judged in the middle of their change.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await violations(page), `${page.url()}, ${colorScheme}`).toEqual([]);
  }
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overhang, 'pixels to scroll sideways').toBeLessThanOrEqual(0);
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}
