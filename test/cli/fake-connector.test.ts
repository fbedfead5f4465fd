// A connector author's round trip, by the two commands: Inlet, and the other side of each vendor.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../support/app.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { startInlet, type InletProcess } from '../support/inlet-process.ts';
import { runInlet, settingsOf } from './run-inlet.ts';

const script = fileURLToPath(new URL('../../bin/inlet.js', import.meta.url));
/** Also for what the outbox tries again after 5 s: nothing here has to be fast. */
const SOON = { timeout: 30_000, interval: 20 };

let database: FreshDatabase;
let inlet: InletProcess;
let stopFake = (): void => undefined;

beforeAll(async () => {
  database = await freshDatabase('sqlite');
  inlet = await startInlet({ dataDirectory: database.dataDirectory });
});
afterEach(() => stopFake());
afterAll(async () => {
  await inlet.kill();
  await database[Symbol.asyncDispose]();
});

interface Printed {
  /** Of the requests that it was sent. */
  requests: Json[];
  /** Of what it told Inlet. */
  told: Json[];
}

interface Fake {
  started: Json;
  /**
   * Expects what it has printed to become so. There is no other way to look: its lines come through
   * a pipe, after Inlet has what they tell of.
   */
  expectPrinted: (look: (printed: Printed) => unknown) => ReturnType<typeof expect.poll>;
  post: (path: string) => Promise<Json>;
}

async function startFake(vendor: string, ...options: string[]): Promise<Fake> {
  const args = ['fake-connector', '--vendor', vendor, '--port', '0', '--json', ...options];
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ...settingsOf(database) },
  });
  stopFake = () => void child.kill('SIGKILL');
  const printed: Printed = { requests: [], told: [] };
  let started: Json;
  await new Promise<void>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const one: Json = JSON.parse(line);
      if (one.told !== undefined) printed.told.push(one);
      else if (one.method !== undefined) printed.requests.push(one);
      else {
        started = one;
        resolve();
      }
    });
  });
  const post = async (path: string) =>
    (await fetch(started.url + path, { method: 'POST' })).json() as Json;
  const expectPrinted: Fake['expectPrinted'] = (look) => expect.poll(() => look(printed), SOON);
  return { started, expectPrinted, post };
}

async function call(method: string, path: string, body?: unknown): Promise<Json> {
  const { baseUrl, token } = inlet.sandbox.inlet;
  const answer = await fetch(baseUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.status).toBeLessThan(300);
  return answer.json();
}

const reply = async (conversationId: string, text: string): Promise<string> =>
  (await call('POST', `/conversations/${conversationId}/messages`, { text })).id;
const statusOf = (id: string) => async () => (await call('GET', `/messages/${id}`)).status;
const deliveryOf = async (id: string): Promise<Json> => {
  const { data } = await call('GET', `/deliveries?messageId=${id}`);
  return call('GET', `/deliveries/${data[0].id}`);
};
/** What of it came as a reply with these words. */
const replies =
  (words: string) =>
  ({ requests }: Printed): Json[] =>
    requests.filter((one) => one.isReply && JSON.stringify(one.fields).includes(words));

interface Story {
  vendor: string;
  verified: string;
  /** A documented way to fail after which the reply is failed, and what its attempt says. */
  refusal: [name: string, status: number];
  /** One after which it is tried again by itself; null where no second copy would be known. */
  passing: [name: string, status: number];
}

const stories: Story[] = [
  {
    vendor: 'pipedrive',
    verified: 'client id and secret are those of the app',
    refusal: ['suspended', 401],
    passing: ['busy', 429],
  },
  {
    vendor: 'highlevel',
    verified: 'X-GHL-Signature is genuine',
    refusal: ['bad-request', 400],
    passing: ['server-error', 500],
  },
  {
    vendor: 'partoo',
    verified: 'X-Partoo-Signature-v1 is genuine',
    refusal: ['forbidden', 403],
    passing: ['server-error', 500],
  },
];

describe.each(stories)(
  'the fake connector of $vendor',
  ({ vendor, verified, refusal, passing }) => {
    test('is registered, gets a verified reply, fails when told to, and gets it once it is well', async () => {
      const fake = await startFake(vendor, '--register');
      expect(fake.started.registered).toContain(fake.started.url);
      const { status, conversationId } = await fake.post('/_tell/message');
      expect([status, conversationId]).toEqual([200, expect.stringMatching(/^\d+$/)]);

      const first = await reply(conversationId, 'first words');
      await expect.poll(statusOf(first), SOON).toBe('sent');
      await fake
        .expectPrinted(replies('first words'))
        .toMatchObject([{ isGenuine: true, remarks: [verified] }]);

      await fake.post(`/_fail/${refusal[0]}/1/replies`);
      const second = await reply(conversationId, 'second words');
      await expect.poll(statusOf(second), SOON).toBe('failed');
      const refused = await deliveryOf(second);
      expect(refused).toMatchObject({ state: 'failed', outcome: 'refused' });
      expect(refused.attempts).toMatchObject([{ status: refusal[1], outcome: 'refused' }]);
      await call('POST', `/deliveries/${refused.id}/resend`);
      await expect.poll(statusOf(second), SOON).toBe('sent');

      await fake.post(`/_fail/${passing[0]}/1/replies`);
      const third = await reply(conversationId, 'third words');
      await expect.poll(statusOf(third), SOON).toBe('sent');
      const { attempts } = await deliveryOf(third);
      expect(attempts).toMatchObject([{ status: passing[1] }, { status: 200, outcome: 'sent' }]);
      await fake.expectPrinted(replies('third words')).toHaveLength(2);
    });

    test('refuses what another Inlet signed, which ends the reply', async () => {
      const made = await runInlet(settingsOf(database), 'workspace', 'create', vendor, '--json');
      const other = made.json()[vendor];
      const key = other.webhookPublicKey ?? `${other.clientId}:${other.clientSecret}`;
      const fake = await startFake(vendor, '--register', '--key', key);
      const { conversationId } = await fake.post('/_tell/message');
      const id = await reply(conversationId, 'forged words');
      await expect.poll(statusOf(id), SOON).toBe('failed');
      expect((await deliveryOf(id)).attempts).toMatchObject([{ status: 401 }]);
      await fake.expectPrinted(replies('forged words')).toMatchObject([{ isGenuine: false }]);
    });
  },
);

test.each([
  ['pipedrive', 'sent,delivered,read', 'read'],
  ['highlevel', 'pending,delivered,read', 'read'],
  ['highlevel', 'failed', 'failed'],
])('%s reports %s of what it was sent', async (vendor, reports, status) => {
  const fake = await startFake(vendor, '--register', '--tell', reports);
  const { conversationId } = await fake.post('/_tell/message');
  const id = await reply(conversationId, 'to be reported');
  await expect.poll(statusOf(id), SOON).toBe(status);
  await fake
    .expectPrinted(({ told }) => told.slice(1).map((one) => [one.told, one.status]))
    .toEqual(reports.split(',').map((name) => [name, 200]));
});

test('a subscribed HighLevel app hears of messages in and out', async () => {
  const fake = await startFake('highlevel', '--register');
  const { conversationId, answer } = await fake.post('/_tell/message');
  await reply(conversationId, 'heard of');
  // Of these two messages: the contact has one conversation, and what an earlier fake did not live
  // to hear of it is told to this one. In any order: events are handed over side by side.
  const heard = ({ requests }: Printed) =>
    requests
      .filter(({ path, isGenuine }) => path === '/events' && isGenuine)
      .map(({ fields }) => fields)
      .filter(({ messageId, body }) => messageId[0] === answer.messageId || body[0] === 'heard of')
      .map(({ type }) => type[0])
      .toSorted();
  await fake.expectPrinted(heard).toEqual(['InboundMessage', 'OutboundMessage']);
});

test('a Partoo webhook gets a test call, and a Failed answer again on asking', async () => {
  const fake = await startFake('partoo', '--register');
  const tried = await fake.post('/_tell/tryout');
  expect(tried).toMatchObject({ status: 200, answer: { status: 'success', answered: 200 } });
  await fake
    .expectPrinted(({ requests }) => requests.flatMap(({ remarks }) => remarks))
    .toContain('a test call');

  const { conversationId } = await fake.post('/_tell/message');
  await fake.post('/_fail/forbidden/1/replies');
  const id = await reply(conversationId, 'once more');
  await expect.poll(statusOf(id), SOON).toBe('failed');
  expect(await fake.post('/_tell/retry')).toMatchObject({ status: 200 });
  await expect.poll(statusOf(id), SOON).toBe('sent');
  // Both types of events, of a message that came in and of one that went out.
  const types = ({ requests }: Printed) =>
    [...new Set(requests.map(({ fields }) => fields.type[0]))].toSorted();
  await fake.expectPrinted(types).toEqual(['message_created', 'message_updated']);
});

test("a receiver of Inlet's own webhooks verifies them, and gets one again that it failed", async () => {
  const fake = await startFake('inlet', '--register');
  await fake.post('/_fail/gateway-timeout/1');
  const { baseUrl, apiToken, channelId } = inlet.sandbox.pipedrive;
  await fetch(`${baseUrl}/channels/messages/receive`, {
    method: 'POST',
    headers: { 'x-api-token': apiToken, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ id: 'm', channel_id: channelId, sender_id: 'jane', conversation_id: 'own' },
      ...{ message: 'Hello', status: 'sent', created_at: '2026-11-21 10:00' },
    }),
  });
  const calls = ({ requests }: Printed) =>
    requests.filter(
      ({ fields }) => fields.type[0] === 'message.created' && fields.data[0].includes('Hello'),
    );
  await fake.expectPrinted(calls).toMatchObject([
    { isGenuine: true, remarks: ['webhook-signature is genuine'] },
    { isGenuine: true, remarks: ['webhook-signature is genuine', 'sent before: a repeat'] },
  ]);
});

test('what it cannot do is said with what it can', async () => {
  const run = (...args: string[]) => runInlet(settingsOf(database), 'fake-connector', ...args);
  const unknown = await run('--vendor', 'nobody');
  expect(unknown).toMatchObject({ code: 2, stdout: '' });
  expect(unknown.stderr).toContain('Allowed choices are');
  const failing = await run('--vendor', 'partoo', '--port', '0', '--fail', 'boredom');
  expect(failing.code).toBe(2);
  expect(failing.stderr).toMatch(
    /^inlet: It can fail by bad-request, .*overloaded, silence, .*\n$/,
  );
  const telling = await run('--vendor', 'partoo', '--port', '0', '--tell', 'read');
  expect(telling.stderr).toBe('inlet: It cannot tell read; it can tell message, tryout, retry.\n');
  const nobody = await runInlet(
    { INLET_DATA: `${database.dataDirectory}/none` },
    ...['fake-connector', '--vendor', 'partoo', '--register'],
  );
  expect(nobody).toMatchObject({ code: 3, stdout: '' });
});

test('every way to fail, and everything that is told, stands in --help', async () => {
  const { stdout } = await runInlet({}, 'fake-connector', '--help');
  for (const name of ['suspended', 'no-id', 'rate-limited', 'gateway-timeout', 'half-status']) {
    expect(stdout).toContain(`\n  ${name.padEnd(18)} `);
  }
  for (const vendor of ['pipedrive', 'highlevel', 'partoo', 'inlet']) {
    expect(stdout).toContain(`Failures of ${vendor}:`);
  }
});
