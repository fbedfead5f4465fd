// What arrives while something else is on its way to the page is not lost to its answer.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page, Route } from 'playwright-core';
import { openInbox, type InboxBrowser, type Person } from '../support/inbox-browser.ts';
import { listShown, listStored, threadShown, threadStored } from '../support/inbox-shown.ts';

let inbox: InboxBrowser;
let person: Person;
let page: Page;
let long = '';

beforeAll(async () => {
  inbox = await openInbox();
  for (let n = 0; n < 130; n += 1) await receive('Long', `Line ${n}`);
  for (let n = 0; n < 130; n += 1) await receive(`Person ${n}`, 'Hello');
  const answer = await receive('Long', 'The last before');
  const acceptance = answer.headers.get('inlet-acceptance') ?? '';
  long = (await inbox.inlet.get(`/inlet/v1/acceptances/${acceptance}`)).body.conversationId;
  await inbox.inlet.call('POST', `/inlet/v1/conversations/${long}/read`);
  person = await inbox.login({ path: `v/open/c/${long}` });
  page = person.page;
  await page.getByRole('article').getByText('The last before').waitFor();
  await page.mouse.move(900, 400);
});
afterAll(async () => {
  await person[Symbol.asyncDispose]();
  await inbox[Symbol.asyncDispose]();
});

let clock = Date.parse('2026-01-05T10:00:00Z');
function receive(name: string, message: string) {
  clock += 1_000;
  return inbox.inlet.receive({
    ...{ id: crypto.randomUUID(), sender_id: name, conversation_id: `with-${name}`, message },
    created_at: new Date(clock).toISOString(),
  });
}

/** Keeps the first answer from there back until it is told to let it through. */
async function holdBack(pattern: RegExp): Promise<{ held: Promise<void>; letGo: () => void }> {
  const held = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  const hold = async (route: Route) => {
    const response = await route.fetch();
    held.resolve();
    await gone.promise;
    await route.fulfill({ response });
  };
  await page.route(pattern, hold, { times: 1 });
  return { held: held.promise, letGo: gone.resolve };
}

test('a message that comes while history is fetched is there with it', async () => {
  const history = await holdBack(/\/messages\?.*before=/);
  await page.evaluate(`document.querySelector('[role=feed]').scrollTop = 0`);
  await history.held;
  const seen = page.waitForResponse(/\/conversations\/\d+$/);
  await receive('Long', 'While you looked back');
  await seen;
  history.letGo();
  await page.getByRole('button', { name: '1 new message' }).waitFor();
  await expect.poll(() => threadShown(page)).toEqual(await threadStored(inbox.inlet, long));
});

test('a message that comes while a thread opens is there with it', async () => {
  const opening = await holdBack(/\/messages\?/);
  await page.getByRole('option', { name: 'Person 129' }).click();
  await opening.held;
  const heard = page.waitForResponse(/\/inlet\/v1\/conversations\?/);
  await receive('Person 129', 'While you came');
  await heard;
  opening.letGo();
  await page.getByRole('article').getByText('While you came').waitFor();
  await page.mouse.move(900, 400);
});

test('a conversation that comes while the next page of the list is fetched is there with it', async () => {
  const next = await holdBack(/\/conversations\?.*cursor=/);
  await page.evaluate(`(() => {
    const box = document.querySelector('[role=listbox]');
    box.scrollTop = box.scrollHeight;
  })()`);
  await next.held;
  const heard = page.waitForResponse(/\/inlet\/v1\/conversations\?/);
  await receive('Newcomer', 'While you went down');
  await heard;
  next.letGo();
  const sorted = async () => {
    await page.keyboard.press('.');
    return listShown(page);
  };
  await expect.poll(sorted).toEqual(await listStored(inbox.inlet, 'status=open'));
});

test('a list that was left shows what has changed since when it is opened again', async () => {
  const visit = async (view: string) => {
    await page.getByRole('link', { name: view, exact: true }).click();
    await page.getByRole('heading', { name: view, exact: true }).waitFor();
  };
  await visit('Closed');
  await visit('All open');
  const [id = ''] = await listStored(inbox.inlet, 'status=open');
  await page.locator(`#row-${id}`).waitFor();
  await page.mouse.move(900, 400);
  const path = `/inlet/v1/conversations/${id}`;
  await inbox.inlet.call('PATCH', path, { body: { status: 'closed' } });
  await expect.poll(() => page.locator(`#row-${id}`).count()).toBe(0);
  await visit('Closed');
  await page.locator(`#row-${id}`).waitFor();
});

test('a message that changes far above is changed where it stands', async () => {
  await page.getByRole('link', { name: 'All open', exact: true }).click();
  await person.open(`v/open/c/${long}`);
  await page.getByRole('article').getByText('The last before').waitFor();
  await page.evaluate(`document.querySelector('[role=feed]').scrollTop = 0`);
  await expect.poll(async () => (await threadShown(page)).length).toBeGreaterThan(100);
  const first = { id: 'changes', sender_id: 'Long', conversation_id: 'with-Long' };
  const created_at = new Date(clock - 100_000).toISOString();
  await inbox.inlet.receive({ ...first, message: 'It came late', created_at });
  const late = page.getByRole('article').getByText('It came late');
  await expect.poll(() => threadShown(page)).toEqual(await threadStored(inbox.inlet, long));
  await late.scrollIntoViewIfNeeded();
  await inbox.inlet.receive({ ...first, message: 'It was changed', created_at });
  await page.getByRole('article').getByText('It was changed').waitFor();
  expect(person.complaints).toEqual([]);
});
