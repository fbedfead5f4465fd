// Nothing is missed: not offline, not asleep, not across a restart, not in one of seven tabs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openInbox, type InboxBrowser } from '../support/inbox-browser.ts';

let inbox: InboxBrowser;

beforeAll(async () => {
  inbox = await openInbox();
  await receive('Ada', 'First');
});
afterAll(() => inbox[Symbol.asyncDispose]());

const receive = (name: string, message: string) =>
  inbox.inlet.receive({
    ...{ id: crypto.randomUUID(), sender_id: name, conversation_id: `with-${name}`, message },
    created_at: new Date().toISOString(),
  });
const rowOf = (page: Page, name: string) => page.getByRole('option', { name });

test('offline it says since when, keeps what is typed, and shows all that came once it is back', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await rowOf(page, 'Ada').click();
  await page.getByRole('textbox').fill('Half a sentence');
  await page.context().setOffline(true);
  await page.getByText('connecting…').waitFor();
  await page.getByText(/No connection since \d\d:\d\d/).waitFor();
  await receive('Ada', 'While you were away');
  await receive('Ben', 'I am new');
  await page.context().setOffline(false);
  await rowOf(page, 'Ben').waitFor();
  await page.getByRole('article').getByText('While you were away').waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('Half a sentence');
  await expect.poll(() => page.getByText(/No connection/).count()).toBe(0);
});

test('seven tabs show what comes, all load, and one asks for all of them', async () => {
  await using person = await inbox.login();
  const context = person.page.context();
  const asked = new Set<Page>();
  const tabs = [person.page];
  while (tabs.length < 7) tabs.push(await context.newPage());
  for (const tab of tabs) await tab.goto(person.page.url());
  for (const tab of tabs) await rowOf(tab, 'Ada').waitFor();
  for (const tab of tabs) {
    tab.on('request', (request) => {
      if (request.url().includes('/inlet/v1/events')) asked.add(tab);
    });
  }
  await receive('Cleo', 'To all of you');
  for (const tab of tabs) await rowOf(tab, 'Cleo').waitFor();
  expect(asked.size).toBe(1);
});

test('a newer page is told of, and loaded with the next press in the list', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await rowOf(page, 'Ada').waitFor();
  await page.route(/\/inbox$/, async (route) => {
    const body = '<script type="module" src="/inbox/assets/index-newer.js"></script>';
    await route.fulfill({ contentType: 'text/html', body });
  });
  await page.context().setOffline(true);
  await page.getByText('connecting…').waitFor();
  await page.context().setOffline(false);
  await page.getByText('A new version is ready.').waitFor();
  await page.evaluate('window.isOld = true');
  await rowOf(page, 'Ada').click();
  await page.waitForURL('**/c/*');
  await expect.poll(() => page.evaluate('window.isOld')).toBe(undefined);
  await page.getByRole('heading', { name: 'Ada' }).waitFor();
});
