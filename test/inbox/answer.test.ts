// A person reads and answers in the browser: what arrives shows itself, what is sent arrives.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInbox, type InboxBrowser } from '../support/inbox-browser.ts';

let inbox: InboxBrowser;

beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox[Symbol.asyncDispose]());

const receive = (name: string, message: string) =>
  inbox.inlet.receive({
    ...{ id: crypto.randomUUID(), sender_id: name, conversation_id: `with-${name}`, message },
    created_at: new Date().toISOString().slice(0, 16).replace('T', ' '),
  });

test('a message appears without reload, and its conversation is read and answered by keys', async () => {
  await using person = await inbox.login({ path: 'v/open' });
  const { page, complaints } = person;
  await page.getByRole('listbox').waitFor();
  await receive('Jane', 'Is my order on its way?');
  const row = page.getByRole('option', { name: /Jane/ });
  await row.waitFor();
  expect(await row.textContent()).toContain('Is my order on its way?');

  await row.click();
  await page.waitForURL('**/c/*');
  await page.getByRole('article').getByText('Is my order on its way?').waitFor();
  await receive('Jane', 'It is urgent.');
  await page.getByRole('article').getByText('It is urgent.').waitFor();

  await page.getByRole('main').focus();
  await page.keyboard.press('r');
  await page.keyboard.type('It left today.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').getByText('It left today.').waitFor();
  await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('');
  const { id } = /\/c\/(?<id>\d+)/.exec(page.url())?.groups ?? {};
  const stored = async () => {
    const { body } = await inbox.inlet.get(`/inlet/v1/conversations/${String(id)}/messages`);
    return body.data.filter((one: { text: string }) => one.text === 'It left today.').length;
  };
  await expect.poll(stored).toBe(1);
  expect(complaints).toEqual([]);
});

test('a draft outlives a reload and stays in its conversation', async () => {
  await receive('Omar', 'First');
  await receive('Li', 'Second');
  await using person = await inbox.login({ path: 'v/open' });
  const { page } = person;
  await page.getByRole('option', { name: /Omar/ }).click();
  await page.getByRole('textbox').fill('For Omar alone');
  await page.getByRole('option', { name: /Li/ }).click();
  await page.getByRole('heading', { name: 'Li' }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('');
  await page.getByRole('option', { name: /Omar/ }).click();
  await page.getByRole('heading', { name: 'Omar' }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('For Omar alone');
  await page.reload();
  await page.getByRole('heading', { name: 'Omar' }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('For Omar alone');
});

test('a conversation is taken, closed and brought back by keys', async () => {
  await receive('Zoe', 'Close me');
  await using person = await inbox.login({ path: 'v/open' });
  const { page, complaints } = person;
  await page.getByRole('option', { name: /Zoe/ }).click();
  await page.getByRole('heading', { name: 'Zoe' }).waitFor();
  const zoe = async () => {
    const { body } = await inbox.inlet.get('/inlet/v1/conversations');
    return body.data.find((one: { lastMessage: { preview: string } | null }) => {
      return one.lastMessage?.preview === 'Close me';
    });
  };
  await page.keyboard.press('Shift+M');
  await expect.poll(async () => (await zoe()).assignedUserId).not.toBeNull();
  await page.keyboard.press('e');
  await expect.poll(async () => (await zoe()).status).toBe('closed');
  await page.keyboard.press('z');
  await expect.poll(async () => (await zoe()).status).toBe('open');
  expect(complaints).toEqual([]);
});
