// A thread in which messages, pictures, changes and replies' states come by the dozen stays where it
// is read: not by a pixel is the message under the eye moved.
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInbox, type InboxBrowser, type Person } from '../support/inbox-browser.ts';

const SECONDS = process.env['INLET_TEST_LONG'] === '1' ? 120 : 6;

let inbox: InboxBrowser;
let person: Person;

let clock = Date.parse('2026-01-05T10:00:00Z');
let count = 0;
const written = new Map<number, string>();

function receive(more: Record<string, unknown> = {}) {
  clock += 1_000;
  count += 1;
  written.set(count, new Date(clock).toISOString());
  return inbox.inlet.receive({
    ...{ id: `m-${count}`, sender_id: 'Ada', conversation_id: 'with-Ada' },
    ...{ message: `Line ${count} ${'and more '.repeat(count % 40)}` },
    created_at: written.get(count),
    ...more,
  });
}

/** A known one once more, written when it was: with another time it would move, by its sender's will. */
const change = (one: number) =>
  receive({
    ...{ id: `m-${one}`, created_at: written.get(one) },
    message: `Changed ${'a lot '.repeat(count % 9)}`,
  });

beforeAll(async () => {
  inbox = await openInbox();
  for (let n = 0; n < 150; n += 1) await receive();
  person = await inbox.login();
  await person.page.getByRole('option', { name: /Ada/ }).click();
  await person.page.getByRole('article').first().waitFor();
});
afterAll(async () => {
  await person[Symbol.asyncDispose]();
  await inbox[Symbol.asyncDispose]();
});

/** 50 a second: new ones, late ones between those that are read, and changes of known ones. */
async function flood(until: number): Promise<void> {
  while (Date.now() < until) {
    const at = new Date(clock - 3_600_000).toISOString();
    const kinds = [
      () => receive(),
      () => receive({ created_at: at, message: 'This one came late' }),
      () => change(1 + (count % 140)),
      () => receive({ sender_id: 'Another', message: 'Between the others' }),
    ];
    await Promise.all([kinds[count % 4]?.(), setTimeout(20)]);
  }
}

test('the message that is read moves by no pixel', async () => {
  const { page, complaints } = person;
  await page.evaluate(`document.querySelector('[role=feed]').scrollTop -= 2_000`);
  await page.mouse.move(900, 400);
  // Where its top stands at each frame; the item under the middle of the screen may grow downwards.
  const watching = page.evaluate<number[]>(`new Promise((resolve) => {
    const feed = document.querySelector('[role=feed]').getBoundingClientRect();
    const one = [...document.querySelectorAll('[role=feed] article')].find(
      (each) => each.getBoundingClientRect().top >= feed.top);
    const before = one.getBoundingClientRect().top;
    const end = performance.now() + ${SECONDS * 1_000};
    const moved = [];
    const look = () => {
      const now = document.getElementById(one.id)?.getBoundingClientRect().top;
      moved.push(now === undefined ? Infinity : Math.abs(now - before));
      if (performance.now() > end) resolve(moved);
      else requestAnimationFrame(look);
    };
    look();
  })`);
  await flood(Date.now() + SECONDS * 1_000);
  const moved = await watching;
  expect(moved.length).toBeGreaterThan(SECONDS);
  expect(Math.max(...moved)).toBeLessThan(1);
  await receive({ message: 'The very last' });
  await page.getByRole('button', { name: /new messages$/ }).click();
  await page.getByRole('article').getByText('The very last').waitFor();
  expect(complaints).toEqual([]);
});
