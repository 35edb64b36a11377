// The server is there, but what it needs is out of reach for a while: everything goes on by itself.
import { expectConnected, expectInChat, joinAndMeet, joinFromStudio, say, timesInChat } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectStatus } from '../support/person.ts';
import { type Frame, Tamper, unavailable } from '../support/tamper.ts';

test('whoever waits is told, and asks again until there is somebody', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const asked: Frame[] = [];
  const between = await Tamper.with(ada.page);
  between.fromPage = refuse('request-room', asked);
  for (const person of [ada, bob]) await joinFromStudio(person);
  await ada.click('button', 'Next');
  const status = ada.page.getByRole('status');
  await expect(status).toContainText('It goes on by itself');
  await expect(status).toContainText('Waiting for someone…');
  await expect.poll(() => asked.length).toBeGreaterThan(2);

  between.fromPage = (frame) => frame;
  await expect(status).not.toContainText('It goes on by itself');
  await expectStatus(ada, 'Waiting for someone…');
  await bob.click('button', 'Next');
  await expectConnected(ada, bob);
});

test('whoever stops asks no more', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const asked: Frame[] = [];
  const between = await Tamper.with(ada.page);
  between.fromPage = refuse('request-room', asked);
  await joinFromStudio(ada);
  await ada.click('button', 'Next');
  await expect.poll(() => asked.length).toBeGreaterThan(1);
  const stops: Frame[] = [];
  const refuseStops = refuse('cancel-request', stops);
  between.fromPage = (frame, link) => (frame.event === 'request-room' ? refuse('request-room', asked)(frame, link) : refuseStops(frame, link));
  await ada.click('button', 'Stop');
  await expectStatus(ada, 'Call ended');
  const soFar = asked.length;
  await expect.poll(() => stops.length, 'it is told until it is heard').toBeGreaterThan(4);
  expect(asked.length).toBe(soFar);
  await expectStatus(ada, 'Call ended');
});

test('messages are shown as being sent, and arrive once and in order', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const tried: Frame[] = [];
  const between = await Tamper.with(ada.page);
  await joinAndMeet(ada, bob);
  between.fromPage = refuse('newMessage', tried);
  const words = ['First this', 'Then that', 'At last'];
  for (const line of words) await say(ada, line);
  await expect(ada.page.getByText('Sending…')).toHaveCount(words.length);
  await expect(ada.page.getByText('Sending…').first()).toBeVisible();
  await expect.poll(() => tried.length).toBeGreaterThan(2);
  expect(new Set(tried.map(({ data }) => data.key)).size, 'only the first one is tried').toBe(1);

  between.fromPage = (frame) => frame;
  await expectInChat(bob, 'At last');
  await expect(ada.page.getByText('Sending…')).toHaveCount(0);
  for (const line of words) expect(await timesInChat(bob, line), line).toBe(1);
  const log = await bob.reads('log');
  const places = words.map((line) => log.indexOf(line));
  expect(places).toEqual([...places].sort((one, other) => one - other));
});

test('a message that was taken although the server could not say so arrives once', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const between = await Tamper.with(ada.page);
  await joinAndMeet(ada, bob);
  const acks: Frame[] = [];
  let id: number | undefined;
  between.fromPage = (frame) => {
    if (frame.event === 'newMessage' && id === undefined) id = frame.id;
    return frame;
  };
  between.fromServer = (frame) => {
    if (id === undefined || frame.data.id !== id) return frame;
    acks.push(frame);
    return unavailable({ ...frame, id });
  };
  await say(ada, 'Once will do');
  await say(ada, 'And this after it');
  await expectInChat(bob, 'And this after it');
  expect(acks.length).toBe(1);
  expect(await timesInChat(bob, 'Once will do')).toBe(1);
});

test('a session that cannot be looked up is kept and asked for again', async ({ chromium }) => {
  const ada = await chromium('Ada');
  const bob = await chromium('Bob');
  const between = await Tamper.with(ada.page);
  await joinAndMeet(ada, bob);
  const hellos: Frame[] = [];
  between.fromPage = (frame, link) => {
    if (frame.event !== 'hello') return frame;
    hellos.push(frame);
    if (hellos.length > 3) return frame;
    link.tellPage(unavailable());
    link.close(4400);
    return 'lost';
  };
  between.link.close();
  await expect(ada.page.getByText('Reconnecting to the server')).toBeVisible();
  await say(ada, 'Do you read me?');
  await expectInChat(bob, 'Do you read me?');
  await expectConnected(ada, bob);
  expect(hellos.length).toBe(4);
  expect(new Set(hellos.map(({ data }) => JSON.stringify(data.resume))).size, 'with the same token').toBe(1);
});

/** Answers each such request in the server's place, and notes it. */
function refuse(event: string, noted: Frame[]): Tamper['fromPage'] {
  return (frame, link) => {
    if (frame.event !== event) return frame;
    noted.push(frame);
    link.tellPage(unavailable(frame));
    return 'lost';
  };
}
