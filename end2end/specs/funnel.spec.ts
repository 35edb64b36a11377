// What an operator learns of a call that two real browsers make.
import { expectSeenAndHeard, joinAndMeet } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';

/** How many came to the end of each phase, and by which way. */
async function funnel(url: string): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.matchAll(/^live_loop_funnel_total\{phase="([^"]+)",browser="([^"]+)",route="([^"]+)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, phase, browser, route, count]) => [`${phase} ${browser} ${route}`, Number(count)]));
}

test('the operator sees how far two browsers come', async ({ chromium, server }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await joinAndMeet(ada, bob);
  await expectSeenAndHeard(ada, bob);
  const steps = {
    'queued chromium none': 2,
    'matched chromium none': 2,
    'offer chromium none': 2,
    'connected chromium direct': 2,
    'first-frame chromium direct': 2,
  };
  await expect.poll(() => funnel(server.url), { message: 'the funnel' }).toEqual(steps);
  // A call that lives is one that has lived for half a minute.
  await expect
    .poll(() => funnel(server.url), { timeout: 40_000 })
    .toEqual({ ...steps, 'alive chromium direct': 2 });

  await ada.click('button', 'Stop');
  await expect.poll(async () => (await funnel(server.url))['ended chromium direct']).toBe(2);
  const ends = await (await fetch(`${server.url}/metrics`)).text();
  for (const reason of ['stopped', 'partner-left']) {
    expect(ends).toContain(`live_loop_calls_ended_total{reason="${reason}",reached="alive",browser="chromium",route="direct"} 1`);
  }
});
