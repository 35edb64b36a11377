// The Studio's network check, with the real coturn behind a NAT of the test's: on one machine STUN would
// tell the host's own address, which is no candidate of its own (RFC 8445 section 5.1.3).
import { Coturn } from '../../support/coturn.ts';
import { expect, test as base } from '../../support/fixtures.ts';
import { freePort } from '../../support/server.ts';

async function expectAnswer(ada: import('../../support/chromium.ts').ChromiumPerson, words: RegExp): Promise<void> {
  await ada.visit('/studio');
  await ada.click('button', 'Check my network');
  const answer = ada.page.getByRole('region', { name: 'Network' }).getByRole('status');
  await expect(answer).toHaveText(words);
}

const stun = base.extend({
  settings: async ({ nat }, use) => use({ LIVE_LOOP_STUN_URLS: `stun:127.0.0.1:${nat.port}` }),
});

stun('direct, where STUN answers', async ({ chromium }) => {
  await expectAnswer(await chromium('Ada'), /straight from you to your partner/);
});

/** No NAT between: it tells an address of this computer's own. */
const own = base.extend({
  settings: async ({ coturn }, use) => use({ LIVE_LOOP_STUN_URLS: `stun:127.0.0.1:${coturn.port}` }),
});

own('direct, where there is no NAT', async ({ chromium }) => {
  await expectAnswer(await chromium('Ada'), /straight from you to your partner/);
});

/** As behind a firewall that lets TCP out only. */
const relay = base.extend({
  settings: async ({ coturn }, use) => use({
    LIVE_LOOP_STUN_URLS: `stun:127.0.0.1:${await freePort()}`,
    ...Coturn.settings(`turn:127.0.0.1:${coturn.port}?transport=tcp`),
  }),
});

relay('through a relay only, where only TURN over TCP gets through', async ({ chromium }) => {
  await expectAnswer(await chromium('Ada'), /through a relay only/);
});

/** As behind one that drops whatever it does not like. */
const blocked = base.extend({
  settings: async ({ nat }, use) => {
    nat.cut();
    await use({
      LIVE_LOOP_STUN_URLS: `stun:127.0.0.1:${nat.port}`,
      ...Coturn.settings(`turn:127.0.0.1:${nat.port}?transport=udp`),
    });
  },
});

blocked('blocked, where nothing gets through', async ({ chromium }) => {
  await expectAnswer(await chromium('Ada'), /blocks video calls/);
});

base('says so where there is nobody to ask', async ({ chromium }) => {
  await expectAnswer(await chromium('Ada'), /nobody to ask/);
});

base('says so where the site is out of reach', async ({ chromium, server, problems }) => {
  problems.allow(/WebSocket connection to .* failed/);
  // An icon may still be on its way.
  problems.allow(/Failed to load resource: net::ERR_CONNECTION_RE(SET|FUSED)/);
  const ada = await chromium('Ada');
  await ada.visit('/studio');
  await expect(ada.page.getByRole('button', { name: 'Check my network' })).toBeEnabled();
  await server.kill();
  await ada.click('button', 'Check my network');
  await expect(ada.page.getByRole('region', { name: 'Network' }).getByRole('status')).toHaveText(/could not be reached/);
});
