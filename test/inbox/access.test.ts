// Everybody can use it: no finding of axe on any screen, and nothing overlaps, is cut off or leaves its
// part, in three widths and both themes, with text of twice the size and from right to left.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Page } from 'playwright-core';
import type { RunningConnector } from '../../src/fake/serve-connector.ts';
import { openInbox, type InboxBrowser, type Person } from '../support/inbox-browser.ts';
import { connect } from '../support/pipedrive-connector.ts';
import { axeFindings, layoutFaults } from '../support/screen-checks.ts';

let inbox: InboxBrowser;
let connector: RunningConnector;
/** Conversations by the name of their contact. */
const talks = new Map<string, string>();

async function receive(name: string, message: string): Promise<string> {
  const sent = await inbox.inlet.receive({
    ...{ id: crypto.randomUUID(), sender_id: name, conversation_id: `with-${name}`, message },
    created_at: '2026-01-05 10:00',
  });
  const acceptance = sent.headers.get('inlet-acceptance') ?? '';
  const { body } = await inbox.inlet.get(`/inlet/v1/acceptances/${acceptance}`);
  talks.set(name, body.conversationId);
  return body.conversationId;
}

/** A reply that goes wrong in this way. */
async function fail(name: string, how: 'bad-request' | 'empty-500', state: string): Promise<void> {
  const path = `/inlet/v1/conversations/${await receive(name, 'Did you get it?')}`;
  connector.fail(how, 1, true);
  await inbox.inlet.call('POST', `${path}/messages`, { body: { text: 'An answer. '.repeat(9) } });
  const stateOf = async () => (await inbox.inlet.get(path)).body.reply?.state;
  await vi.waitFor(async () => expect(await stateOf()).toBe(state), { timeout: 60_000 });
}

const LONG = 'A name that goes on and on without any end at all';

beforeAll(async () => {
  inbox = await openInbox();
  await receive('Jane Doe', `${'Unbreakable'.repeat(9)} and more`);
  await receive('ليلى حسن', 'وهل يمكن تجربتها في المتجر يوم السبت؟');
  await receive(LONG, `See https://example.com/${'a-long-way/'.repeat(12)} and call me`);
  const done = await receive('Done', 'Thank you');
  await inbox.inlet.call('PATCH', `/inlet/v1/conversations/${done}`, {
    body: { status: 'closed' },
  });
  connector = await connect(inbox.inlet, { messages: 0 });
  await fail('Fay', 'bad-request', 'failed');
  await fail('Una', 'empty-500', 'unknown');
});
afterAll(async () => {
  await connector[Symbol.asyncDispose]();
  await inbox[Symbol.asyncDispose]();
});

const rows = ({ page }: Person) => page.getByRole('option').first().waitFor();
const thread = (name: string) => async (person: Person) => {
  await person.open(`v/open/c/${talks.get(name) ?? ''}`);
  await person.page.getByRole('article').first().waitFor();
};

/** Each screen, and what has to be there before it is looked at. */
const SCREENS: Record<string, (person: Person) => Promise<unknown>> = {
  list: async (person) => {
    await person.open('v/open');
    await rows(person);
  },
  'a menu': async ({ page }) => {
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('menuitem').first().waitFor();
  },
  keys: async (person) => {
    await person.open('v/open');
    await rows(person);
    await person.page.keyboard.press('?');
    await person.page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await still(person.page);
  },
  closed: async (person) => {
    await person.open('v/closed');
    await rows(person);
  },
  'an empty view': async (person) => {
    await person.open('v/mine');
    await person.page.getByText('Nothing is assigned to you.').waitFor();
  },
  'a view that failed': async (person) => {
    const { page } = person;
    const path = '**/inlet/v1/conversations?*';
    await page.route(path, (route) => route.fulfill({ status: 500, json: { code: 'internal' } }));
    await person.open('v/unread');
    await page.getByText('The conversations could not be loaded.').waitFor();
    await page.unroute(path);
  },
  thread: thread('Jane Doe'),
  'a thread from right to left': thread('ليلى حسن'),
  'a thread of a long name': thread(LONG),
  'a failed reply': thread('Fay'),
  'an unknown reply': thread('Una'),
  details: async (person) => {
    await thread(LONG)(person);
    const { page } = person;
    if (!(await page.getByRole('complementary').isVisible())) await page.keyboard.press(']');
    await page.getByRole('complementary', { name: 'Details' }).waitFor();
  },
  'no such conversation': async (person) => {
    await person.open('v/open/c/999999');
    await person.page.getByText('There is no such conversation here.').waitFor();
  },
  'needs attention': async (person) => {
    await person.open('v/attention');
    await person.page.getByRole('button', { name: 'Dismiss' }).nth(1).waitFor();
  },
  'getting started': async (person) => {
    await person.open('start');
    await person.page.getByRole('button', { name: 'Copy' }).first().waitFor();
  },
  'no such page': async ({ page }) => {
    await page.goto(`${inbox.inlet.url}/inbox/nowhere`);
    await page.getByText('There is no such page.').waitFor();
  },
  parts: async ({ page }) => {
    await page.goto(`${inbox.inlet.url}/inbox/parts`);
    await page.getByRole('heading', { name: 'Parts' }).waitFor();
  },
  account: async ({ page }) => {
    await page.goto(`${inbox.inlet.url}/account`);
    await page.getByRole('main').waitFor();
  },
  login: async ({ page }) => {
    await page.context().clearCookies();
    await page.goto(`${inbox.inlet.url}/login`);
    await page.getByLabel('E-mail').waitFor();
  },
};

/** Contrast is that of the end of a movement. */
const still = (page: Page) =>
  page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished))');

/** What was changed is laid out, and what watches for sizes has seen it. */
const settled = (page: Page) =>
  page.evaluate(`new Promise((resolve) => {
    const frames = (left) => left === 0 ? resolve() : requestAnimationFrame(() => frames(left - 1));
    frames(3);
  })`);

const CHANGES = {
  'as it is': 'undefined',
  'text of twice the size': "document.documentElement.style.fontSize = '200%'",
  'right to left':
    "document.documentElement.style.fontSize = ''; document.documentElement.dir = 'rtl'",
};

/**
 * Each screen is shown once: what is seen of it changes with size of text, direction and theme, of
 * which the second is made of colours alone.
 */
test.each([1440, 900, 390])('%i pixels wide', { timeout: 400_000 }, async (width) => {
  const viewport = { width, height: 800 };
  await using person = await inbox.login({
    viewport,
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  const { page } = person;
  const faults: string[] = [];
  for (const [name, show] of Object.entries(SCREENS)) {
    await show(person);
    faults.push(...(await axeFindings(page)).map((one) => `${name}, light: ${one}`));
    for (const [change, script] of Object.entries(CHANGES)) {
      await page.evaluate(script);
      await settled(page);
      faults.push(...(await layoutFaults(page)).map((one) => `${name}, ${change}: ${one}`));
    }
    await page.evaluate("document.documentElement.dir = 'ltr'");
    await page.emulateMedia({ colorScheme: 'dark' });
    await settled(page);
    const inDark = [...(await axeFindings(page, 'colours')), ...(await layoutFaults(page))];
    faults.push(...inDark.map((one) => `${name}, dark: ${one}`));
    await page.emulateMedia({ colorScheme: 'light' });
  }
  expect(faults).toEqual([]);
});

test('the checks see text that overlaps, is cut off, and leaves its part or the window', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await page.goto(`${inbox.inlet.url}/inbox/parts`);
  await page.getByRole('heading', { name: 'Parts' }).waitFor();
  expect(await layoutFaults(page)).toEqual([]);
  const plant = async (style: string) => {
    await page.evaluate(
      `document.querySelector('h1').insertAdjacentElement('afterend', Object.assign(
        document.createElement('p'), { id: 'planted', textContent: 'planted' }
      )).style.cssText = '${style}'`,
    );
    const faults = await layoutFaults(page);
    const axe = await axeFindings(page);
    await page.evaluate("document.getElementById('planted').remove()");
    return [...faults, ...axe].map((one) => one.split(/[:\s]/).slice(0, 2).join(' ').trim());
  };
  expect(await plant('margin-block-start: -2.5rem')).toContain('overlap');
  expect(
    await plant('inline-size: 2rem; block-size: 2rem; overflow: hidden; white-space: nowrap'),
  ).toContain('cut off');
  expect(await plant('block-size: 0.5rem; overflow: hidden')).toContain('cut off');
  expect(await plant('inline-size: 1rem; white-space: nowrap')).toContain('text leaves');
  expect(await plant('position: fixed; inset-inline-start: -1rem')).toContain('outside of');
  expect(
    await plant(
      'inline-size: 1rem; block-size: 2rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap',
    ),
  ).toContain('nothing is');
  expect(await plant('color: #bbb; background: #fff')).toContain('color-contrast #planted');
});
