// The walk that everything is for: Home, Studio, Join, Next, and two people see, hear and read each
// other.
import { expectInChat, expectConnected, expectSeenAndHeard, meet, say } from '../support/call.ts';
import { expect, test } from '../support/fixtures.ts';
import {
  expectMovingPicture,
  expectSilence,
  expectSound,
  expectStillPicture,
  liveTracks,
} from '../support/media.ts';
import { type Person, expectPath, expectStatus, expectToSee } from '../support/person.ts';

test('Chromium and Chromium', async ({ chromium }) => {
  await walk(await chromium('Ada'), await chromium('Bob'));
});

// Who comes first takes another part in the negotiation, so both ways round are walked.
test('Firefox and Chromium', async ({ chromium, firefox }) => {
  await walk(await firefox('Fay'), await chromium('Bob'));
});

test('Chromium and Firefox', async ({ chromium, firefox }) => {
  await walk(await chromium('Ada'), await firefox('Fox'));
});

async function walk(first: Person, second: Person): Promise<void> {
  for (const person of [first, second]) await fromHomeToCall(person);
  await meet(first, second);
  await expectSeenAndHeard(first, second);

  await say(first, `Good evening, ${second.name}`);
  await expectInChat(second, `Good evening, ${second.name}`);
  await say(second, 'And to you');
  await expectInChat(first, 'And to you');

  await muteAndUnmute(first, second);
  await cameraOffAndOn(second, first);

  await first.click('button', 'Stop');
  await expectStatus(first, 'Call ended');
  await expectStatus(second, `${first.name} left`);
}

async function fromHomeToCall(person: Person): Promise<void> {
  await person.visit('/');
  await person.click('link', 'Start a call');
  await expectPath(person, '/studio');
  await person.click('button', 'Turn on camera and microphone');
  await expectMovingPicture(person, 'Your preview');
  await person.fill('Your name', person.name);
  await person.click('button', 'Join');
  await expectPath(person, '/call');
  await expectMovingPicture(person, 'Your video');
}

async function muteAndUnmute(person: Person, listener: Person): Promise<void> {
  await person.click('button', 'Mute microphone');
  await expectToSee(person, 'button', 'Unmute microphone');
  await expectSilence(listener);
  await expect.poll(() => listener.readsPage()).toContain(`${person.name}’s microphone is off`);
  await person.click('button', 'Unmute microphone');
  await expectSound(listener);
}

async function cameraOffAndOn(person: Person, watcher: Person): Promise<void> {
  await person.click('button', 'Turn camera off');
  await expectToSee(person, 'button', 'Turn camera on');
  await expectStillPicture(watcher, 'Remote video');
  // A track that only went dark would leave the camera's light on.
  expect(await liveTracks(person, 'Your video', 'video')).toBe(0);
  await expect.poll(() => watcher.readsPage()).toContain(`${person.name}’s camera is off`);
  await person.click('button', 'Turn camera on');
  await expectMovingPicture(watcher, 'Remote video');
  await expectConnected(person, watcher);
}
