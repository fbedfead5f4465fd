// The first minute: an empty workspace says how a message gets in, and that it has.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInbox, type InboxBrowser } from '../support/inbox-browser.ts';

let inbox: InboxBrowser;

beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox[Symbol.asyncDispose]());

test('a login to an empty workspace leads to how the first message gets in, and to it when it is there', async () => {
  await using person = await inbox.login({ path: 'start' });
  const { page, complaints } = person;
  await page.goto(`${inbox.inlet.url}/inbox`);
  await page.waitForURL('**/start');
  await page.getByText('Waiting for the first message').waitFor();
  await page.getByText(`${inbox.inlet.url}/v1/channels/messages/receive`).waitFor();
  await page.getByRole('button', { name: 'Copy' }).first().waitFor();
  expect(await page.content()).not.toContain(inbox.inlet.sandbox.pipedrive.apiToken);

  await inbox.inlet.receive({ id: 'first', sender_id: 'Jane', message: 'Is this thing on?' });
  await page.getByText(/The first message arrived after \d+\.\d s:/).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/v/open/c/*');
  await page.getByRole('article').getByText('Is this thing on?').waitFor();
  await page.goto(`${inbox.inlet.url}/inbox`);
  await page.waitForURL('**/v/open');
  expect(complaints).toEqual([]);
});
