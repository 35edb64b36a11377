// Nothing is plugged in.
import { chromiumPath, devicelessFlags } from '../../support/browsers.ts';
import { meet } from '../../support/call.ts';
import { askInVain, joinBy } from '../../support/devices.ts';
import { expect, test } from '../../support/fixtures.ts';

test.use({ launchOptions: { executablePath: chromiumPath, args: devicelessFlags } });

test('they are told, and a call without devices works', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  for (const person of [ada, bob]) {
    await askInVain(person, /No camera or microphone was found/);
    await expect(person.page.getByRole('button', { name: 'Continue with audio only' })).toBeHidden();
    await joinBy(person, 'Continue without devices');
  }
  await meet(ada, bob);
});
