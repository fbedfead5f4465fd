/** Webhooks hear at once of what is accepted, not when the outbox looks by itself. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Receiver } from '../../src/cli/fake-connector/receiver.ts';
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
      await vi.waitFor(() => expect(receiver.bodies).toHaveLength(count), { timeout: 10_000 });
    }
    // A burst within the pause between two looks is told of whole.
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => inlet.receive({ id: `burst ${String(index)}` })),
    );
    await vi.waitFor(() => expect(receiver.bodies).toHaveLength(23), { timeout: 10_000 });
  });
});
