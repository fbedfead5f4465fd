// Everything can be done with keys alone: focus is always somewhere, is seen, and comes back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { RunningConnector } from '../../src/fake/serve-connector.ts';
import { openInbox, type InboxBrowser, type Person } from '../support/inbox-browser.ts';
import { connect } from '../support/pipedrive-connector.ts';

let inbox: InboxBrowser;
let connector: RunningConnector;
const NAMES = ['Ada', 'Bob', 'Cleo', 'Dora'];
const talks = new Map<string, string>();

beforeAll(async () => {
  inbox = await openInbox();
  // Each a second after the one before: the last one stands first.
  const now = Date.now();
  for (const [second, name] of NAMES.entries()) {
    const sent = await inbox.inlet.receive({
      ...{ id: `${name}-1`, sender_id: name, conversation_id: `with-${name}` },
      ...{ message: `It is ${name}`, created_at: new Date(now + second * 1_000).toISOString() },
    });
    const acceptance = sent.headers.get('inlet-acceptance') ?? '';
    const { body } = await inbox.inlet.get(`/inlet/v1/acceptances/${acceptance}`);
    talks.set(name, body.conversationId);
  }
  connector = await connect(inbox.inlet, { messages: 0 });
});
afterAll(async () => {
  await connector[Symbol.asyncDispose]();
  await inbox[Symbol.asyncDispose]();
});

/** What has focus: its role or tag, and its name or text. */
const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    const one = document.activeElement;
    const role = one.getAttribute('role') ?? one.localName;
    const name = one.getAttribute('aria-label') ?? one.textContent;
    return (role + ' ' + name).replace(/\\s+/g, ' ').slice(0, 60);
  })()`);
const focusIs = (page: Page, what: RegExp) => expect.poll(() => focused(page)).toMatch(what);
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const rowOf = (name: string) => new RegExp(`^option .*${name}`);
const conversation = async (name: string) =>
  (await inbox.inlet.get(`/inlet/v1/conversations/${talks.get(name) ?? ''}`)).body;

/** At the list, its rows there. */
async function atList(width = 1440): Promise<Person> {
  const person = await inbox.login({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
  await person.page.getByRole('option').first().waitFor();
  return person;
}

test('the list is one stop of Tab, and the row that the keys are on has focus and says where it stands', async () => {
  await using person = await atList();
  const { page } = person;
  await press(page, 'Tab');
  await focusIs(page, /^a Skip the views/);
  await press(page, 'Enter');
  await focusIs(page, rowOf('Dora'));
  await press(page, 'j', 'ArrowDown');
  await focusIs(page, rowOf('Bob'));
  await press(page, 'k');
  await focusIs(page, rowOf('Cleo'));
  const row = page.getByRole('option', { name: /Cleo/ });
  expect(await row.getAttribute('aria-posinset')).toBe('2');
  expect(await row.getAttribute('aria-setsize')).toBe(
    String(await page.getByRole('option').count()),
  );
  expect(await page.locator('[role=option][tabindex="0"]').count()).toBe(1);
  await press(page, 'Tab');
  expect(await focused(page)).not.toMatch(/^option/);
});

describe.each([1440, 900, 390])('%i pixels wide', (width) => {
  test('focus goes into a thread with Enter, to the reply and out of it, and back to the row', async () => {
    await using person = await atList(width);
    const { page } = person;
    await press(page, 'j', 'j', 'Enter');
    await focusIs(page, /^feed/);
    await page.getByRole('article').first().waitFor();
    await press(page, 'r');
    await focusIs(page, /^textarea/);
    await press(page, 'Escape');
    await focusIs(page, /^feed/);
    await press(page, 'Alt+ArrowUp');
    await focusIs(page, /^article/);
    await press(page, 'u');
    await focusIs(page, rowOf('Cleo'));
  });

  test('it comes back from the keys, a menu and the details', async () => {
    await using person = await atList(width);
    const { page } = person;
    await press(page, 'j', '?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await focusIs(page, /^button/);
    await press(page, 'Escape');
    await focusIs(page, rowOf('Dora'));
    await press(page, 'a');
    await focusIs(page, /^menuitem Take it/);
    await press(page, 'Escape');
    await focusIs(page, rowOf('Dora'));
    await press(page, 'Enter');
    await focusIs(page, /^feed/);
    await press(page, 'a');
    await focusIs(page, /^menuitem Take it/);
    await press(page, 'Escape');
    await focusIs(page, /^feed/);
    const details = page.getByRole('complementary', { name: 'Details' });
    if (width >= 1200) return;
    await press(page, ']');
    await details.waitFor();
    await focusIs(page, /^aside/);
    await press(page, 'Escape');
    await focusIs(page, /^feed/);
    expect(await details.count()).toBe(0);
  });
});

test.each(['Enter', 'Space', 'ArrowDown'])(
  'a menu that is used for the first time opens with %s, and focus stays on its button meanwhile',
  async (key) => {
    await using person = await atList();
    const { page } = person;
    const button = page.getByRole('button', { name: 'Channels' });
    let fetchIt = () => {};
    const isAsked = new Promise<void>((resolve) => {
      void page.route('**/menu-list-*.js', async (route) => {
        resolve();
        await new Promise<void>((go) => (fetchIt = go));
        await route.continue();
      });
    });
    await button.focus();
    await press(page, key);
    await isAsked;
    await focusIs(page, /^button Channels/);
    fetchIt();
    await focusIs(page, /^menuitem All channels/);
    await press(page, 'Escape');
    await focusIs(page, /^button Channels/);
  },
);

test('F6 goes through the parts of the page, forwards and backwards, and past what is said', async () => {
  await using person = await atList();
  const { page } = person;
  await press(page, 'j', 'Enter');
  await focusIs(page, /^feed/);
  const round: string[] = [];
  for (let step = 0; step < 5; step += 1) {
    await press(page, 'F6');
    round.push((await focused(page)).split(' ')[0] ?? '');
  }
  expect(round).toEqual(['textarea', 'button', 'a', 'option', 'feed']);
  await press(page, 'Shift+F6');
  await focusIs(page, rowOf('Dora'));
});

test('where a row is closed the keys are on the next one, and undo leads back', async () => {
  await using person = await atList();
  const { page } = person;
  await press(page, 'j', 'e');
  await focusIs(page, rowOf('Cleo'));
  await press(page, 'z');
  await focusIs(page, rowOf('Dora'));
  await expect.poll(async () => (await conversation('Dora')).status).toBe('open');
  await press(page, 'Enter');
  await focusIs(page, /^feed/);
  await press(page, 'e');
  await page.getByRole('heading', { name: 'Cleo' }).waitFor();
  await focusIs(page, /^feed/);
  await press(page, 'z');
  await page.getByRole('heading', { name: 'Dora' }).waitFor();
  await focusIs(page, /^feed/);
  await expect.poll(async () => (await conversation('Dora')).status).toBe('open');
});

test('what another has changed since is not taken back', async () => {
  await using person = await atList();
  const { page } = person;
  await press(page, 'j', 'Shift+M');
  await expect.poll(async () => (await conversation('Dora')).assignedUserId).not.toBeNull();
  const path = `/inlet/v1/conversations/${talks.get('Dora') ?? ''}`;
  const { body } = await inbox.inlet.call('PATCH', path, { body: { assignedUserId: null } });
  expect(body.assignedUserId).toBeNull();
  await page
    .getByRole('option', { name: /Dora/ })
    .getByText('assigned to')
    .waitFor({ state: 'detached' });
  await press(page, 'z');
  await page.getByText('Somebody has changed it since.').waitFor();
  expect((await conversation('Dora')).assignedUserId).toBeNull();
});

test('a name is changed where it stands, and taken back', async () => {
  await using person = await atList();
  const { page } = person;
  await person.open(`v/open/c/${talks.get('Bob') ?? ''}`);
  const nameOf = async () =>
    (await conversation('Bob')).participants.map(({ name }: { name: string }) => name);
  await page.getByRole('button', { name: 'Change the name' }).first().focus();
  await press(page, 'Enter');
  await focusIs(page, /^input/);
  await page.keyboard.type('Robert');
  await press(page, 'Enter');
  await page.getByRole('heading', { name: /^Robert/, level: 1 }).waitFor();
  await focusIs(page, /^button Change the name/);
  expect(await nameOf()).toContain('Robert');
  // For a moment after a field has gone, letters may have been meant for it.
  const title = page.getByRole('heading', { level: 1 }).last();
  const undone = async () => {
    await press(page, 'z');
    return title.textContent();
  };
  await expect.poll(undone).toMatch(/^Bob/);
  expect(await nameOf()).toContain('Bob');
  await press(page, 'Enter');
  await page.keyboard.type('Nobody');
  await press(page, 'Escape');
  await focusIs(page, /^button Change the name/);
  expect(await nameOf()).toContain('Bob');
});

test('both clocks of a message are seen when it has focus', async () => {
  await using person = await atList();
  const { page } = person;
  await person.open(`v/open/c/${talks.get('Ada') ?? ''}`);
  await page.getByRole('article').first().waitFor();
  await press(page, 'Alt+ArrowUp');
  await page.getByText(/^Written .*:\d\d:\d\d.* · Received .*:\d\d:\d\d/).waitFor();
});

describe.each([1440, 390])('%i pixels wide', (width) => {
  test.each(['v/open', 'v/open/c/', 'v/attention', 'v/mine', 'start'])(
    '%s is left again by Tab, and what has focus is seen',
    async (path) => {
      await using person = await atList(width);
      const { page } = person;
      await person.open(path.endsWith('/c/') ? path + (talks.get('Ada') ?? '') : path);
      await page.getByRole('main').first().waitFor();
      const seen: string[] = [];
      for (let stops = 0; stops < 60; stops += 1) {
        await press(page, 'Tab');
        const stop = await page.evaluate<{ isOut: boolean; fault: string | null }>(`(${lookAt})()`);
        if (stop.fault !== null) seen.push(stop.fault);
        if (stop.isOut) break;
        expect(stops).toBeLessThan(59);
      }
      expect(seen).toEqual([]);
    },
  );
});

/** Runs in the page: whether focus has left it, and what is wrong with where it is. */
const lookAt = `() => {
  const one = document.activeElement;
  if (one === document.body) return { isOut: true, fault: null };
  const { left, top, width, height, right, bottom } = one.getBoundingClientRect();
  const name = one.outerHTML.slice(0, 120);
  if (width === 0 || height === 0) return { isOut: false, fault: 'nothing is seen of ' + name };
  const isInside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  if (!isInside) return { isOut: false, fault: 'outside of the window: ' + name };
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  const isSeen = over !== null && (one.contains(over) || over.contains(one));
  if (!isSeen) return { isOut: false, fault: 'hidden: ' + name };
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const isMarked = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || one.matches('textarea');
  return { isOut: false, fault: isMarked ? null : 'not marked: ' + name };
}`;

test('a day’s work goes by keys alone: log in, read, answer, send again, assign, close, reopen', async () => {
  const context = await inbox.browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const { url, sandbox } = inbox.inlet;
  await page.goto(`${url}/inbox/${sandbox.workspace.id}/v/open`);
  await page.getByLabel('E-mail').waitFor();
  await focusIs(page, /^(body|input)/);
  if ((await focused(page)).startsWith('body')) await press(page, 'Tab');
  await page.keyboard.type(sandbox.inbox.email);
  await press(page, 'Tab');
  await page.keyboard.type(sandbox.inbox.password);
  await press(page, 'Enter');
  await page.getByRole('option').first().waitFor();

  await press(page, 'j', 'j', 'j', 'j');
  await focusIs(page, rowOf('Ada'));
  await press(page, 'o');
  await page.getByRole('article').getByText('It is Ada').waitFor();
  connector.fail('bad-request', 1, true);
  await press(page, 'r');
  await page.keyboard.type('With keys alone');
  await press(page, 'Control+Enter', 'Escape');
  const reply = page.getByRole('article').filter({ hasText: 'With keys alone' });
  await reply.getByText('It was refused and has not arrived.').waitFor();

  await press(page, 'Alt+ArrowUp', 'Tab', 'Tab');
  await focusIs(page, /^button Edit and send again/);
  await press(page, 'Tab');
  await focusIs(page, /^button Send again/);
  await press(page, 'Enter');
  await reply.getByText('sent', { exact: true }).waitFor();

  await press(page, 'a');
  await focusIs(page, /^menuitem Take it/);
  await press(page, 'Enter');
  await expect.poll(async () => (await conversation('Ada')).assignedUserId).not.toBeNull();
  await press(page, 'e');
  await expect.poll(async () => (await conversation('Ada')).status).toBe('closed');
  await press(page, 'z');
  await expect.poll(async () => (await conversation('Ada')).status).toBe('open');
  await page.getByRole('heading', { name: 'Ada' }).waitFor();
  await press(page, 'e');
  await expect.poll(async () => (await conversation('Ada')).status).toBe('closed');

  // To the views, and to the last but one of them.
  await press(page, 'u');
  await focusIs(page, /^option/);
  await press(page, 'Shift+F6');
  await focusIs(page, /^a Mine/);
  await press(page, 'Tab', 'Tab', 'Tab', 'Tab');
  await focusIs(page, /^a Closed/);
  await press(page, 'Enter');
  await page.getByRole('option', { name: /Ada/ }).waitFor();
  await press(page, 'j');
  await focusIs(page, rowOf('Ada'));
  await press(page, 'Shift+E');
  await expect.poll(async () => (await conversation('Ada')).status).toBe('open');
  await context.close();
});

test('replies that need a person are dealt with by keys, and focus goes to the next of them', async () => {
  await using person = await atList();
  const { page } = person;
  for (const name of ['Bob', 'Cleo']) {
    connector.fail('bad-request', 1, true);
    const path = `/inlet/v1/conversations/${talks.get(name) ?? ''}`;
    await inbox.inlet.call('POST', `${path}/messages`, { body: { text: `Refused for ${name}` } });
    await expect
      .poll(async () => (await inbox.inlet.get(path)).body.reply?.state, { timeout: 60_000 })
      .toBe('failed');
  }
  await person.open('v/attention');
  await page.getByText('Refused for Bob').waitFor();
  await press(page, 'j');
  await focusIs(page, /^button Cleo/);
  await press(page, 'j');
  await focusIs(page, /^button Bob/);
  await press(page, 'k', 'Enter');
  await page.getByRole('article').getByText('Refused for Cleo').waitFor();
  await press(page, 'Escape');
  await focusIs(page, /^button Cleo/);
  await press(page, 'Tab', 'Tab', 'Tab', 'Tab');
  await focusIs(page, /^button Dismiss/);
  await press(page, 'Enter');
  await page.getByText('Refused for Cleo').waitFor({ state: 'detached' });
  await focusIs(page, /^button Bob/);
});
