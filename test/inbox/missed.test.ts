// A page that slept, was offline or saw its server restart shows what the store holds: nothing is
// missing and nothing doubled, and where the person was, what they typed and what they had chosen stay.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import { openApp } from '../support/app.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { openInbox, type InboxBrowser, type Person } from '../support/inbox-browser.ts';
import { listShown, listStored, threadShown, threadStored } from '../support/inbox-shown.ts';

const MANY = process.env['INLET_TEST_LONG'] === '1' ? 30_000 : 3_000;
const PEOPLE = 60;
const TYPED = 'Half a sentence, and the caret in it';

let inbox: InboxBrowser;
let database: FreshDatabase;
let env: Record<string, string>;
let again: App | undefined;
let person: Person;
let open = '';

beforeAll(async () => {
  database = await freshDatabase('sqlite');
  env = { INLET_PORT: String(await freePort()) };
  inbox = await openInbox({ database, env });
  for (let n = 1; n < 90; n += 1) await receive('Ada', `Line ${n} ${'and more '.repeat(n % 9)}`);
  const answer = await receive('Ada', 'The last before');
  const acceptance = answer.headers.get('inlet-acceptance') ?? '';
  open = (await inbox.inlet.get(`/inlet/v1/acceptances/${acceptance}`)).body.conversationId;
  await inbox.inlet.call('POST', `/inlet/v1/conversations/${open}/read`);
  person = await inbox.login({ path: `v/open/c/${open}` });
  const { page } = person;
  await page.getByRole('article').getByText('The last before').waitFor();
  await page.getByRole('textbox').fill(TYPED);
  await page.evaluate(`document.querySelector('main textarea').setSelectionRange(5, 9)`);
  await page.mouse.move(900, 400);
});
afterAll(async () => {
  await person[Symbol.asyncDispose]();
  await again?.stop();
  await inbox[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

let clock = Date.now() - 40 * 24 * 3_600_000;
/** Each a second after the one before, so that the order of the list is certain. */
function receive(name: string, message: string) {
  clock += 1_000;
  return inbox.inlet.receive({
    ...{ id: crypto.randomUUID(), sender_id: name, conversation_id: `with-${name}`, message },
    created_at: new Date(clock).toISOString(),
  });
}

/** So many messages, of which every tenth stands in the conversation that is open. */
async function receiveMany(count: number): Promise<void> {
  for (let n = 0; n < count; n += 50) {
    const names = Array.from({ length: 50 }, (_, index) =>
      index % 10 === 0 ? 'Ada' : `Person ${(n + index) % PEOPLE}`,
    );
    const answers = await Promise.all(
      names.map((name, index) => receive(name, `No. ${n + index}`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  }
}

/** Where the person is: the message that is read, its place, and what stands in the composer. */
const placeOf = () =>
  person.page.evaluate<{ id: string; top: number; typed: string; caret: number[] }>(`(() => {
    const edge = document.querySelector('[role=feed]').getBoundingClientRect().top;
    const one = [...document.querySelectorAll('[role=feed] article')].find(
      (each) => each.getBoundingClientRect().bottom > edge);
    const field = document.querySelector('main textarea');
    return {
      id: one.id,
      top: Math.round(one.getBoundingClientRect().top),
      typed: field.value,
      caret: [field.selectionStart, field.selectionEnd],
    };
  })()`);

async function scrollUp(): Promise<void> {
  await person.page.evaluate(`document.querySelector('[role=feed]').scrollTop -= 700`);
  await expect.poll(async () => (await placeOf()).top).toBeLessThan(500);
}

/** Everything that came while `away` is there afterwards, and nothing has moved. */
async function survives(away: () => Promise<void>, last: string): Promise<void> {
  const { page } = person;
  await scrollUp();
  const before = await placeOf();
  expect(before).toMatchObject({ typed: TYPED, caret: [5, 9] });
  await away();
  await page.getByRole('option').filter({ hasText: last }).waitFor();
  await page.getByRole('button', { name: /new messages?$/ }).waitFor();
  expect(await placeOf()).toEqual(before);
  expect(page.url()).toContain(`/c/${open}`);
  await expect.poll(() => listShown(page)).toEqual(await listStored(inbox.inlet, 'status=open'));
  await expect.poll(() => threadShown(page)).toEqual(await threadStored(inbox.inlet, open));
}

test(`asleep while ${MANY} messages came`, async () => {
  const session = await person.page.context().newCDPSession(person.page);
  await survives(async () => {
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await receiveMany(MANY);
    await receive('Zoe', 'Good morning');
    await session.send('Page.setWebLifecycleState', { state: 'active' });
  }, 'Good morning');
});

test('offline while more came than one page of anything holds', async () => {
  await survives(async () => {
    await person.page.context().setOffline(true);
    await receiveMany(700);
    await receive('Yan', 'While the line was down');
    await person.page.context().setOffline(false);
  }, 'While the line was down');
});

test('a restart of the server, and what came before the page found it again', async () => {
  await survives(async () => {
    await receiveMany(150);
    await inbox.inlet.app.stop();
    await person.page.getByText('connecting…').waitFor();
    again = await openApp(database, env);
    await again.start();
    await receiveMany(150);
    await receive('Xan', 'It is back');
  }, 'It is back');
});

test('a reply that was written meanwhile is sent once', async () => {
  const { page } = person;
  await again?.stop();
  await page.getByText('connecting…').waitFor();
  await page.getByRole('textbox').fill('Sent without a server');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('article').getByText('Sent without a server').waitFor();
  again = await openApp(database, env);
  await again.start();
  const stored = async () => {
    const { body } = await inbox.inlet.get(`/inlet/v1/conversations/${open}/messages`);
    return body.data.filter((one: { text: string }) => one.text === 'Sent without a server').length;
  };
  await expect.poll(stored).toBe(1);
  await expect
    .poll(() => page.getByRole('article').getByText('Sent without a server').count())
    .toBe(1);
});
