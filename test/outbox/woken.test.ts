/** Webhooks hear at once of what is accepted, not when the outbox looks by itself. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Receiver } from '../../src/fake/receiver.ts';
import { startApp } from '../support/app.ts';
import { engines } from '../support/database.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]();
});

describe.each(engines)('on %s', (engine) => {
  test('accepting wakes the webhooks of its workspace', async () => {
    const receiver = await Receiver.start();
    open.push(receiver);
    // An hour: nothing of this is found by looking.
    const inlet = await startApp({
      ...{ engine, outboxPollMs: 3_600_000 },
      env: { INLET_LOCAL_NETWORKS: 'loopback' },
    });
    open.push(inlet);
    const body = { url: `${receiver.url}/hook`, eventTypes: ['message.created'] };
    expect((await inlet.call('POST', '/inlet/v1/webhooks', { body })).status).toBe(201);
    await inlet.app.outbox.settled();
    for (const count of [1, 2, 3]) {
      const answer = await inlet.receive({ id: `m${String(count)}` });
      expect(answer.headers.get('inlet-verdict')).toBe('stored');
      await vi.waitFor(() => expect(receiver.bodies).toHaveLength(count), { timeout: 30_000 });
    }
    // A burst within the pause between two looks is told of whole.
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => inlet.receive({ id: `burst ${String(index)}` })),
    );
    await vi.waitFor(() => expect(receiver.bodies).toHaveLength(23), { timeout: 30_000 });
  });
});

test('settled() does not trust a look that began before what it is to wait for', async () => {
  const receiver = await Receiver.start();
  open.push(receiver);
  const inlet = await startApp({
    outboxPollMs: 3_600_000,
    env: { INLET_LOCAL_NETWORKS: 'loopback' },
  });
  open.push(inlet);
  const received = await inlet.receive();
  const acceptance = `/inlet/v1/acceptances/${received.headers.get('inlet-acceptance') ?? ''}`;
  const { conversationId } = (await inlet.get(acceptance)).body;
  const webhook = { url: `${receiver.url}/hook`, eventTypes: ['*'] };
  expect((await inlet.call('POST', '/inlet/v1/webhooks', { body: webhook })).status).toBe(201);
  await inlet.app.outbox.settled();
  expect(receiver.bodies).toEqual([]);

  const { read } = inlet.app.store;
  const look = read.listWebhooksBehind.bind(read);
  const [looked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  vi.spyOn(read, 'listWebhooksBehind').mockImplementationOnce(async (input) => {
    const behind = await look(input);
    looked.resolve();
    await gate.promise;
    return behind;
  });
  const early = inlet.app.outbox.settled();
  await looked.promise;
  const path = `/inlet/v1/conversations/${String(conversationId)}`;
  const closed = await inlet.call('PATCH', path, { body: { status: 'closed' } });
  expect(closed.status).toBe(200);
  const settled = inlet.app.outbox.settled();
  gate.resolve();
  await Promise.all([early, settled]);
  expect(receiver.bodies).toHaveLength(1);
});
