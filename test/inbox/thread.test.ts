// A thread never moves what is read: not for history, nor for what arrives, nor after a way back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInbox, type InboxBrowser, type Person } from '../support/inbox-browser.ts';

const COUNT = 260;
const BEGAN = Date.UTC(2026, 0, 5, 8);

let inbox: InboxBrowser;
let person: Person;
let long = '';
let short = '';

const receive = (talk: string, number: number, message: string) =>
  inbox.inlet.receive({
    ...{ id: `${talk}-${number}`, sender_id: talk, conversation_id: talk, message },
    created_at: new Date(BEGAN + number * 60_000).toISOString(),
  });

async function conversationOf(answer: { headers: Headers }): Promise<string> {
  const id = answer.headers.get('inlet-acceptance') ?? '';
  const { body } = await inbox.inlet.get(`/inlet/v1/acceptances/${id}`);
  return body.conversationId;
}

beforeAll(async () => {
  inbox = await openInbox();
  for (let number = 1; number < COUNT; number += 1) {
    await receive('Long', number, `Line ${number} ${'and more '.repeat(number % 23)}`);
  }
  long = await conversationOf(await receive('Long', COUNT, `Line ${COUNT} and the last`));
  await inbox.inlet.call('POST', `/inlet/v1/conversations/${long}/read`);
  short = await conversationOf(await receive('Short', 1, 'A short one'));
  person = await inbox.login({ path: `v/open/c/${long}` });
  await person.page.getByRole('article').first().waitFor();
});
afterAll(async () => {
  await person[Symbol.asyncDispose]();
  await inbox[Symbol.asyncDispose]();
});

const feed = () => person.page.getByRole('feed');
const article = (text: string) => person.page.getByRole('article').filter({ hasText: text });
const topOf = (id: string) =>
  person.page.evaluate<number>(
    `document.getElementById('${id}')?.getBoundingClientRect().top ?? NaN`,
  );
/** By less than a pixel, as a screen has no half ones. */
const moved = async (id: string, before: number) => Math.abs((await topOf(id)) - before) >= 1;
const scrollTo = (to: string) =>
  person.page.evaluate(`document.querySelector('[role=feed]').scrollTop = ${to}`);
const isAtEnd = () =>
  person.page.evaluate(
    `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 2)` +
      `(document.querySelector('[role=feed]'))`,
  );
/** The first message that is seen, and where it stands. */
const read = () =>
  person.page.evaluate<string>(`(() => {
    const edge = document.querySelector('[role=feed]').getBoundingClientRect().top;
    const one = [...document.querySelectorAll('[role=feed] article')].find(
      (each) => each.getBoundingClientRect().bottom > edge);
    return one.id;
  })()`);
const oldest = () =>
  person.page.evaluate<number>(
    `Number(/Line (\\d+)/.exec(document.querySelector('[role=feed] article').textContent)[1])`,
  );

test('it opens at the newest, and history comes without moving the message that is read', async () => {
  await article('and the last').waitFor();
  expect(await isAtEnd()).toBe(true);
  await scrollTo('400');
  const id = await read();
  const before = await topOf(id);
  await expect.poll(oldest).toBeLessThan(COUNT - 49);
  expect(await moved(id, before)).toBe(false);
});

test('what arrives above the end is announced and moves nothing; the button leads to it', async () => {
  const id = await read();
  const before = await topOf(id);
  await receive('Long', COUNT + 1, 'Fresh from the contact');
  const button = person.page.getByRole('button', { name: '1 new message' });
  await button.waitFor();
  expect(await moved(id, before)).toBe(false);
  await button.click();
  await article('Fresh from the contact').waitFor();
  await expect.poll(isAtEnd).toBe(true);
  await receive('Long', COUNT + 2, 'Followed at the end');
  await article('Followed at the end').waitFor();
  await expect.poll(isAtEnd).toBe(true);
});

test('of a long thread only what is near is in the page', async () => {
  await expect
    .poll(async () => {
      await scrollTo('0');
      return article('Line 1 ').count();
    })
    .toBeGreaterThan(0);
  await expect.poll(() => person.page.getByRole('article').count()).toBeLessThan(200);
  await scrollTo('document.querySelector("[role=feed]").scrollHeight / 2');
  await person.page.getByRole('article').first().waitFor();
  const id = await read();
  expect(await person.page.getByRole('article').count()).toBeLessThan(200);
  expect(await topOf(id)).not.toBeNaN();
});

test('going back to a conversation restores its place', async () => {
  await scrollTo('document.querySelector("[role=feed]").scrollHeight / 3');
  await expect.poll(() => person.page.getByRole('article').count()).toBeGreaterThan(5);
  const id = await read();
  const before = await topOf(id);
  await person.page.getByRole('option', { name: /A short one/ }).click();
  await person.page.getByRole('article').getByText('A short one').waitFor();
  await person.page.goBack();
  await expect.poll(() => moved(id, before)).toBe(false);
});

test('an address leads to its message, however long ago, and shows it', async () => {
  const { body } = await inbox.inlet.get(`/inlet/v1/conversations/${long}/messages?limit=100`);
  const last = body.data.at(-1);
  await person.open(`v/open/c/${long}?m=${last.id}`);
  const target = person.page.locator(`#message-${last.id}`);
  await target.waitFor();
  await expect.poll(() => target.isVisible()).toBe(true);
  const [box, frame] = [await target.boundingBox(), await feed().boundingBox()];
  expect(box!.y).toBeGreaterThanOrEqual(frame!.y);
  expect(box!.y).toBeLessThan(frame!.y + frame!.height);
});

test('unread messages stand below the line "New since", a third from the top', async () => {
  for (let number = 2; number < 40; number += 1) await receive('Short', number, `Unread ${number}`);
  await inbox.inlet.call('POST', `/inlet/v1/conversations/${short}/read`);
  for (let number = 40; number < 80; number += 1) await receive('Short', number, `New ${number}`);
  await person.open(`v/open/c/${short}`);
  const line = person.page.locator('#new').filter({ hasText: 'New since' });
  await line.waitFor();
  const [at, frame] = [await line.boundingBox(), await feed().boundingBox()];
  const share = (at!.y - frame!.y) / frame!.height;
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.45);
});

test('a conversation that is deleted while it is open leaves a page that says so', async () => {
  const { apiToken, channelId } = inbox.inlet.sandbox.pipedrive;
  await inbox.inlet.call('DELETE', `/v1/channels/${channelId}/conversations/Short`, {
    ...{ token: null, headers: { 'x-api-token': apiToken } },
  });
  await person.page.getByText('There is no such conversation here.').waitFor();
  await person.page.getByRole('button', { name: 'Back' }).click();
  await person.page.getByText('Choose a conversation').waitFor();
});

test.each([1440, 900, 390])('a short thread of a long name fills %i pixels', async (width) => {
  const name =
    'Maximiliane-Alexandrina von und zu Hohenlohe-Waldenburg-Schillingsfuerst of the Third';
  const talk = await conversationOf(await receive(name, 1, 'A short one'));
  await using other = await inbox.login({ viewport: { width, height: 800 } });
  const { page } = other;
  await other.open(`v/open/c/${talk}`);
  const message = page.getByRole('article').filter({ hasText: 'A short one' });
  await message.waitFor();
  // The place to answer stands at the foot of the window, and the time of a message in one line.
  const composer = await page.getByRole('region', { name: 'Reply' }).boundingBox();
  expect((composer?.y ?? 0) + (composer?.height ?? 0)).toBe(800);
  const time = await message.locator('time').boundingBox();
  expect(time?.height).toBeLessThan(24);
});
