// The list stays still under messages: a press opens the row that was there when the button went
// down, and what leaves a view says why and can be taken back.
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { openInbox, type InboxBrowser } from '../support/inbox-browser.ts';

const CLICKS = process.env['INLET_TEST_LONG'] === '1' ? 500 : 40;
/** Each of them waits for a page that renders under a flood. */
const LONGEST_CLICK_MS = 2_000;
const PEOPLE = 20;

let inbox: InboxBrowser;

beforeAll(async () => {
  inbox = await openInbox();
  for (let n = 0; n < PEOPLE; n += 1) await receive(n, `First of ${n}`);
});
afterAll(() => inbox[Symbol.asyncDispose]());

const nameOf = (n: number) => `Person ${String(n).padStart(2, '0')}`;

let clock = Date.parse('2026-01-05T10:00:00Z');
/** Each a minute after the one before, so that the order of the list is certain. */
function receive(n: number, message: string) {
  clock += 60_000;
  return inbox.inlet.receive({
    ...{ id: crypto.randomUUID(), sender_id: nameOf(n), conversation_id: `with-${n}`, message },
    created_at: new Date(clock).toISOString(),
  });
}

const rows = (page: Page) => page.getByRole('option');
const row = (page: Page, n: number) => page.getByRole('option', { name: nameOf(n) });
const namesShown = async (page: Page) =>
  (await rows(page).allTextContents()).flatMap((text) => /Person \d\d/.exec(text)?.[0] ?? []);

/** 50 messages a second, until it is left. */
function flood(): AsyncDisposable {
  const ended = new AbortController();
  const run = async () => {
    for (let n = 3; !ended.signal.aborted; n = (n * 7 + 3) % PEOPLE) {
      await receive(n, `More ${clock}`);
      await setTimeout(20);
    }
  };
  const running = run();
  return {
    async [Symbol.asyncDispose]() {
      ended.abort();
      await running;
    },
  };
}

test('under the pointer rows keep their places, what has moved is counted, and a dot sorts it', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await rows(page).first().waitFor();
  const before = await namesShown(page);
  const last = Number(before[9]?.slice(-2));
  await row(page, last).hover();
  await receive(last, 'I was the tenth');
  await page.getByRole('button', { name: '1 conversation has moved' }).waitFor();
  await expect.poll(() => row(page, last).textContent()).toContain('I was the tenth');
  expect((await namesShown(page)).slice(0, 10)).toEqual(before.slice(0, 10));
  await page.keyboard.press('.');
  await expect.poll(async () => (await namesShown(page))[0]).toBe(nameOf(last));
  expect(await page.getByRole('button', { name: /moved/ }).count()).toBe(0);
});

test('a conversation that is new comes above without moving what is under the pointer', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await rows(page).first().waitFor();
  const [first] = await namesShown(page);
  const under = row(page, Number(first?.slice(-2)));
  await under.hover();
  const before = await under.boundingBox();
  await receive(90, 'I am new');
  await row(page, 90).waitFor();
  expect((await under.boundingBox())?.y).toBe(before?.y);
});

test('what I close stays as a grey line with a way back, and the next one is open', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await rows(page).first().waitFor();
  const [name = '', next = ''] = await namesShown(page);
  const line = page.getByRole('option', { name });
  await line.click();
  await page.getByRole('heading', { name }).waitFor();
  await page.keyboard.press('e');
  await page.getByRole('heading', { name: next }).waitFor();
  await expect.poll(() => line.textContent()).toContain('Closed');
  await line.getByText('Undo').click();
  await expect.poll(() => line.textContent()).not.toContain('Closed');
  expect((await namesShown(page))[0]).toBe(name);
});

test('what another closes stays, greyed, and leaves when the list is sorted', async () => {
  await using person = await inbox.login();
  const { page } = person;
  await rows(page).first().waitFor();
  const [name = ''] = await namesShown(page);
  const line = page.getByRole('option', { name });
  const id = (await line.getAttribute('id'))?.slice(4) ?? '';
  await line.hover();
  const path = `/inlet/v1/conversations/${id}`;
  await inbox.inlet.call('PATCH', path, { body: { status: 'closed' } });
  await expect.poll(() => line.textContent()).toContain('Closed by somebody else');
  await page.keyboard.press('.');
  await expect.poll(() => line.count()).toBe(0);
});

const presses = { timeout: 60_000 + CLICKS * LONGEST_CLICK_MS };
test(`${CLICKS} presses under messages open the row that was pressed`, presses, async () => {
  await using person = await inbox.login();
  const { page, complaints } = person;
  await rows(page).first().waitFor();
  const box = await page.getByRole('listbox').boundingBox();
  if (box === null) throw new Error('There is no list.');
  await using _flood = flood();
  for (let click = 0; click < CLICKS; click += 1) {
    const y = box.y + 10 + ((click * 137) % Math.min(box.height - 60, PEOPLE * 64 - 20));
    await page.mouse.move(box.x + 60, y);
    // What is under the pointer is read as the button goes down, and the list moves before it is up.
    await page.evaluate(`addEventListener('pointerdown', ({ target }) => {
      window.pressed = target.closest('[role=option]')?.id.slice(4);
    }, { capture: true, once: true })`);
    await page.mouse.down();
    const pressed = await page.evaluate('window.pressed');
    if (click % 3 === 0) await page.keyboard.press('.');
    await page.mouse.up();
    await expect.poll(() => page.url()).toContain(`/c/${String(pressed)}`);
  }
  expect(complaints).toEqual([]);
});
