// What was typed belongs to whoever typed it: it outlives a logout, and nobody else is shown it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openInbox, type InboxBrowser } from '../support/inbox-browser.ts';
import { listStored } from '../support/inbox-shown.ts';

const TYPED = 'Between us, and not sent yet';

let inbox: InboxBrowser;
let address = '';

beforeAll(async () => {
  inbox = await openInbox();
  await inbox.inlet.receive({ id: 'one', sender_id: 'Ada', message: 'Hello from Ada' });
  const { url, sandbox } = inbox.inlet;
  const [id] = await listStored(inbox.inlet, 'unread=true');
  address = `${url}/inbox/${sandbox.workspace.id}/v/open/c/${id}`;
});
afterAll(() => inbox[Symbol.asyncDispose]());

async function logInAs(page: Page, email: string, password: string): Promise<void> {
  await page.goto(`${inbox.inlet.url}/login`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(({ pathname }) => pathname.startsWith('/inbox'));
  await page.goto(address);
  await page.getByRole('article').getByText('Hello from Ada').waitFor();
}

async function logOut(page: Page): Promise<void> {
  await page.goto(`${inbox.inlet.url}/account`);
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL('**/login*');
}

test('a draft outlives a logout and the whole browser page, and another person does not see it', async () => {
  await using person = await inbox.login();
  const { page, complaints } = person;
  await page.goto(address);
  await page.getByRole('textbox').fill(TYPED);
  // Left at once: what is typed is kept as the page goes.
  await logOut(page);

  const welcome = await inbox.inlet.call('POST', '/inlet/v1/users', {
    body: { email: 'other@example.test', name: 'Other', role: 'agent' },
  });
  expect(welcome.status).toBe(201);
  await page.goto(welcome.body.welcomeUrl);
  await page.getByLabel('New password').fill('correct horse battery staple');
  await page.keyboard.press('Enter');
  await page.waitForURL(({ pathname }) => !pathname.startsWith('/welcome'));
  await page.goto(address);
  await page.getByRole('article').getByText('Hello from Ada').waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('');
  expect(await page.getByText(TYPED).count()).toBe(0);
  await logOut(page);

  const { email, password } = inbox.inlet.sandbox.inbox;
  await logInAs(page, email, password);
  expect(await page.getByRole('textbox').inputValue()).toBe(TYPED);
  expect(complaints).toEqual([]);
});

test('closing, assigning and reading touch no draft', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await page.goto(address);
  await page.getByRole('textbox').fill(TYPED);
  for (const key of ['Shift+M', 'Shift+I', 'e', 'Shift+E']) {
    await page.getByRole('feed').focus();
    await page.keyboard.press(key);
  }
  await page.goto(address);
  await page.getByRole('article').getByText('Hello from Ada').waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe(TYPED);
});
