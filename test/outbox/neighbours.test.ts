/** What others do beside a reply: connectors that hang, and further nodes on the same database. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openApp, startApp, type RunningApp } from '../support/app.ts';
import { engines, freshDatabase } from '../support/database.ts';
import { OutboxApp, SECOND } from './outbox-app.ts';
import { withPlainVendor } from './plain-vendor.ts';
import { Receiver } from '../../src/fake/receiver.ts';

const env = { INLET_LOCAL_NETWORKS: 'loopback' };

type Seen = { conversation: string; text: string };

test.each(engines)('a connector that hangs holds up no other, on %s', async (engine) => {
  await using receiver = await Receiver.start();
  await using hanging = await Receiver.start();
  // A call is given up after 20 s, and another takes its place: a slow machine may get there.
  const open = { now: 0, most: 0 };
  hanging.usually = (response) => {
    open.most = Math.max(open.most, (open.now += 1));
    response.once('close', () => (open.now -= 1));
  };
  let own = 0;
  await using inlet = await startApp({
    engine,
    env,
    vendors: withPlainVendor({
      url: (workspaceId) => (workspaceId === own ? receiver.url : hanging.url),
      canRepeat: () => false,
    }),
  });
  own = Number(inlet.sandbox.workspace.id);
  const { token } = inlet.other.inlet;
  const stuck: string[] = [];
  const talks: string[] = [];
  for (let i = 0; i < 30; i += 1) stuck.push(await begin(inlet, inlet.other, `stuck-${i}`));
  for (let i = 0; i < 3; i += 1) talks.push(await begin(inlet, inlet.sandbox, `talk-${i}`));
  for (const path of stuck) await answer(inlet, inlet.other, path, 'stuck');
  // As many as one connector gets at once, and no more.
  await until(() => open.most === 16);
  for (let i = 0; i < 30; i += 1) {
    await answer(inlet, inlet.sandbox, talks[i % 3] ?? '', `reply ${i}`);
  }
  await until(() => receiver.received.length === 30);
  expect(open.most).toBe(16);
  const waiting = await inlet.get('/inlet/v1/deliveries?state=due', { token });
  expect(waiting.body.data.length).toBeLessThanOrEqual(14);
});

test.each(engines)(
  'one delivery probes who was down; the rest wait idle, on %s',
  async (engine) => {
    await using it = await OutboxApp.start(engine);
    it.receiver.usually = { status: 503 };
    for (let i = 0; i < 5; i += 1) await it.send(await it.talk(`talk-${i}`), 'Hello');
    await it.settled();
    it.receiver.usually = () => undefined;
    it.now += 60 * SECOND;
    const looks = vi.spyOn(it.inlet.app.store.read, 'listDueReceivers');
    await until(() => it.receiver.received.length === 6);
    looks.mockClear();
    const wokenAt = performance.now();
    it.inlet.app.outbox.wake();
    await expect.poll(() => looks.mock.calls.length, { timeout: 30_000 }).toBeGreaterThan(0);
    await delay(500);
    expect(it.receiver.received).toHaveLength(6);
    // When it was woken, and once a second, of which a busy machine lets more pass.
    const seconds = Math.floor((performance.now() - wokenAt) / 1_000);
    expect(looks.mock.calls.length).toBeLessThanOrEqual(2 + seconds);
  },
);

test('two nodes on one database hand each reply over once, in order', async () => {
  await using database = await freshDatabase('postgres');
  await using receiver = await Receiver.start();
  const vendors = withPlainVendor({ url: () => receiver.url, canRepeat: () => false });
  await using inlet = await startApp({ engine: 'postgres', database, env, vendors });
  const other = await openApp(database, env, Date.now, vendors);
  await other.start();
  try {
    const sent: Promise<void>[] = [];
    for (let i = 0; i < 10; i += 1) sent.push(answerInTurn(inlet, `talk-${i}`, 6));
    await Promise.all(sent);
    await until(() => receiver.received.length >= 60);
    await Promise.all([inlet.app.outbox.settled(), other.outbox.settled()]);
    const seen = receiver.bodies.map((body) => JSON.parse(body) as Seen);
    expect(seen).toHaveLength(60);
    for (const [, some] of Map.groupBy(seen, (one) => one.conversation)) {
      expect(some.map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4', '5']);
    }
  } finally {
    await other.stop();
  }
});

async function answerInTurn(inlet: RunningApp, talk: string, count: number): Promise<void> {
  const path = await begin(inlet, inlet.sandbox, talk);
  for (let i = 0; i < count; i += 1) await answer(inlet, inlet.sandbox, path, String(i));
}

/** A conversation of one message; where it is answered. */
async function begin(inlet: RunningApp, of: RunningApp['sandbox'], talk: string): Promise<string> {
  const received = await inlet.receive(
    { id: `first of ${talk}`, conversation_id: talk, channel_id: of.pipedrive.channelId },
    { token: null, headers: { 'x-api-token': of.pipedrive.apiToken } },
  );
  const { token } = of.inlet;
  const acceptance = received.headers.get('inlet-acceptance') ?? '';
  const { body } = await inlet.get(`/inlet/v1/acceptances/${acceptance}`, { token });
  return `/inlet/v1/conversations/${String(body.conversationId)}/messages`;
}

async function answer(
  inlet: RunningApp,
  of: RunningApp['sandbox'],
  path: string,
  text: string,
): Promise<void> {
  const { status } = await inlet.call('POST', path, { token: of.inlet.token, body: { text } });
  expect(status).toBe(202);
}

/** For what no clock and no settled() tells: a call that never ends. */
async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!isTrue() && performance.now() < deadline) await delay(10);
  expect(isTrue()).toBe(true);
}
