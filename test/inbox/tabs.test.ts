// Whatever becomes of the tab that asks for all of them, the others hear of everything; and where tabs
// cannot agree, each asks for itself.
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
const isPoll = (url: string) => url.includes('/inlet/v1/events');

test('a tab that is stopped or closed while it asks is followed by another', async () => {
  await using person = await inbox.login();
  const first = person.page;
  await rowOf(first, 'Ada').waitFor();
  const second = await first.context().newPage();
  await second.goto(first.url());
  await rowOf(second, 'Ada').waitFor();
  const session = await first.context().newCDPSession(first);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await receive('Bea', 'The first tab does not hear this');
  await rowOf(second, 'Bea').waitFor();

  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await rowOf(first, 'Bea').waitFor();
  await first.close();
  await receive('Cy', 'There is one tab left');
  await rowOf(second, 'Cy').waitFor();
});

test.each(['Navigator.prototype.locks', 'globalThis.BroadcastChannel'])(
  'without %s every tab asks, not more often than each five seconds',
  async (missing) => {
    await using person = await inbox.login();
    const context = person.page.context();
    await context.addInitScript(`delete ${missing}`);
    const tabs = [person.page, await context.newPage()];
    const asked = tabs.map((): number[] => []);
    for (const [index, tab] of tabs.entries()) {
      tab.on('request', (request) => isPoll(request.url()) && asked[index]?.push(Date.now()));
      await tab.goto(person.page.url());
      await rowOf(tab, 'Ada').waitFor();
    }
    const name = `Without ${missing}`;
    await receive(name, 'To both of you');
    for (const tab of tabs) await rowOf(tab, name).waitFor();
    await expect.poll(() => Math.min(...asked.map((all) => all.length))).toBeGreaterThan(2);
    for (const all of asked) {
      const gaps = all.slice(1).map((at, index) => at - (all[index] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThan(4_500);
    }
  },
);

test('after a jump of the clock a page asks anew, whatever it was waiting for', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await rowOf(page, 'Ada').click();
  await page.getByRole('article').getByText('First').waitFor();
  // As a line that is dead: nothing answers, and nothing fails.
  await page.route(/\/inlet\/v1\/(events|conversations)/, () => undefined);
  const hangs = page.waitForRequest((request) => isPoll(request.url()));
  await receive('Ada', 'Before the lid was closed');
  await hangs;
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.evaluate(`(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 3_600_000;
  })()`);
  const text = page.getByRole('article').getByText('Before the lid was closed');
  await text.waitFor({ timeout: 8_000 });
});

test('a line that answers nothing is said to be down, and is found again', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await rowOf(page, 'Ada').waitFor();
  await page.route(/\/inlet\/v1\/events/, () => undefined);
  await page.getByText('connecting…').waitFor();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await receive('Dan', 'It was only slow');
  await rowOf(page, 'Dan').waitFor();
  await expect.poll(() => page.getByText('connecting…').count()).toBe(0);
});

test('Needs attention is live, too, when it is the first that is opened', async () => {
  await using person = await inbox.login({ path: 'v/attention' });
  const { page } = person;
  await page.getByRole('heading', { name: 'Needs attention' }).waitFor();
  const asked = page.waitForRequest((request) => isPoll(request.url()));
  expect(new URL((await asked).url()).searchParams.get('after')).not.toBeNull();
});

test('whoever loses their rights while the page is open is told so', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await rowOf(page, 'Ada').waitFor();
  await page.route(/\/inlet\/v1\//, async (route) => {
    const body = JSON.stringify({
      type: 'about:blank',
      status: 403,
      code: 'forbidden',
      detail: 'No.',
    });
    await route.fulfill({ status: 403, contentType: 'application/problem+json', body });
  });
  await page.getByText('You no longer have access to this workspace.').waitFor();
});
