// What becomes of a reply is said in words, with what a person can do about it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningConnector } from '../../src/fake/serve-connector.ts';
import type { Json } from '../support/app.ts';
import { openInbox, type InboxBrowser, type Person } from '../support/inbox-browser.ts';
import { connect } from '../support/pipedrive-connector.ts';

let inbox: InboxBrowser;
let connector: RunningConnector;
let person: Person;

beforeAll(async () => {
  inbox = await openInbox();
  person = await inbox.login({ path: 'v/open' });
});
afterAll(async () => {
  await person[Symbol.asyncDispose]();
  await connector[Symbol.asyncDispose]();
  await inbox[Symbol.asyncDispose]();
});

/** A conversation with this contact, open in the browser. */
async function openWith(name: string): Promise<string> {
  const sent = await inbox.inlet.receive({
    ...{ id: `${name}-1`, sender_id: name, conversation_id: `with-${name}` },
    ...{ message: `It is ${name}`, created_at: new Date().toISOString() },
  });
  const acceptance = sent.headers.get('inlet-acceptance') ?? '';
  const { body } = await inbox.inlet.get(`/inlet/v1/acceptances/${acceptance}`);
  await person.open(`v/open/c/${body.conversationId}`);
  await person.page.getByRole('article').getByText(`It is ${name}`).waitFor();
  return body.conversationId;
}

async function send(text: string): Promise<void> {
  await person.page.getByRole('textbox').fill(text);
  await person.page.keyboard.press('Control+Enter');
}

const bubble = (text: string) => person.page.getByRole('article').filter({ hasText: text });
const press = (text: string, name: string) => bubble(text).getByRole('button', { name }).click();

async function stored(conversationId: string): Promise<Json[]> {
  const { body } = await inbox.inlet.get(`/inlet/v1/conversations/${conversationId}/messages`);
  return body.data;
}

test('a held reply is changed and called off before anybody has it, and its text comes back', async () => {
  const { page } = person;
  const id = await openWith('Ada');
  await send('First try');
  await bubble('First try').getByText('There is nobody to hand it to yet.').waitFor();

  await page.getByRole('textbox').fill('My next thought');
  await press('First try', 'Edit');
  const field = page.getByRole('textbox');
  await expect.poll(() => field.inputValue()).toBe('First try');
  await field.fill('Second try');
  await page.getByRole('button', { name: 'Save' }).click();
  await bubble('Second try').waitFor();
  await expect.poll(() => field.inputValue()).toBe('My next thought');
  expect((await stored(id)).map(({ text }) => text)).toContain('Second try');

  await press('Second try', 'Call off');
  await bubble('Second try').getByText('It was called off before it went out.').waitFor();
  await expect.poll(() => field.inputValue()).toBe('My next thought\n\nSecond try');
  await field.fill('');
});

test('a reply that was refused says why, is written anew and arrives', async () => {
  connector = await connect(inbox.inlet, { messages: 0 });
  const id = await openWith('Bob');
  connector.fail('bad-request', 1, true);
  await send('A wrong one');
  await bubble('A wrong one').getByText('It was refused and has not arrived.').waitFor();
  await bubble('A wrong one').getByText('The body is wrong').waitFor();
  await press('A wrong one', 'Edit and send again');
  await person.page.getByRole('textbox').fill('A right one');
  await person.page.keyboard.press('Control+Enter');
  await bubble('A right one').getByText('sent', { exact: true }).waitFor();
  expect((await stored(id)).map(({ text }) => text)).not.toContain('A wrong one');
});

test('a reply that may have arrived is sent again only when told that it may double', async () => {
  const { page } = person;
  const id = await openWith('Cleo');
  connector.fail('empty-500', 1, true);
  await send('Did it?');
  await bubble('Did it?').getByText('may have arrived').first().waitFor();
  await press('Did it?', 'Send again');
  await page.getByRole('dialog').getByText('it may arrive twice').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await press('Did it?', 'It has arrived');
  await bubble('Did it?').getByText('sent', { exact: true }).waitFor();
  const replies = (await stored(id)).filter(({ text }) => text === 'Did it?');
  expect(replies.map(({ reply }) => reply.code)).toEqual(['confirmed']);
});

test('from Needs attention a reply is written anew, or the contact is asked, in its conversation', async () => {
  const { page } = person;
  await openWith('Dora');
  connector.fail('bad-request', 1, true);
  await send('Refused words');
  await bubble('Refused words').getByText('It was refused and has not arrived.').waitFor();
  const asked = await openWith('Emil');
  connector.fail('drop', 1, true);
  await send('Lost words');
  await bubble('Lost words').getByText('The line broke after it had left').waitFor();
  expect(await bubble('Lost words').getByText('The connection broke').isVisible()).toBe(false);

  const card = (text: string) => page.getByRole('listitem').filter({ hasText: text });
  await page.setViewportSize({ width: 390, height: 844 });
  await person.open('v/attention');
  await card('Lost words').getByRole('button', { name: 'Dismiss' }).waitFor();
  const heights = await card('Lost words')
    .getByRole('button', { name: /^(Ask|It has|Send|Dismiss)/ })
    .evaluateAll((all) => all.map(({ offsetHeight }) => offsetHeight));
  expect(heights).toHaveLength(4);
  expect(new Set(heights).size).toBe(1);
  await card('Lost words').getByRole('button', { name: 'Ask the contact' }).click();
  await page.waitForURL(`**/v/attention/c/${asked}?m=*`);
  const field = page.getByRole('textbox');
  await expect.poll(() => field.inputValue()).toContain('It said: “Lost words”');
  expect(await field.evaluate((one) => one.matches(':focus'))).toBe(true);
  await field.fill('');

  await person.open('v/attention');
  await card('Refused words').getByRole('button', { name: 'Edit and send again' }).click();
  await expect.poll(() => field.inputValue()).toBe('Refused words');
  await page.getByRole('button', { name: 'Leave it as it is' }).click();
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('nothing of that broke the policy or failed in the console', () => {
  expect(person.complaints).toEqual([]);
});
