// Files go with a reply, drafts of two tabs are both kept, and a seat turns with its messages.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInbox, type InboxBrowser, type Person } from '../support/inbox-browser.ts';

let inbox: InboxBrowser;
let person: Person;
let id = '';

beforeAll(async () => {
  inbox = await openInbox();
  const sent = await inbox.inlet.receive({
    ...{ id: 'c-1', sender_id: 'Mia', conversation_id: 'with-Mia', message: 'Hello from Mia' },
    created_at: new Date().toISOString(),
  });
  const acceptance = sent.headers.get('inlet-acceptance') ?? '';
  const { body } = await inbox.inlet.get(`/inlet/v1/acceptances/${acceptance}`);
  id = body.conversationId;
  person = await inbox.login({ path: `v/open/c/${id}` });
  // As a page that came over plain HTTP from another machine.
  await person.page.addInitScript('delete Crypto.prototype.randomUUID');
  await person.page.reload();
  await person.page.getByRole('article').getByText('Hello from Mia').waitFor();
});
afterAll(async () => {
  await person[Symbol.asyncDispose]();
  await inbox[Symbol.asyncDispose]();
});

test('files are uploaded into the draft, outlive a reload, and go with the reply', async () => {
  const { page } = person;
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) });
  await page
    .getByLabel('Attach files')
    .first()
    .setInputFiles([file('one.txt'), file('two.txt')]);
  const files = page.getByRole('list', { name: 'Files of this reply' });
  await files.getByRole('button', { name: 'Remove one.txt' }).waitFor();
  await files.getByRole('button', { name: 'Remove two.txt' }).waitFor();
  await page.reload();
  await files.getByRole('button', { name: 'Remove one.txt' }).click();
  await page.getByRole('textbox').fill('Here it is');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').filter({ hasText: 'Here it is' }).getByText('two.txt').waitFor();
  await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('');
  const sent = async () => {
    const { body } = await inbox.inlet.get(`/inlet/v1/conversations/${id}/messages`);
    const reply = body.data.find(({ text }: { text: string }) => text === 'Here it is');
    return reply?.attachments.map(({ name }: { name: string }) => name);
  };
  await expect.poll(sent).toEqual(['two.txt']);
});

test('what is typed in one tab shows in the other, and is kept there when both type', async () => {
  const other = await person.page.context().newPage();
  await other.goto(person.page.url());
  await person.page.getByRole('textbox').fill('Typed in the first tab');
  await expect.poll(() => other.getByRole('textbox').inputValue()).toBe('Typed in the first tab');
  await other.close();
  await person.page.getByRole('textbox').fill('');
  await person.page.getByRole('button', { name: 'Bring back what stood here' }).click();
  expect(await person.page.getByRole('textbox').inputValue()).toBe('Typed in the first tab');
  await person.page.getByRole('textbox').fill('');
});

test('a seat changes its side only after saying how many messages turn', async () => {
  const { page } = person;
  await page.getByRole('button', { name: 'Make this a seat of the business' }).click();
  await page.getByRole('dialog').getByText('This turns the side of 1 message').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Make this a seat' }).click();
  const first = async () => {
    const { body } = await inbox.inlet.get(`/inlet/v1/conversations/${id}/messages`);
    return body.data.at(-1).direction;
  };
  await expect.poll(first).toBe('outbound');
  expect(person.complaints).toEqual([]);
});
