// The written side of a call.
import type { Locator } from '@playwright/test';

import { expectNothingWrong } from '../support/axe.ts';
import { expectConnected, expectInChat, joinAndMeet, joinFromStudio, meet, say } from '../support/call.ts';
import type { ChromiumPerson } from '../support/chromium.ts';
import { pasteInto } from '../support/clipboard.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { Tamper } from '../support/tamper.ts';

interface Two {
  ada: ChromiumPerson;
  bob: ChromiumPerson;
}

/** Ada and Bob, in a call. */
const test = base.extend<{ two: Two }>({
  two: async ({ chromium }, use) => {
    const ada = await chromium('Ada', { permissions: ['clipboard-write'] });
    const bob = await chromium('Bob');
    await joinAndMeet(ada, bob);
    await use({ ada, bob });
  },
});

const log = ({ page }: ChromiumPerson) => page.getByRole('log');
const box = ({ page }: ChromiumPerson) => page.getByRole('textbox', { name: 'Message' });
const line = (person: ChromiumPerson, words: string) => log(person).getByRole('listitem').filter({ hasText: words });

test('a tick says that a message was taken, and only then', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const tamper = await Tamper.with(ada.page);
  await joinAndMeet(ada, bob);
  tamper.fromPage = (frame) => (frame.event === 'newMessage' ? 'lost' : frame);
  await say(ada, 'Into the void');
  await expect(line(ada, 'Into the void')).toContainText('Sending…');
  await expect(line(ada, 'Into the void')).not.toContainText('Delivered');
  tamper.fromPage = (frame) => frame;
  tamper.link.close();
  await expectInChat(bob, 'Into the void');
  await expect(line(ada, 'Into the void')).toContainText('Delivered');
  await expect(line(bob, 'Into the void')).not.toContainText('Delivered');
});

test('addresses are links that lead away only by a click', async ({ two: { ada, bob } }) => {
  await say(ada, 'See https://example.org/a_(b), or (http://localhost:1/x?y=1#z).');
  const links = log(bob).getByRole('link');
  await expect(links).toHaveText(['https://example.org/a_(b)', 'http://localhost:1/x?y=1#z']);
  for (const link of await links.all()) {
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', 'noreferrer noopener nofollow');
    await expect(link).toHaveAttribute('href', (await link.textContent())!);
  }
  await say(ada, 'https://аpple.example/');
  await expect(line(bob, 'pple.example')).toContainText('(xn--pple-43d.example)');
});

test('what looks like code or deceit is text', async ({ two: { ada, bob } }) => {
  const payloads = [
    'javascript:alert(1)',
    'javascript://example.org/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<script>document.title="taken"</script>',
    '"><a href="javascript:alert(1)">x</a>',
    'https://example.org@evil.example/',
    '{{constructor.constructor("alert(1)")()}}',
  ];
  for (const payload of payloads) {
    await say(ada, payload);
    await expectInChat(bob, payload);
  }
  for (const person of [ada, bob]) {
    await expect(log(person).getByRole('link')).toHaveCount(0);
    await expect(log(person).locator('img, script')).toHaveCount(0);
    await expect(person.page).toHaveTitle(/Call/);
  }
});

test('marks of direction cannot turn round an address, or what stands beside it', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const tamper = await Tamper.with(bob.page);
  await joinAndMeet(ada, bob);
  // Our server refuses such messages. Another's may not.
  tamper.fromServer = (frame) =>
    frame.event === 'newMessage'
      ? { ...frame, data: { ...frame.data, message: 'https://example.org/\u202Egpj.exe \u202Eand' } }
      : frame;
  await say(ada, 'anything');
  await expect(log(bob).getByRole('link')).toHaveText('https://example.org/');
  const paragraph = log(bob).getByRole('paragraph').first();
  expect(await paragraph.evaluate((element) => getComputedStyle(element).unicodeBidi)).toMatch(/isolate/);
});

test('an emoji is picked with the keyboard', async ({ two: { ada, bob } }) => {
  const { page } = ada;
  await box(ada).fill('ab');
  await box(ada).press('ArrowLeft');
  const button = page.getByRole('button', { name: 'Emoji' });
  await button.focus();
  await page.keyboard.press('Enter');
  const grid = page.getByRole('grid', { name: 'Emoji' });
  await expect(grid.getByRole('button').first()).toBeFocused();
  await expectNothingWrong(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const chosen = grid.getByRole('row').nth(1).getByRole('button').nth(1);
  await expect(chosen).toBeFocused();
  const emoji = await chosen.innerText();
  await page.keyboard.press('Enter');
  await expect(grid).toBeHidden();
  await expect(box(ada)).toBeFocused();
  await expect(box(ada)).toHaveValue(`a${emoji}b`);
  await page.keyboard.press('Enter');
  await expectInChat(bob, `a${emoji}b`);

  await button.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(grid).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).click({ force: true });
  await expect(grid).toBeHidden();
});

test('unread messages are counted while another panel is open', async ({ two: { ada, bob } }) => {
  const tab = ada.page.getByRole('tab', { name: /^Chat/ });
  await expect(tab).toHaveAccessibleName('Chat');
  await ada.page.getByRole('tab', { name: 'Help' }).click();
  await say(bob, 'One');
  await expect(tab).toHaveAccessibleName(/1 new message$/);
  await say(bob, 'Two');
  await expect(tab).toHaveAccessibleName(/2 new messages$/);
  await expectNothingWrong(ada.page);
  await tab.click();
  await expect(tab).toHaveAccessibleName('Chat');
});

test('who is writing is told, until the message is there or nothing more comes', async ({ two: { ada, bob } }) => {
  const writing = bob.page.getByText('Ada is writing…');
  await box(ada).pressSequentially('Well');
  await expect(writing).toBeVisible();
  await box(ada).press('Enter');
  await expectInChat(bob, 'Well');
  await expect(writing).toBeHidden();
  await box(ada).pressSequentially('On second thought');
  await expect(writing).toBeVisible();
  await expect(writing).toBeHidden();
});

test('a message is copied', async ({ two: { ada, bob } }) => {
  await say(bob, 'Word for word');
  await line(ada, 'Word for word').getByRole('button', { name: 'Copy message' }).click();
  await expect(line(ada, 'Word for word').getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await pasteInto(box(ada))).toBe('Word for word');
});

test('Enter belongs to the input method while it composes', async ({ two: { ada, bob } }) => {
  const enter = (isComposing: boolean, keyCode: number) =>
    box(ada).evaluate(
      (box, [isComposing, keyCode]) => {
        const init = { key: 'Enter', bubbles: true, cancelable: true, isComposing, keyCode };
        box.dispatchEvent(new KeyboardEvent('keydown', init as KeyboardEventInit));
      },
      [isComposing, keyCode] as const,
    );
  await box(ada).fill('にほん');
  await enter(true, 13);
  await enter(false, 229);
  await expect(box(ada)).toHaveValue('にほん');
  await enter(false, 13);
  await expect(box(ada)).toHaveValue('');
  await expectInChat(bob, 'にほん');
});

test('Shift and Enter begins a new line', async ({ two: { ada, bob } }) => {
  await box(ada).pressSequentially('one');
  await box(ada).press('Shift+Enter');
  await box(ada).pressSequentially('two');
  await box(ada).press('Enter');
  await expect(line(bob, 'one')).toContainText('one\ntwo', { useInnerText: true });
});

test('characters are counted near the limit, and no longer message is sent', async ({ two: { ada, bob } }) => {
  const counter = ada.page.locator('#message-counter');
  await box(ada).fill('ü'.repeat(899));
  await expect(counter).toBeHidden();
  await box(ada).fill('😀'.repeat(999));
  await expect(counter).toHaveText('1 character left');
  await box(ada).fill('ü'.repeat(1002));
  await expect(counter).toHaveText('2 characters too many');
  await expect(ada.page.getByRole('button', { name: 'Send' })).toBeDisabled();
  await box(ada).press('Enter');
  await expect(box(ada)).not.toHaveValue('');
  await expectNothingWrong(ada.page);
  await box(ada).fill('ü'.repeat(1000));
  await box(ada).press('Enter');
  await expectInChat(bob, 'ü'.repeat(1000));
  const { page } = bob;
  const overhang = await log(bob).evaluate((log) => log.scrollWidth - log.clientWidth);
  expect(overhang, 'long words wrap').toBeLessThanOrEqual(0);
  await expectNothingWrong(page);
});

test('the log stays where its reader is', async ({ two: { ada, bob } }) => {
  for (let number = 1; number <= 15; number += 1) await say(bob, `Line ${number}.`);
  await expectInChat(ada, 'Line 15.');
  await expect(line(ada, 'Line 15.')).toBeInViewport();
  const news = ada.page.getByRole('button', { name: 'New messages' });

  // With the keyboard, as anyone may.
  await log(ada).focus();
  await ada.page.keyboard.press('Home');
  // Browsers scroll there in steps; 0 is the end, for the list is turned round.
  const above = () => log(ada).evaluate((log) => log.scrollHeight - log.clientHeight + log.scrollTop);
  await expect.poll(above).toBeLessThan(2);
  const before = await top(line(ada, 'Line 1.'));
  await say(bob, 'And one more');
  await expect(news).toBeVisible();
  expect(await top(line(ada, 'Line 1.')), 'what is read does not move').toBeCloseTo(before, 0);
  await expectNothingWrong(ada.page);
  await news.click();
  await expect(line(ada, 'And one more')).toBeInViewport();
  await expect(news).toBeHidden();

  await say(bob, 'At the end');
  await expect(line(ada, 'At the end')).toBeInViewport();
  await expect(news).toBeHidden();
});

test('the next partner finds an empty log', async ({ chromium }) => {
  const [ada, bob, cleo] = [await chromium('Ada'), await chromium('Bob'), await chromium('Cleo')];
  await joinAndMeet(ada, bob);
  await say(ada, 'Only for Bob');
  await expectInChat(bob, 'Only for Bob');
  await joinFromStudio(cleo);
  await meet(cleo, ada);
  await expectConnected(ada, cleo);
  await expect(log(ada).getByRole('listitem')).toHaveCount(0);
});

function top(element: Locator): Promise<number> {
  return element.evaluate((element) => element.getBoundingClientRect().top);
}
