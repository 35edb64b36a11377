// Picture, interests and languages: optional, remembered, and of use to whoever is met.
import { meet } from '../../support/call.ts';
import { expect, test } from '../../support/fixtures.ts';
import { addInterest, enterStudio, join, listed, open } from '../../support/studio.ts';

test('a picture is taken at a press, and the partner sees it', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  await enterStudio(ada);
  await open(ada, 'About you');
  const picture = ada.page.getByRole('img', { name: 'Your picture' });
  await expect(picture).toBeHidden();
  await ada.click('button', 'Take a picture');
  await expect(picture).toBeVisible();
  const url = await picture.getAttribute('src');
  expect(url).toMatch(/^data:image\/jpeg;base64,/);
  expect(url!.length).toBeLessThanOrEqual(32 * 1024);
  const width = (image: HTMLImageElement) => image.naturalWidth;
  const taken = await picture.evaluate(width);
  expect(taken).toBeLessThanOrEqual(512);

  await join(ada);
  await enterStudio(bob);
  await join(bob);
  await meet(ada, bob);
  await bob.click('tab', 'People');
  const seen = bob.page.getByRole('tabpanel', { name: 'People' }).locator('img');
  // The server has written it anew.
  await expect(seen).toHaveAttribute('src', /^data:image\/jpeg;base64,/);
  await expect.poll(() => seen.evaluate(width)).toBe(taken);
});

test('a picture can be taken back, and is forgotten with the tab', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await enterStudio(ada);
  await open(ada, 'About you');
  await ada.click('button', 'Take a picture');
  await ada.page.reload();
  const picture = ada.page.getByRole('img', { name: 'Your picture' });
  await open(ada, 'About you');
  await expect(picture).toBeVisible();
  const another = await ada.page.context().newPage();
  await another.goto('/studio');
  await another.getByText('About you').click();
  await expect(another.getByRole('button', { name: 'Add interest' })).toBeEnabled();
  await expect(another.getByRole('img', { name: 'Your picture' })).toBeHidden();
  await ada.click('button', 'Remove picture');
  await expect(picture).toBeHidden();
  await ada.page.reload();
  await open(ada, 'About you');
  await expect(ada.page.getByRole('button', { name: 'Add interest' })).toBeEnabled();
  await expect(picture).toBeHidden();
});

test('whoever shares an interest is told of it, and of their languages the server hears', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const asked: Record<string, unknown>[] = [];
  ada.page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const { event, data } = JSON.parse(String(payload));
      if (event === 'request-room') asked.push(data);
    }),
  );
  for (const [person, interests] of [[ada, ['Chess', 'Tea']], [bob, ['chess', 'Jazz']]] as const) {
    await enterStudio(person);
    await open(person, 'About you');
    for (const interest of interests) await addInterest(person, interest);
    await person.click('button', 'Add English');
    await join(person);
  }
  await meet(ada, bob);
  await expect(ada.page.getByText('You both like Chess')).toBeVisible();
  await expect(bob.page.getByText('You both like chess')).toBeVisible();
  expect(asked).toMatchObject([{ interests: ['Chess', 'Tea'], languages: ['en'] }]);
});

test('interests and languages keep to the rules, and survive a reload', async ({ chromium }) => {
  const ada = await chromium('Ada');
  await ada.visit('/studio');
  await open(ada, 'About you');
  await expect(ada.page.getByRole('button', { name: 'Add interest' })).toBeEnabled();
  expect(await listed(ada, 'Your languages'), 'none is taken for granted').toEqual([]);
  const wrong = ada.page.getByRole('alert').filter({ hasText: /./ });
  await addInterest(ada, 'x'.repeat(25));
  await expect(wrong).toContainText('too long');
  await addInterest(ada, 'tea');
  await expect(wrong).toBeHidden();
  await addInterest(ada, 'TEA');
  await expect(wrong).toContainText('already');
  for (const interest of ['chess', 'jazz', 'rust', 'bread']) await addInterest(ada, interest);
  await addInterest(ada, 'one more');
  await expect(wrong).toContainText('5 already');
  await ada.page.getByRole('combobox', { name: 'Languages you speak' }).selectOption({ label: 'Arabic' });
  await ada.click('button', 'Add language');
  await ada.page.reload();
  await open(ada, 'About you');
  await expect.poll(() => listed(ada, 'Your interests')).toEqual(['tea', 'chess', 'jazz', 'rust', 'bread']);
  expect(await listed(ada, 'Your languages')).toEqual(['Arabic']);
});

test('works without a mouse', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const { keyboard } = ada.page;
  await ada.visit('/studio');
  await expect(ada.page.getByRole('button', { name: 'Join' })).toBeEnabled();
  await ada.page.locator('summary').first().focus();
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await expect(ada.page.getByRole('textbox', { name: 'Interests' })).toBeFocused();
  await keyboard.type('tea');
  await keyboard.press('Enter');
  await keyboard.type('chess');
  await keyboard.press('Enter');
  expect(await listed(ada, 'Your interests')).toEqual(['tea', 'chess']);
  // Past the button that adds, to the first word's.
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await expect(ada.page.getByRole('button', { name: 'Remove tea' })).toBeFocused();
  await keyboard.press('Enter');
  expect(await listed(ada, 'Your interests')).toEqual(['chess']);
  await expect(ada.page.getByRole('textbox', { name: 'Interests' })).toBeFocused();
  await expect(ada.page.getByText('Removed: tea')).toBeAttached();
  // What was written but not added is meant, too.
  await keyboard.type('jazz');
  await keyboard.press('Tab');
  expect(await listed(ada, 'Your interests')).toEqual(['chess', 'jazz']);
});

test('a private room asks for a picture only', async ({ chromium, request }) => {
  const ada = await chromium('Ada');
  const { roomId } = await (await request.post('/api/rooms')).json();
  await ada.visit(`/room/${roomId}`);
  await open(ada, 'About you');
  await expect(ada.page.getByRole('button', { name: 'Take a picture' })).toBeVisible();
  await expect(ada.page.getByRole('textbox', { name: 'Interests' })).toBeHidden();
  await expect(ada.page.getByRole('combobox', { name: 'Languages you speak' })).toBeHidden();
});
